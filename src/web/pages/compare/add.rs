//! The ways to put an alternative beside the others.

use leptos::prelude::*;

use crate::share::{LinkError, MOST_SCENARIOS};
use crate::web::parts::keys;
use crate::web::parts::share_panel::LinkButton;
use crate::web::state::comparison::Comparison;
use crate::web::state::store::use_store;
use crate::web::state::text::t;
use crate::words::link_error;

/// Budgets, the workbench as it stands, links.
#[component]
pub fn Add() -> impl IntoView {
    let comparison = expect_context::<Comparison>();
    let pasting = RwSignal::new(false);
    let is_full = move || comparison.is_full();
    let is_empty = Memo::new(move |_| comparison.all.read().is_empty());
    view! {
        <div class="cmp-add" class:first=is_empty>
            <button type="button" class="btn" class:p=is_empty class:o=move || !is_empty.get() id="three" on:click=move |_| comparison.three_budgets()>{t("compare.three")}</button>
            <button type="button" class="btn o" id="add-current" disabled=is_full on:click=move |_| comparison.add_current()>{t("compare.add_current")}</button>
            <button type="button" class="btn o" id="add-link" disabled=is_full aria-expanded=move || pasting.get().to_string() on:click=move |_| pasting.update(|p| *p = !*p)>{t("compare.add_link")}</button>
            <span class="k">{move || is_full().then(t("compare.full"))}</span>
            {move || pasting.get().then(|| view! { <Paste pasting /> })}
        </div>
    }
    .into_any()
}

#[component]
fn Paste(pasting: RwSignal<bool>) -> impl IntoView {
    let store = use_store();
    let comparison = expect_context::<Comparison>();
    let text = RwSignal::new(String::new());
    let wrong = RwSignal::new(None::<LinkError>);
    let take = move |e: leptos::ev::SubmitEvent| {
        e.prevent_default();
        match comparison.paste(&text.read_untracked()) {
            Ok(0) => pasting.set(false),
            Ok(left) => {
                pasting.set(false);
                let values: [(&str, &dyn std::fmt::Display); 2] =
                    [("n", &left), ("most", &MOST_SCENARIOS)];
                store.say(store.t_now("compare.no_room", &values), false);
            }
            Err(error) => wrong.set(Some(error)),
        }
    };
    let said = move || {
        wrong
            .get()
            .map(|error| link_error(store.lang.get(), &error))
    };
    view! {
        <form class="paste" on:submit=take on:keydown=move |e| keys::hold_composing(&e)>
            <input type="text" class="find" id="paste" autocomplete="off" required placeholder=t("compare.paste") aria-label=t("compare.paste") prop:value=text on:input=move |e| text.set(event_target_value(&e)) />
            <button type="submit" class="btn o">{t("compare.paste_add")}</button>
            <span class="c-miss" role="alert">{said}</span>
        </form>
    }
}

/// Copies the link that carries the whole comparison.
#[component]
pub fn CopyLink() -> impl IntoView {
    let comparison = expect_context::<Comparison>();
    view! { <LinkButton label="compare.copy_link" title="compare.share_title" make=move || Some(comparison.link()) /> }
}
