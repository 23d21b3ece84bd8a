//! Local needs as the second judge counts them.

use dabiao::domain::{Check, ServiceId, Target, TargetKind};

use super::scorer::{Built, required};

impl Built<'_> {
    /// Over rate and served targets of services flagged local, at every milestone, in units where something can be built for
    /// them by then.
    pub(super) fn largest(&self) -> (i128, i128) {
        let is_rate =
            |t: &Target| matches!(t.rule, TargetKind::Rate { .. } | TargetKind::Served { .. });
        if !self.case.plan.targets.iter().any(is_rate) {
            return self.largest_uncovered();
        }
        let mut largest = (0, 1);
        for check in &self.case.checks {
            let target = &self.case.plan.targets[check.target];
            let period = match &target.rule {
                TargetKind::Rate { .. } | TargetKind::Served { .. } => {
                    self.period_of(target.milestones[check.milestone].year)
                }
                _ => continue,
            };
            let services = match &target.rule {
                TargetKind::Rate { services, .. } => services.clone(),
                TargetKind::Served { need, .. } => self.need(need).services.clone(),
                _ => continue,
            };
            let is_local = |id: &ServiceId| self.case.plan.services[self.service(id)].local;
            if !services.iter().any(is_local) {
                continue;
            }
            for unit in self.scope(target.rule.scope()) {
                let needed = match &target.rule {
                    TargetKind::Rate { per, of, .. } => {
                        // Where nobody lives nothing is lacking, even of a level that must be exceeded.
                        match self.persons(of, &[unit], period) {
                            0 => 0,
                            persons => required(check.level.micro, persons, *per, target.strict),
                        }
                    }
                    TargetKind::Served { need, .. } => {
                        let need = self.need(need);
                        let here = self.needed(need, self.persons(&need.of, &[unit], period));
                        required(check.level.micro, here, 1, false)
                    }
                    _ => 0,
                };
                if needed <= 0 || !self.can_be_served(&services, unit, period) {
                    continue;
                }
                let there = self.sum(&services, &[unit], |s, u| self.stock(s, u, period));
                let missing = (needed - there).max(0);
                if missing * largest.1 > largest.0 * needed {
                    largest = (missing, needed);
                }
            }
        }
        largest
    }

    /// Where there are no rates: over coverage of members, and of units where all of them are asked.
    fn largest_uncovered(&self) -> (i128, i128) {
        let mut largest = (0, 1);
        for check in &self.case.checks {
            let target = &self.case.plan.targets[check.target];
            let period = self.period_of(target.milestones[check.milestone].year);
            for unit in self.scope(target.rule.scope()) {
                for (services, there, needed) in self.uncovered(check, target, (unit, period)) {
                    let is_local = services
                        .iter()
                        .any(|id| self.case.plan.services[self.service(id)].local);
                    if !is_local || needed <= 0 || !self.can_be_served(&services, unit, period) {
                        continue;
                    }
                    let missing = (needed - there).max(0);
                    if missing * largest.1 > largest.0 * needed {
                        largest = (missing, needed);
                    }
                }
            }
        }
        largest
    }

    /// Of one unit: services, what there is of them and what there should be.
    fn uncovered(
        &self,
        check: &Check,
        target: &Target,
        (unit, period): (usize, usize),
    ) -> Vec<(Vec<ServiceId>, i128, i128)> {
        let region = &self.case.plan.region;
        let id = &region.units[unit].id;
        match &target.rule {
            TargetKind::CoverageOfMembers {
                service,
                members,
                at_least,
                covered,
                ..
            } => {
                let classes = region.member_classes.iter();
                let own = classes.filter(|c| members.contains(&c.id));
                let there: i64 = own.map(|c| c.members.of(id)).sum();
                let s = self.service(service);
                let today = self.case.today[s][unit];
                let given = covered.as_ref().map(|series| series.of(id));
                let start = given.unwrap_or(today / at_least).min(there);
                let sites = start * at_least + self.stock(s, unit, period) - today;
                let asked = required(
                    check.level.micro.min(1_000_000),
                    i128::from(there),
                    1,
                    false,
                );
                let asked = asked * i128::from(*at_least);
                vec![(vec![service.clone()], i128::from(sites), asked)]
            }
            TargetKind::CoverageOfUnits {
                services,
                at_least,
                rollup,
                ..
            } => {
                let asked = self.scope(target.rule.scope());
                let asked = asked.into_iter().filter(|u| !region.units[*u].residual);
                let is_above = region.units.iter().any(|u| u.parent.as_ref() == Some(id));
                let is_asked = asked.clone().any(|u| u == unit);
                let n = asked.count() as i128;
                let least = required(check.level.micro, n, 1, target.strict);
                if !is_asked || least < n || *rollup && is_above {
                    return Vec::new();
                }
                let one = |s: &ServiceId| {
                    let there = self.stock(self.service(s), unit, period);
                    (vec![s.clone()], i128::from(there), i128::from(*at_least))
                };
                services.iter().map(one).collect()
            }
            _ => Vec::new(),
        }
    }

    fn can_be_served(&self, services: &[ServiceId], unit: usize, period: usize) -> bool {
        let services: Vec<usize> = services.iter().map(|id| self.service(id)).collect();
        let mut here = self.case.options.iter();
        here.any(|o| {
            let mut adds = o.effects.iter();
            o.unit == unit
                && o.in_use <= period
                && adds.any(|(s, amount)| *amount > 0 && services.contains(s))
        })
    }
}
