//! Branch and bound over the relaxation: the tree of splits whose leaves prove the bound.

use crate::optimize::model::formulation::{Leaf, Node};
use crate::optimize::model::rows::Model;
use crate::optimize::params::tree::{
    ENOUGH, HAIR, ITERATIONS_AT_ONCE, LEAST_MOVED, LEVEL_ITERATIONS, MANY_ROWS, MOST_ITERATIONS,
    TRIAL_ITERATIONS, TRIALS, WORST_LOSS,
};
use crate::optimize::relaxation::linear::{Branch, Relaxation, level_of};
use crate::optimize::simplex::{Basis, Mark, Verdict};

/// A node of the tree while it grows.
#[derive(Debug)]
struct OpenNode {
    /// Branches from the root.
    path: Vec<Branch>,
    /// The parent's basis to start from.
    basis: Option<Basis>,
    /// No plan here loses less, in points, by the floating-point relaxation.
    loss: f64,
    /// Its place in the tree.
    place: usize,
    /// How far its last branch moved the value of the variable.
    moved: f64,
}

/// A node in the tree's store.
#[derive(Debug)]
enum Stored {
    Leaf {
        leaf: Leaf,
        loss: f64,
    },
    Split {
        branch: Branch,
        below: usize,
        above: usize,
    },
}

/// The growing tree.
#[derive(Debug)]
pub struct Tree {
    stored: Vec<Stored>,
    open: Vec<OpenNode>,
    /// Pseudocosts: by simplex variable, sum of gains per unit that the value had to move and their number, down and up.
    paid: Vec<[(f64, u32); 2]>,
    /// The branches the simplex's bounds stand at.
    standing: Vec<Branch>,
    /// The root's optimal basis.
    root: Option<Basis>,
    /// Where trials return to.
    home: Mark,
    /// The node whose point was whole, with its loss.
    whole: Option<(OpenNode, f64)>,
    /// The node under solution, with the iterations it has left.
    pending: Option<(OpenNode, u64)>,
    /// Deepest node first, the side nearer to the point before the other: plans soon, bounds late.
    deep: bool,
}

/// What a visit to a node found.
pub enum Visit {
    /// A point to round.
    Point,
    /// A point that is whole.
    Whole,
    /// Nothing: the node is closed.
    Closed,
    /// No plan meets every hard target.
    HardUnreachable,
    /// The relaxation is not solved yet; the next visit goes on with it.
    Pending,
    /// The numbers failed; the node stays closed with its parent's bound.
    Lost,
    /// No open node left.
    Done,
}

impl Tree {
    /// A tree with only the root, whose relaxation is yet to be solved, from `basis` where there is one.
    #[must_use]
    pub fn new(relaxation: &Relaxation, basis: Option<Basis>) -> Tree {
        let variables = relaxation.simplex.structurals() + relaxation.rows();
        Tree {
            stored: vec![Stored::Leaf {
                leaf: Leaf::default(),
                loss: f64::NEG_INFINITY,
            }],
            open: vec![OpenNode {
                path: Vec::new(),
                basis,
                loss: f64::NEG_INFINITY,
                place: 0,
                moved: 1.0,
            }],
            paid: vec![[(0.0, 0); 2]; variables],
            standing: Vec::new(),
            root: None,
            home: Mark::default(),
            whole: None,
            pending: None,
            deep: false,
        }
    }

    /// A tree that looks for plans: it goes down before it goes wide.
    #[must_use]
    pub fn deep(relaxation: &Relaxation) -> Tree {
        Tree {
            deep: true,
            ..Tree::new(relaxation, None)
        }
    }

    /// The place of the open node to visit next.
    fn next(&self) -> Option<usize> {
        if self.deep {
            return self.open.len().checked_sub(1);
        }
        (0..self.open.len()).min_by(|a, b| {
            self.open[*a]
                .loss
                .total_cmp(&self.open[*b].loss)
                .then(a.cmp(b))
        })
    }

