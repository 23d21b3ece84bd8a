//! The model restated for other solvers, and a relaxation by one of them to compare ours with.

pub mod interior_point;
pub mod stated;
