//! Floor 3: from an allocation to what a planner reads: attainment, money, stocks and their use, where figures come from, how
//! alternatives differ, and plans with figures moved.

mod attainment;
mod by_unit;
mod csv;
mod curve;
mod differences;
mod kinds;
mod moved;
mod no_regret;
mod price_of_places;
mod sweep;
mod table;
mod unsure;
mod use_of_stock;
mod uses;

pub use attainment::{CheckReport, LocalShortfall, Report, report};
pub use by_unit::{ByUnit, Quantity, class_limits, class_of};
pub use csv::{csv_cells, csv_line};
pub use curve::{CurvePoint, end_of_axis, nearest, raised};
pub use differences::{
    DifferenceRow, Side, TargetRow, met, money_by_measure, money_by_period, money_by_unit,
    target_rows,
};
pub use moved::{Figures, Moved, Step};
pub use no_regret::{NoRegret, no_regret};
pub use price_of_places::{Places, PlacesBuilt, places};
pub use sweep::{SWEEP_HEAD, SweepGroup};
pub use table::{Table, headline, is_local};
pub use unsure::on_assumed_stock;
pub use use_of_stock::{NewAndIdle, PeriodUse, StockUse, UnitUse, UseOf};
pub use uses::{Says, Use, uses};
