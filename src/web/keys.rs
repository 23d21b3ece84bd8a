//! Keys of the whole page.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

use super::store::Store;

/// Ctrl+Z and Ctrl+Shift+Z (or Ctrl+Y) undo and redo, except where text is typed.
pub fn listen(store: Store) {
    let handle = window_event_listener(ev::keydown, move |event| {
        if !(event.ctrl_key() || event.meta_key()) || is_text(&event) {
            return;
        }
        match event.key().to_lowercase().as_str() {
            "z" if event.shift_key() => store.redo(),
            "z" => store.undo(),
            "y" => store.redo(),
            _ => return,
        }
        event.prevent_default();
    });
    on_cleanup(move || handle.remove());
}

fn is_text(event: &ev::KeyboardEvent) -> bool {
    let target = event
        .target()
        .and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok());
    target.is_some_and(|input| input.type_() == "text")
}
