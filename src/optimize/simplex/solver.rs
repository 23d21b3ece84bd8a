//! The iteration of the dual simplex.

use super::factor::{Factor, Sparse};
use super::scale::factors;

/// minimize Σ cost·x, lo ≤ x ≤ hi, row_lo ≤ A x ≤ row_hi. Structural bounds are finite.
#[derive(Clone, Debug, Default)]
pub struct Lp {
    /// By variable: its entries by row.
    pub columns: Vec<Sparse>,
    /// By variable.
    pub cost: Vec<f64>,
    /// By variable.
    pub lo: Vec<f64>,
    /// By variable.
    pub hi: Vec<f64>,
    /// By row.
    pub row_lo: Vec<f64>,
    /// By row.
    pub row_hi: Vec<f64>,
}

/// How a run of the simplex ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// An optimum.
    Optimal,
    /// No point satisfies the rows; the multipliers of [`Simplex::ray`] show it.
    Infeasible,
    /// The objective has passed the cutoff.
    Cutoff,
    /// The iterations were used up, or the numbers failed; the multipliers are valid all the same.
    Stopped,
}

/// A basis to return to: basic variables and who sits at the upper bound.
#[derive(Clone, Debug)]
pub struct Basis {
    basic: Vec<usize>,
    at_upper: Vec<bool>,
}

/// The state of a dual simplex.
#[derive(Clone, Debug)]
pub struct Simplex {
    rows: usize,
    structurals: usize,
    columns: Vec<Sparse>,
    by_row: Vec<Sparse>,
    row_scale: Vec<f64>,
    column_scale: Vec<f64>,
    /// What is minimized now: the true costs, or moved a little.
    cost: Vec<f64>,
    true_cost: Vec<f64>,
    perturbed: bool,
    lo: Vec<f64>,
    hi: Vec<f64>,
    x: Vec<f64>,
    reduced: Vec<f64>,
    basic: Vec<usize>,
    position: Vec<Option<usize>>,
    at_upper: Vec<bool>,
    weight: Vec<f64>,
    factor: Factor,
    /// The row of the inverse that proved infeasibility, by row of the problem, scaled.
    ray: Option<Vec<f64>>,
    /// Iterations since the start.
    pub iterations: u64,
    stale: Stale,
}

/// What must be worked out anew before the next iteration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Stale {
    Nothing,
    /// Values: bounds have changed.
    Values,
    /// Reduced costs too: costs have changed.
    Prices,
    /// Everything: the basis is another.
    Basis,
}

const FEASIBLE: f64 = 1e-7;
const PIVOT: f64 = 1e-7;
const DUAL: f64 = 1e-9;

impl Simplex {
    /// Takes a problem, scaled, with all logicals basic.
    #[must_use]
    pub fn new(lp: &Lp) -> Simplex {
        let (rows, structurals) = (lp.row_lo.len(), lp.columns.len());
        let (row_scale, column_scale) = factors(rows, &lp.columns);
        let mut by_row = vec![Vec::new(); rows];
        let mut columns = lp.columns.clone();
        for (j, column) in columns.iter_mut().enumerate() {
            for (r, a) in column.iter_mut() {
                *a *= row_scale[*r] * column_scale[j];
                by_row[*r].push((j, *a));
            }
        }
        let total = rows + structurals;
        let mut simplex = Simplex {
            rows,
            structurals,
            columns,
            by_row,
            cost: vec![0.0; total],
            true_cost: vec![0.0; total],
            perturbed: false,
            lo: vec![0.0; total],
            hi: vec![0.0; total],
            x: vec![0.0; total],
            reduced: vec![0.0; total],
            basic: (structurals..total).collect(),
            position: vec![None; total],
            at_upper: vec![false; total],
            weight: vec![1.0; rows],
            factor: Factor::default(),
            ray: None,
            iterations: 0,
            stale: Stale::Basis,
            row_scale,
            column_scale,
        };
        for j in 0..structurals {
            simplex.set_cost(j, lp.cost[j]);
            simplex.set_bounds(j, lp.lo[j], lp.hi[j]);
        }
        for r in 0..rows {
            simplex.set_bounds(structurals + r, lp.row_lo[r], lp.row_hi[r]);
        }
        simplex
    }

    /// Number of structural variables; the logical of row r is variable `structurals() + r`.
    #[must_use]
    pub fn structurals(&self) -> usize {
        self.structurals
    }

    fn size(&self, variable: usize) -> f64 {
        if variable < self.structurals {
            self.column_scale[variable]
        } else {
            1.0 / self.row_scale[variable - self.structurals]
        }
    }

    /// Changes bounds; the basis stays. Takes effect with the next [`Simplex::solve`].
    pub fn set_bounds(&mut self, variable: usize, lo: f64, hi: f64) {
        let size = self.size(variable);
        (self.lo[variable], self.hi[variable]) = (lo / size, hi / size);
        self.stale = self.stale.max(Stale::Values);
    }

