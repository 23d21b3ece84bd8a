//! Says which file of the site is not sent as what it is.

use leptos::prelude::*;

use crate::web::browser::icons::{Icon, IconView};
use crate::web::browser::served::{Misserved, found};
use crate::web::state::site::use_site;

/// Says which file of the site is not sent as what it is, as soon as one is known.
#[component]
pub fn MisservedView() -> impl IntoView {
    let site = use_site();
    let found = found();
    let said = move |fault: &Misserved| {
        let kind = if fault.kind.is_empty() {
            "?"
        } else {
            &fault.kind
        };
        let values: [(&str, &dyn std::fmt::Display); 4] = [
            ("file", &fault.file),
            ("status", &fault.status),
            ("kind", &kind),
            ("wanted", &fault.wanted),
        ];
        let key = if (200..300).contains(&fault.status) {
            "served.kind"
        } else {
            "served.status"
        };
        site.t(key, &values)
    };
    move || {
        let fault = found.get()?;
        Some(
            view! { <div class="trouble" role="alert" id="misserved"><p><IconView icon=Icon::Warn /> <span>{said(&fault)}</span></p></div> },
        )
    }
}
