//! The linear relaxation of a case, with sums over units as rows of their own, so that branching can bound them.

use crate::domain::{Case, sort_by};
use crate::optimize::certify::MadeRow;
use crate::optimize::model::formulation::{RowKey, VarKey};
use crate::optimize::model::rows::Model;
use crate::optimize::simplex::{Basis, Lp, Simplex, Verdict};

use super::needs_in_lots::Whole;
use super::sums::{Sum, sums};
use crate::optimize::params::relaxation::{LEVELS_APART, WHOLE};

/// A cut as a row, by variable of the model.
#[derive(Clone, Debug)]
pub struct CutRow {
    /// Its place among the cuts of the search.
    pub number: usize,
    /// The row.
    pub row: MadeRow,
}

/// The relaxation and its simplex.
#[derive(Clone, Debug)]
pub struct Relaxation {
    /// The engine.
    pub simplex: Simplex,
    /// The sums, in the order of their rows after the model's.
    pub sums: Vec<Sum>,
    /// Rows of the model that are rows here; the others hold whatever the variables are.
    pub(super) kept: Vec<usize>,
    pub(super) root: Vec<(f64, f64)>,
    /// Rows after those of the sums.
    pub(super) wholes: Vec<Whole>,
    /// Rows after those.
    pub(super) cuts: Vec<CutRow>,
    /// The variable of the largest local shortfall.
    pub(super) largest: Option<usize>,
}

/// A share in units of 2⁻⁵⁰, rounded up.
#[must_use]
pub fn level_of(share: f64) -> i64 {
    (share * UNIT).ceil().clamp(0.0, 1e18) as i64
}

/// 2⁵⁰
pub const UNIT: f64 = (1_u64 << 50) as f64;

/// What a row of the relaxation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RowName {
    /// A row of the model.
    Model(RowKey),
    /// A sum, by its place.
    Sum(usize),
    /// A local need in lots of whole modules.
    Whole(usize, i64),
    /// A cut, by its place among those of the search.
    Cut(usize),
}

/// A bound on a variable of the simplex that branching has set: the variable, at most or at least, k.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Branch {
    /// A structural, or the logical of a sum.
    pub variable: usize,
    /// At most `k`; else at least `k`.
    pub at_most: bool,
    /// k; for the largest local shortfall in units of 2⁻⁵⁰.
    pub k: i64,
}

impl Relaxation {
    /// States the relaxation of a model.
    #[must_use]
    pub fn of(case: &Case, model: &Model) -> Relaxation {
        Relaxation::stated(model, sums(case), Vec::new())
    }

    /// States the relaxation of a model with these sums and cuts.
    #[must_use]
    pub fn stated(model: &Model, sums: Vec<Sum>, cuts: Vec<CutRow>) -> Relaxation {
        let kept: Vec<usize> = (0..model.rows.len())
            .filter(|r| model.may_fail(&model.rows[*r]))
            .collect();
        let rows = kept.len();
        let largest = model.vars.iter().position(|v| v.key == VarKey::Largest);
        let wholes = largest.map_or_else(Vec::new, |v| Whole::of(model, v));
        let mut lp = Lp {
            columns: vec![Vec::new(); model.vars.len()],
            cost: model.vars.iter().map(|v| v.cost).collect(),
            lo: model.vars.iter().map(|v| v.lo as f64).collect(),
            hi: model.vars.iter().map(|v| v.hi as f64).collect(),
            row_lo: kept.iter().map(|r| model.rows[*r].rhs as f64).collect(),
            row_hi: vec![f64::INFINITY; rows],
        };
        for (r, row) in kept.iter().map(|r| &model.rows[*r]).enumerate() {
            for (v, a) in &row.terms {
                lp.columns[*v].push((r, *a as f64));
            }
        }
        for (i, sum) in sums.iter().enumerate() {
            lp.row_lo.push(f64::NEG_INFINITY);
            lp.row_hi.push(f64::INFINITY);
            for v in &sum.vars {
                lp.columns[*v].push((rows + i, 1.0));
            }
        }
        for (i, whole) in wholes.iter().enumerate() {
            lp.row_lo.push(f64::NEG_INFINITY);
            lp.row_hi.push(f64::INFINITY);
            for (v, a) in &whole.terms {
                lp.columns[*v].push((rows + sums.len() + i, *a as f64));
            }
        }
        for (i, cut) in cuts.iter().enumerate() {
            lp.row_lo.push(cut.row.rhs as f64);
            lp.row_hi.push(f64::INFINITY);
            for (v, a) in &cut.row.terms {
                lp.columns[*v].push((rows + sums.len() + wholes.len() + i, *a as f64));
            }
        }
        let variables = lp.lo.iter().copied().zip(lp.hi.iter().copied());
        let logicals = lp.row_lo.iter().copied().zip(lp.row_hi.iter().copied());
        let root = variables.chain(logicals).collect();
        Relaxation {
            simplex: Simplex::new(&lp),
            sums,
            kept,
            root,
            wholes,
            cuts,
            largest,
        }
    }

