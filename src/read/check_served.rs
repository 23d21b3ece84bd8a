//! Targets that no measure serves and that are not met without one.

use crate::domain::{Case, Check, Edits, Issue, Plan, Rule, Trouble};

/// Works the plan out, and asks of every check that is not met without builds whether any measure adds to it.
///
/// A milestone that comes too soon for every lead time is not meant: that is a missed target, not a broken plan.
pub(super) fn issues(plan: &Plan) -> Vec<Issue> {
    let case = match Case::new(plan, &Edits::default()) {
        Ok(case) => case,
        Err(issues) => return issues,
    };
    let mut issues = Vec::new();
    for (t, target) in plan.targets.iter().enumerate() {
        let mut checks = case.checks.iter().filter(|c| c.target == t);
        if checks.any(|c| !met_without(&case, c) && !served(plan, &c.rule)) {
            let target = target.id.0.clone();
            issues.push(Issue::at(
                format!("targets[{t}].rule"),
                Trouble::Unserved { target },
            ));
        }
    }
    issues
}

/// Whether some measure adds to what the rule counts.
fn served(plan: &Plan, rule: &Rule) -> bool {
    let counted: Vec<usize> = match rule {
        Rule::AtLeast { services, .. } | Rule::UnitsCovered { services, .. } => services.clone(),
        Rule::MembersCovered { service, .. } => vec![*service],
        Rule::Share { part, .. } => part.clone(),
    };
    let adds = |service: usize| {
        let id = &plan.services[service].id;
        let mut effects = plan.measures.iter().flat_map(|m| &m.effects);
        effects.any(|e| e.service == *id && e.amount.value > 0)
    };
    counted.into_iter().any(adds)
}

fn met_without(case: &Case, check: &Check) -> bool {
    let stands = |service: usize, unit: usize| case.without_builds(service, unit, check.period);
    let sum = |services: &[usize], units: &[usize]| -> i128 {
        let pairs = services.iter().flat_map(|s| units.iter().map(|u| (*s, *u)));
        pairs.map(|(s, u)| i128::from(stands(s, u))).sum()
    };
    match &check.rule {
        Rule::AtLeast { base, required, .. } => base >= required,
        Rule::UnitsCovered {
            services,
            at_least,
            groups,
            required,
        } => {
            let least = i128::from(*at_least);
            let has_all = |group: &&Vec<usize>| services.iter().all(|s| sum(&[*s], group) >= least);
            groups.iter().filter(has_all).count() as i64 >= *required
        }
        Rule::MembersCovered {
            service,
            at_least,
            units,
            required,
        } => {
            let covered = |unit: &crate::domain::CoveredMembers| {
                let gained = (stands(*service, unit.unit) - unit.stock).div_euclid(*at_least);
                (unit.start + gained).clamp(0, unit.members)
            };
            units.iter().map(covered).sum::<i64>() >= *required
        }
        Rule::Share {
            part,
            whole,
            units,
            level,
            strict,
            ..
        } => {
            let over = sum(part, units) * 1_000_000 - sum(whole, units) * i128::from(*level);
            over >= i128::from(*strict)
        }
    }
}
