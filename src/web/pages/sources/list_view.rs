//! Every source: how well its figures are known, what it is, why, and what uses it; what changes if they are off.

use leptos::prelude::*;

use super::try_out::{TryAll, TryOut};
use crate::domain::{Basis, Source};
use crate::report::{Use, uses};
use crate::view_model::lever::{Lever, of_sources};
use crate::view_model::use_words::{line, name};
use crate::web::pages::workbench::source_note::badge;
use crate::web::state::site::use_site;
use crate::web::state::store::use_store;
use crate::web::state::text::t;

/// The section: assumed figures first, for they are what a planner has to look at.
#[component]
pub fn SourceList() -> impl IntoView {
    let store = use_store();
    let plan = store.plan.get_untracked();
    let uses = uses(&plan);
    let all = of_sources(&plan, &uses);
    let all = Box::new(move || all.clone());
    let part = |basis: Basis| {
        let own = plan.sources.iter().zip(&uses).enumerate();
        let own = own.filter(|(_, (s, _))| s.basis == basis);
        own.map(|(at, (s, u))| view! { <SourceItem at source=s.clone() uses=u.clone() /> })
            .collect_view()
    };
    view! {
        <section aria-labelledby="h-sources">
            <div class="sec">
                <h2 id="h-sources">{t("sources.list")}</h2>
                <span class="k">{t("sources.list_about")}</span>
                <div class="r"><TryAll id="try-figures" levers=all /></div>
            </div>
            <p class="k how">{t("sources.how")}</p>
            <h3>{t("sources.assumed")}</h3>
            <ul class="known">{part(Basis::Assumed)}</ul>
            <h3>{t("sources.estimated")}</h3>
            <ul class="known">{part(Basis::Estimated)}</ul>
            <h3>{t("sources.measured")}</h3>
            <ul class="known">{part(Basis::Measured)}</ul>
        </section>
    }
    .into_any()
}

#[component]
fn SourceItem(
    /// Its index in the plan.
    at: usize,
    source: Source,
    uses: Vec<Use>,
) -> impl IntoView {
    let site = use_site();
    let is_known = source.basis == Basis::Measured;
    let (title, note) = (source.title, source.note);
    let note = note.map(|n| {
        let said = move || site.lang.get().pick(&n).to_owned();
        view! { <p>{said}</p> }
    });
    let none = uses.is_empty().then(|| view! { <li>{t("use.none")}</li> });
    let lines = uses.chunk_by(|a, b| a.says == b.says);
    let lines = lines
        .map(|same| view! { <Line source=at same=same.to_vec() is_known /> })
        .collect_view();
    view! {
        <li>
            <div>{move || badge(site.lang.get(), Some(source.basis))}</div>
            <div>
                <p><b>{move || site.lang.get().pick(&title).to_owned()}</b> <span class="k">{source.reference}</span></p>
                {note}
                <ul class="used">{lines}{none}</ul>
            </div>
        </li>
    }
    .into_any()
}

/// Figures of one source that say the same: together, and one thing after the other.
#[component]
fn Line(source: usize, same: Vec<Use>, is_known: bool) -> impl IntoView {
    let (store, site) = (use_store(), use_site());
    let lever = Lever::of(source, &same, None);
    let tries = !is_known && same.iter().all(|u| u.says.moves());
    let try_out = tries.then(|| view! { <TryOut lever /> });
    let each = (tries && same.len() > 1).then(|| {
        let same = same.clone();
        view! { <Each source same /> }
    });
    let said = move || line(site.lang.get(), &store.plan.read(), &same);
    view! { <li><span>{said}</span>{try_out}{each}</li> }.into_any()
}

/// The things a source says the same of, one by one; drawn when they are first asked for.
#[component]
fn Each(source: usize, same: Vec<Use>) -> impl IntoView {
    let (store, site) = (use_store(), use_site());
    let is_open = RwSignal::new(false);
    let n = same.len();
    let one = move |of: Use| {
        let lever = Lever::of(source, &[of], Some(of.about));
        let said = move || {
            let plan = store.plan.read();
            let name = name(site.lang.get(), &plan, of.says, of.about).unwrap_or_default();
            name.to_owned()
        };
        view! { <li><span>{said}</span><TryOut lever /></li> }
    };
    let rows = move || {
        is_open.get().then(|| {
            let rows = same.iter().map(|of| one(*of)).collect_view();
            view! { <ul class="used">{rows}</ul> }
        })
    };
    view! {
        <details on:toggle=move |_| is_open.set(true)>
            <summary>{move || site.t("sources.each", &[("n", &n)])}</summary>
            {rows}
        </details>
    }
    .into_any()
}
