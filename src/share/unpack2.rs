//! From what was packed into a link of version 2 to what it carries.

use super::payload::PackedCell;
use super::payload2::Payload2;
use super::unpack::Unpacker;
use super::{LinkError, MOST_SCENARIOS, Shared};
use crate::optimize::Points;

impl Payload2 {
    /// What a link of version 2 carries, each with builds in the order of the tables.
    ///
    /// # Errors
    /// An entry of a table that is not that long, no scenario or too many, modules that do not fit the cells.
    pub(super) fn unpack(self) -> Result<Vec<Shared>, LinkError> {
        let tables = Unpacker {
            units: self.units.ids()?,
            measures: self.measures.ids()?,
            others: self.others.ids()?,
            years: self.years,
        };
        if !(1..=MOST_SCENARIOS).contains(&self.scenarios.len()) {
            return Err(LinkError::Malformed);
        }
        let mut first: Option<Vec<i64>> = None;
        let mut all = Vec::with_capacity(self.scenarios.len());
        for scenario in self.scenarios {
            let counts = match scenario.counts {
                Some(counts) if counts.len() != self.cells.len() => {
                    return Err(LinkError::Malformed);
                }
                Some(counts) => Some(match &first {
                    Some(first) => summed(first, &counts)?,
                    None => first.insert(counts).clone(),
                }),
                None => None,
            };
            let cells = counts.map(|counts| cells(&self.cells, &counts));
            let mut edits = tables.edits(scenario.edits)?;
            edits.added = tables.added(&scenario.added)?;
            all.push(Shared {
                plan: self.plan.clone(),
                edits,
                name: scenario.name,
                allocation: cells.map(|c| tables.allocation(&c)).transpose()?,
                score: scenario.score.map(Points),
                bound: scenario.bound.map(Points),
                data_hash: u64::from_le_bytes(self.data_hash),
                model_version: self.model_version,
            });
        }
        Ok(all)
    }
}

fn summed(first: &[i64], more: &[i64]) -> Result<Vec<i64>, LinkError> {
    let pairs = first.iter().zip(more);
    let sum = pairs.map(|(a, b)| a.checked_add(*b).ok_or(LinkError::Malformed));
    sum.collect()
}

/// Cells of version 1: those that hold nothing are skipped.
fn cells(skipped: &[u64], counts: &[i64]) -> Vec<PackedCell> {
    let mut before: u64 = 0;
    let mut all = Vec::with_capacity(counts.len());
    for (skipped, n) in skipped.iter().zip(counts) {
        before = before.saturating_add(*skipped);
        if *n == 0 {
            before = before.saturating_add(1);
        } else {
            let skipped = std::mem::take(&mut before);
            all.push(PackedCell { skipped, n: *n });
        }
    }
    all
}
