//! Which cells are fixed, and fixing them.

use std::collections::BTreeMap;

use crate::domain::{Edits, Pin, Plan};

/// A cell: unit, measure, and one period or all of them together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PinCell {
    /// The index of the unit.
    pub unit: usize,
    /// The index of the measure.
    pub measure: usize,
    /// One period; none for all together.
    pub period: Option<usize>,
}

/// How a cell is fixed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fixed {
    /// Not at all.
    Free,
    /// Exactly so many.
    At(i64),
    /// At least so many.
    AtLeast(i64),
    /// Single years of it, or the sum it is part of.
    Partly,
}

/// A pin of a cell: its period, none for all together, and its number.
type PinnedAt = (Option<usize>, i64, Fixed);

/// The pins by unit and measure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pins {
    cells: BTreeMap<(usize, usize), Vec<PinnedAt>>,
}

impl Pins {
    /// The pins of some edits, by index.
    pub fn of(plan: &Plan, edits: &Edits) -> Pins {
        let mut cells: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for pin in &edits.pins {
            let unit = plan.region.units.iter().position(|u| u.id == pin.unit);
            let measure = plan.measures.iter().position(|m| m.id == pin.measure);
            let period = pin
                .year
                .map(|year| plan.horizon.periods.iter().position(|p| p.first == year));
            // A pin that names something unknown is an issue of the edits, told elsewhere.
            let Some(((unit, measure), period)) = unit.zip(measure).zip(flat(period)) else {
                continue;
            };
            let fixed = if pin.at_least {
                Fixed::AtLeast(pin.n)
            } else {
                Fixed::At(pin.n)
            };
            let here = cells.entry((unit, measure)).or_default();
            here.push((period, pin.n, fixed));
        }
        Pins { cells }
    }

    /// How a cell is fixed.
    pub fn at(&self, cell: PinCell) -> Fixed {
        let Some(pins) = self.cells.get(&(cell.unit, cell.measure)) else {
            return Fixed::Free;
        };
        let here = pins.iter().find(|(period, ..)| *period == cell.period);
        let other_years = |(period, ..): &PinnedAt| period.is_none() || cell.period.is_none();
        match here {
            Some((_, _, fixed)) => *fixed,
            None if pins.iter().any(other_years) => Fixed::Partly,
            None => Fixed::Free,
        }
    }

    /// Modules that pins of other single years of the cell's measure and unit take.
    pub fn taken_by_other_years(&self, cell: PinCell) -> i64 {
        let pins = self.cells.get(&(cell.unit, cell.measure));
        let others = pins
            .into_iter()
            .flatten()
            .filter(|(period, ..)| period.is_some() && *period != cell.period);
        others.map(|(_, n, _)| n).sum()
    }

    /// Whether any of these measures is fixed in a unit.
    pub fn any(&self, unit: usize, measures: &[usize]) -> bool {
        measures
            .iter()
            .any(|m| self.cells.contains_key(&(unit, *m)))
    }

    /// Units and measures with pins.
    pub fn places(&self) -> impl Iterator<Item = (usize, usize)> {
        self.cells.keys().copied()
    }

    /// How many pins there are.
    pub fn count(&self) -> usize {
        self.cells.values().map(Vec::len).sum()
    }
}

/// `Some(None)` for no year at all, none for a year the plan does not have.
fn flat(period: Option<Option<usize>>) -> Option<Option<usize>> {
    match period {
        None => Some(None),
        Some(found) => found.map(Some),
    }
}

/// Fixes a cell, or sets it free ([`Fixed::Partly`] too). Single years and their sum are never fixed both: the newer pin stays.
pub fn fix(plan: &Plan, edits: &mut Edits, cell: PinCell, to: Fixed) {
    let (n, at_least) = match to {
        Fixed::At(n) => (Some(n), false),
        Fixed::AtLeast(n) => (Some(n), true),
        Fixed::Free | Fixed::Partly => (None, false),
    };
    let (unit, measure) = (
        &plan.region.units[cell.unit].id,
        &plan.measures[cell.measure].id,
    );
    let year = cell.period.map(|p| plan.horizon.periods[p].first);
    let replaced = |pin: &Pin| {
        let same_kind = pin.year.is_some() == year.is_some();
        pin.unit == *unit
            && pin.measure == *measure
            && (pin.year == year || (n.is_some() && !same_kind))
    };
    edits.pins.retain(|pin| !replaced(pin));
    if let Some(n) = n {
        edits.pins.push(Pin {
            unit: unit.clone(),
            measure: measure.clone(),
            year,
            n,
            at_least,
        });
    }
}
