//! Branch and bound over the relaxation, and the cuts that are found at its root.

pub mod branch_and_bound;
pub mod separation;
