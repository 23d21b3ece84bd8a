//! Rows by number of variable: those of the model, and those that a proof derives from them by rounding.

use std::collections::BTreeMap;

use super::Refusal;
use super::rows::{Bounds, Rows, bounds, row};
use crate::domain::{Case, Rule};
use crate::optimize::{Cut, RowKey, VarKey};

/// Σ terms ≥ rhs, by number of variable.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Made {
    /// Variable, coefficient.
    pub terms: Vec<(usize, i64)>,
    /// The right side.
    pub rhs: i64,
}

/// The variables and rows of a case, each made when it is asked for, with the cuts so far.
pub struct Derived<'a> {
    rows: Rows<'a>,
    /// By number.
    pub variables: Vec<VarKey>,
    /// Number by variable.
    pub number: BTreeMap<VarKey, usize>,
    /// Bounds by number.
    pub bounds: Vec<Bounds>,
    made: BTreeMap<RowKey, Made>,
    cuts: Vec<Made>,
}

/// A row in 128 bits, by number of variable.
struct Wide {
    terms: BTreeMap<usize, i128>,
    rhs: i128,
}

impl Wide {
    /// Adds a multiple of a row.
    fn add(&mut self, times: i128, row: &Made) -> Result<(), Refusal> {
        for (v, a) in &row.terms {
            let term = mul(times, (*a).into())?;
            let at = self.terms.entry(*v).or_insert(0);
            *at = sum(*at, term)?;
        }
        self.rhs = sum(self.rhs, mul(times, row.rhs.into())?)?;
        Ok(())
    }
}

/// The slack of a row within a combination.
struct Slack {
    row: RowKey,
    coefficient: i128,
    whole: bool,
}

impl<'a> Derived<'a> {
    /// Gets ready to make rows.
    ///
    /// # Errors
    /// [`Refusal::NotWhole`] for a variable without bounds.
    pub fn of(case: &'a Case) -> Result<Self, Refusal> {
        let variables = variables(case);
        let bounds = variables
            .iter()
            .map(|v| bounds(case, *v).ok_or(Refusal::NotWhole));
        Ok(Derived {
            rows: Rows::of(case),
            bounds: bounds.collect::<Result<_, _>>()?,
            number: variables.iter().enumerate().map(|(i, v)| (*v, i)).collect(),
            variables,
            made: BTreeMap::new(),
            cuts: Vec::new(),
        })
    }

    /// A row of the model or a cut.
    ///
    /// # Errors
    /// [`Refusal::NoSuchRow`].
    pub fn row(&mut self, key: RowKey) -> Result<&Made, Refusal> {
        if let RowKey::Cut(cut) = key {
            return self.cuts.get(cut).ok_or(Refusal::NoSuchRow { row: key });
        }
        if !self.made.contains_key(&key) {
            let row = row(&self.rows, key).ok_or(Refusal::NoSuchRow { row: key })?;
            let terms = row.terms.iter().map(|(v, a)| {
                self.number
                    .get(v)
                    .map(|n| (*n, *a))
                    .ok_or(Refusal::NotWhole)
            });
            let made = Made {
                terms: terms.collect::<Result<_, _>>()?,
                rhs: row.rhs,
            };
            self.made.insert(key, made);
        }
        self.made.get(&key).ok_or(Refusal::NoSuchRow { row: key })
    }

    /// Takes a row as the next cut, [`RowKey::Cut`].
    pub fn push(&mut self, cut: Made) {
        self.cuts.push(cut);
    }

    /// The row of a cut, from the rows of the model and the cuts so far. Every rounding makes it weaker, never stronger.
    ///
    /// Cost: the terms of the rows it names.
    ///
    /// # Errors
    /// What is not sound about it.
    pub fn cut(&mut self, cut: &Cut) -> Result<Made, Refusal> {
        let place = self.cuts.len();
        let nothing = Refusal::NothingRounded { cut: place };
        let lot = i128::from(cut.lot);
        if lot < 1 {
            return Err(nothing);
        }
        let (mut wide, slacks) = self.combined(cut)?;
        let flipped = self.flips(cut)?;
        self.count_from_bounds(&mut wide, &flipped)?;
        let (beta, part) = (wide.rhs.div_euclid(lot), wide.rhs.rem_euclid(lot));
        if part == 0 {
            return Err(nothing);
        }
        // Everything times f d, so that all stays whole.
        let rounded = |a: i128, whole: bool| {
            if whole {
                let up = a.rem_euclid(lot).min(part);
                sum(mul(a.div_euclid(lot), part)?, up)
            } else {
                Ok(a.max(0))
            }
        };
        let mut row = Wide {
            terms: BTreeMap::new(),
            rhs: mul(sum(beta, 1)?, part)?,
        };
        for (v, a) in &wide.terms {
            let (bounds, turned) = (self.bounds[*v], flipped.contains_key(v));
            let a = rounded(*a, bounds.whole)?;
            let (a, from) = if turned {
                (-a, bounds.hi)
            } else {
                (a, bounds.lo)
            };
            row.terms.insert(*v, a);
            row.rhs = sum(row.rhs, mul(a, from.into())?)?;
        }
        for slack in slacks {
            let a = rounded(slack.coefficient, slack.whole)?;
            if a != 0 {
                row.add(a, self.row(slack.row)?)?;
            }
        }
        self.narrow(row)
    }

