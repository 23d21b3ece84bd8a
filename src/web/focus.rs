//! Moving focus and view to an element by its id.

use leptos::prelude::document;
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
