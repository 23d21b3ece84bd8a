//! One row of the target table: today, the plan and the goal as numbers and as a bar against the goal line.

use leptos::prelude::*;

use crate::domain::TargetKind;
use crate::view_model::knob::Knob;
use crate::view_model::row_view::{Part, RowView, row};
use crate::web::browser::icons::{Icon, IconView};
use crate::web::state::note::use_note;
use crate::web::state::store::use_store;
use crate::words;

/// The row of target `t`. Its parts never change; only texts and lengths do.
#[component]
pub fn TargetRow(
    /// Index of the target.
    t: usize,
) -> impl IntoView {
    let store = use_store();
    let view = Memo::new(move |_| {
        store
            .shown
            .get()
            .map(|s| row(store.lang.get(), &s.case, &s.report, t))
            .unwrap_or_default()
    });
    let known = move || store.shown.read().is_some();
    let milestones = store
        .plan
        .read_untracked()
        .targets
        .get(t)
        .map_or(1, |t| t.milestones.len());
    view! {
        <div class="row" role="row" class:miss=move || known() && !view.read().met>
            <div class="nm" role="rowheader"><Name t view /></div>
            <div class="n now" role="cell">{move || view.read().today.clone()}</div>
            <div class="b" role="cell"><Bar view milestones /></div>
            <div class="n pl" role="cell">{move || view.read().reached.clone()}</div>
            <div class="n go" role="cell">{move || view.read().wanted.clone()}</div>
            <div class="v" role="cell"><State t view /></div>
        </div>
    }
}

#[component]
fn Name(t: usize, view: Memo<RowView>) -> impl IntoView {
    let (store, note) = (use_store(), use_note());
    let name = move || {
        let plan = store.plan.read();
        plan.targets
            .get(t)
            .map(|t| store.lang.get().pick(&t.name).to_owned())
    };
    let years = move || {
        let plan = store.plan.read();
        let years: Vec<String> = plan.targets[t]
            .milestones
            .iter()
            .map(|m| format!("{:02}", m.year % 100))
            .collect();
        (years.len() > 1).then(|| store.t("target.years", &[("years", &years.join("/"))]))
    };
    let read = store
        .plan
        .read_untracked()
        .targets
        .get(t)
        .is_some_and(|t| t.interpretation.is_some());
    let is_kinds = matches!(
        store.plan.read_untracked().targets.get(t).map(|t| &t.rule),
        Some(TargetKind::Kinds { .. })
    );
    let clause = move || {
        let plan = store.plan.read();
        let clause = plan.targets.get(t).map(|t| t.clause.clone());
        let clause = clause.unwrap_or_default();
        if read {
            store.t("target.interpreted", &[("clause", &clause)])
        } else {
            clause
        }
    };
    let modality = move || words::modality(store.lang.get(), store.plan.read().targets.get(t)?);
    let lacking = move || view.read().lacking.clone();
    view! {
        <span class="tx">{name}</span>
        <span class="yr">{years}</span>
        <span class="mod">{modality}</span>
        <button type="button" class="chip" class:asm=read aria-haspopup="dialog" on:click=move |e| note.open(Knob::Level(t), &e)>
            {clause}
        </button>
        {is_kinds.then(|| view! { <span class="lack">{lacking}</span> })}
    }
}

/// 达标, or what is missing.
#[component]
fn State(t: usize, view: Memo<RowView>) -> impl IntoView {
    let (store, note) = (use_store(), use_note());
    let met = move || view.read().met;
    let missed = move || !met() && !view.read().verdict.is_empty();
    // Nothing to say before the first plan, to nobody.
    let silent = move || view.read().verdict.is_empty().then_some("true");
    let why = move || missed().then(|| store.t("why.ask", &[("short", &view.read().verdict)]));
    // A button always, so that nothing changes its size when the target is met.
    view! {
        <button type="button" class="st" class:ok=met class:no=missed aria-haspopup="dialog" aria-hidden=silent aria-label=why title=why disabled=move || !missed() on:click=move |e| note.open(Knob::Level(t), &e)>
            <span class="ic" class:on=met><IconView icon=Icon::Check /></span>
            <span class="ic" class:on=missed><IconView icon=Icon::Warn /></span>
            {move || view.read().verdict.clone()}
        </button>
    }
}

/// The bar, one part per milestone, all of them against one goal line.
#[component]
fn Bar(view: Memo<RowView>, milestones: usize) -> impl IntoView {
    let parts = (0..milestones.max(1))
        .map(|i| view! { <BarPart view i /> })
        .collect_view();
    view! {
        <span class="bu" class:split=milestones.gt(&1) aria-hidden="true" style:--n=milestones.max(1).to_string()>
            {parts}
            <i class="t"></i>
        </span>
    }
}

#[component]
fn BarPart(view: Memo<RowView>, i: usize) -> impl IntoView {
    let part = move |of: fn(&Part) -> String| {
        view.read()
            .parts
            .get(i)
            .map(of)
            .unwrap_or_else(|| "0".to_owned())
    };
    let met = move || view.read().parts.get(i).is_none_or(|p| p.met);
    view! {
        <span class="p" class:ok=met style:--a=move || part(|p| p.today.clone()) style:--b=move || part(|p| p.reached.clone())>
            <i class="e"></i>
            <i class="f"></i>
            <i class="h"></i>
            <b>{move || view.read().parts.get(i).map(|p| p.label.clone())}</b>
        </span>
    }
}
