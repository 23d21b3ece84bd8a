//! The page's end: a worker that is started when it is first asked for something.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;

use super::link::{Heard, Program, WorkerLink};
use crate::domain::Edits;
use crate::view_model::wire::ask::{Ask, Job, Order};
use crate::view_model::wire::told::Told;

/// Workers that may die one after another before the page gives up.
const TRIES: u32 = 3;

/// A worker for background jobs about one plan. It lives as long as the owner it is made under; copies are the same worker.
#[derive(Clone, Copy)]
pub struct Study {
    desk: StoredValue<Rc<RefCell<StudyDesk>>, LocalStorage>,
}

struct StudyDesk {
    link: WorkerLink<Order, Told>,
    last: u64,
    jobs: Vec<Pending>,
    resting: bool,
}

/// A job of which more may be told.
struct Pending {
    id: u64,
    short: bool,
    order: Order,
    tell: Rc<dyn Fn(Told)>,
}

impl Study {
    /// A study of the plan with this id, which has been opened. Nothing is loaded yet.
    #[must_use]
    pub fn new(plan: &str) -> Study {
        let link = WorkerLink::new(Program {
            meta: "dabiao-study",
            plan: plan.to_owned(),
            tries: TRIES,
        });
        let desk = StudyDesk {
            link: link.clone(),
            last: 0,
            jobs: Vec::new(),
            resting: false,
        };
        let study = Study {
            desk: StoredValue::new_local(Rc::new(RefCell::new(desk))),
        };
        link.listen(move |heard| study.hear(heard));
        on_cleanup(move || study.stop());
        study
    }

    /// Asks for a job about the plan with `edits`; `tell` hears everything that is told of it. A job that is not short replaces
    /// the one under way, of which nothing more is heard. Returns the job's number.
    pub fn ask(&self, edits: Edits, job: Job, tell: impl Fn(Told) + 'static) -> u64 {
        let Some(desk) = self.desk.try_get_value() else {
            return 0;
        };
        let (id, link) = {
            let mut desk = desk.borrow_mut();
            desk.last += 1;
            let (id, short) = (desk.last, job.is_short());
            if !short {
                desk.jobs.retain(|p| p.short);
            }
            let order = Order::Ask(Box::new(Ask { id, edits, job }));
            desk.link.post(&order);
            desk.jobs.push(Pending {
                id,
                short,
                order,
                tell: Rc::new(tell),
            });
            (id, desk.link.clone())
        };
        link.start();
        id
    }

    /// Lets the worker pause, as long as something else needs the machine, or go on.
    pub fn rest(&self, rest: bool) {
        if let Some(desk) = self.desk.try_get_value() {
            let mut desk = desk.borrow_mut();
            if desk.resting != rest {
                desk.resting = rest;
                desk.link.post(&Order::Rest(rest));
            }
        }
    }

    /// Ends the worker with all it does; the next job starts another.
    pub fn stop(&self) {
        if let Some(desk) = self.desk.try_get_value() {
            let mut desk = desk.borrow_mut();
            desk.jobs.clear();
            desk.link.end();
        }
    }

    fn hear(self, heard: Heard<Told>) {
        let Some(desk) = self.desk.try_get_value() else {
            return;
        };
        match heard {
            Heard::Ready => desk.borrow().post_all(),
            Heard::Says(told, _) => {
                let tell = desk.borrow_mut().teller(&told);
                if let Some(tell) = tell {
                    tell(told);
                }
            }
            Heard::Broken => {
                let jobs = std::mem::take(&mut desk.borrow_mut().jobs);
                for job in jobs {
                    (job.tell)(Told::Broken {});
                }
            }
        }
    }
}

impl StudyDesk {
    /// The worker listens: it gets all that waits. The jobs of one that died begin anew.
    fn post_all(&self) {
        for job in &self.jobs {
            self.link.post(&job.order);
        }
        if self.resting {
            self.link.post(&Order::Rest(true));
        }
    }

    /// Who is to hear what was told; none where the job was replaced.
    fn teller(&mut self, told: &Told) -> Option<Rc<dyn Fn(Told)>> {
        let at = self.jobs.iter().position(|p| Some(p.id) == told.id())?;
        let tell = Rc::clone(&self.jobs[at].tell);
        if told.is_last() {
            self.jobs.remove(at);
        }
        Some(tell)
    }
}
