//! Why a plan or a proof is refused.

use serde::{Deserialize, Serialize};

use crate::domain::{FundId, MeasureId, ServiceId, UnitId, Yuan};
use crate::optimize::model::formulation::RowKey;

/// Why a plan or a proof is refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Refusal {
    /// The measure cannot be begun there in that year, or the cell is named twice.
    NotAnOption {
        /// Where.
        unit: UnitId,
        /// What.
        measure: MeasureId,
        /// The year.
        year: i32,
    },
    /// Fewer than 0, fewer than pinned, or more than allowed in a year or over all years.
    OutOfBounds {
        /// Where.
        unit: UnitId,
        /// What.
        measure: MeasureId,
        /// How many.
        n: i64,
        /// The least.
        least: i64,
        /// The most.
        most: i64,
    },
    /// Too many or too few modules for the sites.
    Sites {
        /// Where.
        unit: UnitId,
        /// The modules' measure.
        measure: MeasureId,
        /// The last year of the period.
        year: i32,
    },
    /// Builds take away more than stands.
    BelowZero {
        /// Of which service.
        service: ServiceId,
        /// Where.
        unit: UnitId,
        /// The last year of the period.
        year: i32,
    },
    /// A fund spends more than it has.
    OverBudget {
        /// The fund.
        fund: FundId,
        /// The last year of the period.
        year: i32,
        /// What is spent.
        spent: Yuan,
        /// What there is.
        available: Yuan,
    },
    /// What is begun costs more a year after the horizon than is allowed.
    OverRunning {
        /// What it costs.
        running: Yuan,
        /// What is allowed.
        most: Yuan,
    },
    /// New places go further beyond what a unit needs than they may.
    OverNeed {
        /// Of which service, the first of the need.
        service: ServiceId,
        /// Where.
        unit: UnitId,
        /// The year that is looked at.
        year: i32,
        /// New places.
        new: i64,
        /// The most there may be.
        most: i64,
    },
    /// A multiplier below 0.
    NegativeMultiplier {
        /// Its row.
        row: RowKey,
    },
    /// A row that the case does not have, or one named twice.
    NoSuchRow {
        /// The row.
        row: RowKey,
    },
    /// A split over a variable that need not be whole, or does not exist.
    NotWhole,
    /// A split at a largest local shortfall that the case does not have, or at one below 0.
    NoSuchLevel,
    /// A cut that rounds nothing, or in lots of nothing.
    NothingRounded {
        /// Its place.
        cut: usize,
    },
    /// A kept shortfall of a check that is not hard, or is named twice.
    NotHard {
        /// The check.
        check: usize,
    },
    /// A number too large to compute with exactly.
    TooLarge,
    /// The tree is deeper than is accepted.
    TooDeep,
}
