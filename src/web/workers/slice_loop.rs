//! The loop of a worker: it hears messages between slices of work.
//!
//! A worker that never returned to the browser would hear nothing, so it works for a few milliseconds, posts itself a message that
//! stands behind those that wait already, and goes on when that one comes back.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use web_sys::{DedicatedWorkerGlobalScope, MessageChannel, MessageEvent, MessagePort};

use crate::domain::Plan;
use crate::jobs::work::Work;
use crate::read::{FromJson, from_json};
use crate::view_model::wire::says::WorkerSays;

/// What a worker has on its bench, and what it does next.
pub trait Bench: Default + 'static {
    /// What it is asked.
    type Asks: FromJson;
    /// What it says.
    type Says: WorkerSays;

    /// Takes up a plan; none where its text cannot be read. What was asked about the one before is forgotten.
    fn take_plan(&mut self, plan: Option<Plan>);

    /// Lays down what was asked. It is taken up when the messages behind it have been heard.
    fn hear(&mut self, asked: Self::Asks);

    /// Takes up the next thing that was asked, or works for one slice; false when it rests until something is asked.
    fn work(&mut self) -> bool;
}

/// Runs a worker: it says that it listens, and answers messages for ever.
pub fn run<B: Bench>() {
    console_error_panic_hook::set_once();
    let Ok(channel) = MessageChannel::new() else {
        return;
    };
    let heard = Rc::new(RefCell::new(SliceLoop {
        bench: B::default(),
        alarm: channel.port2(),
        awake: false,
    }));
    let woken = Rc::clone(&heard);
    let wake = Closure::<dyn Fn(MessageEvent)>::new(move |_| woken.borrow_mut().work());
    channel
        .port1()
        .set_onmessage(Some(wake.into_js_value().unchecked_ref()));
    let hear = Closure::<dyn Fn(MessageEvent)>::new(move |e: MessageEvent| {
        heard.borrow_mut().hear(e.data());
    });
    scope().set_onmessage(Some(hear.into_js_value().unchecked_ref()));
    post(&B::Says::ready());
}

struct SliceLoop<B> {
    bench: B,
    alarm: MessagePort,
    /// Another slice has been asked for.
    awake: bool,
}

impl<B: Bench> SliceLoop<B> {
    /// A plan is a list with one text, everything else a text.
    fn hear(&mut self, message: JsValue) {
        match message.dyn_into::<js_sys::Array>() {
            Ok(plan) => {
                let text = plan.get(0).as_string().unwrap_or_default();
                self.bench.take_plan(from_json(&text));
            }
            Err(text) => {
                if let Some(asked) = from_json(&text.as_string().unwrap_or_default()) {
                    self.bench.hear(asked);
                    self.wake();
                }
            }
        }
    }

    /// Asks for another slice, behind the messages that wait already.
    fn wake(&mut self) {
        if !self.awake {
            self.awake = self.alarm.post_message(&JsValue::NULL).is_ok();
        }
    }

    fn work(&mut self) {
        self.awake = false;
        if self.bench.work() {
            self.wake();
        }
    }
}

/// How a job's time is divided, in milliseconds.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// Work between two looks at the messages: a newer request waits no longer than this and one step.
    pub slice: f64,
    /// Time between two messages about one job: the page need not draw more often.
    pub apart: f64,
}

/// A job under way, and when it last said something.
pub struct UnderWay<W: ?Sized> {
    /// The job.
    pub work: Box<W>,
    begun: f64,
    posted: f64,
}

impl<W: ?Sized> UnderWay<W> {
    /// A job that was taken up at `begun`.
    #[must_use]
    pub fn new(work: Box<W>, begun: f64) -> Self {
        UnderWay {
            work,
            begun,
            posted: begun,
        }
    }

    /// Works for one slice, and says what there is to say if it is time to; false when the job has ended.
    pub fn slice<Says: WorkerSays>(&mut self, pace: Pace) -> bool
    where
        W: Work<Says>,
    {
        let until = now() + pace.slice;
        let mut more = true;
        while more && now() < until {
            more = self.work.step();
        }
        if !more || now() - self.posted >= pace.apart {
            self.say(!more);
        }
        more
    }

    /// Says what there is to say.
    pub fn say<Says: WorkerSays>(&mut self, ended: bool)
    where
        W: Work<Says>,
    {
        if let Some(says) = self.work.news(ended, now() - self.begun) {
            post(&says);
            self.posted = now();
        }
    }
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// Milliseconds since the worker was started.
#[must_use]
pub fn now() -> f64 {
    scope().performance().map_or(0.0, |p| p.now())
}

/// Says something to the page.
pub fn post(says: &impl WorkerSays) {
    if let Ok(text) = serde_json::to_string(says) {
        // A string can always be posted.
        let _ = scope().post_message(&text.into());
    }
}
