//! Floor 2: the best allocation of a case, and the proof of how good it is.
//!
//! The search ([`Search`]) constructs, improves and proves; [`certify`] recomputes everything in exact integers from the
//! case and shares no code with the search. Nothing leaves this room that `certify` has not accepted.
//!
//! One unit of score is a point; the screen shows points, the search maximizes the score:
//! points = 100 × (1 − Σ w z ⁄ Σ w), score = points − f × F − ε × cost ⁄ C₀.

mod answer;
pub mod certify;
mod construct;
mod dive;
mod improve;
mod keys;
mod ledger;
pub mod model;
mod points;
mod prove;
mod relax;
mod rescue;
mod round;
mod search;
pub mod simplex;
mod start;
mod swap;

pub use answer::{Answer, Conflict, Outcome};
pub use keys::{Leaf, Node, Proof, RowKey, VarKey};
pub use points::Points;
pub use relax::Warm;
pub use search::{Limits, Progress, Search, solve};
