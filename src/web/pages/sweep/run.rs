//! A sweep under way.

use leptos::prelude::*;

use crate::domain::{Edits, Plan};
use crate::report::{SWEEP_HEAD, csv_cells};
use crate::view_model::sweep_asked::SweepAsked;
use crate::view_model::wire::ask::Job;
use crate::view_model::wire::told::Told;
use crate::web::browser::access;
use crate::web::clients::crew::Crew;

/// The most workers of a sweep.
const MOST_WORKERS: usize = 8;

/// How a sweep stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Nothing was asked for yet.
    Idle,
    /// Workers are at it.
    Running,
    /// It was stopped: what was done by then stays.
    Stopped,
    /// All lines are there.
    Done,
    /// A worker could not be started, or something asked for does not fit the plan.
    Failed,
}

/// One path with one cost factor.
#[derive(Clone, Debug, Default, PartialEq)]
struct Group {
    /// Budgets solved so far.
    solved: f64,
    lines: Option<String>,
}

/// A sweep of one plan. Copied freely: every field is a handle.
#[derive(Clone, Copy)]
pub struct Sweep {
    crew: Crew,
    /// How it stands.
    pub stage: RwSignal<Stage>,
    groups: RwSignal<Vec<Group>>,
    /// Budgets of a group.
    budgets: StoredValue<usize>,
    /// Counts sweeps: what is told of an earlier one is not heard.
    life: StoredValue<u32>,
    begun: StoredValue<f64>,
    /// Seconds it took.
    pub seconds: RwSignal<f64>,
}

impl Sweep {
    /// Nothing is asked for yet. The workers end with the owner.
    #[must_use]
    pub fn new(plan: &Plan) -> Sweep {
        let workers = (access::processors() - 1).clamp(1, MOST_WORKERS);
        Sweep {
            crew: Crew::new(&plan.id, workers),
            stage: RwSignal::new(Stage::Idle),
            groups: RwSignal::new(Vec::new()),
            budgets: StoredValue::new(0),
            life: StoredValue::new(0),
            begun: StoredValue::new(0.0),
            seconds: RwSignal::new(0.0),
        }
    }

    /// Begins a sweep; one under way ends.
    pub fn begin(self, edits: &Edits, asked: &SweepAsked) {
        self.crew.stop();
        let life = self.life.get_value() + 1;
        self.life.set_value(life);
        self.budgets.set_value(asked.budgets.len());
        self.begun.set_value(access::now());
        let groups: Vec<_> = asked.groups().collect();
        self.groups.set(vec![Group::default(); groups.len()]);
        self.stage.set(Stage::Running);
        for (at, (path, cost)) in groups.into_iter().enumerate() {
            let job = Job::Sweep {
                path,
                cost,
                budgets: asked.budgets.clone(),
                steps: asked.steps,
            };
            let tell = move |told| self.hear(life, at, told);
            self.crew.give(edits.clone(), job, tell);
        }
    }

    /// Ends the sweep; the lines that are there stay.
    pub fn stop(self) {
        self.crew.stop();
        self.life.update_value(|life| *life += 1);
        if self.stage.get_untracked() == Stage::Running {
            self.stage.set(Stage::Stopped);
        }
    }

    fn hear(self, life: u32, at: usize, told: Told) {
        if self.life.try_get_value() != Some(life) {
            return;
        }
        match told {
            Told::Progress {
                solved, step, of, ..
            } => {
                let now = solved as f64 + step as f64 / of.max(1) as f64;
                self.groups.update(|all| all[at].solved = now);
            }
            Told::Swept { lines, .. } => {
                self.groups.update(|all| all[at].lines = Some(lines));
                if self
                    .groups
                    .read_untracked()
                    .iter()
                    .all(|g| g.lines.is_some())
                {
                    let ms = access::now() - self.begun.get_value();
                    self.seconds.set(ms / 1000.0);
                    self.stage.set(Stage::Done);
                }
            }
            _ => {
                self.crew.stop();
                self.stage.set(Stage::Failed);
            }
        }
    }

    /// How much is done, 0 to 1. A group is done at its lines; what its ladder wants beyond is not known before.
    #[must_use]
    pub fn share(self) -> f64 {
        let wanted = self.budgets.get_value() as f64 + 2.0;
        let groups = self.groups.read();
        let of = |g: &Group| match g.lines {
            Some(_) => 1.0,
            None => (g.solved / wanted).min(0.95),
        };
        groups.iter().map(of).sum::<f64>() / (groups.len().max(1)) as f64
    }

    /// The lines that are there, in the order in which they were asked for.
    #[must_use]
    pub fn lines(self) -> Vec<Vec<String>> {
        let groups = self.groups.read();
        let lines = groups.iter().filter_map(|g| g.lines.as_deref());
        lines.flat_map(csv_cells).collect()
    }

    /// The CSV, as the command prints it.
    #[must_use]
    pub fn csv(self) -> String {
        let groups = self.groups.read_untracked();
        let lines = groups.iter().filter_map(|g| g.lines.as_deref());
        SWEEP_HEAD.to_owned() + &lines.collect::<String>()
    }
}
