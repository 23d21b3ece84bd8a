//! Simulated annealing over whole allocations.

pub mod built;
pub mod change;
pub mod money;
pub mod walk;
