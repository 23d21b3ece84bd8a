//! What is wrong with edits.

use super::names::Names;
use crate::domain::budgeted::LARGEST_BUDGET;
use crate::domain::{Decimal, Edits, Issue, Noun, Plan, Trouble};

pub(super) fn edit_issues(plan: &Plan, names: &Names, edits: &Edits) -> Vec<Issue> {
    let mut issues = Vec::new();
    let mut unknown = |path: String, noun: Noun, id: &str| {
        issues.push(Issue::at(
            path,
            Trouble::Unknown {
                noun,
                id: id.to_owned(),
            },
        ));
    };
    for year in edits.budget.keys() {
        if !plan.horizon.periods.iter().any(|p| p.first == *year) {
            unknown(
                format!("edits.budget.{year}"),
                Noun::Year,
                &year.to_string(),
            );
        }
    }
    for (id, by_year) in &edits.added {
        if !names.funds.contains_key(id.0.as_str()) {
            unknown(format!("edits.added.{id}"), Noun::Fund, &id.0);
        }
        for year in by_year.keys() {
            if !plan.horizon.periods.iter().any(|p| p.first == *year) {
                unknown(
                    format!("edits.added.{id}.{year}"),
                    Noun::Year,
                    &year.to_string(),
                );
            }
        }
    }
    for (id, edit) in &edits.targets {
        let Some(target) = plan.targets.iter().find(|t| t.id == *id) else {
            unknown(format!("edits.targets.{id}"), Noun::Target, &id.0);
            continue;
        };
        for year in edit.levels.keys() {
            if !target.milestones.iter().any(|m| m.year == *year) {
                unknown(
                    format!("edits.targets.{id}.levels.{year}"),
                    Noun::Year,
                    &year.to_string(),
                );
            }
        }
    }
    for (at, map) in [
        ("field_weights", &edits.field_weights),
        ("field_costs", &edits.field_costs),
    ] {
        for id in map.keys() {
            if !plan.fields.iter().any(|f| f.id == *id) {
                unknown(format!("edits.{at}.{id}"), Noun::Field, &id.0);
            }
        }
    }
    if let Some(path) = &edits.path
        && !plan.region.paths.iter().any(|p| p.id == *path)
    {
        unknown("edits.path".to_owned(), Noun::Path, &path.0);
    }
    for (i, pin) in edits.pins.iter().enumerate() {
        if !names.units.contains_key(pin.unit.0.as_str()) {
            unknown(format!("edits.pins[{i}].unit"), Noun::Unit, &pin.unit.0);
        }
        if !names.measures.contains_key(pin.measure.0.as_str()) {
            unknown(
                format!("edits.pins[{i}].measure"),
                Noun::Measure,
                &pin.measure.0,
            );
        }
    }
    issues.extend(range_issues(plan, edits));
    issues
}

pub(super) fn range_issues(plan: &Plan, edits: &Edits) -> Vec<Issue> {
    let mut issues = Vec::new();
    let mut within = |path: String, value: i64, min: i64, max: i64, scale: i64| {
        if value < min || value > max {
            let text = |n: i64| {
                if scale == 1 {
                    n.to_string()
                } else {
                    Decimal { micro: n }.to_string()
                }
            };
            let trouble = Trouble::OutOfRange {
                value: text(value),
                min: text(min),
                max: text(max),
            };
            issues.push(Issue::at(path, trouble));
        }
    };
    let micro = Decimal::SCALE;
    for (year, yuan) in &edits.budget {
        within(format!("edits.budget.{year}"), yuan.0, 0, LARGEST_BUDGET, 1);
    }
    for (id, edit) in &edits.targets {
        for (year, level) in &edit.levels {
            let of_one = plan
                .targets
                .iter()
                .any(|t| t.id == *id && t.rule.level_is_share());
            let most = if of_one { micro } else { 10_000_000 * micro };
            within(
                format!("edits.targets.{id}.levels.{year}"),
                level.micro,
                0,
                most,
                micro,
            );
        }
        if let Some(weight) = edit.weight {
            within(
                format!("edits.targets.{id}.weight"),
                weight.micro,
                0,
                1_000 * micro,
                micro,
            );
        }
    }
    for (at, map) in [
        ("field_weights", &edits.field_weights),
        ("field_costs", &edits.field_costs),
    ] {
        for (id, factor) in map {
            within(
                format!("edits.{at}.{id}"),
                factor.micro,
                0,
                100 * micro,
                micro,
            );
        }
    }
    if let Some(fairness) = edits.fairness {
        within(
            "edits.fairness".to_owned(),
            fairness.micro,
            0,
            100 * micro,
            micro,
        );
    }
    if let Some(factor) = edits.cost_factor {
        within(
            "edits.cost_factor".to_owned(),
            factor.micro,
            0,
            100 * micro,
            micro,
        );
    }
    if let Some(idle) = edits.idle {
        within("edits.idle".to_owned(), idle.micro, 0, 100 * micro, micro);
    }
    if let Some(most) = edits.running_most {
        within(
            "edits.running_most".to_owned(),
            most.0,
            0,
            LARGEST_BUDGET,
            1,
        );
    }
    if let Some(most) = edits.idle_most {
        within(
            "edits.idle_most".to_owned(),
            most.micro,
            0,
            100 * micro,
            micro,
        );
    }
    for (i, pin) in edits.pins.iter().enumerate() {
        within(format!("edits.pins[{i}].n"), pin.n, 0, 1_000_000, 1);
    }
    issues
}

/// Puts what is added to single sources on top of their money by source and period; sources and years the plan does not have
/// are passed over.
///
/// # Errors
/// Every amount that takes away more than there is, or makes more than any budget is.
pub(super) fn add(
    plan: &Plan,
    names: &Names,
    edits: &Edits,
    budget: &mut [Vec<i64>],
) -> Result<(), Vec<Issue>> {
    let mut issues = Vec::new();
    for (id, by_year) in &edits.added {
        let fund = names.funds.get(id.0.as_str());
        for (year, yuan) in by_year {
            let period = plan.horizon.periods.iter().position(|p| p.first == *year);
            let (Some(fund), Some(period)) = (fund, period) else {
                continue;
            };
            let has = &mut budget[*fund][period];
            let (min, max) = (has.saturating_neg(), LARGEST_BUDGET.saturating_sub(*has));
            if (min..=max).contains(&yuan.0) {
                *has += yuan.0;
            } else {
                let [value, min, max] = [yuan.0, min, max].map(|n| n.to_string());
                let trouble = Trouble::OutOfRange { value, min, max };
                issues.push(Issue::at(format!("edits.added.{id}.{year}"), trouble));
            }
        }
    }
    if issues.is_empty() {
        Ok(())
    } else {
        Err(issues)
    }
}
