//! Where a number comes from. No number of a plan stands without it.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{SourceId, Text, UnitId};

/// How well a number is known.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// Stands in a document or an official table.
    Measured,
    /// Derived from measured figures by a stated rule.
    Estimated,
    /// Assumed or invented, so that the plan can be computed.
    Assumed,
}

/// One entry of the plan's list of sources.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// What figures refer to.
    pub id: SourceId,
    /// How well the figures are known.
    pub basis: Basis,
    /// What it is.
    pub title: Text,
    /// Document number, table or address; empty where there is none.
    #[serde(default)]
    pub reference: String,
    /// How the figures were derived, or why they were assumed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
}

/// A number with its source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Figure<T> {
    /// The number.
    pub value: T,
    /// Its source.
    pub from: SourceId,
}

/// A number per unit with its source.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Series {
    /// The number by unit; units that are not named have none (0).
    pub values: BTreeMap<UnitId, i64>,
    /// The source of all numbers but those of `except`.
    pub from: SourceId,
    /// Units whose number has another source.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub except: BTreeMap<UnitId, SourceId>,
}

impl Series {
    /// The number of `unit`, 0 where it is not named.
    #[must_use]
    pub fn of(&self, unit: &UnitId) -> i64 {
        self.values.get(unit).copied().unwrap_or(0)
    }

    /// The source of the number of `unit`.
    #[must_use]
    pub fn source_of(&self, unit: &UnitId) -> &SourceId {
        self.except.get(unit).unwrap_or(&self.from)
    }
}
