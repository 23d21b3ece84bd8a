//! Why something is missed, and why something is built: asked when it is looked at.

use leptos::prelude::*;

use super::repair_choice::check_name;
use super::state::{Budgets, use_budgets};
use crate::domain::Text;
use crate::view_model::shown::Shown;
use crate::view_model::wire::ask::{AskedCell, Job};
use crate::view_model::wire::told::Told;
use crate::words::say;

/// Why checks are missed, a sentence or two for each.
#[component]
pub fn WhyMissed(
    budgets: Budgets,
    checks: Vec<usize>,
    /// Each with its name and year before it.
    named: bool,
) -> impl IntoView {
    let store = budgets.store;
    let reasons = RwSignal::new(None::<Vec<Text>>);
    let asked = checks.clone();
    Effect::new(move |_| {
        // Once more where the plan has settled again.
        if budgets.settled().is_none() {
            return;
        }
        let checks = asked.clone();
        let job = move |shown: &Shown| Job::Why {
            built: shown.answer.allocation.clone(),
            cells: Vec::new(),
            checks,
        };
        budgets.why(job, move |told| {
            if let Told::Why { checks, .. } = told {
                // What asked may be gone by now.
                let _ = reasons.try_set(Some(checks));
            }
        });
    });
    let lines = move || {
        let lang = store.lang.get();
        let Some(reasons) = reasons.get() else {
            return vec![store.t("why.thinking", &[])];
        };
        let told = checks
            .iter()
            .zip(&reasons)
            .filter(|(_, why)| !why.zh.is_empty());
        let line = |(check, why): (&usize, &Text)| {
            let why = lang.pick(why).to_owned();
            let shown = store.shown.get().filter(|_| named);
            match shown {
                Some(shown) => {
                    let name = check_name(&shown, lang, *check);
                    say(lang, "why.of_check", &[("check", &name), ("why", &why)])
                }
                None => why,
            }
        };
        told.map(line).collect()
    };
    view! { <div class="why">{move || lines().into_iter().map(|l| view! { <p>{l}</p> }).collect_view()}</div> }
}

/// Why something is built in a cell; nothing where nothing is, or where the page does not know.
#[component]
pub fn WhyHere(unit: usize, measure: usize, period: Option<usize>) -> impl IntoView {
    let reason = RwSignal::new(None::<Text>);
    let budgets = use_budgets()?;
    let store = budgets.store;
    let cell = AskedCell {
        unit,
        measure,
        period,
    };
    let job = move |shown: &Shown| Job::Why {
        built: shown.answer.allocation.clone(),
        cells: vec![cell],
        checks: Vec::new(),
    };
    budgets.why(job, move |told| {
        if let Told::Why { cells, .. } = told {
            let _ = reason.try_set(cells.into_iter().next());
        }
    });
    let said = move || {
        let text = reason.get().filter(|r| !r.zh.is_empty())?;
        let why = store.lang.get().pick(&text).to_owned();
        Some(store.t("why.here", &[("why", &why)]))
    };
    // What stood there before the hand changed it is not explained any more.
    let gone = move || said().is_none() || store.in_gesture();
    Some(view! { <p class="alloc-edit-why" hidden=gone>{said}</p> })
}
