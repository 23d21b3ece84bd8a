//! Floor 1: bytes → plan or scenario, every issue with its place.
//!
//! A file is read in three steps, and a later one begins only where the earlier ones found nothing:
//!
//! 1. `parse`: text, JSON, format, types. The first issue ends it, because nothing behind it can be trusted.
//! 2. `check_*`: what types cannot say, such as ids that exist and shares that sum to 1. All issues are collected.
//! 3. `check_served`: what only the worked-out case can say, such as a target that no measure serves.
//!
//! [`from_json`] is the other door: it reads what this product wrote itself, without these checks and in little code.

mod check_filter;
mod check_frame;
mod check_measures;
mod check_money;
mod check_region;
mod check_scenario;
mod check_served;
mod check_stock;
mod check_targets;
mod domain_json;
mod findings;
mod input;
mod json;
mod kept;
mod known;
mod limits;
mod parse;
mod whole;

// One case a line.
#[cfg(test)]
#[rustfmt::skip]
mod tests;

pub use input::{Input, file, plan, scenario, wrong_format};
pub use json::{FromJson, FromKey, field, from_json};
pub(crate) use json::{named, read_fields, read_inside, read_variants, tagged};
pub use kept::{keeping, kept, whole};
