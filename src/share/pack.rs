//! From what a link carries to what is packed.

use std::collections::{BTreeMap, BTreeSet};

use super::names::{LinkNames, LinkPlaces};
use super::payload::{PackedCell, PackedEdits, PackedPin, PackedTarget, Payload};
use super::payload2::PackedAdded;
use super::{LinkError, Shared};
use crate::domain::{Allocation, Build, Edits, FundId, Issue, Pin, TargetEdit, Trouble, Yuan};

impl Payload {
    /// Packs what a link carries.
    ///
    /// # Errors
    /// Modules of one cell that sum to more than can be written.
    pub(super) fn pack(shared: &Shared) -> Result<Payload, LinkError> {
        let (tables, places) = LinkTables::of(std::slice::from_ref(shared));
        let LinkTables {
            units,
            measures,
            others,
            years,
        } = tables;
        Ok(Payload {
            plan: shared.plan.clone(),
            name: shared.name.clone(),
            data_hash: shared.data_hash.to_le_bytes(),
            model_version: shared.model_version,
            score: shared.score.map(|p| p.0),
            bound: shared.bound.map(|p| p.0),
            edits: places.edits(&shared.edits),
            cells: shared
                .allocation
                .as_ref()
                .map(|a| places.cells(a))
                .transpose()?,
            units,
            measures,
            others,
            years,
        })
    }
}

/// The tables of a link.
pub(super) struct LinkTables {
    pub(super) units: LinkNames,
    pub(super) measures: LinkNames,
    pub(super) others: LinkNames,
    pub(super) years: Vec<i32>,
}

impl LinkTables {
    /// The tables of some scenarios, and where everything stands in them.
    pub(super) fn of(all: &[Shared]) -> (LinkTables, Packer) {
        let lists = Lists::of(all);
        let (units, unit_places) = LinkNames::of(lists.units);
        let (measures, measure_places) = LinkNames::of(lists.measures);
        let (others, other_places) = LinkNames::of(lists.others);
        let years: Vec<i32> = lists.years.into_iter().collect();
        let places = Packer {
            units: unit_places,
            measures: measure_places,
            others: other_places,
            years: years.clone(),
        };
        let tables = LinkTables {
            units,
            measures,
            others,
            years,
        };
        (tables, places)
    }
}

/// Everything that is named, each once.
#[derive(Default)]
struct Lists<'a> {
    units: BTreeSet<&'a str>,
    measures: BTreeSet<&'a str>,
    others: BTreeSet<&'a str>,
    years: BTreeSet<i32>,
}

impl<'a> Lists<'a> {
    fn of(all: &'a [Shared]) -> Self {
        let mut lists = Lists::default();
        for shared in all {
            lists.add_edits(&shared.edits);
            for build in shared.allocation.iter().flat_map(|a| &a.builds) {
                lists.units.insert(&build.unit.0);
                lists.measures.insert(&build.measure.0);
                lists.years.insert(build.year);
            }
        }
        lists
    }

    fn add_edits(&mut self, edits: &'a Edits) {
        self.years.extend(edits.budget.keys());
        for (fund, by_year) in &edits.added {
            self.others.insert(&fund.0);
            self.years.extend(by_year.keys());
        }
        for (target, edit) in &edits.targets {
            self.others.insert(&target.0);
            self.years.extend(edit.levels.keys());
        }
        let fields = edits.field_weights.keys().chain(edits.field_costs.keys());
        self.others.extend(fields.map(|f| f.0.as_str()));
        self.others.extend(edits.path.iter().map(|p| p.0.as_str()));
        for pin in &edits.pins {
            self.units.insert(&pin.unit.0);
            self.measures.insert(&pin.measure.0);
            self.years.extend(pin.year);
        }
    }
}

/// Ids and years → places.
pub(super) struct Packer {
    units: LinkPlaces,
    measures: LinkPlaces,
    others: LinkPlaces,
    years: Vec<i32>,
}

