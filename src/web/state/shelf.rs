//! The scenarios that are kept of a plan in this browser.
//!
//! Every change begins with what is kept at that moment, so two windows do not undo each other. What cannot be read is put
//! aside under another key and said; it is never overwritten.

use std::sync::Arc;

use leptos::prelude::*;

use super::aside::Aside;
use crate::domain::{Plan, Scenario};
use crate::view_model::store_text::{self, KeptFound};
use crate::web::browser::access;

/// What is kept of one plan. Copied freely: every field is a handle.
#[derive(Clone, Copy)]
pub struct Shelf {
    plan: StoredValue<Arc<Plan>>,
    /// The scenarios, in the order in which they were saved. Names are unique.
    pub saved: RwSignal<Vec<Scenario>>,
    aside: Aside,
}

/// The browser did not keep it: its storage is full or switched off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotKept;

impl Shelf {
    /// What is kept of `plan`; what cannot be read goes to `aside`.
    #[must_use]
    pub fn of(plan: Arc<Plan>, aside: Aside) -> Shelf {
        let shelf = Shelf {
            plan: StoredValue::new(plan),
            saved: RwSignal::new(Vec::new()),
            aside,
        };
        shelf.look();
        shelf
    }

    fn place(self, what: &str) -> String {
        self.plan.with_value(|p| format!("dabiao.{what}.{}", p.id))
    }

    /// Takes up what is kept now, perhaps by another window; false where something unreadable stands there that finds no room
    /// aside.
    pub fn look(self) -> bool {
        let KeptFound { scenarios, unread } = self.find();
        let is_read = unread.is_empty();
        // Only once the pieces are safe elsewhere may they leave their place.
        let is_safe = self.aside.put(unread);
        if !is_read && is_safe {
            access::keep(&self.place("scenarios"), &store_text::write(&scenarios));
        }
        self.saved.set(scenarios);
        is_safe
    }

    fn find(self) -> KeptFound {
        let text = access::kept(&self.place("scenarios"));
        let read = |text: String| self.plan.with_value(|plan| store_text::read(plan, &text));
        text.map(read).unwrap_or_default()
    }

    /// Changes what is kept.
    ///
    /// # Errors
    /// Where the browser does not keep it: all stays as it was.
    pub fn change(self, change: impl FnOnce(&mut Vec<Scenario>)) -> Result<(), NotKept> {
        if !self.look() {
            return Err(NotKept);
        }
        let mut next = self.saved.get_untracked();
        change(&mut next);
        if access::keep(&self.place("scenarios"), &store_text::write(&next)) {
            self.saved.set(next);
            Ok(())
        } else {
            Err(NotKept)
        }
    }

    /// A name that no scenario here has yet: `wanted`, or with a number behind it.
    #[must_use]
    pub fn free(self, wanted: &str) -> String {
        let saved = self.saved.read_untracked();
        free_name(wanted, |name| saved.iter().any(|s| s.name == name))
    }
}

/// `wanted`, with the first number behind it that makes it free.
#[must_use]
pub fn free_name(wanted: &str, is_taken: impl Fn(&str) -> bool) -> String {
    if !is_taken(wanted) {
        return wanted.to_owned();
    }
    let numbered = (2..).map(|n| format!("{wanted} {n}"));
    let mut free = numbered.skip_while(|name| is_taken(name));
    free.next().unwrap_or_else(|| wanted.to_owned())
}
