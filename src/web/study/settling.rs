//! The canonical answer: `optimize::settle`, in slices.

use super::told::Told;
use super::worker::{About, Work};
use crate::optimize::{Answer, Conflict, Ladder, Limits, Outcome, Progress, Search, Wanted};
use crate::web::messages::Found;

pub(super) struct Settling {
    about: About,
    ladder: Ladder,
    limits: Limits,
    stage: Stage,
    /// Steps at the budget that is being solved.
    step: u64,
    told: (usize, u64),
}

enum Stage {
    /// What the ladder wants next is to be found out.
    Between,
    /// A rung of the ladder.
    Rung(u32, Box<Search>),
    /// No plan of a rung fits: the case itself.
    Alone(Box<Search>),
    Ended(Outcome),
}

impl Settling {
    /// With `steps` for each search, 0 for as many as usual.
    pub(super) fn new(about: About, steps: u64) -> Settling {
        let usual = Limits::default();
        let limits = Limits {
            steps: if steps == 0 { usual.steps } else { steps },
            ..usual
        };
        Settling {
            ladder: Ladder::of(&about.case, limits),
            about,
            limits,
            stage: Stage::Between,
            step: 0,
            told: (0, 0),
        }
    }

    fn next(&mut self) -> Stage {
        self.step = 0;
        let case = &self.about.case;
        match (self.ladder.wanted(case), self.ladder.answer(case)) {
            (Wanted::Rung(rung), _) => {
                let at = self.ladder.rungs().case(rung);
                if let Ok(search) = Search::new(at, self.limits) {
                    return Stage::Rung(rung, Box::new(search));
                }
                self.ladder.take(rung, None);
                Stage::Between
            }
            (Wanted::Nothing, Some(answer)) => Stage::Ended(Outcome::Plan(answer)),
            (Wanted::Nothing, None) => match Search::new(case.clone(), self.limits) {
                Ok(search) => Stage::Alone(Box::new(search)),
                Err(conflicts) => Stage::Ended(Outcome::Conflict(conflicts)),
            },
        }
    }

    fn found(&self, answer: &Answer, ms: f64) -> Told {
        Told::Plan(Found::new(self.about.id, ms, &self.about.plan, answer))
    }

    fn refused(&self, conflicts: &[Conflict]) -> Told {
        Told::Conflict {
            id: self.about.id,
            conflicts: conflicts.to_vec(),
        }
    }
}

impl Work for Settling {
    fn step(&mut self) -> bool {
        self.stage = match std::mem::replace(&mut self.stage, Stage::Between) {
            Stage::Between => self.next(),
            Stage::Rung(rung, mut search) => {
                self.step += 1;
                if search.step() == Progress::Settled {
                    self.ladder.take(rung, Some(search.answer()));
                    Stage::Between
                } else {
                    Stage::Rung(rung, search)
                }
            }
            Stage::Alone(mut search) => {
                self.step += 1;
                if search.step() == Progress::Settled {
                    Stage::Ended(Outcome::Plan(search.answer()))
                } else {
                    Stage::Alone(search)
                }
            }
            ended @ Stage::Ended(_) => ended,
        };
        !matches!(self.stage, Stage::Ended(_))
    }

    fn news(&mut self, _: bool, ms: f64) -> Option<Told> {
        match &self.stage {
            Stage::Ended(Outcome::Plan(answer)) => Some(self.found(answer, ms)),
            Stage::Ended(Outcome::Conflict(conflicts)) => Some(self.refused(conflicts)),
            _ => {
                let now = (self.ladder.solved(), self.step);
                (std::mem::replace(&mut self.told, now) != now).then_some(Told::Progress {
                    id: self.about.id,
                    solved: now.0,
                    step: now.1,
                    of: self.limits.steps,
                })
            }
        }
    }
}
