//! What money between two rungs buys beyond the plan of the lower one.
//!
//! Moves follow one another, each the one that gains most for its price, as the money of the rung above would pay them; as many
//! of them are made as the money at hand pays, from the first on. So a little more money makes the same moves and perhaps
//! further ones, and the score does not fall.

use crate::domain::{Allocation, Case};
use crate::optimize::certify;
use crate::optimize::evaluate::by_option::{allocation_of, ledger_of};
use crate::optimize::evaluate::tables::Tables;
use crate::optimize::heuristics::greedy::{Aim, Moves, Prices, make, worth};
use crate::optimize::model::points::Points;
use crate::optimize::model::rows::Model;
use crate::optimize::params::spend_rest::MOST_MOVES;

/// A plan of the case with more in it; none where nothing gains, or nothing fits. `above` is the case with the money of the
/// rung above, `most` what is known to be reached there: nothing scores more.
///
/// Cost: for each move that is made, every move is tried once.
pub(super) fn spent(
    case: &Case,
    above: &Case,
    start: &Allocation,
    most: Points,
) -> Option<Allocation> {
    let model = Model::of(above);
    let tables = Tables::of(above, &model);
    let (moves, prices) = (Moves::of(above), Prices::flat(above));
    let mut plan = ledger_of(above, &tables, start)?;
    let mut best = None;
    for _ in 0..MOST_MOVES {
        let mut first: Option<(f64, usize)> = None;
        for (number, of) in moves.all.iter().enumerate() {
            let worth = worth(&tables, of, &prices, Aim::Loss, &mut plan);
            if let Some(worth) = worth.filter(|w| first.is_none_or(|(most, _)| *w > most)) {
                first = Some((worth, number));
            }
        }
        let Some((_, number)) = first else { break };
        make(&tables, &moves.all[number], &mut plan, 1);
        let allocation = allocation_of(above, &plan.x);
        match certify::allocation(case, &allocation) {
            Ok(measured) if measured.score <= most => best = Some(allocation),
            _ => break,
        }
    }
    best
}