    /// The combination of a cut's rows, and their slacks.
    fn combined(&mut self, cut: &Cut) -> Result<(Wide, Vec<Slack>), Refusal> {
        let mut wide = Wide {
            terms: BTreeMap::new(),
            rhs: 0,
        };
        let mut slacks = Vec::new();
        let mut last = None;
        for (key, times) in &cut.rows {
            if last.is_some_and(|last| last >= *key) {
                return Err(Refusal::NoSuchRow { row: *key });
            }
            last = Some(*key);
            let times = i128::from(*times);
            wide.add(times, self.row(*key)?)?;
            let terms = &self.row(*key)?.terms.clone();
            slacks.push(Slack {
                row: *key,
                coefficient: -times,
                whole: terms.iter().all(|(v, _)| self.bounds[*v].whole),
            });
        }
        Ok((wide, slacks))
    }

    fn flips(&self, cut: &Cut) -> Result<BTreeMap<usize, ()>, Refusal> {
        let number = |v: &VarKey| self.number.get(v).filter(|n| self.bounds[**n].whole);
        let all = cut
            .flipped
            .iter()
            .map(|v| number(v).map(|n| (*n, ())).ok_or(Refusal::NotWhole));
        all.collect()
    }

    /// Replaces every variable by its distance from a bound.
    fn count_from_bounds(
        &self,
        wide: &mut Wide,
        flipped: &BTreeMap<usize, ()>,
    ) -> Result<(), Refusal> {
        for (v, a) in &mut wide.terms {
            let turned = flipped.contains_key(v);
            let from = if turned {
                self.bounds[*v].hi
            } else {
                self.bounds[*v].lo
            };
            wide.rhs = sum(wide.rhs, -mul(*a, from.into())?)?;
            if turned {
                *a = -*a;
            }
        }
        Ok(())
    }

    /// The same row in 64 bits, a little weaker where its numbers are too large.
    fn narrow(&self, mut row: Wide) -> Result<Made, Refusal> {
        row.terms.retain(|_, a| *a != 0);
        let common = row.terms.values().fold(0, |g, a| gcd(g, a.abs()));
        if common > 1 {
            let whole = row.terms.keys().all(|v| self.bounds[*v].whole);
            row.terms.values_mut().for_each(|a| *a /= common);
            row.rhs = if whole {
                -(-row.rhs).div_euclid(common)
            } else {
                row.rhs.div_euclid(common)
            };
        }
        let most = row.terms.values().map(|a| a.abs()).max().unwrap_or(0);
        let shift = (128 - most.leading_zeros()).saturating_sub(BITS);
        let unit = 1_i128 << shift;
        let mut terms = Vec::with_capacity(row.terms.len());
        for (v, a) in row.terms {
            let (lo, hi) = (self.bounds[v].lo.into(), self.bounds[v].hi.into());
            let coefficient = -(-a).div_euclid(unit);
            // a v ≤ unit × coefficient × v − (unit × coefficient − a) lo
            let more = sum(mul(unit, coefficient)?, -a)?;
            row.rhs = sum(row.rhs, mul(more, lo)?)?;
            if shift > 0 && coefficient.abs() < NOISE {
                // c v is at most its value at one of the bounds.
                let at = if coefficient > 0 { hi } else { lo };
                let most = mul(mul(unit, coefficient)?, at)?;
                row.rhs = sum(row.rhs, -most)?;
            } else {
                let narrow = i64::try_from(coefficient).map_err(|_| Refusal::TooLarge)?;
                terms.push((v, narrow));
            }
        }
        let rhs = i64::try_from(row.rhs.div_euclid(unit)).map_err(|_| Refusal::TooLarge)?;
        Ok(Made { terms, rhs })
    }
}

/// Bits of the largest coefficient of a cut.
const BITS: u32 = 32;
/// Coefficients of a shortened cut below this are left out.
const NOISE: i128 = 1 << 12;

fn sum(a: i128, b: i128) -> Result<i128, Refusal> {
    a.checked_add(b).ok_or(Refusal::TooLarge)
}

fn mul(a: i128, b: i128) -> Result<i128, Refusal> {
    a.checked_mul(b).ok_or(Refusal::TooLarge)
}

fn gcd(a: i128, b: i128) -> i128 {
    if b == 0 { a } else { gcd(b, a % b) }
}

fn variables(case: &Case) -> Vec<VarKey> {
    let mut all: Vec<VarKey> = (0..case.options.len()).map(VarKey::Build).collect();
    all.extend((0..case.checks.len()).map(VarKey::Short));
    for (c, check) in case.checks.iter().enumerate() {
        match &check.rule {
            Rule::UnitsCovered { groups, .. } => {
                all.extend((0..groups.len()).map(|g| VarKey::Has(c, g)))
            }
            Rule::MembersCovered { units, .. } => {
                all.extend((0..units.len()).map(|i| VarKey::Covered(c, i)))
            }
            Rule::AtLeast { .. } | Rule::Share { .. } => {}
        }
    }
    all.extend((!case.locals.is_empty()).then_some(VarKey::Largest));
    all
}