    /// The least loss that any leaf allows, by floating point.
    #[must_use]
    pub fn loss(&self) -> f64 {
        let leaves = self.stored.iter().filter_map(|s| match s {
            Stored::Leaf { loss, .. } => Some(*loss),
            Stored::Split { .. } => None,
        });
        leaves.fold(f64::INFINITY, f64::min)
    }

    /// The root's optimal basis, once it is known.
    #[must_use]
    pub fn root_basis(&self) -> Option<&Basis> {
        self.root.as_ref()
    }

    /// The tree as a proof.
    #[must_use]
    pub fn proof(&self, model: &Model, relaxation: &Relaxation) -> Node {
        self.node(model, relaxation, 0)
    }

    fn node(&self, model: &Model, relaxation: &Relaxation, place: usize) -> Node {
        match &self.stored[place] {
            Stored::Leaf { leaf, .. } => Node::Leaf(leaf.clone()),
            Stored::Split {
                branch,
                below,
                above,
            } => {
                let [below, above] =
                    [below, above].map(|side| Box::new(self.node(model, relaxation, *side)));
                if relaxation.largest_variable() == Some(branch.variable) {
                    return Node::Level {
                        at: branch.k,
                        below,
                        above,
                    };
                }
                Node::Split {
                    form: relaxation.form(model, branch.variable),
                    at_most: branch.k,
                    below,
                    above,
                }
            }
        }
    }

    /// Visits the open node with the least loss: solves its relaxation, closes it or splits it.
    ///
    /// `reach` is the loss of the best plan less the gap that is good enough: nodes at or above it are closed.
    pub fn visit(&mut self, model: &Model, relaxation: &mut Relaxation, reach: f64) -> Visit {
        let (node, left) = match self.pending.take() {
            Some(pending) => pending,
            None => {
                let Some(first) = self.next() else {
                    return Visit::Done;
                };
                let node = self.open.swap_remove(first);
                if node.loss >= reach {
                    return Visit::Closed;
                }
                self.stand(relaxation, &node.path);
                if let Some(basis) = &node.basis {
                    relaxation.simplex.restore(basis);
                }
                (node, MOST_ITERATIONS)
            }
        };
        let before = relaxation.simplex.iterations;
        let verdict = relaxation.solve(reach + 1.0, left.min(ITERATIONS_AT_ONCE));
        let left = left.saturating_sub(relaxation.simplex.iterations - before);
        if verdict == Verdict::Stopped && left > 0 && relaxation.simplex.iterations > before {
            self.pending = Some((node, left));
            return Visit::Pending;
        }
        let loss = match verdict {
            Verdict::Infeasible if node.path.is_empty() => return Visit::HardUnreachable,
            Verdict::Infeasible => return self.close_infeasible(model, relaxation, &node, reach),
            Verdict::Stopped => return Visit::Lost,
            Verdict::Optimal | Verdict::Cutoff => relaxation.simplex.objective().max(node.loss),
        };
        self.learn(&node, loss);
        if node.path.is_empty() {
            self.root = Some(relaxation.basis());
        }
        // Beyond what is asked for, multipliers may grow without end: a part of them proves enough.
        let enough = ENOUGH * (reach.abs() + 1.0);
        let part = if loss > enough { enough / loss } else { 1.0 };
        let (leaf, loss) = (relaxation.leaf(model, &node.path, part), part * loss);
        self.stored[node.place] = Stored::Leaf { leaf, loss };
        if verdict == Verdict::Cutoff || loss >= reach {
            return Visit::Closed;
        }
        match self.choose(model, relaxation, reach) {
            Some((variable, value)) => {
                self.split(relaxation, node, loss, variable, value);
                Visit::Point
            }
            None => {
                self.whole = Some((node, loss));
                Visit::Whole
            }
        }
    }

