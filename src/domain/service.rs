//! Services: the stocks that are counted.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Decimal, FieldId, Series, ServiceId, SourceId, Text};

/// A field of work that groups services, measures and targets on the screen and carries a weight slider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// What others refer to.
    pub id: FieldId,
    /// Its name.
    pub name: Text,
}

/// A stock that is counted: childcare places, pediatric beds, pilot schools.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Service {
    /// What others refer to.
    pub id: ServiceId,
    /// Its name.
    pub name: Text,
    /// The word it is counted with: 个, 张, 所.
    pub counter: Text,
    /// Its field.
    pub field: FieldId,
    /// People use it where they live: the largest shortfall over units enters the score.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub local: bool,
    /// Why it is (or is not) local.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub local_from: Option<SourceId>,
}

/// What stands in the base year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stock {
    /// Of which service.
    pub service: ServiceId,
    /// Number by unit.
    pub count: Series,
    /// Year → what of it still stands, relative to the base year (rounded half up by unit); years not named: all of it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub remains: BTreeMap<i32, Decimal>,
    /// The source of `remains`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remains_from: Option<SourceId>,
}
