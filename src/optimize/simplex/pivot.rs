//! One iteration: who leaves, who enters, what changes.

use super::factor::Sparse;
use super::solver::Simplex;
use super::state::DUAL;

/// Basic variables this far outside their bounds are infeasible.
const FEASIBLE: f64 = 1e-7;
/// Entries smaller than this are not pivoted on.
const PIVOT: f64 = 1e-7;

/// How an iteration ended.
pub(super) enum Turn {
    /// The basis has changed.
    Done,
    /// No variable can enter: infeasible, if the factors are good.
    NoEntering,
    /// The pivot is not to be trusted.
    Unstable,
}

impl Simplex {
    /// The row to leave: the largest infeasibility by steepest edge, and whether it is below its bound.
    pub(super) fn leaving(&self) -> Option<(usize, bool)> {
        let mut best: Option<(f64, usize, bool)> = None;
        for (p, v) in self.basic.iter().enumerate() {
            let (low, high) = (self.lo[*v] - self.x[*v], self.x[*v] - self.hi[*v]);
            let (size, below) = if low > high {
                (low, true)
            } else {
                (high, false)
            };
            let bound = if below { self.lo[*v] } else { self.hi[*v] };
            if size > FEASIBLE * (1.0 + 1e-3 * bound.abs()) {
                let rank = size * size / self.weight[p];
                if best.is_none_or(|(most, _, _)| rank > most) {
                    best = Some((rank, p, below));
                }
            }
        }
        best.map(|(_, p, below)| (p, below))
    }

    pub(super) fn iterate(&mut self, leaving: usize, below: bool) -> Turn {
        let mut rho = vec![0.0; self.rows];
        rho[leaving] = 1.0;
        self.factor.backward(&mut rho);
        let row = self.pivot_row(&rho);
        let sign = if below { -1.0 } else { 1.0 };
        let out = self.basic[leaving];
        let bound = if below { self.lo[out] } else { self.hi[out] };
        let Some((entering, flips)) = self.entering(&row, sign, (self.x[out] - bound).abs()) else {
            self.ray = Some(rho.iter().map(|y| if below { -*y } else { *y }).collect());
            return Turn::NoEntering;
        };
        let mut alpha = vec![0.0; self.rows];
        for (r, a) in self.column(entering) {
            alpha[r] = a;
        }
        self.factor.forward(&mut alpha);
        let in_row = row
            .iter()
            .find(|(v, _)| *v == entering)
            .map_or(0.0, |(_, a)| *a);
        let pivot = alpha[leaving];
        if pivot.abs() < PIVOT || (pivot - in_row).abs() > 1e-6 * (1.0 + pivot.abs()) {
            if self.factor.is_new() && pivot.abs() >= PIVOT {
                // The factors are as good as they get: go on with the column's value.
            } else {
                return Turn::Unstable;
            }
        }
        self.flip(&flips);
        let step = self.reduced[entering] / pivot;
        for (v, a) in &row {
            self.reduced[*v] -= step * a;
        }
        self.reduced[entering] = 0.0;
        self.reduced[out] = -step;
        let theta = (self.x[out] - bound) / pivot;
        for (p, a) in alpha.iter().enumerate().filter(|(_, a)| **a != 0.0) {
            self.x[self.basic[p]] -= theta * a;
        }
        self.x[entering] += theta;
        self.x[out] = bound;
        self.steepen(leaving, &alpha, &rho);
        self.at_upper[out] = !below;
        self.position[out] = None;
        self.position[entering] = Some(leaving);
        self.basic[leaving] = entering;
        self.factor.update(leaving, &alpha);
        Turn::Done
    }

