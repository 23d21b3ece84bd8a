//! A second judge of plans: what `docs/model.md` says, counted from the plan's own words.
//!
//! It shares no code with `certify`, `evaluate` or `domain::resolve`'s rules. From the case it takes the tables that are no
//! judgement (options with what they add and cost, bounds that pins have made, population, stocks, money), and of the checks
//! which target at which milestone, at what level, hard or not. What is counted and how much is required follows from the
//! target's kind; a share's denominator alone, the most that any plan can reach, is the case's, and `judge` sees that no plan
//! exceeds it. Weights and what they are shared by come from the plan: edits of weights are not read here.
//!
//! Counts are whole numbers, points are floats: they are off by less than [`NEAR`].

use dabiao::domain::{
    Case, Check, CountBasis, GroupId, Modality, Rule, ServiceId, Target, TargetKind,
};

/// What floats may be off by, in points: sums of some tens of parts of a hundred.
pub const NEAR: f64 = 1e-11;

const MILLION: i128 = 1_000_000;

/// What a plan is worth.
#[derive(Clone, Debug)]
pub struct Judged {
    /// By check: how many whole things are missing, and of how many.
    pub missing: Vec<(i128, i128)>,
    /// The largest local shortfall, missing and required.
    pub largest: (i128, i128),
    /// New places that would stand empty.
    pub idle: i128,
    /// Yuan.
    pub cost: i128,
    /// Σ of the shortfalls of hard targets.
    pub hard: f64,
    /// 100 × (1 − Σ w z ⁄ Σ w).
    pub points: f64,
    /// points − f F − g idle ⁄ needed − 0.01 cost ⁄ C₀.
    pub score: f64,
}

/// Judges a plan, modules begun by option of the case; none where it is against a rule.
pub fn judge(case: &Case, begun: &[i64]) -> Option<Judged> {
    let built = Built::of(case, begun);
    if !built.is_allowed(begun) {
        return None;
    }
    let missing: Vec<(i128, i128)> = case.checks.iter().map(|c| built.missing(c)).collect();
    let z = |(missing, of): &(i128, i128)| *missing as f64 / *of as f64;
    let (mut lost, mut all, mut hard) = (0.0, 0.0, 0.0);
    for (check, pair) in case.checks.iter().zip(&missing) {
        let target = &case.plan.targets[check.target];
        let weight = weight(target) / target.milestones.len() as f64;
        lost += weight * z(pair);
        all += weight;
        hard += if check.hard { z(pair) } else { 0.0 };
    }
    let points = if all > 0.0 {
        100.0 * (1.0 - lost / all)
    } else {
        100.0
    };
    let (largest, cost) = (built.largest(), built.cost());
    let amounts = case.plan.budget.amounts.iter();
    let money: i64 = amounts.flat_map(|a| &a.by_period).map(|f| f.value.0).sum();
    let unfair = case.fairness as f64 / 1e6 * z(&largest);
    let (idle, needed) = built.idle();
    let empty = case.idle as f64 / 1e6 * idle as f64 / needed.max(1) as f64;
    let score = points - unfair - empty - 0.01 * cost as f64 / money.max(1) as f64;
    Some(Judged {
        missing,
        largest,
        idle,
        cost,
        hard,
        points,
        score,
    })
}

/// What was begun, added and spent in the single periods.
pub(super) struct Built<'a> {
    pub(super) case: &'a Case,
    /// Modules by unit, measure, period.
    begun: Vec<Vec<Vec<i64>>>,
    /// By service, unit, period in which it comes into use.
    new: Vec<Vec<Vec<i64>>>,
    /// Yuan by fund, period.
    spent: Vec<Vec<i64>>,
}

impl<'a> Built<'a> {
    fn of(case: &'a Case, x: &[i64]) -> Self {
        let (plan, periods) = (&case.plan, case.periods());
        let units = plan.region.units.len();
        let mut begun = vec![vec![vec![0; periods]; plan.measures.len()]; units];
        let mut new = vec![vec![vec![0; periods]; units]; plan.services.len()];
        let mut spent = vec![vec![0; periods]; case.budget.len()];
        for (option, n) in case.options.iter().zip(x) {
            begun[option.unit][option.measure][option.period] += n;
            for (service, amount) in &option.effects {
                new[*service][option.unit][option.in_use] += amount * n;
            }
            for money in &option.spend {
                spent[money.fund][money.period] += money.yuan * n;
            }
        }
        Built {
            case,
            begun,
            new,
            spent,
        }
    }

