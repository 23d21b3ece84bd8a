//! What is compared, and the answers to it.
//!
//! The alternatives of a plan stay as long as the page lives and are kept in the browser. Their answers are canonical: workers
//! compute them from the edits alone while the page of the comparison is shown.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::{Case, Edits, Plan, Scenario, Yuan};
use crate::optimize::{Answer, Conflict, Points};
use crate::report::{Report, Side};
use crate::share::MOST_SCENARIOS;
use crate::web::browser;
use crate::web::knob::Knob;
use crate::web::scenarios::{self, Shelf, free_name};
use crate::web::store::Store;

/// An answer with what it attains.
#[derive(Clone, Debug)]
pub struct Answered {
    /// What was solved.
    pub case: Arc<Case>,
    /// The allocation with score and bound.
    pub answer: Answer,
    /// What it attains and costs.
    pub report: Report,
    /// It came by a link: the workers have not computed it here yet.
    pub arrived: bool,
}

/// How the answer of an alternative stands.
#[derive(Clone, Debug)]
pub enum State {
    /// Others come first, or the page of the comparison is not shown.
    Waiting,
    /// So many budgets solved, and the share of the steps of the one that is being solved.
    Working(usize, f64),
    /// The canonical answer is there.
    Done,
    /// The pins leave no plan.
    Conflict(Arc<Vec<Conflict>>),
    /// The workers cannot be started, or the edits do not fit the plan.
    Failed,
}

/// One alternative.
#[derive(Clone, Debug)]
pub struct Alternative {
    /// Names it as long as the page lives.
    pub key: u64,
    /// Its name.
    pub name: String,
    /// What differs from the plan.
    pub edits: Edits,
    /// The last answer there is: of a link, or the canonical one.
    pub answered: Option<Arc<Answered>>,
    /// How the canonical one stands.
    pub state: State,
    /// The score its sender claims, where it came by a link.
    pub claimed: Option<Points>,
}

/// The alternatives of one plan. Copied freely: every field is a handle.
#[derive(Clone, Copy)]
pub struct Comparison {
    pub(super) store: Store,
    shelf: Shelf,
    /// The alternatives; the first is what the others are compared with.
    pub all: RwSignal<Vec<Alternative>>,
    next: StoredValue<u64>,
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
        };
        let plan = store.plan.get_untracked();
        let kept = browser::kept(&comparison.place());
        let found = kept
            .map(|text| scenarios::read(&plan, &text))
            .unwrap_or_default();
        shelf.put_aside(found.unread);
        let all = found.scenarios.into_iter().take(MOST_SCENARIOS);
        let all = all.map(|s| comparison.alternative(s.name, s.edits));
        comparison.all.set(all.collect());
        comparison
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
            state: State::Waiting,
            claimed: None,
        }
    }

    /// Keeps what is compared; a browser that does not is no loss: the scenarios themselves are on the shelf.
    fn keep(self) {
        let plan = self.store.plan.read_untracked().id.clone();
        let scenario = |a: &Alternative| Scenario {
            name: a.name.clone(),
            edits: a.edits.clone(),
            ..Scenario::of_plan(&plan)
        };
        let all: Vec<Scenario> = self.all.read_untracked().iter().map(scenario).collect();
        browser::keep(&self.place(), &scenarios::write(&all));
    }

    /// Changes the list; what was there can be had back from the message at the foot of the page.
    pub(super) fn change(self, said: Option<String>, change: impl FnOnce(&mut Vec<Alternative>)) {
        let before = self.all.get_untracked();
        self.all.update(change);
        self.keep();
        if let Some(said) = said {
            self.store.say_with(said, move || self.back(&before));
        }
    }

    /// The list as it was, with the answers that have come meanwhile.
    fn back(self, before: &[Alternative]) {
        self.all.update(|all| {
            let now = std::mem::take(all);
            let newest = |old: &Alternative| {
                let mut one = now.iter().find(|a| a.key == old.key).unwrap_or(old).clone();
                if matches!(one.state, State::Working(..)) && now.iter().all(|a| a.key != old.key) {
                    one.state = State::Waiting;
                }
                one
            };
            *all = before.iter().map(newest).collect();
        });
        self.keep();
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

impl Answered {
    /// What is handed to the functions of `report`.
    #[must_use]
    pub fn side(&self) -> Side<'_> {
        Side {
            case: &self.case,
            report: &self.report,
        }
    }
}

impl Alternative {
    /// All the money it has.
    #[must_use]
    pub fn budget(&self, plan: &Plan) -> Yuan {
        Yuan(Knob::Total.value(plan, &self.edits))
    }
}
