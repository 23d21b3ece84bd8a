//! What is said of an answer: why here, why not, and what would repair it.
//!
//! A repair carries the edits to apply. What it says was read off the canonical answer
//! ([`settle`](crate::optimize::settle), same limits) of exactly these edits, so applying it brings exactly that.

pub mod ceiling;
pub mod explain;
pub mod next_unit;
pub mod repair;
pub mod repair_search;
