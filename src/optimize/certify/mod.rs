//! The certificate: recomputes a plan and a bound from the case in exact integers. It knows nothing of the search.
//!
//! A plan is checked by simulating it: what is built, what it costs, what then stands. A bound is checked by combining the
//! rows of the model (`formulation.rs`) with the proof's multipliers: for multipliers λ ≥ 0 every plan's loss is at least
//! Σ λ·right side + Σ over variables of the least value of (cost − λ·column) within its bounds. All numbers are integers;
//! every rounding goes against the claim.

mod allocation;
mod bound;
mod bounds;
mod derived;
mod refusal;
mod rows;
mod score;

pub use allocation::{Measured, allocation};
pub use bound::bound;
pub use bounds::{Bounds, bounds, cost};
pub use derived::{Derived, MadeRow};
pub use refusal::Refusal;
pub use rows::{ExactRow, Rows, keys, row};