    /// The names of the rows, in their order.
    #[must_use]
    pub fn row_names(&self, model: &Model) -> Vec<RowName> {
        let kept = self.kept.iter().map(|r| RowName::Model(model.rows[*r].key));
        let sums = (0..self.sums.len()).map(RowName::Sum);
        let wholes = self.wholes.iter().map(|w| RowName::Whole(w.need, w.lot));
        let cuts = self.cuts.iter().map(|c| RowName::Cut(c.number));
        kept.chain(sums).chain(wholes).chain(cuts).collect()
    }

    /// Rows of the relaxation: the model's, one for each sum, for each need in whole modules and for each cut.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.kept.len() + self.sums.len() + self.wholes.len() + self.cuts.len()
    }

    /// Asks of every local need the whole modules that a largest shortfall of at most `level` (in units of 2⁻⁵⁰) takes, C11;
    /// none asks nothing.
    pub fn ask_whole(&mut self, level: Option<i64>) {
        for i in 0..self.wholes.len() {
            let least = level.map_or(f64::NEG_INFINITY, |level| self.wholes[i].least(level));
            let logical = self.simplex.structurals() + self.kept.len() + self.sums.len() + i;
            self.simplex.set_bounds(logical, least, f64::INFINITY);
        }
    }

    /// Holds the largest local shortfall at a level for good. For finding plans; it bounds none.
    pub fn hold_largest(&mut self, level: i64) {
        if let Some(largest) = self.largest {
            self.ask_whole(Some(level));
            let level = level as f64 / UNIT;
            self.set_root(largest, level, level);
        }
    }

    /// Limits the largest local shortfall to a level until the bounds are recalled. For finding plans; it bounds none.
    pub fn aim_at(&mut self, level: i64) {
        if let Some(largest) = self.largest {
            self.ask_whole(Some(level));
            self.simplex.set_bounds(largest, 0.0, level as f64 / UNIT);
        }
    }

    /// The level at which to split next on the largest local shortfall; none where its bounds are close enough already.
    ///
    /// Without a bound from above: a little above the present value. Else near the middle of the bounds, where some need asks
    /// for a module more.
    #[must_use]
    pub fn next_level(&self) -> Option<f64> {
        let variable = self.largest.filter(|_| !self.wholes.is_empty())?;
        let value = self.simplex.value(variable);
        let (lo, hi) = self.simplex.bounds(variable);
        if hi > 1.0 {
            // At most 1, so that the side below counts as bounded.
            return (value < 0.9).then(|| (value + (0.25 * value).max(0.01)).min(1.0));
        }
        if (hi - lo) * self.simplex.cost(variable) < LEVELS_APART {
            return None;
        }
        let middle = 0.5 * (lo + hi);
        let steps = self.wholes.iter().flat_map(|whole| whole.steps(middle));
        let inside = steps.filter(|s| *s > lo + 1e-9 && *s < hi - 1e-9);
        inside.min_by(|a, b| (a - middle).abs().total_cmp(&(b - middle).abs()))
    }

    /// Takes the side of a branch.
    pub fn take(&mut self, branch: Branch) {
        let (lo, hi) = self.simplex.bounds(branch.variable);
        let is_level = self.largest == Some(branch.variable);
        let k = branch.k as f64 / if is_level { UNIT } else { 1.0 };
        let (lo, hi) = if branch.at_most {
            (lo, hi.min(k))
        } else {
            (lo.max(k), hi)
        };
        self.simplex.set_bounds(branch.variable, lo, hi);
        if is_level && branch.at_most {
            self.ask_whole(Some(branch.k));
        }
    }

    /// Returns from the side of a branch to the root.
    pub fn forget(&mut self, branch: Branch) {
        let (lo, hi) = self.root[branch.variable];
        self.simplex.set_bounds(branch.variable, lo, hi);
        if self.largest == Some(branch.variable) && branch.at_most {
            self.ask_whole(None);
        }
    }

    /// The variable of the largest local shortfall.
    #[must_use]
    pub fn largest_variable(&self) -> Option<usize> {
        self.largest
    }

    /// The largest local shortfall that the present bounds allow, or where they do not limit it that of the present point, in
    /// units of 2⁻⁵⁰, rounded up; 0 where there are no local needs.
    #[must_use]
    pub fn level(&self) -> i64 {
        self.largest.map_or(0, |v| {
            let (_, most) = self.simplex.bounds(v);
            level_of(if most <= 1.0 {
                most
            } else {
                self.simplex.value(v)
            })
        })
    }

    /// Whether the bounds limit the largest local shortfall, or nothing depends on it.
    #[must_use]
    pub fn level_is_bounded(&self) -> bool {
        let limited = |v: usize| self.simplex.bounds(v).1 <= 1.0;
        self.wholes.is_empty() || self.largest.is_none_or(limited)
    }

    pub(super) fn set_root(&mut self, variable: usize, lo: f64, hi: f64) {
        self.root[variable] = (lo, hi);
        self.simplex.set_bounds(variable, lo, hi);
    }

    /// Limits the shortfall of a check (its variable) for good.
    pub fn allow_short(&mut self, variable: usize, share: f64) {
        self.set_root(variable, 0.0, share);
    }

    /// The simplex variable of a sum.
    #[must_use]
    pub fn sum_variable(&self, sum: usize) -> usize {
        self.simplex.structurals() + self.kept.len() + sum
    }

    /// The form of a simplex variable in the words of the proof.
    #[must_use]
    pub fn form(&self, model: &Model, variable: usize) -> Vec<(VarKey, i64)> {
        if variable < self.simplex.structurals() {
            return vec![(model.vars[variable].key, 1)];
        }
        let sum = &self.sums[variable - self.simplex.structurals() - self.kept.len()];
        sum.vars.iter().map(|v| (model.vars[*v].key, 1)).collect()
    }

    /// The rows of the model that bind, with their multipliers.
    pub fn multipliers(&self) -> impl Iterator<Item = (usize, f64)> + '_ {
        let rows = self.kept.iter().enumerate();
        rows.map(|(r, row)| (*row, self.simplex.multiplier(r)))
    }

    /// Solves with the bounds of a path from the root.
    pub fn solve(&mut self, cutoff: f64, most: u64) -> Verdict {
        self.simplex.solve(cutoff, most)
    }

    /// The present basis.
    #[must_use]
    pub fn basis(&self) -> Basis {
        self.simplex.basis()
    }

    /// Those of some variables that are not whole, those in the middle first: preference, variable, value. Each comes with the
    /// number of variables that it sums.
    #[must_use]
    pub fn fractional(&self, of: impl Iterator<Item = (usize, usize)>) -> Vec<(f64, usize, f64)> {
        let mut found: Vec<(f64, usize, f64)> = Vec::new();
        for (variable, size) in of {
            let value = self.simplex.value(variable);
            let fraction = (value - value.floor()).min(value.ceil() - value);
            if fraction > WHOLE {
                let preference = fraction * if size > 1 { 4.0 } else { 1.0 };
                found.push((preference, variable, value));
            }
        }
        sort_by(&mut found, |a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        found
    }
}
