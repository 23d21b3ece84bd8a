//! A scenario by itself: numbers that no plan could mean, cells that are fixed twice.

use std::collections::BTreeSet;

use crate::domain::{Issue, Scenario, Trouble};

/// Every issue that can be seen without the plan.
pub(super) fn issues(scenario: &Scenario) -> Vec<Issue> {
    let mut issues = Vec::new();
    if scenario.plan.is_empty() {
        issues.push(Issue::at("plan", Trouble::Empty));
    }
    for (path, value) in numbers(scenario) {
        if value < 0 {
            let value = value.to_string();
            issues.push(Issue::at(path, Trouble::Negative { value }));
        }
    }
    let mut seen = BTreeSet::new();
    for (i, pin) in scenario.edits.pins.iter().enumerate() {
        if !seen.insert((&pin.unit, &pin.measure, pin.year)) {
            let (noun, id) = (crate::domain::Noun::Measure, pin.measure.0.clone());
            issues.push(Issue::at(
                format!("edits.pins[{i}]"),
                Trouble::Duplicate { noun, id },
            ));
        }
    }
    issues
}

/// Whole numbers that must not be negative, with their places.
fn numbers(scenario: &Scenario) -> Vec<(String, i64)> {
    let edits = &scenario.edits;
    let budget = edits
        .budget
        .iter()
        .map(|(year, yuan)| (format!("edits.budget.{year}"), yuan.0));
    let pins = edits
        .pins
        .iter()
        .enumerate()
        .map(|(i, pin)| (format!("edits.pins[{i}].n"), pin.n));
    let builds = scenario.anchor.iter().flat_map(|a| &a.builds).enumerate();
    let builds = builds.map(|(i, build)| (format!("anchor[{i}].n"), build.n));
    budget.chain(pins).chain(builds).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Noun;

    fn check(edits: &str, path: &str, trouble: Trouble) {
        let text =
            format!(r#"{{"format": "dabiao-scenario/1", "plan": "ruian", "edits": {edits}}}"#);
        let issues = super::super::scenario(text.as_bytes()).expect_err("it is broken");
        assert_eq!(issues, vec![Issue::at(path, trouble)]);
    }

    fn negative(value: &str) -> Trouble {
        let value = value.to_owned();
        Trouble::Negative { value }
    }

    #[test]
    fn numbers_that_no_plan_could_mean() {
        check(
            r#"{"budget": {"2022": -1}}"#,
            "edits.budget.2022",
            negative("-1"),
        );
        let pin = r#"{"pins": [{"unit": "u", "measure": "m", "n": -1}]}"#;
        check(pin, "edits.pins[0].n", negative("-1"));
    }

    #[test]
    fn a_cell_that_is_fixed_twice() {
        let pins = r#"{"pins": [{"unit": "u", "measure": "m", "n": 1}, {"unit": "u", "measure": "m", "n": 2}]}"#;
        let (noun, id) = (Noun::Measure, "m".to_owned());
        check(pins, "edits.pins[1]", Trouble::Duplicate { noun, id });
    }
}
