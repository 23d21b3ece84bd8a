//! The curve and the repairs as far as they have come, and when they are asked for.

use std::cell::RefCell;
use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

use crate::domain::{Edits, sort_by_key};
use crate::view_model::budget_curve::{Curve, CurveBasis};
use crate::view_model::shown::Shown;
use crate::view_model::wire::ask::Job;
use crate::view_model::wire::told::{Told, ToldRepair};
use crate::web::browser::access;
use crate::web::clients::study::Study;
use crate::web::state::store::{Store, use_store};

/// Nothing is asked before the answer has stood for so long.
const CALM: Duration = Duration::from_millis(400);
/// The page, the search and the curve at one time want so many processors.
const PROCESSORS: usize = 4;
/// Budgets of a curve.
const BUDGETS: usize = 41;

/// Repairs of the plan on the screen.
#[derive(Clone, Debug, Default)]
pub struct KnownRepairs {
    /// The edits they start from.
    pub edits: Edits,
    /// The most acceptable first.
    pub found: Vec<ToldRepair>,
    /// There will be no more.
    pub ended: bool,
}

/// Budget alternatives. Copied freely: every field is a handle.
#[derive(Clone, Copy)]
pub struct Budgets {
    /// The state of the page.
    pub store: Store,
    /// The curve; that of earlier edits until the first points of a new one have come.
    pub curve: RwSignal<Option<Arc<Curve>>>,
    /// The curve is that of earlier edits.
    pub behind: RwSignal<bool>,
    /// Repairs; those of earlier edits until the first new one has come.
    pub repairs: RwSignal<Arc<KnownRepairs>>,
    /// The workers cannot be started.
    pub broken: RwSignal<bool>,
    /// What was asked last: the basis of the curve, the edits of the repairs.
    asked: StoredValue<(Option<CurveBasis>, Option<Edits>)>,
    curves: Study,
    asides: Study,
}

/// The budget alternatives of this page; none where the page has none.
#[must_use]
pub fn use_budgets() -> Option<Budgets> {
    use_context::<Budgets>()
}

impl Budgets {
    /// For the plan of the store: asks whenever an answer has settled.
    #[must_use]
    pub fn run() -> Budgets {
        let store = use_store();
        let plan = store.plan.read_untracked().id.clone();
        let budgets = Budgets {
            store,
            curve: RwSignal::new(None),
            behind: RwSignal::new(false),
            repairs: RwSignal::new(Arc::default()),
            broken: RwSignal::new(false),
            asked: StoredValue::new((None, None)),
            curves: Study::new(&plan),
            asides: Study::new(&plan),
        };
        budgets.follow();
        budgets
    }

    /// The plan on the screen, once it has settled and nobody moves anything.
    #[must_use]
    pub fn settled(&self) -> Option<Arc<Shown>> {
        let calm = !self.store.in_gesture() && self.store.fresh.get();
        let shown = self.store.shown.get()?;
        (calm && shown.answer.settled && self.store.conflicts.read().is_none()).then_some(shown)
    }

    fn follow(self) {
        let timer = StoredValue::new(None::<TimeoutHandle>);
        let stop = move || {
            if let Some(timer) = timer.try_update_value(Option::take).flatten() {
                timer.clear();
            }
        };
        Effect::new(move |_| {
            stop();
            let settled = self.settled();
            let searching = settled.is_none() && self.store.conflicts.read().is_none();
            let few = access::processors() < PROCESSORS;
            // Repairs of what was there before are no use; the curve is, where it does not slow down the search.
            self.asides.rest(searching);
            self.curves
                .rest(self.store.in_gesture() || (searching && few));
            if let Some(shown) = settled {
                let begin = move || self.begin(&shown);
                timer.set_value(set_timeout_with_handle(begin, CALM).ok());
            }
        });
        on_cleanup(stop);
    }

    fn begin(&self, shown: &Arc<Shown>) {
        let Some((basis, edits)) = self.asked.try_get_value() else {
            return;
        };
        let here = CurveBasis::of(&shown.case, &shown.edits);
        if basis.as_ref() != Some(&here) {
            self.ask_curve(shown, here.clone());
        }
        if edits.as_ref() != Some(&shown.edits) {
            self.ask_repairs(shown);
        }
        self.asked
            .set_value((Some(here), Some(shown.edits.clone())));
    }

    fn ask_curve(&self, shown: &Shown, basis: CurveBasis) {
        self.behind.set(true);
        let new = Curve::new(basis, Arc::clone(&shown.case));
        let families = new.families.iter().map(|f| f.services.clone()).collect();
        let new = RefCell::new(new);
        let job = Job::Curve {
            built: shown.answer.allocation.clone(),
            families,
            most: BUDGETS,
        };
        let budgets = *self;
        self.curves
            .ask(shown.edits.clone(), job, move |told| match told {
                Told::Curve(news) if news.points.len() > 1 => {
                    new.borrow_mut().take(news);
                    budgets.behind.set(false);
                    budgets.curve.set(Some(Arc::new(new.borrow().clone())));
                }
                Told::Broken {} => budgets.broken.set(true),
                _ => {}
            });
    }

    fn ask_repairs(&self, shown: &Shown) {
        let checks = shown.report.checks.iter().enumerate();
        let missed = checks.filter(|(_, c)| !c.met).map(|(i, _)| i);
        let job = Job::Repairs {
            built: shown.answer.allocation.clone(),
            checks: missed.collect(),
        };
        let budgets = *self;
        let edits = shown.edits.clone();
        self.asides.ask(shown.edits.clone(), job, move |told| {
            if let Told::Repairs { found, ended, .. } = told {
                budgets.take_repairs(&edits, found, ended);
            }
        });
    }

    fn take_repairs(&self, edits: &Edits, found: Vec<ToldRepair>, ended: bool) {
        let now = self.repairs.get_untracked();
        let mut all = if now.edits == *edits && !now.ended {
            now.found.clone()
        } else {
            Vec::new()
        };
        all.extend(found);
        // As the search ranks them: targets lost, money, then the points that stay missing.
        sort_by_key(&mut all, |m| (m.lost, m.extra.0, -m.points.0));
        self.repairs.set(Arc::new(KnownRepairs {
            edits: edits.clone(),
            found: all,
            ended,
        }));
    }

    /// Asks why things are as they are on the screen; `tell` hears it once.
    pub fn why(&self, job: impl FnOnce(&Shown) -> Job, tell: impl Fn(Told) + 'static) {
        if let Some(shown) = self.store.shown.get_untracked() {
            self.asides.ask(shown.edits.clone(), job(&shown), tell);
        }
    }

    /// Takes up other edits as one step, and says so with the way back.
    pub fn apply(&self, label: &str, edits: &Edits) {
        let edits = edits.clone();
        self.store.edit(label, |e| *e = edits);
        self.store.say(label, true);
    }
}
