//! Assumptions that one slider of the workbench moves, and what a tenth more or less changes.

use leptos::prelude::*;

use super::try_out::{TryAll, TryOut, use_trials};
use crate::view_model::lever::{Lever, general};
use crate::web::state::site::use_site;
use crate::web::state::store::use_store;
use crate::web::state::text::t;

/// The section.
#[component]
pub fn Levers() -> impl IntoView {
    let trials = use_trials();
    let plan = use_store().plan.get_untracked();
    let levers = general(&plan);
    let all = levers.clone();
    let all = Box::new(move || all.clone());
    let rows = levers.into_iter().filter_map(row).collect_view();
    view! {
        <section aria-labelledby="h-levers">
            <div class="sec">
                <h2 id="h-levers">{t("lever.title")}</h2>
                <span class="k">{t("lever.about")}</span>
                <div class="r"><TryAll id="try-all" levers=all /></div>
            </div>
            <p class="trouble" role="alert" hidden=move || !trials.broken.get()>{t("trial.broken")}</p>
            <ul class="levers">{rows}</ul>
            <p class="k">{t("lever.rest")}</p>
        </section>
    }
    .into_any()
}

/// A lever that is where it stands already says nothing.
fn row(lever: Lever) -> Option<AnyView> {
    let (store, site) = (use_store(), use_site());
    let edits = store.edits.get_untracked();
    let plan = store.plan.get_untracked();
    if lever.ways(&plan, &edits).is_empty() {
        return None;
    }
    let label = move || lever.label(site.lang.get(), &store.plan.read());
    let now = move || lever.now(site.lang.get(), &store.plan.read(), &store.edits.read());
    Some(view! { <li><b>{label}</b><span class="n">{now}</span><TryOut lever /></li> }.into_any())
}
