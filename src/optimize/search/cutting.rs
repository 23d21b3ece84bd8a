//! Rounds of cuts at the root of the tree.

use super::schedule::Cutting;
use super::state::{Progress, Search};
use crate::optimize::params::cutting::{
    LEAST_GAIN, LOST, MOST_IDLE, MOST_ITERATIONS, MOST_ROUNDS, MOST_TIMES, WORTH_A_PROOF,
};
use crate::optimize::relaxation::linear::Relaxation;
use crate::optimize::simplex::Verdict;
use crate::optimize::tree::branch_and_bound::Tree;
use crate::optimize::tree::separation::times;

impl Search {
    /// One round: cuts at the root's point, and the relaxation solved again with them. At the end the tree begins anew.
    pub(super) fn cut_on(
        &mut self,
        relaxation: &mut Relaxation,
        tree: &mut Tree,
        mut cutting: Cutting,
    ) -> Progress {
        cutting.rounds += 1;
        // Its rows are about to be others.
        self.hard.basis = None;
        let before = relaxation.simplex.objective();
        let mut rows = relaxation.binding_cuts();
        let found = self
            .cuts
            .find(&self.problem.case, &self.problem.model, relaxation);
        let ended = found.is_empty() || cutting.rounds >= MOST_ROUNDS;
        if !found.is_empty() {
            rows.extend(found);
            let mut next = relaxation.with_cuts(&self.problem.model, rows);
            if !self.solved(&mut next, before) {
                *tree = Tree::new(relaxation, Some(relaxation.basis()));
                return Progress::Nothing;
            }
            *relaxation = next;
        }
        let gain = relaxation.simplex.objective() - before;
        let gap = self.incumbent.loss.merged() - before;
        cutting.idle = if gain < LEAST_GAIN * gap {
            cutting.idle + 1
        } else {
            0
        };
        let tighter = gain > WORTH_A_PROOF * gap && self.certify_root(relaxation);
        if ended || cutting.idle >= MOST_IDLE {
            let rows = relaxation.binding_cuts();
            let lean = relaxation.with_cuts(&self.problem.model, rows);
            // Without the idle cuts the basis may be none to start from; then they stay.
            if self.solved(&mut lean.clone(), relaxation.simplex.objective()) {
                *relaxation = lean;
            }
            *tree = Tree::new(relaxation, Some(relaxation.basis()));
        } else {
            self.underway.cutting = Some(cutting);
        }
        if tighter {
            Progress::Bound
        } else {
            Progress::Nothing
        }
    }
}

impl Search {
    /// Whether the relaxation with new cuts was solved. Given up where it takes long, and where the objective falls, which a
    /// dual simplex that has not lost its way does not do.
    fn solved(&self, next: &mut Relaxation, before: f64) -> bool {
        let lost = LOST * (self.incumbent.loss.merged() - before).abs();
        for _ in 0..times(&self.problem.case).min(MOST_TIMES) {
            match next.solve(f64::INFINITY, MOST_ITERATIONS) {
                Verdict::Optimal => return true,
                Verdict::Stopped if next.simplex.objective() > before - lost => {}
                _ => return false,
            }
        }
        false
    }
}
