//! Repairs of missed checks, in slices.

use super::telling::both;
use super::told::{Mend, Told};
use super::worker::{About, Work};
use crate::domain::Allocation;
use crate::optimize::{Limits, Repair, Repairs, Side};
use crate::words::{repair, side_effects};

pub(super) struct Mending {
    about: About,
    hunt: Repairs,
    told: usize,
}

impl Mending {
    pub(super) fn new(about: About, known: &Allocation, checks: &[usize]) -> Mending {
        // Those of the screen: what a repair is said to do is what the screen shows when it is tried.
        let limits = Limits::default();
        let hunt = Repairs::of(&about.plan, &about.edits, known, limits).only(checks);
        Mending {
            about,
            hunt,
            told: 0,
        }
    }

    fn mend(&self, found: &Repair) -> Mend {
        let case = &self.about.case;
        let count = |keep: fn(&Side) -> bool| found.sides.iter().filter(|s| keep(s)).count();
        Mend {
            check: found.check,
            change: both(|lang| repair(lang, case, found)),
            sides: both(|lang| side_effects(lang, case, found)),
            edits: found.edits.clone(),
            extra: found.extra,
            points: found.points,
            lost: count(Side::lost),
            won: 1 + count(Side::won),
        }
    }
}

impl Work for Mending {
    fn step(&mut self) -> bool {
        self.hunt.step()
    }

    fn news(&mut self, ended: bool, _: f64) -> Option<Told> {
        let all = self.hunt.found();
        let found: Vec<Mend> = all[self.told..].iter().map(|r| self.mend(r)).collect();
        self.told = all.len();
        (ended || !found.is_empty()).then_some(Told::Repairs {
            id: self.about.id,
            found,
            ended,
        })
    }
}
