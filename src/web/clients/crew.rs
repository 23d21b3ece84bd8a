//! Several study workers at one pile of jobs: each takes the next when it has done its own.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use leptos::prelude::*;

use super::study::Study;
use crate::domain::Edits;
use crate::view_model::wire::ask::Job;
use crate::view_model::wire::told::Told;

/// Workers that wait for jobs about one plan. It lives as long as the owner it is made under.
#[derive(Clone, Copy)]
pub struct Crew {
    desk: StoredValue<Rc<RefCell<CrewDesk>>, LocalStorage>,
}

struct CrewDesk {
    studies: Vec<Study>,
    idle: Vec<usize>,
    /// The number of the job each worker is at.
    at: Vec<Option<u64>>,
    waiting: VecDeque<Task>,
    last: u64,
}

struct Task {
    id: u64,
    edits: Edits,
    job: Job,
    tell: Rc<dyn Fn(Told)>,
}

impl Crew {
    /// So many workers for the plan of this id, at least one. None is started before it has something to do.
    #[must_use]
    pub fn new(plan: &str, workers: usize) -> Crew {
        let studies: Vec<Study> = (0..workers.max(1)).map(|_| Study::new(plan)).collect();
        let desk = CrewDesk {
            idle: (0..studies.len()).rev().collect(),
            at: vec![None; studies.len()],
            studies,
            waiting: VecDeque::new(),
            last: 0,
        };
        Crew {
            desk: StoredValue::new_local(Rc::new(RefCell::new(desk))),
        }
    }

    /// Puts a job on the pile; `tell` hears everything that is told of it. Returns its number.
    pub fn give(self, edits: Edits, job: Job, tell: impl Fn(Told) + 'static) -> u64 {
        let Some(desk) = self.desk.try_get_value() else {
            return 0;
        };
        let id = {
            let mut desk = desk.borrow_mut();
            desk.last += 1;
            let id = desk.last;
            let tell = Rc::new(tell);
            desk.waiting.push_back(Task {
                id,
                edits,
                job,
                tell,
            });
            id
        };
        self.next();
        id
    }

    /// Takes a job off the pile, or ends the worker that is at it.
    pub fn take_back(self, id: u64) {
        let Some(desk) = self.desk.try_get_value() else {
            return;
        };
        {
            let mut desk = desk.borrow_mut();
            desk.waiting.retain(|task| task.id != id);
            if let Some(worker) = desk.at.iter().position(|at| *at == Some(id)) {
                desk.studies[worker].stop();
                desk.at[worker] = None;
                desk.idle.push(worker);
            }
        }
        self.next();
    }

    /// Clears the pile and ends every worker.
    pub fn stop(self) {
        let Some(desk) = self.desk.try_get_value() else {
            return;
        };
        let mut desk = desk.borrow_mut();
        desk.waiting.clear();
        desk.studies.iter().for_each(Study::stop);
        desk.at.fill(None);
        desk.idle = (0..desk.studies.len()).rev().collect();
    }

    fn next(self) {
        loop {
            let Some(desk) = self.desk.try_get_value() else {
                return;
            };
            let (worker, study, task) = {
                let mut desk = desk.borrow_mut();
                if desk.idle.is_empty() || desk.waiting.is_empty() {
                    return;
                }
                let (Some(worker), Some(task)) = (desk.idle.pop(), desk.waiting.pop_front()) else {
                    return;
                };
                desk.at[worker] = Some(task.id);
                (worker, desk.studies[worker], task)
            };
            let Task {
                id,
                edits,
                job,
                tell,
            } = task;
            study.ask(edits, job, move |told| {
                let is_last = told.is_last();
                tell(told);
                if is_last {
                    self.done(worker, id);
                }
            });
        }
    }

    fn done(self, worker: usize, id: u64) {
        let Some(desk) = self.desk.try_get_value() else {
            return;
        };
        {
            let mut desk = desk.borrow_mut();
            // A job that was taken back has left its worker to another one.
            if desk.at[worker] != Some(id) {
                return;
            }
            desk.at[worker] = None;
            desk.idle.push(worker);
        }
        self.next();
    }
}
