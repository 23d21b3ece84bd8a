//! Targets at milestones as rules over indices.

use super::names::find;
use super::resolver::{Resolved, Resolver};
use super::whole::{above, grown, least_common_multiple, rate_required};
use crate::domain::{
    BuildOption, CapGroup, Case, Check, CountBasis, CoveredMembers, Decimal, Issue, LocalNeed,
    Noun, Rule, Target, TargetId, TargetKind, Trouble, UnitFilter,
};

impl Resolver<'_> {
    pub(super) fn checks(&self, case: &Case) -> Resolved<Vec<Check>> {
        let parts = self
            .plan
            .targets
            .iter()
            .map(|t| t.milestones.len().max(1) as i64)
            .fold(1, least_common_multiple);
        let mut checks = Vec::new();
        for (t, target) in self.plan.targets.iter().enumerate() {
            for (k, milestone) in target.milestones.iter().enumerate() {
                let path = format!("targets[{t}].milestones[{k}].year");
                let counted = self.counted_in(target, milestone.year);
                let period = self.plan.horizon.period_of(counted).ok_or_else(|| {
                    let trouble = Trouble::Unknown {
                        noun: Noun::Year,
                        id: counted.to_string(),
                    };
                    vec![Issue::at(path, trouble)]
                })?;
                checks.push(Check {
                    target: t,
                    milestone: k,
                    year: milestone.year,
                    period,
                    level: self.level(target, k),
                    weight: self.weight(target) * parts / target.milestones.len() as i64,
                    hard: self
                        .edits
                        .targets
                        .get(&target.id)
                        .and_then(|e| e.hard)
                        .unwrap_or(target.hard),
                    rule: self.rule(case, t, k, period)?,
                });
            }
        }
        Ok(checks)
    }

    pub(super) fn weight(&self, target: &Target) -> i64 {
        let own = self
            .edits
            .targets
            .get(&target.id)
            .and_then(|e| e.weight)
            .unwrap_or(target.weight.value);
        let field = self
            .edits
            .field_weights
            .get(&target.field)
            .copied()
            .unwrap_or(Decimal::ONE);
        own.times(field).micro
    }

    pub(super) fn level(&self, target: &Target, milestone: usize) -> Decimal {
        let milestone = &target.milestones[milestone];
        let edit = self
            .edits
            .targets
            .get(&target.id)
            .and_then(|e| e.levels.get(&milestone.year));
        edit.copied().unwrap_or(milestone.level.value)
    }

    pub(super) fn rule(&self, case: &Case, t: usize, k: usize, period: usize) -> Resolved<Rule> {
        let target = &self.plan.targets[t];
        let level = self.level(target, k);
        let at = format!("targets[{t}].rule");
        let need = |share: Decimal, of: i64| {
            if target.strict {
                above(share, of)
            } else {
                share.of_rounded_up(of)
            }
        };
        match &target.rule {
            TargetKind::Rate {
                services,
                per,
                of,
                scope,
            } => {
                let services = self.services(services, &at)?;
                let units = self.scope(scope)?;
                let group = find(&self.names.groups, Noun::Group, &of.0, &at)?;
                let persons: i64 = units
                    .iter()
                    .map(|u| case.population[group][*u][period])
                    .sum();
                let required = rate_required(level, persons, *per, target.strict);
                let base = total(&services, &units, |s, u| case.without_builds(s, u, period));
                Ok(Rule::AtLeast {
                    services,
                    units,
                    base,
                    within_period: false,
                    required,
                })
            }
            TargetKind::Count {
                services,
                basis,
                scope,
            } => {
                let services = self.services(services, &at)?;
                let units = self.scope(scope)?;
                let base = total(&services, &units, |s, u| match basis {
                    CountBasis::Built => 0,
                    CountBasis::BuiltOrCommitted => case.committed[s][u][period],
                    CountBasis::Standing => case.without_builds(s, u, period),
                });
                let required = need(level, 1);
                Ok(Rule::AtLeast {
                    services,
                    units,
                    base,
                    within_period: false,
                    required,
                })
            }
            TargetKind::Annual { services, scope } => {
                let services = self.services(services, &at)?;
                let units = self.scope(scope)?;
                Ok(Rule::AtLeast {
                    services,
                    units,
                    base: 0,
                    within_period: true,
                    required: need(level, 1),
                })
            }
            TargetKind::Growth { services, scope } => {
                let services = self.services(services, &at)?;
                let units = self.scope(scope)?;
                let today = total(&services, &units, |s, u| case.today[s][u]);
                let years = target.milestones[k].year - self.plan.horizon.base_year;
                let required = grown(today, level, years).ok_or_else(|| {
                    vec![Issue::at(
                        at.clone(),
                        Trouble::TooLarge {
                            value: level.to_string(),
                        },
                    )]
                })?;
                let base = total(&services, &units, |s, u| case.without_builds(s, u, period));
                Ok(Rule::AtLeast {
                    services,
                    units,
                    base,
                    within_period: false,
                    required,
                })
            }
            TargetKind::Status { of, scope, .. } => {
                let (services, at_least, mut groups) = self.status_of(t, of)?;
                let asked = self.scope(scope)?;
                groups.retain(|group| asked.contains(&group[0]));
                Ok(Rule::UnitsCovered {
                    services,
                    at_least,
                    groups,
                    required: need(level, 1),
                })
            }
            TargetKind::CoverageOfUnits {
                services,
                at_least,
                scope,
                rollup,
            } => {
                let services = self.services(services, &at)?;
                let groups = self.groups(scope, *rollup)?;
                let required = need(level, groups.len() as i64).min(groups.len() as i64);
                Ok(Rule::UnitsCovered {
                    services,
                    at_least: *at_least,
                    groups,
                    required,
                })
            }
            TargetKind::CoverageOfMembers {
                service,
                members,
                at_least,
                covered,
                scope,
            } => {
                let service = find(&self.names.services, Noun::Service, &service.0, &at)?;
                let mut units = Vec::new();
                for unit in self.scope(scope)? {
                    let id = &self.plan.region.units[unit].id;
                    let mut count = 0;
                    for class in members {
                        let class = find(&self.names.classes, Noun::Class, &class.0, &at)?;
                        count += self.plan.region.member_classes[class].members.of(id);
                    }
                    let stock = case.today[service][unit];
                    let start = covered
                        .as_ref()
                        .map_or(stock / at_least.max(&1), |c| c.of(id))
                        .min(count);
                    if count > 0 {
                        units.push(CoveredMembers {
                            unit,
                            members: count,
                            start,
                            stock,
                        });
                    }
                }
                let all: i64 = units.iter().map(|u| u.members).sum();
                Ok(Rule::MembersCovered {
                    service,
                    at_least: *at_least,
                    units,
                    required: need(level, all).min(all),
                })
            }
            TargetKind::Share { part, whole, scope } => {
                let part = self.services(part, &at)?;
                let whole = self.services(whole, &at)?;
                let units = self.scope(scope)?;
                let most = total(&whole, &units, |s, u| case.without_builds(s, u, period))
                    + most_added(case, &whole, &units, period);
                Ok(Rule::Share {
                    part,
                    whole,
                    units,
                    level: level.micro,
                    strict: target.strict,
                    most: most.max(1),
                })
            }
        }
    }

    /// Each unit of a scope with the units whose stocks count for it, itself first.
    fn groups(&self, scope: &UnitFilter, rollup: bool) -> Resolved<Vec<Vec<usize>>> {
        let asked = self.scope(scope)?.into_iter();
        let asked = asked.filter(|u| !self.plan.region.units[*u].residual);
        let family = |u: usize| {
            if rollup {
                self.with_descendants(u)
            } else {
                vec![u]
            }
        };
        Ok(asked.map(family).collect())
    }

    /// Services, minimum and groups of the coverage a status follows from.
    fn status_of(&self, t: usize, of: &TargetId) -> Resolved<(Vec<usize>, i64, Vec<Vec<usize>>)> {
        let at = format!("targets[{t}].rule.of");
        let target = self.plan.targets.iter().find(|target| target.id == *of);
        let Some(TargetKind::CoverageOfUnits {
            services,
            at_least,
            scope,
            rollup,
        }) = target.map(|target| &target.rule)
        else {
            let (noun, id) = (Noun::Target, of.0.clone());
            return Err(vec![Issue::at(at, Trouble::Unknown { noun, id })]);
        };
        Ok((
            self.services(services, &at)?,
            *at_least,
            self.groups(scope, *rollup)?,
        ))
    }

    /// The year whose stock a milestone looks at: a status looks back.
    fn counted_in(&self, target: &Target, milestone: i32) -> i32 {
        match target.rule {
            TargetKind::Status { after, .. } => milestone - after as i32,
            _ => milestone,
        }
    }

    pub(super) fn locals(&self, case: &Case) -> Resolved<Vec<LocalNeed>> {
        let mut locals = Vec::new();
        for (t, target) in self.plan.targets.iter().enumerate() {
            let TargetKind::Rate {
                services,
                per,
                of,
                scope,
            } = &target.rule
            else {
                continue;
            };
            let at = format!("targets[{t}].rule");
            let services = self.services(services, &at)?;
            let group = find(&self.names.groups, Noun::Group, &of.0, &at)?;
            if !services.iter().any(|s| self.plan.services[*s].local)
                || target.milestones.is_empty()
            {
                continue;
            }
            let last = target.milestones.len() - 1;
            let Some(period) = self.plan.horizon.period_of(target.milestones[last].year) else {
                continue;
            };
            let serves = |o: &&BuildOption| {
                let mut effects = o.effects.iter();
                o.in_use <= period && effects.any(|(s, a)| *a > 0 && services.contains(s))
            };
            let mut is_served = vec![false; self.plan.region.units.len()];
            for option in case.options.iter().filter(serves) {
                is_served[option.unit] = true;
            }
            for unit in self.scope(scope)? {
                let persons = case.population[group][unit][period];
                let required =
                    rate_required(self.level(target, last), persons, *per, target.strict);
                if required > 0 && is_served[unit] {
                    let base = services
                        .iter()
                        .map(|s| case.without_builds(*s, unit, period))
                        .sum();
                    locals.push(LocalNeed {
                        target: t,
                        unit,
                        services: services.clone(),
                        period,
                        base,
                        required,
                    });
                }
            }
        }
        Ok(locals)
    }
}

