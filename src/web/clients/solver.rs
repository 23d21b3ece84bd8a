//! The page's end of the worker: one request under way, the newest one waiting, and a new worker for one that hangs.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

use super::link::{Heard, Program, WorkerLink};
use crate::domain::{Case, Edits};
use crate::optimize::{Answer, Passed};
use crate::report::report;
use crate::view_model::shown::Shown;
use crate::view_model::wire::solving::{Found, FromWorker, Solve};
use crate::web::browser::access;
use crate::web::state::store::Store;
use crate::web::state::ticks;

/// A request without any answer for so long means that the worker hangs; each worker that is ended for it gives the next
/// one three times as long, because a large plan on a slow machine does not hang.
const PATIENCE: Duration = Duration::from_secs(15);
/// Nobody is told of progress before this.
const QUIET: Duration = Duration::from_millis(200);
/// Workers that may die or hang one after another before the page says so.
const TRIES: u32 = 3;

#[derive(Clone)]
struct Client {
    store: Store,
    link: WorkerLink<Solve, FromWorker>,
    desk: Rc<RefCell<SolverDesk>>,
}

#[derive(Default)]
struct SolverDesk {
    /// The cases that were asked about and not yet left behind, oldest first.
    asked: Vec<(u64, Arc<Case>, Edits)>,
    /// The request that has not had its first answer.
    under_way: Option<Solve>,
    waiting: Option<Solve>,
    /// The last request, and whether it was to settle.
    last: Option<(u64, bool)>,
}

/// Starts a worker and keeps it busy with the edits of the store.
pub fn run(store: Store) {
    let program = Program {
        meta: "dabiao-worker",
        plan: store.plan.read_untracked().id.clone(),
        tries: TRIES,
    };
    let client = Client {
        store,
        link: WorkerLink::new(program),
        desk: Rc::default(),
    };
    let kept = StoredValue::new_local(client.clone());
    client.link.listen(move |heard| {
        if let Some(client) = kept.try_get_value() {
            client.hear(heard);
        }
    });
    client.link.start();
    on_cleanup(move || {
        kept.try_with_value(|client| client.link.end());
        store.leave_request();
    });
    // For whoever drives the page from outside: how far what is shown answers the edits.
    Effect::new(move |_| {
        let settled = store
            .shown
            .read()
            .as_ref()
            .is_some_and(|s| s.answer.settled);
        let state = match (store.conflicts.read().is_some(), store.fresh.get()) {
            (true, _) => "conflict",
            (false, false) => "working",
            (false, true) if settled => "settled",
            (false, true) => "preliminary",
        };
        access::mark_root("data-state", state);
    });
    Effect::new(move |_| {
        let live = store.in_gesture();
        if let Ok(case) = store.case.get() {
            client.ask(&case, !live);
        }
    });
}

impl Client {
    fn ask(&self, case: &Arc<Case>, settle: bool) {
        let mut desk = self.desk.borrow_mut();
        let id = self.store.request(case);
        let same = desk.asked.last().is_some_and(|(last, ..)| *last == id);
        if same
            && desk
                .last
                .is_some_and(|(last, settled)| last == id && (settled || !settle))
        {
            return;
        }
        let edits = self.store.edits.get_untracked();
        if !same {
            desk.asked.push((id, Arc::clone(case), edits.clone()));
            ticks::asked(id);
        }
        desk.last = Some((id, settle));
        desk.waiting = Some(Solve { id, edits, settle });
        drop(desk);
        self.store.latest.set(id);
        self.store.conflicts.set(None);
        self.send();
        self.watch_busy(id);
    }

    /// Hands the newest request over, unless one still waits for its first answer.
    fn send(&self) {
        let mut desk = self.desk.borrow_mut();
        if !self.link.is_ready() || desk.under_way.is_some() {
            return;
        }
        let Some(solve) = desk.waiting.take() else {
            return;
        };
        self.link.post(&solve);
        let (id, life) = (solve.id, self.link.life());
        desk.under_way = Some(solve);
        let patience = PATIENCE * 3u32.pow(self.link.failures().min(TRIES));
        let client = self.clone();
        set_timeout(move || client.lose_patience(life, id), patience);
    }

    fn lose_patience(&self, life: u32, id: u64) {
        let waits = |s: &Solve| s.id == id;
        let hangs =
            self.link.life() == life && self.desk.borrow().under_way.as_ref().is_some_and(waits);
        if hangs {
            self.link.restart();
        }
    }

