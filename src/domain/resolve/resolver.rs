//! Ids to indices, and the parts of a case put together.

use std::sync::Arc;

use super::edits::edit_issues;
use super::names::{Names, find};
use crate::domain::{
    Case, Edits, Effect, Issue, Noun, Plan, Population, ServiceId, UnitFilter, UnitId,
};

impl Case {
    /// Works out a plan with edits. Cost: a copy of the plan; [`Case::sharing`] makes none.
    ///
    /// # Errors
    /// As [`Case::sharing`].
    pub fn new(plan: &Plan, edits: &Edits) -> Result<Case, Vec<Issue>> {
        Self::sharing(&Arc::new(plan.clone()), edits)
    }

    /// Works out a plan with edits; the case shares the plan.
    ///
    /// # Errors
    /// Every edit that names something the plan does not have, or a pin where nothing can be built; the plan itself is
    /// expected to have passed `read`.
    pub fn sharing(plan: &Arc<Plan>, edits: &Edits) -> Result<Case, Vec<Issue>> {
        let names = Names::of(plan);
        let mut issues = edit_issues(plan, &names, edits);
        let resolver = Resolver { plan, edits, names };
        match resolver.case(plan) {
            Ok(case) if issues.is_empty() => Ok(case),
            Ok(_) => Err(issues),
            Err(more) => {
                issues.extend(more);
                Err(issues)
            }
        }
    }

    /// What is wrong with the names and amounts of edits: less than [`Case::new`] finds, which asks of every pin whether something
    /// can be built there, and much sooner.
    #[must_use]
    pub fn edit_issues(plan: &Plan, edits: &Edits) -> Vec<Issue> {
        let names = Names::of(plan);
        let mut issues = edit_issues(plan, &names, edits);
        let resolver = Resolver { plan, edits, names };
        issues.extend(resolver.budget().err().unwrap_or_default());
        issues
    }
}

pub(super) struct Resolver<'a> {
    pub(super) plan: &'a Plan,
    pub(super) edits: &'a Edits,
    pub(super) names: Names<'a>,
}

pub(super) type Resolved<T> = Result<T, Vec<Issue>>;

impl Resolver<'_> {
    fn case(&self, plan: &Arc<Plan>) -> Resolved<Case> {
        let (options, caps) = self.options()?;
        let mut case = Case {
            plan: Arc::clone(plan),
            population: self.population()?,
            persons_today: self.persons_today()?,
            standing: self.standing()?,
            today: self.today()?,
            committed: self.committed()?,
            hosts: self.hosts(&caps)?,
            options,
            caps,
            budget: self.budget()?,
            paid_first: self.paid_first()?,
            carry_over: {
                let budget = &self.plan.budget;
                budget.funds.iter().map(|f| f.carries(budget)).collect()
            },
            running_most: self.running_most(),
            needs: Vec::new(),
            checks: Vec::new(),
            worst_short: Vec::new(),
            worst_local: 1,
            total_weight: 0,
            locals: Vec::new(),
            fairness: self
                .edits
                .fairness
                .unwrap_or(self.plan.fairness.value)
                .micro,
            idles: Vec::new(),
            idle: self.idle_points(),
            idle_scale: 1,
            cost_scale: self.plan_money().max(1),
        };
        case.needs = self.needs(&case)?;
        case.checks = self.checks(&case)?;
        case.total_weight = case.checks.iter().map(|c| c.weight).sum();
        case.locals = self.locals(&case)?;
        let worst = case.checks.iter().map(|c| case.worst_short(c));
        case.worst_short = worst.collect();
        case.worst_local = case.worst_local();
        (case.idles, case.idle_scale) = self.idles(&case)?;
        Ok(case)
    }

    fn running_most(&self) -> Option<i64> {
        let own = self.plan.budget.running_most.as_ref().map(|f| f.value);
        self.edits.running_most.or(own).map(|yuan| yuan.0)
    }

    fn idle_points(&self) -> i64 {
        let own = self.plan.idle.as_ref().map(|f| f.value);
        self.edits.idle.or(own).unwrap_or_default().micro
    }

    fn plan_money(&self) -> i64 {
        self.plan
            .budget
            .amounts
            .iter()
            .flat_map(|a| &a.by_period)
            .map(|f| f.value.0)
            .sum()
    }

    pub(super) fn unit(&self, id: &UnitId, path: &str) -> Resolved<usize> {
        find(&self.names.units, Noun::Unit, &id.0, path)
    }

    pub(super) fn services(&self, ids: &[ServiceId], path: &str) -> Resolved<Vec<usize>> {
        ids.iter()
            .map(|id| find(&self.names.services, Noun::Service, &id.0, path))
            .collect()
    }

    pub(super) fn effects(&self, effects: &[Effect], path: &str) -> Resolved<Vec<(usize, i64)>> {
        let one = |e: &Effect| {
            Ok((
                find(&self.names.services, Noun::Service, &e.service.0, path)?,
                e.amount.value,
            ))
        };
        effects.iter().map(one).collect()
    }

    pub(super) fn matches(&self, filter: &UnitFilter, unit: usize) -> Resolved<bool> {
        let it = &self.plan.region.units[unit];
        let level = filter.level.is_none_or(|level| level == it.level);
        let kind = filter.kinds.is_empty() || filter.kinds.contains(&it.kind);
        let named = filter.units.is_empty() || filter.units.contains(&it.id);
        let large = match &filter.min_population {
            Some((group, least)) => {
                let entries = self
                    .plan
                    .region
                    .population
                    .iter()
                    .filter(|p| p.group == *group);
                let family = self.with_descendants(unit);
                let count = |p: &Population| -> i64 {
                    family
                        .iter()
                        .map(|u| p.persons.of(&self.plan.region.units[*u].id))
                        .sum()
                };
                entries.map(count).sum::<i64>() >= *least
            }
            None => true,
        };
        Ok(level && kind && named && large)
    }

    pub(super) fn scope(&self, filter: &UnitFilter) -> Resolved<Vec<usize>> {
        let mut units = Vec::new();
        for unit in 0..self.plan.region.units.len() {
            if self.matches(filter, unit)? {
                units.push(unit);
            }
        }
        Ok(units)
    }

    pub(super) fn with_descendants(&self, unit: usize) -> Vec<usize> {
        let units = &self.plan.region.units;
        let mut family = vec![unit];
        let mut next = 0;
        while next < family.len() {
            let id = &units[family[next]].id;
            let children = units
                .iter()
                .enumerate()
                .filter(|(i, u)| u.parent.as_ref() == Some(id) && *i != unit);
            let new: Vec<usize> = children
                .map(|(i, _)| i)
                .filter(|i| !family.contains(i))
                .collect();
            family.extend(new);
            next += 1;
        }
        family
    }
}
