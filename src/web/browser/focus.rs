//! Moving focus and view to an element by its id.

use leptos::html;
use leptos::prelude::{NodeRef, document, request_animation_frame};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

fn element(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// Gives an element the focus; does nothing where there is none of that id.
pub fn focus_id(id: &str) {
    if let Some(element) = element(id) {
        // Only an element that cannot have the focus refuses it, and then there is nothing to do.
        let _ = element.focus();
    }
}

/// Brings an element into view.
pub fn scroll_to_id(id: &str) {
    if let Some(element) = element(id) {
        element.scroll_into_view();
    }
}

/// Gives a new field the focus with all its text selected, once it stands in the page with its text.
pub fn take_focus(field: NodeRef<html::Input>) {
    field.on_load(move |field| {
        request_animation_frame(move || {
            // A field that cannot have the focus is still there to be clicked.
            let _ = field.focus();
            field.select();
        });
    });
}