    fn watch_busy(&self, id: u64) {
        let store = self.store;
        let is_done = move || {
            let shown = store.shown.read_untracked();
            let settled = shown
                .as_ref()
                .is_some_and(|s| s.id >= id && s.answer.settled);
            settled || store.conflicts.read_untracked().is_some()
        };
        let tell = move || {
            if store.latest.get_untracked() == id && !is_done() {
                store.busy.set(true);
            }
        };
        set_timeout(tell, QUIET);
    }

    fn hear(&self, heard: Heard<FromWorker>) {
        match heard {
            Heard::Ready => self.ready(),
            Heard::Says(says, at) => self.told(says, at),
            Heard::Broken => self.store.broken.set(true),
        }
    }

    /// A worker listens: it gets the newest request, and that is the one that its forerunner left unanswered if no other came.
    fn ready(&self) {
        access::mark_root("data-worker", "ready");
        {
            let mut desk = self.desk.borrow_mut();
            let left = desk.under_way.take();
            desk.waiting = desk.waiting.take().or(left);
        }
        self.send();
    }

    fn told(&self, says: FromWorker, at: f64) {
        let id = match &says {
            FromWorker::Ready { .. } => return,
            FromWorker::Plan(found) => found.id,
            // The page has worked the same edits out before it asked, so issues are nothing new to say.
            FromWorker::Conflict { id, .. } | FromWorker::Issues { id } => *id,
        };
        {
            let mut desk = self.desk.borrow_mut();
            desk.under_way = desk.under_way.take().filter(|s| s.id != id);
        }
        match says {
            FromWorker::Plan(found) => self.show(found, at),
            FromWorker::Conflict { conflicts, .. } if id == self.store.latest.get_untracked() => {
                self.store.conflicts.set(Some(Arc::new(conflicts)));
                self.store.busy.set(false);
            }
            _ => {}
        }
        self.send();
    }

    /// Shows an answer, unless a better or newer one stands there already.
    fn show(&self, found: Found, heard: f64) {
        let (id, settled) = (found.id, found.answer.settled);
        if self.keeps_shown(&found) {
            return;
        }
        let asked = {
            let mut desk = self.desk.borrow_mut();
            desk.asked.retain(|(asked, _, _)| *asked >= id);
            let it = desk.asked.iter().find(|(asked, _, _)| *asked == id);
            it.cloned()
        };
        let Some((_, case, edits)) = asked else {
            return;
        };
        let answer = self.improved(id, found.answer);
        // Everything that is shown has been checked here, by the checker that knows nothing of the search.
        let Ok(report) = report(&case, &answer.allocation) else {
            return self.link.restart();
        };
        let (ms, arrived) = (found.ms, false);
        let shown = Shown {
            id,
            case,
            edits,
            answer,
            report,
            ms,
            arrived,
            passed: self.passed(id),
        };
        self.store.shown.set(Some(Arc::new(shown)));
        if settled && id == self.store.latest.get_untracked() {
            self.store.busy.set(false);
        }
        ticks::answered(id, heard, ms);
    }

    /// What stood here for the same request before.
    fn passed(&self, id: u64) -> Passed {
        let shown = self.store.shown.read_untracked();
        let same = shown.as_ref().filter(|s| s.id == id);
        same.map_or_else(Passed::default, |s| s.passed.and(&s.answer))
    }

    /// A plan that came by a link and is better than what was settled here stays, with the bound that was proved here.
    fn improved(&self, id: u64, answer: Answer) -> Answer {
        let shown = self.store.shown.read_untracked();
        match shown.as_ref() {
            Some(s) if s.id == id && s.arrived && s.answer.rank() > answer.rank() => Answer {
                allocation: s.answer.allocation.clone(),
                points: s.answer.points,
                score: s.answer.score,
                hard: s.answer.hard,
                ..answer
            },
            _ => answer,
        }
    }

    fn keeps_shown(&self, found: &Found) -> bool {
        let rank = found.answer.rank();
        let shown = self.store.shown.read_untracked();
        shown.as_ref().is_some_and(|s| {
            let preliminary = s.id == found.id && !found.answer.settled;
            // A plan by a link stays until there is something to say about its bound, or a better plan.
            let no_news = rank < s.answer.rank() || (s.arrived && rank == s.answer.rank());
            found.id < s.id || (preliminary && (s.answer.settled || no_news))
        })
    }
}
