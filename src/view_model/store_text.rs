//! Several scenarios as one text: `{"format": "dabiao-scenarios/1", "scenarios": [ … ]}`, each as in a scenario file.

use serde::Serialize;
use serde_json::Value;

use crate::domain::{Case, Plan, Scenario};
use crate::read::whole;

const FORMAT: &str = "dabiao-scenarios/1";

/// What a text held.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct KeptFound {
    /// Scenarios that fit the plan.
    pub scenarios: Vec<Scenario>,
    /// Pieces that could not be read, as they were.
    pub unread: Vec<String>,
}

/// Reads what [`write`] wrote. Nothing is dropped: what is damaged, of a newer version or no longer fits the plan comes back
/// as it stands there.
#[must_use]
pub fn read(plan: &Plan, text: &str) -> KeptFound {
    let lost = || KeptFound {
        unread: vec![text.to_owned()],
        ..KeptFound::default()
    };
    let Ok(value) = serde_json::from_str::<Value>(text) else {
        return lost();
    };
    let entries = value.get("scenarios").and_then(Value::as_array);
    let known = value.get("format").and_then(Value::as_str) == Some(FORMAT);
    let Some(entries) = entries.filter(|_| known) else {
        return lost();
    };
    let mut found = KeptFound::default();
    for entry in entries {
        match whole::<Scenario>(entry).filter(|s| fits(plan, s)) {
            Some(scenario) => found.scenarios.push(scenario),
            None => found.unread.push(entry.to_string()),
        }
    }
    found
}

fn fits(plan: &Plan, scenario: &Scenario) -> bool {
    scenario.format == Scenario::FORMAT
        && scenario.plan == plan.id
        && Case::new(plan, &scenario.edits).is_ok()
}

/// The text that keeps some scenarios.
#[must_use]
pub fn write(scenarios: &[Scenario]) -> String {
    #[derive(Serialize)]
    struct KeptText<'a> {
        format: &'a str,
        scenarios: &'a [Scenario],
    }
    let kept = KeptText {
        format: FORMAT,
        scenarios,
    };
    serde_json::to_string(&kept).unwrap_or_default()
}
