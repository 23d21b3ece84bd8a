//! The canonical answer as the workbench shows it on the way: every better plan, in slices.

use super::work::Work;
use crate::domain::Case;
use crate::optimize::{Answer, Conflict, Limits, Progress, Settling, Warm};
use crate::view_model::wire::solving::{Found, FromWorker};

/// An answer on its way.
pub struct Improving {
    id: u64,
    settling: Settling,
    news: bool,
}

impl Improving {
    /// For request `id` about `case`. It has news from the beginning: a first feasible plan.
    ///
    /// # Errors
    /// What makes the pins impossible.
    pub fn new(id: u64, case: Case) -> Result<Improving, Vec<Conflict>> {
        Ok(Improving {
            id,
            settling: Settling::new(case, Limits::default())?,
            news: true,
        })
    }

    /// What a later search of nearly the same case can start from.
    #[must_use]
    pub fn warm(&self) -> Option<&Warm> {
        self.settling.warm()
    }
}

impl Work<FromWorker> for Improving {
    fn step(&mut self) -> bool {
        match self.settling.step() {
            Progress::Settled => return false,
            Progress::Better | Progress::Bound => self.news = true,
            Progress::Nothing => {}
        }
        true
    }

    fn news(&mut self, ended: bool, ms: f64) -> Option<FromWorker> {
        let news = std::mem::take(&mut self.news);
        (ended || news).then(|| {
            let answer = self.settling.answer();
            let settled = ended && answer.settled;
            FromWorker::Plan(Found::new(self.id, ms, Answer { settled, ..answer }))
        })
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::domain::{Edits, Plan};

    fn found(says: Option<FromWorker>) -> Found {
        match says {
            Some(FromWorker::Plan(found)) => found,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn it_begins_with_a_plan_says_nothing_twice_and_settles_at_the_end() {
        let text = include_str!("../../fixtures/plans/tiny-3units.json");
        let plan: Plan = serde_json::from_str(text).expect("a plan");
        let case = Case::new(&plan, &Edits::default()).expect("a case");
        let mut work = Improving::new(3, case).expect("no pins");
        let first = found(work.news(false, 1.5));
        assert_eq!((first.id, first.ms, first.answer.settled), (3, 1.5, false));
        assert!(work.news(false, 2.0).is_none());
        let mut best = first.answer.rank();
        while work.step() {
            if let Some(says) = work.news(false, 3.0) {
                let found = found(Some(says));
                assert!(!found.answer.settled && found.answer.rank() >= best);
                best = found.answer.rank();
            }
        }
        let last = found(work.news(true, 4.0));
        assert!(last.answer.settled && last.answer.rank() >= best);
        assert!(
            last.answer
                .bound
                .is_some_and(|bound| bound >= last.answer.score)
        );
        assert!(work.warm().is_some(), "the next slider starts from there");
    }
}
