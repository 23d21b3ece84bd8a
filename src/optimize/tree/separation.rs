//! Rows that cut off the relaxation's point and no plan: mixed-integer rounding of the rows of the model and of the tableau's
//! rows (Gomory 1960; Marchand and Wolsey 2001).
//!
//! Here a cut is only found, in floating point: which rows to combine, from which bounds to count and in what lots to round.
//! The row itself is made by `certify`, in integers, from that recipe.

use std::collections::BTreeMap;

use crate::domain::{Case, map_of, sort_by};
use crate::optimize::certify::{Derived, MadeRow};
use crate::optimize::model::formulation::{Cut, RowKey, VarKey};
use crate::optimize::model::rows::Model;
use crate::optimize::params::separation::{
    LEAST_DEPTH, LEAST_PART, LEAST_ROUNDED, LOTS, MOST_CUTS, MOST_LOTS, MOST_PARALLEL,
    MOST_RECIPES, MOST_ROWS, MOST_SPREAD, MOST_TERMS, OPTIONS_OF_SMALL, PART_OF_MODEL,
};
use crate::optimize::relaxation::linear::Relaxation;
use crate::optimize::relaxation::{cuts::RowSource, linear::CutRow};

/// Bits of the numbers of a combination.
const WORD: i64 = 60;

/// The cuts of a search.
#[derive(Clone, Debug, Default)]
pub struct Cuts {
    /// How each follows from those before.
    pub recipes: Vec<Cut>,
    /// Their rows, by `certify`'s numbers of variables.
    made: Vec<MadeRow>,
}

/// A recipe before its row is made, with how deep it is thought to cut.
struct Draft {
    depth: f64,
    cut: Cut,
}

/// A row that is deep enough.
struct Deep {
    depth: f64,
    /// The length of its normal.
    length: f64,
    recipe: Cut,
    made: MadeRow,
    row: MadeRow,
}

impl Cuts {
    /// Finds cuts at the relaxation's point; the rows of those that were found, to be added to it.
    ///
    /// Cost: a backward solve and a combination of rows for each fractional basic variable, up to 150.
    pub fn find(&mut self, case: &Case, model: &Model, relaxation: &mut Relaxation) -> Vec<CutRow> {
        let Ok(mut derived) = Derived::of(case) else {
            return Vec::new();
        };
        self.made.iter().for_each(|row| derived.push(row.clone()));
        let numbers = numbers(model, &derived);
        let many = times(case);
        let mut deep: Vec<Deep> = Vec::new();
        let point: Vec<f64> = (0..model.vars.len())
            .map(|v| relaxation.simplex.value(v))
            .collect();
        for draft in drafts(model, relaxation, &point, many) {
            let Ok(made) = derived.cut(&draft.cut) else {
                continue;
            };
            let row = renumbered(&made, &numbers);
            if spread(&row) > MOST_SPREAD {
                continue;
            }
            let length = length(model, &row);
            let depth = beyond(&row, &point) / length;
            if depth > LEAST_DEPTH {
                deep.push(Deep {
                    depth,
                    length,
                    recipe: draft.cut,
                    made,
                    row,
                });
            }
        }
        sort_by(&mut deep, |a, b| b.depth.total_cmp(&a.depth));
        let chosen = apart(model, deep, MOST_CUTS * many);
        let first = self.recipes.len();
        let mut rows = Vec::with_capacity(chosen.len());
        for (i, cut) in chosen.into_iter().enumerate() {
            rows.push(CutRow {
                number: first + i,
                row: cut.row,
            });
            self.recipes.push(cut.recipe);
            self.made.push(cut.made);
        }
        rows
    }
}

/// How many times as many cuts a round of a case has as that of a small one: where each unit has its own, few do little.
#[must_use]
pub fn times(case: &Case) -> usize {
    (case.options.len() / OPTIONS_OF_SMALL).max(1)
}

/// The deepest first, as far as they point apart and have few enough terms together.
fn apart(model: &Model, deep: Vec<Deep>, most: usize) -> Vec<Deep> {
    let entries: usize = model.rows.iter().map(|row| row.terms.len()).sum();
    let mut room = entries / PART_OF_MODEL;
    let mut chosen: Vec<Deep> = Vec::new();
    for cut in deep {
        if chosen.len() >= most {
            break;
        }
        let parallel =
            |other: &Deep| dot(model, &other.row, &cut.row) / (other.length * cut.length);
        if cut.row.terms.len() <= room && chosen.iter().all(|c| parallel(c) < MOST_PARALLEL) {
            room -= cut.row.terms.len();
            chosen.push(cut);
        }
    }
    chosen
}

/// By `certify`'s number of a variable: that of the model.
fn numbers(model: &Model, derived: &Derived) -> Vec<usize> {
    let keys = model.vars.iter().map(|v| v.key);
    let place: BTreeMap<VarKey, usize> = map_of(keys.zip(0..));
    let of = |key: &VarKey| place.get(key).copied().unwrap_or(usize::MAX);
    derived.variables.iter().map(of).collect()
}

