//! Many budgets under one population path and one cost factor, in slices; solved in the order of the command.

use super::work::{About, Work};
use crate::domain::{Decimal, PathId};
use crate::optimize::{Limits, Progress, Search, Wanted};
use crate::report::SweepGroup;
use crate::view_model::wire::told::Told;

/// Many budgets of one path and cost factor, one after the other.
pub struct Sweeping {
    id: u64,
    group: SweepGroup,
    limits: Limits,
    budgets: Vec<u32>,
    /// The budget to be settled next.
    next: usize,
    running: Option<(u32, Box<Search>)>,
    step: u64,
    lines: Option<String>,
    told: (usize, u64),
}

impl Sweeping {
    /// None where path and cost factor do not fit the plan.
    pub fn new(
        about: About,
        path: &PathId,
        cost: Decimal,
        budgets: &[u32],
        steps: u64,
    ) -> Option<Sweeping> {
        let usual = Limits::default();
        let limits = Limits {
            steps: if steps == 0 { usual.steps } else { steps },
            ..usual
        };
        let group = SweepGroup::of(&about.plan, &about.edits, path, cost, limits).ok()?;
        Some(Sweeping {
            id: about.id,
            group,
            limits,
            budgets: budgets.to_vec(),
            next: 0,
            running: None,
            step: 0,
            lines: None,
            told: (0, 0),
        })
    }

    /// The rung to solve next: first those that were asked for, then those that the budgets still want; none at the end.
    fn wanted(&mut self) -> Option<u32> {
        if let Some(rung) = self.group.ready(&self.budgets).first() {
            return Some(*rung);
        }
        while let Some(percent) = self.budgets.get(self.next) {
            let case = self.group.case(*percent);
            if let Wanted::Rung(rung) = self.group.ladder().wanted(&case) {
                return Some(rung);
            }
            self.next += 1;
        }
        None
    }

    fn begin(&mut self, rung: u32) {
        self.step = 0;
        match self.group.search(rung) {
            Ok(search) => self.running = Some((rung, Box::new(search))),
            Err(_) => self.group.ladder().take(rung, None),
        }
    }
}

impl Work for Sweeping {
    fn step(&mut self) -> bool {
        if let Some((rung, search)) = &mut self.running {
            self.step += 1;
            if search.step() == Progress::Settled {
                let (rung, answer) = (*rung, search.answer());
                self.running = None;
                self.group.ladder().take(rung, Some(answer));
            }
            return true;
        }
        match self.wanted() {
            Some(rung) => self.begin(rung),
            None => {
                let budgets = std::mem::take(&mut self.budgets);
                self.lines = Some(self.group.lines(&budgets));
            }
        }
        self.lines.is_none()
    }

    fn news(&mut self, ended: bool, _: f64) -> Option<Told> {
        let id = self.id;
        if ended {
            let lines = self.lines.take().unwrap_or_default();
            return Some(Told::Swept { id, lines });
        }
        let now = (self.group.ladder().solved(), self.step);
        (std::mem::replace(&mut self.told, now) != now).then_some(Told::Progress {
            id,
            solved: now.0,
            step: now.1,
            of: self.limits.steps,
        })
    }
}
