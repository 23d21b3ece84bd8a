//! An allocation: what is built where and when.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{MeasureId, UnitId};

/// Builds by unit × measure × year; what is not named is not built.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Allocation {
    /// In the order of the plan: units, measures, years.
    pub builds: Vec<Build>,
}

/// Modules of one measure begun in one unit in one period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Build {
    /// Where.
    pub unit: UnitId,
    /// What.
    pub measure: MeasureId,
    /// The first year of the period in which they are begun.
    pub year: i32,
    /// How many modules.
    pub n: i64,
}