fn renumbered(made: &MadeRow, numbers: &[usize]) -> MadeRow {
    let mut terms: Vec<(usize, i64)> = made.terms.iter().map(|(v, a)| (numbers[*v], *a)).collect();
    terms.sort_unstable();
    MadeRow {
        terms,
        rhs: made.rhs,
    }
}

/// The largest coefficient as so many times the least.
fn spread(row: &MadeRow) -> f64 {
    let sizes = row.terms.iter().map(|(_, a)| a.abs());
    let (least, most) = sizes.fold((i64::MAX, 1), |(l, m), a| (l.min(a), m.max(a)));
    most as f64 / least as f64
}

/// The length of a row's normal over whole variables.
fn length(model: &Model, row: &MadeRow) -> f64 {
    let whole = row.terms.iter().filter(|(v, _)| model.vars[*v].whole);
    let squares: f64 = whole.map(|(_, a)| (*a as f64) * (*a as f64)).sum();
    squares.sqrt().max(1e-9)
}

/// How far the row is from holding at the point.
fn beyond(row: &MadeRow, point: &[f64]) -> f64 {
    let at: f64 = row.terms.iter().map(|(v, a)| *a as f64 * point[*v]).sum();
    row.rhs as f64 - at
}

/// Over whole variables.
fn dot(model: &Model, a: &MadeRow, b: &MadeRow) -> f64 {
    let (mut i, mut j, mut dot) = (0, 0, 0.0);
    while let (Some((v, x)), Some((w, y))) = (a.terms.get(i), b.terms.get(j)) {
        match v.cmp(w) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                if model.vars[*v].whole {
                    dot += *x as f64 * *y as f64;
                }
                (i, j) = (i + 1, j + 1);
            }
        }
    }
    dot
}

/// Recipes worth making, the deepest first; `many` times as many as for a small case.
fn drafts(model: &Model, relaxation: &mut Relaxation, point: &[f64], many: usize) -> Vec<Draft> {
    let rows = tableau_rows(model, relaxation, point);
    let sources = relaxation.sources(model);
    let whole: Vec<bool> = sources
        .iter()
        .map(|s| s.terms.iter().all(|(v, _)| model.vars[*v].whole))
        .collect();
    let mut desk = RowMaker {
        model,
        point,
        sources: &sources,
        whole: &whole,
        a: vec![0.0; model.vars.len()],
        named: Vec::new(),
    };
    let mut drafts: Vec<Draft> = Vec::new();
    for (s, source) in sources.iter().enumerate() {
        if let RowKey::Cut(_) = source.key {
            continue;
        }
        if source.slack < 1e-6 * (1.0 + source.rhs.abs() as f64) {
            let lots = desk.lots(source);
            drafts.extend(desk.best(&[(s, 1.0)], &lots));
        }
    }
    for row in rows {
        drafts.extend(desk.best(&row, &LOTS));
    }
    sort_by(&mut drafts, |a, b| b.depth.total_cmp(&a.depth));
    drafts.truncate(MOST_RECIPES * many);
    drafts
}

/// By fractional basic variable, the middle of the fractions first: the multipliers of its tableau row, by source.
fn tableau_rows(
    model: &Model,
    relaxation: &mut Relaxation,
    point: &[f64],
) -> Vec<Vec<(usize, f64)>> {
    let part = |x: f64| (x - x.floor()).min(x.ceil() - x);
    let builds = (0..model.vars.len()).filter(|v| model.vars[*v].whole);
    let mut fractional: Vec<(f64, usize)> = builds.map(|v| (part(point[v]), v)).collect();
    let sums = (0..relaxation.sums.len()).map(|s| relaxation.sum_variable(s));
    fractional.extend(sums.map(|v| (part(relaxation.simplex.value(v)), v)));
    fractional.retain(|(part, _)| *part > LEAST_PART);
    sort_by(&mut fractional, |a, b| {
        b.0.total_cmp(&a.0).then(a.1.cmp(&b.1))
    });
    fractional.truncate(MOST_ROWS);
    let rows = fractional
        .into_iter()
        .filter_map(|(_, v)| relaxation.tableau(v));
    rows.collect()
}

struct RowMaker<'a> {
    model: &'a Model,
    point: &'a [f64],
    sources: &'a [RowSource<'a>],
    /// By source: whether its slack is whole.
    whole: &'a [bool],
    a: Vec<f64>,
    named: Vec<usize>,
}

/// A term of a combination, counted from a bound: coefficient, value, whole.
type Term = (f64, f64, bool);

