//! A case: a scenario worked out by index, with every edit applied. It is what is solved, and what is checked.

use std::sync::Arc;

use super::{Check, Plan, Yuan};

/// A scenario worked out by index. Made by [`Case::new`]; read-only from then on.
///
/// Indices: units, services, measures, groups and funds as in the plan; periods as in its horizon.
#[derive(Clone, Debug)]
pub struct Case {
    /// The plan, unedited: shared, since a document is large and cases of it are many.
    pub plan: Arc<Plan>,
    /// Persons by group, unit, period.
    pub population: Vec<Vec<Vec<i64>>>,
    /// Persons in the base year by group, unit.
    pub persons_today: Vec<Vec<i64>>,
    /// What stands of the base year's stock by service, unit, period.
    pub standing: Vec<Vec<Vec<i64>>>,
    /// What stood in the base year by service, unit.
    pub today: Vec<Vec<i64>>,
    /// Committed projects in use by service, unit, period.
    pub committed: Vec<Vec<Vec<i64>>>,
    /// Everything that can be decided, in the order units, measures, periods.
    pub options: Vec<BuildOption>,
    /// Bounds over all periods of one measure in one unit.
    pub caps: Vec<CapGroup>,
    /// Modules and the sites that hold them.
    pub hosts: Vec<HostLink>,
    /// Yuan by fund and period.
    pub budget: Vec<Vec<i64>>,
    /// Of the budget, what projects under way take first: yuan by fund and period.
    pub paid_first: Vec<Vec<i64>>,
    /// By fund: money left in one period may be spent in the next.
    pub carry_over: Vec<bool>,
    /// The most that everything begun may cost a year after the horizon, in yuan.
    pub running_most: Option<i64>,
    /// What services are there for, in the order of the plan.
    pub needs: Vec<NeedByUnit>,
    /// Targets at milestones, in the order of the plan.
    pub checks: Vec<Check>,
    /// By check: no plan leaves a larger shortfall of it.
    pub worst_short: Vec<i64>,
    /// No plan leaves a larger shortfall of a local need.
    pub worst_local: i64,
    /// Sum of the weights of the checks.
    pub total_weight: i64,
    /// Needs of single units whose largest shortfall enters the score.
    pub locals: Vec<LocalNeed>,
    /// Points that the largest local shortfall costs, in millionths.
    pub fairness: i64,
    /// New places of single units that nobody would need.
    pub idles: Vec<IdlePlaces>,
    /// Points that idle new places cost where they are as many as all that is needed, in millionths.
    pub idle: i64,
    /// All that is needed, over all needs and years that are looked at, at least 1.
    pub idle_scale: i64,
    /// C₀: the money of the unedited plan, in yuan, at least 1.
    pub cost_scale: i64,
}

/// Modules of one measure begun in one unit in one period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuildOption {
    /// The unit.
    pub unit: usize,
    /// The measure.
    pub measure: usize,
    /// The period in which they are begun.
    pub period: usize,
    /// The period from which they are in use.
    pub in_use: usize,
    /// The bounds over all periods it belongs to.
    pub cap: usize,
    /// At least so many (pins).
    pub lo: i64,
    /// At most so many.
    pub hi: i64,
    /// What one module adds: service, amount.
    pub effects: Vec<(usize, i64)>,
    /// What one module costs the plan's funds: all of its capital, and running costs inside the horizon.
    pub spend: Vec<Spend>,
    /// Of `spend`, capital that falls due only after the horizon, in yuan: the last period sets it aside.
    pub owed: i64,
    /// What one module costs a year once it is in use, in yuan. Years after the horizon are charged to no period.
    pub running: i64,
    /// Yuan of one module that others give.
    pub subsidy: Yuan,
}

impl BuildOption {
    /// What one module costs the plan's funds, in yuan.
    #[must_use]
    pub fn cost(&self) -> i64 {
        self.spend.iter().map(|s| s.yuan).sum()
    }
}

/// Money of one fund in one period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spend {
    /// The fund.
    pub fund: usize,
    /// The period.
    pub period: usize,
    /// Yuan per module.
    pub yuan: i64,
}

