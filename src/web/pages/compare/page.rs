//! The frame of the page.

use leptos::prelude::*;

use super::add::{Add, CopyLink};
use super::built_in_all::BuiltInAll;
use super::curve::OnCurve;
use super::heads::Heads;
use super::moves::{ByMeasure, ByUnit, ByYear};
use super::sums::Sums;
use super::targets::TargetTable;
use crate::domain::Yuan;
use crate::view_model::route::Route;
use crate::view_model::sides::{Sides, letter, verdict};
use crate::web::pages::scenarios::shelf_view::ShelfView;
use crate::web::parts::link_notice_view::ComparedNoticeView;
use crate::web::parts::toast::ToastView;
use crate::web::parts::top_bar::{ShownHere, TopBar};
use crate::web::state::comparison::Comparison;
use crate::web::state::site::use_site;
use crate::web::state::store::use_store;
use crate::web::state::text::t;
use crate::words::{Lang, money, say};

/// Alternatives of a plan side by side.
#[component]
pub fn ComparePage() -> impl IntoView {
    let store = use_store();
    let comparison = use_site().beside.comparison(store);
    provide_context(comparison);
    comparison.run();
    let sides = Memo::new(move |_| Sides::of(&comparison.all.read()));
    let only = RwSignal::new(false);
    let some = Memo::new(move |_| !comparison.all.read().is_empty());
    let compare = Callback::new(move |s: crate::domain::Scenario| comparison.add(&s.name, s.edits));
    let is_full = Signal::derive(move || comparison.is_full());
    let n = move || comparison.all.read().len().to_string();
    view! {
        <TopBar here=ShownHere::Compare />
        <main class="cmp" id="main" tabindex="-1" style:--n=n>
            <Title sides />
            <ComparedNoticeView />
            {move || some.get().then(|| view! { <CopyLink /> })}
            <Add />
            {move || some.get().then(|| view! {
                <div class="cmp-cols">
                    <div class="ct" role="table" aria-label=t("compare.table")>
                        <Heads />
                        <OnlyDifferent only />
                        <Sums sides only />
                        <TargetTable sides only />
                    </div>
                    <div class="cmp-side">
                        <OnCurve sides />
                        <BuiltInAll sides />
                        <ByUnit sides />
                        <ByYear sides />
                        <ByMeasure sides />
                    </div>
                </div>
            })}
            <ShelfView compare is_full />
            <SweepLink />
        </main>
        <ToastView />
    }
    .into_any()
}

/// One sentence that says how the alternatives differ.
#[component]
fn Title(sides: Memo<Option<Sides>>) -> impl IntoView {
    let store = use_store();
    let comparison = expect_context::<Comparison>();
    let said = move || {
        let lang = store.lang.get();
        let sentence = sides.read().as_ref().and_then(|s| headline(lang, s));
        sentence.unwrap_or_else(|| say(lang, "compare.title", &[]))
    };
    let sub = move || match comparison.all.read().len() {
        0 => store.t("compare.lead", &[]),
        n => store.t("compare.count", &[("n", &n)]),
    };
    view! {
        <div class="cmp-ttl">
            <h1 aria-live="polite">{said}</h1>
            <p>{sub}</p>
        </div>
    }
}

/// What every other alternative has more or less than the first: money and targets that are met.
fn headline(lang: Lang, sides: &Sides) -> Option<String> {
    let first = sides.answered.first()?;
    let money_of = |s: &crate::view_model::alternative::Answered| -> i64 {
        s.case.budget.iter().flatten().sum()
    };
    let mut parts = Vec::new();
    for (i, at) in sides.columns.iter().enumerate().skip(1) {
        let Some(other) = at.and_then(|at| sides.answered.get(at)) else {
            continue;
        };
        let more = money_of(other) - money_of(first);
        let yuan = money(lang, Yuan(more.abs()));
        let money = match more.signum() {
            1 => say(lang, "compare.more_money", &[("money", &yuan)]),
            -1 => say(lang, "compare.less_money", &[("money", &yuan)]),
            _ => say(lang, "compare.same_money", &[]),
        };
        let (a, all) = verdict(first);
        let (b, _) = verdict(other);
        let targets = match b.cmp(&a) {
            _ if b == all => say(lang, "compare.all_met", &[]),
            std::cmp::Ordering::Greater => say(lang, "compare.more_met", &[("n", &(b - a))]),
            std::cmp::Ordering::Less => say(lang, "compare.fewer_met", &[("n", &(a - b))]),
            std::cmp::Ordering::Equal => say(lang, "compare.same_met", &[]),
        };
        let values: [(&str, &dyn std::fmt::Display); 3] = [
            ("letter", &letter(i)),
            ("money", &money),
            ("targets", &targets),
        ];
        parts.push(say(lang, "compare.part", &values));
    }
    (!parts.is_empty()).then(|| parts.join(&say(lang, "compare.between", &[])))
}

#[component]
fn OnlyDifferent(only: RwSignal<bool>) -> impl IntoView {
    view! {
        <div class="cr hint" role="row">
            <div role="cell" class="whole">
                <label class="sw">
                    <input type="checkbox" id="only" prop:checked=only on:change=move |e| only.set(event_target_checked(&e)) />
                    {t("compare.only")}
                </label>
                <span class="k">{t("compare.key")}</span>
            </div>
        </div>
    }
}

#[component]
fn SweepLink() -> impl IntoView {
    let id = use_store().plan.read_untracked().id.clone();
    let to = format!("#{}", Route::Sweep(id).fragment());
    view! { <p class="k to-sweep"><a href=to id="to-sweep">{t("sweep.title")}</a> " " {t("sweep.short")}</p> }
}
