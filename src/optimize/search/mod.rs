//! The search: which piece of work comes next, and what is known so far.
//!
//! | file | what it holds |
//! |---|---|
//! | `lifecycle` | from the first allocation to the end, step by step |
//! | `state` | the parts of a search, and where it stands |
//! | `problem` | what it is about: case, model, tables, limits |
//! | `incumbent` | the best allocation so far and the bound |
//! | `hard_targets`, `hard_stages` | what is asked of hard targets, and when that changes |
//! | `schedule` | what is under way, and what is tried next |
//! | `plans` | allocations by rounding, dive and walk |
//! | `near` | the neighborhoods of the incumbent |
//! | `cutting` | rounds of cuts at the root |
//! | `bounding` | when a bound is certified |

mod bounding;
mod cutting;
mod hard_stages;
mod hard_targets;
mod incumbent;
pub mod lifecycle;
mod near;
mod plans;
pub mod problem;
mod schedule;
pub mod state;
