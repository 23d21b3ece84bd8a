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
    let adds = |service: usize| {
        let id = &plan.services[service].id;
        let mut effects = plan.measures.iter().flat_map(|m| &m.effects);
        effects.any(|e| e.service == *id && e.amount.value > 0)
    };
    rule.services().iter().any(|s| adds(*s))
}

fn met_without(case: &Case, check: &Check) -> bool {
    let stands = |service: usize, unit: usize| case.without_builds(service, unit, check.period);
    check.rule.tally(stands, |_, _| 0).met()
}
