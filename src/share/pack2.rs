//! From what a link of version 2 carries to what is packed.

use std::collections::{BTreeMap, BTreeSet};

use super::pack::LinkTables;
use super::payload2::{Payload2, Scenario2};
use super::{LinkError, Shared};

impl Payload2 {
    /// Packs what a link of version 2 carries: scenarios of one plan, the first of which stamps the link.
    ///
    /// # Errors
    /// Modules of one cell that sum to more than can be written.
    pub(super) fn pack(first: &Shared, all: &[Shared]) -> Result<Payload2, LinkError> {
        let (tables, places) = LinkTables::of(all);
        let filled = all.iter().map(|s| s.allocation.as_ref());
        let filled: Vec<Option<BTreeMap<u64, i64>>> = filled
            .map(|a| a.map(|a| places.filled(a)).transpose())
            .collect::<Result<_, _>>()?;
        let cells: BTreeSet<u64> = filled
            .iter()
            .flatten()
            .flat_map(|f| f.keys().copied())
            .collect();
        let counts = counts(&filled, &cells);
        let one = |(shared, counts): (&Shared, Option<Vec<i64>>)| Scenario2 {
            name: shared.name.clone(),
            score: shared.score.map(|p| p.0),
            bound: shared.bound.map(|p| p.0),
            edits: places.edits(&shared.edits),
            added: places.added(&shared.edits),
            counts,
        };
        let mut next = 0;
        let skipped = |at: u64| at - std::mem::replace(&mut next, at + 1);
        Ok(Payload2 {
            plan: first.plan.clone(),
            data_hash: first.data_hash.to_le_bytes(),
            model_version: first.model_version,
            scenarios: all.iter().zip(counts).map(one).collect(),
            cells: cells.into_iter().map(skipped).collect(),
            units: tables.units,
            measures: tables.measures,
            others: tables.others,
            years: tables.years,
        })
    }
}

/// Modules of every scenario in all of `cells`: of the first as they are, of the others what they have more.
fn counts(filled: &[Option<BTreeMap<u64, i64>>], cells: &BTreeSet<u64>) -> Vec<Option<Vec<i64>>> {
    let first = filled.iter().flatten().next();
    let mut is_first = true;
    let mut of = |own: &BTreeMap<u64, i64>| {
        let base = first.filter(|_| !std::mem::replace(&mut is_first, false));
        let n = |map: &BTreeMap<u64, i64>, cell| map.get(cell).copied().unwrap_or(0);
        let more = |cell| n(own, cell).wrapping_sub(base.map_or(0, |b| n(b, cell)));
        cells.iter().map(more).collect()
    };
    filled.iter().map(|own| own.as_ref().map(&mut of)).collect()
}
