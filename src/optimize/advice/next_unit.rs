//! The price of one more unit of a service at an allocation.

use crate::domain::{Case, Yuan};

/// What one more unit of services costs at a plan: the cheapest module that still has room under its caps, the sites it needs
/// included. Yearly money is not looked at: it is the price, not whether it can be paid.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NextUnit {
    /// The option of the module.
    pub option: usize,
    /// What one module costs the plan's funds inside the horizon, with a new site where those begun are full.
    pub cost: Yuan,
    /// What it adds.
    pub adds: i64,
}

impl NextUnit {
    /// Yuan per unit of the service.
    #[must_use]
    pub fn price(&self) -> f64 {
        self.cost.0 as f64 / self.adds.max(1) as f64
    }
}

/// The cheapest way to one more unit of a group of services; none where every cap is reached.
///
/// Neither a multiplier nor a solved difference: an exact figure of the plan. `begun` are modules by option.
#[must_use]
pub fn next_unit(case: &Case, begun: &[i64], services: &[usize]) -> Option<NextUnit> {
    cheapest_module(case, begun, services, |_| true)
}

/// The same among the options that may be considered.
pub fn cheapest_module(
    case: &Case,
    begun: &[i64],
    services: &[usize],
    may: impl Fn(usize) -> bool,
) -> Option<NextUnit> {
    let mut best: Option<NextUnit> = None;
    for (o, option) in case.options.iter().enumerate() {
        let added = option.effects.iter().filter(|(s, _)| services.contains(s));
        let adds: i64 = added.map(|(_, a)| *a).sum();
        let in_cap: i64 = case.caps[option.cap]
            .options
            .iter()
            .map(|o| begun[*o])
            .sum();
        if adds <= 0 || !may(o) || begun[o] >= option.hi || in_cap >= case.caps[option.cap].hi {
            continue;
        }
        let Some(site) = site_cost(case, begun, o) else {
            continue;
        };
        let next = NextUnit {
            option: o,
            cost: Yuan(option.cost() + site),
            adds,
        };
        // a ⁄ b < c ⁄ d without rounding.
        let cheaper = |b: &NextUnit| {
            i128::from(next.cost.0) * i128::from(b.adds)
                < i128::from(b.cost.0) * i128::from(next.adds)
        };
        if best.as_ref().is_none_or(cheaper) {
            best = Some(next);
        }
    }
    best
}

/// What the site of one more module costs, 0 where one has room; none where no site can be added.
fn site_cost(case: &Case, begun: &[i64], option: usize) -> Option<i64> {
    let of = &case.options[option];
    let Some(link) = case.hosts.iter().find(|l| l.modules == of.cap) else {
        return Some(0);
    };
    let by = |cap: usize| case.begun_by(begun, cap, of.period);
    if by(link.modules) < by(link.sites) * link.max {
        return Some(0);
    }
    let sites = &case.caps[link.sites];
    let all: i64 = sites.options.iter().map(|o| begun[*o]).sum();
    let free =
        |o: &&usize| case.options[**o].period <= of.period && begun[**o] < case.options[**o].hi;
    let cheapest = sites
        .options
        .iter()
        .filter(free)
        .map(|o| case.options[*o].cost())
        .min();
    cheapest.filter(|_| all < sites.hi)
}
