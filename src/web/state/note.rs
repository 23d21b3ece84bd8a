//! Which "?" is open, and where.

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

use crate::view_model::knob::Knob;

/// The open note, if one is open.
#[derive(Clone, Copy)]
pub struct Note {
    /// The note that is open.
    pub open: RwSignal<Option<OpenNote>>,
    from: StoredValue<Option<HtmlElement>, LocalStorage>,
}

/// A note that is open, and where.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OpenNote {
    /// What it is about.
    pub knob: Knob,
    /// Where, in pixels.
    pub left: f64,
    /// Where, in pixels from the top, or from the foot where it opens upwards.
    pub top: f64,
    /// It opens upwards.
    pub up: bool,
}

/// The note of this page.
#[must_use]
pub fn use_note() -> Note {
    expect_context::<Note>()
}

impl Note {
    /// No note open.
    #[must_use]
    pub fn new() -> Self {
        Note {
            open: RwSignal::new(None),
            from: StoredValue::new_local(None),
        }
    }

    /// Opens the note of `knob` beside what was clicked.
    pub fn open(&self, knob: Knob, event: &MouseEvent) {
        let Some(button) = event
            .current_target()
            .and_then(|t| t.dyn_into::<HtmlElement>().ok())
        else {
            return;
        };
        let at = button.get_bounding_client_rect();
        let height = window()
            .inner_height()
            .ok()
            .and_then(|h| h.as_f64())
            .unwrap_or(800.0);
        let width = window()
            .inner_width()
            .ok()
            .and_then(|w| w.as_f64())
            .unwrap_or(1200.0);
        let up = at.top() > height * 0.6;
        let top = if up {
            height - at.top() + 6.0
        } else {
            at.bottom() + 6.0
        };
        let left = at.left().min(width - 352.0).max(8.0);
        self.from.set_value(Some(button));
        self.open.set(Some(OpenNote {
            knob,
            left,
            top,
            up,
        }));
    }

    /// Closes it, and gives the focus back.
    pub fn close(&self) {
        self.open.set(None);
        if let Some(button) = self.from.try_update_value(Option::take).flatten() {
            // Where the button is gone there is nothing to go back to.
            let _ = button.focus();
        }
    }
}

impl Default for Note {
    fn default() -> Self {
        Self::new()
    }
}
