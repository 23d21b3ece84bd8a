//! Floor 3: from an allocation to what a planner reads: attainment, money, stocks.

mod attainment;

pub use attainment::{CheckReport, LocalShortfall, Report, report};
