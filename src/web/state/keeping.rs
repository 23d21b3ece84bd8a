//! How keeping the edits of a plan stands.

use leptos::prelude::*;

use crate::domain::Edits;
use crate::web::browser::access;

/// Where something of a plan is kept.
pub fn place(what: &str, plan: &str) -> String {
    format!("dabiao.{what}.{plan}")
}

/// Why the newest edits are not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unkept {
    /// The browser's storage is full or switched off.
    Full,
    /// Another tab has kept other edits of the plan.
    Other,
    /// What is kept there cannot be read, and there is no room to put it aside.
    NoRoom,
}

/// How keeping stands for one plan. Copied freely: every field is a handle.
#[derive(Clone, Copy)]
pub struct Keeping {
    /// The text that this page wrote or read last.
    pub(super) seen: StoredValue<Option<String>>,
    /// What it holds.
    pub(super) holds: StoredValue<Edits>,
    /// Pieces that are to be put aside before anything is written.
    pub(super) unread: StoredValue<Vec<String>>,
    /// Why the newest edits are not kept; none where they are.
    pub unkept: RwSignal<Option<Unkept>>,
}

impl Keeping {
    /// Nothing is kept yet.
    #[must_use]
    pub fn new() -> Keeping {
        Keeping {
            seen: StoredValue::new(None),
            holds: StoredValue::new(Edits::default()),
            unread: StoredValue::new(Vec::new()),
            unkept: RwSignal::new(None),
        }
    }

    /// What could not be read and found no room aside is given up by whoever it belongs to.
    pub fn let_go(self) {
        self.unread.set_value(Vec::new());
        if self.unkept.get_untracked() == Some(Unkept::NoRoom) {
            self.unkept.set(None);
        }
    }

    /// The text that another tab has kept since; none where this page knows what is there.
    pub fn others(self, plan: &str) -> Option<String> {
        let now = access::kept(&place("edits", plan));
        now.filter(|text| self.seen.with_value(|seen| seen.as_ref() != Some(text)))
    }
}
