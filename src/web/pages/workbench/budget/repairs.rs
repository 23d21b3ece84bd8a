//! Beside the verdict: the least budget for all targets, and at most three repairs to choose from.

use leptos::prelude::*;

use super::least::Least;
use super::repair_choice::{FIRST, RepairChoice, choice, is_current, repair_key};
use super::repair_list::RepairList;
use super::state::{Budgets, use_budgets};
use crate::domain::Edits;
use crate::view_model::wire::told::ToldRepair;
use crate::web::state::text::t;

/// The strip below the verdict; nothing where the page has no budget alternatives.
#[component]
pub fn RepairsView() -> impl IntoView {
    use_budgets().map(|budgets| view! { <Strip budgets /> })
}

#[component]
fn Strip(budgets: Budgets) -> impl IntoView {
    let store = budgets.store;
    let missed = Memo::new(move |before: Option<&usize>| {
        let settled = budgets.settled();
        let count = settled.map(|s| s.report.checks.iter().filter(|c| !c.met).count());
        count.unwrap_or_else(|| before.copied().unwrap_or(0))
    });
    let open = RwSignal::new(false);
    let any = Memo::new(move |_| !budgets.repairs.read().found.is_empty());
    // Under the hand nothing moves: what comes meanwhile goes behind what is there.
    let held = RwSignal::new(false);
    let few = Memo::new_with_compare(
        move |before: Option<&(Edits, Vec<ToldRepair>)>| {
            let repairs = budgets.repairs.read();
            let new = choice(&repairs.found).into_iter().cloned();
            let kept = before.filter(|(edits, _)| held.get() && *edits == repairs.edits);
            let mut few: Vec<ToldRepair> = kept.map_or_else(Vec::new, |(_, few)| few.clone());
            for repair in new {
                if few.len() < FIRST && few.iter().all(|m| repair_key(m) != repair_key(&repair)) {
                    few.push(repair);
                }
            }
            (repairs.edits.clone(), few)
        },
        |_, _| true,
    );
    let looking = move || {
        let repairs = budgets.repairs.read();
        let key = match (
            repairs.ended && is_current(budgets),
            repairs.found.is_empty(),
        ) {
            (true, true) => "repairs.none",
            (true, false) => "repairs.how",
            (false, _) => "repairs.looking",
        };
        store.t(key, &[])
    };
    let more = move || {
        let key = if open.get() {
            "repairs.fewer"
        } else {
            "repairs.more"
        };
        store.t(key, &[("n", &budgets.repairs.read().found.len())])
    };
    view! {
        <section class="repairs" aria-label=t("repairs.name")>
            <Least budgets />
            <Show when=move || missed.get().gt(&0)>
                <div
                    class="repair-row"
                    class:stale=move || !is_current(budgets)
                    on:pointerenter=move |_| held.set(true)
                    on:pointerleave=move |_| held.set(false)
                    on:focusin=move |_| held.set(true)
                    on:focusout=move |_| held.set(false)
                >
                    <div class="repair-head">
                        <h2>{move || store.t("repairs.title", &[("n", &missed.get())])}</h2>
                        <p>{looking}</p>
                        // While nothing is found there is nothing more to show.
                        <Show when=move || any.get()>
                            <button type="button" class="link" id="more-repairs" aria-expanded=move || if open.get() { "true" } else { "false" } on:click=move |_| open.update(|o| *o = !*o)>
                                {more}
                            </button>
                        </Show>
                    </div>
                    <For each=move || few.get().1 key=repair_key let(repair)>
                        <RepairChoice budgets repair named=true />
                    </For>
                </div>
                {move || open.get().then(|| view! { <RepairList budgets /> })}
            </Show>
        </section>
    }
    .into_any()
}
