//! One iteration: who leaves, who enters, what changes.

use std::collections::BinaryHeap;

use super::sparse::Spread;
use super::tableau::Simplex;
use super::workspace::{Ratio, Workspace};
use crate::optimize::params::pivot::{FEASIBLE, PIVOT};
use crate::optimize::params::simplex_state::DUAL;

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
        let mut best: Option<(f64, usize)> = None;
        for (p, (gap, weight)) in self.gap.iter().zip(&self.weight).enumerate() {
            if *gap > 0.0 {
                let rank = gap / weight;
                if best.is_none_or(|(most, _)| rank > most) {
                    best = Some((rank, p));
                }
            }
        }
        best.map(|(_, p)| {
            let v = self.basic[p];
            (p, self.lo[v] - self.x[v] > self.x[v] - self.hi[v])
        })
    }

    /// Keeps the square of how far the basic variable at a position is outside its bounds; 0 where it is within.
    #[inline]
    pub(super) fn measure(&mut self, p: usize) {
        let v = self.basic[p];
        let (low, high) = (self.lo[v] - self.x[v], self.x[v] - self.hi[v]);
        let (size, bound) = if low > high {
            (low, self.lo[v])
        } else {
            (high, self.hi[v])
        };
        let outside = size > FEASIBLE * (1.0 + 1e-3 * bound.abs());
        self.gap[p] = if outside { size * size } else { 0.0 };
    }

    pub(super) fn iterate(&mut self, leaving: usize, below: bool) -> Turn {
        let mut desk = std::mem::take(&mut self.desk);
        let turn = self.iterate_at(&mut desk, leaving, below);
        self.desk = desk;
        turn
    }

    fn iterate_at(&mut self, desk: &mut Workspace, leaving: usize, below: bool) -> Turn {
        desk.rho.reset(self.rows);
        desk.rho.set(leaving, 1.0);
        self.factor.backward(&mut desk.rho);
        self.pivot_row(desk);
        let sign = if below { -1.0 } else { 1.0 };
        let out = self.basic[leaving];
        let bound = if below { self.lo[out] } else { self.hi[out] };
        let distance = (self.x[out] - bound).abs();
        let Some((entering, in_row)) = self.entering(desk, sign, distance) else {
            let side = if below { -1.0 } else { 1.0 };
            self.ray = Some(desk.rho.value.iter().map(|y| side * y).collect());
            return Turn::NoEntering;
        };
        desk.alpha.reset(self.rows);
        self.lay(entering, &mut desk.alpha);
        self.factor.forward(&mut desk.alpha);
        let pivot = desk.alpha.value[leaving];
        let unsure = pivot.abs() < PIVOT || (pivot - in_row).abs() > 1e-6 * (1.0 + pivot.abs());
        // Where the factors are as good as they get, the column's value is taken.
        if unsure && !(self.factor.is_new() && pivot.abs() >= PIVOT) {
            return Turn::Unstable;
        }
        self.flip(desk);
        let step = self.reduced[entering] / pivot;
        for (v, a) in &desk.row {
            self.reduced[*v] -= step * a;
        }
        self.reduced[entering] = 0.0;
        self.reduced[out] = -step;
        let theta = (self.x[out] - bound) / pivot;
        for (p, a) in desk.alpha.iter() {
            self.x[self.basic[p]] -= theta * a;
            self.measure(p);
        }
        self.x[entering] += theta;
        self.x[out] = bound;
        self.steepen(leaving, desk);
        self.at_upper[out] = !below;
        self.position[out] = None;
        self.position[entering] = Some(leaving);
        self.basic[leaving] = entering;
        self.measure(leaving);
        self.factor.update(leaving, &desk.alpha);
        Turn::Done
    }

    /// The row of the tableau at nonbasic variables, entries above noise.
    fn pivot_row(&self, desk: &mut Workspace) {
        desk.row.clear();
        desk.dense.resize(self.structurals, 0.0);
        desk.seen.fit(self.structurals);
        for (r, y) in desk.rho.iter() {
            for (j, a) in self.matrix.by_row.list(r) {
                desk.dense[j] += y * a;
                desk.seen.set(j);
            }
            let logical = self.structurals + r;
            if self.position[logical].is_none() {
                desk.row.push((logical, -y));
            }
        }
        let (dense, row) = (&mut desk.dense, &mut desk.row);
        desk.seen.drain(|j| {
            let a = std::mem::take(&mut dense[j]);
            if a.abs() > 1e-12 && self.position[j].is_none() {
                row.push((j, a));
            }
        });
    }

    /// Whether a nonbasic variable can move when its reduced cost falls to zero along `along`.
    fn may_enter(&self, v: usize, along: f64) -> bool {
        if self.lo[v] >= self.hi[v] {
            false
        } else if !self.lo[v].is_finite() && !self.hi[v].is_finite() {
            along.abs() > PIVOT
        } else if self.at_upper[v] {
            along < -PIVOT
        } else {
            along > PIVOT
        }
    }

    /// The entering variable with its entry in the row; the variables whose bounds are flipped on the way go to the desk.
    fn entering(&self, desk: &mut Workspace, sign: f64, distance: f64) -> Option<(usize, f64)> {
        let mut ratios = std::mem::take(&mut desk.ratios);
        ratios.clear();
        for (v, a) in &desk.row {
            let along = sign * a;
            if self.may_enter(*v, along) {
                let ratio = (self.reduced[*v] / along).max(0.0);
                ratios.push(Ratio {
                    ratio,
                    variable: *v as u32,
                    size: along.abs(),
                });
            }
        }
        let mut heap = BinaryHeap::from(ratios);
        let chosen = self.walk(&mut heap, &mut desk.flips, distance);
        desk.ratios = heap.into_vec();
        let (variable, size) = chosen?;
        // The entry's sign is that of its ratio's denominator.
        let along = if self.at_upper[variable] { -size } else { size };
        let free = !self.lo[variable].is_finite() && !self.hi[variable].is_finite();
        let entry = if free {
            let of = desk.row.iter().find(|(v, _)| *v == variable);
            of.map_or(0.0, |(_, a)| *a)
        } else {
            sign * along
        };
        Some((variable, entry))
    }

    /// Walks the ratios upward, flipping bounds as long as the leaving variable stays infeasible.
    fn walk(
        &self,
        heap: &mut BinaryHeap<Ratio>,
        flips: &mut Vec<usize>,
        distance: f64,
    ) -> Option<(usize, f64)> {
        flips.clear();
        let mut slope = distance;
        let mut kept = 0;
        while let Some(first) = heap.pop() {
            // All within a hair of the smallest ratio: the largest pivot among them is the safest.
            let limit = first.ratio + DUAL;
            let mut best = first;
            let mut drop = self.flip_drop(&first);
            flips.push(first.variable as usize);
            while let Some(next) = heap.peek().copied().filter(|n| n.ratio <= limit) {
                heap.pop();
                drop += self.flip_drop(&next);
                flips.push(next.variable as usize);
                if next.size > best.size || next.size == best.size && next.variable < best.variable
                {
                    best = next;
                }
            }
            let last = heap.is_empty();
            if slope - drop < 0.0 || last {
                if last && slope - drop > FEASIBLE && drop.is_finite() {
                    // Flipping everything would still not reach the bound: infeasible.
                    return None;
                }
                flips.truncate(kept);
                return Some((best.variable as usize, best.size));
            }
            slope -= drop;
            kept = flips.len();
        }
        None
    }

    fn flip_drop(&self, of: &Ratio) -> f64 {
        let v = of.variable as usize;
        (self.hi[v] - self.lo[v]) * of.size
    }

    fn flip(&mut self, desk: &mut Workspace) {
        if desk.flips.is_empty() {
            return;
        }
        desk.shift.reset(self.rows);
        for v in &desk.flips {
            let to = if self.at_upper[*v] {
                self.lo[*v]
            } else {
                self.hi[*v]
            };
            self.subtract(*v, to - self.x[*v], &mut desk.shift.value);
            self.x[*v] = to;
            self.at_upper[*v] = !self.at_upper[*v];
        }
        desk.shift.list();
        self.shift(&mut desk.shift);
    }

    /// Moves the basic variables by B⁻¹ of what has changed.
    pub(super) fn shift(&mut self, change: &mut Spread) {
        self.factor.forward(change);
        for (p, change) in change.iter() {
            self.x[self.basic[p]] += change;
            self.measure(p);
        }
    }

    /// Dual steepest edge weights after a pivot.
    fn steepen(&mut self, leaving: usize, desk: &mut Workspace) {
        let Workspace {
            rho, alpha, tau, ..
        } = desk;
        tau.copy(rho);
        self.factor.forward(tau);
        let pivot = alpha.value[leaving];
        let own: f64 = rho.iter().map(|(_, y)| y * y).sum();
        for (p, a) in alpha.iter().filter(|(p, _)| *p != leaving) {
            let ratio = a / pivot;
            let weight = self.weight[p] - 2.0 * ratio * tau.value[p] + ratio * ratio * own;
            self.weight[p] = weight.max(1e-4);
        }
        self.weight[leaving] = (own / (pivot * pivot)).max(1e-4);
    }
}
