//! Keys of the whole page, and what a key means while an input method is at work.
//!
//! While text is being composed, Enter and Esc belong to the input method: every listener asks [`key`] or [`letter`], so that
//! nothing is entered, closed or taken back in the middle of a word.

use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

use crate::web::state::store::Store;

/// Ctrl+Z and Ctrl+Shift+Z (or Ctrl+Y) undo and redo, except where text is typed.
pub fn listen(store: Store) {
    let handle = window_event_listener(ev::keydown, move |event| {
        if !(event.ctrl_key() || event.meta_key()) || is_text(&event) {
            return;
        }
        match letter(&event) {
            Some('z') if event.shift_key() => store.redo(),
            Some('z') => store.undo(),
            Some('y') => store.redo(),
            _ => return,
        }
        event.prevent_default();
    });
    on_cleanup(move || handle.remove());
}

/// The code of a key that an input method took.
const TAKEN: u32 = 229;

/// The key that was pressed; empty where an input method takes it. Some browsers say that text is being composed, others only
/// give the key the code 229, as of the Enter that ends a composition.
#[must_use]
pub fn key(event: &KeyboardEvent) -> String {
    if event.is_composing() || event.key_code() == TAKEN {
        return String::new();
    }
    event.key()
}

/// The letter of a key, small, whatever it writes: with an input method on, or on a keyboard of another script, the place of the
/// key says it. None while text is being composed.
#[must_use]
pub fn letter(event: &KeyboardEvent) -> Option<char> {
    if event.is_composing() {
        return None;
    }
    let key = event.key();
    let mut chars = key.chars();
    if let (Some(c), None) = (chars.next(), chars.next())
        && c.is_ascii()
    {
        return c.is_ascii_alphabetic().then(|| c.to_ascii_lowercase());
    }
    let is_named = key.is_ascii() && event.key_code() != TAKEN;
    let code = event.code();
    let place = code.strip_prefix("Key").and_then(|c| c.chars().next());
    place.filter(|_| !is_named).map(|c| c.to_ascii_lowercase())
}

/// Keeps Enter from sending a form while text is being composed.
pub fn hold_composing(event: &KeyboardEvent) {
    if event.key() == "Enter" && key(event).is_empty() {
        event.prevent_default();
    }
}

/// What stands in a field that is being typed into; none while text is being composed.
#[must_use]
pub fn typed(event: &ev::Event) -> Option<String> {
    let input = event.dyn_ref::<web_sys::InputEvent>();
    let is_composing = input.is_some_and(web_sys::InputEvent::is_composing);
    (!is_composing).then(|| event_target_value(event))
}

fn is_text(event: &KeyboardEvent) -> bool {
    let target = event
        .target()
        .and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok());
    target.is_some_and(|input| matches!(input.type_().as_str(), "text" | "search"))
}
