//! The edits are kept in this browser, so that a reload loses nothing.

use std::sync::Arc;

use leptos::prelude::*;

use super::browser;
use super::store::Store;
use crate::domain::{Case, Edits, Plan};

fn place(plan: &Plan) -> String {
    format!("dabiao.edits.{}", plan.id)
}

/// The edits kept for `plan`; none where there are none, or where they no longer fit the plan.
#[must_use]
pub fn kept(plan: &Arc<Plan>) -> Option<Edits> {
    let text = browser::kept(&place(plan))?;
    let edits: Edits = serde_json::from_str(&text).ok()?;
    Case::new(plan, &edits).is_ok().then_some(edits)
}

/// Keeps the edits at the end of every gesture. A browser that refuses is told of once.
pub fn run(store: Store) {
    let told = StoredValue::new(false);
    Effect::new(move |before: Option<bool>| {
        let edits = store.edits.get();
        if store.in_gesture() {
            return before.unwrap_or_default();
        }
        let plan = store.plan.get_untracked();
        let text = serde_json::to_string(&edits).unwrap_or_default();
        let untouched = before.is_none() && edits.is_empty();
        if !untouched && !browser::keep(&place(&plan), &text) && !told.get_value() {
            told.set_value(true);
            store.say(store.t_now("toast.not_kept", &[]), false);
        }
        true
    });
}
