//! When a bound is certified, and of what.

use super::hard_targets::Hard;
use super::state::{Phase, Search};
use crate::optimize::model::formulation::{Node, Proof};
use crate::optimize::model::points::Points;
use crate::optimize::params::bounding::{CLOSES, MISLED};
use crate::optimize::relaxation::linear::Relaxation;
use crate::optimize::tree::branch_and_bound::Tree;
use crate::optimize::tree::separation::Cuts;

impl Search {
    /// Whether the tree's bound would close a good part of the certified gap.
    pub(super) fn bound_is_due(&self, tree: &Tree) -> bool {
        let score = self.incumbent.certified.score;
        let loss = tree.loss();
        self.incumbent.bound.as_ref().is_none_or(|(bound, _)| {
            let gap = (*bound - score).to_f64();
            let now = 100.0 - loss - score.to_f64();
            loss.is_finite() && gap - now > CLOSES * gap.abs()
        })
    }

    pub(super) fn certify_bound(&mut self, relaxation: &Relaxation, tree: &Tree) -> bool {
        if self.hard.stage == Hard::Met && self.incumbent.loss.hard > 0.0 {
            // The tree demands what the best plan does not hold yet: its bound is none for such plans.
            return false;
        }
        self.certify_tree(tree.proof(&self.problem.model, relaxation))
    }

    /// The same for the root alone, at the relaxation's point.
    pub(super) fn certify_root(&mut self, relaxation: &Relaxation) -> bool {
        let open = self.hard.stage == Hard::Met && self.incumbent.loss.hard > 0.0;
        !open && self.certify_tree(Node::Leaf(relaxation.leaf(&self.problem.model, &[], 1.0)))
    }

    /// Whether the tree is through and its proof does not say so: with cuts the numbers can fail.
    pub(super) fn misled(&self) -> bool {
        let gap = self
            .incumbent
            .bound
            .as_ref()
            .map(|(b, _)| *b - self.incumbent.certified.score);
        let least = Points((2 * self.problem.limits.gap.0).max(MISLED.0));
        let open = gap.is_some_and(|gap| gap > least);
        open && self.hard.stage != Hard::First && !self.cuts.recipes.is_empty()
    }

    /// The tree from its root again, without cuts.
    pub(super) fn begin_anew(&mut self, relaxation: &mut Relaxation, tree: &mut Tree) {
        self.cuts = Cuts::default();
        self.hard.basis = None;
        self.underway.drop_begun();
        self.state(None);
        if let Phase::Proving {
            relaxation: new,
            tree: root,
        } = std::mem::replace(&mut self.phase, Phase::Ended)
        {
            (*relaxation, *tree) = (*new, *root);
        }
    }

    fn certify_tree(&mut self, root: Node) -> bool {
        let hard = match self.hard.stage {
            Hard::Free => Vec::new(),
            Hard::Kept => self.hard.kept.clone(),
            Hard::Met | Hard::First => self.incumbent.kept(&self.problem),
        };
        let proof = Proof {
            hard,
            cuts: self.cuts.recipes.clone(),
            root,
        };
        self.incumbent.bounded(&self.problem, proof)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Case, Edits};
    use crate::optimize::{Limits, Progress};

    fn ruian(hard: Option<&str>) -> Search {
        let ruian = include_bytes!("../../../fixtures/plans/ruian.json");
        let plan = crate::read::plan(ruian).expect("a plan");
        let mut edits = Edits::default();
        for target in plan
            .targets
            .iter()
            .filter(|t| Some(t.id.0.as_str()) == hard)
        {
            edits.targets.entry(target.id.clone()).or_default().hard = Some(true);
        }
        let case = Case::new(&plan, &edits).expect("a case");
        Search::new(case, Limits::default()).expect("a search")
    }

    /// The sum of hard shortfalls is kept by differences: what rounding leaves of it is no shortfall.
    #[test]
    fn a_bound_comes_once_hard_targets_are_met() {
        let mut search = ruian(Some("RA7"));
        while search.incumbent.bound.is_none() {
            assert!(search.steps < 300, "no bound after {} steps", search.steps);
            search.step();
        }
        assert_eq!(search.incumbent.loss.hard, 0.0);
    }

    #[test]
    fn a_dive_does_not_outlive_the_tree_it_began_from() {
        let mut search = ruian(None);
        while search.underway.dive.is_none() || search.cuts.recipes.is_empty() {
            assert_ne!(search.step(), Progress::Settled, "no dive with cuts");
        }
        let Phase::Proving {
            mut relaxation,
            mut tree,
        } = std::mem::replace(&mut search.phase, Phase::Ended)
        else {
            panic!("a dive without a relaxation");
        };
        search.begin_anew(&mut relaxation, &mut tree);
        search.phase = Phase::Proving { relaxation, tree };
        let before = search.incumbent.certified.score;
        for _ in 0..30 {
            search.step();
        }
        assert!(search.incumbent.certified.score >= before);
    }
}
