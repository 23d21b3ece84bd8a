//! Solving with an assumption moved, one trial after the other, in a worker that this page has for itself: nothing here ever
//! waits, and going elsewhere ends it.

use std::sync::Arc;

use leptos::prelude::*;

use super::link::{Heard, Program, WorkerLink};
use crate::domain::{Case, OtherReading, Plan};
use crate::optimize::Points;
use crate::report::{Report, Step, report};
use crate::share::plan_text;
use crate::view_model::lever::{By, Lever, LeverJob};
use crate::view_model::wire::solving::{Found, FromWorker, Solve};
use crate::web::state::plans;
use crate::web::state::store::Store;

/// One trial.
#[derive(Clone, Debug, PartialEq)]
pub struct WhatIf {
    /// What is moved.
    pub lever: Lever,
    /// How.
    pub by: By,
    /// How far figures are moved; known once it has been taken up.
    pub step: Step,
    /// How it stands.
    pub state: TrialState,
}

/// How a trial stands.
#[derive(Clone, Debug, PartialEq)]
pub enum TrialState {
    /// Others come first.
    Waiting,
    /// It is being solved.
    Running,
    /// Compared with the scenario as it stands.
    Done(Difference),
    /// There is no plan with it.
    Failed,
    /// There is nothing to move that way.
    Still,
}

impl TrialState {
    /// Whether nothing more is to come.
    #[must_use]
    pub fn is_final(&self) -> bool {
        !matches!(self, TrialState::Waiting | TrialState::Running)
    }
}

/// What a trial changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Points gained.
    pub points: Points,
    /// Targets that are met in addition.
    pub won: Vec<usize>,
    /// Targets that are not met any more.
    pub lost: Vec<usize>,
}

/// What a plan reaches.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Reached {
    points: Points,
    /// By target.
    met: Vec<bool>,
}

impl Reached {
    fn of(case: &Case, report: &Report) -> Reached {
        let mut met = vec![true; case.plan.targets.len()];
        for check in &report.checks {
            met[check.target] &= check.met;
        }
        Reached {
            points: report.points,
            met,
        }
    }

    fn since(&self, base: &Reached) -> Difference {
        let pairs = || base.met.iter().zip(&self.met).enumerate();
        let are = |was: bool, is: bool| pairs().filter(move |(_, m)| *m == (&was, &is));
        Difference {
            points: self.points - base.points,
            won: are(false, true).map(|(t, _)| t).collect(),
            lost: are(true, false).map(|(t, _)| t).collect(),
        }
    }
}

/// The trials of this page. Copied freely: every field is a handle.
#[derive(Clone, Copy)]
pub struct Trials {
    store: Store,
    /// All that were asked for, oldest first.
    pub all: RwSignal<Vec<WhatIf>>,
    /// The worker could not be started.
    pub broken: RwSignal<bool>,
    /// The other readings of the plan, once they are here.
    pub readings: RwSignal<Vec<OtherReading>>,
    desk: StoredValue<TrialsDesk, LocalStorage>,
}

struct TrialsDesk {
    link: WorkerLink<Solve, FromWorker>,
    last_id: u64,
    /// What is being solved: its number, its case, and its trial; none is the scenario as it stands.
    job: Option<(u64, Arc<Case>, Option<usize>)>,
    /// The worker holds another plan than the page's.
    has_other_plan: bool,
    /// What the scenario as it stands reaches.
    base: Option<Reached>,
}

impl Trials {
    /// No trial yet. Call it inside a component: when that is gone, the worker is.
    #[must_use]
    pub fn new(store: Store) -> Trials {
        let link = WorkerLink::new(Program {
            meta: "dabiao-worker",
            plan: store.plan.read_untracked().id.clone(),
            // A trial that a worker died with would end the next one as well.
            tries: 1,
        });
        let desk = TrialsDesk {
            link: link.clone(),
            last_id: 0,
            job: None,
            has_other_plan: false,
            base: settled(store),
        };
        let trials = Trials {
            store,
            all: RwSignal::new(Vec::new()),
            broken: RwSignal::new(false),
            readings: RwSignal::new(Vec::new()),
            desk: StoredValue::new_local(desk),
        };
        link.listen(move |heard| trials.hear(heard));
        on_cleanup(move || trials.end());
        trials
    }

    /// Asks for every way to move a lever.
    pub fn ask(self, lever: Lever) {
        let plan = self.store.plan.get_untracked();
        let ways = lever.ways(&plan, &self.store.edits.read_untracked());
        self.all.update(|all| {
            for by in ways {
                if !all.iter().any(|t| t.lever == lever && t.by == by) {
                    let (step, state) = (Step::Tenth, TrialState::Waiting);
                    all.push(WhatIf {
                        lever,
                        by,
                        step,
                        state,
                    });
                }
            }
        });
        self.go_on();
    }

    /// How a trial stands; none where it was not asked for.
    #[must_use]
    pub fn state(self, lever: Lever, by: By) -> Option<(Step, TrialState)> {
        let all = self.all.read();
        let found = all.iter().find(|t| t.lever == lever && t.by == by);
        found.map(|t| (t.step, t.state.clone()))
    }

    /// Ends what runs and forgets what waits; what is done stays.
    pub fn stop(self) {
        self.end();
        self.all.update(|all| all.retain(|t| t.state.is_final()));
    }

    fn end(self) {
        self.desk.try_update_value(|desk| {
            desk.job = None;
            desk.link.end();
        });
    }

