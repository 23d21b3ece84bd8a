//! Floor 3: from an allocation to what a planner reads: attainment, money, stocks.

mod attainment;
mod by_unit;
mod table;

pub use attainment::{CheckReport, LocalShortfall, Report, report};
pub use by_unit::{ByUnit, Quantity, class_limits, class_of};
pub use table::{Table, headline, is_local};
