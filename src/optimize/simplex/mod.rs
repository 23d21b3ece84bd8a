//! A bounded dual simplex with multipliers and a warm start after any change of bounds: the LP engine of the search.
//!
//! minimize c·x, rows A x = y, lo ≤ (x, y) ≤ hi. A row's value y is a variable like any other (its logical), so a bound on a
//! sum is a bound on a variable. Every structural variable is boxed, so a dual feasible start needs no first phase: each
//! nonbasic variable sits at the bound its reduced cost asks for.
//!
//! `factor` keeps B = L U with product-form updates; `pivot` holds the iteration: steepest-edge rows, the ratio test with
//! bound flips, and costs perturbed a little against degeneracy (the bound that users see is computed from exact costs by
//! `certify`, so the perturbation costs nothing but a billionth of a point).

mod eliminate;
mod factor;
mod pivot;
mod scale;
mod solver;
mod sparse;
mod state;
mod tableau;
mod workspace;

pub use solver::Verdict;
pub use sparse::Sparse;
pub use tableau::{Basis, Lp, Mark, Simplex};
