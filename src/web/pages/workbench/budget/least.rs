//! The least budget for all targets: a sentence, and a button that takes it.

use std::sync::Arc;

use leptos::prelude::*;

use super::state::Budgets;
use crate::view_model::budget_curve::Curve;
use crate::words::{Lang, count, money, say};

/// Checks that are named where no money is enough.
const NAMED: usize = 3;

/// The line, with what no money can reach below it.
#[component]
pub fn Least(budgets: Budgets) -> impl IntoView {
    let store = budgets.store;
    let curve = move || budgets.curve.get();
    let sentence = move || {
        curve().map_or_else(
            || store.t("least.seeking", &[]),
            |c| sentence(store.lang.get(), &c),
        )
    };
    let stale = move || budgets.behind.get() || !store.fresh.get();
    // The button is there from the first, so that nothing moves when it can be used.
    let edits = move || curve().and_then(|c| c.reach.clone()).map(|r| r.edits);
    let there = move || edits().is_none_or(|e| e == *store.edits.read());
    let take = move |_| {
        let reach = curve().and_then(|c| c.reach.clone());
        if let Some(reach) = reach {
            let budget = money(store.lang.get_untracked(), reach.budget);
            let label = store.t_now("least.step", &[("money", &budget)]);
            budgets.apply(&label, &reach.edits);
        }
    };
    let first = move || {
        let reach = curve()
            .and_then(|c| c.reach.clone())
            .filter(|r| r.first > 0)?;
        Some(store.t("least.first", &[("n", &reach.first)]))
    };
    let hopeless = move || {
        curve()
            .map(|c| hopeless(store.lang.get(), &c))
            .unwrap_or_default()
    };
    view! {
        <div class="least" class:stale=stale>
            <p class="least-line">
                <span>{sentence}</span>
                <button type="button" class="btn o s" id="take-least" disabled=move || stale() || there() on:click=take>
                    {move || store.t("least.take", &[])}
                </button>
                <small>{first}</small>
            </p>
            <ul class="least-out" hidden=move || hopeless().is_empty()>
                {move || hopeless().into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}
            </ul>
        </div>
    }
    .into_any()
}

fn sentence(lang: Lang, curve: &Arc<Curve>) -> String {
    let Some(enough) = curve.enough else {
        let key = match (curve.sought, curve.out.is_empty()) {
            (false, _) => "least.seeking",
            (true, true) => "least.none",
            (true, false) => "least.none_at_all",
        };
        return say(lang, key, &[]);
    };
    let key = if curve.out.is_empty() {
        "least.enough"
    } else {
        "least.enough_for_rest"
    };
    let mut text = say(lang, key, &[("money", &money(lang, enough.budget))]);
    text += &match curve.too_little {
        Some(low) if low.rung + 1 < enough.rung || !curve.sought => say(
            lang,
            "least.too_little",
            &[("money", &money(lang, low.budget))],
        ),
        Some(_) => say(lang, "least.proved", &[]),
        None if curve.sought => say(lang, "least.not_proved", &[]),
        None => say(lang, "least.proving", &[]),
    };
    text
}

/// What no money reaches, and what stands in the way.
fn hopeless(lang: Lang, curve: &Curve) -> Vec<String> {
    let line = |out: &crate::view_model::wire::told::Out| {
        let check = curve.case.checks.get(out.check)?;
        let name = lang.pick(&curve.case.plan.targets[check.target].name);
        let why = match lang.pick(&out.why) {
            "" if out.proved => say(lang, "least.alone", &[]),
            "" => say(lang, "least.others", &[]),
            why => why.trim_end().to_owned(),
        };
        let values: [(&str, &dyn std::fmt::Display); 3] =
            [("name", &name), ("year", &check.year), ("why", &why)];
        Some(say(lang, "least.out", &values))
    };
    let mut lines: Vec<String> = curve.out.iter().take(NAMED).filter_map(line).collect();
    if curve.out.len() > NAMED {
        let more = count((curve.out.len() - NAMED) as i64);
        lines.push(say(lang, "least.out_more", &[("n", &more)]));
    }
    lines
}
