//! Every missed check with why it is missed and what would repair it.

use leptos::prelude::*;

use super::repair_choice::{FIRST, RepairChoice, check_name, repair_key};
use super::state::Budgets;
use super::why::WhyMissed;

/// The list, in the order of the plan.
#[component]
pub fn RepairList(budgets: Budgets) -> impl IntoView {
    let store = budgets.store;
    let missed = Memo::new(move |before: Option<&Vec<usize>>| match budgets.settled() {
        Some(shown) => {
            let checks = shown.report.checks.iter().enumerate();
            checks.filter(|(_, c)| !c.met).map(|(i, _)| i).collect()
        }
        None => before.cloned().unwrap_or_default(),
    });
    let block = move |check: usize| {
        let name = move || {
            store
                .shown
                .get()
                .map(|s| check_name(&s, store.lang.get(), check))
        };
        view! {
            <section class="repair-of-check">
                <h3>{name}</h3>
                <WhyMissed budgets checks=vec![check] named=false />
                <RepairsOf budgets checks=vec![check] most=usize::MAX />
            </section>
        }
    };
    view! { <div class="repair-list">{move || missed.get().into_iter().map(block).collect_view()}</div> }
}

/// Repairs of some checks, at most so many.
#[component]
pub fn RepairsOf(
    budgets: Budgets,
    checks: Vec<usize>,
    #[prop(default = FIRST)] most: usize,
) -> impl IntoView {
    let found = move || {
        let repairs = budgets.repairs.get();
        let of = repairs.found.iter().filter(|m| checks.contains(&m.check));
        of.take(most).cloned().collect::<Vec<_>>()
    };
    let none = {
        let found = found.clone();
        move || {
            let ended = budgets.repairs.read().ended;
            let key = if ended {
                "repair.none"
            } else {
                "repairs.looking"
            };
            found().is_empty().then(|| budgets.store.t(key, &[]))
        }
    };
    view! {
        <div class="repair-some">
            <For each=found key=repair_key let(repair)>
                <RepairChoice budgets repair named=false />
            </For>
            <p class="k">{none}</p>
        </div>
    }
    .into_any()
}
