//! The rows of the model (`formulation.rs`), each made from the case when a proof asks for it.

use std::collections::BTreeMap;

use super::bounds::{MILLION, most_missing};
use crate::domain::{BuildOption, Case, Rule, sort_by_key};
use crate::optimize::model::formulation::{RowKey, VarKey};

/// Σ terms ≥ `rhs`, in integers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExactRow {
    /// Coefficients by variable.
    pub terms: BTreeMap<VarKey, i64>,
    /// The right side.
    pub rhs: i64,
}

/// Makes the rows of a case.
pub struct Rows<'a> {
    case: &'a Case,
    /// Options by unit.
    of_unit: Vec<Vec<usize>>,
}

impl<'a> Rows<'a> {
    /// Gets ready to make rows.
    #[must_use]
    pub fn of(case: &'a Case) -> Self {
        let mut of_unit = vec![Vec::new(); case.plan.region.units.len()];
        for (o, option) in case.options.iter().enumerate() {
            of_unit[option.unit].push(o);
        }
        Rows { case, of_unit }
    }
}

/// The row of a key; none where the case has no such row (splits belong to proofs).
#[must_use]
pub fn row(rows: &Rows, key: RowKey) -> Option<ExactRow> {
    let case = rows.case;
    match key {
        RowKey::Budget(fund, period) => budget(rows, fund, period),
        RowKey::CapMost(cap) => {
            let cap = case.caps.get(cap)?;
            Some(sum(
                cap.options.iter().map(|o| (VarKey::Build(*o), -1)),
                -cap.hi,
            ))
        }
        RowKey::CapLeast(cap) => {
            let cap = case.caps.get(cap).filter(|c| c.lo > 0)?;
            Some(sum(
                cap.options.iter().map(|o| (VarKey::Build(*o), 1)),
                cap.lo,
            ))
        }
        RowKey::SiteMost(link, period) => site(rows, link, period, |l| (-1, l.max)),
        RowKey::SiteLeast(link, period) => site(rows, link, period, |l| (1, -l.min)),
        RowKey::Stock(service, unit, period) => stock(rows, service, unit, period),
        RowKey::AtLeast(check) => at_least(rows, check),
        RowKey::UnitCount(check) => unit_count(rows, check),
        RowKey::UnitHas(check, group, service) => unit_has(rows, check, group, service),
        RowKey::MemberCount(check) => member_count(rows, check),
        RowKey::MemberHas(check, index) => member_has(rows, check, index),
        RowKey::Share(check) => share(rows, check),
        RowKey::ShareShort(check) => share_short(rows, check),
        RowKey::Local(need) => local(rows, need),
        RowKey::Running => running(rows),
        RowKey::Idle(i) => idle(rows, i),
        RowKey::Surplus(i) => surplus(rows, i),
        RowKey::LocalWhole(..) | RowKey::Cut(_) | RowKey::Split(_) => None,
    }
}

/// Every row of a case, in the order of the keys.
#[must_use]
pub fn keys(case: &Case) -> Vec<RowKey> {
    let periods = case.periods();
    let mut keys = Vec::new();
    keys.extend(
        (0..case.budget.len()).flat_map(|f| (0..periods).map(move |p| RowKey::Budget(f, p))),
    );
    keys.extend((0..case.caps.len()).flat_map(|c| [RowKey::CapMost(c), RowKey::CapLeast(c)]));
    for link in 0..case.hosts.len() {
        keys.extend(
            (0..periods).flat_map(|p| [RowKey::SiteMost(link, p), RowKey::SiteLeast(link, p)]),
        );
    }
    for s in 0..case.plan.services.len() {
        for u in 0..case.plan.region.units.len() {
            keys.extend((0..periods).map(|p| RowKey::Stock(s, u, p)));
        }
    }
    for (c, check) in case.checks.iter().enumerate() {
        match &check.rule {
            Rule::AtLeast { .. } => keys.push(RowKey::AtLeast(c)),
            Rule::UnitsCovered {
                groups, services, ..
            } => {
                keys.push(RowKey::UnitCount(c));
                let of = |g: usize| (0..services.len()).map(move |s| RowKey::UnitHas(c, g, s));
                keys.extend((0..groups.len()).flat_map(of));
            }
            Rule::KindsPresent { kinds, .. } => {
                keys.push(RowKey::UnitCount(c));
                keys.extend((0..kinds.len()).map(|k| RowKey::UnitHas(c, k, 0)));
            }
            Rule::MembersCovered { units, .. } => {
                keys.push(RowKey::MemberCount(c));
                keys.extend((0..units.len()).map(|i| RowKey::MemberHas(c, i)));
            }
            Rule::Share { .. } => keys.extend([RowKey::Share(c), RowKey::ShareShort(c)]),
        }
    }
    keys.extend((0..case.locals.len()).map(RowKey::Local));
    keys.push(RowKey::Running);
    keys.extend((0..case.idles.len()).flat_map(|i| [RowKey::Idle(i), RowKey::Surplus(i)]));
    let rows = Rows::of(case);
    keys.retain(|key| row(&rows, *key).is_some());
    sort_by_key(&mut keys, |k| *k);
    keys
}

