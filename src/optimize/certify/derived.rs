//! Rows by number of variable: those of the model, and those that a proof derives from them by rounding.

use std::collections::BTreeMap;

use super::bounds::{Bounds, bounds};
use super::refusal::Refusal;
use super::rows::{Rows, row};
use crate::domain::{Case, Rule};
use crate::optimize::model::formulation::{Cut, RowKey, VarKey};

/// Σ terms ≥ rhs, by number of variable.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MadeRow {
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
    made: BTreeMap<RowKey, MadeRow>,
    cuts: Vec<MadeRow>,
}

/// A row in 128 bits, by number of variable.
struct Wide {
    /// Coefficients of all variables.
    dense: Vec<i128>,
    /// Variables that were named, some more than once.
    named: Vec<usize>,
    rhs: i128,
}

impl Wide {
    fn new(variables: usize) -> Wide {
        Wide {
            dense: vec![0; variables],
            named: Vec::new(),
            rhs: 0,
        }
    }

    fn add_term(&mut self, variable: usize, a: i128) -> Result<(), Refusal> {
        let at = &mut self.dense[variable];
        if *at == 0 {
            self.named.push(variable);
        }
        *at = sum(*at, a)?;
        Ok(())
    }

    /// Adds a multiple of a row.
    fn add(&mut self, times: i128, row: &MadeRow) -> Result<(), Refusal> {
        for (v, a) in &row.terms {
            self.add_term(*v, mul(times, (*a).into())?)?;
        }
        self.rhs = sum(self.rhs, mul(times, row.rhs.into())?)?;
        Ok(())
    }