    fn is_allowed(&self, x: &[i64]) -> bool {
        let mut single = self.case.options.iter().zip(x);
        let mut caps = self.case.caps.iter();
        single.all(|(option, n)| (option.lo..=option.hi).contains(n))
            && caps.all(|cap| {
                let all: i64 = self.begun[cap.unit][cap.measure].iter().sum();
                (cap.lo..=cap.hi).contains(&all)
            })
            && self.fits_sites()
            && self.nothing_below_zero()
            && self.is_paid()
            && self.runs_within(x)
    }

    /// `min × sites ≤ classes ≤ max × sites` in every year.
    fn fits_sites(&self) -> bool {
        let measures = &self.case.plan.measures;
        for (m, measure) in measures.iter().enumerate() {
            let Some(host) = &measure.host else { continue };
            let site = measures.iter().position(|other| other.id == host.measure);
            let site = site.expect("a plan names the measures it has");
            for here in &self.begun {
                let (mut modules, mut sites) = (0, 0);
                for (more, more_sites) in here[m].iter().zip(&here[site]) {
                    modules += more;
                    sites += more_sites;
                    if modules < host.min.value * sites || modules > host.max.value * sites {
                        return false;
                    }
                }
            }
        }
        true
    }

    /// What builds add to a service in a unit by a period.
    pub(super) fn added(&self, service: usize, unit: usize, period: usize) -> i64 {
        self.new[service][unit][..=period].iter().sum()
    }

    pub(super) fn stock(&self, service: usize, unit: usize, period: usize) -> i64 {
        self.case.standing[service][unit][period]
            + self.case.committed[service][unit][period]
            + self.added(service, unit, period)
    }

    fn nothing_below_zero(&self) -> bool {
        let (services, units) = (&self.case.plan.services, &self.case.plan.region.units);
        let mut all = (0..services.len()).flat_map(|s| (0..units.len()).map(move |u| (s, u)));
        all.all(|(s, u)| (0..self.case.periods()).all(|p| self.stock(s, u, p) >= 0))
    }

    /// Every fund pays for itself; money left over is there in the next period, or is not.
    fn is_paid(&self) -> bool {
        let plan = &self.case.plan;
        for (f, fund) in plan.budget.funds.iter().enumerate() {
            let carries_over = fund.carry_over.unwrap_or(plan.budget.carry_over);
            let mut left = 0;
            for (p, period) in plan.horizon.periods.iter().enumerate() {
                let projects = plan.committed.iter().flat_map(|c| &c.unpaid);
                let first = projects.filter(|u| {
                    u.fund == fund.id && period.first <= u.year && u.year <= period.last
                });
                let first: i64 = first.map(|u| u.amount.value.0).sum();
                let has = self.case.budget[f][p] - first;
                left = has - self.spent[f][p] + if carries_over { left } else { 0 };
                if left < 0 {
                    return false;
                }
            }
        }
        true
    }

    /// What everything costs a year once it is in use.
    fn runs_within(&self, x: &[i64]) -> bool {
        let most = self.case.plan.budget.running_most.as_ref();
        let built = self.case.options.iter().zip(x);
        let all: i64 = built.map(|(option, n)| option.running * n).sum();
        most.is_none_or(|most| all <= most.value.0)
    }

    fn cost(&self) -> i128 {
        self.spent.iter().flatten().map(|y| i128::from(*y)).sum()
    }
}

/// ⌈share × of ⁄ per⌉, or the least whole number above it; a share in millionths.
pub(super) fn required(micro: i64, of: i128, per: i64, strict: bool) -> i128 {
    let (above, below) = (i128::from(micro) * of, MILLION * i128::from(per));
    let down = above.div_euclid(below);
    if strict || above.rem_euclid(below) != 0 {
        down + 1
    } else {
        down
    }
}

/// A number that has to be reached: what is missing, of how many; of what requires nothing nothing is missing.
fn counted(achieved: i128, required: i128) -> (i128, i128) {
    if required <= 0 {
        return (0, 1);
    }
    ((required - achieved).max(0), required)
}