    /// The row of the tableau at nonbasic variables, entries above noise.
    pub(super) fn pivot_row(&self, rho: &[f64]) -> Sparse {
        let mut dense = vec![0.0; self.structurals];
        let mut row = Vec::new();
        for (r, y) in rho.iter().enumerate().filter(|(_, y)| y.abs() > 1e-14) {
            for (j, a) in self.matrix.by_row.list(r) {
                dense[j] += y * a;
            }
            let logical = self.structurals + r;
            if self.position[logical].is_none() {
                row.push((logical, -y));
            }
        }
        let nonbasic = dense
            .iter()
            .enumerate()
            .filter(|(j, a)| a.abs() > 1e-12 && self.position[*j].is_none());
        row.extend(nonbasic.map(|(j, a)| (j, *a)));
        row
    }

    /// The entering variable and the variables whose bounds are flipped on the way.
    pub(super) fn entering(
        &self,
        row: &Sparse,
        sign: f64,
        distance: f64,
    ) -> Option<(usize, Vec<usize>)> {
        let mut candidates: Vec<(f64, usize, f64)> = Vec::new();
        for (v, a) in row {
            let along = sign * a;
            let may = if self.lo[*v] >= self.hi[*v] {
                false
            } else if !self.lo[*v].is_finite() && !self.hi[*v].is_finite() {
                along.abs() > PIVOT
            } else if self.at_upper[*v] {
                along < -PIVOT
            } else {
                along > PIVOT
            };
            if may {
                let ratio = (self.reduced[*v] / along).max(0.0);
                candidates.push((ratio, *v, along.abs()));
            }
        }
        candidates.sort_by(|a, b| {
            a.0.total_cmp(&b.0)
                .then(b.2.total_cmp(&a.2))
                .then(a.1.cmp(&b.1))
        });
        let mut slope = distance;
        let mut flips = Vec::new();
        let mut next = 0;
        while next < candidates.len() {
            // All candidates within a hair of the smallest ratio: the largest pivot among them is the safest.
            let limit = candidates[next].0 + DUAL;
            let mut end = next;
            let mut drop = 0.0;
            while end < candidates.len() && candidates[end].0 <= limit {
                let (_, v, a) = candidates[end];
                drop += (self.hi[v] - self.lo[v]) * a;
                end += 1;
            }
            if slope - drop < 0.0 || end == candidates.len() {
                let tied = &candidates[next..end];
                let best = tied
                    .iter()
                    .max_by(|a, b| a.2.total_cmp(&b.2).then(b.1.cmp(&a.1)))?;
                if end == candidates.len() && slope - drop > FEASIBLE && drop.is_finite() {
                    // Flipping everything would still not reach the bound: infeasible.
                    return None;
                }
                return Some((best.1, flips));
            }
            slope -= drop;
            flips.extend(candidates[next..end].iter().map(|c| c.1));
            next = end;
        }
        None
    }

    pub(super) fn flip(&mut self, flips: &[usize]) {
        if flips.is_empty() {
            return;
        }
        let mut work = vec![0.0; self.rows];
        for v in flips {
            let to = if self.at_upper[*v] {
                self.lo[*v]
            } else {
                self.hi[*v]
            };
            self.subtract(*v, to - self.x[*v], &mut work);
            self.x[*v] = to;
            self.at_upper[*v] = !self.at_upper[*v];
        }
        self.factor.forward(&mut work);
        for (p, change) in work.iter().enumerate().filter(|(_, c)| **c != 0.0) {
            self.x[self.basic[p]] += change;
        }
    }

    /// Dual steepest edge weights after a pivot.
    pub(super) fn steepen(&mut self, leaving: usize, alpha: &[f64], rho: &[f64]) {
        let mut tau = rho.to_vec();
        self.factor.forward(&mut tau);
        let pivot = alpha[leaving];
        let own: f64 = rho.iter().map(|y| y * y).sum();
        for (p, a) in alpha.iter().enumerate() {
            if p != leaving && *a != 0.0 {
                let ratio = a / pivot;
                let weight = self.weight[p] - 2.0 * ratio * tau[p] + ratio * ratio * own;
                self.weight[p] = weight.max(1e-4);
            }
        }
        self.weight[leaving] = (own / (pivot * pivot)).max(1e-4);
    }
}
