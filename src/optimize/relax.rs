//! The linear relaxation of a case, with sums over units as rows of their own, so that branching can bound them.

use super::keys::{Leaf, RowKey, VarKey};
use super::model::Model;
use super::simplex::{Basis, Lp, Simplex, Verdict};
use crate::domain::Case;

/// A whole sum that can be bounded: modules of one measure begun by a period over all units.
#[derive(Clone, Debug)]
pub struct Sum {
    /// Variables of the model, each with coefficient 1.
    pub vars: Vec<usize>,
}

/// The relaxation and its simplex.
#[derive(Clone, Debug)]
pub struct Relaxation {
    /// The engine.
    pub simplex: Simplex,
    /// The sums, in the order of their rows after the model's.
    pub sums: Vec<Sum>,
    rows: usize,
    root: Vec<(f64, f64)>,
}

/// Where a relaxation's simplex stood, for another relaxation with the same rows and variables.
#[derive(Clone, Debug)]
pub struct Warm {
    vars: Vec<VarKey>,
    rows: Vec<RowKey>,
    /// The basis.
    pub basis: Basis,
}

impl Warm {
    /// The basis of a model's relaxation.
    #[must_use]
    pub fn of(model: &Model, basis: Basis) -> Warm {
        let vars = model.vars.iter().map(|v| v.key).collect();
        Warm {
            vars,
            rows: model.rows.iter().map(|r| r.key).collect(),
            basis,
        }
    }

    /// Whether a model has the same rows and variables.
    #[must_use]
    pub fn fits(&self, model: &Model) -> bool {
        self.vars.iter().eq(model.vars.iter().map(|v| &v.key))
            && self.rows.iter().eq(model.rows.iter().map(|r| &r.key))
    }
}

/// A bound on a variable of the simplex that branching has set: the variable, at most or at least, k.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Branch {
    /// A structural, or the logical of a sum.
    pub variable: usize,
    /// At most `k`; else at least `k`.
    pub at_most: bool,
    /// k.
    pub k: i64,
}

impl Relaxation {
    /// States the relaxation of a model.
    #[must_use]
    pub fn of(case: &Case, model: &Model) -> Relaxation {
        let sums = sums(case);
        let rows = model.rows.len();
        let mut lp = Lp {
            columns: vec![Vec::new(); model.vars.len()],
            cost: model.vars.iter().map(|v| v.cost).collect(),
            lo: model.vars.iter().map(|v| v.lo as f64).collect(),
            hi: model.vars.iter().map(|v| v.hi as f64).collect(),
            row_lo: model.rows.iter().map(|r| r.rhs as f64).collect(),
            row_hi: vec![f64::INFINITY; rows],
        };
        for (r, row) in model.rows.iter().enumerate() {
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
        let variables = lp.lo.iter().copied().zip(lp.hi.iter().copied());
        let logicals = lp.row_lo.iter().copied().zip(lp.row_hi.iter().copied());
        let root = variables.chain(logicals).collect();
        Relaxation {
            simplex: Simplex::new(&lp),
            sums,
            rows,
            root,
        }
    }

    /// Rows of the relaxation: the model's and one for each sum.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows + self.sums.len()
    }

    /// Bounds of a simplex variable before any branching.
    #[must_use]
    pub fn root_bounds(&self, variable: usize) -> (f64, f64) {
        self.root[variable]
    }

    /// Limits the shortfall of a check (its variable) for good.
    pub fn allow_short(&mut self, variable: usize, share: f64) {
        self.root[variable] = (0.0, share);
        self.simplex.set_bounds(variable, 0.0, share);
    }

    /// The simplex variable of a sum.
    #[must_use]
    pub fn sum_variable(&self, sum: usize) -> usize {
        self.simplex.structurals() + self.rows + sum
    }

    /// The form of a simplex variable in the words of the proof.
    #[must_use]
    pub fn form(&self, model: &Model, variable: usize) -> Vec<(VarKey, i64)> {
        if variable < self.simplex.structurals() {
            return vec![(model.vars[variable].key, 1)];
        }
        let sum = &self.sums[variable - self.simplex.structurals() - self.rows];
        sum.vars.iter().map(|v| (model.vars[*v].key, 1)).collect()
    }

