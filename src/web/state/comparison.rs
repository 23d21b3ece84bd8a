//! What is compared, and the answers to it.
//!
//! The alternatives of a plan stay as long as the page lives and are kept in the browser. Their answers are canonical: workers
//! compute them from the edits alone while the page of the comparison is shown.

use leptos::prelude::*;

use super::shelf::{Shelf, free_name};
use super::store::Store;
use crate::domain::{Edits, Scenario};
use crate::share::{MOST_SCENARIOS, scenario_file};
use crate::view_model::alternative::{Alternative, Standing};
use crate::view_model::store_text;
use crate::web::browser::access;

/// The alternatives of one plan. Copied freely: every field is a handle.
#[derive(Clone, Copy)]
pub struct Comparison {
    /// The plan they are alternatives of.
    pub store: Store,
    shelf: Shelf,
    /// The alternatives; the first is what the others are compared with.
    pub all: RwSignal<Vec<Alternative>>,
    next: StoredValue<u64>,
    /// What this page wrote or read last.
    seen: StoredValue<Option<String>>,
}

impl Comparison {
    /// What was compared last in this browser.
    #[must_use]
    pub fn of(store: Store, shelf: Shelf) -> Comparison {
        let comparison = Comparison {
            store,
            shelf,
            all: RwSignal::new(Vec::new()),
            next: StoredValue::new(1),
            seen: StoredValue::new(None),
        };
        let kept = access::kept(&comparison.place());
        let (found, is_safe) = comparison.read(kept.as_deref());
        // What finds no room aside is looked at again before anything is written.
        comparison.seen.set_value(kept.filter(|_| is_safe));
        let all = found.into_iter();
        let all = all.map(|s| comparison.alternative(s.name, s.edits));
        comparison.all.set(all.collect());
        comparison
    }

    /// The scenarios of a kept text; what cannot be read of it, and what is too much, is put aside, and whether that was possible.
    fn read(self, text: Option<&str>) -> (Vec<Scenario>, bool) {
        let plan = self.store.plan.get_untracked();
        let found = text.map(|text| store_text::read(&plan, text));
        let mut found = found.unwrap_or_default();
        let fit = found.scenarios.len().min(MOST_SCENARIOS);
        let over = found.scenarios.split_off(fit);
        let is_safe = self.aside(found.unread, &over);
        (found.scenarios, is_safe)
    }

    fn aside(self, mut pieces: Vec<String>, scenarios: &[Scenario]) -> bool {
        pieces.extend(scenarios.iter().map(scenario_file));
        self.store.aside.put(pieces)
    }

    fn place(self) -> String {
        format!("dabiao.compare.{}", self.store.plan.read_untracked().id)
    }

    pub(super) fn alternative(self, name: String, edits: Edits) -> Alternative {
        let key = self.next.get_value();
        self.next.set_value(key + 1);
        Alternative {
            key,
            name,
            edits,
            answered: None,
            state: Standing::Waiting,
            claimed: None,
        }
    }

    /// Keeps what is compared, and what another tab has added to it since; false where the browser does not keep it.
    fn keep(self) -> bool {
        let now = access::kept(&self.place());
        if self.seen.with_value(|seen| *seen != now) && !self.take_in(now.as_deref()) {
            return false;
        }
        let plan = self.store.plan.read_untracked().id.clone();
        let scenario = |a: &Alternative| Scenario {
            name: a.name.clone(),
            edits: a.edits.clone(),
            ..Scenario::of_plan(&plan)
        };
        let all: Vec<Scenario> = self.all.read_untracked().iter().map(scenario).collect();
        let text = store_text::write(&all);
        let is_kept = access::keep(&self.place(), &text);
        if is_kept {
            self.seen.set_value(Some(text));
        }
        is_kept
    }

    /// Takes in what another tab has added to the kept comparison, where there is room, and puts the rest aside; false where that
    /// is not possible.
    fn take_in(self, now: Option<&str>) -> bool {
        let plan = self.store.plan.get_untracked();
        let (found, is_safe) = self.read(now);
        let seen = self.seen.get_value();
        let seen = seen.map(|text| store_text::read(&plan, &text).scenarios);
        let own = self.all.get_untracked();
        let is_new = |s: &Scenario| {
            let is_here = own.iter().any(|a| a.edits == s.edits);
            !is_here && seen.iter().flatten().all(|old| old.edits != s.edits)
        };
        let mut new: Vec<Scenario> = found.into_iter().filter(is_new).collect();
        let room = MOST_SCENARIOS.saturating_sub(own.len()).min(new.len());
        let over = new.split_off(room);
        if !is_safe || !self.aside(Vec::new(), &over) {
            return false;
        }
        if !new.is_empty() {
            let n = [("n", &new.len() as &dyn std::fmt::Display)];
            self.store
                .say(self.store.t_now("compare.merged", &n), false);
        }
        for one in new {
            let alternative = self.alternative(self.free(&one.name), one.edits);
            self.all.update(|all| all.push(alternative));
        }
        true
    }