fn sum(terms: impl IntoIterator<Item = (VarKey, i64)>, rhs: i64) -> ExactRow {
    let mut all = BTreeMap::new();
    for (key, coefficient) in terms {
        *all.entry(key).or_insert(0) += coefficient;
    }
    all.retain(|_, c| *c != 0);
    ExactRow { terms: all, rhs }
}

/// Builds in these units with a coefficient that is not 0.
fn builds(
    rows: &Rows,
    units: &[usize],
    amount: impl Fn(&BuildOption) -> i64,
) -> Vec<(VarKey, i64)> {
    let mut terms = Vec::new();
    for unit in units {
        let options = rows.of_unit[*unit]
            .iter()
            .map(|o| (VarKey::Build(*o), amount(&rows.case.options[*o])));
        terms.extend(options.filter(|(_, a)| *a != 0));
    }
    terms
}

fn budget(rows: &Rows, fund: usize, period: usize) -> Option<ExactRow> {
    let case = rows.case;
    if fund >= case.budget.len() || period >= case.periods() {
        return None;
    }
    let (has, counts) = case.money_by(fund, period);
    let spend = |o: &BuildOption| -> i64 {
        let spend = o.spend.iter();
        let counted = spend.filter(|s| s.fund == fund && counts.contains(&s.period));
        counted.map(|s| s.yuan).sum()
    };
    Some(sum(everywhere(rows, |o| -spend(o)), -has))
}

fn running(rows: &Rows) -> Option<ExactRow> {
    let most = rows.case.running_most?;
    Some(sum(everywhere(rows, |o| -o.running), -most))
}

/// Builds in all units with a coefficient that is not 0.
fn everywhere(rows: &Rows, amount: impl Fn(&BuildOption) -> i64) -> Vec<(VarKey, i64)> {
    let all: Vec<usize> = (0..rows.of_unit.len()).collect();
    builds(rows, &all, amount)
}

fn site(
    rows: &Rows,
    link: usize,
    period: usize,
    sides: fn(&crate::domain::HostLink) -> (i64, i64),
) -> Option<ExactRow> {
    let case = rows.case;
    let link = case.hosts.get(link).filter(|_| period < case.periods())?;
    let (of_modules, of_sites) = sides(link);
    Some(sum(
        builds(rows, &[case.caps[link.modules].unit], |o| match o.cap {
            _ if o.period > period => 0,
            cap if cap == link.modules => of_modules,
            cap if cap == link.sites => of_sites,
            _ => 0,
        }),
        0,
    ))
}

/// What one module of an option adds to services by a period.
fn gain(o: &BuildOption, services: &[usize], period: usize) -> i64 {
    if o.in_use > period {
        return 0;
    }
    o.effects
        .iter()
        .filter(|(s, _)| services.contains(s))
        .map(|(_, a)| *a)
        .sum()
}

fn stock(rows: &Rows, service: usize, unit: usize, period: usize) -> Option<ExactRow> {
    let case = rows.case;
    if service >= case.plan.services.len()
        || unit >= case.plan.region.units.len()
        || period >= case.periods()
    {
        return None;
    }
    let terms = builds(rows, &[unit], |o| gain(o, &[service], period));
    let takes_away = terms.iter().any(|(_, a)| *a < 0);
    takes_away.then(|| sum(terms, -case.without_builds(service, unit, period)))
}

fn with_short(mut terms: Vec<(VarKey, i64)>, check: usize, of: i64, rhs: i64) -> ExactRow {
    terms.push((VarKey::Short(check), of));
    sum(terms, rhs)
}

fn at_least(rows: &Rows, c: usize) -> Option<ExactRow> {
    let case = rows.case;
    let check = case.checks.get(c)?;
    let Rule::AtLeast {
        services,
        units,
        base,
        within_period,
        required,
    } = &check.rule
    else {
        return None;
    };
    let adds = |o: &BuildOption| {
        let counts = !*within_period || o.in_use == check.period;
        if counts {
            gain(o, services, check.period)
        } else {
            0
        }
    };
    (*required > 0).then(|| with_short(builds(rows, units, adds), c, *required, required - base))
}

fn unit_count(rows: &Rows, c: usize) -> Option<ExactRow> {
    let (count, required) = match &rows.case.checks.get(c)?.rule {
        Rule::UnitsCovered {
            groups, required, ..
        } => (groups.len(), *required),
        Rule::KindsPresent {
            kinds, required, ..
        } => (kinds.len(), *required),
        _ => return None,
    };
    let terms = (0..count).map(|g| (VarKey::Has(c, g), 1)).collect();
    (required > 0).then(|| with_short(terms, c, required, required))
}

