//! Targets at milestones as rules over indices.

use super::names::find;
use super::resolver::{Resolved, Resolver};
use super::whole::{above, grown, least_common_multiple, rate_required};
use crate::domain::{
    BuildOption, Case, Check, CountBasis, CountedKind, CoveredMembers, Decimal, Issue, LocalNeed,
    NeedId, Noun, Rule, Target, TargetId, TargetKind, Trouble, UnitFilter,
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
                        .unwrap_or(target.is_hard()),
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
            .unwrap_or(target.weighs());
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

    /// The rule of target `t` at its milestone `k`, whose stock is counted in `period`.
    pub(super) fn rule(&self, case: &Case, t: usize, k: usize, period: usize) -> Resolved<Rule> {
        let target = &self.plan.targets[t];
        let asked = AskedRule {
            case,
            target,
            year: target.milestones[k].year,
            period,
            level: self.level(target, k),
            at: format!("targets[{t}].rule"),
        };
        match &target.rule {
            TargetKind::Rate { .. }
            | TargetKind::Count { .. }
            | TargetKind::Annual { .. }
            | TargetKind::Growth { .. } => self.at_least(&asked),
            TargetKind::Status { .. } | TargetKind::CoverageOfUnits { .. } => {
                self.units_covered(&asked)
            }
            TargetKind::CoverageOfMembers { .. } => self.members_covered(&asked),
            TargetKind::Served { need, scope } => self.served(&asked, need, scope),
            TargetKind::Kinds { .. } => self.kinds_present(&asked),
            TargetKind::Share { .. } => self.share(&asked),
        }
    }

    /// Sums of stocks against a number: rate, count, annual, growth.
    fn at_least(&self, asked: &AskedRule) -> Resolved<Rule> {
        let (case, period, level) = (asked.case, asked.period, asked.level);
        let (services, scope) = match &asked.target.rule {
            TargetKind::Rate {
                services, scope, ..
            }
            | TargetKind::Count {
                services, scope, ..
            }
            | TargetKind::Annual { services, scope }
            | TargetKind::Growth { services, scope } => (services, scope),
            _ => return Err(Vec::new()),
        };
        let (services, units) = (self.services(services, &asked.at)?, self.scope(scope)?);
        let stands = || total(&services, &units, |s, u| case.without_builds(s, u, period));
        let (base, required) = match &asked.target.rule {
            TargetKind::Rate { per, of, .. } => {
                let group = find(&self.names.groups, Noun::Group, &of.0, &asked.at)?;
                let persons = units.iter().map(|u| case.population[group][*u][period]);
                let strict = asked.target.strict;
                (stands(), rate_required(level, persons.sum(), *per, strict))
            }
            TargetKind::Count { basis, .. } => {
                let counted = |s, u| counted_already(case, *basis, (s, u, period));
                (total(&services, &units, counted), asked.need(1))
            }
            TargetKind::Growth { .. } => {
                let today = total(&services, &units, |s, u| case.today[s][u]);
                let years = asked.year - self.plan.horizon.base_year;
                let value = level.to_string();
                let required = grown(today, level, years)
                    .ok_or_else(|| vec![Issue::at(&asked.at, Trouble::TooLarge { value })])?;
                (stands(), required)
            }
            _ => (0, asked.need(1)),
        };
        Ok(Rule::AtLeast {
            services,
            units,
            base,
            within_period: matches!(asked.target.rule, TargetKind::Annual { .. }),
            required,
        })
    }

    fn units_covered(&self, asked: &AskedRule) -> Resolved<Rule> {
        if let TargetKind::CoverageOfUnits {
            services,
            at_least,
            scope,
            rollup,
        } = &asked.target.rule
        {
            let groups = self.groups(scope, *rollup)?;
            let count = groups.len() as i64;
            return Ok(Rule::UnitsCovered {
                services: self.services(services, &asked.at)?,
                at_least: *at_least,
                groups,
                required: asked.need(count).min(count),
            });
        }
        let TargetKind::Status { of, scope, .. } = &asked.target.rule else {
            return Err(Vec::new());
        };
        let (services, at_least, mut groups) = self.status_of(&asked.at, of)?;
        let own = self.scope(scope)?;
        groups.retain(|group| own.contains(&group[0]));
        Ok(Rule::UnitsCovered {
            services,
            at_least,
            groups,
            required: asked.need(1),
        })
    }

    fn members_covered(&self, asked: &AskedRule) -> Resolved<Rule> {
        let TargetKind::CoverageOfMembers {
            service,
            members,
            at_least,
            covered,
            scope,
        } = &asked.target.rule
        else {
            return Err(Vec::new());
        };
        let service = find(&self.names.services, Noun::Service, &service.0, &asked.at)?;
        let mut units = Vec::new();
        for unit in self.scope(scope)? {
            let id = &self.plan.region.units[unit].id;
            let mut count = 0;
            for class in members {
                let class = find(&self.names.classes, Noun::Class, &class.0, &asked.at)?;
                count += self.plan.region.member_classes[class].members.of(id);
            }
            let stock = asked.case.today[service][unit];
            let start = covered.as_ref().map(|c| c.of(id));
            let start = start.unwrap_or(stock / at_least.max(&1)).min(count);
            units.push(CoveredMembers {
                unit,
                members: count,
                start,
                stock,
            });
        }
        Ok(asked.covered(vec![service], *at_least, units))
    }

    /// Persons served: of the places of a unit no more count than its own people need.
    fn served(&self, asked: &AskedRule, need: &NeedId, scope: &UnitFilter) -> Resolved<Rule> {
        let n = find(&self.names.needs, Noun::Need, &need.0, &asked.at)?;
        let of = &asked.case.needs[n];
        let units = self.scope(scope)?.into_iter().map(|unit| CoveredMembers {
            unit,
            members: of.by_unit[unit][asked.period],
            start: 0,
            stock: 0,
        });
        Ok(asked.covered(of.services.clone(), 1, units.collect()))
    }

    fn kinds_present(&self, asked: &AskedRule) -> Resolved<Rule> {
        let TargetKind::Kinds {
            services,
            at_least,
            basis,
            scope,
        } = &asked.target.rule
        else {
            return Err(Vec::new());
        };
        let units = self.scope(scope)?;
        let counted = |s, u| counted_already(asked.case, *basis, (s, u, asked.period));
        let services = self.services(services, &asked.at)?.into_iter();
        let kinds = services.map(|service| {
            let base = total(&[service], &units, counted);
            let least = base - asked.case.most_taken(&[service], &units, asked.period);
            let least = least.min(0);
            CountedKind {
                service,
                base,
                least,
            }
        });
        Ok(Rule::KindsPresent {
            kinds: kinds.collect(),
            units,
            at_least: *at_least,
            required: asked.need(1),
        })
    }

    fn share(&self, asked: &AskedRule) -> Resolved<Rule> {
        let TargetKind::Share { part, whole, scope } = &asked.target.rule else {
            return Err(Vec::new());
        };
        let (case, period) = (asked.case, asked.period);
        let whole = self.services(whole, &asked.at)?;
        let units = self.scope(scope)?;
        let most = total(&whole, &units, |s, u| case.without_builds(s, u, period))
            + case.most_added(&whole, &units, period);
        Ok(Rule::Share {
            part: self.services(part, &asked.at)?,
            whole,
            units,
            level: asked.level.micro,
            strict: asked.target.strict,
            most: most.max(1),
        })
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
    fn status_of(&self, rule: &str, of: &TargetId) -> Resolved<(Vec<usize>, i64, Vec<Vec<usize>>)> {
        let at = format!("{rule}.of");
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

/// A target at a milestone, on its way to a rule.
struct AskedRule<'a> {
    case: &'a Case,
    target: &'a Target,
    year: i32,
    period: usize,
    level: Decimal,
    /// The path of the target's rule.
    at: String,
}

impl AskedRule<'_> {
    /// What the level asks for of so many.
    fn need(&self, of: i64) -> i64 {
        if self.target.strict {
            above(self.level, of)
        } else {
            self.level.of_rounded_up(of)
        }
    }

    /// The rule over members of units; units without any are left out.
    fn covered(&self, services: Vec<usize>, at_least: i64, units: Vec<CoveredMembers>) -> Rule {
        let units: Vec<CoveredMembers> = units.into_iter().filter(|u| u.members > 0).collect();
        let all: i64 = units.iter().map(|u| u.members).sum();
        Rule::MembersCovered {
            services,
            at_least,
            units,
            required: self.need(all).min(all),
        }
    }
}

/// What of a service in a unit and period counts without any build.
fn counted_already(case: &Case, basis: CountBasis, of: (usize, usize, usize)) -> i64 {
    let (service, unit, period) = of;
    match basis {
        CountBasis::Built => 0,
        CountBasis::BuiltOrCommitted => case.committed[service][unit][period],
        CountBasis::Standing => case.without_builds(service, unit, period),
    }
}

fn total(services: &[usize], units: &[usize], count: impl Fn(usize, usize) -> i64) -> i64 {
    services
        .iter()
        .flat_map(|s| units.iter().map(|u| count(*s, *u)).collect::<Vec<_>>())
        .sum()
}

impl TargetKind {
    /// Whether the level is a share of 1 (coverage, share) and not a number.
    #[must_use]
    pub fn level_is_share(&self) -> bool {
        matches!(
            self,
            Self::CoverageOfUnits { .. }
                | Self::CoverageOfMembers { .. }
                | Self::Share { .. }
                | Self::Served { .. }
        )
    }
}
