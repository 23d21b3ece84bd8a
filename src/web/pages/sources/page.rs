//! The frame of the page.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::levers_view::Levers;
use super::list_view::SourceList;
use super::targets_view::{NotPlannedList, TargetList};
use super::try_out::TrialBar;
use crate::domain::Basis;
use crate::web::clients::trials::Trials;
use crate::web::parts::toast::ToastView;
use crate::web::parts::top_bar::{ShownHere, TopBar};
use crate::web::state::plans;
use crate::web::state::site::use_site;
use crate::web::state::store::use_store;
use crate::web::state::text::t;

/// Where every figure of a plan comes from, and what hangs on it.
#[component]
pub fn SourcesPage() -> impl IntoView {
    let store = use_store();
    let trials = Trials::new(store);
    provide_context(trials);
    let no_readings = load_readings(trials, &store.plan.read_untracked().id);
    let title = move || {
        let plan = store.plan.read();
        let name = store.lang.get().pick(&plan.document.title).to_owned();
        store.t("sources.title", &[("plan", &name)])
    };
    let count = move |basis: Basis| {
        let plan = store.plan.read();
        plan.sources.iter().filter(|s| s.basis == basis).count()
    };
    let lead = move || {
        let (measured, estimated, assumed) = (
            count(Basis::Measured),
            count(Basis::Estimated),
            count(Basis::Assumed),
        );
        store.t(
            "sources.lead",
            &[
                ("measured", &measured),
                ("estimated", &estimated),
                ("assumed", &assumed),
            ],
        )
    };
    view! {
        <TopBar here=ShownHere::Sources />
        <main class="srcs" id="main" tabindex="-1">
            <h1>{title}</h1>
            <p class="lead">{lead}</p>
            <Levers />
            <p class="trouble" role="alert" hidden=move || !no_readings.get()>{t("reading.not_here")}</p>
            <TargetList />
            <NotPlannedList />
            <SourceList />
        </main>
        <TrialBar />
        <ToastView />
    }
    .into_any()
}

/// Fetches the other readings; says whether they could not be had.
fn load_readings(trials: Trials, plan: &str) -> RwSignal<bool> {
    let failed = RwSignal::new(false);
    if let Some(entry) = use_site().entry(plan) {
        spawn_local(async move {
            match plans::readings(&entry).await {
                // The page may be gone by now.
                Ok(readings) => drop(trials.readings.try_set(readings)),
                Err(_) => drop(failed.try_set(true)),
            }
        });
    }
    failed
}
