//! Assumptions that one slider of the workbench moves, and what a tenth more or less changes.

use leptos::prelude::*;

use super::super::site::use_site;
use super::super::store::use_store;
use super::super::text::t;
use super::lever::{Lever, general};
use super::trials::State;
use super::try_out::{TryOut, use_trials};

/// The section.
#[component]
pub fn Levers() -> impl IntoView {
    let (store, trials) = (use_store(), use_trials());
    let plan = store.plan.get_untracked();
    let levers = general(&plan);
    let all = levers.clone();
    let rows = levers.into_iter().filter_map(row).collect_view();
    let under_way = move || {
        let all = trials.all.read();
        let done = all
            .iter()
            .filter(|t| matches!(t.state, State::Done(_) | State::Failed))
            .count();
        (done < all.len()).then_some((done, all.len()))
    };
    let progress = move || {
        under_way().map(|(done, all)| store.t("trial.progress", &[("done", &done), ("all", &all)]))
    };
    let try_all = move |_| all.iter().for_each(|lever| trials.ask(*lever));
    view! {
        <section aria-labelledby="h-levers">
            <div class="sec">
                <h2 id="h-levers">{t("lever.title")}</h2>
                <span class="k">{t("lever.about")}</span>
                <div class="r">
                    <span role="status">{progress}</span>
                    <button type="button" class="btn s o" id="try-stop" hidden=move || under_way().is_none() on:click=move |_| trials.stop()>
                        {t("trial.stop")}
                    </button>
                    <button type="button" class="btn s o" id="try-all" on:click=try_all>{t("trial.all")}</button>
                </div>
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
