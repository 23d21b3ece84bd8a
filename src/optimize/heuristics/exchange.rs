//! Polishing: what does not fit any more is built all the same, and what is worth least makes room for it.

use super::greedy::{Aim, Move, Moves, Prices, fill, make};
use crate::domain::sort_by;
use crate::optimize::evaluate::ledger::Ledger;
use crate::optimize::evaluate::tables::Tables;
use crate::optimize::params::exchange::{ADDS, DROPS, MOST_DROPS, MOST_LIFTS, MOST_PASSES};

/// Swaps until nothing gains; whether anything did.
///
/// Cost: each pass looks at every move once and at moves × builds among the most promising.
pub fn polish(tables: &Tables, moves: &Moves, prices: &Prices, ledger: &mut Ledger) -> bool {
    let mut any = false;
    for _ in 0..MOST_PASSES {
        let Some(better) = best_swap(tables, moves, prices, ledger) else {
            return any;
        };
        *ledger = better;
        fill(tables, moves, prices, Aim::Loss, ledger);
        any = true;
    }
    any
}

fn best_swap(tables: &Tables, moves: &Moves, prices: &Prices, ledger: &Ledger) -> Option<Ledger> {
    let now = tables.loss(ledger).ranked();
    let mut work = ledger.clone();
    let adds = adds(tables, moves, &mut work, now);
    let drops = drops(tables, prices, &mut work, now);
    let mut best: Option<(f64, Ledger)> = None;
    for add in adds {
        let least = best.as_ref().map_or(now - 1e-6, |(loss, _)| *loss);
        if let Some(loss) = swap(tables, &moves.all[add], &drops, &mut work, least) {
            best = Some((loss, work.clone()));
        }
        work.x_from(tables, ledger);
    }
    best.map(|(_, plan)| plan)
}

/// Moves that would gain if they fitted, most first.
fn adds(tables: &Tables, moves: &Moves, work: &mut Ledger, now: f64) -> Vec<usize> {
    let mut gains: Vec<(f64, usize)> = Vec::new();
    for (number, of) in moves.all.iter().enumerate() {
        if of.parts.iter().any(|(o, n)| work.x[*o] + n > tables.hi[*o]) {
            continue;
        }
        make(tables, of, work, 1);
        let gain = now - tables.loss(work).ranked();
        make(tables, of, work, -1);
        if gain > 1e-6 {
            gains.push((gain, number));
        }
    }
    sort_by(&mut gains, |a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    gains.truncate(ADDS);
    gains.into_iter().map(|(_, number)| number).collect()
}

/// Builds worth least for their price, least first.
fn drops(tables: &Tables, prices: &Prices, work: &mut Ledger, now: f64) -> Vec<usize> {
    let mut worth: Vec<(f64, usize)> = Vec::new();
    for option in 0..work.x.len() {
        if work.x[option] <= tables.lo[option] {
            continue;
        }
        tables.add(work, option, -1);
        let loss = (tables.loss(work).ranked() - now).max(0.0);
        tables.add(work, option, 1);
        worth.push((loss / prices.option[option].max(1e-12), option));
    }
    sort_by(&mut worth, |a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    worth.truncate(DROPS);
    worth.into_iter().map(|(_, option)| option).collect()
}

/// Makes a move and gives up builds until the plan is feasible; its loss, where that is below `least`.
fn swap(tables: &Tables, of: &Move, drops: &[usize], work: &mut Ledger, least: f64) -> Option<f64> {
    make(tables, of, work, 1);
    let mut best: Option<(f64, usize)> = None;
    for option in drops {
        if work.x[*option] <= tables.lo[*option] {
            continue;
        }
        tables.add(work, *option, -1);
        if work.feasible() {
            let loss = tables.loss(work).ranked();
            if loss < best.map_or(least, |(loss, _)| loss) {
                best = Some((loss, *option));
            }
        }
        tables.add(work, *option, 1);
    }
    if let Some((loss, option)) = best {
        tables.add(work, option, -1);
        return Some(loss);
    }
    make_room(tables, drops, work, f64::INFINITY);
    let loss = tables.loss(work).ranked();
    (work.feasible() && loss < least).then_some(loss)
}

/// Gives up builds that are in the way, least worth first, until the plan is feasible or enough have been given up. No local
/// need falls below a level for it.
fn make_room(tables: &Tables, drops: &[usize], work: &mut Ledger, level: f64) {
    let mut given = 0;
    for option in drops {
        while given < MOST_DROPS
            && !work.feasible()
            && work.x[*option] > tables.lo[*option]
            && tables.in_the_way(work, *option)
        {
            let before = work.count_below(level);
            tables.add(work, *option, -1);
            if work.count_below(level) > before {
                tables.add(work, *option, 1);
                break;
            }
            given += 1;
        }
    }
}

/// Lifts every local need whose shortfall is above a level to it, as far as that can be done: by the cheapest move that is
/// enough, else by the one that brings most for its price; what is worth least makes room.
///
/// The largest shortfall counts in the score and not the others, so a single lift gains nothing while another need is as far
/// down: this makes all of them together.
pub fn lift(tables: &Tables, moves: &Moves, prices: &Prices, ledger: &mut Ledger, level: f64) {
    let mut low = ledger.below(level);
    sort_by(&mut low, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let now = tables.loss(ledger).ranked();
    let mut given_up: Option<Vec<usize>> = None;
    for (need, _) in low {
        for _ in 0..MOST_LIFTS {
            let short = ledger.short_of(need);
            if short <= level + 1e-9 {
                break;
            }
            let Some(of) = cheapest_lift(tables, moves, prices, ledger, (need, level)) else {
                break;
            };
            let before = ledger.clone();
            make(tables, of, ledger, 1);
            if !ledger.feasible() {
                let drops = given_up.get_or_insert_with(|| drops(tables, prices, ledger, now));
                make_room(tables, drops, ledger, level);
            }
            if !ledger.feasible() || ledger.short_of(need) >= short {
                *ledger = before;
                break;
            }
        }
    }
}

fn cheapest_lift<'m>(
    tables: &Tables,
    moves: &'m Moves,
    prices: &Prices,
    ledger: &Ledger,
    (need, level): (usize, f64),
) -> Option<&'m Move> {
    let short = ledger.short_of(need);
    let missing = short - level;
    let mut best: Option<(f64, usize)> = None;
    for (number, adds) in moves.serving(need) {
        let of = &moves.all[*number];
        if of
            .parts
            .iter()
            .any(|(o, n)| ledger.x[*o] + n > tables.hi[*o])
        {
            continue;
        }
        let rank = prices.price(of) / adds.min(missing);
        if best.is_none_or(|(least, _)| rank < least) {
            best = Some((rank, *number));
        }
    }
    best.map(|(_, number)| &moves.all[number])
}
