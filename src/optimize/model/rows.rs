//! The model of a case as sparse integer rows, for the search. The formulation stands in `formulation.rs`.

use std::collections::BTreeMap;

use super::formulation::{RowKey, VarKey};
use crate::domain::{Case, Rule, sort_by_key};

/// Minimize Σ cost × variable over the bounds, so that every row is ≥ its right side.
#[derive(Clone, Debug)]
pub struct Model {
    /// Builds first, in the order of the case's options; then the others.
    pub vars: Vec<Var>,
    /// In the order of their keys.
    pub rows: Vec<Row>,
}

/// A variable.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Var {
    /// Its name.
    pub key: VarKey,
    /// The least.
    pub lo: i64,
    /// The most.
    pub hi: i64,
    /// Points one unit costs.
    pub cost: f64,
    /// Only whole values.
    pub whole: bool,
}

impl Var {
    /// Whether a plan can be made by rounding it: what a share lacks follows from the builds.
    #[must_use]
    pub fn is_chosen(&self) -> bool {
        self.whole && !matches!(self.key, VarKey::Missing(_))
    }
}

/// A row: Σ terms ≥ rhs.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its name.
    pub key: RowKey,
    /// Variable, coefficient; by variable.
    pub terms: Vec<(usize, i64)>,
    /// The right side.
    pub rhs: i64,
}

/// ε of the score: points that the whole of C₀ costs.
pub const COST_POINTS: f64 = 0.01;

/// Levels of shares are in millionths.
pub const MILLION: i64 = 1_000_000;

impl Model {
    /// States the model of a case.
    ///
    /// Cost: options × (effects × checks + periods), a few milliseconds for Ruian.
    #[must_use]
    pub fn of(case: &Case) -> Model {
        let mut builder = Builder::new(case);
        builder.budget();
        builder.running();
        builder.caps();
        builder.sites();
        builder.stocks();
        builder.checks();
        builder.locals();
        builder.idles();
        builder.finish()
    }
}

fn divisor(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { divisor(b, a % b) }
}

struct Builder<'a> {
    case: &'a Case,
    vars: Vec<Var>,
    index: BTreeMap<VarKey, usize>,
    rows: Vec<Row>,
    /// Options by service and unit, with what one module adds.
    serving: BTreeMap<(usize, usize), Vec<(usize, i64)>>,
}

impl<'a> Builder<'a> {
    fn new(case: &'a Case) -> Self {
        let mut builder = Builder {
            case,
            vars: Vec::new(),
            index: BTreeMap::new(),
            rows: Vec::new(),
            serving: BTreeMap::new(),
        };
        for (o, option) in case.options.iter().enumerate() {
            let cost = COST_POINTS * option.cost() as f64 / case.cost_scale as f64;
            builder.var(VarKey::Build(o), option.lo, option.hi, cost, true);
            for (service, amount) in &option.effects {
                builder
                    .serving
                    .entry((*service, option.unit))
                    .or_default()
                    .push((o, *amount));
            }
        }
        let all = case.total_weight.max(1) as f64;
        for (c, check) in case.checks.iter().enumerate() {
            builder.var(
                VarKey::Short(c),
                0,
                case.worst_short[c],
                100.0 * check.weight as f64 / all,
                false,
            );
        }
        if !case.locals.is_empty() {
            let (worst, cost) = (case.worst_local, case.fairness as f64 / 1e6);
            builder.var(VarKey::Largest, 0, worst, cost, false);
        }
        builder
    }

    fn var(&mut self, key: VarKey, lo: i64, hi: i64, cost: f64, whole: bool) -> usize {
        self.index.insert(key, self.vars.len());
        self.vars.push(Var {
            key,
            lo,
            hi,
            cost,
            whole,
        });
        self.vars.len() - 1
    }

    fn row(&mut self, key: RowKey, terms: impl IntoIterator<Item = (usize, i64)>, rhs: i64) {
        let mut sorted: Vec<(usize, i64)> = terms.into_iter().collect();
        sorted.sort_unstable();
        sorted.dedup_by(|later, first| {
            let same = later.0 == first.0;
            first.1 += if same { later.1 } else { 0 };
            same
        });
        sorted.retain(|(_, a)| *a != 0);
        self.rows.push(Row {
            key,
            terms: sorted,
            rhs,
        });
    }

    /// C1
    fn budget(&mut self) {
        let case = self.case;
        for f in 0..case.budget.len() {
            for p in 0..case.periods() {
                let (has, counts) = case.money_by(f, p);
                let mut terms = Vec::new();
                for (o, option) in case.options.iter().enumerate() {
                    let spend = option.spend.iter();
                    let paid = spend.filter(|s| s.fund == f && counts.contains(&s.period));
                    terms.push((o, -paid.map(|s| s.yuan).sum::<i64>()));
                }
                self.row(RowKey::Budget(f, p), terms, -has);
            }
        }
    }

