//! Edits and undo steps are kept in this browser, plan by plan, so that a reload loses nothing.

use leptos::prelude::*;

use super::browser;
use super::rail::edits_count;
use super::route::Route;
use super::store::Store;
use crate::domain::{Case, Edits};
use crate::read::from_json;

/// As many undo steps are kept in either direction: storage is small and shared with whatever else runs there.
const STEPS: usize = 40;

fn place(what: &str, plan: &str) -> String {
    format!("dabiao.{what}.{plan}")
}

/// What the list of plans says of a plan that has been edited here.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// How many things differ from the plan.
    pub moved: usize,
    /// When it was edited last, in milliseconds since 1970; none where that was not kept.
    pub when: Option<f64>,
}

/// What is kept of a plan; none where nothing differs from it.
#[must_use]
pub fn kept(plan: &str) -> Option<Kept> {
    let edits: Edits = from_json(&browser::kept(&place("edits", plan))?)?;
    let when = browser::kept(&place("when", plan)).and_then(|t| t.parse().ok());
    (!edits.is_empty()).then(|| Kept {
        moved: edits_count(&edits),
        when,
    })
}

/// Takes up the edits and steps kept for the store's plan; nothing where they no longer fit it.
pub fn restore(store: Store) {
    let plan = store.plan.get_untracked();
    let text = browser::kept(&place("edits", &plan.id));
    let edits: Option<Edits> = text.and_then(|t| from_json(&t));
    let Some(edits) = edits.filter(|e| Case::new(&plan, e).is_ok()) else {
        return;
    };
    let steps = browser::kept(&place("steps", &plan.id));
    let history = steps.and_then(|t| from_json(&t));
    let is_back = !edits.is_empty();
    store.restore(edits, history.unwrap_or_default());
    if is_back && !matches!(Route::of(&browser::fragment()), Route::Link(_)) {
        store.say(store.t_now("toast.restored", &[]), false);
    }
}

/// Keeps edits and steps at the end of every gesture. A browser that refuses is told of once.
pub fn run(store: Store) {
    let told = StoredValue::new(false);
    Effect::new(move |before: Option<bool>| {
        let (edits, history) = store.kept();
        if store.in_gesture() {
            return before.unwrap_or_default();
        }
        let plan = store.plan.read_untracked().id.clone();
        let text = serde_json::to_string(&edits).unwrap_or_default();
        let kept = browser::kept(&place("edits", &plan));
        // What was found at the beginning is there already; a link may have brought something else.
        let is_same = kept.map_or(edits.is_empty(), |kept| kept == text);
        if before.is_none() && is_same {
            return true;
        }
        let steps = serde_json::to_string(&history.newest(STEPS)).unwrap_or_default();
        let now = js_sys::Date::now().to_string();
        let is_kept = browser::keep(&place("edits", &plan), &text)
            && browser::keep(&place("steps", &plan), &steps)
            && browser::keep(&place("when", &plan), &now);
        if !is_kept && !told.get_value() {
            told.set_value(true);
            store.say(store.t_now("toast.not_kept", &[]), false);
        }
        true
    });
}
