//! A plan that honors the pins where the simple start finds none: the relaxation's tree, searched for any whole point.

use super::ledger::{Ground, Ledger};
use super::model::Model;
use super::prove::{Tree, Visit};
use super::relax::Relaxation;
use crate::domain::Case;

/// Nodes after which the pins are taken for contradictory.
const MOST_NODES: usize = 2_000;

/// Any feasible plan; none where the tree shows that there is none, or is given up.
#[must_use]
pub fn rescue(case: &Case, model: &Model, ground: &Ground) -> Option<Ledger> {
    let mut relaxation = Relaxation::of(case, model);
    let mut tree = Tree::new(&relaxation, None);
    for _ in 0..MOST_NODES {
        match tree.visit(model, &mut relaxation, f64::INFINITY) {
            Visit::Point | Visit::Whole => {
                if let Some(plan) = nearest(case, ground, &relaxation) {
                    return Some(plan);
                }
                tree.insist(model, &relaxation, f64::INFINITY);
            }
            Visit::HardUnreachable | Visit::Done => return None,
            Visit::Closed | Visit::Lost | Visit::Pending => {}
        }
    }
    None
}

fn nearest(case: &Case, ground: &Ground, relaxation: &Relaxation) -> Option<Ledger> {
    let mut plan = ground.empty();
    for o in 0..case.options.len() {
        let n = relaxation.simplex.value(o).round() as i64;
        if n != 0 {
            ground.add(&mut plan, o, n.clamp(ground.lo[o], ground.hi[o]));
        }
    }
    plan.feasible().then_some(plan)
}
