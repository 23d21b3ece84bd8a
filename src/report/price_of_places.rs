//! What one more place costs against the first alternative.

use std::collections::BTreeSet;

use super::Side;
use crate::domain::{Case, Rule, TargetKind};

/// Places of one kind: the services that a rate or count target adds up, where a module brings several at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places {
    /// The target.
    pub target: usize,
    /// The services.
    pub services: Vec<usize>,
    /// By alternative.
    pub cells: Vec<PlacesBuilt>,
}

/// Places of one kind in one alternative.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PlacesBuilt {
    /// Places that are added: conversions may take some away.
    pub added: i64,
    /// What the measures that add them cost the plan's funds, with the sites these stand in.
    pub yuan: i64,
}

impl Places {
    /// Yuan that one more place costs in alternative `i`, or that one place less saves; none where places and money do not
    /// move the same way.
    #[must_use]
    pub fn price(&self, i: usize) -> Option<i64> {
        let more = self.cells[i].added - self.cells[0].added;
        let yuan = self.cells[i].yuan - self.cells[0].yuan;
        (more.signum() * yuan.signum() > 0).then(|| yuan / more)
    }
}

/// Every kind of places, in the order of the plan's targets; kinds that no alternative adds are left out.
#[must_use]
pub fn places(all: &[Side]) -> Vec<Places> {
    let Some(first) = all.first() else {
        return Vec::new();
    };
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for (target, services) in kinds(first.case) {
        if !seen.insert(services.clone()) {
            continue;
        }
        let cells: Vec<PlacesBuilt> = all.iter().map(|s| built(s, &services)).collect();
        if cells.iter().any(|c| c.added != 0) {
            found.push(Places {
                target,
                services,
                cells,
            });
        }
    }
    found
}

/// Targets that count places, with the services they add up.
fn kinds(case: &Case) -> Vec<(usize, Vec<usize>)> {
    let counts = |t: usize| {
        let is_sum = matches!(
            case.plan.targets[t].rule,
            TargetKind::Rate { .. } | TargetKind::Count { .. }
        );
        let check = case.checks.iter().find(|c| is_sum && c.target == t)?;
        let Rule::AtLeast { services, .. } = &check.rule else {
            return None;
        };
        let by_several = |(s, n): &(usize, i64)| services.contains(s) && *n > 1;
        let many = case
            .options
            .iter()
            .any(|o| o.effects.iter().any(by_several));
        many.then(|| (t, services.clone()))
    };
    (0..case.plan.targets.len()).filter_map(counts).collect()
}

fn built(side: &Side, services: &[usize]) -> PlacesBuilt {
    let case = side.case;
    let adds = |effects: &[(usize, i64)]| -> i64 {
        effects
            .iter()
            .filter(|(s, _)| services.contains(s))
            .map(|(_, n)| n)
            .sum()
    };
    let paying = paying(case, services);
    let mut sum = PlacesBuilt::default();
    for (option, n) in case.options.iter().zip(&side.report.begun) {
        sum.added += adds(&option.effects) * n;
        if paying.contains(&option.measure) {
            sum.yuan += option.cost() * n;
        }
    }
    sum
}

/// Measures that add such places, and the sites their modules stand in.
fn paying(case: &Case, services: &[usize]) -> BTreeSet<usize> {
    let measures = &case.plan.measures;
    let ids: Vec<_> = services
        .iter()
        .map(|s| &case.plan.services[*s].id)
        .collect();
    let adds = |m: &usize| {
        let effects = &measures[*m].effects;
        effects
            .iter()
            .any(|e| ids.contains(&&e.service) && e.amount.value > 0)
    };
    let mut all: BTreeSet<usize> = (0..measures.len()).filter(adds).collect();
    let hosts = all.iter().filter_map(|m| measures[*m].host.as_ref());
    let site = |host: &crate::domain::Host| measures.iter().position(|m| m.id == host.measure);
    let sites: Vec<usize> = hosts.filter_map(site).collect();
    all.extend(sites);
    all
}
