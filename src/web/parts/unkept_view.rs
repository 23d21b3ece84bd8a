//! Why the newest edits are not kept, with what can be done.

use leptos::prelude::*;

use crate::web::browser::icons::{Icon, IconView};
use crate::web::state::keep::{keep_own, take_other};
use crate::web::state::keeping::Unkept;
use crate::web::state::store::use_store;
use crate::web::state::text::t;

/// Why the newest edits are not kept, with what can be done; nothing where they are.
#[component]
pub fn UnkeptView() -> impl IntoView {
    let store = use_store();
    move || {
        let unkept = store.keeping.unkept.get()?;
        let key = match unkept {
            Unkept::Full => "keeping.full",
            Unkept::Other => "keeping.other",
            Unkept::NoRoom => "keeping.no_room",
        };
        let choice = (unkept == Unkept::Other).then(|| {
            view! {
                <button type="button" class="btn s o" id="take-other" on:click=move |_| take_other(store)>{t("keeping.take_other")}</button>
                <button type="button" class="btn s" id="keep-own" on:click=move |_| keep_own(store)>{t("keeping.keep_own")}</button>
            }
        });
        Some(view! {
            <section class="trouble" id="unkept" role="alert">
                <p><IconView icon=Icon::Warn /> {t(key)} {choice}</p>
            </section>
        })
    }
}
