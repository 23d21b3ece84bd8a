//! Needs and scopes as the second judge counts them.

use dabiao::domain::{GroupId, Level, Need, NeedId, UnitFilter};

use super::scorer::{Built, required};

impl Built<'_> {
    pub(super) fn need(&self, id: &NeedId) -> &Need {
        let mut needs = self.case.plan.needs.iter();
        needs.find(|n| n.id == *id).expect("a need of the plan")
    }

    pub(super) fn needed(&self, need: &Need, persons: i128) -> i128 {
        required(need.each.value.micro, persons, need.per, false)
    }

    /// New places beyond what is needed at the end of the horizon, and in the year after it where the plan names one; and all
    /// that is needed.
    pub(super) fn idle(&self) -> (i128, i128) {
        let (mut idle, mut needed) = (0, 0);
        for (here, before, new) in self.looked_at() {
            needed += here;
            idle += (new - (here - before).max(0)).max(0);
        }
        (idle, needed)
    }

    /// No unit gets more new places than bring it `idle_most` beyond what it needs.
    pub(super) fn stays_near_need(&self) -> bool {
        let plan = &self.case.plan;
        let Some(most) = plan.idle_most.as_ref().map(|f| f.value) else {
            return true;
        };
        let mut looks = self.looked_at().into_iter();
        looks.all(|(here, before, new)| {
            let beyond = (i128::from(most.micro) * here).div_euclid(1_000_000);
            new <= (here + beyond - before).max(0)
        })
    }

    /// Needed, standing without builds and new, by need, unit and year that is looked at.
    fn looked_at(&self) -> Vec<(i128, i128, i128)> {
        let plan = &self.case.plan;
        let mut all = Vec::new();
        if self.case.periods() == 0 {
            return all;
        }
        let last = self.case.periods() - 1;
        let end = plan.horizon.periods[last].last;
        for need in &plan.needs {
            for unit in 0..plan.region.units.len() {
                let new = self.sum(&need.services, &[unit], |s, u| self.added(s, u, last));
                let stands = self.sum(&need.services, &[unit], |s, u| self.stock(s, u, last));
                let here = self.needed(need, self.persons(&need.of, &[unit], last));
                let mut looks = vec![(here, stands - new)];
                if let Some(year) = plan.horizon.after {
                    let lost = self.lost_after(need, unit, (end, year));
                    let here = self.needed(need, self.living_in_year(&need.of, unit, year));
                    looks.push((here, stands - new - lost));
                }
                all.extend(looks.into_iter().map(|(here, before)| (here, before, new)));
            }
        }
        all
    }

    /// What of the base year's stock goes between two years; a year without a figure is as the one before.
    fn lost_after(&self, need: &Need, unit: usize, (end, year): (i32, i32)) -> i128 {
        let plan = &self.case.plan;
        let stocks = plan.stock.iter();
        let own = stocks.filter(|s| need.services.contains(&s.service));
        own.map(|stock| {
            let count = stock.count.of(&plan.region.units[unit].id);
            let left = |year: i32| stock.remains.get(&year).map(|share| share.of(count));
            let at_end = left(end).unwrap_or(count);
            i128::from(at_end - left(year).unwrap_or(at_end))
        })
        .sum()
    }

    fn living_in_year(&self, group: &GroupId, unit: usize, year: i32) -> i128 {
        let region = &self.case.plan.region;
        let path = region.paths.iter().find(|p| p.id == region.default_path);
        let id = &region.units[unit].id;
        let factor = path.and_then(|path| {
            let mut factors = path.factors.iter().rev();
            let own =
                factors.find(|f| f.group == *group && (f.units.is_empty() || f.units.contains(id)));
            own.and_then(|f| f.by_year.get(&year).copied())
        });
        let of_group = region.population.iter().filter(|p| p.group == *group);
        let persons = of_group.map(|p| match factor {
            Some(factor) => factor.of(p.persons.of(id)),
            None => p.persons.of(id),
        });
        i128::from(persons.sum::<i64>())
    }

    /// The units of which every condition of a filter holds.
    pub(super) fn scope(&self, filter: &UnitFilter) -> Vec<usize> {
        let units = &self.case.plan.region.units;
        let is_meant = |u: &usize| {
            let unit = &units[*u];
            let level = |level: Level| level == unit.level;
            filter.level.is_none_or(level)
                && (filter.kinds.is_empty() || filter.kinds.contains(&unit.kind))
                && (filter.units.is_empty() || filter.units.contains(&unit.id))
                && filter
                    .min_population
                    .as_ref()
                    .is_none_or(|(group, least)| self.living_in(*u, group) >= *least)
        };
        (0..units.len()).filter(is_meant).collect()
    }

    /// Persons of the base year, descendants included.
    pub(super) fn living_in(&self, unit: usize, group: &GroupId) -> i64 {
        let region = &self.case.plan.region;
        let family = (0..region.units.len()).filter(|u| *u == unit || self.is_under(*u, unit));
        let mut sum = 0;
        for u in family {
            let of_group = region.population.iter().filter(|p| p.group == *group);
            sum += of_group
                .map(|p| p.persons.of(&region.units[u].id))
                .sum::<i64>();
        }
        sum
    }

    pub(super) fn is_under(&self, unit: usize, top: usize) -> bool {
        let units = &self.case.plan.region.units;
        let mut at = unit;
        while let Some(parent) = &units[at].parent {
            let found = units.iter().position(|u| u.id == *parent);
            at = found.expect("a unit of the plan");
            if at == top {
                return true;
            }
        }
        false
    }
}
