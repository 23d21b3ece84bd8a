//! The page's end: a worker that is started when it is first asked for something.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::{JsCast as _, closure::Closure};
use web_sys::{MessageEvent, Worker};

use crate::domain::Edits;
use crate::read::from_json;
use crate::view_model::wire::ask::{Ask, Job, Rest};
use crate::view_model::wire::told::Told;
use crate::web::browser::{access, served};
use crate::web::state::plans;

/// Workers that may die one after another before the page gives up.
const TRIES: u32 = 3;

/// A worker for background jobs about one plan. It lives as long as the owner it is made under; copies are the same worker.
#[derive(Clone, Copy)]
pub struct Study {
    desk: StoredValue<Rc<RefCell<StudyDesk>>, LocalStorage>,
}

struct StudyDesk {
    /// The plan's id.
    plan: String,
    worker: Option<Worker>,
    /// Counts workers: what an earlier one says is not heard.
    life: u32,
    ready: bool,
    failures: u32,
    last: u64,
    jobs: Vec<Pending>,
    resting: bool,
}

/// A job of which more may be told.
struct Pending {
    ask: Ask,
    tell: Rc<dyn Fn(Told)>,
}

impl Study {
    /// A study of the plan with this id, which has been opened. Nothing is loaded yet.
    #[must_use]
    pub fn new(plan: &str) -> Study {
        let desk = StudyDesk {
            plan: plan.to_owned(),
            worker: None,
            life: 0,
            ready: false,
            failures: 0,
            last: 0,
            jobs: Vec::new(),
            resting: false,
        };
        let study = Study {
            desk: StoredValue::new_local(Rc::new(RefCell::new(desk))),
        };
        on_cleanup(move || study.stop());
        study
    }

    /// Asks for a job about the plan with `edits`; `tell` hears everything that is told of it. A job that is not short replaces
    /// the one under way, of which nothing more is heard. Returns the job's number.
    pub fn ask(&self, edits: Edits, job: Job, tell: impl Fn(Told) + 'static) -> u64 {
        let Some(desk) = self.desk.try_get_value() else {
            return 0;
        };
        let (id, start) = {
            let mut desk = desk.borrow_mut();
            desk.last += 1;
            let id = desk.last;
            if !job.is_short() {
                desk.jobs.retain(|p| p.ask.job.is_short());
            }
            let ask = Ask { id, edits, job };
            if desk.ready {
                post(desk.worker.as_ref(), &ask);
            }
            desk.jobs.push(Pending {
                ask,
                tell: Rc::new(tell),
            });
            (id, desk.worker.is_none())
        };
        if start {
            self.spawn();
        }
        id
    }

    /// Lets the worker pause, as long as something else needs the machine, or go on.
    pub fn rest(&self, rest: bool) {
        if let Some(desk) = self.desk.try_get_value() {
            let mut desk = desk.borrow_mut();
            if desk.resting != rest {
                desk.resting = rest;
                desk.tell_rest();
            }
        }
    }

    /// Ends the worker with all it does; the next job starts another.
    pub fn stop(&self) {
        if let Some(desk) = self.desk.try_get_value() {
            let mut desk = desk.borrow_mut();
            desk.jobs.clear();
            desk.end();
        }
    }

    fn spawn(&self) {
        let Some(desk) = self.desk.try_get_value() else {
            return;
        };
        let address = access::meta("dabiao-study").unwrap_or_default();
        let Ok(worker) = Worker::new(&address) else {
            return self.give_up();
        };
        let study = *self;
        let mut desk = desk.borrow_mut();
        desk.end();
        let life = desk.life;
        let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |e: MessageEvent| {
            study.hear(life, &e.data().as_string().unwrap_or_default());
        });
        let on_error = Closure::<dyn Fn(web_sys::Event)>::new(move |_| study.failed(life));
        worker.set_onmessage(Some(on_message.into_js_value().unchecked_ref()));
        worker.set_onerror(Some(on_error.into_js_value().unchecked_ref()));
        desk.worker = Some(worker);
    }

    fn hear(&self, life: u32, text: &str) {
        let Some(desk) = self
            .desk
            .try_get_value()
            .filter(|d| d.borrow().life == life)
        else {
            return;
        };
        let told = match from_json::<Told>(text) {
            None => return self.failed(life),
            Some(Told::Ready {}) => return desk.borrow_mut().ready(),
            Some(told) => told,
        };
        let tell = {
            let mut desk = desk.borrow_mut();
            desk.failures = 0;
            let at = desk.jobs.iter().position(|p| Some(p.ask.id) == told.id());
            at.map(|at| {
                let tell = Rc::clone(&desk.jobs[at].tell);
                if told.is_last() {
                    desk.jobs.remove(at);
                }
                tell
            })
        };
        if let Some(tell) = tell {
            tell(told);
        }
    }

    /// A worker that died is replaced, and its jobs begin anew.
    fn failed(&self, life: u32) {
        let Some(desk) = self
            .desk
            .try_get_value()
            .filter(|d| d.borrow().life == life)
        else {
            return;
        };
        let failures = {
            let mut desk = desk.borrow_mut();
            desk.failures += 1;
            desk.failures
        };
        if failures < TRIES {
            self.spawn();
        } else {
            self.give_up();
        }
    }

    fn give_up(&self) {
        served::look_at("dabiao-study");
        let Some(desk) = self.desk.try_get_value() else {
            return;
        };
        let jobs = {
            let mut desk = desk.borrow_mut();
            desk.end();
            std::mem::take(&mut desk.jobs)
        };
        for job in jobs {
            (job.tell)(Told::Broken {});
        }
    }
}

impl StudyDesk {
    fn end(&mut self) {
        self.life += 1;
        self.ready = false;
        if let Some(worker) = self.worker.take() {
            worker.terminate();
        }
    }

    /// The worker listens: it gets the plan, then all that waits.
    fn ready(&mut self) {
        self.ready = true;
        if let (Some(worker), Some(text)) = (&self.worker, plans::text(&self.plan)) {
            // A list with a string can always be posted.
            let _ = worker.post_message(&js_sys::Array::of1(&text));
        }
        for job in &self.jobs {
            post(self.worker.as_ref(), &job.ask);
        }
        if self.resting {
            self.tell_rest();
        }
    }

    fn tell_rest(&self) {
        if self.ready {
            post(self.worker.as_ref(), &Rest { rest: self.resting });
        }
    }
}

fn post(worker: Option<&Worker>, message: &impl serde::Serialize) {
    if let (Some(worker), Ok(text)) = (worker, serde_json::to_string(message)) {
        // A string can always be posted.
        let _ = worker.post_message(&text.into());
    }
}
