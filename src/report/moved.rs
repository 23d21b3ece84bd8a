//! A plan with some of its figures a tenth lower or higher: what if an assumption is off?

use std::collections::BTreeMap;

use super::Says;
use crate::domain::{
    Case, Decimal, Edits, Figure, Measure, Plan, Series, SourceId, Target, TargetKind, UnitId, Yuan,
};

/// Figures of one source that say the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figures {
    /// The source: its index in the plan.
    pub source: usize,
    /// What they say.
    pub says: Says,
    /// Only what they say about this target, group, path, …, by the index of [`super::Use`]; none: all of it together.
    pub about: Option<usize>,
}

/// How far figures were moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// By a tenth.
    Tenth,
    /// By one, because a tenth of it is nothing whole: one year, one place.
    One,
}

/// A plan with figures moved.
#[derive(Clone, Debug, PartialEq)]
pub struct Moved {
    /// The plan.
    pub plan: Plan,
    /// How far.
    pub step: Step,
}

impl Figures {
    /// The plan with these figures a tenth higher (`more`) or lower; none where that changes nothing.
    ///
    /// The result keeps the rules of a plan that `read` holds: shares still sum to 1 (funding and spending move their first
    /// share, the others make room), no share passes 1, no subsidy passes its cost, sites hold at least what they must, and what must be built stays allowed.
    /// Whole numbers by unit move so that their sum moves by a tenth, by one at least, spread over the units by running
    /// sums. A lead time moves by one year. An amount of one per module is the unit of counting and stays. All weights
    /// together change nothing, since only their proportion counts.
    ///
    /// Cost: a copy of the plan; for caps also [`Case::new`].
    #[must_use]
    pub fn moved(self, plan: &Plan, more: bool) -> Option<Moved> {
        let source = &plan.sources.get(self.source)?.id;
        let is_own = |t: &Target| t.weight.as_ref().is_some_and(|w| w.from == *source);
        let is_every_weight = || plan.targets.iter().all(is_own);
        if self.says == Says::Weight && self.about.is_none() && is_every_weight() {
            return None;
        }
        let mut mover = Mover {
            source,
            about: self.about,
            more,
            step: Step::One,
            changed: false,
        };
        let mut plan = plan.clone();
        mover.run(self.says, &mut plan);
        let step = mover.step;
        mover.changed.then_some(Moved { plan, step })
    }
}

struct Mover<'a> {
    source: &'a SourceId,
    about: Option<usize>,
    more: bool,
    /// Becomes a tenth with the first figure that is moved by one.
    step: Step,
    /// Some figure is not what it was. Two whole plans are not compared: the page would carry the code for it.
    changed: bool,
}

