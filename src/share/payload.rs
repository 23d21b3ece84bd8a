//! What is packed into a link of version 1. Frozen: postcard reads by position, so no field may be added, moved or retyped.

use serde::{Deserialize, Serialize};

use super::names::LinkNames;

/// Version 1.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Payload {
    pub(super) plan: String,
    pub(super) name: String,
    pub(super) data_hash: [u8; 8],
    pub(super) model_version: u32,
    pub(super) score: Option<i64>,
    pub(super) bound: Option<i64>,
    pub(super) units: LinkNames,
    pub(super) measures: LinkNames,
    pub(super) others: LinkNames,
    pub(super) years: Vec<i32>,
    pub(super) edits: PackedEdits,
    pub(super) cells: Option<Vec<PackedCell>>,
}

/// Numbers are places in the tables of [`Payload`]; decimals are in millionths.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct PackedEdits {
    pub(super) budget: Vec<(u32, i64)>,
    pub(super) targets: Vec<PackedTarget>,
    pub(super) field_weights: Vec<(u32, i64)>,
    pub(super) fairness: Option<i64>,
    pub(super) path: Option<u32>,
    pub(super) cost_factor: Option<i64>,
    pub(super) field_costs: Vec<(u32, i64)>,
    pub(super) pins: Vec<PackedPin>,
}

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct PackedTarget {
    pub(super) target: u32,
    pub(super) levels: Vec<(u32, i64)>,
    pub(super) weight: Option<i64>,
    pub(super) hard: Option<bool>,
}

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct PackedPin {
    pub(super) unit: u32,
    pub(super) measure: u32,
    pub(super) year: Option<u32>,
    pub(super) n: i64,
}

/// Modules in one cell of measures × years × units, and how many empty cells come before it.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct PackedCell {
    pub(super) skipped: u64,
    pub(super) n: i64,
}
