//! Floor 3: from an allocation to what a planner reads: attainment, money, stocks and their use, where figures come from, and
//! plans with figures moved.

mod attainment;
mod by_unit;
mod moved;
mod table;
mod use_of_stock;
mod uses;

pub use attainment::{CheckReport, LocalShortfall, Report, report};
pub use by_unit::{ByUnit, Quantity, class_limits, class_of};
pub use moved::{Figures, Moved, Step};
pub use table::{Table, headline, is_local};
pub use use_of_stock::{PeriodUse, StockUse, UnitUse};
pub use uses::{Says, Use, uses};
