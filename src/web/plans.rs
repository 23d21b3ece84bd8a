//! The built-in plans.

use std::sync::Arc;

use crate::domain::Plan;

/// The texts of the built-in plans; the first is shown when nothing else is asked for.
const TEXTS: [(&str, &str); 1] = [("ruian", include_str!("../../fixtures/plans/ruian.json"))];

/// The plan with this id.
#[must_use]
pub fn plan(id: &str) -> Option<Arc<Plan>> {
    let text = text(id)?;
    // A test holds every built-in plan against the types.
    serde_json::from_str(text).ok().map(Arc::new)
}

/// The text of the plan with this id, as the worker reads it.
#[must_use]
pub fn text(id: &str) -> Option<&'static str> {
    TEXTS
        .iter()
        .find(|(name, _)| *name == id)
        .map(|(_, text)| *text)
}

/// The plan that is shown when nothing else is asked for.
#[must_use]
pub fn first() -> Option<Arc<Plan>> {
    plan(TEXTS[0].0)
}
