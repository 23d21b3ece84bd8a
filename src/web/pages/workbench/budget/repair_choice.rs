//! A repair, and which of them are shown.

use std::sync::Arc;

use leptos::prelude::*;

use super::state::Budgets;
use crate::report::CheckReport;
use crate::view_model::shown::Shown;
use crate::view_model::wire::told::ToldRepair;
use crate::web::state::text::t;
use crate::words::{say, weighed_points};

/// As many are shown at first.
pub const FIRST: usize = 3;

/// Whether the repairs are those of the plan on the screen.
pub fn is_current(budgets: Budgets) -> bool {
    let store = budgets.store;
    store.fresh.get() && budgets.repairs.read().edits == *store.edits.read()
}

/// Tells repairs from each other: all that is edited, and the check it is for.
pub fn repair_key(repair: &ToldRepair) -> (usize, String) {
    // Edits have string keys only, so they are always written.
    let edits = serde_json::to_string(&repair.edits).unwrap_or_default();
    (repair.check, edits)
}

/// The most acceptable ones, of different checks as far as there are so many.
pub fn choice(found: &[ToldRepair]) -> Vec<&ToldRepair> {
    let mut chosen: Vec<&ToldRepair> = Vec::new();
    for repair in found {
        if chosen.iter().all(|m| m.check != repair.check) {
            chosen.push(repair);
        }
    }
    let rest = found
        .iter()
        .filter(|m| !chosen.iter().any(|c| std::ptr::eq(*c, *m)));
    let rest: Vec<&ToldRepair> = rest.collect();
    chosen.extend(rest);
    chosen.truncate(FIRST);
    chosen
}

/// A check by its target and year.
pub fn check_name(shown: &Shown, lang: crate::words::Lang, check: usize) -> String {
    let report: Option<&CheckReport> = shown.report.checks.get(check);
    let name = report.map(|c| {
        let target = &shown.case.plan.targets[c.target];
        say(
            lang,
            "repair.check",
            &[("name", &lang.pick(&target.name)), ("year", &c.year)],
        )
    });
    name.unwrap_or_default()
}

/// A repair: what is changed at which price, what follows, and a button that tries it.
#[component]
pub fn RepairChoice(
    budgets: Budgets,
    repair: ToldRepair,
    /// With the name of its check.
    named: bool,
) -> impl IntoView {
    let store = budgets.store;
    let repair = Arc::new(repair);
    let (of_name, of_change, of_effects, of_try) =
        (repair.clone(), repair.clone(), repair.clone(), repair);
    let name = move || {
        let shown = store.shown.get()?;
        named.then(|| check_name(&shown, store.lang.get(), of_name.check))
    };
    let change = move || store.lang.get().pick(&of_change.change).to_owned();
    // What stood on the screen when it was found; something else may stand there before it goes.
    let now = store
        .shown
        .with_untracked(|s| s.as_ref().map(|s| (Arc::clone(&s.case), s.report.points)));
    let effects = move || {
        let lang = store.lang.get();
        let said = |p| match &now {
            Some((case, _)) => weighed_points(lang, case, p),
            None => String::new(),
        };
        let then = said(of_effects.points);
        let now = now.as_ref().map_or_else(String::new, |(_, p)| said(*p));
        let values: [(&str, &dyn std::fmt::Display); 2] = [("now", &now), ("then", &then)];
        let sides = lang.pick(&of_effects.sides);
        let stop = if sides.is_empty() {
            String::new()
        } else {
            say(lang, "repair.joint", &[])
        };
        format!("{}{stop}{sides}", say(lang, "repairs.points", &values))
    };
    let lost = of_try.lost > 0;
    let apply = move |_| {
        let lang = store.lang.get_untracked();
        let label = say(
            lang,
            "repairs.step",
            &[("change", &lang.pick(&of_try.change))],
        );
        budgets.apply(&label, &of_try.edits);
    };
    view! {
        <div class="repair" class:loses=lost>
            <p class="repair-of">{name}</p>
            <p class="repair-what">{change}</p>
            <p class="repair-then">{effects}</p>
            <button type="button" class="btn o s" disabled=move || !is_current(budgets) on:click=apply>{t("repairs.try")}</button>
        </div>
    }
    .into_any()
}
