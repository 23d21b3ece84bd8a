//! Where a program of the site cannot be loaded: whether the host sends its files as what they are, said in words.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Response;

use super::access;

/// A file that the host does not send as what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misserved {
    /// Its name.
    pub file: String,
    /// The status of the answer.
    pub status: u16,
    /// The type it is sent with; empty where none is.
    pub kind: String,
    /// The type it should have.
    pub wanted: &'static str,
}

thread_local! {
    /// The page has one host, so one fault of it is enough to speak of.
    static FOUND: ArcRwSignal<Option<Misserved>> = ArcRwSignal::new(None);
}

/// Looks whether the files of a program come as what they are, and keeps the first that does not, for [`found`]. `program`
/// is the name of the `<meta>` that says where its first file is.
pub fn look_at(program: &str) {
    let Some(address) = access::meta(program) else {
        return;
    };
    spawn_local(async move {
        for file in files(&address) {
            if let Some(fault) = misserved(&file).await {
                return FOUND.with(|found| found.set(Some(fault)));
            }
        }
    });
}

/// A worker's script loads the wasm that has its name; see `scripts/site/pieces.mjs`.
fn files(address: &str) -> Vec<String> {
    let mut files = vec![address.to_owned()];
    files.extend(address.strip_suffix(".js").map(|n| format!("{n}_bg.wasm")));
    files
}

/// What is wrong with how a file is sent; none where nothing is, or where no answer came at all.
async fn misserved(address: &str) -> Option<Misserved> {
    let promise = window().fetch_with_str(address);
    let answer: Response = JsFuture::from(promise).await.ok()?.unchecked_into();
    let kind = answer.headers().get("content-type").ok().flatten();
    let kind = kind.unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    let (wanted, fits) = if address.ends_with(".wasm") {
        ("application/wasm", kind == "application/wasm")
    } else {
        ("text/javascript", kind.ends_with("javascript"))
    };
    (!answer.ok() || !fits).then(|| Misserved {
        file: address.trim_start_matches("./").to_owned(),
        status: answer.status(),
        kind: kind.to_owned(),
        wanted,
    })
}

/// The fault that was found; none as long as none is known.
#[must_use]
pub fn found() -> ArcRwSignal<Option<Misserved>> {
    FOUND.with(Clone::clone)
}
