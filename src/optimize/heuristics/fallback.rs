//! A plan that honors the pins where the simple start finds none: the relaxation's tree, searched for any whole point.

use crate::domain::Case;
use crate::optimize::evaluate::ledger::Ledger;
use crate::optimize::evaluate::tables::Tables;
use crate::optimize::model::rows::Model;
use crate::optimize::params::fallback::MOST_NODES;
use crate::optimize::relaxation::linear::Relaxation;
use crate::optimize::tree::branch_and_bound::{Tree, Visit};

/// Any feasible plan; none where the tree shows that there is none, or is given up.
#[must_use]
pub fn rescue(case: &Case, model: &Model, tables: &Tables) -> Option<Ledger> {
    let mut relaxation = Relaxation::of(case, model);
    let mut tree = Tree::new(&relaxation, None);
    for _ in 0..MOST_NODES {
        match tree.visit(model, &mut relaxation, f64::INFINITY) {
            Visit::Point | Visit::Whole => {
                if let Some(plan) = nearest(case, tables, &relaxation) {
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

fn nearest(case: &Case, tables: &Tables, relaxation: &Relaxation) -> Option<Ledger> {
    let mut plan = tables.empty();
    for o in 0..case.options.len() {
        let n = relaxation.simplex.value(o).round() as i64;
        if n != 0 {
            tables.add(&mut plan, o, n.clamp(tables.lo[o], tables.hi[o]));
        }
    }
    plan.feasible().then_some(plan)
}
