//! A scenario as a file, out and in.

use leptos::prelude::*;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, HtmlInputElement, Url};

use crate::domain::Text;
use crate::words::{both, decimal, say};

/// Gives a text to the browser to download as a file; false where the browser does not take it. Whether people keep it, no page
/// is told.
pub fn download(name: &str, kind: &str, text: &str) -> bool {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    let Ok(blob) = Blob::new_with_str_sequence_and_options(&parts, &options) else {
        return false;
    };
    let (Ok(address), Ok(link)) = (
        Url::create_object_url_with_blob(&blob),
        document().create_element("a"),
    ) else {
        return false;
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
    true
}

/// The file that was chosen in a field. The field forgets it: the same file may be chosen again once it has been put right.
pub fn chosen(field: &HtmlInputElement) -> Option<File> {
    let file = field.files().and_then(|all| all.get(0));
    if file.is_some() {
        field.set_value("");
    }
    file
}

/// A file beyond this many bytes is none of ours: a browser would take minutes over it without a word.
const MOST: f64 = 64e6;

/// Says that a file is too large to be one of ours; none where it is not.
pub fn too_large(file: &File) -> Option<Text> {
    let mega = |bytes: f64| decimal(bytes / 1e6, 0);
    let said = |lang| {
        let values: [(&str, &dyn std::fmt::Display); 2] =
            [("size", &mega(file.size())), ("most", &mega(MOST))];
        say(lang, "issue.file_too_large", &values)
    };
    (file.size() > MOST).then(|| both(said))
}

/// The text of a file; none where it is no UTF-8 text.
pub async fn text(file: &File) -> Option<String> {
    String::from_utf8(bytes(file).await?).ok()
}

/// What a file holds; none where the browser cannot read it.
pub async fn bytes(file: &File) -> Option<Vec<u8>> {
    let bytes = JsFuture::from(file.array_buffer()).await.ok()?;
    Some(js_sys::Uint8Array::new(&bytes).to_vec())
}
