//! What is packed into a link of version 2: up to four scenarios of one plan. Frozen like version 1: postcard reads by position.
//!
//! The scenarios share the tables, and the places of cells: alternatives of one budget build much the same in the same places.

use serde::{Deserialize, Serialize};

use super::names::LinkNames;
use super::payload::PackedEdits;

/// Version 2.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Payload2 {
    pub(super) plan: String,
    pub(super) data_hash: [u8; 8],
    pub(super) model_version: u32,
    pub(super) units: LinkNames,
    pub(super) measures: LinkNames,
    pub(super) others: LinkNames,
    pub(super) years: Vec<i32>,
    /// Cells of measures × years × units in which any scenario builds: how many lie between one and the one before.
    pub(super) cells: Vec<u64>,
    pub(super) scenarios: Vec<Scenario2>,
}

/// One scenario.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Scenario2 {
    pub(super) name: String,
    pub(super) score: Option<i64>,
    pub(super) bound: Option<i64>,
    pub(super) edits: PackedEdits,
    pub(super) added: Vec<PackedAdded>,
    /// Modules in each of the cells: of the first scenario that has an allocation as they are, of the others what they have
    /// more than that one.
    pub(super) counts: Option<Vec<i64>>,
}

/// Money on top of what one source gets.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct PackedAdded {
    pub(super) fund: u32,
    pub(super) by_year: Vec<(u32, i64)>,
}
