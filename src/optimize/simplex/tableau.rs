//! A problem and where the simplex stands in it: basis, bounds, values, factors.

use std::sync::Arc;

use super::factor::Factor;
use super::scale::factors;
use super::sparse::{Flat, Sparse};
use super::workspace::Workspace;

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

/// A basis to return to: basic variables and who sits at the upper bound.
#[derive(Clone, Debug)]
pub struct Basis {
    basic: Vec<usize>,
    at_upper: Vec<bool>,
}

impl Basis {
    /// The basis of a problem whose variables have other numbers: `number` gives the new one, none where the variable is
    /// gone; `more` are basic as well. `total` is the number of variables there. Where basic variables are then too many or
    /// too few, the next factorization leaves out or fills up.
    #[must_use]
    pub fn renumbered(
        &self,
        total: usize,
        number: impl Fn(usize) -> Option<usize>,
        more: impl Iterator<Item = usize>,
    ) -> Basis {
        let mut at_upper = vec![false; total];
        for (v, upper) in self.at_upper.iter().enumerate() {
            if let Some(v) = number(v) {
                at_upper[v] = *upper;
            }
        }
        let basic = self.basic.iter().filter_map(|v| number(*v)).chain(more);
        Basis {
            basic: basic.collect(),
            at_upper,
        }
    }
}

/// The state of a dual simplex.
#[derive(Clone, Debug)]
pub struct Simplex {
    pub(super) rows: usize,
    pub(super) structurals: usize,
    pub(super) matrix: Arc<Matrix>,
    /// What is minimized now: the true costs, or moved a little.
    pub(super) cost: Vec<f64>,
    pub(super) true_cost: Vec<f64>,
    pub(super) perturbed: bool,
    pub(super) lo: Vec<f64>,
    pub(super) hi: Vec<f64>,
    pub(super) x: Vec<f64>,
    pub(super) reduced: Vec<f64>,
    pub(super) basic: Vec<usize>,
    pub(super) position: Vec<Option<usize>>,
    pub(super) at_upper: Vec<bool>,
    pub(super) weight: Vec<f64>,
    /// By position: square of how far the basic variable is outside its bounds.
    pub(super) gap: Vec<f64>,
    pub(super) factor: Factor,
    pub(super) desk: Workspace,
    /// Variables whose bounds have changed since the last run.
    pub(super) moved: Vec<usize>,
    /// The row of the inverse that proved infeasibility, by row of the problem, scaled.
    pub(super) ray: Option<Vec<f64>>,
    /// Iterations since the start.
    pub iterations: u64,
    /// The iteration at which costs are moved.
    pub(super) patience: u64,
    /// The basis is that of another problem, and not solved yet.
    pub(super) adopted: bool,
    pub(super) stale: Stale,
}

/// The rows and columns of a problem, scaled; copies of a simplex share them.
#[derive(Debug)]
pub(super) struct Matrix {
    pub(super) columns: Flat,
    pub(super) by_row: Flat,
    pub(super) row_scale: Vec<f64>,
    pub(super) column_scale: Vec<f64>,
    /// By structural: its bounds at the start, scaled; later ones are within them.
    bounds: Vec<(f64, f64)>,
}

impl Matrix {
    /// The least and the most of a row between the bounds of its variables.
    pub(super) fn reach(&self, row: usize) -> (f64, f64) {
        self.by_row
            .list(row)
            .fold((0.0, 0.0), |(least, most), (j, a)| {
                let (lo, hi) = self.bounds[j];
                let (low, high) = if a > 0.0 {
                    (a * lo, a * hi)
                } else {
                    (a * hi, a * lo)
                };
                (least + low, most + high)
            })
    }
}

/// A state to return to after a trial. Memory is kept between uses.
#[derive(Clone, Debug, Default)]
pub struct Mark {
    cost: Vec<f64>,
    perturbed: bool,
    lo: Vec<f64>,
    hi: Vec<f64>,
    x: Vec<f64>,
    reduced: Vec<f64>,
    basic: Vec<usize>,
    position: Vec<Option<usize>>,
    at_upper: Vec<bool>,
    weight: Vec<f64>,
    gap: Vec<f64>,
    factor: Factor,
}

