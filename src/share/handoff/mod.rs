//! The hand-off to other solvers: the model as an LP file with a map of its names, and their solutions back.
//!
//! ```text
//! case → Stated ─┬→ lp_file          → HiGHS, SCIP, Gurobi, … → solution file
//!                └→ NameMap                                      │
//! certify ← Allocation ← allocation_of ← Solution ← read_solution ┘
//! ```
//!
//! Nothing that comes back is believed: the builds are checked like a plan of our own, and a bound is shown as theirs.

mod beside;
mod foreign;
mod lp;
mod map;
mod names;
mod of_cbc;
mod of_cplex;
mod of_glpk;
mod of_gurobi;
mod of_highs;
mod of_scip;
mod read;
mod solution;
mod take;
mod text;

pub use beside::{Beside, beside};
pub use foreign::Foreign;
pub use lp::lp_file;
pub use map::{Meaning, NameMap, What};
pub use read::read_solution;
pub use solution::{Engine, Solution, SolutionError, SolutionTrouble, Value};
pub use take::allocation_of;
pub use text::solution_text;
