//! Edits with which the plan on the screen meets everything that can be met.
//!
//! At the least budget that is enough the best plan by score may still miss something of little weight. What is missed is
//! settled first, and the canonical answer is sought as the screen's worker seeks it, until it misses nothing.

use std::collections::BTreeSet;

use super::work::About;
use crate::domain::{Case, Edits, Yuan};
use crate::optimize::{CurveSearch, Limits, Progress, Rungs, Settling, certify};
use crate::view_model::wire::told::Reach;

/// Answers before it gives up.
const TRIES: u32 = 8;
/// Answers at one budget before more money is tried.
const TRIES_AT_BUDGET: u32 = 3;

/// The least budget for all targets on its way.
pub struct Reaching {
    plan: std::sync::Arc<crate::domain::Plan>,
    base: Edits,
    rungs: Rungs,
    /// Checks that are to be met.
    asked: Vec<usize>,
    /// Targets that are settled first.
    first: BTreeSet<usize>,
    rung: u32,
    tries: u32,
    running: Option<(Edits, Case, Box<Settling>)>,
    ended: bool,
    reach: Option<Reach>,
}

impl Reaching {
    /// For a curve whose least budget has been sought.
    pub fn new(about: &About, curve: &CurveSearch) -> Reaching {
        let least_budget = curve.least_budget();
        let out = least_budget.out_of_reach();
        let checks = about.case.checks.iter().enumerate();
        let asked =
            checks.filter(|(c, check)| check.weight > 0 && out.iter().all(|o| o.check != *c));
        Reaching {
            plan: std::sync::Arc::clone(&about.plan),
            base: about.edits.clone(),
            rungs: curve.rungs().clone(),
            asked: asked.map(|(c, _)| c).collect(),
            first: BTreeSet::new(),
            rung: least_budget.band().map_or(0, |b| b.enough),
            tries: 0,
            running: None,
            ended: least_budget.band().is_none(),
            reach: None,
        }
    }

    /// What was found.
    pub fn reach(&self) -> Option<&Reach> {
        self.reach.as_ref()
    }

    /// Does one piece of work; false at the end.
    pub fn step(&mut self) -> bool {
        if let Some((edits, case, mut settling)) = self.running.take() {
            if settling.step() == Progress::Settled {
                self.judge(edits, &case, &settling);
            } else {
                self.running = Some((edits, case, settling));
            }
        } else if !self.ended {
            self.begin();
        }
        !self.ended
    }

    fn begin(&mut self) {
        let edits = self.edits();
        let case = Case::sharing(&self.plan, &edits).ok();
        self.running = case.and_then(|case| {
            let settling = Settling::new(case.clone(), Limits::default()).ok()?;
            Some((edits, case, Box::new(settling)))
        });
        self.ended = self.running.is_none();
    }

    fn edits(&self) -> Edits {
        let mut edits = self.rungs.edited(&self.base, self.rung);
        for target in &self.first {
            let id = self.plan.targets[*target].id.clone();
            edits.targets.entry(id).or_default().hard = Some(true);
        }
        edits
    }

    fn judge(&mut self, edits: Edits, case: &Case, settling: &Settling) {
        self.tries += 1;
        let measured = certify::allocation(case, &settling.answer().allocation);
        let missed: Vec<usize> = measured.map_or_else(
            |_| Vec::new(),
            |m| {
                let missed = self.asked.iter().copied().filter(|c| !m.checks[*c].met());
                missed.collect()
            },
        );
        if missed.is_empty() {
            self.ended = true;
            self.reach = Some(Reach {
                budget: Yuan(case.budget.iter().flatten().sum()),
                first: self.first.len(),
                edits,
            });
            return;
        }
        let targets = missed.iter().map(|c| case.checks[*c].target);
        let before = self.first.len();
        self.first.extend(targets);
        if self.first.len() == before || self.tries.is_multiple_of(TRIES_AT_BUDGET) {
            self.rung += 1 + self.rung / 100;
        }
        self.ended = self.tries >= TRIES;
    }
}