fn total(services: &[usize], units: &[usize], count: impl Fn(usize, usize) -> i64) -> i64 {
    services
        .iter()
        .flat_map(|s| units.iter().map(|u| count(*s, *u)).collect::<Vec<_>>())
        .sum()
}

/// The most that builds can add to services in units by a period: every positive effect at its cap.
fn most_added(case: &Case, services: &[usize], units: &[usize], period: usize) -> i64 {
    let added = |group: &CapGroup| -> i64 {
        let gain = |o: &BuildOption| -> i64 {
            o.effects
                .iter()
                .filter(|(s, a)| *a > 0 && services.contains(s))
                .map(|(_, a)| *a)
                .sum()
        };
        let usable = group
            .options
            .iter()
            .map(|o| &case.options[*o])
            .filter(|o| o.in_use <= period);
        usable.map(gain).max().unwrap_or(0) * group.hi
    };
    case.caps
        .iter()
        .filter(|c| units.contains(&c.unit))
        .map(added)
        .sum()
}

impl TargetKind {
    /// Whether the level is a share of 1 (coverage, share) and not a number.
    #[must_use]
    pub fn level_is_share(&self) -> bool {
        matches!(
            self,
            Self::CoverageOfUnits { .. } | Self::CoverageOfMembers { .. } | Self::Share { .. }
        )
    }
}