/// Bounds over all periods of one measure in one unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CapGroup {
    /// The unit.
    pub unit: usize,
    /// The measure.
    pub measure: usize,
    /// At least so many (pins over all years).
    pub lo: i64,
    /// At most so many.
    pub hi: i64,
    /// Its options, in the order of periods.
    pub options: Vec<usize>,
}

/// In every period p: `min` × sites begun by p ≤ modules begun by p ≤ `max` × sites begun by p.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostLink {
    /// Cap group of the modules.
    pub modules: usize,
    /// Cap group of the sites.
    pub sites: usize,
    /// Modules one site must have.
    pub min: i64,
    /// Modules one site can hold.
    pub max: i64,
}

/// A need of the plan, in places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NeedByUnit {
    /// The services whose places are added.
    pub services: Vec<usize>,
    /// Places needed by unit, period.
    pub by_unit: Vec<Vec<i64>>,
    /// Places needed in the base year, by unit.
    pub today: Vec<i64>,
}

/// New places of a need in one unit: what builds add beyond `room` would stand empty. What stood before is used first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdlePlaces {
    /// The need.
    pub need: usize,
    /// The unit.
    pub unit: usize,
    /// The year that is looked at: the last of the horizon, or one after it.
    pub year: i32,
    /// The services that are added.
    pub services: Vec<usize>,
    /// The period whose builds count.
    pub period: usize,
    /// Places needed then.
    pub needed: i64,
    /// Places that stand then without any build.
    pub standing: i64,
    /// New places that would be used.
    pub room: i64,
    /// New places that there may be; none: as many as there can.
    pub ceiling: Option<i64>,
    /// The most that builds can add.
    pub most: i64,
}

/// What one unit needs of local services at a milestone of a rate or served target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalNeed {
    /// The target.
    pub target: usize,
    /// The unit.
    pub unit: usize,
    /// The services that are added.
    pub services: Vec<usize>,
    /// The period.
    pub period: usize,
    /// What stands there without any build.
    pub base: i64,
    /// What is needed, at least 1.
    pub required: i64,
}

impl IdlePlaces {
    /// What builds add to them, of what they add by service, unit and period.
    #[must_use]
    pub fn new_places(&self, added: &[Vec<Vec<i64>>]) -> i64 {
        let services = self.services.iter();
        services.map(|s| added[*s][self.unit][self.period]).sum()
    }
}

impl Case {
    /// Number of periods.
    #[must_use]
    pub fn periods(&self) -> usize {
        self.plan.horizon.periods.len()
    }

    /// Stock of a service in a unit and period without any build.
    #[must_use]
    pub fn without_builds(&self, service: usize, unit: usize, period: usize) -> i64 {
        self.standing[service][unit][period] + self.committed[service][unit][period]
    }

    /// Modules of a cap group that are begun by the end of a period, of modules by option.
    #[must_use]
    pub fn begun_by(&self, begun: &[i64], cap: usize, period: usize) -> i64 {
        let options = self.caps[cap].options.iter();
        let by = options.filter(|o| self.options[**o].period <= period);
        by.map(|o| begun[*o]).sum()
    }

    /// Whether any fund's money that is left in one period may be spent in the next.
    #[must_use]
    pub fn carries(&self) -> bool {
        self.carry_over.iter().any(|carries| *carries)
    }

    /// What a fund has up to a period for what is decided here, and from which period on it counts: what projects under way
    /// take first is taken off, so it may be less than nothing.
    #[must_use]
    pub fn money_by(&self, fund: usize, period: usize) -> (i64, std::ops::RangeInclusive<usize>) {
        let first = if self.carry_over[fund] { 0 } else { period };
        let of = |p: usize| self.budget[fund][p] - self.paid_first[fund][p];
        ((first..=period).map(of).sum(), first..=period)
    }

    /// The most modules an option may have, its cap over all periods included.
    #[must_use]
    pub fn most(&self, option: usize) -> i64 {
        let o = &self.options[option];
        o.hi.min(self.caps[o.cap].hi)
    }
}