impl Built<'_> {
    pub(super) fn service(&self, id: &ServiceId) -> usize {
        let services = &self.case.plan.services;
        let at = services.iter().position(|s| s.id == *id);
        at.expect("a plan names the services it has")
    }

    pub(super) fn persons(&self, group: &GroupId, units: &[usize], period: usize) -> i128 {
        let groups = &self.case.plan.region.groups;
        let at = groups.iter().position(|g| g.id == *group);
        let of = &self.case.population[at.expect("a plan names the groups it has")];
        units.iter().map(|u| i128::from(of[*u][period])).sum()
    }

    pub(super) fn period_of(&self, year: i32) -> usize {
        let mut periods = self.case.plan.horizon.periods.iter();
        let at = periods.position(|p| p.first <= year && year <= p.last);
        at.expect("a year of the horizon")
    }

    /// Σ over services and units.
    pub(super) fn sum(
        &self,
        ids: &[ServiceId],
        units: &[usize],
        count: impl Fn(usize, usize) -> i64,
    ) -> i128 {
        let mut sum = 0;
        for id in ids {
            let service = self.service(id);
            sum += units
                .iter()
                .map(|u| i128::from(count(service, *u)))
                .sum::<i128>();
        }
        sum
    }

    fn missing(&self, check: &Check) -> (i128, i128) {
        let target = &self.case.plan.targets[check.target];
        let year = target.milestones[check.milestone].year;
        let units = self.scope(target.rule.scope());
        let (strict, level) = (target.strict, check.level.micro);
        match &target.rule {
            TargetKind::Rate {
                services, per, of, ..
            } => {
                let p = self.period_of(year);
                let needed = required(level, self.persons(of, &units, p), *per, strict);
                counted(
                    self.sum(services, &units, |s, u| self.stock(s, u, p)),
                    needed,
                )
            }
            TargetKind::Count {
                services, basis, ..
            } => {
                let p = self.period_of(year);
                let there = self.sum(services, &units, |s, u| match basis {
                    CountBasis::Built => self.added(s, u, p),
                    CountBasis::BuiltOrCommitted => {
                        self.case.committed[s][u][p] + self.added(s, u, p)
                    }
                    CountBasis::Standing => self.stock(s, u, p),
                });
                counted(there, required(level, 1, 1, strict))
            }
            TargetKind::Annual { services, .. } => {
                let p = self.period_of(year);
                let new = self.sum(services, &units, |s, u| self.new[s][u][p]);
                counted(new, required(level, 1, 1, strict))
            }
            TargetKind::Growth { services, .. } => {
                let p = self.period_of(year);
                let years = (year - self.case.plan.horizon.base_year) as u32;
                let today = self.sum(services, &units, |s, u| self.case.today[s][u]);
                let (up, down) = ((MILLION + i128::from(level)).pow(years), MILLION.pow(years));
                let needed = -(-(today * up)).div_euclid(down);
                counted(
                    self.sum(services, &units, |s, u| self.stock(s, u, p)),
                    needed,
                )
            }
            TargetKind::CoverageOfUnits { .. } => {
                let asked = self.asked(&units);
                let have = self.covered(&asked, target, self.period_of(year));
                let all = asked.len() as i128;
                counted(have, required(level, all, 1, strict).min(all))
            }
            TargetKind::Kinds {
                services,
                at_least,
                basis,
                ..
            } => {
                let p = self.period_of(year);
                let there = |id: &&ServiceId| {
                    let count = self.sum(std::slice::from_ref(*id), &units, |s, u| match basis {
                        CountBasis::Built => self.added(s, u, p),
                        CountBasis::BuiltOrCommitted => {
                            self.case.committed[s][u][p] + self.added(s, u, p)
                        }
                        CountBasis::Standing => self.stock(s, u, p),
                    });
                    count >= i128::from(*at_least)
                };
                let present = services.iter().filter(there).count() as i128;
                counted(present, required(level, 1, 1, strict))
            }
            TargetKind::Served { need, .. } => {
                let need = self.need(need);
                let p = self.period_of(year);
                let (mut all, mut have) = (0, 0);
                for unit in units {
                    let here = self.needed(need, self.persons(&need.of, &[unit], p));
                    let there = self.sum(&need.services, &[unit], |s, u| self.stock(s, u, p));
                    all += here;
                    have += here.min(there);
                }
                counted(have, required(level, all, 1, strict).min(all))
            }
            TargetKind::Status { of, after, .. } => {
                let mut targets = self.case.plan.targets.iter();
                let of = targets.find(|t| t.id == *of).expect("a target of the plan");
                let both = self.scope(of.rule.scope()).into_iter();
                let both: Vec<usize> = both.filter(|u| units.contains(u)).collect();
                let then = self.period_of(year - *after as i32);
                let have = self.covered(&self.asked(&both), of, then);
                counted(have, required(level, 1, 1, strict))
            }
            TargetKind::CoverageOfMembers { .. } => {
                self.members(check, target, &units, self.period_of(year))
            }
            TargetKind::Share { part, whole, .. } => {
                let p = self.period_of(year);
                let there = |ids| self.sum(ids, &units, |s, u| self.stock(s, u, p));
                let (part, whole) = (there(part), there(whole));
                let Rule::Share { most, .. } = &check.rule else {
                    panic!("the rule of a share")
                };
                assert!(whole <= i128::from(*most), "more than any plan can reach");
                let needed = |of| required(level, of, 1, strict);
                let missing = (needed(whole) - part).max(0);
                (missing, needed(i128::from(*most)).max(1))
            }
        }
    }

    /// Of people outside the listed units nobody asks whether they are covered.
    fn asked(&self, units: &[usize]) -> Vec<usize> {
        let listed = |u: &&usize| !self.case.plan.region.units[**u].residual;
        units.iter().filter(listed).copied().collect()
    }

    /// Units with at least m of every named service, those of their descendants included where the target says so.
    fn covered(&self, units: &[usize], target: &Target, period: usize) -> i128 {
        let TargetKind::CoverageOfUnits {
            services,
            at_least,
            rollup,
            ..
        } = &target.rule
        else {
            panic!("a coverage of units")
        };
        let has = |unit: &&usize| {
            let family: Vec<usize> = (0..self.case.plan.region.units.len())
                .filter(|u| u == *unit || *rollup && self.is_under(*u, **unit))
                .collect();
            services.iter().all(|id| {
                let there = self.sum(std::slice::from_ref(id), &family, |s, u| {
                    self.stock(s, u, period)
                });
                there >= i128::from(*at_least)
            })
        };
        units.iter().filter(has).count() as i128
    }

    /// covered = min(members, start + ⌊new sites ÷ m⌋) by unit.
    fn members(
        &self,
        check: &Check,
        target: &Target,
        units: &[usize],
        period: usize,
    ) -> (i128, i128) {
        let TargetKind::CoverageOfMembers {
            service,
            members,
            at_least,
            covered,
            ..
        } = &target.rule
        else {
            panic!("a coverage of members")
        };
        let (service, region) = (self.service(service), &self.case.plan.region);
        let (mut all, mut have) = (0, 0);
        for unit in units {
            let id = &region.units[*unit].id;
            let classes = region.member_classes.iter();
            let classes = classes.filter(|c| members.contains(&c.id));
            let there: i64 = classes.map(|c| c.members.of(id)).sum();
            // Where there is nobody to cover, sites that are lost take nobody away. Elsewhere they may: the count is not
            // held at 0 from below.
            if there == 0 {
                continue;
            }
            let today = self.case.today[service][*unit];
            let given = covered.as_ref().map(|series| series.of(id));
            let start = given.unwrap_or(today / at_least).min(there);
            let new = self.stock(service, *unit, period) - today;
            all += i128::from(there);
            have += i128::from(there.min(start + new.div_euclid(*at_least)));
        }
        let needed = required(check.level.micro, all, 1, target.strict);
        counted(have, needed.min(all))
    }

    /// Over rate and served targets of services flagged local, at every milestone, in units where something can be built for
    /// them by then.
    fn largest(&self) -> (i128, i128) {
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

/// Its own weight, or else 3 where the verb binds, 1 where it aims, 2 where there is none.
fn weight(target: &Target) -> f64 {
    match (&target.weight, &target.verb) {
        (Some(own), _) => own.value.micro as f64,
        (None, Some(verb)) if verb.modality == Modality::Binding => 3e6,
        (None, Some(_)) => 1e6,
        (None, None) => 2e6,
    }
}