impl Mover<'_> {
    fn set<T: PartialEq>(&mut self, figure: &mut T, to: T) {
        self.changed |= *figure != to;
        *figure = to;
    }

    fn run(&mut self, says: Says, plan: &mut Plan) {
        let region = &mut plan.region;
        match says {
            Says::Level | Says::Weight | Says::Covered | Says::After => {
                for (i, target) in plan.targets.iter_mut().enumerate() {
                    self.target(says, i, target);
                }
            }
            Says::Population => {
                for i in 0..region.groups.len() {
                    let id = region.groups[i].id.clone();
                    let own = region.population.iter_mut().filter(|p| p.group == id);
                    own.for_each(|p| self.series(i, &mut p.persons));
                }
            }
            Says::Path => self.paths(plan),
            Says::Members => {
                for (i, class) in region.member_classes.iter_mut().enumerate() {
                    self.series(i, &mut class.members);
                }
            }
            Says::UnitCost => {
                for unit in &mut region.units {
                    self.decimal(0, &mut unit.cost_factor, None);
                }
            }
            Says::Stock => {
                for i in 0..plan.services.len() {
                    let id = &plan.services[i].id;
                    let own = plan.stock.iter_mut().filter(|s| s.service == *id);
                    own.for_each(|s| self.series(i, &mut s.count));
                }
            }
            Says::Remains => self.remains(plan),
            Says::Committed => self.committed(plan),
            Says::InUse => {
                let projects = plan.committed.iter_mut().enumerate();
                projects.for_each(|(i, p)| self.one_year(i, p.in_use_from.as_ref(), &mut p.in_use));
            }
            Says::Cap => self.caps(plan),
            Says::Budget
            | Says::RunningMost
            | Says::Unpaid
            | Says::LeastShare
            | Says::Fairness
            | Says::Idle
            | Says::IdleMost
            | Says::Need => self.rules(says, plan),
            _ => {
                for (i, measure) in plan.measures.iter_mut().enumerate() {
                    self.measure(says, i, measure);
                }
            }
        }
    }

    /// Money, and what the score and needs are made of.
    fn rules(&mut self, says: Says, plan: &mut Plan) {
        match says {
            Says::Budget => {
                for i in 0..plan.budget.funds.len() {
                    let id = &plan.budget.funds[i].id;
                    let own = plan.budget.amounts.iter_mut().filter(|a| a.fund == *id);
                    own.flat_map(|a| &mut a.by_period)
                        .for_each(|f| self.yuan(i, f));
                }
            }
            Says::Fairness => self.decimal(0, &mut plan.fairness, None),
            Says::Idle => {
                let own = plan.idle.iter_mut();
                own.for_each(|idle| self.decimal(0, idle, None));
            }
            Says::IdleMost => {
                let own = plan.idle_most.iter_mut();
                own.for_each(|most| self.decimal(0, most, None));
            }
            Says::Need => {
                let needs = plan.needs.iter_mut().enumerate();
                needs.for_each(|(i, need)| self.decimal(i, &mut need.each, None));
            }
            Says::RunningMost => {
                let own = plan.budget.running_most.iter_mut();
                own.for_each(|most| self.yuan(0, most));
            }
            Says::Unpaid => {
                let projects = plan.committed.iter_mut().enumerate();
                let unpaid = projects.flat_map(|(i, p)| p.unpaid.iter_mut().map(move |u| (i, u)));
                unpaid.for_each(|(i, u)| self.yuan(i, &mut u.amount));
            }
            // The least share is a rule of the fund: the plan's own shares would break it as soon as it moved.
            _ => {}
        }
    }

    fn target(&mut self, says: Says, i: usize, target: &mut Target) {
        let is_number = matches!(
            target.rule,
            TargetKind::Count { .. }
                | TargetKind::Annual { .. }
                | TargetKind::Kinds { .. }
                | TargetKind::Status { .. }
        );
        let is_share = !matches!(
            target.rule,
            TargetKind::Rate { .. } | TargetKind::Growth { .. }
        );
        match says {
            Says::Level if is_number => {
                for milestone in &mut target.milestones {
                    if self.is_own(i, &milestone.level.from) {
                        let mut n = milestone.level.value.micro / Decimal::SCALE;
                        self.spread([&mut n]);
                        milestone.level.value = Decimal::whole(n);
                    }
                }
            }
            Says::Level => {
                let most = is_share.then_some(Decimal::ONE);
                for milestone in &mut target.milestones {
                    self.decimal(i, &mut milestone.level, most);
                }
            }
            Says::Weight => {
                let own = target.weight.iter_mut();
                own.for_each(|weight| self.decimal(i, weight, None));
            }
            Says::After => {
                if let TargetKind::Status {
                    after, after_from, ..
                } = &mut target.rule
                {
                    let mut years = *after as i32;
                    self.one_year(i, after_from.as_ref(), &mut years);
                    *after = years.max(0) as u32;
                }
            }
            _ => {
                if let TargetKind::CoverageOfMembers {
                    covered: Some(series),
                    ..
                } = &mut target.rule
                {
                    self.series(i, series);
                }
            }
        }
    }

    fn paths(&mut self, plan: &mut Plan) {
        for (i, path) in plan.region.paths.iter_mut().enumerate() {
            for factor in &mut path.factors {
                if self.is_own(i, &factor.from) {
                    for factor in factor.by_year.values_mut() {
                        let moved = self.tenth(*factor);
                        self.set(factor, moved);
                    }
                }
            }
        }
    }

    /// What remains of a stock moves by a tenth, up to all of it.
    fn remains(&mut self, plan: &mut Plan) {
        for stock in &mut plan.stock {
            let service = plan.services.iter().position(|s| s.id == stock.service);
            let Some(from) = stock.remains_from.as_ref() else {
                continue;
            };
            if self.is_own(service.unwrap_or(0), from) {
                for share in stock.remains.values_mut() {
                    let moved = self.tenth(*share).min(Decimal::ONE);
                    self.set(share, moved);
                }
            }
        }
    }

    /// A year, or a number of years, by one.
    fn one_year(&mut self, about: usize, from: Option<&SourceId>, year: &mut i32) {
        if from.is_some_and(|from| self.is_own(about, from)) {
            let moved = if self.more { *year + 1 } else { *year - 1 };
            self.set(year, moved);
        }
    }

    fn committed(&mut self, plan: &mut Plan) {
        let projects = plan.committed.iter_mut().enumerate();
        let effects = projects.flat_map(|(i, p)| p.effects.iter_mut().map(move |e| (i, e)));
        let own = effects.filter(|(i, e)| self.is_own(*i, &e.amount.from));
        let amounts: Vec<&mut i64> = own.map(|(_, e)| &mut e.amount.value).collect();
        self.spread(amounts);
    }

    /// Every unit that may build gets a cap of its own, so that a tenth of a cap of one has somewhere to go.
    fn caps(&mut self, plan: &mut Plan) {
        let Ok(case) = Case::new(plan, &Edits::default()) else {
            return;
        };
        for (i, measure) in plan.measures.iter_mut().enumerate() {
            if !self.is_own(i, &measure.cap.each.from) {
                continue;
            }
            // Elsewhere the cap is the number of members, which has a source of its own.
            if measure.cap.members.is_none() {
                for group in case.caps.iter().filter(|g| g.measure == i) {
                    let unit = &plan.region.units[group.unit].id;
                    let units = &mut measure.cap.units;
                    units.entry(unit.clone()).or_insert(group.hi);
                }
            }
            // What must be built stays allowed.
            let musts = plan.must.iter().filter(|m| m.measure == measure.id);
            let least: BTreeMap<&UnitId, i64> = musts.map(|m| (&m.unit, m.n)).collect();
            let least = |unit: &UnitId| least.get(unit).copied().unwrap_or(0);
            let more = self.more;
            let caps = measure.cap.units.iter_mut();
            let free = caps.filter(|(unit, cap)| more || **cap > least(unit));
            self.spread(free.map(|(_, cap)| cap));
            for (unit, cap) in &mut measure.cap.units {
                *cap = (*cap).max(least(unit));
            }
        }
    }

    fn measure(&mut self, says: Says, i: usize, measure: &mut Measure) {
        match says {
            Says::Cost => self.yuan(i, &mut measure.cost),
            Says::Running => measure.running.iter_mut().for_each(|f| self.yuan(i, f)),
            Says::Subsidy => {
                let subsidy = measure.subsidy.iter_mut();
                subsidy.for_each(|s| self.yuan(i, &mut s.amount));
            }
            Says::Funding => self.funding(i, measure),
            Says::Spending if self.is_own(i, &measure.spending.from) => {
                self.first_share(measure.spending.value.iter_mut().collect());
            }
            Says::Effect => {
                for effect in &mut measure.effects {
                    if self.is_own(i, &effect.amount.from) && effect.amount.value.abs() > 1 {
                        let mut size = effect.amount.value.abs();
                        self.spread([&mut size]);
                        effect.amount.value = size * effect.amount.value.signum();
                    }
                }
            }
            Says::Lead => self.years(i, &mut measure.lead),
            Says::Prepare => {
                let own = measure.prepare.iter_mut();
                own.for_each(|years| self.years(i, years));
            }
            Says::Site => self.site(i, measure),
            _ => {}
        }
        if let Some(subsidy) = &mut measure.subsidy {
            subsidy.amount.value = subsidy.amount.value.min(measure.cost.value);
        }
    }

    /// By one year.
    fn years(&mut self, i: usize, figure: &mut Figure<u32>) {
        if self.is_own(i, &figure.from) {
            let moved = if self.more {
                figure.value + 1
            } else {
                figure.value.saturating_sub(1)
            };
            self.set(&mut figure.value, moved);
        }
    }

    fn funding(&mut self, i: usize, measure: &mut Measure) {
        let shares = &mut measure.funding;
        if shares
            .first()
            .is_some_and(|f| self.is_own(i, &f.share.from))
        {
            self.first_share(shares.iter_mut().map(|f| &mut f.share.value).collect());
        }
    }

    fn site(&mut self, i: usize, measure: &mut Measure) {
        let Some(host) = &mut measure.host else {
            return;
        };
        if self.is_own(i, &host.max.from) {
            self.spread([&mut host.max.value]);
        }
        if self.is_own(i, &host.min.from) && host.min.value > 1 {
            self.spread([&mut host.min.value]);
        }
        host.max.value = host.max.value.max(host.min.value);
    }

    /// Shares that sum to 1: the first moves by a tenth of itself, the others keep their proportion.
    fn first_share(&mut self, mut shares: Vec<&mut Decimal>) {
        if shares.len() < 2 {
            return;
        }
        let old = shares[0].micro;
        let first = self.tenth(*shares[0]).micro.min(Decimal::SCALE);
        self.set(shares[0], Decimal { micro: first });
        let (rest, mut left) = (Decimal::SCALE - old, Decimal::SCALE - first);
        let last = shares.len() - 1;
        for share in &mut shares[1..last] {
            let part = i128::from(share.micro) * i128::from(Decimal::SCALE - first);
            share.micro = (part / i128::from(rest.max(1))) as i64;
            left -= share.micro;
        }
        shares[last].micro = left;
    }

    fn is_own(&self, about: usize, from: &SourceId) -> bool {
        from == self.source && self.about.is_none_or(|a| a == about)
    }

    fn tenth(&mut self, x: Decimal) -> Decimal {
        self.step = Step::Tenth;
        let by = x.micro / 10;
        let micro = if self.more {
            x.micro + by
        } else {
            x.micro - by
        };
        Decimal { micro }
    }

    fn decimal(&mut self, about: usize, figure: &mut Figure<Decimal>, most: Option<Decimal>) {
        if self.is_own(about, &figure.from) {
            let moved = self.tenth(figure.value);
            self.set(&mut figure.value, most.map_or(moved, |m| moved.min(m)));
        }
    }

    fn yuan(&mut self, about: usize, figure: &mut Figure<Yuan>) {
        if self.is_own(about, &figure.from) {
            self.step = Step::Tenth;
            let by = figure.value.0 / 10;
            let by = if self.more { by } else { -by };
            let moved = figure.value.0 + by;
            self.set(&mut figure.value.0, moved);
        }
    }

    fn series(&mut self, about: usize, series: &mut Series) {
        if self.about.is_some_and(|a| a != about) {
            return;
        }
        let Series {
            values,
            from,
            except,
        } = series;
        let own = values
            .iter_mut()
            .filter(|(unit, _)| except.get(*unit).unwrap_or(from) == self.source);
        self.spread(own.map(|(_, n)| n).collect::<Vec<_>>());
    }

    /// Whole numbers whose sum moves by a tenth, by one at least: each becomes what keeps the running sum nearest to its due.
    fn spread<'n>(&mut self, numbers: impl IntoIterator<Item = &'n mut i64>) {
        let numbers: Vec<&mut i64> = numbers.into_iter().filter(|n| **n > 0).collect();
        let sum: i128 = numbers.iter().map(|n| i128::from(**n)).sum();
        let by = (sum + 5) / 10;
        if by > 0 {
            self.step = Step::Tenth;
        }
        let by = by.max(1);
        let wanted = if self.more { sum + by } else { sum - by };
        let (mut old, mut new) = (0, 0);
        for n in numbers {
            old += i128::from(*n);
            let due = (2 * old * wanted + sum) / (2 * sum);
            self.set(n, (due - new) as i64);
            new = due;
        }
    }
}