    /// Takes up the next trial, if none is under way.
    fn go_on(self) {
        if !self.is_asked() {
            return;
        }
        let (link, idle) = self.desk.with_value(|d| (d.link.clone(), d.job.is_none()));
        link.start();
        if idle
            && link.is_ready()
            && let Some((trial, job)) = self.next()
        {
            self.begin(trial, job);
        }
    }

    fn is_asked(self) -> bool {
        let all = self.all.read_untracked();
        all.iter().any(|t| t.state == TrialState::Waiting)
    }

    /// The scenario as it stands where it has not been solved yet, else the trial that has waited longest and changes
    /// something.
    fn next(self) -> Option<(Option<usize>, LeverJob)> {
        let (plan, edits) = (
            self.store.plan.get_untracked(),
            self.store.edits.get_untracked(),
        );
        if self.desk.with_value(|d| d.base.is_none()) {
            let (plan, step) = (None, Step::Tenth);
            return Some((None, LeverJob { plan, edits, step }));
        }
        loop {
            let waiting = {
                let all = self.all.read_untracked();
                let at = all.iter().position(|t| t.state == TrialState::Waiting)?;
                (at, all[at].lever, all[at].by)
            };
            let (at, lever, by) = waiting;
            match lever.job(&plan, &edits, by, &self.readings.read_untracked()) {
                Some(job) => return Some((Some(at), job)),
                None => self.mark(Some(at), TrialState::Still),
            }
        }
    }

    fn begin(self, trial: Option<usize>, job: LeverJob) {
        let LeverJob { plan, edits, step } = job;
        let own = self.store.plan.get_untracked();
        let Ok(case) = Case::new(plan.as_ref().unwrap_or(&own), &edits) else {
            return self.finish(trial, None);
        };
        if let Some(at) = trial {
            self.all.update(|all| all[at].step = step);
        }
        self.mark(trial, TrialState::Running);
        self.hand_over(plan.as_ref());
        self.desk.update_value(|desk| {
            desk.last_id += 1;
            let id = desk.last_id;
            desk.job = Some((id, Arc::new(case), trial));
            let settle = true;
            desk.link.post(&Solve { id, edits, settle });
        });
    }

    /// Gives the worker another plan, or its own back, where it holds a different one.
    fn hand_over(self, other: Option<&Plan>) {
        let text = match other {
            Some(plan) => Some(plan_text(plan).into()),
            None if self.desk.with_value(|d| d.has_other_plan) => {
                plans::text(&self.store.plan.read_untracked().id)
            }
            None => None,
        };
        self.desk.update_value(|desk| {
            desk.has_other_plan = other.is_some();
            if let Some(text) = text {
                desk.link.hand_over(&text);
            }
        });
    }

    fn finish(self, trial: Option<usize>, reached: Option<Reached>) {
        self.desk.update_value(|desk| desk.job = None);
        let base = self.desk.with_value(|d| d.base.clone());
        match (trial, reached, base) {
            (None, Some(reached), _) => self.desk.update_value(|d| d.base = Some(reached)),
            // Nothing can be compared with a scenario that has no plan.
            (None, None, _) => return self.fail_all(),
            (Some(_), Some(reached), Some(base)) => {
                self.mark(trial, TrialState::Done(reached.since(&base)))
            }
            (Some(_), ..) => self.mark(trial, TrialState::Failed),
        }
        self.go_on();
    }

    fn mark(self, trial: Option<usize>, state: TrialState) {
        if let Some(at) = trial {
            self.all.update(|all| {
                if let Some(trial) = all.get_mut(at) {
                    trial.state = state;
                }
            });
        }
    }

    fn fail_all(self) {
        self.end();
        self.all.update(|all| {
            let open = all.iter_mut().filter(|t| !t.state.is_final());
            open.for_each(|t| t.state = TrialState::Failed);
        });
    }

    fn hear(self, heard: Heard<FromWorker>) {
        match heard {
            Heard::Ready => {
                self.desk.update_value(|desk| desk.has_other_plan = false);
                self.go_on();
            }
            Heard::Says(FromWorker::Plan(found), _) if found.answer.settled => self.found(&found),
            Heard::Says(FromWorker::Plan(_) | FromWorker::Ready { .. }, _) => {}
            Heard::Says(FromWorker::Conflict { id, .. } | FromWorker::Issues { id }, _) => {
                if let Some((_, trial)) = self.job(id) {
                    self.finish(trial, None);
                }
            }
            Heard::Broken => {
                self.broken.set(true);
                self.fail_all();
            }
        }
    }

    fn found(self, found: &Found) {
        let Some((case, trial)) = self.job(found.id) else {
            return;
        };
        // Measured here, by the checker that knows nothing of the search.
        let report = report(&case, &found.answer.allocation).ok();
        self.finish(trial, report.map(|r| Reached::of(&case, &r)));
    }

    fn job(self, id: u64) -> Option<(Arc<Case>, Option<usize>)> {
        self.desk.with_value(|desk| match &desk.job {
            Some((job, case, trial)) if *job == id => Some((Arc::clone(case), *trial)),
            _ => None,
        })
    }
}

/// What the workbench has settled for the edits as they stand, if it has.
fn settled(store: Store) -> Option<Reached> {
    let shown = store.shown.get_untracked()?;
    let answers = shown.answer.settled && shown.edits == *store.edits.read_untracked();
    answers.then(|| Reached::of(&shown.case, &shown.report))
}
