//! Floor 2: the best allocation of a case, and the proof of how good it is.
//!
//! The search ([`Search`]) constructs, improves and proves; [`certify`] recomputes everything in exact integers from the
//! case and uses nothing of the search; the search asks it for rows that follow by rounding (`certify::derived`). Nothing leaves this room that `certify` has not accepted.
//!
//! One unit of score is a point; the screen shows points, the search maximizes the score:
//! points = 100 × (1 − Σ w z ⁄ Σ w), score = points − f × F − ε × cost ⁄ C₀.

mod answer;
mod builds;
pub mod certify;
mod cheapest;
mod climb;
mod construct;
mod cut;
mod dive;
mod explain;
mod frontier;
mod hard_first;
mod improve;
mod keys;
mod ladder;
mod ledger;
pub mod model;
mod points;
mod prove;
mod relax;
mod relaxed;
mod repair;
mod rescue;
mod round;
mod search;
pub mod simplex;
mod start;
mod stated;
mod swap;
mod walk;
mod warm;

pub use answer::{Answer, Conflict, Outcome};
pub use cheapest::{Band, Cheapest, OutOfReach};
pub use climb::Climb;
pub use explain::{
    Binding, Gain, Here, Miss, Obstacle, bindings, explain_here, explain_miss, obstacles,
};
pub use frontier::{Frontier, NextUnit, Point, next_unit};
pub use hard_first::{HardFirst, Passed, Rank};
pub use keys::{Cut, Leaf, Node, Proof, RowKey, VarKey};
pub use ladder::{Ladder, RUNGS, Rungs, Wanted, settle};
pub use points::Points;
pub use relaxed::{NoOptimum, Relaxed, relaxed};
pub use repair::{Change, Repair, Repairs, Side};
pub use search::{Limits, Progress, Search, solve};
pub use stated::{Column, ColumnKey, Line, LineKey, Stated};
pub use warm::Warm;
