//! The canonical answer: `optimize::settle`, in slices.

use super::work::{About, Work};
use crate::optimize::{Conflict, Limits, Progress, Settling};
use crate::view_model::wire::solving::Found;
use crate::view_model::wire::told::Told;

/// A canonical answer on its way.
pub struct SettlingJob {
    about: About,
    limits: Limits,
    settling: Result<Settling, Vec<Conflict>>,
    ended: bool,
    /// Steps at the budget that is being solved.
    step: u64,
    told: (usize, u64),
}

impl SettlingJob {
    /// With `steps` for each search, 0 for as many as usual.
    pub fn new(about: About, steps: u64) -> SettlingJob {
        let usual = Limits::default();
        let limits = Limits {
            steps: if steps == 0 { usual.steps } else { steps },
            ..usual
        };
        let settling = Settling::new(about.case.clone(), limits);
        SettlingJob {
            ended: settling.is_err(),
            about,
            limits,
            settling,
            step: 0,
            told: (0, 0),
        }
    }
}

impl Work for SettlingJob {
    fn step(&mut self) -> bool {
        if let Ok(settling) = &mut self.settling {
            let solved = settling.solved();
            self.ended = settling.step() == Progress::Settled;
            self.step = if settling.solved() == solved {
                self.step + 1
            } else {
                0
            };
        }
        !self.ended
    }

    fn news(&mut self, _: bool, ms: f64) -> Option<Told> {
        let id = self.about.id;
        match &self.settling {
            Ok(settling) if self.ended => {
                let answer = settling.answer();
                Some(Told::Plan(Found::new(id, ms, answer)))
            }
            Ok(settling) => {
                let now = (settling.solved(), self.step);
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
