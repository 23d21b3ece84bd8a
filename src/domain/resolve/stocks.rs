//! Population, stocks, committed projects and money by index.

use super::edits::add;
use super::names::find;
use super::resolver::{Resolved, Resolver};
use crate::domain::budgeted::spread;
use crate::domain::{Case, Decimal, Issue, Need, NeedByUnit, Noun, PathFactor, Trouble};

impl Resolver<'_> {
    /// Persons by group, unit and period.
    pub(super) fn population(&self) -> Resolved<Vec<Vec<Vec<i64>>>> {
        let years = self.plan.horizon.periods.iter().map(|p| p.last);
        self.persons_in(&years.collect::<Vec<i32>>())
    }

    /// Persons of the base year by group and unit: where the data are of another year, a path moves them to it.
    pub(super) fn persons_today(&self) -> Resolved<Vec<Vec<i64>>> {
        let all = self.persons_in(&[self.plan.horizon.base_year])?;
        let of_group = |group: Vec<Vec<i64>>| group.into_iter().flatten().collect();
        Ok(all.into_iter().map(of_group).collect())
    }

    /// Persons by group, unit and year; a year that the path does not name has those of the data.
    pub(super) fn persons_in(&self, years: &[i32]) -> Resolved<Vec<Vec<Vec<i64>>>> {
        let region = &self.plan.region;
        let wanted = self.edits.path.as_ref().unwrap_or(&region.default_path);
        let path = region.paths.iter().find(|p| p.id == *wanted);
        let mut all = vec![vec![vec![0; years.len()]; region.units.len()]; region.groups.len()];
        for (i, entry) in region.population.iter().enumerate() {
            let at = format!("region.population[{i}]");
            let group = find(&self.names.groups, Noun::Group, &entry.group.0, &at)?;
            for (u, unit) in region.units.iter().enumerate() {
                let own = |f: &&PathFactor| {
                    f.group == entry.group && (f.units.is_empty() || f.units.contains(&unit.id))
                };
                let factors = path.and_then(|path| path.factors.iter().rev().find(own));
                for (y, year) in years.iter().enumerate() {
                    let factor = factors.and_then(|f| f.by_year.get(year).copied());
                    let factor = factor.unwrap_or(Decimal::ONE);
                    all[group][u][y] += factor.of(entry.persons.of(&unit.id));
                }
            }
        }
        Ok(all)
    }

    /// Places needed, need by need.
    pub(super) fn needs(&self, case: &Case) -> Resolved<Vec<NeedByUnit>> {
        let needs = self.plan.needs.iter().enumerate();
        let one = |(n, need): (usize, &Need)| {
            let at = format!("needs[{n}]");
            let group = find(&self.names.groups, Noun::Group, &need.of.0, &at)?;
            let places = |persons: &i64| need.places(*persons);
            let by_period = |unit: &Vec<i64>| unit.iter().map(places).collect();
            Ok(NeedByUnit {
                services: self.services(&need.services, &at)?,
                by_unit: case.population[group].iter().map(by_period).collect(),
                today: case.persons_today[group].iter().map(places).collect(),
            })
        };
        needs.map(one).collect()
    }

    pub(super) fn today(&self) -> Resolved<Vec<Vec<i64>>> {
        let mut all = vec![vec![0; self.plan.region.units.len()]; self.plan.services.len()];
        for (i, stock) in self.plan.stock.iter().enumerate() {
            let at = format!("stock[{i}].service");
            let service = find(&self.names.services, Noun::Service, &stock.service.0, &at)?;
            for (u, unit) in self.plan.region.units.iter().enumerate() {
                all[service][u] += stock.count.of(&unit.id);
            }
        }
        Ok(all)
    }

    pub(super) fn standing(&self) -> Resolved<Vec<Vec<Vec<i64>>>> {
        let periods = &self.plan.horizon.periods;
        let mut all = vec![
            vec![vec![0; periods.len()]; self.plan.region.units.len()];
            self.plan.services.len()
        ];
        for (i, stock) in self.plan.stock.iter().enumerate() {
            let at = format!("stock[{i}].service");
            let service = find(&self.names.services, Noun::Service, &stock.service.0, &at)?;
            for (u, unit) in self.plan.region.units.iter().enumerate() {
                for (p, period) in periods.iter().enumerate() {
                    let remains = stock
                        .remains
                        .get(&period.last)
                        .copied()
                        .unwrap_or(Decimal::ONE);
                    all[service][u][p] += remains.of(stock.count.of(&unit.id));
                }
            }
        }
        Ok(all)
    }

    pub(super) fn committed(&self) -> Resolved<Vec<Vec<Vec<i64>>>> {
        let periods = &self.plan.horizon.periods;
        let mut all = vec![
            vec![vec![0; periods.len()]; self.plan.region.units.len()];
            self.plan.services.len()
        ];
        for (i, project) in self.plan.committed.iter().enumerate() {
            let at = format!("committed[{i}]");
            let unit = self.unit(&project.unit, &at)?;
            for (service, amount) in self.effects(&project.effects, &at)? {
                for (p, period) in periods.iter().enumerate() {
                    if project.in_use <= period.last {
                        all[service][unit][p] += amount;
                    }
                }
            }
        }
        Ok(all)
    }

    /// What projects under way take of each fund in each period.
    pub(super) fn paid_first(&self) -> Resolved<Vec<Vec<i64>>> {
        let horizon = &self.plan.horizon;
        let mut all = vec![vec![0; horizon.periods.len()]; self.plan.budget.funds.len()];
        for (i, project) in self.plan.committed.iter().enumerate() {
            for (k, unpaid) in project.unpaid.iter().enumerate() {
                let at = format!("committed[{i}].unpaid[{k}]");
                let fund = find(&self.names.funds, Noun::Fund, &unpaid.fund.0, &at)?;
                let (noun, id) = (Noun::Year, unpaid.year.to_string());
                let period = horizon.period_of(unpaid.year).ok_or_else(|| {
                    vec![Issue::at(
                        format!("{at}.year"),
                        Trouble::Unknown { noun, id },
                    )]
                })?;
                all[fund][period] += unpaid.amount.value.0;
            }
        }
        Ok(all)
    }

    pub(super) fn budget(&self) -> Resolved<Vec<Vec<i64>>> {
        let periods = &self.plan.horizon.periods;
        let mut all = vec![vec![0; periods.len()]; self.plan.budget.funds.len()];
        for (i, amount) in self.plan.budget.amounts.iter().enumerate() {
            let fund = find(
                &self.names.funds,
                Noun::Fund,
                &amount.fund.0,
                &format!("budget.amounts[{i}].fund"),
            )?;
            for (p, figure) in amount.by_period.iter().take(periods.len()).enumerate() {
                all[fund][p] += figure.value.0;
            }
        }
        for (p, period) in periods.iter().enumerate() {
            if let Some(total) = self.edits.budget.get(&period.first) {
                rescale(&mut all, p, total.0);
            }
        }
        add(self.plan, &self.names, self.edits, &mut all)?;
        Ok(all)
    }
}

/// Spreads a new total of a period over the funds in their old proportion; with no old money all goes to the first.
fn rescale(budget: &mut [Vec<i64>], period: usize, total: i64) {
    let old: Vec<i64> = budget.iter().map(|f| f[period]).collect();
    for (fund, yuan) in budget.iter_mut().zip(spread(&old, total)) {
        fund[period] = yuan;
    }
}
