//! The "?": what a slider's number means, where it comes from, and how well it is known.

use leptos::ev::KeyboardEvent;
use leptos::html::Div;
use leptos::prelude::*;

use super::budget::repair_list::RepairsOf;
use super::budget::state::use_budgets;
use super::budget::why::WhyMissed;
use crate::domain::{Basis, Plan, Source, SourceId, Target};
use crate::view_model::knob::Knob;
use crate::web::browser::icons::{Icon, IconView};
use crate::web::parts::keys;
use crate::web::state::note::{OpenNote, use_note};
use crate::web::state::store::{Store, use_store};
use crate::web::state::text::t;
use crate::words::{Lang, bound_by, definition, level_style, money, say};

/// What the note says; it stands in the second piece.
#[must_use]
pub fn view(open: OpenNote) -> AnyView {
    view! { <NoteView open /> }.into_any()
}

#[component]
fn NoteView(open: OpenNote) -> impl IntoView {
    let (note, store) = (use_note(), use_store());
    let card = NodeRef::<Div>::new();
    Effect::new(move |_| {
        if let Some(card) = card.get() {
            let _ = card.focus();
        }
    });
    let esc = move |e: KeyboardEvent| {
        if keys::key(&e) == "Escape" {
            note.close();
        }
    };
    let lang = move || store.lang.get();
    let title = move || open.knob.label(lang(), &store.plan.read());
    let lines = move || lines(store, open.knob);
    view! {
        <div class="veil" on:click=move |_| note.close()></div>
        <div
            class="pop"
            class:up=open.up
            node_ref=card
            role="dialog"
            tabindex="-1"
            aria-label=title
            style:--x=format!("{:.0}px", open.left)
            style:--y=format!("{:.0}px", open.top)
            on:keydown=esc
        >
            <h3>{title} {move || badge(lang(), basis(&store.plan.read(), open.knob))}</h3>
            <MissedNow knob=open.knob />
            <dl>{move || lines().into_iter().map(|(k, v)| view! { <dt>{k}</dt><dd>{v}</dd> }).collect_view()}</dl>
            <button type="button" class="btn ic x" aria-label=move || store.t("note.close", &[]) on:click=move |_| note.close()>
                <IconView icon=Icon::Close />
            </button>
        </div>
    }
}

/// Why the target of a slider is missed, and what would repair it; nothing where it is met.
#[component]
fn MissedNow(knob: Knob) -> impl IntoView {
    let (budgets, store) = (use_budgets()?, use_store());
    let missed = Memo::new(move |_| {
        let shown = store.shown.get()?;
        let checks = shown.report.checks.iter().enumerate();
        let of = checks.filter(|(_, c)| !c.met && Knob::Level(c.target) == knob);
        let all: Vec<usize> = of.map(|(i, _)| i).collect();
        (!all.is_empty()).then_some(all)
    });
    let view = move |checks: Vec<usize>| {
        let named = checks.len() > 1;
        view! {
            <div class="pop-why">
                <h4>{t("why.title")}</h4>
                <WhyMissed budgets checks=checks.clone() named />
                <RepairsOf budgets checks />
            </div>
        }
    };
    Some(move || missed.get().map(view))
}

/// How well a number is known: shape and word.
pub fn badge(lang: Lang, basis: Option<Basis>) -> impl IntoView {
    let basis = basis?;
    let (class, key) = match basis {
        Basis::Measured => ("pv src", "basis.measured"),
        Basis::Estimated => ("pv est", "basis.estimated"),
        Basis::Assumed => ("pv asm", "basis.assumed"),
    };
    Some(view! { <span class=class>{say(lang, key, &[])}</span> })
}

fn source<'a>(plan: &'a Plan, id: &SourceId) -> Option<&'a Source> {
    plan.sources.iter().find(|s| s.id == *id)
}

fn source_id(plan: &Plan, knob: Knob) -> Option<&SourceId> {
    match knob {
        Knob::Total => plan
            .budget
            .amounts
            .first()?
            .by_period
            .first()
            .map(|f| &f.from),
        Knob::Period(p) => plan
            .budget
            .amounts
            .first()?
            .by_period
            .get(p)
            .map(|f| &f.from),
        Knob::Level(t) => plan
            .targets
            .get(t)?
            .milestones
            .last()
            .map(|m| &m.level.from),
        Knob::Weight(t) => plan.targets.get(t)?.weight.as_ref().map(|w| &w.from),
        Knob::Fairness => Some(&plan.fairness.from),
        Knob::Idle => plan.idle.as_ref().map(|f| &f.from),
        Knob::IdleMost => plan.idle_most.as_ref().map(|f| &f.from),
        Knob::RunningMost => plan.budget.running_most.as_ref().map(|f| &f.from),
        Knob::FieldWeight(_) | Knob::Cost | Knob::FieldCost(_) => None,
    }
}

