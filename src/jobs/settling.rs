//! The canonical answer: `optimize::settle`, in slices.

use super::work::{About, Work};
use crate::optimize::{Climb, Conflict, Limits, Progress};
use crate::view_model::wire::solving::Found;
use crate::view_model::wire::told::Told;

/// A canonical answer on its way.
pub struct Settling {
    about: About,
    limits: Limits,
    climb: Result<Climb, Vec<Conflict>>,
    ended: bool,
    /// Steps at the budget that is being solved.
    step: u64,
    told: (usize, u64),
}

impl Settling {
    /// With `steps` for each search, 0 for as many as usual.
    pub fn new(about: About, steps: u64) -> Settling {
        let usual = Limits::default();
        let limits = Limits {
            steps: if steps == 0 { usual.steps } else { steps },
            ..usual
        };
        let climb = Climb::new(about.case.clone(), limits);
        Settling {
            ended: climb.is_err(),
            about,
            limits,
            climb,
            step: 0,
            told: (0, 0),
        }
    }
}

impl Work for Settling {
    fn step(&mut self) -> bool {
        if let Ok(climb) = &mut self.climb {
            let solved = climb.solved();
            self.ended = climb.step() == Progress::Settled;
            self.step = if climb.solved() == solved {
                self.step + 1
            } else {
                0
            };
        }
        !self.ended
    }

    fn news(&mut self, _: bool, ms: f64) -> Option<Told> {
        let id = self.about.id;
        match &self.climb {
            Ok(climb) if self.ended => {
                let answer = climb.answer();
                Some(Told::Plan(Found::new(id, ms, &self.about.plan, &answer)))
            }
            Ok(climb) => {
                let now = (climb.solved(), self.step);
                (std::mem::replace(&mut self.told, now) != now).then_some(Told::Progress {
                    id,
                    solved: now.0,
                    step: now.1,
                    of: self.limits.steps,
                })
            }
            Err(conflicts) => Some(Told::Conflict {
                id,
                conflicts: conflicts.clone(),
            }),
        }
    }
}