impl RowMaker<'_> {
    /// Lots for a row of the model: the coefficients of whole variables between their bounds.
    fn lots(&self, source: &RowSource) -> Vec<f64> {
        let between = |v: usize| {
            let (x, var) = (self.point[v], &self.model.vars[v]);
            var.whole && x > var.lo as f64 + 1e-6 && x < var.hi as f64 - 1e-6
        };
        let inside = source.terms.iter().filter(|(v, _)| between(*v));
        let mut lots: Vec<i64> = inside.map(|(_, a)| a.abs()).collect();
        lots.sort_unstable();
        lots.dedup();
        lots.reverse();
        lots.truncate(MOST_LOTS);
        lots.into_iter().map(|lot| lot as f64).collect()
    }

    /// The best lot for a combination of sources.
    fn best(&mut self, combination: &[(usize, f64)], lots: &[f64]) -> Option<Draft> {
        let magnitude = |s: usize| {
            let terms = self.sources[s].terms.iter();
            terms.map(|(_, a)| a.abs()).max().unwrap_or(0) as f64
        };
        let kept: Vec<(usize, f64)> = combination
            .iter()
            .copied()
            .filter(|(s, y)| y.abs() * magnitude(*s) > 1e-8)
            .collect();
        if kept
            .iter()
            .map(|(s, _)| self.sources[*s].terms.len())
            .sum::<usize>()
            > 4 * MOST_TERMS
        {
            return None;
        }
        let (terms, rhs, flipped) = self.combined(&kept)?;
        let mut best: Option<(f64, f64)> = None;
        for lot in lots {
            if let Some(depth) = rounded_depth(&terms, rhs, *lot)
                && best.is_none_or(|(most, _)| depth > most)
            {
                best = Some((depth, *lot));
            }
        }
        let (depth, lot) = best?;
        let largest = terms.iter().map(|(a, ..)| a.abs()).fold(lot, f64::max);
        let cut = self.recipe(&kept, flipped, lot, largest.max(rhs.abs()))?;
        Some(Draft { depth, cut })
    }

    /// The terms of a combination counted from the nearer bounds, slacks included, with the right side and the variables that
    /// are counted from above; none where they are too many.
    fn combined(&mut self, combination: &[(usize, f64)]) -> Option<(Vec<Term>, f64, Vec<usize>)> {
        let mut rhs = 0.0;
        for (s, y) in combination {
            let source = &self.sources[*s];
            rhs += y * source.rhs as f64;
            for (v, a) in source.terms {
                if self.a[*v] == 0.0 {
                    self.named.push(*v);
                }
                self.a[*v] += y * *a as f64;
            }
        }
        let mut named = std::mem::take(&mut self.named);
        named.sort_unstable();
        named.dedup();
        let mut terms: Vec<Term> = Vec::with_capacity(named.len());
        let mut flipped = Vec::new();
        for v in &named {
            let a = std::mem::take(&mut self.a[*v]);
            if a.abs() < 1e-9 {
                continue;
            }
            let (x, var) = (self.point[*v], &self.model.vars[*v]);
            let (lo, hi) = (var.lo as f64, var.hi as f64);
            if var.whole && hi - x < x - lo {
                flipped.push(*v);
                rhs -= a * hi;
                terms.push((-a, hi - x, true));
            } else {
                rhs -= a * lo;
                terms.push((a, x - lo, var.whole));
            }
        }
        named.clear();
        self.named = named;
        let few = terms.len() <= MOST_TERMS;
        for (s, y) in combination {
            terms.push((-y, self.sources[*s].slack, self.whole[*s]));
        }
        few.then_some((terms, rhs, flipped))
    }

    /// The recipe in whole numbers, in a unit in which no number of the combination is beyond a word.
    fn recipe(
        &self,
        kept: &[(usize, f64)],
        flipped: Vec<usize>,
        lot: f64,
        largest: f64,
    ) -> Option<Cut> {
        let single = kept.len() == 1 && kept[0].1 == 1.0;
        let bits = if single {
            0
        } else {
            (WORD - exponent(largest)).clamp(0, 50)
        };
        let unit = (1_u64 << bits) as f64;
        let mut rows: Vec<(RowKey, i64)> = kept
            .iter()
            .map(|(s, y)| (self.sources[*s].key, (y * unit).round() as i64))
            .collect();
        rows.retain(|(_, y)| *y != 0);
        rows.sort_unstable();
        let flipped = flipped.into_iter().map(|v| self.model.vars[v].key);
        (!rows.is_empty()).then(|| Cut {
            rows,
            flipped: flipped.collect(),
            lot: (lot * unit).round() as i64,
        })
    }
}

/// The least power of two above a positive number, read from its bits.
fn exponent(x: f64) -> i64 {
    (x.to_bits() >> 52) as i64 - 1_022
}

/// How far the point is beyond the rounded row; none where it is not, or where too little is rounded.
fn rounded_depth(terms: &[Term], rhs: f64, lot: f64) -> Option<f64> {
    let b = rhs / lot;
    let part = b - b.floor();
    if !(LEAST_ROUNDED..=1.0 - LEAST_ROUNDED).contains(&part) {
        return None;
    }
    let (mut at, mut squares) = (0.0, 0.0);
    for (a, value, whole) in terms {
        let a = a / lot;
        let c = if *whole {
            // What is whole but for noise stays whole.
            let floor = (a + 1e-9).floor();
            floor + ((a - floor).max(0.0) / part).min(1.0)
        } else {
            a.max(0.0) / part
        };
        at += c * value;
        squares += if *whole { c * c } else { 0.0 };
    }
    let depth = (b.floor() + 1.0 - at) / squares.sqrt().max(1e-9);
    (depth > LEAST_DEPTH).then_some(depth)
}

#[cfg(test)]
#[path = "separation_tests.rs"]
mod tests;
