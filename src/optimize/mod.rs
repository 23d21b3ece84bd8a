//! Floor 2: the best allocation of a case, and the proof of how good it is.
//!
//! The search ([`Search`]) constructs, improves and proves; [`certify`] recomputes everything in exact integers from the
//! case and uses nothing of the search; the search asks it for rows that follow by rounding (`certify::derived`). Nothing leaves this room that `certify` has not accepted.
//!
//! One unit of score is a point; the screen shows points, the search maximizes the score:
//! points = 100 × (1 − Σ w z ⁄ Σ w), score = points − f × F − ε × cost ⁄ C₀.

mod advice;
mod budget;
pub mod certify;
mod evaluate;
mod heuristics;
pub mod model;
mod params;
mod relaxation;
mod restated;
mod search;
pub mod simplex;
mod tree;

pub use advice::ceiling::Ceiling;
pub use advice::explain::{
    Binding, Gain, Here, Miss, Obstacle, bindings, explain_here, explain_miss, obstacles,
};
pub use advice::next_unit::{NextUnit, next_unit};
pub use advice::repair::{Change, Repair, SideEffect};
pub use advice::repair_search::Repairs;
pub use budget::curve::{CurveSearch, Point};
pub use budget::ladder::{Ladder, Wanted, settle};
pub use budget::least_budget::{Band, LeastBudget, OutOfReach};
pub use budget::rungs::{RUNGS, Rungs};
pub use budget::settling::Settling;
pub use model::answer::{Answer, Conflict, Outcome};
pub use model::formulation::{Cut, Leaf, Node, Proof, RowKey, VarKey};
pub use model::hard_first::{HardFirst, Passed};
pub use model::points::Points;
pub use model::rank::Rank;
pub use relaxation::warm::Warm;
pub use restated::interior_point::{NoOptimum, Relaxed, relaxed};
pub use restated::stated::{Column, ColumnKey, Line, LineKey, Stated};
pub use search::lifecycle::solve;
pub use search::problem::Limits;
pub use search::state::{Progress, Search};