impl Packer {
    pub(super) fn edits(&self, edits: &Edits) -> PackedEdits {
        // Named one by one, so that a new kind of edit does not compile until a version of the link carries it.
        let Edits {
            budget,
            // Version 1 has no place for it: such scenarios go out as version 2, which packs it beside these.
            added: _,
            targets,
            field_weights,
            fairness,
            path,
            cost_factor,
            field_costs,
            pins,
            // Versions 1 and 2 have no place for them: version 3 packs them beside these.
            idle: _,
            running_most: _,
            idle_most: _,
        } = edits;
        PackedEdits {
            budget: budget
                .iter()
                .map(|(y, yuan)| (self.year(*y), yuan.0))
                .collect(),
            targets: targets
                .iter()
                .map(|(id, edit)| self.target(&id.0, edit))
                .collect(),
            field_weights: field_weights
                .iter()
                .map(|(f, x)| (self.other(&f.0), x.micro))
                .collect(),
            fairness: fairness.map(|x| x.micro),
            path: path.as_ref().map(|p| self.other(&p.0)),
            cost_factor: cost_factor.map(|x| x.micro),
            field_costs: field_costs
                .iter()
                .map(|(f, x)| (self.other(&f.0), x.micro))
                .collect(),
            pins: pins.iter().map(|pin| self.pin(pin)).collect(),
        }
    }

    pub(super) fn added(&self, edits: &Edits) -> Vec<PackedAdded> {
        let one = |(fund, by_year): (&FundId, &BTreeMap<i32, Yuan>)| PackedAdded {
            fund: self.other(&fund.0),
            by_year: by_year
                .iter()
                .map(|(y, yuan)| (self.year(*y), yuan.0))
                .collect(),
        };
        edits.added.iter().map(one).collect()
    }

    fn target(&self, id: &str, edit: &TargetEdit) -> PackedTarget {
        let TargetEdit {
            levels,
            weight,
            hard,
        } = edit;
        PackedTarget {
            target: self.other(id),
            levels: levels
                .iter()
                .map(|(y, x)| (self.year(*y), x.micro))
                .collect(),
            weight: weight.map(|x| x.micro),
            hard: *hard,
        }
    }

    fn pin(&self, pin: &Pin) -> PackedPin {
        let Pin {
            unit,
            measure,
            year,
            n,
            // Version 3 packs it beside these.
            at_least: _,
        } = pin;
        PackedPin {
            unit: self.units[&unit.0] as u32,
            measure: self.measures[&measure.0] as u32,
            year: year.map(|y| self.year(y)),
            n: *n,
        }
    }

    fn cells(&self, allocation: &Allocation) -> Result<Vec<PackedCell>, LinkError> {
        let mut next = 0;
        let cell = |(at, n): (u64, i64)| PackedCell {
            skipped: at - std::mem::replace(&mut next, at + 1),
            n,
        };
        Ok(self.filled(allocation)?.into_iter().map(cell).collect())
    }

    /// Modules by cell, where there are any.
    pub(super) fn filled(&self, allocation: &Allocation) -> Result<BTreeMap<u64, i64>, LinkError> {
        let mut filled: BTreeMap<u64, i64> = BTreeMap::new();
        for build in &allocation.builds {
            let n = filled.entry(self.cell(build)).or_insert(0);
            *n = n.checked_add(build.n).ok_or_else(|| too_large(build))?;
        }
        filled.retain(|_, n| *n != 0);
        Ok(filled)
    }

    fn cell(&self, build: &Build) -> u64 {
        let (unit, measure) = (self.units[&build.unit.0], self.measures[&build.measure.0]);
        let year = self.year(build.year) as usize;
        ((measure * self.years.len() + year) * self.units.len() + unit) as u64
    }

    fn other(&self, id: &str) -> u32 {
        self.others[id] as u32
    }

    fn year(&self, year: i32) -> u32 {
        self.years.partition_point(|y| *y < year) as u32
    }
}

fn too_large(build: &Build) -> LinkError {
    let value = build.n.to_string();
    LinkError::NotInPlan {
        issues: vec![Issue::at("allocation", Trouble::TooLarge { value })],
    }
}
