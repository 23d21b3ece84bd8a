//! What was kept of a plan and cannot be read, or gave way to something newer: it lies aside under a key of its own, is said, and
//! can be had as a file. Nothing that is kept is written over before it lies here.

use leptos::prelude::*;

use crate::read::from_json;
use crate::web::browser::access;

/// What lies aside of one plan. Copied freely: every field is a handle.
#[derive(Clone, Copy)]
pub struct Aside {
    place: StoredValue<String>,
    /// The pieces, as they stood.
    pub pieces: RwSignal<Vec<String>>,
}

impl Aside {
    /// What lies aside of the plan of this id.
    #[must_use]
    pub fn of(plan: &str) -> Aside {
        let aside = Aside {
            // The name is older than what is put here beside scenarios.
            place: StoredValue::new(format!("dabiao.scenarios-aside.{plan}")),
            pieces: RwSignal::new(Vec::new()),
        };
        aside.pieces.set(aside.kept());
        aside
    }

    fn kept(self) -> Vec<String> {
        let Some(text) = access::kept(&self.place.get_value()) else {
            return Vec::new();
        };
        // Damaged in its turn, it is still one piece that somebody may want.
        from_json(&text).unwrap_or_else(|| vec![text])
    }

    fn keep(self, pieces: &[String]) -> bool {
        let text = serde_json::to_string(pieces).unwrap_or_default();
        access::keep(&self.place.get_value(), &text)
    }

    /// Puts pieces aside; true where all of them lie there now. Those that found no room are shown nevertheless.
    pub fn put(self, pieces: Vec<String>) -> bool {
        if pieces.is_empty() {
            return true;
        }
        let mut all = self.kept();
        let new = pieces.into_iter().filter(|piece| !all.contains(piece));
        let new: Vec<String> = new.collect();
        let is_new = !new.is_empty();
        all.extend(new);
        let is_kept = !is_new || self.keep(&all);
        self.pieces.set(all);
        is_kept
    }

    /// Throws away what is shown; what another window has put here meanwhile stays.
    pub fn forget(self) {
        let shown = self.pieces.get_untracked();
        let mut left = self.kept();
        left.retain(|piece| !shown.contains(piece));
        // Where there was no room for them nothing has to be written.
        if left == self.kept() || self.keep(&left) {
            self.pieces.set(left);
        }
    }
}