fn basis(plan: &Plan, knob: Knob) -> Option<Basis> {
    source(plan, source_id(plan, knob)?).map(|s| s.basis)
}

fn lines(store: Store, knob: Knob) -> Vec<(String, String)> {
    let (lang, plan, edits) = (store.lang.get(), store.plan.get(), store.edits.get());
    let key = |key: &str| say(lang, key, &[]);
    let mut lines = Vec::new();
    match knob {
        Knob::Level(t) => target_lines(lang, &plan, &plan.targets[t], &mut lines),
        Knob::Total | Knob::Period(_) => fund_lines(lang, &plan, knob, &mut lines),
        Knob::Weight(_) | Knob::FieldWeight(_) => {
            lines.push((key("note.meaning"), key("note.weight")))
        }
        Knob::Fairness => lines.push((key("note.meaning"), key("note.fairness"))),
        Knob::Idle => lines.push((key("note.meaning"), key("note.idle"))),
        Knob::IdleMost => lines.push((key("note.meaning"), key("note.idle_most"))),
        Knob::RunningMost => lines.push((key("note.meaning"), key("note.running_most"))),
        Knob::Cost | Knob::FieldCost(_) => lines.push((key("note.meaning"), key("note.cost"))),
    }
    if let Some(range) = knob.range(&plan) {
        let value = knob.value(&plan, &edits);
        let now = format!(
            "{} {}",
            knob.write(lang, &plan, value),
            knob.unit(lang, &plan)
        );
        let state = if value == range.plan {
            key("note.as_plan")
        } else {
            key("note.moved")
        };
        lines.push((
            key("note.now"),
            say(
                lang,
                "note.now_is",
                &[("value", &now.trim()), ("state", &state)],
            ),
        ));
    }
    if let Some(source) = source_id(&plan, knob).and_then(|id| source(&plan, id)) {
        source_lines(lang, source, &mut lines);
    }
    lines
}

fn target_lines(lang: Lang, plan: &Plan, target: &Target, lines: &mut Vec<(String, String)>) {
    let style = level_style(target);
    let comma = say(lang, "list.comma", &[]);
    let level = |m: &crate::domain::Milestone| {
        let wanted = style.wanted(m.level.value.to_f64());
        say(
            lang,
            "note.level_by",
            &[("level", &wanted), ("year", &m.year)],
        )
    };
    let levels: Vec<String> = target.milestones.iter().map(level).collect();
    lines.push((say(lang, "note.plan_value", &[]), levels.join(&comma)));
    let clause = say(
        lang,
        "note.clause",
        &[
            ("document", &lang.pick(&plan.document.short)),
            ("clause", &target.clause),
        ],
    );
    lines.push((say(lang, "note.clause_of", &[]), clause));
    lines.push((
        say(lang, "note.definition", &[]),
        definition(lang, plan, target),
    ));
    lines.push((say(lang, "modality.title", &[]), bound_by(lang, target)));
    if let Some(reading) = &target.interpretation {
        lines.push((
            say(lang, "note.reading", &[]),
            lang.pick(reading).to_owned(),
        ));
    }
}

fn fund_lines(lang: Lang, plan: &Plan, knob: Knob, lines: &mut Vec<(String, String)>) {
    for fund in &plan.budget.funds {
        let amounts = plan.budget.amounts.iter().filter(|a| a.fund == fund.id);
        let of = |a: &crate::domain::FundBudget| -> i64 {
            let mut periods = a.by_period.iter().enumerate();
            match knob {
                Knob::Period(p) => periods.find(|(i, _)| *i == p).map_or(0, |(_, f)| f.value.0),
                _ => periods.map(|(_, f)| f.value.0).sum(),
            }
        };
        let sum = amounts.map(of).sum();
        lines.push((
            lang.pick(&fund.name).to_owned(),
            money(lang, crate::domain::Yuan(sum)),
        ));
    }
}

fn source_lines(lang: Lang, source: &Source, lines: &mut Vec<(String, String)>) {
    let mut text = lang.pick(&source.title).to_owned();
    if !source.reference.is_empty() {
        text = say(
            lang,
            "note.title_and_reference",
            &[("title", &text), ("reference", &source.reference)],
        );
    }
    lines.push((say(lang, "note.source", &[]), text));
    if let Some(note) = &source.note {
        lines.push((say(lang, "note.how", &[]), lang.pick(note).to_owned()));
    }
}