    /// After a visit to a whole point: where the best plan still loses more than the point, the point keeps some row by a hair
    /// only. The node is then split all the same, at a variable that is not fixed there.
    pub fn insist(&mut self, model: &Model, relaxation: &Relaxation, best: f64) {
        let Some((node, loss)) = self.whole.take().filter(|(_, loss)| best > loss + HAIR) else {
            return;
        };
        let free = (0..model.vars.len()).find_map(|v| {
            let (lo, hi) = relaxation.simplex.bounds(v);
            (model.vars[v].whole && hi - lo > 0.5).then_some((v, hi))
        });
        if let Some((variable, hi)) = free {
            let at = relaxation.simplex.value(variable).round().min(hi - 1.0);
            self.split(relaxation, node, loss, variable, at + 0.5);
        }
    }

    /// Sets the simplex's bounds to those of the root.
    pub fn stand_at_root(&mut self, relaxation: &mut Relaxation) {
        self.stand(relaxation, &[]);
    }

    /// Sets the simplex's bounds to those of a path.
    fn stand(&mut self, relaxation: &mut Relaxation, path: &[Branch]) {
        for branch in std::mem::take(&mut self.standing) {
            relaxation.forget(branch);
        }
        for branch in path {
            relaxation.take(*branch);
        }
        self.standing = path.to_vec();
    }

    fn close_infeasible(
        &mut self,
        model: &Model,
        relaxation: &Relaxation,
        node: &OpenNode,
        reach: f64,
    ) -> Visit {
        match relaxation.infeasible_leaf(model, &node.path, reach.min(WORST_LOSS) + 1.0) {
            Some(leaf) => {
                self.stored[node.place] = Stored::Leaf { leaf, loss: reach };
                Visit::Closed
            }
            None => Visit::Lost,
        }
    }

    fn learn(&mut self, node: &OpenNode, loss: f64) {
        if let (Some(branch), true) = (node.path.last(), node.loss.is_finite()) {
            let side = &mut self.paid[branch.variable][usize::from(!branch.at_most)];
            side.0 += (loss - node.loss).max(0.0) / node.moved;
            side.1 += 1;
        }
    }

    /// The variable to split on: the best of what has paid before and of a short trial of the most promising others.
    fn choose(
        &mut self,
        model: &Model,
        relaxation: &mut Relaxation,
        reach: f64,
    ) -> Option<(usize, f64)> {
        let count = model.vars.len();
        let sums = (0..relaxation.sums.len())
            .map(|s| (relaxation.sum_variable(s), relaxation.sums[s].vars.len()));
        let chosen = (0..count).filter(|v| model.vars[*v].is_chosen());
        let mut candidates = relaxation.fractional(sums.chain(chosen.map(|v| (v, 1))));
        if candidates.is_empty() {
            let others = (0..count).filter(|v| model.vars[*v].whole);
            candidates = relaxation.fractional(others.map(|v| (v, 1)));
        }
        let level = self.next_level(relaxation);
        if let Some((variable, value, true)) = level {
            return Some((variable, value));
        }
        let known = |v: usize, tree: &Tree| tree.paid[v].iter().all(|(_, n)| *n >= 2);
        let mut best: Option<(f64, usize, f64)> = None;
        let mut consider = |rank: f64, variable: usize, value: f64| {
            if best.is_none_or(|(most, _, _)| rank > most) {
                best = Some((rank, variable, value));
            }
        };
        let mut trials = 0;
        let here = relaxation.simplex.objective();
        let mut home = std::mem::take(&mut self.home);
        relaxation.simplex.mark(&mut home);
        for (preference, variable, value) in candidates {
            if known(variable, self) {
                let moves = distances(value, false);
                let expected = |side: usize| {
                    let (sum, count) = self.paid[variable][side];
                    sum / f64::from(count) * moves[side]
                };
                let rank = product(expected(0), expected(1)) + 1e-9 * preference;
                consider(rank, variable, value);
            } else if trials < TRIALS {
                trials += 1;
                let gains = self.try_both(relaxation, &home, variable, value, here, reach);
                consider(
                    product(gains.0, gains.1) + 1e-9 * preference,
                    variable,
                    value,
                );
            }
        }
        if let Some((variable, value, false)) = level {
            trials += 1;
            let gains = self.try_both(relaxation, &home, variable, value, here, reach);
            consider(product(gains.0, gains.1), variable, value);
        }
        if trials > 0 {
            relaxation.simplex.recall(&home);
        }
        self.home = home;
        best.map(|(_, variable, value)| (variable, value))
    }

