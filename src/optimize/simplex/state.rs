//! What follows from a basis: factors, reduced costs, values.

use super::sparse::{Flat, Sparse, Spread};
use super::tableau::Simplex;
use crate::domain::scattered;
use crate::optimize::params::simplex_state::{DUAL, FEW, PERTURB, WRONG};

impl Simplex {
    /// Moves the costs a little against degeneracy, always the same way, or back to what they are.
    pub(super) fn perturb(&mut self, on: bool) {
        self.perturbed = on;
        for v in 0..self.structurals {
            let part = scattered(v as u64 + 1) % 1_000_003;
            let shake = 0.5 + part as f64 / 1_000_003.0;
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

    /// By row of the problem: the multipliers whose combination is the tableau's row of a basic variable, in which its own
    /// coefficient is 1; none where it is not basic.
    #[must_use]
    pub fn tableau(&mut self, variable: usize) -> Option<Sparse> {
        let p = self.position[variable]?;
        let size = self.size(variable);
        let mut work = std::mem::take(&mut self.desk.shift);
        work.reset(self.rows);
        work.set(p, 1.0);
        self.factor.backward(&mut work);
        let scale = &self.matrix.row_scale;
        let row = work.iter().map(|(r, y)| (r, y * scale[r] * size)).collect();
        self.desk.shift = work;
        Some(row)
    }

    /// Lays a variable's column into a vector that is zero.
    pub(super) fn lay(&self, variable: usize, work: &mut Spread) {
        if variable < self.structurals {
            for (r, a) in self.matrix.columns.list(variable) {
                work.set(r, a);
            }
        } else {
            work.set(variable - self.structurals, -1.0);
        }
    }

    /// The columns of the basis, one after another.
    fn basis_columns(&self) -> Flat {
        let mut columns = Flat::default();
        for v in &self.basic {
            if *v < self.structurals {
                columns.push(self.matrix.columns.list(*v));
            } else {
                columns.push(std::iter::once((*v - self.structurals, -1.0)));
            }
        }
        columns
    }

    /// Factors the basis anew and recomputes reduced costs and values from it.
    pub(super) fn refresh(&mut self) {
        let columns = self.basis_columns();
        let mut weights = vec![1.0; self.rows + self.structurals];
        for (v, weight) in self.basic.iter().zip(&self.weight) {
            weights[*v] = *weight;
        }
        let owners = self.factor.build(self.rows, &self.basic, &columns);
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
    pub(super) fn repair(&mut self, owners: &[Option<usize>]) {
        self.basic = owners
            .iter()
            .enumerate()
            .map(|(r, v)| v.unwrap_or(self.structurals + r))
            .collect();
        let columns = self.basis_columns();
        let owners = self.factor.build(self.rows, &self.basic, &columns);
        self.basic = owners
            .iter()
            .enumerate()
            .map(|(r, v)| v.unwrap_or(self.structurals + r))
            .collect();
    }

    /// Reduced costs from the basis.
    pub(super) fn price(&mut self) {
        let mut work = std::mem::take(&mut self.desk.shift);
        work.reset(self.rows);
        for (p, v) in self.basic.iter().enumerate() {
            if self.cost[*v] != 0.0 {
                work.set(p, self.cost[*v]);
            }
        }
        self.factor.backward(&mut work);
        let duals = &work.value;
        for j in 0..self.structurals {
            let column = self.matrix.columns.list(j);
            let dot: f64 = column.map(|(r, a)| a * duals[r]).sum();
            self.reduced[j] = self.cost[j] - dot;
        }
        for r in 0..self.rows {
            self.reduced[self.structurals + r] = duals[r];
        }
        for v in &self.basic {
            self.reduced[*v] = 0.0;
        }
        self.desk.shift = work;
    }

    /// Nonbasic variables to the bound their reduced cost asks for, basic ones to what follows.
    pub(super) fn place(&mut self) {
        let mut work = std::mem::take(&mut self.desk.shift);
        work.reset(self.rows);
        for v in 0..self.rows + self.structurals {
            if self.position[v].is_none() {
                self.seat(v);
                self.subtract(v, self.x[v], &mut work.value);
            }
        }
        work.list();
        self.factor.forward(&mut work);
        for p in 0..self.rows {
            self.x[self.basic[p]] = work.value[p];
            self.measure(p);
        }
        self.desk.shift = work;
    }

    /// What follows from the bounds that have moved: where they are few, only that.
    pub(super) fn follow(&mut self) {
        if self.moved.len() > FEW {
            self.place();
            return;
        }
        let mut work = std::mem::take(&mut self.desk.shift);
        work.reset(self.rows);
        for v in std::mem::take(&mut self.moved) {
            if let Some(p) = self.position[v] {
                self.measure(p);
                continue;
            }
            let before = self.x[v];
            self.seat(v);
            self.subtract(v, self.x[v] - before, &mut work.value);
        }
        work.list();
        self.shift(&mut work);
        self.desk.shift = work;
    }

    /// A nonbasic variable to the bound its reduced cost asks for.
    ///
    /// In an adopted basis a row that has a bound on the other side only gets the one that follows from its variables' bounds:
    /// the dual simplex stays valid. A row without any enters soon.
    fn seat(&mut self, v: usize) {
        if self.adopted && v >= self.structurals && self.reduced[v].abs() > WRONG {
            let (lo, hi) = (self.lo[v].is_finite(), self.hi[v].is_finite());
            if hi && !lo && self.reduced[v] > WRONG {
                self.lo[v] = self.matrix.reach(v - self.structurals).0;
            } else if lo && !hi && self.reduced[v] < -WRONG {
                self.hi[v] = self.matrix.reach(v - self.structurals).1;
            }
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
    }

    /// work −= column × value
    pub(super) fn subtract(&self, variable: usize, value: f64, work: &mut [f64]) {
        if value == 0.0 {
            return;
        }
        if variable < self.structurals {
            for (r, a) in self.matrix.columns.list(variable) {
                work[r] -= a * value;
            }
        } else {
            work[variable - self.structurals] += value;
        }
    }
}