    /// Bounds of a variable.
    #[must_use]
    pub fn bounds(&self, variable: usize) -> (f64, f64) {
        let size = self.size(variable);
        (self.lo[variable] * size, self.hi[variable] * size)
    }

    /// Changes a structural's cost.
    pub fn set_cost(&mut self, variable: usize, cost: f64) {
        let scaled = cost * self.column_scale[variable];
        self.true_cost[variable] = scaled;
        self.cost[variable] = scaled;
        self.stale = self.stale.max(Stale::Prices);
    }

    /// Moves the costs a little against degeneracy, always the same way, or back to what they are.
    fn perturb(&mut self, on: bool) {
        self.perturbed = on;
        for v in 0..self.structurals {
            let mut seed = (v as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
            seed ^= seed >> 29;
            let shake = 0.5 + (seed % 1_000_003) as f64 / 1_000_003.0;
            let cost = self.true_cost[v];
            let by = if on {
                PERTURB * shake * (1e-2 + cost.abs())
            } else {
                0.0
            };
            self.cost[v] = cost + if self.at_upper[v] { -by } else { by };
        }
        self.price();
        self.place();
    }

    /// The entries of a structural's column, unscaled.
    pub fn entries(&self, variable: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        let of_column = self.column_scale[variable];
        self.columns[variable]
            .iter()
            .map(move |(r, a)| (*r, a / (self.row_scale[*r] * of_column)))
    }

    /// The value of a variable (of a row for a logical).
    #[must_use]
    pub fn value(&self, variable: usize) -> f64 {
        self.x[variable] * self.size(variable)
    }

    /// The multiplier of a row: positive when its lower side holds the objective up, negative for the upper.
    #[must_use]
    pub fn multiplier(&self, row: usize) -> f64 {
        self.reduced[self.structurals + row] * self.row_scale[row]
    }

    /// The reduced cost of a variable.
    #[must_use]
    pub fn reduced(&self, variable: usize) -> f64 {
        self.reduced[variable] / self.size(variable)
    }

    /// Multipliers by row that show infeasibility after [`Verdict::Infeasible`]: a positive one uses the lower side.
    #[must_use]
    pub fn ray(&self) -> Option<Vec<f64>> {
        let ray = self.ray.as_ref()?;
        Some(
            ray.iter()
                .zip(&self.row_scale)
                .map(|(y, s)| y * s)
                .collect(),
        )
    }

    /// The objective with the perturbed costs.
    #[must_use]
    pub fn objective(&self) -> f64 {
        self.cost.iter().zip(&self.x).map(|(c, x)| c * x).sum()
    }

    /// The present basis.
    #[must_use]
    pub fn basis(&self) -> Basis {
        Basis {
            basic: self.basic.clone(),
            at_upper: self.at_upper.clone(),
        }
    }

    /// Returns to a basis.
    pub fn restore(&mut self, basis: &Basis) {
        self.basic.clone_from(&basis.basic);
        self.at_upper.clone_from(&basis.at_upper);
        self.weight.fill(1.0);
        self.stale = Stale::Basis;
    }

    /// Runs until an end; `cutoff` is an objective at which it may stop.
    ///
    /// Cost: an iteration takes about the nonzeros of a few rows of the inverse; Ruian needs some hundred cold, about ten warm.
    pub fn solve(&mut self, cutoff: f64, most: u64) -> Verdict {
        self.ray = None;
        match self.stale {
            Stale::Nothing => {}
            Stale::Values => self.place(),
            Stale::Prices => {
                self.price();
                self.place();
            }
            Stale::Basis => self.refresh(),
        }
        self.stale = Stale::Nothing;
        let end = self.iterations + most;
        let mut trouble = 0;
        while self.iterations < end {
            if self.factor.worn() {
                self.refresh();
            }
            let Some((leaving, below)) = self.leaving() else {
                if self.perturbed {
                    self.perturb(false);
                    continue;
                }
                return Verdict::Optimal;
            };
            self.iterations += 1;
            if !self.perturbed && self.iterations + most == end + PATIENCE {
                self.perturb(true);
                continue;
            }
            match self.iterate(leaving, below) {
                Turn::Done => {}
                Turn::NoEntering => {
                    if self.objective() > cutoff {
                        return Verdict::Cutoff;
                    }
                    if trouble > 0 || self.factor_is_new() {
                        return Verdict::Infeasible;
                    }
                    trouble += 1;
                    self.refresh();
                }
                Turn::Unstable => {
                    trouble += 1;
                    if trouble > 20 {
                        return Verdict::Stopped;
                    }
                    self.refresh();
                }
            }
            if self.iterations % 16 == 0 && cutoff.is_finite() && self.objective() > cutoff {
                return Verdict::Cutoff;
            }
        }
        Verdict::Stopped
    }

    fn factor_is_new(&self) -> bool {
        self.factor.is_new()
    }

    fn column(&self, variable: usize) -> Sparse {
        if variable < self.structurals {
            self.columns[variable].clone()
        } else {
            vec![(variable - self.structurals, -1.0)]
        }
    }

    /// Factors the basis anew and recomputes reduced costs and values from it.
    fn refresh(&mut self) {
        let columns: Vec<(usize, Sparse)> =
            self.basic.iter().map(|v| (*v, self.column(*v))).collect();
        let mut weights = vec![1.0; self.rows + self.structurals];
        for (v, weight) in self.basic.iter().zip(&self.weight) {
            weights[*v] = *weight;
        }
        let owners = self.factor.build(self.rows, &columns);
        if owners.iter().any(Option::is_none) {
            self.repair(&owners);
        } else {
            self.basic = owners.into_iter().flatten().collect();
        }
        self.position.fill(None);
        for (p, v) in self.basic.iter().enumerate() {
            self.position[*v] = Some(p);
            self.weight[p] = weights[*v];
        }
        self.price();
        self.place();
    }

    /// Gives rows whose column was dependent to their logicals.
    fn repair(&mut self, owners: &[Option<usize>]) {
        self.basic = owners
            .iter()
            .enumerate()
            .map(|(r, v)| v.unwrap_or(self.structurals + r))
            .collect();
        let columns: Vec<(usize, Sparse)> =
            self.basic.iter().map(|v| (*v, self.column(*v))).collect();
        let owners = self.factor.build(self.rows, &columns);
        self.basic = owners
            .iter()
            .enumerate()
            .map(|(r, v)| v.unwrap_or(self.structurals + r))
            .collect();
    }

    /// Reduced costs from the basis.
    fn price(&mut self) {
        let mut duals: Vec<f64> = self.basic.iter().map(|v| self.cost[*v]).collect();
        self.factor.backward(&mut duals);
        for j in 0..self.structurals {
            let dot: f64 = self.columns[j].iter().map(|(r, a)| a * duals[*r]).sum();
            self.reduced[j] = self.cost[j] - dot;
        }
        for r in 0..self.rows {
            self.reduced[self.structurals + r] = duals[r];
        }
        for v in &self.basic {
            self.reduced[*v] = 0.0;
        }
    }

    /// Nonbasic variables to the bound their reduced cost asks for, basic ones to what follows.
    fn place(&mut self) {
        let mut work = vec![0.0; self.rows];
        for v in 0..self.rows + self.structurals {
            if self.position[v].is_some() {
                continue;
            }
            if self.reduced[v] < -DUAL && self.hi[v].is_finite() {
                self.at_upper[v] = true;
            } else if self.reduced[v] > DUAL && self.lo[v].is_finite() {
                self.at_upper[v] = false;
            }
            if self.at_upper[v] && !self.hi[v].is_finite() {
                self.at_upper[v] = false;
            }
            if !self.at_upper[v] && !self.lo[v].is_finite() {
                self.at_upper[v] = self.hi[v].is_finite();
            }
            self.x[v] = match (self.at_upper[v], self.lo[v].is_finite()) {
                (true, _) => self.hi[v],
                (false, true) => self.lo[v],
                (false, false) => 0.0,
            };
            self.subtract(v, self.x[v], &mut work);
        }
        self.factor.forward(&mut work);
        for (p, v) in self.basic.iter().enumerate() {
            self.x[*v] = work[p];
        }
    }

    /// work −= column × value
    fn subtract(&self, variable: usize, value: f64, work: &mut [f64]) {
        if value == 0.0 {
            return;
        }
        if variable < self.structurals {
            for (r, a) in &self.columns[variable] {
                work[*r] -= a * value;
            }
        } else {
            work[variable - self.structurals] += value;
        }
    }

    /// The row to leave: the largest infeasibility by steepest edge, and whether it is below its bound.
    fn leaving(&self) -> Option<(usize, bool)> {
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

    fn iterate(&mut self, leaving: usize, below: bool) -> Turn {
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
    fn pivot_row(&self, rho: &[f64]) -> Sparse {
        let mut dense = vec![0.0; self.structurals];
        let mut row = Vec::new();
        for (r, y) in rho.iter().enumerate().filter(|(_, y)| y.abs() > 1e-14) {
            for (j, a) in &self.by_row[r] {
                dense[*j] += y * a;
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
    fn entering(&self, row: &Sparse, sign: f64, distance: f64) -> Option<(usize, Vec<usize>)> {
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
                if end == candidates.len() && slope - drop >= 0.0 && drop.is_finite() {
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

    fn flip(&mut self, flips: &[usize]) {
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
    fn steepen(&mut self, leaving: usize, alpha: &[f64], rho: &[f64]) {
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

/// Costs are moved by about this much, relative to themselves, against degeneracy.
const PERTURB: f64 = 1e-5;
/// Iterations of one run after which costs are moved.
const PATIENCE: u64 = 50;

enum Turn {
    Done,
    NoEntering,
    Unstable,
}
