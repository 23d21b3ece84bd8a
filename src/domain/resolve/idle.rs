//! New places that nobody would need, at the end of the horizon and some years after it.

use super::names::find;
use super::resolver::{Resolved, Resolver};
use crate::domain::{Case, Decimal, IdlePlaces, Noun};

/// Places in one year: needed and standing without any build, by unit.
struct Look {
    year: i32,
    needed: Vec<i64>,
    standing: Vec<i64>,
}

impl Resolver<'_> {
    /// Where builds may add more than is needed, and all that is needed anywhere.
    pub(super) fn idles(&self, case: &Case) -> Resolved<(Vec<IdlePlaces>, i64)> {
        let (mut idles, mut needed) = (Vec::new(), 0);
        let Some(period) = case.periods().checked_sub(1) else {
            return Ok((idles, 1));
        };
        let most_idle = self.plan.idle_most.as_ref().map(|f| f.value);
        let most_idle = self.edits.idle_most.or(most_idle);
        for (n, need) in case.needs.iter().enumerate() {
            let units = 0..self.plan.region.units.len();
            let most = |unit| case.most_added(&need.services, &[unit], period);
            let most: Vec<i64> = units.map(most).collect();
            for look in self.looks(case, n)? {
                for (unit, most) in most.iter().copied().enumerate() {
                    needed += look.needed[unit];
                    if most == 0 {
                        continue;
                    }
                    let (needs, stands) = (look.needed[unit], look.standing[unit]);
                    let ceiling = |beyond: Decimal| needs + beyond.of_rounded_down(needs) - stands;
                    idles.push(IdlePlaces {
                        need: n,
                        unit,
                        year: look.year,
                        services: need.services.clone(),
                        period,
                        needed: needs,
                        standing: stands,
                        room: (needs - stands).max(0),
                        ceiling: most_idle.map(|beyond| ceiling(beyond).max(0)),
                        most,
                    });
                }
            }
        }
        Ok((idles, needed.max(1)))
    }

    /// The years that are looked at: the last of the horizon, and the one after it where the plan names one.
    fn looks(&self, case: &Case, need: usize) -> Resolved<Vec<Look>> {
        let (horizon, of) = (&self.plan.horizon, &case.needs[need]);
        let Some(last) = horizon.periods.last() else {
            return Ok(Vec::new());
        };
        let period = case.periods() - 1;
        let units = 0..self.plan.region.units.len();
        let stands = |u: usize| -> i64 {
            let services = of.services.iter();
            services.map(|s| case.without_builds(*s, u, period)).sum()
        };
        let standing: Vec<i64> = units.clone().map(stands).collect();
        let mut looks = vec![Look {
            year: last.last,
            needed: of
                .by_unit
                .iter()
                .map(|by_period| by_period[period])
                .collect(),
            standing: standing.clone(),
        }];
        if let Some(year) = horizon.after {
            let own = &self.plan.needs[need];
            let at = format!("needs[{need}].of");
            let group = find(&self.names.groups, Noun::Group, &own.of.0, &at)?;
            let persons = self.persons_in(&[year])?;
            let places = |u: usize| own.places(persons[group][u][0]);
            let lost = |u: usize| standing[u] - self.lost_by(&of.services, (last.last, year), u);
            looks.push(Look {
                year,
                needed: units.clone().map(places).collect(),
                standing: units.map(lost).collect(),
            });
        }
        Ok(looks)
    }

    /// What of the base year's stock goes between two years.
    fn lost_by(&self, services: &[usize], years: (i32, i32), unit: usize) -> i64 {
        let id = &self.plan.region.units[unit].id;
        let stocks = self.plan.stock.iter();
        let own = stocks.filter(|s| {
            services
                .iter()
                .any(|i| self.plan.services[*i].id == s.service)
        });
        let lost = own.map(|stock| {
            let share = |year: i32| stock.remains.get(&year).copied();
            let before = share(years.0).unwrap_or(Decimal::ONE);
            let after = share(years.1).unwrap_or(before);
            let count = stock.count.of(id);
            before.of(count) - after.of(count)
        });
        lost.sum()
    }
}
