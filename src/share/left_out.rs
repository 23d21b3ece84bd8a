//! Opening what can be opened: what a link names and its plan no longer has is left out, and said.

use crate::domain::{Allocation, Case, Edits, Issue, Noun, Place, Plan, Trouble};

/// Takes out of the edits what the plan does not have; returns what it was, each thing once.
///
/// # Errors
/// What is wrong with the rest, such as a number out of its range.
pub(super) fn fit(plan: &Plan, edits: &mut Edits) -> Result<Vec<Trouble>, Vec<Issue>> {
    let mut gone = Vec::new();
    known(plan, edits, &mut gone);
    loop {
        let Err(issues) = Case::new(plan, edits) else {
            gone.dedup();
            return Ok(gone);
        };
        let Some(i) = issues
            .iter()
            .find_map(pin_of)
            .filter(|i| *i < edits.pins.len())
        else {
            return Err(issues);
        };
        let pin = edits.pins.remove(i);
        let (unit, measure) = (pin.unit.0, pin.measure.0);
        gone.push(Trouble::PinNotPossible { unit, measure });
    }
}

/// Takes builds out that name something the plan does not have.
pub(super) fn fit_builds(plan: &Plan, allocation: &mut Allocation, gone: &mut Vec<Trouble>) {
    allocation.builds.retain(|build| {
        let unit = has_unit(plan, &build.unit.0);
        let measure = has_measure(plan, &build.measure.0);
        let all = [
            (unit, Noun::Unit, build.unit.0.clone()),
            (measure, Noun::Measure, build.measure.0.clone()),
            (
                has_year(plan, build.year),
                Noun::Year,
                build.year.to_string(),
            ),
        ];
        keep_if(all, gone)
    });
}

fn known(plan: &Plan, edits: &mut Edits, gone: &mut Vec<Trouble>) {
    let year = |year: i32, gone: &mut Vec<Trouble>| {
        keep_if([(has_year(plan, year), Noun::Year, year.to_string())], gone)
    };
    edits.budget.retain(|y, _| year(*y, gone));
    edits.added.retain(|id, by_year| {
        by_year.retain(|y, _| year(*y, gone));
        let known = plan.budget.funds.iter().any(|f| f.id == *id);
        keep_if([(known, Noun::Fund, id.0.clone())], gone) && !by_year.is_empty()
    });
    edits.targets.retain(|id, edit| {
        let Some(target) = plan.targets.iter().find(|t| t.id == *id) else {
            return keep_if([(false, Noun::Target, id.0.clone())], gone);
        };
        edit.levels.retain(|y, _| {
            let known = target.milestones.iter().any(|m| m.year == *y);
            keep_if([(known, Noun::Year, y.to_string())], gone)
        });
        true
    });
    for by_field in [&mut edits.field_weights, &mut edits.field_costs] {
        by_field.retain(|id, _| {
            let known = plan.fields.iter().any(|f| f.id == *id);
            keep_if([(known, Noun::Field, id.0.clone())], gone)
        });
    }
    if let Some(path) = edits
        .path
        .take_if(|p| plan.region.paths.iter().all(|q| q.id != *p))
    {
        keep_if([(false, Noun::Path, path.0)], gone);
    }
    edits.pins.retain(|pin| {
        let unit = has_unit(plan, &pin.unit.0);
        let measure = has_measure(plan, &pin.measure.0);
        let in_plan = pin.year.is_none_or(|y| has_year(plan, y));
        let year = pin.year.map_or_else(String::new, |y| y.to_string());
        let all = [
            (unit, Noun::Unit, pin.unit.0.clone()),
            (measure, Noun::Measure, pin.measure.0.clone()),
            (in_plan, Noun::Year, year),
        ];
        keep_if(all, gone)
    });
}

/// Whether the plan has all of it; what it has not is noted once.
fn keep_if<const N: usize>(all: [(bool, Noun, String); N], gone: &mut Vec<Trouble>) -> bool {
    let mut keep = true;
    for (known, noun, id) in all {
        keep &= known;
        let trouble = Trouble::Unknown { noun, id };
        if !known && !gone.contains(&trouble) {
            gone.push(trouble);
        }
    }
    keep
}

fn has_unit(plan: &Plan, id: &str) -> bool {
    plan.region.units.iter().any(|u| u.id.0 == id)
}

fn has_measure(plan: &Plan, id: &str) -> bool {
    plan.measures.iter().any(|m| m.id.0 == id)
}

fn has_year(plan: &Plan, year: i32) -> bool {
    plan.horizon.periods.iter().any(|p| p.first == year)
}

/// The pin that an issue is about: one that its unit or its cap no longer allows.
fn pin_of(issue: &Issue) -> Option<usize> {
    let Place::Path(path) = &issue.place else {
        return None;
    };
    let fits_nowhere = matches!(
        issue.trouble,
        Trouble::PinNotPossible { .. } | Trouble::OutOfRange { .. }
    );
    let rest = path.strip_prefix("edits.pins[").filter(|_| fits_nowhere)?;
    rest.split(']').next()?.parse().ok()
}
