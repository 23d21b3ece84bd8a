//! The worker: the newest job in slices, short ones between them.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::sync::Arc;

use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use web_sys::{DedicatedWorkerGlobalScope, MessageChannel, MessageEvent, MessagePort};

use crate::domain::{Case, Plan};
use crate::jobs::curve::Curving;
use crate::jobs::handoff::{hand_out, take_back};
use crate::jobs::reasons::why;
use crate::jobs::repairs::Mending;
use crate::jobs::scenario_file::scenario;
use crate::jobs::settling::Settling;
use crate::jobs::sweep::Sweeping;
use crate::jobs::work::{About, Work};
use crate::read::from_json;
use crate::view_model::wire::ask::{Ask, Job, Rest};
use crate::view_model::wire::solving::allocation;
use crate::view_model::wire::told::Told;

/// Milliseconds of work between two looks at the messages.
const SLICE: f64 = 30.0;
/// Milliseconds between two messages about one job: the page need not draw more often.
const APART: f64 = 120.0;

/// Runs the worker: says "ready" and answers messages for ever.
pub fn main() {
    console_error_panic_hook::set_once();
    let Ok(channel) = MessageChannel::new() else {
        return;
    };
    let wake = Closure::<dyn Fn(MessageEvent)>::new(|_| BENCH.with_borrow_mut(StudyBench::work));
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
    post(&Told::Ready {});
}

thread_local! {
    static BENCH: RefCell<StudyBench> = RefCell::default();
}

/// What the worker has on its bench.
#[derive(Default)]
struct StudyBench {
    plan: Option<Arc<Plan>>,
    short: VecDeque<Ask>,
    next: Option<Ask>,
    running: Option<Running>,
    /// Nothing but short jobs is done.
    resting: bool,
    alarm: Option<MessagePort>,
    awake: bool,
}

struct Running {
    work: Box<dyn Work>,
    begun: f64,
    posted: f64,
}

impl StudyBench {
    fn take_plan(&mut self, text: &str) {
        self.plan = from_json(text).map(Arc::new);
        (self.next, self.running) = (None, None);
        self.short.clear();
    }

    fn hear(&mut self, text: &str) {
        let Some(ask) = from_json::<Ask>(text) else {
            if let Some(Rest { rest }) = from_json(text) {
                self.resting = rest;
                self.wake();
            }
            return;
        };
        if ask.job.is_short() {
            self.short.push_back(ask);
        } else {
            self.next = Some(ask);
        }
        self.wake();
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
        if let Some(ask) = self.short.pop_front() {
            self.begin(ask);
        } else if let Some(ask) = self.next.take() {
            self.running = None;
            self.begin(ask);
        } else if self.resting {
            return;
        } else if let Some(mut running) = self.running.take()
            && slice(&mut running)
        {
            self.running = Some(running);
        }
        if self.next.is_some() || self.running.is_some() || !self.short.is_empty() {
            self.wake();
        }
    }

    fn begin(&mut self, ask: Ask) {
        let Some(plan) = &self.plan else { return };
        let Ask { id, edits, job } = ask;
        let Ok(case) = Case::new(plan, &edits) else {
            return post(&Told::Issues { id });
        };
        let about = About {
            id,
            plan: Arc::clone(plan),
            edits,
            case,
        };
        let known = |built| allocation(plan, built).unwrap_or_default();
        let work: Box<dyn Work> = match &job {
            Job::Answer { steps } => Box::new(Settling::new(about, *steps)),
            Job::Curve {
                built,
                families,
                most,
            } => Box::new(Curving::new(about, &known(built), families, *most)),
            Job::Repairs { built, checks } => Box::new(Mending::new(about, &known(built), checks)),
            Job::Sweep {
                path,
                cost,
                budgets,
                steps,
            } => match Sweeping::new(about, path, *cost, budgets, *steps) {
                Some(work) => Box::new(work),
                None => return post(&Told::Issues { id }),
            },
            Job::Read { text } => return post(&scenario(&about, text)),
            Job::HandOut { built, names } => {
                return post(&hand_out(&about, &known(built), *names));
            }
            Job::TakeBack {
                text,
                built,
                bound,
                settled,
            } => return post(&take_back(&about, text, &known(built), (*bound, *settled))),
            Job::Why {
                built,
                cells,
                checks,
            } => return post(&why(&about, &known(built), cells, checks)),
        };
        let begun = now();
        self.running = Some(Running {
            work,
            begun,
            posted: begun,
        });
    }
}

/// Works for one slice; false when the job has ended.
fn slice(running: &mut Running) -> bool {
    let until = now() + SLICE;
    let mut more = true;
    while more && now() < until {
        more = running.work.step();
    }
    if !more || now() - running.posted >= APART {
        running.posted = now();
        let ms = now() - running.begun;
        if let Some(told) = running.work.news(!more, ms) {
            post(&told);
        }
    }
    more
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

fn now() -> f64 {
    scope().performance().map_or(0.0, |p| p.now())
}

fn post(message: &Told) {
    if let Ok(text) = serde_json::to_string(message) {
        // A string can always be posted.
        let _ = scope().post_message(&text.into());
    }
}
