//! Sharing: a link that opens the same plan in another browser.

use leptos::prelude::*;

use super::icons::{Icon, IconView};
use super::text::t;

/// The button.
#[component]
pub fn ShareButton() -> impl IntoView {
    view! {
        <button type="button" class="btn p" id="share"><IconView icon=Icon::Share /><span class="w">{t("share.button")}</span></button>
    }
}
