//! Beside the verdict: the least budget for all targets, and at most three repairs to choose from.

use leptos::prelude::*;

use super::least::Least;
use super::mend_choice::{FIRST, MendChoice, choice, is_current, mend_key};
use super::mend_list::MendList;
use super::state::{Budgets, use_budgets};
use crate::domain::Edits;
use crate::view_model::wire::told::Mend;
use crate::web::state::text::t;

/// The strip below the verdict; nothing where the page has no budget alternatives.
#[component]
pub fn MendsView() -> impl IntoView {
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
    let any = Memo::new(move |_| !budgets.mends.read().found.is_empty());
    // Under the hand nothing moves: what comes meanwhile goes behind what is there.
    let held = RwSignal::new(false);
    let few = Memo::new_with_compare(
        move |before: Option<&(Edits, Vec<Mend>)>| {
            let mends = budgets.mends.read();
            let new = choice(&mends.found).into_iter().cloned();
            let kept = before.filter(|(edits, _)| held.get() && *edits == mends.edits);
            let mut few: Vec<Mend> = kept.map_or_else(Vec::new, |(_, few)| few.clone());
            for mend in new {
                if few.len() < FIRST && few.iter().all(|m| mend_key(m) != mend_key(&mend)) {
                    few.push(mend);
                }
            }
            (mends.edits.clone(), few)
        },
        |_, _| true,
    );
    let looking = move || {
        let mends = budgets.mends.read();
        let key = match (mends.ended && is_current(budgets), mends.found.is_empty()) {
            (true, true) => "mends.none",
            (true, false) => "mends.how",
            (false, _) => "mends.looking",
        };
        store.t(key, &[])
    };
    let more = move || {
        let key = if open.get() {
            "mends.fewer"
        } else {
            "mends.more"
        };
        store.t(key, &[("n", &budgets.mends.read().found.len())])
    };
    view! {
        <section class="mends" aria-label=t("mends.name")>
            <Least budgets />
            <Show when=move || missed.get().gt(&0)>
                <div
                    class="mend-row"
                    class:stale=move || !is_current(budgets)
                    on:pointerenter=move |_| held.set(true)
                    on:pointerleave=move |_| held.set(false)
                    on:focusin=move |_| held.set(true)
                    on:focusout=move |_| held.set(false)
                >
                    <div class="mend-head">
                        <h2>{move || store.t("mends.title", &[("n", &missed.get())])}</h2>
                        <p>{looking}</p>
                        // While nothing is found there is nothing more to show.
                        <Show when=move || any.get()>
                            <button type="button" class="link" id="more-mends" aria-expanded=move || if open.get() { "true" } else { "false" } on:click=move |_| open.update(|o| *o = !*o)>
                                {more}
                            </button>
                        </Show>
                    </div>
                    <For each=move || few.get().1 key=mend_key let(mend)>
                        <MendChoice budgets mend named=true />
                    </For>
                </div>
                {move || open.get().then(|| view! { <MendList budgets /> })}
            </Show>
        </section>
    }
    .into_any()
}
