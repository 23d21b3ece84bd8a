//! The canonical answer piece by piece, so that a page can show what there is: the ladder's rungs one after another, that of the
//! case's own money first.

use super::ladder::{Ladder, Wanted};
use crate::domain::Case;
use crate::optimize::certify;
use crate::optimize::model::answer::{Answer, Conflict};
use crate::optimize::model::hard_first::Passed;
use crate::optimize::relaxation::warm::Warm;
use crate::optimize::search::problem::Limits;
use crate::optimize::search::state::{Progress, Search};

/// An answer on its way to the one that [`settle`](super::ladder::settle) gives.
pub struct Settling {
    case: Case,
    ladder: Ladder,
    /// The highest rung that the case's money pays.
    own: u32,
    /// The rung under search; none where the case itself is, since the pins leave no plan at the rung below.
    rung: Option<u32>,
    search: Box<Search>,
    /// The rung under search can be paid with the case's money.
    fits: bool,
    /// It has the same money.
    same: bool,
    best: Answer,
    passed: Passed,
    /// The answer of the case itself, where it was searched.
    alone: Option<Answer>,
    ended: bool,
}

impl Settling {
    /// Finds a first feasible plan within the case's money.
    ///
    /// # Errors
    /// What makes the pins impossible.
    pub fn new(case: Case, limits: Limits) -> Result<Settling, Vec<Conflict>> {
        let ladder = Ladder::of(&case, limits);
        let own = ladder.rungs().below(&case);
        let first = ladder.first(own);
        let same = ladder.rungs().money(first) == case.budget;
        let (rung, search) = match ladder.search(first) {
            Ok(search) => (Some(first), search),
            Err(_) => (None, Search::new(case.clone(), limits)?),
        };
        Ok(Settling {
            best: search.answer(),
            passed: Passed::default(),
            same: same || rung.is_none(),
            case,
            ladder,
            own,
            rung,
            search: Box::new(search),
            fits: true,
            alone: None,
            ended: false,
        })
    }

    /// Does one piece of work.
    pub fn step(&mut self) -> Progress {
        if self.ended {
            return Progress::Settled;
        }
        match self.search.step() {
            Progress::Settled => self.next(),
            news @ (Progress::Better | Progress::Bound) if self.fits => self.note(news),
            _ => Progress::Nothing,
        }
    }

    /// Takes up what the search of a payable rung has found.
    fn note(&mut self, news: Progress) -> Progress {
        let mut found = self.search.answer();
        let better = found.rank() > self.best.rank();
        // What was proved speaks of plans that leave as much of hard targets as the one before.
        let nearer = better && found.hard != self.best.hard;
        if (nearer || news == Progress::Bound) && !self.same {
            let bound = found
                .proof
                .as_ref()
                .map(|proof| certify::bound(&self.case, proof));
            found.bound = bound.and_then(Result::ok);
        }
        if nearer {
            (self.best.bound, self.best.proof) = (None, None);
        }
        let tighter = found.bound.filter(|bound| {
            let known = nearer || news == Progress::Bound || self.same;
            known && self.best.bound.is_none_or(|old| *bound < old)
        });
        if let Some(bound) = tighter {
            (self.best.bound, self.best.proof) = (Some(bound), found.proof);
        }
        if better {
            self.passed = self.passed.and(&self.best);
            self.best.allocation = found.allocation;
            (self.best.score, self.best.points) = (found.score, found.points);
            self.best.hard = found.hard;
        }
        match (better, tighter) {
            (true, _) => Progress::Better,
            (_, Some(_)) => Progress::Bound,
            _ => Progress::Nothing,
        }
    }

    /// The rung to search next: that of the case's own money before others.
    fn wanted(&self) -> Wanted {
        if self.rung.is_some() && !self.ladder.has(self.own) {
            return Wanted::Rung(self.ladder.first(self.own));
        }
        self.ladder.wanted(&self.case)
    }

    /// A rung is done: takes it up, and begins the next one that the answer needs.
    fn next(&mut self) -> Progress {
        if let Some(rung) = self.rung {
            self.ladder.take(rung, Some(self.search.answer()));
        } else {
            let first = self.ladder.first(self.own);
            self.ladder.take(first, None);
            self.alone = Some(self.search.answer());
        }
        loop {
            match self.wanted() {
                Wanted::Nothing => {
                    let answer = self.ladder.answer(&self.case).or_else(|| self.alone.take());
                    return self.end(answer.unwrap_or_else(|| self.best.clone()));
                }
                Wanted::Rung(rung) => match self.ladder.search(rung) {
                    Ok(search) => {
                        self.begin(rung, search);
                        return Progress::Nothing;
                    }
                    Err(_) => self.ladder.take(rung, None),
                },
            }
        }
    }

    fn begin(&mut self, rung: u32, search: Search) {
        let money = self.ladder.rungs().money(rung);
        let counts = self.ladder.first(rung) == rung;
        self.fits = counts && rung <= self.own;
        self.same = money == self.case.budget;
        (self.rung, self.search) = (Some(rung), Box::new(search));
    }

    fn end(&mut self, answer: Answer) -> Progress {
        self.passed = self.passed.and(&self.best);
        self.best = Answer {
            settled: true,
            ..answer
        };
        self.ended = true;
        Progress::Settled
    }

    /// The best plan so far; the canonical one once settled.
    #[must_use]
    pub fn answer(&self) -> Answer {
        self.best.clone()
    }

    /// The answers before the present one.
    #[must_use]
    pub fn passed(&self) -> Passed {
        self.passed
    }

    /// What a later search of nearly the same case can start from; none before the relaxation was solved.
    #[must_use]
    pub fn warm(&self) -> Option<&Warm> {
        self.search.warm()
    }

    /// Rungs solved so far.
    #[must_use]
    pub fn solved(&self) -> usize {
        self.ladder.solved()
    }
}
