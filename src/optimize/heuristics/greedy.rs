//! A feasible plan at once: lazy greedy by what a move gains per yuan.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use crate::domain::{Case, LocalNeed};
use crate::optimize::evaluate::ledger::Ledger;
use crate::optimize::evaluate::tables::Tables;

/// Builds that make sense only together: a class, or a site with the classes it must have.
#[derive(Clone, Debug, PartialEq)]
pub struct Move {
    /// Option, modules.
    pub parts: Vec<(usize, i64)>,
}

/// Every move of a case. What they cost depends on prices, so it is worked out where they are used.
#[derive(Debug)]
pub struct Moves {
    /// All moves.
    pub all: Vec<Move>,
    /// By option: the moves worth another look once a site there has been begun.
    wakes: Vec<Vec<usize>>,
    /// By local need: the moves that lift it, with the share of the need that each adds.
    lifts: Vec<Vec<(usize, f64)>>,
}

impl Moves {
    /// Single modules, and for every site measure a site with its least, middle and most modules.
    #[must_use]
    pub fn of(case: &Case) -> Moves {
        let mut moves = Moves {
            all: Vec::new(),
            wakes: vec![Vec::new(); case.options.len()],
            lifts: Vec::new(),
        };
        // By option: the move of one module of it.
        let mut single = vec![None; case.options.len()];
        let mut needs_modules = vec![false; case.caps.len()];
        for link in case.hosts.iter().filter(|l| l.min > 0) {
            needs_modules[link.sites] = true;
        }
        for (o, option) in case.options.iter().enumerate() {
            if !needs_modules[option.cap] {
                single[o] = Some(moves.all.len());
                moves.all.push(Move {
                    parts: vec![(o, 1)],
                });
            }
        }
        for link in &case.hosts {
            moves.add_sites(case, link, &single);
        }
        let mut of_unit = vec![Vec::new(); case.plan.region.units.len()];
        for (number, of) in moves.all.iter().enumerate() {
            let (option, _) = of.parts[0];
            of_unit[case.options[option].unit].push(number);
        }
        let locals = case.locals.iter();
        moves.lifts = locals
            .map(|need| moves.lifting(case, need, &of_unit[need.unit]))
            .collect();
        moves
    }

    /// `here`: the moves of the need's unit. All parts of a move stand in one.
    fn lifting(&self, case: &Case, need: &LocalNeed, here: &[usize]) -> Vec<(usize, f64)> {
        let adds = |of: &Move| -> i64 {
            let of_part = |(o, n): &(usize, i64)| {
                let option = &case.options[*o];
                let counts = option.in_use <= need.period;
                let effects = option
                    .effects
                    .iter()
                    .filter(|(s, _)| counts && need.services.contains(s));
                n * effects.map(|(_, a)| a).sum::<i64>()
            };
            of.parts.iter().map(of_part).sum()
        };
        let shares = here.iter().map(|i| (*i, adds(&self.all[*i])));
        let lifting = shares.filter(|(_, a)| *a > 0);
        lifting
            .map(|(i, a)| (i, a as f64 / need.required as f64))
            .collect()
    }

    /// The moves that lift a local need, with the share of the need that each adds.
    #[must_use]
    pub fn serving(&self, need: usize) -> &[(usize, f64)] {
        &self.lifts[need]
    }

    fn add_sites(&mut self, case: &Case, link: &crate::domain::HostLink, single: &[Option<usize>]) {
        let modules = &case.caps[link.modules];
        for site in &case.caps[link.sites].options {
            let period = case.options[*site].period;
            let later = modules
                .options
                .iter()
                .filter(|o| case.options[**o].period >= period);
            self.wakes[*site] = later.filter_map(|o| single[*o]).collect();
            let Some(module) = modules
                .options
                .iter()
                .find(|o| case.options[**o].period == period)
            else {
                continue;
            };
            let most = link.max.min(modules.hi);
            let mut sizes = vec![link.min, (link.min + most) / 2, most];
            sizes.dedup();
            for n in sizes
                .into_iter()
                .filter(|n| *n > 0 && *n >= link.min && *n <= most)
            {
                self.all.push(Move {
                    parts: vec![(*site, 1), (*module, n)],
                });
            }
        }
    }
}

/// What a yuan of each fund and period is worth, relative to others.
#[derive(Clone, Debug)]
pub struct Prices {
    /// By option: the price of one module.
    pub option: Vec<f64>,
}

impl Prices {
    /// Every yuan alike.
    #[must_use]
    pub fn flat(case: &Case) -> Prices {
        Prices {
            option: case.options.iter().map(|o| o.cost() as f64).collect(),
        }
    }

