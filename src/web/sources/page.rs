//! The frame of the page.

use leptos::prelude::*;

use super::super::store::use_store;
use super::super::toast::ToastView;
use super::super::top_bar::{Here, TopBar};
use super::levers_view::Levers;
use super::list_view::SourceList;
use super::targets_view::TargetList;
use super::trials::Trials;
use crate::domain::Basis;

/// Where every figure of a plan comes from, and what hangs on it.
#[component]
pub fn SourcesPage() -> impl IntoView {
    let store = use_store();
    provide_context(Trials::new(store));
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
        <TopBar here=Here::Sources />
        <main class="srcs" id="main" tabindex="-1">
            <h1>{title}</h1>
            <p class="lead">{lead}</p>
            <Levers />
            <TargetList />
            <SourceList />
        </main>
        <ToastView />
    }
    .into_any()
}