    /// C13
    fn running(&mut self) {
        if let Some(most) = self.case.running_most {
            let options = self.case.options.iter().enumerate();
            let terms: Vec<(usize, i64)> = options.map(|(o, of)| (o, -of.running)).collect();
            self.row(RowKey::Running, terms, -most);
        }
    }

    /// C2
    fn caps(&mut self) {
        let case = self.case;
        for (c, cap) in case.caps.iter().enumerate() {
            self.row(
                RowKey::CapMost(c),
                cap.options.iter().map(|o| (*o, -1)),
                -cap.hi,
            );
            if cap.lo > 0 {
                self.row(
                    RowKey::CapLeast(c),
                    cap.options.iter().map(|o| (*o, 1)),
                    cap.lo,
                );
            }
        }
    }

    /// C3
    fn sites(&mut self) {
        let case = self.case;
        for (l, link) in case.hosts.iter().enumerate() {
            for p in 0..case.periods() {
                let begun = |cap: usize, a: i64| {
                    let by = case.caps[cap]
                        .options
                        .iter()
                        .filter(move |o| case.options[**o].period <= p);
                    by.map(move |o| (*o, a))
                };
                let most = begun(link.sites, link.max).chain(begun(link.modules, -1));
                self.row(RowKey::SiteMost(l, p), most, 0);
                let least = begun(link.modules, 1).chain(begun(link.sites, -link.min));
                self.row(RowKey::SiteLeast(l, p), least, 0);
            }
        }
    }

    /// C4
    fn stocks(&mut self) {
        for (service, unit) in self.serving.keys().copied().collect::<Vec<_>>() {
            for p in 0..self.case.periods() {
                let terms = self.gains(&[service], &[unit], p);
                if terms.iter().any(|(_, a)| *a < 0) {
                    self.row(
                        RowKey::Stock(service, unit, p),
                        terms,
                        -self.case.without_builds(service, unit, p),
                    );
                }
            }
        }
    }

    /// What one module of each option adds to services in units by a period.
    fn gains(&self, services: &[usize], units: &[usize], period: usize) -> Vec<(usize, i64)> {
        let mut terms = Vec::new();
        for service in services {
            for unit in units {
                let serving = self.serving.get(&(*service, *unit)).into_iter().flatten();
                terms.extend(
                    serving
                        .filter(|(o, _)| self.case.options[*o].in_use <= period)
                        .copied(),
                );
            }
        }
        terms
    }

    /// C5–C8
    fn checks(&mut self) {
        let case = self.case;
        for (c, check) in case.checks.iter().enumerate() {
            match &check.rule {
                Rule::AtLeast { .. } => self.at_least(c),
                Rule::UnitsCovered {
                    services,
                    at_least,
                    groups,
                    required,
                } => {
                    let mut has = Vec::new();
                    for (g, group) in groups.iter().enumerate() {
                        let one = |s: &usize| (*s, group.as_slice(), self.stands(c, &[*s], group));
                        let sums: Vec<_> = services.iter().map(one).collect();
                        has.push(self.has(c, g, *at_least, &sums));
                    }
                    self.counted(RowKey::UnitCount(c), c, has, *required);
                }
                Rule::KindsPresent {
                    kinds,
                    units,
                    at_least,
                    required,
                } => {
                    let mut has = Vec::new();
                    for (k, kind) in kinds.iter().enumerate() {
                        // Below nothing counts as nothing.
                        let (asked, base) = (at_least - kind.least, kind.base - kind.least);
                        has.push(self.has(c, k, asked, &[(kind.service, units, base)]));
                    }
                    self.counted(RowKey::UnitCount(c), c, has, *required);
                }
                Rule::MembersCovered { .. } => self.members(c),
                Rule::Share { .. } => self.share(c),
            }
        }
    }

    /// What stands of services in units at a check, without any build.
    fn stands(&self, check: usize, services: &[usize], units: &[usize]) -> i64 {
        let period = self.case.checks[check].period;
        let of_unit = |u: &usize| -> i64 {
            let all = services.iter();
            all.map(|s| self.case.without_builds(*s, *u, period)).sum()
        };
        units.iter().map(of_unit).sum()
    }

    /// C5
    fn at_least(&mut self, c: usize) {
        let check = &self.case.checks[c];
        let Rule::AtLeast {
            services,
            units,
            base,
            within_period,
            required,
        } = &check.rule
        else {
            return;
        };
        if *required <= 0 {
            return;
        }
        let p = check.period;
        let mut terms = self.gains(services, units, p);
        terms.retain(|(o, _)| !within_period || self.case.options[*o].in_use == p);
        terms.push((self.index[&VarKey::Short(c)], *required));
        self.row(RowKey::AtLeast(c), terms, required - base);
    }

