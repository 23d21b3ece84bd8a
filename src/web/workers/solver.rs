//! The worker: takes the newest request, works in slices, and looks for a newer one between them.

use std::cell::RefCell;

use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use web_sys::{DedicatedWorkerGlobalScope, MessageChannel, MessageEvent, MessagePort};

use crate::domain::{Case, Plan};
use crate::optimize::{Answer, Climb, Conflict, Limits, Progress, Search, Warm};
use crate::read::from_json;
use crate::view_model::wire::solving::{Found, FromWorker, Solve};

/// Milliseconds of work between two looks at the messages: a newer request waits no longer than this and one step.
const SLICE: f64 = 8.0;
/// Milliseconds between two plans of one settling request: the page need not draw more often.
const APART: f64 = 90.0;

/// Runs the worker: says "ready" and answers messages for ever.
pub fn main() {
    console_error_panic_hook::set_once();
    let Ok(channel) = MessageChannel::new() else {
        return;
    };
    let wake = Closure::<dyn Fn(MessageEvent)>::new(|_| BENCH.with_borrow_mut(SolverBench::work));
    channel
        .port1()
        .set_onmessage(Some(wake.into_js_value().unchecked_ref()));
    BENCH.with_borrow_mut(|b| b.alarm = Some(channel.port2()));
    let hear = Closure::<dyn Fn(MessageEvent)>::new(|e: MessageEvent| {
        BENCH.with_borrow_mut(|b| match e.data().dyn_into::<js_sys::Array>() {
            Ok(plan) => b.take_plan(&plan.get(0).as_string().unwrap_or_default()),
            Err(text) => b.hear(&text.as_string().unwrap_or_default()),
        });
    });
    scope().set_onmessage(Some(hear.into_js_value().unchecked_ref()));
    let version = env!("CARGO_PKG_VERSION").to_owned();
    post(&FromWorker::Ready { version });
}

thread_local! {
    static BENCH: RefCell<SolverBench> = RefCell::default();
}

/// What the worker has on its bench.
#[derive(Default)]
struct SolverBench {
    plan: Option<Plan>,
    next: Option<Solve>,
    job: Option<SolveJob>,
    /// Where the last search stood: the next live one starts from there.
    warm: Option<Warm>,
    alarm: Option<MessagePort>,
    awake: bool,
}

/// A settling request under way.
struct SolveJob {
    id: u64,
    climb: Climb,
    begun: f64,
    posted: f64,
    news: bool,
}

impl SolverBench {
    fn take_plan(&mut self, text: &str) {
        self.plan = from_json(text);
        (self.next, self.job, self.warm) = (None, None, None);
    }

    fn hear(&mut self, text: &str) {
        if let Some(solve) = from_json(text) {
            self.next = Some(solve);
            self.wake();
        }
    }

    /// Asks for another slice, behind the messages that wait already.
    fn wake(&mut self) {
        if !self.awake
            && let Some(alarm) = &self.alarm
        {
            self.awake = alarm.post_message(&JsValue::NULL).is_ok();
        }
    }

    fn work(&mut self) {
        self.awake = false;
        if let Some(solve) = self.next.take() {
            if let Some(job) = self.job.take() {
                self.remember(job.climb.warm());
            }
            self.begin(solve);
        } else if let Some(mut job) = self.job.take() {
            let Some(plan) = &self.plan else { return };
            let ended = slice(&mut job, plan);
            if ended {
                self.remember(job.climb.warm());
            } else {
                self.job = Some(job);
            }
        }
        if self.next.is_some() || self.job.is_some() {
            self.wake();
        }
    }

    fn begin(&mut self, solve: Solve) {
        let (id, begun) = (solve.id, now());
        let Some(plan) = &self.plan else { return };
        let case = match Case::new(plan, &solve.edits) {
            Ok(case) => case,
            Err(_) => return post(&FromWorker::Issues { id }),
        };
        let begun = if solve.settle {
            self.settle(id, case, begun)
        } else {
            self.live(id, case, begun)
        };
        if let Err(conflicts) = begun {
            post(&FromWorker::Conflict { id, conflicts });
        }
    }

    /// Begins the canonical answer.
    fn settle(&mut self, id: u64, case: Case, begun: f64) -> Result<(), Vec<Conflict>> {
        let climb = Climb::new(case, Limits::default())?;
        if let Some(plan) = &self.plan {
            report(id, plan, &climb.answer(), begun, true);
        }
        let (posted, news) = (now(), false);
        self.job = Some(SolveJob {
            id,
            climb,
            begun,
            posted,
            news,
        });
        Ok(())
    }

    /// A first good plan, from where the last search stood.
    fn live(&mut self, id: u64, case: Case, begun: f64) -> Result<(), Vec<Conflict>> {
        let mut search = Search::live(case, self.warm.as_ref(), Limits::default())?;
        if let Some(plan) = &self.plan {
            report(id, plan, &search.answer(), begun, true);
        }
        if search.warm().is_none() {
            // The plan is on its way; what this step finds makes the next tick quick.
            search.step();
        }
        self.remember(search.warm());
        Ok(())
    }

    fn remember(&mut self, warm: Option<&Warm>) {
        if let Some(warm) = warm {
            self.warm = Some(warm.clone());
        }
    }
}

/// Works for one slice; true when the job has ended.
fn slice(job: &mut SolveJob, plan: &Plan) -> bool {
    let until = now() + SLICE;
    while now() < until {
        match job.climb.step() {
            Progress::Settled => {
                report(job.id, plan, &job.climb.answer(), job.begun, false);
                return true;
            }
            Progress::Better | Progress::Bound => job.news = true,
            Progress::Nothing => {}
        }
    }
    if job.news && now() - job.posted >= APART {
        report(job.id, plan, &job.climb.answer(), job.begun, true);
        (job.news, job.posted) = (false, now());
    }
    false
}

/// Sends what the search has.
fn report(id: u64, plan: &Plan, answer: &Answer, begun: f64, preliminary: bool) {
    let mut found = Found::new(id, now() - begun, plan, answer);
    found.settled &= !preliminary;
    post(&FromWorker::Plan(found));
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

fn now() -> f64 {
    scope().performance().map_or(0.0, |p| p.now())
}

fn post(message: &FromWorker) {
    if let Ok(text) = serde_json::to_string(message) {
        // A string can always be posted.
        let _ = scope().post_message(&text.into());
    }
}