    /// The level of the largest local shortfall to split at next, if any, and whether nothing else is to be looked at.
    fn next_level(&self, relaxation: &Relaxation) -> Option<(usize, f64, bool)> {
        let few = !self.deep && relaxation.rows() < MANY_ROWS;
        let variable = relaxation.largest_variable().filter(|_| few)?;
        let (_, hi) = relaxation.simplex.bounds(variable);
        let level = relaxation.next_level()?;
        Some((variable, level, hi > 1.0))
    }

    /// A few iterations on each side of a split; what the loss gains there.
    fn try_both(
        &mut self,
        relaxation: &mut Relaxation,
        home: &Mark,
        variable: usize,
        value: f64,
        here: f64,
        reach: f64,
    ) -> (f64, f64) {
        let mut gains = [0.0; 2];
        let is_level = relaxation.largest_variable() == Some(variable);
        let (ks, most_iterations) = if is_level {
            ([level_of(value); 2], LEVEL_ITERATIONS)
        } else {
            (
                [value.floor() as i64, value.ceil() as i64],
                TRIAL_ITERATIONS,
            )
        };
        let moves = distances(value, is_level);
        for (side, gain) in gains.iter_mut().enumerate() {
            relaxation.simplex.recall(home);
            relaxation.take(Branch {
                variable,
                at_most: side == 0,
                k: ks[side],
            });
            let most = (reach - here).max(1e-6);
            *gain = match relaxation.solve(reach + 1.0, most_iterations) {
                Verdict::Infeasible => most,
                _ => (relaxation.simplex.objective() - here).clamp(0.0, most),
            };
            self.paid[variable][side].0 += *gain / moves[side];
            self.paid[variable][side].1 += 1;
        }
        (gains[0], gains[1])
    }

    fn split(
        &mut self,
        relaxation: &Relaxation,
        node: OpenNode,
        loss: f64,
        variable: usize,
        value: f64,
    ) {
        let is_level = relaxation.largest_variable() == Some(variable);
        let (k, next) = if is_level {
            (level_of(value), level_of(value))
        } else {
            (value.floor() as i64, value.floor() as i64 + 1)
        };
        let basis = relaxation.basis();
        let first_down = !(self.deep && value - value.floor() < 0.5);
        let first = self.stored.len();
        let (below, above) = if first_down {
            (first, first + 1)
        } else {
            (first + 1, first)
        };
        let branch = Branch {
            variable,
            at_most: true,
            k,
        };
        let leaf = std::mem::replace(
            &mut self.stored[node.place],
            Stored::Split {
                branch,
                below,
                above,
            },
        );
        let Stored::Leaf { leaf, .. } = leaf else {
            return;
        };
        let moves = distances(value, is_level);
        for at_most in [first_down, !first_down] {
            let mut path = node.path.clone();
            path.push(Branch {
                variable,
                at_most,
                k: if at_most { k } else { next },
            });
            let place = self.stored.len();
            self.stored.push(Stored::Leaf {
                leaf: leaf.clone(),
                loss,
            });
            self.open.push(OpenNode {
                path,
                basis: Some(basis.clone()),
                loss,
                place,
                moved: moves[usize::from(!at_most)],
            });
        }
    }
}

/// How far a value has to move down and up: to the next whole numbers, for a level as one step.
fn distances(value: f64, is_level: bool) -> [f64; 2] {
    if is_level {
        return [1.0; 2];
    }
    let down = value - value.floor();
    [down, 1.0 - down].map(|d| d.max(LEAST_MOVED))
}

/// A split is as good as both of its sides.
fn product(a: f64, b: f64) -> f64 {
    a.max(1e-6) * b.max(1e-6)
}

#[cfg(test)]
#[path = "branching_tests.rs"]
mod tests;