    /// The same, and says where it is not kept, with the way back of `said`.
    fn keep_or_say(self, said: Option<String>) -> Option<String> {
        if self.keep() {
            return said;
        }
        let not_kept = self.store.t_now("compare.not_kept", &[]);
        match said {
            Some(said) => Some(format!("{said} {not_kept}")),
            None => {
                self.store.say(not_kept, false);
                None
            }
        }
    }

    /// Changes the list; what was there can be had back from the message at the foot of the page.
    pub(super) fn change(self, said: Option<String>, change: impl FnOnce(&mut Vec<Alternative>)) {
        let before = self.all.get_untracked();
        self.all.update(change);
        if let Some(said) = self.keep_or_say(said) {
            self.store.say_with(said, move || self.back(&before));
        }
    }

    /// The list as it was, with the answers that have come meanwhile.
    fn back(self, before: &[Alternative]) {
        self.all.update(|all| {
            let now = std::mem::take(all);
            let newest = |old: &Alternative| {
                let mut one = now.iter().find(|a| a.key == old.key).unwrap_or(old).clone();
                if matches!(one.state, Standing::Working(..))
                    && now.iter().all(|a| a.key != old.key)
                {
                    one.state = Standing::Waiting;
                }
                one
            };
            *all = before.iter().map(newest).collect();
        });
        self.keep_or_say(None);
    }

    /// No more fit.
    #[must_use]
    pub fn is_full(self) -> bool {
        self.all.read().len() >= MOST_SCENARIOS
    }

    pub(super) fn free(self, wanted: &str) -> String {
        let all = self.all.read_untracked();
        free_name(wanted, |name| all.iter().any(|a| a.name == name))
    }

    /// Puts an alternative beside the others, where there is room.
    pub fn add(self, name: &str, edits: Edits) {
        if self.all.read_untracked().len() >= MOST_SCENARIOS {
            return;
        }
        let new = self.alternative(self.free(name), edits);
        self.change(None, |all| all.push(new));
    }

    /// Takes an alternative out of the comparison; it can be had back.
    pub fn remove(self, key: u64) {
        let name = self.name(key);
        let said = self.store.t_now("compare.removed", &[("name", &name)]);
        self.change(Some(said), |all| all.retain(|a| a.key != key));
    }

    /// Makes an alternative the one that the others are compared with.
    pub fn make_first(self, key: u64) {
        self.change(None, |all| {
            if let Some(at) = all.iter().position(|a| a.key == key) {
                let first = all.remove(at);
                all.insert(0, first);
            }
        });
    }

    /// Gives an alternative another name.
    pub fn rename(self, key: u64, wanted: &str) {
        let wanted = wanted.trim();
        if wanted.is_empty() || wanted == self.name(key) {
            return;
        }
        let name = self.free(wanted);
        self.change(None, |all| {
            if let Some(own) = all.iter_mut().find(|a| a.key == key) {
                own.name = name;
            }
        });
    }

    fn name(self, key: u64) -> String {
        let all = self.all.read_untracked();
        let own = all.iter().find(|a| a.key == key);
        own.map(|a| a.name.clone()).unwrap_or_default()
    }

    /// Keeps an alternative on the shelf.
    pub fn save(self, key: u64) {
        let Some(own) = self
            .all
            .read_untracked()
            .iter()
            .find(|a| a.key == key)
            .cloned()
        else {
            return;
        };
        let plan = self.store.plan.read_untracked().id.clone();
        let name = self.shelf.free(&own.name);
        let said = [("name", &name as &dyn std::fmt::Display)];
        let said = self.store.t_now("scenario.saved", &said);
        let scenario = Scenario {
            name,
            edits: own.edits,
            ..Scenario::of_plan(&plan)
        };
        match self.shelf.change(|all| all.push(scenario)) {
            Ok(()) => self.store.say(said, false),
            Err(_) => self
                .store
                .say(self.store.t_now("scenario.not_kept", &[]), false),
        }
    }
}
