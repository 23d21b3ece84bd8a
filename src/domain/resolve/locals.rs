//! What single units need.

use super::names::find;
use super::resolver::{Resolved, Resolver};
use super::whole::rate_required;
use crate::domain::{
    BuildOption, Case, Check, CoveredMembers, Decimal, LocalNeed, Noun, Rule, TargetKind,
};

impl Resolver<'_> {
    /// What single units need: of rate and served targets over services that people use where they live, at every milestone; of
    /// coverage targets where the plan has no others.
    pub(super) fn locals(&self, case: &Case) -> Resolved<Vec<LocalNeed>> {
        let mut locals = Vec::new();
        for check in &case.checks {
            let target = &self.plan.targets[check.target];
            let at = format!("targets[{}].rule", check.target);
            let (services, scope) = match &target.rule {
                TargetKind::Rate {
                    services, scope, ..
                } => (self.services(services, &at)?, scope),
                TargetKind::Served { scope, .. } => (check.rule.services(), scope),
                _ => continue,
            };
            if !services.iter().any(|s| self.plan.services[*s].local) {
                continue;
            }
            let is_served = served_units(case, &services, check.period);
            for unit in self.scope(scope)? {
                let required = self.local_required(case, check, unit)?;
                if required > 0 && is_served[unit] {
                    let stands = |s: &usize| case.without_builds(*s, unit, check.period);
                    locals.push(LocalNeed {
                        target: check.target,
                        unit,
                        services: services.clone(),
                        period: check.period,
                        base: services.iter().map(stands).sum(),
                        required,
                    });
                }
            }
        }
        if self.plan.has_rates() {
            return Ok(locals);
        }
        let covered = case.checks.iter();
        Ok(covered.flat_map(|c| self.covered_locals(case, c)).collect())
    }

    /// What single units need where a plan has no rates: the sites that cover as much of each unit's own members as of all, and
    /// the minimum of each service where every unit is to have it.
    fn covered_locals(&self, case: &Case, check: &Check) -> Vec<LocalNeed> {
        let need = |unit: usize, services: &[usize], (base, required): (i64, i64)| LocalNeed {
            target: check.target,
            unit,
            services: services.to_vec(),
            period: check.period,
            base,
            required,
        };
        let stands = |s: usize, u: usize| case.without_builds(s, u, check.period);
        // A status follows from a coverage, which says it already.
        let follows = matches!(
            self.plan.targets[check.target].rule,
            TargetKind::Status { .. }
        );
        let all: Vec<LocalNeed> = match &check.rule {
            Rule::MembersCovered {
                services,
                at_least,
                units,
                ..
            } => {
                let of_unit = |u: &CoveredMembers| {
                    let new = services.iter().map(|s| stands(*s, u.unit)).sum::<i64>() - u.stock;
                    let sites = check.level.min(Decimal::ONE).of_rounded_up(u.members) * at_least;
                    need(u.unit, services, (u.start * at_least + new, sites))
                };
                units.iter().map(of_unit).collect()
            }
            Rule::UnitsCovered {
                services,
                at_least,
                groups,
                required,
            } if *required == groups.len() as i64 && !follows => {
                let alone = groups.iter().filter(|g| g.len() == 1).map(|g| g[0]);
                let of_unit = |u: usize| {
                    let each = services.iter();
                    each.map(move |s| need(u, &[*s], (stands(*s, u), *at_least)))
                };
                alone.flat_map(of_unit).collect()
            }
            _ => Vec::new(),
        };
        let is_local = |s: &usize| self.plan.services[*s].local;
        let can = |n: &LocalNeed| {
            n.required > 0
                && n.services.iter().any(is_local)
                && served_units(case, &n.services, n.period)[n.unit]
        };
        all.into_iter().filter(can).collect()
    }

    /// What the level of a check asks for in one unit.
    fn local_required(&self, case: &Case, check: &Check, unit: usize) -> Resolved<i64> {
        let target = &self.plan.targets[check.target];
        let at = format!("targets[{}].rule", check.target);
        match &target.rule {
            TargetKind::Rate { per, of, .. } => {
                let group = find(&self.names.groups, Noun::Group, &of.0, &at)?;
                // Where nobody lives nothing is lacking, even of a level that must be exceeded.
                Ok(match case.population[group][unit][check.period] {
                    0 => 0,
                    persons => rate_required(check.level, persons, *per, target.strict),
                })
            }
            TargetKind::Served { need, .. } => {
                let n = find(&self.names.needs, Noun::Need, &need.0, &at)?;
                let need = case.needs[n].by_unit[unit][check.period];
                Ok(check.level.of_rounded_up(need))
            }
            _ => Ok(0),
        }
    }
}

/// Units in which some build adds to services by a period.
fn served_units(case: &Case, services: &[usize], period: usize) -> Vec<bool> {
    let serves = |o: &&BuildOption| {
        let mut effects = o.effects.iter();
        o.in_use <= period && effects.any(|(s, a)| *a > 0 && services.contains(s))
    };
    let mut is_served = vec![false; case.plan.region.units.len()];
    for option in case.options.iter().filter(serves) {
        is_served[option.unit] = true;
    }
    is_served
}
