//! Which rows and columns are shown: searching, folding, scrolling to a row.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::desk::TableDesk;
use crate::view_model::table::filter::Only;
use crate::view_model::table::rows::UnitRow;
use crate::view_model::table::window::Scrolled;

impl TableDesk {
    /// Scrolls so far that the row of a unit is drawn; false where it was.
    pub fn bring(&self, unit: usize) -> bool {
        let at = self
            .rows
            .read_untracked()
            .iter()
            .position(|r| r.unit == unit);
        let window = self.window.get_untracked();
        let (Some(at), Some(container)) = (at, self.container.get_untracked()) else {
            return false;
        };
        if (window.first..window.end).contains(&at) {
            return false;
        }
        let height = f64::from(container.client_height());
        let top = (at as f64 * self.row_height - height / 2.0).max(0.0);
        container.set_scroll_top(top as i32);
        self.scrolled.set(Scrolled { top, height });
        true
    }

    /// Shows the row of a unit, whatever hides it.
    pub fn reveal(&self, unit: usize) {
        let hidden = |rows: &[UnitRow]| !rows.iter().any(|r| r.unit == unit);
        if hidden(&self.rows.read_untracked()) {
            self.search.set(String::new());
            self.only_built.set(false);
            let way = self.tree.read_untracked().way_to(unit);
            self.unfolded.update(|all| all.extend(way));
        }
        self.bring(unit);
    }

    /// Searches units.
    pub fn find(&self, text: String) {
        self.close();
        self.search.set(text);
    }

    /// Shows only units that get something, or all.
    pub fn show_built(&self, only: bool) {
        self.close();
        self.only_built.set(only);
    }

    /// Shows some columns only.
    pub fn show_only(&self, only: Only) {
        self.close();
        self.only.set(only);
        self.keep_reached();
    }

    /// Folds or unfolds every unit that can be.
    pub fn fold_all(&self, fold: bool) {
        self.close();
        let all = if fold {
            BTreeSet::new()
        } else {
            self.tree.read_untracked().folding().collect()
        };
        self.unfolded.set(all);
    }

    /// Whether a unit is shown for all units below it.
    pub fn is_folded(&self, unit: usize) -> bool {
        self.folded.read().contains(&unit)
    }

    /// The units whose numbers stand in the row of a unit.
    pub fn counted(&self, unit: usize) -> Vec<usize> {
        if self.is_folded(unit) {
            self.tree.read().with_below(unit)
        } else {
            vec![unit]
        }
    }
}
