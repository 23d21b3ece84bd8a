//! Edits that say what the plan says anyway are no edits.

use crate::domain::{Decimal, Edits, Figure, Plan, Target, TargetEdit, Yuan};

/// Removes every edit that equals the plan, so that "nothing differs" is the empty value.
pub fn tidy(plan: &Plan, edits: &mut Edits) {
    edits
        .budget
        .retain(|year, yuan| planned(plan, *year) != Some(*yuan));
    edits.added.retain(|_, by_year| {
        by_year.retain(|_, yuan| yuan.0 != 0);
        !by_year.is_empty()
    });
    edits.targets.retain(|id, edit| {
        let target = plan.targets.iter().find(|t| t.id == *id);
        if let Some(target) = target {
            tidy_target(target, edit);
        }
        *edit != TargetEdit::default()
    });
    edits
        .field_weights
        .retain(|_, factor| *factor != Decimal::ONE);
    edits
        .field_costs
        .retain(|_, factor| *factor != Decimal::ONE);
    edits.fairness = edits.fairness.filter(|f| *f != plan.fairness.value);
    edits.cost_factor = edits.cost_factor.filter(|f| *f != Decimal::ONE);
    let planned = |f: &Option<Figure<Decimal>>| f.as_ref().map(|f| f.value);
    let points = planned(&plan.idle).unwrap_or_default();
    edits.idle = edits.idle.filter(|idle| *idle != points);
    edits.idle_most = edits
        .idle_most
        .filter(|_| edits.idle_most != planned(&plan.idle_most));
    let ceiling = plan.budget.running_most.as_ref().map(|f| f.value);
    edits.running_most = edits.running_most.filter(|_| edits.running_most != ceiling);
    edits.path = edits.path.take().filter(|p| *p != plan.region.default_path);
}

fn tidy_target(target: &Target, edit: &mut TargetEdit) {
    edit.levels.retain(|year, level| {
        let milestone = target.milestones.iter().find(|m| m.year == *year);
        milestone.is_none_or(|m| m.level.value != *level)
    });
    edit.weight = edit.weight.filter(|w| *w != target.weighs());
    edit.hard = edit.hard.filter(|h| *h != target.is_hard());
}

/// Money of all funds in the period that begins in `year`, as the plan has it.
fn planned(plan: &Plan, year: i32) -> Option<Yuan> {
    let period = plan.horizon.periods.iter().position(|p| p.first == year);
    period.map(|p| plan.money_in(p))
}