    /// By the worth of a yuan of each fund and period, plus a little of the flat price so that nothing is free.
    #[must_use]
    pub fn of(case: &Case, worth: &[Vec<f64>]) -> Prices {
        let money: f64 = case.cost_scale as f64;
        let least = 0.1 / money;
        let price = |o: &crate::domain::BuildOption| -> f64 {
            o.spend
                .iter()
                .map(|s| (worth[s.fund][s.period] + least) * s.yuan as f64)
                .sum()
        };
        Prices {
            option: case.options.iter().map(price).collect(),
        }
    }

    /// The price of a move.
    #[must_use]
    pub fn price(&self, of: &Move) -> f64 {
        of.parts
            .iter()
            .map(|(o, n)| self.option[*o] * *n as f64)
            .sum()
    }
}

struct Candidate {
    worth: f64,
    number: usize,
}

impl PartialEq for Candidate {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Candidate {}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Candidate {
    fn cmp(&self, other: &Self) -> Ordering {
        self.worth
            .total_cmp(&other.worth)
            .then(other.number.cmp(&self.number))
    }
}

/// What decides between moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aim {
    /// The loss with all local shortfalls together.
    Guide,
    /// The loss alone.
    Loss,
}

/// Adds moves to a feasible plan until none gains anything; returns how many it made.
///
/// Lazy greedy: a move's worth is looked at again only when it comes up first. Cost: moves × rows they touch, plus the same
/// for each build; about 5 ms for Ruian natively.
pub fn fill(tables: &Tables, moves: &Moves, prices: &Prices, aim: Aim, ledger: &mut Ledger) -> u64 {
    let mut heap = BinaryHeap::new();
    let mut resting = vec![false; moves.all.len()];
    let mut looked = 0;
    for number in 0..moves.all.len() {
        look(
            tables,
            moves,
            prices,
            aim,
            ledger,
            number,
            &mut heap,
            &mut resting,
        );
        looked += 1;
    }
    while let Some(first) = heap.pop() {
        looked += 1;
        let Some(worth) = worth(tables, &moves.all[first.number], prices, aim, ledger) else {
            resting[first.number] = true;
            continue;
        };
        if heap
            .peek()
            .is_some_and(|next| next.worth > worth * (1.0 + 1e-9))
        {
            heap.push(Candidate {
                worth,
                number: first.number,
            });
            continue;
        }
        make(tables, &moves.all[first.number], ledger, 1);
        heap.push(Candidate {
            worth,
            number: first.number,
        });
        for (option, _) in &moves.all[first.number].parts {
            for number in &moves.wakes[*option] {
                if std::mem::take(&mut resting[*number]) {
                    look(
                        tables,
                        moves,
                        prices,
                        aim,
                        ledger,
                        *number,
                        &mut heap,
                        &mut resting,
                    );
                }
            }
        }
    }
    looked
}

#[expect(clippy::too_many_arguments, reason = "the parts of one loop")]
fn look(
    tables: &Tables,
    moves: &Moves,
    prices: &Prices,
    aim: Aim,
    ledger: &mut Ledger,
    number: usize,
    heap: &mut BinaryHeap<Candidate>,
    resting: &mut [bool],
) {
    match worth(tables, &moves.all[number], prices, aim, ledger) {
        Some(worth) => heap.push(Candidate { worth, number }),
        None => resting[number] = true,
    }
}

/// Gain per price; none where the move does not fit or gains nothing.
pub fn worth(
    tables: &Tables,
    of: &Move,
    prices: &Prices,
    aim: Aim,
    ledger: &mut Ledger,
) -> Option<f64> {
    let bounded = of
        .parts
        .iter()
        .all(|(o, n)| ledger.x[*o] + n <= tables.hi[*o]);
    if !bounded {
        return None;
    }
    if let [(option, n)] = of.parts[..]
        && tables.room(ledger, option) < n
    {
        return None;
    }
    let value = |ledger: &Ledger| match aim {
        Aim::Guide => tables.guide(ledger),
        Aim::Loss => tables.loss(ledger).ranked(),
    };
    let before = value(ledger);
    make(tables, of, ledger, 1);
    let gain = before - value(ledger);
    let fits = ledger.feasible();
    make(tables, of, ledger, -1);
    (fits && gain > 1e-9).then(|| gain / prices.price(of).max(1e-12))
}

/// Makes a move so many times, or takes it back.
pub fn make(tables: &Tables, of: &Move, ledger: &mut Ledger, times: i64) {
    for (option, n) in &of.parts {
        tables.add(ledger, *option, n * times);
    }
}
