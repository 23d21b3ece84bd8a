//! From what was packed to what a link carries. Every index is looked up, none is trusted.

use std::collections::BTreeMap;

use super::names::at;
use super::payload::{PackedCell, PackedEdits, PackedPin, PackedTarget, Payload};
use super::payload2::PackedAdded;
use super::{LinkError, LinkTable, Shared};
use crate::domain::{
    Allocation, Build, Decimal, Edits, FieldId, FundId, Pin, TargetEdit, TargetId, Yuan,
};
use crate::optimize::Points;

impl Payload {
    /// What a link carries; builds in the order of the tables.
    ///
    /// # Errors
    /// An entry of a table that is not that long.
    pub(super) fn unpack(self) -> Result<Shared, LinkError> {
        let tables = Unpacker {
            units: self.units.ids()?,
            measures: self.measures.ids()?,
            others: self.others.ids()?,
            years: self.years,
        };
        Ok(Shared {
            plan: self.plan,
            edits: tables.edits(self.edits)?,
            name: self.name,
            allocation: self
                .cells
                .map(|cells| tables.allocation(&cells))
                .transpose()?,
            score: self.score.map(Points),
            bound: self.bound.map(Points),
            data_hash: u64::from_le_bytes(self.data_hash),
            model_version: self.model_version,
        })
    }
}

/// Money on top, by source and year.
pub(super) type Added = BTreeMap<FundId, BTreeMap<i32, Yuan>>;

/// Places → ids and years.
pub(super) struct Unpacker {
    pub(super) units: Vec<String>,
    pub(super) measures: Vec<String>,
    pub(super) others: Vec<String>,
    pub(super) years: Vec<i32>,
}

impl Unpacker {
    pub(super) fn edits(&self, packed: PackedEdits) -> Result<Edits, LinkError> {
        let decimal = |micro| Decimal { micro };
        let by_field = |list: &[(u32, i64)]| {
            list.iter()
                .map(|(f, x)| Ok::<_, LinkError>((FieldId::from(self.other(*f)?), decimal(*x))))
                .collect::<Result<_, _>>()
        };
        let budget = packed
            .budget
            .iter()
            .map(|(y, yuan)| Ok((self.year(*y)?, Yuan(*yuan))));
        Ok(Edits {
            budget: budget.collect::<Result<_, LinkError>>()?,
            added: BTreeMap::new(),
            targets: packed
                .targets
                .iter()
                .map(|t| self.target(t))
                .collect::<Result<_, LinkError>>()?,
            field_weights: by_field(&packed.field_weights)?,
            fairness: packed.fairness.map(decimal),
            path: packed
                .path
                .map(|p| self.other(p).map(Into::into))
                .transpose()?,
            cost_factor: packed.cost_factor.map(decimal),
            field_costs: by_field(&packed.field_costs)?,
            pins: packed
                .pins
                .iter()
                .map(|pin| self.pin(pin))
                .collect::<Result<_, LinkError>>()?,
            idle: None,
            running_most: None,
            idle_most: None,
        })
    }

    pub(super) fn added(&self, packed: &[PackedAdded]) -> Result<Added, LinkError> {
        let one = |of: &PackedAdded| {
            let year = |(y, yuan): &(u32, i64)| Ok((self.year(*y)?, Yuan(*yuan)));
            let by_year = of.by_year.iter().map(year);
            let fund = FundId::from(self.other(of.fund)?);
            Ok((fund, by_year.collect::<Result<_, LinkError>>()?))
        };
        packed.iter().map(one).collect()
    }

    fn target(&self, packed: &PackedTarget) -> Result<(TargetId, TargetEdit), LinkError> {
        let level = |(y, micro): &(u32, i64)| Ok((self.year(*y)?, Decimal { micro: *micro }));
        let edit = TargetEdit {
            levels: packed
                .levels
                .iter()
                .map(level)
                .collect::<Result<_, LinkError>>()?,
            weight: packed.weight.map(|micro| Decimal { micro }),
            hard: packed.hard,
        };
        Ok((self.other(packed.target)?.into(), edit))
    }

    fn pin(&self, packed: &PackedPin) -> Result<Pin, LinkError> {
        Ok(Pin {
            unit: at(&self.units, LinkTable::Units, packed.unit)?
                .as_str()
                .into(),
            measure: at(&self.measures, LinkTable::Measures, packed.measure)?
                .as_str()
                .into(),
            year: packed.year.map(|y| self.year(y)).transpose()?,
            n: packed.n,
            at_least: false,
        })
    }

    pub(super) fn allocation(&self, cells: &[PackedCell]) -> Result<Allocation, LinkError> {
        let mut next: u64 = 0;
        let mut builds = Vec::with_capacity(cells.len());
        for cell in cells {
            let place = next.saturating_add(cell.skipped);
            builds.push(self.build(place, cell.n)?);
            next = place + 1;
        }
        Ok(Allocation { builds })
    }

    fn build(&self, place: u64, n: i64) -> Result<Build, LinkError> {
        let (units, years) = (self.units.len(), self.years.len());
        let len = self.measures.len() * years * units;
        let cell = usize::try_from(place).ok().filter(|cell| *cell < len);
        let cell = cell.ok_or(LinkError::NoSuchIndex {
            table: LinkTable::Cells,
            index: place,
            len,
        })?;
        Ok(Build {
            unit: self.units[cell % units].as_str().into(),
            measure: self.measures[cell / units / years].as_str().into(),
            year: self.years[cell / units % years],
            n,
        })
    }

    fn other(&self, place: u32) -> Result<&str, LinkError> {
        at(&self.others, LinkTable::Others, place).map(String::as_str)
    }

    fn year(&self, place: u32) -> Result<i32, LinkError> {
        at(&self.years, LinkTable::Years, place).copied()
    }
}