    /// C6: whether each of the sums (service, units, what counts without any build) has at least so many.
    fn has(
        &mut self,
        c: usize,
        group: usize,
        least: i64,
        sums: &[(usize, &[usize], i64)],
    ) -> usize {
        let period = self.case.checks[c].period;
        let has = self.var(VarKey::Has(c, group), 0, 1, 0.0, true);
        for (i, (service, units, base)) in sums.iter().enumerate() {
            let mut terms = self.gains(&[*service], units, period);
            terms.push((has, -least));
            self.row(RowKey::UnitHas(c, group, i), terms, -base);
        }
        has
    }

    /// C6, C7: as many of these as are required, or the check is short.
    fn counted(&mut self, key: RowKey, c: usize, vars: Vec<usize>, required: i64) {
        let mut terms: Vec<(usize, i64)> = vars.into_iter().map(|v| (v, 1)).collect();
        terms.push((self.index[&VarKey::Short(c)], required));
        if required > 0 {
            self.row(key, terms, required);
        }
    }

    /// C7
    fn members(&mut self, c: usize) {
        let check = &self.case.checks[c];
        let Rule::MembersCovered {
            services,
            at_least,
            units,
            required,
        } = &check.rule
        else {
            return;
        };
        let mut all = Vec::new();
        for (i, m) in units.iter().enumerate() {
            let least = m.start + (-m.stock).div_euclid(*at_least);
            let covered = self.var(VarKey::Covered(c, i), least, m.members, 0.0, true);
            all.push(covered);
            let mut terms = self.gains(services, &[m.unit], check.period);
            terms.push((covered, -at_least));
            let rhs = m.stock - self.stands(c, services, &[m.unit]) - at_least * m.start;
            self.row(RowKey::MemberHas(c, i), terms, rhs);
        }
        self.counted(RowKey::MemberCount(c), c, all, *required);
    }

    /// C8
    fn share(&mut self, c: usize) {
        let check = &self.case.checks[c];
        let Rule::Share {
            part,
            whole,
            units,
            level,
            strict,
            most,
        } = &check.rule
        else {
            return;
        };
        let p = check.period;
        let strict = i64::from(*strict);
        let of = (level * most + strict + MILLION - 1) / MILLION;
        let missing = self.var(VarKey::Missing(c), 0, of, 0.0, true);
        let mut terms: Vec<(usize, i64)> = self.gains(part, units, p);
        terms.iter_mut().for_each(|(_, a)| *a *= MILLION);
        let of_whole = self.gains(whole, units, p).into_iter();
        terms.extend(of_whole.map(|(o, a)| (o, -level * a)));
        terms.push((missing, MILLION));
        let (all, own) = (self.stands(c, whole, units), self.stands(c, part, units));
        if of > 0 {
            self.row(
                RowKey::Share(c),
                terms,
                level * all + strict - MILLION * own,
            );
            self.round_last();
            let short = self.index[&VarKey::Short(c)];
            self.row(RowKey::ShareShort(c), [(short, of), (missing, -1)], 0);
        }
    }

    /// The right side of the last row, all of whose variables are whole: the next multiple of what divides its left side.
    fn round_last(&mut self) {
        if let Some(row) = self.rows.last_mut() {
            let lot = row.terms.iter().fold(0, |g, (_, a)| divisor(g, a.abs()));
            row.rhs = -(-row.rhs).div_euclid(lot.max(1)) * lot.max(1);
        }
    }

    /// C9
    fn locals(&mut self) {
        let case = self.case;
        for (i, need) in case.locals.iter().enumerate() {
            let mut terms = self.gains(&need.services, &[need.unit], need.period);
            terms.push((self.index[&VarKey::Largest], need.required));
            self.row(RowKey::Local(i), terms, need.required - need.base);
        }
    }

    /// C14, C15
    fn idles(&mut self) {
        let case = self.case;
        for (i, places) in case.idles.iter().enumerate() {
            if let Some(ceiling) = places.ceiling {
                let gains = self.gains(&places.services, &[places.unit], places.period);
                let terms = gains.into_iter().map(|(o, a)| (o, -a));
                self.row(RowKey::Surplus(i), terms, -ceiling);
            }
            if case.idle == 0 {
                continue;
            }
            let cost = case.idle as f64 / 1e6 / case.idle_scale as f64;
            let idle = self.var(VarKey::Idle(i), 0, places.most, cost, false);
            let gains = self.gains(&places.services, &[places.unit], places.period);
            let mut terms: Vec<(usize, i64)> = gains.into_iter().map(|(o, a)| (o, -a)).collect();
            terms.push((idle, 1));
            self.row(RowKey::Idle(i), terms, -places.room);
        }
    }

    fn finish(mut self) -> Model {
        sort_by_key(&mut self.rows, |r| r.key);
        Model {
            vars: self.vars,
            rows: self.rows,
        }
    }
}
