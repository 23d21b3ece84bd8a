//! A scenario as a file, out and in.

use leptos::prelude::*;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, Url};

use crate::domain::{Case, Issue, Noun, Plan, Scenario, Trouble};
use crate::read;

/// Offers a text as a file to keep.
pub fn download(name: &str, kind: &str, text: &str) {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    let Ok(blob) = Blob::new_with_str_sequence_and_options(&parts, &options) else {
        return;
    };
    let (Ok(address), Ok(link)) = (
        Url::create_object_url_with_blob(&blob),
        document().create_element("a"),
    ) else {
        return;
    };
    let link: HtmlAnchorElement = link.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // The browser has taken the bytes by the next task; a failure leaves them until the page is closed.
    set_timeout(
        move || drop(Url::revoke_object_url(&address)),
        std::time::Duration::from_secs(10),
    );
}

/// The scenario of a file for `plan`.
///
/// # Errors
/// Everything that is wrong, with its place.
pub async fn open(plan: &Plan, file: &File) -> Result<Scenario, Vec<Issue>> {
    let whole = |trouble| {
        vec![Issue {
            place: crate::domain::Place::Whole,
            trouble,
        }]
    };
    let bytes = JsFuture::from(file.array_buffer()).await;
    let bytes = bytes.map_err(|_| whole(Trouble::NoContent))?;
    let bytes = js_sys::Uint8Array::new(&bytes).to_vec();
    let scenario = read::scenario(&bytes)?;
    if scenario.plan != plan.id {
        let (noun, id) = (Noun::Plan, scenario.plan);
        return Err(vec![Issue::at("plan", Trouble::Unknown { noun, id })]);
    }
    Case::new(plan, &scenario.edits)?;
    Ok(scenario)
}
