//! When a bound is certified, and of what.

use super::{Hard, Phase, Search};
use crate::optimize::cut::Cuts;
use crate::optimize::prove::Tree;
use crate::optimize::relax::Relaxation;
use crate::optimize::{Node, Points, Proof, certify};

impl Search {
    /// Whether the tree's bound would close a good part of the certified gap.
    pub(super) fn bound_is_due(&self, tree: &Tree) -> bool {
        let score = self.certified.score;
        let loss = tree.loss();
        self.bound.as_ref().is_none_or(|(bound, _)| {
            let gap = (*bound - score).to_f64();
            let now = 100.0 - loss - score.to_f64();
            loss.is_finite() && gap - now > CLOSES * gap.abs()
        })
    }

    pub(super) fn certify_bound(&mut self, relaxation: &Relaxation, tree: &Tree) -> bool {
        if self.hard == Hard::Met && self.best_loss.hard > 0.0 {
            // The tree demands what the best plan does not hold yet: its bound is none for such plans.
            return false;
        }
        self.certify_tree(tree.proof(&self.model, relaxation))
    }

    /// The same for the root alone, at the relaxation's point.
    pub(super) fn certify_root(&mut self, relaxation: &Relaxation) -> bool {
        let open = self.hard == Hard::Met && self.best_loss.hard > 0.0;
        !open && self.certify_tree(Node::Leaf(relaxation.leaf(&self.model, &[], 1.0)))
    }

    /// Whether the tree is through and its proof does not say so: with cuts the numbers can fail.
    pub(super) fn misled(&self) -> bool {
        let gap = self.bound.as_ref().map(|(b, _)| *b - self.certified.score);
        let least = Points((2 * self.limits.gap.0).max(MISLED.0));
        let open = gap.is_some_and(|gap| gap > least);
        open && self.hard == Hard::Met && !self.cuts.recipes.is_empty()
    }

    /// The tree from its root again, without cuts.
    pub(super) fn begin_anew(&mut self, relaxation: &mut Relaxation, tree: &mut Tree) {
        self.cuts = Cuts::default();
        self.strict = None;
        self.drop_begun();
        self.state(None);
        if let Phase::Proving {
            relaxation: new,
            tree: root,
        } = std::mem::replace(&mut self.phase, Phase::Ended)
        {
            (*relaxation, *tree) = (*new, *root);
        }
    }

    /// Drops what was begun from a node of the tree: it holds a state of the relaxation that is no more.
    pub(super) fn drop_begun(&mut self) {
        self.dive = None;
        self.near = None;
    }

    fn certify_tree(&mut self, root: Node) -> bool {
        let proof = Proof {
            hard: self.kept(),
            cuts: self.cuts.recipes.clone(),
            root,
        };
        let Ok(bound) = certify::bound(&self.case, &proof) else {
            return false;
        };
        let tighter = self.bound.as_ref().is_none_or(|(old, _)| bound < *old);
        if tighter {
            self.bound = Some((bound, proof));
        }
        tighter
    }
}

/// A gap below this is one of rounding, however small a gap is asked for.
const MISLED: Points = Points(Points::ONE / 100);
/// A bound is certified when it closes this part of the gap.
const CLOSES: f64 = 0.05;

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
        while search.bound.is_none() {
            assert!(search.steps < 300, "no bound after {} steps", search.steps);
            search.step();
        }
        assert_eq!(search.best_loss.hard, 0.0);
    }

    #[test]
    fn a_dive_does_not_outlive_the_tree_it_began_from() {
        let mut search = ruian(None);
        while search.dive.is_none() || search.cuts.recipes.is_empty() {
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
        let before = search.certified.score;
        for _ in 0..30 {
            search.step();
        }
        assert!(search.certified.score >= before);
    }
}