fn unit_has(rows: &Rows, c: usize, group: usize, service: usize) -> Option<ExactRow> {
    let case = rows.case;
    let check = case.checks.get(c)?;
    let (service, units, asked, base) = match &check.rule {
        Rule::UnitsCovered {
            services,
            at_least,
            groups,
            ..
        } => {
            let (service, units) = (*services.get(service)?, groups.get(group)?);
            let stands = units
                .iter()
                .map(|u| case.without_builds(service, *u, check.period));
            (service, units, *at_least, stands.sum())
        }
        Rule::KindsPresent {
            kinds,
            units,
            at_least,
            ..
        } if service == 0 => {
            // Below nothing counts as nothing.
            let kind = kinds.get(group)?;
            let (asked, base) = (at_least - kind.least, kind.base - kind.least);
            (kind.service, units, asked, base)
        }
        _ => return None,
    };
    let mut terms = builds(rows, units, |o| gain(o, &[service], check.period));
    terms.push((VarKey::Has(c, group), -asked));
    let base: i64 = base;
    Some(sum(terms, -base))
}

fn member_count(rows: &Rows, c: usize) -> Option<ExactRow> {
    let case = rows.case;
    let Rule::MembersCovered {
        units, required, ..
    } = &case.checks.get(c)?.rule
    else {
        return None;
    };
    let terms = (0..units.len())
        .map(|i| (VarKey::Covered(c, i), 1))
        .collect();
    (*required > 0).then(|| with_short(terms, c, *required, *required))
}

fn member_has(rows: &Rows, c: usize, index: usize) -> Option<ExactRow> {
    let case = rows.case;
    let check = case.checks.get(c)?;
    let Rule::MembersCovered {
        services,
        at_least,
        units,
        ..
    } = &check.rule
    else {
        return None;
    };
    let member = units.get(index)?;
    let stands = services
        .iter()
        .map(|s| case.without_builds(*s, member.unit, check.period));
    let now: i64 = stands.sum();
    let mut terms = builds(rows, &[member.unit], |o| gain(o, services, check.period));
    terms.push((VarKey::Covered(c, index), -at_least));
    Some(sum(terms, member.stock - now - at_least * member.start))
}

fn share(rows: &Rows, c: usize) -> Option<ExactRow> {
    let case = rows.case;
    let check = case.checks.get(c)?;
    let Rule::Share {
        part,
        whole,
        units,
        level,
        strict,
        ..
    } = &check.rule
    else {
        return None;
    };
    let strict = i64::from(*strict);
    let total = |services: &[usize]| -> i64 {
        units
            .iter()
            .map(|u| {
                services
                    .iter()
                    .map(|s| case.without_builds(*s, *u, check.period))
                    .sum::<i64>()
            })
            .sum()
    };
    let adds = |o: &BuildOption| {
        MILLION * gain(o, part, check.period) - level * gain(o, whole, check.period)
    };
    let mut terms = builds(rows, units, adds);
    terms.push((VarKey::Missing(c), MILLION));
    let rhs = level * total(whole) + strict - MILLION * total(part);
    let mut row = sum(terms, rhs);
    // Every variable is whole, so the left side is a multiple of this.
    let lot = row.terms.values().fold(0, |g, a| common(g, *a));
    row.rhs += (-rhs).rem_euclid(lot);
    (most_missing(case, c)? > 0).then_some(row)
}

fn share_short(rows: &Rows, c: usize) -> Option<ExactRow> {
    let of = most_missing(rows.case, c).filter(|of| *of > 0)?;
    Some(with_short(vec![(VarKey::Missing(c), -1)], c, of, 0))
}

/// The greatest common divisor.
fn common(a: i64, b: i64) -> i64 {
    let (mut a, mut b) = (a.abs(), b.abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

fn local(rows: &Rows, need: usize) -> Option<ExactRow> {
    let case = rows.case;
    let need = case.locals.get(need)?;
    let mut terms = builds(rows, &[need.unit], |o| gain(o, &need.services, need.period));
    terms.push((VarKey::Largest, need.required));
    Some(sum(terms, need.required - need.base))
}

fn surplus(rows: &Rows, i: usize) -> Option<ExactRow> {
    let places = rows.case.idles.get(i)?;
    let terms = builds(rows, &[places.unit], |o| {
        -gain(o, &places.services, places.period)
    });
    Some(sum(terms, -places.ceiling?))
}

fn idle(rows: &Rows, i: usize) -> Option<ExactRow> {
    let case = rows.case;
    let places = case.idles.get(i).filter(|_| case.idle > 0)?;
    let mut terms = builds(rows, &[places.unit], |o| {
        -gain(o, &places.services, places.period)
    });
    terms.push((VarKey::Idle(i), 1));
    Some(sum(terms, -places.room))
}
