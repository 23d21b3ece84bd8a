//! What a basis proves: the leaves of the proof tree.

use super::linear::{Branch, Relaxation, UNIT};
use crate::optimize::model::formulation::{Leaf, RowKey};
use crate::optimize::model::rows::Model;
use crate::optimize::params::leaf::LARGEST_MULTIPLIER;

impl Relaxation {
    /// A part (at most 1) of the multipliers of the present basis as a leaf of the proof, which shows at least that part of its
    /// loss; `path` are the branches from the root.
    #[must_use]
    pub fn leaf(&self, model: &Model, path: &[Branch], part: f64) -> Leaf {
        self.leaf_of(
            model,
            path,
            |r| part * self.simplex.multiplier(r),
            |v| part * self.simplex.reduced(v),
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
            violated > 0.0 && (0..self.rows()).all(|r| multiplier(r).abs() < LARGEST_MULTIPLIER);
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
        let whole = |y: f64| (y * UNIT).floor().clamp(0.0, 4e18) as i64;
        let mut multipliers: Vec<(RowKey, i64)> = Vec::new();
        for (r, row) in self.kept.iter().enumerate() {
            let y = whole(multiplier(r));
            if y > 0 {
                multipliers.push((model.rows[*row].key, y));
            }
        }
        for (i, of) in self.wholes.iter().enumerate() {
            let y = whole(multiplier(self.kept.len() + self.sums.len() + i));
            if y > 0
                && path
                    .iter()
                    .any(|b| b.at_most && Some(b.variable) == self.largest)
            {
                multipliers.push((RowKey::LocalWhole(of.need, of.lot), y));
            }
        }
        let first = self.rows() - self.cuts.len();
        for (i, cut) in self.cuts.iter().enumerate() {
            let y = whole(multiplier(first + i));
            if y > 0 {
                multipliers.push((RowKey::Cut(cut.number), y));
            }
        }
        for (depth, branch) in path.iter().enumerate() {
            if Some(branch.variable) == self.largest {
                continue;
            }
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
}
