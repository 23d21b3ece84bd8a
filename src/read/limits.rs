//! The largest numbers a plan may hold: sums and products of them stay exact.

/// Persons of one unit and group.
pub(super) const PERSONS: i64 = 2_000_000_000;
/// Things that stand in one unit.
pub(super) const STOCK: i64 = 1_000_000_000;
/// Yuan of one fund in one period.
pub(super) const YUAN: i64 = 10_000_000_000_000;
/// Yuan of one module.
pub(super) const MODULE_YUAN: i64 = 1_000_000_000_000;
/// Modules in one unit, and what one module adds.
pub(super) const MODULES: i64 = 1_000_000;
/// Levels of targets that are no shares.
pub(super) const LEVEL: i64 = 10_000_000;
/// Factors on cost and population.
pub(super) const FACTOR: i64 = 100;
/// Weights of targets, as for a user's edits.
pub(super) const WEIGHT: i64 = 1_000;
/// Points for fairness, as for a user's edits.
pub(super) const POINTS: i64 = 100;
/// Years of lead, spending and horizon.
pub(super) const YEARS: i64 = 100;
/// The first and last year that can be meant.
pub(super) const CALENDAR: std::ops::RangeInclusive<i32> = 1900..=2200;
