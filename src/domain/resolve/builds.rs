//! Everything that can be decided: options, their bounds, pins and sites.

use super::names::find;
use super::resolver::{Resolved, Resolver};
use crate::domain::{
    BuildOption, CapGroup, Decimal, FundShare, HostLink, Issue, Measure, Noun, Period, Pin, Spend,
    Trouble, Yuan, schedule,
};

impl Resolver<'_> {
    pub(super) fn options(&self) -> Resolved<(Vec<BuildOption>, Vec<CapGroup>)> {
        let mut options = Vec::new();
        let mut caps = Vec::new();
        for (u, unit) in self.plan.region.units.iter().enumerate() {
            for (m, measure) in self.plan.measures.iter().enumerate() {
                if unit.residual || !self.matches(&measure.who, u)? || !self.can_stand(m, u)? {
                    continue;
                }
                let cap = caps.len();
                let most = self.cap(measure, u)?;
                let begun = self.begun_here(u, m, cap, most)?;
                if begun.is_empty() {
                    continue;
                }
                let numbers = (options.len()..options.len() + begun.len()).collect();
                options.extend(begun);
                caps.push(CapGroup {
                    unit: u,
                    measure: m,
                    lo: 0,
                    hi: most,
                    options: numbers,
                });
            }
        }
        self.pin(&mut options, &mut caps)?;
        Ok((options, caps))
    }

    /// Modules need a site that can be begun in the unit, and a site needs the modules it must at least have.
    fn can_stand(&self, m: usize, unit: usize) -> Resolved<bool> {
        let measures = &self.plan.measures;
        let id = &measures[m].id;
        let site = measures[m].host.as_ref().map(|h| &h.measure);
        for (i, other) in measures.iter().enumerate() {
            let needed = match &other.host {
                Some(host) => host.measure == *id && host.min.value > 0,
                None => Some(&other.id) == site,
            };
            if needed && !self.can_begin(i, unit)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn can_begin(&self, m: usize, unit: usize) -> Resolved<bool> {
        let here = self.matches(&self.plan.measures[m].who, unit)?;
        Ok(here && !self.begun_here(unit, m, 0, 0)?.is_empty())
    }

    pub(super) fn cap(&self, measure: &Measure, unit: usize) -> Resolved<i64> {
        let id = &self.plan.region.units[unit].id;
        if let Some(n) = measure.cap.units.get(id) {
            return Ok(*n);
        }
        let Some(class) = &measure.cap.members else {
            return Ok(measure.cap.each.value);
        };
        let class = find(
            &self.names.classes,
            Noun::Class,
            &class.0,
            "measures.cap.members",
        )?;
        Ok(self.plan.region.member_classes[class].members.of(id))
    }

    /// The options of one measure in one unit: one for each period in which it may begin and still come into use.
    pub(super) fn begun_here(
        &self,
        unit: usize,
        m: usize,
        cap: usize,
        most: i64,
    ) -> Resolved<Vec<BuildOption>> {
        let measure = &self.plan.measures[m];
        let horizon = &self.plan.horizon;
        let mut begun = Vec::new();
        for (p, period) in horizon.periods.iter().enumerate() {
            let allowed =
                measure.begin_years.is_empty() || measure.begin_years.contains(&period.first);
            let first_used = period.first + measure.lead.value as i32;
            let prepared =
                horizon.base_year + measure.prepare.as_ref().map_or(0, |f| f.value) as i32;
            let allowed = allowed && period.last > prepared;
            let Some(in_use) = horizon.period_of(first_used).filter(|_| allowed) else {
                continue;
            };
            let money = self.spend(unit, m, period.first, first_used)?;
            begun.push(BuildOption {
                unit,
                measure: m,
                period: p,
                in_use,
                cap,
                lo: 0,
                hi: most,
                effects: self.effects(&measure.effects, &format!("measures[{m}].effects"))?,
                spend: money.spend,
                owed: money.owed,
                running: money.running,
                subsidy: self.subsidy(unit, measure),
            });
        }
        Ok(begun)
    }

    pub(super) fn factor(&self, unit: usize, measure: &Measure) -> Decimal {
        let everywhere = self.edits.cost_factor.unwrap_or(Decimal::ONE);
        let field = self
            .edits
            .field_costs
            .get(&measure.field)
            .copied()
            .unwrap_or(Decimal::ONE);
        self.plan.region.units[unit]
            .cost_factor
            .value
            .times(everywhere)
            .times(field)
    }

    pub(super) fn subsidy(&self, unit: usize, measure: &Measure) -> Yuan {
        let cost = self.factor(unit, measure).of(measure.cost.value.0);
        Yuan(
            measure
                .subsidy
                .as_ref()
                .map_or(0, |s| s.amount.value.0.min(cost)),
        )
    }

    /// Capital by spending profile and running cost by year in use, split over the funds.
    ///
    /// What is begun inside the horizon is paid with its money: capital that falls due later is charged to the last period.
    /// Running cost is charged for the years in use inside the horizon.
    pub(super) fn spend(
        &self,
        unit: usize,
        m: usize,
        begin: i32,
        first_used: i32,
    ) -> Resolved<OptionMoney> {
        let measure = &self.plan.measures[m];
        let horizon = &self.plan.horizon;
        let factor = self.factor(unit, measure);
        let capital = Yuan(factor.of(measure.cost.value.0) - self.subsidy(unit, measure).0);
        let mut by_period = vec![0; horizon.periods.len()];
        let mut owed = 0;
        let parts = schedule(capital, &measure.spending.value);
        for (year, yuan) in (begin..).zip(parts) {
            match (horizon.period_of(year), by_period.last_mut()) {
                (Some(p), _) => by_period[p] += yuan.0,
                (None, Some(last)) => (*last, owed) = (*last + yuan.0, owed + yuan.0),
                (None, None) => {}
            }
        }
        let running = measure.running.as_ref();
        let running = running.map_or(0, |yuan| factor.of(yuan.value.0));
        let years = |period: &Period| {
            let years = i64::from(period.last + 1 - period.first.max(first_used));
            running * years.max(0)
        };
        let in_use: Vec<i64> = horizon.periods.iter().map(years).collect();
        let mut spend = Vec::new();
        if measure.running_funding.is_empty() {
            by_period.iter_mut().zip(&in_use).for_each(|(a, b)| *a += b);
        } else {
            let list = (
                &measure.running_funding[..],
                format!("measures[{m}].running_funding"),
            );
            self.split(&in_use, &list, &mut spend)?;
        }
        let list = (&measure.funding[..], format!("measures[{m}].funding"));
        self.split(&by_period, &list, &mut spend)?;
        Ok(OptionMoney {
            spend,
            owed,
            running,
        })
    }

    /// Splits the money of each period over those who pay; `at` is where in the plan they stand.
    fn split(
        &self,
        by_period: &[i64],
        (funding, at): &(&[FundShare], String),
        into: &mut Vec<Spend>,
    ) -> Resolved<()> {
        let shares: Vec<Decimal> = funding.iter().map(|f| f.share.value).collect();
        for (period, yuan) in by_period.iter().enumerate() {
            for (share, part) in funding.iter().zip(schedule(Yuan(*yuan), &shares)) {
                let fund = find(&self.names.funds, Noun::Fund, &share.fund.0, at)?;
                let known = into
                    .iter_mut()
                    .find(|s| s.fund == fund && s.period == period);
                match known {
                    Some(spend) => spend.yuan += part.0,
                    None if part.0 == 0 => {}
                    None => into.push(Spend {
                        fund,
                        period,
                        yuan: part.0,
                    }),
                }
            }
        }
        Ok(())
    }

    /// What has to be built, and then what a user fixed: an exact pin wins over what the plan asks for.
    pub(super) fn pin(&self, options: &mut [BuildOption], caps: &mut [CapGroup]) -> Resolved<()> {
        for (i, must) in self.plan.must.iter().enumerate() {
            let pin = Pin {
                unit: must.unit.clone(),
                measure: must.measure.clone(),
                year: must.year,
                n: must.n,
                at_least: true,
            };
            let path = format!("must[{i}]");
            match self.group_of(caps, &pin) {
                Some(group) => self.pin_group(options, group, &pin, &path)?,
                None => return Err(vec![pin_not_possible(&pin, &path)]),
            }
        }
        // Those of single years first: each by itself fits the cap, and a sum that does not is a conflict that names them all.
        let of_years = |whole: bool| {
            let pins = self.edits.pins.iter().enumerate();
            pins.filter(move |(_, pin)| pin.year.is_none() == whole)
        };
        for (i, pin) in of_years(false).chain(of_years(true)) {
            let path = format!("edits.pins[{i}]");
            match self.group_of(caps, pin) {
                Some(group) => self.pin_group(options, group, pin, &path)?,
                None if pin.n == 0 => {}
                None => return Err(vec![pin_not_possible(pin, &path)]),
            }
        }
        Ok(())
    }

    fn group_of<'c>(&self, caps: &'c mut [CapGroup], pin: &Pin) -> Option<&'c mut CapGroup> {
        caps.iter_mut().find(|c| {
            self.plan.region.units[c.unit].id == pin.unit
                && self.plan.measures[c.measure].id == pin.measure
        })
    }

    pub(super) fn pin_group(
        &self,
        options: &mut [BuildOption],
        group: &mut CapGroup,
        pin: &Pin,
        path: &str,
    ) -> Resolved<()> {
        if pin.n > group.hi {
            let limits = (pin.n.to_string(), "0".to_owned(), group.hi.to_string());
            let trouble = Trouble::OutOfRange {
                value: limits.0,
                min: limits.1,
                max: limits.2,
            };
            return Err(vec![Issue::at(format!("{path}.n"), trouble)]);
        }
        let Some(year) = pin.year else {
            (group.lo, group.hi) = held(pin, (group.lo, group.hi));
            return Ok(());
        };
        let periods = &self.plan.horizon.periods;
        let option = group
            .options
            .iter()
            .find(|o| periods[options[**o].period].first == year);
        match option {
            Some(option) => {
                let option = &mut options[*option];
                (option.lo, option.hi) = held(pin, (option.lo, option.hi));
            }
            None if pin.n == 0 => {}
            None => return Err(vec![pin_not_possible(pin, path)]),
        }
        Ok(())
    }

    pub(super) fn hosts(&self, caps: &[CapGroup]) -> Resolved<Vec<HostLink>> {
        let mut links = Vec::new();
        for (i, group) in caps.iter().enumerate() {
            let Some(host) = &self.plan.measures[group.measure].host else {
                continue;
            };
            let at = format!("measures[{}].host.measure", group.measure);
            let sites = find(&self.names.measures, Noun::Measure, &host.measure.0, &at)?;
            if let Some(sites) = caps
                .iter()
                .position(|c| c.unit == group.unit && c.measure == sites)
            {
                links.push(HostLink {
                    modules: i,
                    sites,
                    min: host.min.value,
                    max: host.max.value,
                });
            }
        }
        Ok(links)
    }
}

/// The money of one module.
pub(super) struct OptionMoney {
    spend: Vec<Spend>,
    owed: i64,
    running: i64,
}

/// Least and most under a pin.
fn held(pin: &Pin, (lo, hi): (i64, i64)) -> (i64, i64) {
    if pin.at_least {
        (lo.max(pin.n), hi)
    } else {
        (pin.n, pin.n)
    }
}

fn pin_not_possible(pin: &Pin, path: &str) -> Issue {
    let (unit, measure) = (pin.unit.0.clone(), pin.measure.0.clone());
    Issue::at(path, Trouble::PinNotPossible { unit, measure })
}