    /// The terms that are not 0, by variable.
    fn terms(mut self) -> (Vec<(usize, i128)>, i128) {
        self.named.sort_unstable();
        self.named.dedup();
        let dense = self.dense;
        let terms = self.named.into_iter().map(|v| (v, dense[v]));
        (terms.filter(|(_, a)| *a != 0).collect(), self.rhs)
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
    pub fn row(&mut self, key: RowKey) -> Result<&MadeRow, Refusal> {
        if self.known(key).is_none() {
            let row = row(&self.rows, key).ok_or(Refusal::NoSuchRow { row: key })?;
            let terms = row.terms.iter().map(|(v, a)| {
                let number = self.number.get(v).ok_or(Refusal::NotWhole)?;
                Ok((*number, *a))
            });
            let made = MadeRow {
                terms: terms.collect::<Result<_, _>>()?,
                rhs: row.rhs,
            };
            self.made.insert(key, made);
        }
        self.known(key).ok_or(Refusal::NoSuchRow { row: key })
    }

    /// A row that was made before.
    fn known(&self, key: RowKey) -> Option<&MadeRow> {
        match key {
            RowKey::Cut(cut) => self.cuts.get(cut),
            _ => self.made.get(&key),
        }
    }

    /// Takes a row as the next cut, [`RowKey::Cut`].
    pub fn push(&mut self, cut: MadeRow) {
        self.cuts.push(cut);
    }

    /// The row of a cut, from the rows of the model and the cuts so far. Every rounding makes it weaker, never stronger.
    ///
    /// Cost: the terms of the rows it names.
    ///
    /// # Errors
    /// What is not sound about it.
    pub fn cut(&mut self, cut: &Cut) -> Result<MadeRow, Refusal> {
        let place = self.cuts.len();
        let nothing = Refusal::NothingRounded { cut: place };
        let lot = i128::from(cut.lot);
        if lot < 1 {
            return Err(nothing);
        }
        let (wide, slacks) = self.combined(cut)?;
        let (mut terms, mut rhs) = wide.terms();
        let flipped = self.flips(cut)?;
        for (v, a) in &mut terms {
            let (bounds, turned) = (self.bounds[*v], flipped[*v]);
            let from = if turned { bounds.hi } else { bounds.lo };
            rhs = sum(rhs, -mul(*a, from.into())?)?;
            *a = if turned { -*a } else { *a };
        }
        let (beta, part) = divide(rhs, lot);
        if part == 0 {
            return Err(nothing);
        }
        // Everything times f d, so that all stays whole.
        let rounded = |a: i128, whole: bool| {
            if whole {
                let (lots, left) = divide(a, lot);
                sum(mul(lots, part)?, left.min(part))
            } else {
                Ok(a.max(0))
            }
        };
        let mut row = Wide::new(self.bounds.len());
        row.rhs = mul(sum(beta, 1)?, part)?;
        for (v, a) in terms {
            let (bounds, turned) = (self.bounds[v], flipped[v]);
            let a = rounded(a, bounds.whole)?;
            let (a, from) = if turned {
                (-a, bounds.hi)
            } else {
                (a, bounds.lo)
            };
            row.add_term(v, a)?;
            row.rhs = sum(row.rhs, mul(a, from.into())?)?;
        }
        for slack in slacks {
            let a = rounded(slack.coefficient, slack.whole)?;
            if a != 0 {
                let of = slack.row;
                row.add(a, self.known(of).ok_or(Refusal::NoSuchRow { row: of })?)?;
            }
        }
        self.narrow(row)
    }

    /// The combination of a cut's rows, and their slacks.
    fn combined(&mut self, cut: &Cut) -> Result<(Wide, Vec<Slack>), Refusal> {
        let mut wide = Wide::new(self.bounds.len());
        let mut slacks = Vec::new();
        let mut last = None;
        for (key, times) in &cut.rows {
            if last.is_some_and(|last| last >= *key) {
                return Err(Refusal::NoSuchRow { row: *key });
            }
            last = Some(*key);
            let times = i128::from(*times);
            self.row(*key)?;
            let row = self.known(*key).ok_or(Refusal::NoSuchRow { row: *key })?;
            wide.add(times, row)?;
            slacks.push(Slack {
                row: *key,
                coefficient: -times,
                whole: row.terms.iter().all(|(v, _)| self.bounds[*v].whole),
            });
        }
        Ok((wide, slacks))
    }

    /// By number: whether a variable is counted from its upper bound.
    fn flips(&self, cut: &Cut) -> Result<Vec<bool>, Refusal> {
        let mut flips = vec![false; self.bounds.len()];
        for v in &cut.flipped {
            let number = self.number.get(v).filter(|n| self.bounds[**n].whole);
            flips[*number.ok_or(Refusal::NotWhole)?] = true;
        }
        Ok(flips)
    }

    /// The same row in 64 bits, a little weaker where its numbers are too large.
    fn narrow(&self, row: Wide) -> Result<MadeRow, Refusal> {
        let (mut wide, mut rhs) = row.terms();
        let common = wide.iter().fold(0, |g, (_, a)| gcd(g, a.abs()));
        if common > 1 {
            wide.iter_mut().for_each(|(_, a)| *a = divide(*a, common).0);
            let whole = wide.iter().all(|(v, _)| self.bounds[*v].whole);
            rhs = if whole {
                -(-rhs).div_euclid(common)
            } else {
                rhs.div_euclid(common)
            };
        }
        let most = wide.iter().map(|(_, a)| a.abs()).max().unwrap_or(0);
        let shift = (128 - most.leading_zeros()).saturating_sub(BITS);
        let unit = 1_i128 << shift;
        let mut terms = Vec::with_capacity(wide.len());
        for (v, a) in wide {
            let (lo, hi) = (self.bounds[v].lo.into(), self.bounds[v].hi.into());
            let coefficient = -(-a).div_euclid(unit);
            // a v ≤ unit × coefficient × v − (unit × coefficient − a) lo
            let more = sum(mul(unit, coefficient)?, -a)?;
            rhs = sum(rhs, mul(more, lo)?)?;
            if shift > 0 && coefficient.abs() < NOISE {
                // c v is at most its value at one of the bounds.
                let at = if coefficient > 0 { hi } else { lo };
                let most = mul(mul(unit, coefficient)?, at)?;
                rhs = sum(rhs, -most)?;
            } else {
                let narrow = i64::try_from(coefficient).map_err(|_| Refusal::TooLarge)?;
                terms.push((v, narrow));
            }
        }
        let rhs = i64::try_from(rhs.div_euclid(unit)).map_err(|_| Refusal::TooLarge)?;
        Ok(MadeRow { terms, rhs })
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
    match (i64::try_from(a), i64::try_from(b)) {
        // The product of two words always fits, and is many times quicker in wasm.
        (Ok(a), Ok(b)) => Ok(i128::from(a) * i128::from(b)),
        _ => a.checked_mul(b).ok_or(Refusal::TooLarge),
    }
}

/// ⌊a ⁄ b⌋ and what is left, for b > 0.
fn divide(a: i128, b: i128) -> (i128, i128) {
    match (i64::try_from(a), i64::try_from(b)) {
        (Ok(a), Ok(b)) => (a.div_euclid(b).into(), a.rem_euclid(b).into()),
        _ => (a.div_euclid(b), a.rem_euclid(b)),
    }
}

fn gcd(a: i128, b: i128) -> i128 {
    if a == 1 || b == 0 {
        a
    } else {
        gcd(b, divide(a, b).1)
    }
}

fn variables(case: &Case) -> Vec<VarKey> {
    let mut all: Vec<VarKey> = (0..case.options.len()).map(VarKey::Build).collect();
    all.extend((0..case.checks.len()).map(VarKey::Short));
    for (c, check) in case.checks.iter().enumerate() {
        match &check.rule {
            Rule::UnitsCovered { groups, .. } => {
                all.extend((0..groups.len()).map(|g| VarKey::Has(c, g)))
            }
            Rule::KindsPresent { kinds, .. } => {
                all.extend((0..kinds.len()).map(|k| VarKey::Has(c, k)))
            }
            Rule::MembersCovered { units, .. } => {
                all.extend((0..units.len()).map(|i| VarKey::Covered(c, i)))
            }
            Rule::Share { .. } => all.push(VarKey::Missing(c)),
            Rule::AtLeast { .. } => {}
        }
    }
    all.extend((!case.locals.is_empty()).then_some(VarKey::Largest));
    if case.idle > 0 {
        all.extend((0..case.idles.len()).map(VarKey::Idle));
    }
    all
}
