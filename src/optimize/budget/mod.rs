//! Answers at many budgets: the ladder, the canonical answer, the budget curve, the least budget.

pub mod curve;
pub mod ladder;
pub mod least_budget;
pub mod rung_result;
pub mod rungs;
pub mod settling;
pub mod spend_rest;
