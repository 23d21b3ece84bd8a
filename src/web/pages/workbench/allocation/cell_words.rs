//! What a cell is called.

use leptos::prelude::*;

use crate::view_model::table::pins::{Fixed, PinCell};
use crate::web::state::store::Store;
use crate::words::{count, period, say};

/// What the step is called that editing a cell makes.
pub fn step_label(store: Store, fixed: Fixed, cell: PinCell) -> String {
    let lang = store.lang.get_untracked();
    let place = cell_name(store, cell);
    match fixed {
        Fixed::At(0) => say(lang, "allocation.step_barred", &[("cell", &place)]),
        Fixed::At(n) => say(
            lang,
            "allocation.step_fixed",
            &[("cell", &place), ("n", &count(n))],
        ),
        Fixed::AtLeast(n) => say(
            lang,
            "allocation.step_at_least",
            &[("cell", &place), ("n", &count(n))],
        ),
        _ => say(lang, "allocation.step_freed", &[("cell", &place)]),
    }
}

/// Unit, measure and year of a cell.
pub fn cell_name(store: Store, cell: PinCell) -> String {
    let lang = store.lang.get_untracked();
    let plan = store.plan.read_untracked();
    let unit = lang.pick(&plan.region.units[cell.unit].name);
    let measure = lang.pick(&plan.measures[cell.measure].name);
    match cell.period.and_then(|p| plan.horizon.periods.get(p)) {
        Some(years) => {
            let values: [(&str, &dyn std::fmt::Display); 3] = [
                ("unit", &unit),
                ("measure", &measure),
                ("year", &period(years)),
            ];
            say(lang, "allocation.cell_in_year", &values)
        }
        None => say(
            lang,
            "allocation.cell",
            &[("unit", &unit), ("measure", &measure)],
        ),
    }
}
