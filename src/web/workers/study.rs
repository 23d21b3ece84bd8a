//! The worker for what may take a while: the newest job in slices, short ones between them.

use std::collections::VecDeque;
use std::sync::Arc;

use super::slice_loop::{Bench, Pace, UnderWay, now, post, run};
use crate::domain::Plan;
use crate::jobs::taken_up::{TakenUp, take_up};
use crate::jobs::work::Work;
use crate::view_model::wire::ask::{Ask, Order};
use crate::view_model::wire::told::Told;

/// Nothing here is waited for at every tick of a slider.
const PACE: Pace = Pace {
    slice: 30.0,
    apart: 120.0,
};

/// Runs the worker.
pub fn main() {
    run::<StudyBench>();
}

/// What the worker has on its bench.
#[derive(Default)]
struct StudyBench {
    plan: Option<Arc<Plan>>,
    short: VecDeque<Ask>,
    next: Option<Ask>,
    running: Option<UnderWay<dyn Work>>,
    /// Nothing but what was just asked is done.
    resting: bool,
}

impl Bench for StudyBench {
    type Asks = Order;
    type Says = Told;

    fn take_plan(&mut self, plan: Option<Plan>) {
        *self = StudyBench {
            plan: plan.map(Arc::new),
            resting: self.resting,
            ..StudyBench::default()
        };
    }

    fn hear(&mut self, asked: Order) {
        match asked {
            Order::Rest(rest) => self.resting = rest,
            Order::Ask(ask) if ask.job.is_short() => self.short.push_back(*ask),
            Order::Ask(ask) => self.next = Some(*ask),
        }
    }

    fn work(&mut self) -> bool {
        if let Some(ask) = self.short.pop_front() {
            self.begin(ask);
        } else if let Some(ask) = self.next.take() {
            self.running = None;
            self.begin(ask);
        } else if self.resting {
            return false;
        } else if let Some(mut running) = self.running.take()
            && running.slice(PACE)
        {
            self.running = Some(running);
        }
        self.next.is_some() || self.running.is_some() || !self.short.is_empty()
    }
}

impl StudyBench {
    fn begin(&mut self, ask: Ask) {
        let Some(plan) = &self.plan else { return };
        match take_up(plan, ask) {
            TakenUp::Done(told) => post(&*told),
            TakenUp::UnderWay(work) => self.running = Some(UnderWay::new(work, now())),
        }
    }
}
