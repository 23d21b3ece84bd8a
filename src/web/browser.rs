//! What the page asks of the browser. Nothing here fails: a browser that refuses gives the plain answer.

use leptos::prelude::{document, window};

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
        let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&address));
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

/// A day as it is written in a language.
#[must_use]
pub fn day(lang: Lang, ms: f64) -> String {
    let date = js_sys::Date::new(&wasm_bindgen::JsValue::from_f64(ms));
    String::from(date.to_locale_date_string(lang.tag(), &wasm_bindgen::JsValue::UNDEFINED))
}
