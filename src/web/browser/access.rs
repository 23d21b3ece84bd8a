//! What the page asks of the browser. Nothing here fails: a browser that refuses gives the plain answer.

use leptos::ev::Custom;
use leptos::prelude::{RwSignal, Set as _, document, on_cleanup, window, window_event_listener};

use js_sys::Reflect;
use wasm_bindgen::{JsCast as _, JsValue};

use crate::words::Lang;

/// What was kept under `key` in this browser.
#[must_use]
pub fn kept(key: &str) -> Option<String> {
    window().local_storage().ok()??.get_item(key).ok()?
}

/// Keeps `value` in this browser; false where it does not allow that.
pub fn keep(key: &str, value: &str) -> bool {
    let storage = window().local_storage().ok().flatten();
    storage.is_some_and(|s| s.set_item(key, value).is_ok())
}

/// The language chosen last, else the first one the browser asks for that the product speaks.
#[must_use]
pub fn language() -> Lang {
    let tag = kept("dabiao.lang").or_else(|| window().navigator().language());
    Lang::of_tag(&tag.unwrap_or_default())
}

/// The colours chosen last, else what the browser asks for.
#[must_use]
pub fn dark() -> bool {
    match kept("dabiao.theme").as_deref() {
        Some("dark") => true,
        Some(_) => false,
        None => matches("(prefers-color-scheme: dark)"),
    }
}

/// Whether a media query holds.
#[must_use]
pub fn matches(query: &str) -> bool {
    window()
        .match_media(query)
        .ok()
        .flatten()
        .is_some_and(|m| m.matches())
}

/// Milliseconds since the page was opened.
#[must_use]
pub fn now() -> f64 {
    window().performance().map_or(0.0, |p| p.now())
}

/// The content of a `<meta>` of the page; none where it is empty.
#[must_use]
pub fn meta(name: &str) -> Option<String> {
    let found = document()
        .query_selector(&format!("meta[name={name}]"))
        .ok()??;
    found.get_attribute("content").filter(|c| !c.is_empty())
}

/// Sets an attribute of the root element.
pub fn mark_root(name: &str, value: &str) {
    if let Some(root) = document().document_element() {
        // Only an invalid name can fail, and names are constants here.
        let _ = root.set_attribute(name, value);
    }
}

/// What stands behind `#` in the address, without it.
#[must_use]
pub fn fragment() -> String {
    let hash = window().location().hash().unwrap_or_default();
    hash.trim_start_matches('#').to_owned()
}

/// Replaces what stands behind `#` in the address, without a step in the browser's history.
pub fn set_fragment(fragment: &str) {
    let address = format!("#{fragment}");
    if let Ok(history) = window().history() {
        // A page opened as a file may refuse; the share button does not need the address bar.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
    }
}

/// Goes to another page of the site, as a step in the browser's history.
pub fn go(fragment: &str) {
    // Only a malformed address is refused, and ours are made here.
    let _ = window().location().set_hash(fragment);
}

/// Processors that may work at one time; at least 1.
#[must_use]
pub fn processors() -> usize {
    (window().navigator().hardware_concurrency() as usize).max(1)
}

/// A day as it is written in a language; none for a number that is no time.
#[must_use]
pub fn day(lang: Lang, ms: f64) -> Option<String> {
    let date = js_sys::Date::new(&JsValue::from_f64(ms));
    let is_time = date.get_time().is_finite();
    let written = || date.to_locale_date_string(lang.tag(), &JsValue::UNDEFINED);
    is_time.then(|| String::from(written()))
}

/// Whether the page is being printed. It follows the browser as long as its owner lives.
#[must_use]
pub fn printing() -> RwSignal<bool> {
    let printing = RwSignal::new(false);
    for (name, now) in [("beforeprint", true), ("afterprint", false)] {
        let event = Custom::<web_sys::Event>::new(name);
        let listener = window_event_listener(event, move |_| printing.set(now));
        on_cleanup(move || listener.remove());
    }
    printing
}

/// A file that is let go over the page by mistake does nothing there; most browsers would leave the page and show the file.
pub fn refuse_files() {
    for name in ["dragover", "drop"] {
        let event = Custom::<web_sys::Event>::new(name);
        let refuse = move |event: web_sys::Event| {
            if let Some(transfer) = dragged_files(&event) {
                event.prevent_default();
                // A browser that does not know it shows another pointer, and no more.
                let _ = Reflect::set(&transfer, &"dropEffect".into(), &"none".into());
            }
        };
        let listener = window_event_listener(event, refuse);
        on_cleanup(move || listener.remove());
    }
}

/// What is dragged, where it is files and the place is no field that takes them.
fn dragged_files(event: &web_sys::Event) -> Option<JsValue> {
    let target = event
        .target()
        .and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok());
    if target.is_some_and(|field| field.type_() == "file") {
        return None;
    }
    let transfer = Reflect::get(event, &"dataTransfer".into()).ok()?;
    let kinds = Reflect::get(&transfer, &"types".into()).ok()?;
    let has_files = js_sys::Array::from(&kinds).includes(&"Files".into(), 0);
    has_files.then_some(transfer)
}
