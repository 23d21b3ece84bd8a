//! The page's end of the worker: one request under way, the newest one waiting, and a new worker for one that hangs.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::{JsCast as _, closure::Closure};
use web_sys::{MessageEvent, Worker};

use crate::domain::{Case, Edits};
use crate::optimize::{Answer, Passed};
use crate::read::from_json;
use crate::report::report;
use crate::view_model::shown::Shown;
use crate::view_model::wire::solving::{Found, FromWorker, Solve};
use crate::web::browser::{access, served};
use crate::web::state::store::Store;
use crate::web::state::{plans, ticks};

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
    desk: Rc<RefCell<SolverDesk>>,
}

#[derive(Default)]
struct SolverDesk {
    worker: Option<Worker>,
    /// The last number that was given before this client began.
    first: u64,
    /// Counts workers: what an earlier one says is not heard.
    life: u32,
    ready: bool,
    failures: u32,
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
    // Requests are numbered on from an earlier visit to this plan: what is shown keeps its number.
    let first = store.latest.get_untracked();
    let desk = SolverDesk {
        first,
        ..SolverDesk::default()
    };
    let client = Client {
        store,
        desk: Rc::new(RefCell::new(desk)),
    };
    client.spawn();
    let kept = StoredValue::new_local(client.clone());
    on_cleanup(move || {
        kept.try_with_value(Client::end);
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
    fn spawn(&self) {
        let address = access::meta("dabiao-worker").unwrap_or_default();
        let Ok(worker) = Worker::new(&address) else {
            return self.broken();
        };
        let mut desk = self.desk.borrow_mut();
        desk.life += 1;
        desk.ready = false;
        let life = desk.life;
        let hear = self.clone();
        let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |e: MessageEvent| {
            if hear.desk.borrow().life == life {
                hear.hear(&e.data().as_string().unwrap_or_default());
            }
        });
        let fail = self.clone();
        let on_error = Closure::<dyn Fn(web_sys::Event)>::new(move |_| {
            if fail.desk.borrow().life == life {
                fail.replace();
            }
        });
        worker.set_onmessage(Some(on_message.into_js_value().unchecked_ref()));
        worker.set_onerror(Some(on_error.into_js_value().unchecked_ref()));
        desk.worker = Some(worker);
    }

    /// Ends the worker, whatever it does, and starts another with the newest request.
    fn replace(&self) {
        let tries = {
            let mut desk = self.desk.borrow_mut();
            if let Some(worker) = desk.worker.take() {
                worker.terminate();
            }
            desk.waiting = desk.waiting.take().or(desk.under_way.take());
            desk.failures += 1;
            desk.failures
        };
        if tries < TRIES {
            self.spawn();
        } else {
            self.broken();
        }
    }

    fn broken(&self) {
        self.store.broken.set(true);
        served::look_at("dabiao-worker");
    }

    /// Ends the worker for good.
    fn end(&self) {
        let mut desk = self.desk.borrow_mut();
        desk.life += 1;
        desk.ready = false;
        if let Some(worker) = desk.worker.take() {
            worker.terminate();
        }
    }

    fn ask(&self, case: &Arc<Case>, settle: bool) {
        let mut desk = self.desk.borrow_mut();
        let same = desk
            .asked
            .last()
            .is_some_and(|(_, c, _)| Arc::ptr_eq(c, case));
        let id = desk.asked.last().map_or(desk.first, |(id, _, _)| *id) + u64::from(!same);
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
        if !desk.ready || desk.under_way.is_some() {
            return;
        }
        let Some(solve) = desk.waiting.take() else {
            return;
        };
        desk.under_way = Some(solve.clone());
        let life = desk.life;
        let patience = PATIENCE * 3u32.pow(desk.failures.min(TRIES));
        post(desk.worker.as_ref(), &solve);
        let client = self.clone();
        set_timeout(move || client.lose_patience(life, solve.id), patience);
    }

    fn lose_patience(&self, life: u32, id: u64) {
        let hangs = {
            let desk = self.desk.borrow();
            desk.life == life && desk.under_way.as_ref().is_some_and(|s| s.id == id)
        };
        if hangs {
            self.replace();
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

    fn hear(&self, text: &str) {
        let heard = access::now();
        match from_json(text) {
            Some(FromWorker::Ready { .. }) => self.ready(),
            Some(FromWorker::Plan(found)) => {
                self.answered(found.id);
                self.show(&found, heard);
                self.send();
            }
            Some(FromWorker::Conflict { id, conflicts }) => {
                self.answered(id);
                if id == self.store.latest.get_untracked() {
                    self.store.conflicts.set(Some(Arc::new(conflicts)));
                    self.store.busy.set(false);
                }
                self.send();
            }
            Some(FromWorker::Issues { id }) => {
                // The page has worked the same edits out before it asked, so there is nothing new to say.
                self.answered(id);
                self.send();
            }
            None => self.replace(),
        }
    }

    fn ready(&self) {
        access::mark_root("data-worker", "ready");
        let plan = self.store.plan.get_untracked();
        {
            let mut desk = self.desk.borrow_mut();
            desk.ready = true;
            if let (Some(worker), Some(text)) = (&desk.worker, plans::text(&plan.id)) {
                // A list with a string can always be posted.
                let _ = worker.post_message(&js_sys::Array::of1(&text));
            }
        }
        self.send();
    }

    fn answered(&self, id: u64) {
        let mut desk = self.desk.borrow_mut();
        desk.failures = 0;
        if desk.under_way.as_ref().is_some_and(|s| s.id == id) {
            desk.under_way = None;
        }
    }

    /// Shows an answer, unless a better or newer one stands there already.
    fn show(&self, found: &Found, heard: f64) {
        let (id, settled) = (found.id, found.settled);
        if self.keeps_shown(found) {
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
        let Some(answer) = found.answer(&case.plan) else {
            return self.replace();
        };
        let answer = self.improved(id, answer);
        // Everything that is shown has been checked here, by the checker that knows nothing of the search.
        let Ok(report) = report(&case, &answer.allocation) else {
            return self.replace();
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
        let shown = self.store.shown.read_untracked();
        shown.as_ref().is_some_and(|s| {
            let preliminary = s.id == found.id && !found.settled;
            // A plan by a link stays until there is something to say about its bound, or a better plan.
            let no_news =
                found.rank() < s.answer.rank() || (s.arrived && found.rank() == s.answer.rank());
            found.id < s.id || (preliminary && (s.answer.settled || no_news))
        })
    }
}

fn post(worker: Option<&Worker>, message: &Solve) {
    if let (Some(worker), Ok(text)) = (worker, serde_json::to_string(message)) {
        // A string can always be posted.
        let _ = worker.post_message(&text.into());
    }
}