/// What must be worked out anew before the next iteration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stale {
    Nothing,
    /// Values: bounds have changed.
    Values,
    /// Reduced costs too: costs have changed.
    Prices,
    /// Everything: the basis is another.
    Basis,
}

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
        let scaled = |j: usize| (lp.lo[j] / column_scale[j], lp.hi[j] / column_scale[j]);
        let bounds = (0..structurals).map(scaled).collect();
        let total = rows + structurals;
        let mut simplex = Simplex {
            rows,
            structurals,
            matrix: Arc::new(Matrix {
                columns: Flat::of(columns.iter()),
                by_row: Flat::of(by_row.iter()),
                row_scale,
                column_scale,
                bounds,
            }),
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
            gap: vec![0.0; rows],
            desk: Workspace::default(),
            moved: Vec::new(),
            factor: Factor::default(),
            ray: None,
            iterations: 0,
            patience: 0,
            adopted: false,
            stale: Stale::Basis,
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

    pub(super) fn size(&self, variable: usize) -> f64 {
        if variable < self.structurals {
            self.matrix.column_scale[variable]
        } else {
            1.0 / self.matrix.row_scale[variable - self.structurals]
        }
    }

    /// Changes bounds; the basis stays. Takes effect with the next [`Simplex::solve`].
    pub fn set_bounds(&mut self, variable: usize, lo: f64, hi: f64) {
        let size = self.size(variable);
        (self.lo[variable], self.hi[variable]) = (lo / size, hi / size);
        self.moved.push(variable);
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
        let scaled = cost * self.matrix.column_scale[variable];
        self.true_cost[variable] = scaled;
        self.cost[variable] = scaled;
        self.stale = self.stale.max(Stale::Prices);
    }

    /// A structural's cost, not moved.
    #[must_use]
    pub fn cost(&self, variable: usize) -> f64 {
        self.true_cost[variable] / self.matrix.column_scale[variable]
    }

    /// The entries of a structural's column, unscaled.
    pub fn entries(&self, variable: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        let of_column = self.matrix.column_scale[variable];
        let scale = &self.matrix.row_scale;
        let column = self.matrix.columns.list(variable);
        column.map(move |(r, a)| (r, a / (scale[r] * of_column)))
    }

    /// The value of a variable (of a row for a logical).
    #[must_use]
    pub fn value(&self, variable: usize) -> f64 {
        self.x[variable] * self.size(variable)
    }

    /// The multiplier of a row: positive when its lower side holds the objective up, negative for the upper.
    #[must_use]
    pub fn multiplier(&self, row: usize) -> f64 {
        self.reduced[self.structurals + row] * self.matrix.row_scale[row]
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
                .zip(&self.matrix.row_scale)
                .map(|(y, s)| y * s)
                .collect(),
        )
    }

    /// The objective with the perturbed costs.
    #[must_use]
    pub fn objective(&self) -> f64 {
        self.cost.iter().zip(&self.x).map(|(c, x)| c * x).sum()
    }

    /// Whether a variable is basic.
    #[must_use]
    pub fn is_basic(&self, variable: usize) -> bool {
        self.position[variable].is_some()
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

    /// Takes the basis of a problem with other rows: what is nonbasic there may have a price on its open side.
    pub fn adopt(&mut self, basis: &Basis) {
        self.restore(basis);
        self.adopted = true;
    }

    /// Keeps the present state for [`Simplex::recall`].
    pub fn mark(&self, mark: &mut Mark) {
        mark.cost.clone_from(&self.cost);
        mark.perturbed = self.perturbed;
        mark.lo.clone_from(&self.lo);
        mark.hi.clone_from(&self.hi);
        mark.x.clone_from(&self.x);
        mark.reduced.clone_from(&self.reduced);
        mark.basic.clone_from(&self.basic);
        mark.position.clone_from(&self.position);
        mark.at_upper.clone_from(&self.at_upper);
        mark.weight.clone_from(&self.weight);
        mark.gap.clone_from(&self.gap);
        mark.factor.copy(&self.factor);
    }

    /// Returns to a state that was kept after a run of [`Simplex::solve`].
    pub fn recall(&mut self, mark: &Mark) {
        self.cost.clone_from(&mark.cost);
        self.perturbed = mark.perturbed;
        self.lo.clone_from(&mark.lo);
        self.hi.clone_from(&mark.hi);
        self.x.clone_from(&mark.x);
        self.reduced.clone_from(&mark.reduced);
        self.basic.clone_from(&mark.basic);
        self.position.clone_from(&mark.position);
        self.at_upper.clone_from(&mark.at_upper);
        self.weight.clone_from(&mark.weight);
        self.gap.clone_from(&mark.gap);
        self.factor.copy(&mark.factor);
        self.moved.clear();
        self.stale = Stale::Nothing;
    }
}
