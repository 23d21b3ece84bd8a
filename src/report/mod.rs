//! Floor 3: from an allocation to what a planner reads: attainment, money, stocks and their use, and where figures come from.

mod attainment;
mod by_unit;
mod curve;
mod table;
mod use_of_stock;
mod uses;

pub use attainment::{CheckReport, LocalShortfall, Report, report};
pub use by_unit::{ByUnit, Quantity, class_limits, class_of};
pub use curve::{CurvePoint, end_of_axis, nearest, raised};
pub use table::{Table, headline, is_local};
pub use use_of_stock::{PeriodUse, StockUse, UnitUse};
pub use uses::{Says, Use, uses};
