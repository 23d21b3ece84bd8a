//! Every source: how well its figures are known, what it is, why, and what uses it.

use leptos::prelude::*;

use super::super::site::use_site;
use super::super::source_note::badge;
use super::super::store::use_store;
use super::super::text::t;
use super::lever::of_uses;
use super::try_out::TryOut;
use super::use_words::lines;
use crate::domain::{Basis, Source};
use crate::report::{Says, Use, uses};

/// The section: assumed figures first, for they are what a planner has to look at.
#[component]
pub fn SourceList() -> impl IntoView {
    let store = use_store();
    let plan = store.plan.get_untracked();
    let uses = uses(&plan);
    let part = |basis: Basis| {
        let own = plan
            .sources
            .iter()
            .zip(&uses)
            .filter(|(s, _)| s.basis == basis);
        own.map(|(s, u)| view! { <SourceItem source=s.clone() uses=u.clone() /> })
            .collect_view()
    };
    view! {
        <section aria-labelledby="h-sources">
            <div class="sec"><h2 id="h-sources">{t("sources.list")}</h2><span class="k">{t("sources.list_about")}</span></div>
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
fn SourceItem(source: Source, uses: Vec<Use>) -> impl IntoView {
    let (store, site) = (use_store(), use_site());
    let plan = store.plan.get_untracked();
    let lever = of_uses(&plan, &uses);
    let is_known = source.basis == Basis::Measured;
    let way = match lever {
        _ if is_known || uses.is_empty() => ().into_any(),
        Some(lever) => {
            let name = move || {
                let what = lever.label(site.lang.get(), &store.plan.read());
                site.t("lever.moved_by", &[("what", &what)])
            };
            view! { <p class="k">{name}</p><TryOut lever /> }.into_any()
        }
        None => view! { <p class="k">{t(no_lever(&uses))}</p> }.into_any(),
    };
    let (title, note) = (source.title, source.note);
    let note = note.map(|n| {
        let said = move || site.lang.get().pick(&n).to_owned();
        view! { <p>{said}</p> }
    });
    let used = move || {
        let all = lines(site.lang.get(), &store.plan.read(), &uses);
        let none = all.is_empty().then(|| site.t("use.none", &[]));
        all.into_iter()
            .chain(none)
            .map(|l| view! { <li>{l}</li> })
            .collect_view()
    };
    view! {
        <li>
            <div>{move || badge(site.lang.get(), Some(source.basis))}</div>
            <div>
                <p><b>{move || site.lang.get().pick(&title).to_owned()}</b> <span class="k">{source.reference}</span></p>
                {note}
                <ul class="used">{used}</ul>
            </div>
            <div class="way">{way}</div>
        </li>
    }
    .into_any()
}

/// Why no single edit moves these figures, or which edits do.
fn no_lever(uses: &[Use]) -> &'static str {
    let all = |says: Says| uses.iter().all(|u| u.says == says);
    if all(Says::Path) {
        "lever.by_path"
    } else if all(Says::Level) {
        "lever.by_target"
    } else if all(Says::Weight) {
        "lever.by_weight"
    } else {
        "lever.by_data"
    }
}