    /// The multipliers of the present basis as a leaf of the proof; `path` are the branches from the root.
    #[must_use]
    pub fn leaf(&self, model: &Model, path: &[Branch]) -> Leaf {
        self.leaf_of(
            model,
            path,
            |r| self.simplex.multiplier(r),
            |v| self.simplex.reduced(v),
        )
    }

    /// Multipliers of an infeasible node: the basis's own plus so much of the ray that the leaf's loss reaches `loss`.
    #[must_use]
    pub fn infeasible_leaf(&self, model: &Model, path: &[Branch], loss: f64) -> Option<Leaf> {
        let ray = self.simplex.ray()?;
        let structurals = self.simplex.structurals();
        let reduced: Vec<f64> = (0..structurals).map(|v| self.ray_cost(&ray, v)).collect();
        let at_worst = |variable: usize, rate: f64| {
            let (lo, hi) = self.simplex.bounds(variable);
            let worst = if rate >= 0.0 { lo } else { hi };
            if rate == 0.0 { 0.0 } else { rate * worst }
        };
        let rows = ray
            .iter()
            .enumerate()
            .map(|(r, y)| at_worst(structurals + r, *y));
        let violated = rows.sum::<f64>()
            + reduced
                .iter()
                .enumerate()
                .map(|(v, d)| at_worst(v, *d))
                .sum::<f64>();
        let times = (loss - self.simplex.objective()).max(1.0) / violated;
        let of_ray = |v: usize| {
            if v < structurals {
                reduced[v]
            } else {
                ray[v - structurals]
            }
        };
        let multiplier = |r: usize| self.simplex.multiplier(r) + times * ray[r];
        let sound =
            violated > 0.0 && (0..self.rows).all(|r| multiplier(r).abs() < LARGEST_MULTIPLIER);
        sound.then(|| {
            self.leaf_of(model, path, multiplier, |v| {
                self.simplex.reduced(v) + times * of_ray(v)
            })
        })
    }

    fn ray_cost(&self, ray: &[f64], variable: usize) -> f64 {
        let dot: f64 = self
            .simplex
            .entries(variable)
            .map(|(r, a)| ray[r] * a)
            .sum();
        if dot.abs() < 1e-13 { 0.0 } else { -dot }
    }

    fn leaf_of(
        &self,
        model: &Model,
        path: &[Branch],
        multiplier: impl Fn(usize) -> f64,
        reduced: impl Fn(usize) -> f64,
    ) -> Leaf {
        const UNIT: f64 = (1_u64 << 50) as f64;
        let whole = |y: f64| (y * UNIT).floor().clamp(0.0, 4e18) as i64;
        let mut multipliers: Vec<(RowKey, i64)> = Vec::new();
        for (r, row) in model.rows.iter().enumerate() {
            let y = whole(multiplier(r));
            if y > 0 {
                multipliers.push((row.key, y));
            }
        }
        for (depth, branch) in path.iter().enumerate() {
            let binding = !path[depth + 1..]
                .iter()
                .any(|b| b.variable == branch.variable && b.at_most == branch.at_most);
            let cost = reduced(branch.variable);
            let y = whole(if branch.at_most { -cost } else { cost });
            if binding && y > 0 {
                multipliers.push((RowKey::Split(depth), y));
            }
        }
        Leaf { multipliers }
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
}

/// Multipliers beyond this leave the range in which proofs are written.
const LARGEST_MULTIPLIER: f64 = 3_000.0;

/// Sums worth branching on: each measure's modules begun by each period over all units, and over all periods.
fn sums(case: &Case) -> Vec<Sum> {
    let mut sums = Vec::new();
    for measure in 0..case.plan.measures.len() {
        for period in 0..case.periods() {
            let begun = |o: &&(usize, &crate::domain::BuildOption)| {
                o.1.measure == measure && o.1.period <= period
            };
            let vars: Vec<usize> = case
                .options
                .iter()
                .enumerate()
                .filter(|o| begun(&o))
                .map(|(i, _)| i)
                .collect();
            let new = sums.last().is_none_or(|last: &Sum| last.vars != vars);
            if vars.len() > 1 && new {
                sums.push(Sum { vars });
            }
        }
    }
    sums
}
