//! "Why here?" and "why not?": the figures behind one cell of a plan and behind one missed check.
//!
//! Figures come from the case and the plan in exact integers ([`certify`]), and the price of money from the multipliers of the
//! relaxation. Sentences are made of them in `words`.

use super::ceiling::{Ceiling, Ceilings};
use super::next_unit::{NextUnit, cheapest_module};
use crate::domain::{Allocation, Case, Edits, Pin, Plan, Rule, Yuan, sort_by, sort_by_key};
use crate::optimize::certify;
use crate::optimize::evaluate::by_option::allocation_of;
use crate::optimize::model::formulation::RowKey;
use crate::optimize::model::points::Points;
use crate::optimize::model::rows::Model;
use crate::optimize::params::explain::{LEAST_WORTH, MOST_ITERATIONS, MOST_REMOVED};
use crate::optimize::relaxation::linear::Relaxation;

/// A limit of money that binds: one fund, up to the end of one period (in that period alone without carry-over).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Binding {
    /// The fund.
    pub fund: usize,
    /// The period.
    pub period: usize,
    /// Points that one yuan more would bring, by the relaxation.
    pub worth: f64,
}

/// The limits of money that bind, the most valuable first.
///
/// Cost: one relaxation, 10 ms for Ruian, some hundred for Shanxi.
#[must_use]
pub fn bindings(case: &Case) -> Vec<Binding> {
    let model = Model::of(case);
    let mut relaxation = Relaxation::of(case, &model);
    let _ = relaxation.solve(f64::INFINITY, MOST_ITERATIONS);
    let mut all: Vec<Binding> = relaxation
        .multipliers()
        .filter_map(|(row, worth)| match model.rows[row].key {
            RowKey::Budget(fund, period) if worth > LEAST_WORTH => Some(Binding {
                fund,
                period,
                worth,
            }),
            _ => None,
        })
        .collect();
    sort_by(&mut all, |a, b| b.worth.total_cmp(&a.worth));
    all
}

/// What one module less would cost a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gain {
    /// The check.
    pub check: usize,
    /// Counted things it would have less.
    pub fewer: i64,
    /// Whether it is met now and would not be then.
    pub decides: bool,
    /// Points it would lose.
    pub points: Points,
}

/// Why a module stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Here {
    /// The cell is fixed by a pin.
    pub pinned: bool,
    /// What one module less (and what stands on it) would cost, the most points first.
    pub gains: Vec<Gain>,
    /// Points it would cost because its unit would be the worst off, or further behind.
    pub local: Points,
    /// Money it would save.
    pub saves: Yuan,
    /// Units where the same measure is cheaper but at its cap.
    pub cheaper_full: usize,
    /// The option of the same measure that is cheapest with room left, where it is cheaper: not money decided for this cell.
    pub cheaper_open: Option<usize>,
}

/// Why the plan builds at an option; none where it does not.
///
/// Cost: a few evaluations of the plan.
#[must_use]
pub fn explain_here(case: &Case, allocation: &Allocation, option: usize) -> Option<Here> {
    let now = certify::allocation(case, allocation).ok()?;
    let of = case.options.get(option)?;
    if *now.begun.get(option)? <= 0 {
        return None;
    }
    let cap = &case.caps[of.cap];
    let mut here = Here {
        pinned: of.lo > 0 || cap.lo > 0,
        gains: Vec::new(),
        local: Points(0),
        saves: Yuan(0),
        cheaper_full: 0,
        cheaper_open: None,
    };
    if let Some(then) = without(case, &now.begun, option) {
        here.saves = Yuan(now.cost - then.cost);
        here.gains = gains(case, &now, &then);
        let lost = (now.points - then.points).0 - (now.score - then.score).0;
        let cost = here.saves.0 as f64 / case.cost_scale as f64 * Points::ONE as f64 / 100.0;
        here.local = Points((-lost + cost as i64).max(0));
    }
    elsewhere(case, &now.begun, option, &mut here);
    Some(here)
}

fn gains(case: &Case, now: &certify::Measured, then: &certify::Measured) -> Vec<Gain> {
    let mut gains = Vec::new();
    for (check, (a, b)) in now.checks.iter().zip(&then.checks).enumerate() {
        let more = b.short * a.of - a.short * b.of;
        if more <= 0 {
            continue;
        }
        let weight = i128::from(case.checks[check].weight) * i128::from(Points::FULL.0);
        let share = more as f64 / (a.of as f64 * b.of as f64);
        gains.push(Gain {
            check,
            fewer: a.achieved - b.achieved,
            decides: a.met(),
            points: Points((weight as f64 * share / case.total_weight.max(1) as f64) as i64),
        });
    }
    sort_by_key(&mut gains, |g| (-g.points.0, g.check));
    gains
}

/// The plan with one module less, and whatever cannot stand without it; none where that breaks a pin.
fn without(case: &Case, begun: &[i64], option: usize) -> Option<certify::Measured> {
    let mut x = begun.to_vec();
    x[option] -= 1;
    let of = case.options[option].cap;
    let sites = case.hosts.iter().filter(|l| l.sites == of);
    let modules: Vec<usize> = sites
        .flat_map(|l| case.caps[l.modules].options.iter().rev().copied())
        .collect();
    let own_site = case.hosts.iter().filter(|l| l.modules == of);
    let fallback: Vec<usize> = own_site
        .flat_map(|l| case.caps[l.sites].options.iter().rev().copied())
        .collect();
    for _ in 0..MOST_REMOVED {
        if let Ok(measured) = certify::allocation(case, &allocation_of(case, &x)) {
            return Some(measured);
        }
        let next = modules
            .iter()
            .chain(&fallback)
            .find(|o| x[**o] > case.options[**o].lo)?;
        x[*next] -= 1;
    }
    None
}

fn elsewhere(case: &Case, begun: &[i64], option: usize, here: &mut Here) {
    let of = &case.options[option];
    let mut best: Option<(i64, usize)> = None;
    for cap in &case.caps {
        let same = cap
            .options
            .iter()
            .copied()
            .find(|o| case.options[*o].period == of.period);
        let Some(o) =
            same.filter(|o| case.options[*o].measure == of.measure && cap.unit != of.unit)
        else {
            continue;
        };
        let cost = case.options[o].cost();
        let all: i64 = cap.options.iter().map(|o| begun[*o]).sum();
        if cost >= of.cost() {
            continue;
        }
        if all >= cap.hi || begun[o] >= case.options[o].hi {
            here.cheaper_full += 1;
        } else if best.is_none_or(|(least, _)| cost < least) {
            best = Some((cost, o));
        }
    }
    here.cheaper_open = best.map(|(_, o)| o);
}

/// What keeps a check from being met, whatever the money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// No measure adds to it.
    NoMeasure,
    /// Measures that add to it come into use too late.
    LeadTime {
        /// The one with the shortest lead time.
        measure: usize,
        /// Its years from the begin to the year in use.
        years: u32,
        /// The year of the check.
        due: i32,
    },
    /// With everything built that the caps allow it is still missed.
    Caps {
        /// The most that can be counted.
        most: i64,
        /// What is required.
        required: i64,
    },
    /// Without these pins the caps would allow it.
    Pins {
        /// Pins of measures that add to it.
        pins: Vec<Pin>,
    },
}

/// What keeps a check from being met, whatever the money; empty where nothing does alone.
#[must_use]
pub fn obstacles(plan: &Plan, edits: &Edits, check: usize) -> Vec<Obstacle> {
    let Ok(case) = Case::new(plan, edits) else {
        return Vec::new();
    };
    let Some(of) = case.checks.get(check) else {
        return Vec::new();
    };
    let required = required(&of.rule);
    let most = most(&case, check);
    if most >= required {
        return Vec::new();
    }
    let free = Edits {
        pins: Vec::new(),
        ..edits.clone()
    };
    let adding = adding(&case, check);
    if !edits.pins.is_empty()
        && Case::sharing(&case.plan, &free).is_ok_and(|free| self::most(&free, check) >= required)
    {
        let ids: Vec<_> = adding.iter().map(|m| &plan.measures[*m].id).collect();
        let pins = edits.pins.iter().filter(|p| ids.contains(&&p.measure));
        return vec![Obstacle::Pins {
            pins: pins.cloned().collect(),
        }];
    }
    if adding.is_empty() {
        return vec![Obstacle::NoMeasure];
    }
    let in_time = case
        .options
        .iter()
        .any(|o| adding.contains(&o.measure) && o.in_use <= of.period);
    if in_time {
        return vec![Obstacle::Caps { most, required }];
    }
    let soonest = adding
        .into_iter()
        .min_by_key(|m| plan.measures[*m].lead.value);
    let late = soonest.map(|measure| Obstacle::LeadTime {
        measure,
        years: plan.measures[measure].lead.value,
        due: of.year,
    });
    late.into_iter().collect()
}

fn required(rule: &Rule) -> i64 {
    match rule {
        Rule::AtLeast { required, .. }
        | Rule::UnitsCovered { required, .. }
        | Rule::KindsPresent { required, .. }
        | Rule::MembersCovered { required, .. } => *required,
        // In millionths of the whole.
        Rule::Share { level, strict, .. } => level + i64::from(*strict),
    }
}

/// Measures that add to what a check counts.
fn adding(case: &Case, check: usize) -> Vec<usize> {
    let counted = case.checks[check].rule.services();
    let measures = case.plan.measures.iter().enumerate();
    let adds = |m: &crate::domain::Measure| {
        m.effects.iter().any(|e| {
            let service = case.plan.services.iter().position(|s| s.id == e.service);
            e.amount.value > 0 && service.is_some_and(|s| counted.contains(&s))
        })
    };
    measures.filter(|(_, m)| adds(m)).map(|(m, _)| m).collect()
}

/// The most that builds can add to services in a unit in time for a check, each cap used for what adds most.
fn most_added(case: &Case, check: usize, services: &[usize], unit: usize) -> i64 {
    let of = &case.checks[check];
    let within = matches!(
        of.rule,
        Rule::AtLeast {
            within_period: true,
            ..
        }
    );
    let in_time = |o: &usize| {
        let in_use = case.options[*o].in_use;
        in_use == of.period || !within && in_use < of.period
    };
    let of_cap = |cap: &crate::domain::CapGroup| -> i64 {
        let options: Vec<usize> = cap.options.iter().copied().filter(|o| in_time(o)).collect();
        let adds = |o: &usize| -> i64 {
            let effects = case.options[*o].effects.iter();
            effects
                .filter(|(s, _)| services.contains(s))
                .map(|(_, a)| a)
                .sum()
        };
        let modules: i64 = options.iter().map(|o| case.options[*o].hi).sum();
        options.iter().map(adds).max().unwrap_or(0).max(0) * modules.min(cap.hi)
    };
    case.caps
        .iter()
        .filter(|c| c.unit == unit)
        .map(of_cap)
        .sum()
}

/// The most a check can count, by caps and lead times alone; for shares in millionths.
fn most(case: &Case, check: usize) -> i64 {
    let of = &case.checks[check];
    if let Rule::Share { .. } = of.rule {
        return most_share(case, check);
    }
    let more = |services: &[usize], units: &[usize]| -> i64 {
        let of_unit = |u: &usize| most_added(case, check, services, *u);
        units.iter().map(of_unit).sum()
    };
    let stock = |s, u| case.without_builds(s, u, of.period) + most_added(case, check, &[s], u);
    of.rule.count(stock, more).0
}

/// The largest share that caps allow, in millionths.
fn most_share(case: &Case, check: usize) -> i64 {
    let of = &case.checks[check];
    let Rule::Share {
        part,
        whole,
        units,
        strict,
        ..
    } = &of.rule
    else {
        return 0;
    };
    let (stands, all) = of
        .rule
        .count(|s, u| case.without_builds(s, u, of.period), |_, _| 0);
    let shrinks = case.options.iter().any(|o| {
        let of_whole = o.effects.iter().filter(|(s, _)| whole.contains(s));
        of_whole.map(|(_, a)| a).sum::<i64>() < 0
    });
    if all <= 0 || shrinks {
        // Nothing to have a share of, or a whole that can be made small: the caps say nothing.
        return i64::MAX;
    }
    let of_unit = |u: &usize| most_added(case, check, part, *u);
    let more: i64 = units.iter().map(of_unit).sum();
    // What is above a level by less than a millionth counts as a millionth above it.
    let millionths = i128::from(stands + more) * 1_000_000;
    let up = if *strict { i128::from(all) - 1 } else { 0 };
    ((millionths + up) / i128::from(all)) as i64
}

/// Why a check is missed.
#[derive(Clone, Debug, PartialEq)]
pub struct Miss {
    /// What is missing, in countable things.
    pub missing: i64,
    /// What keeps it from being met, whatever the money.
    pub obstacles: Vec<Obstacle>,
    /// The cheapest module that would still help in time, none where every cap is reached.
    pub next: Option<NextUnit>,
    /// The limit other than money that this module would break; none where another one fits.
    pub ceiling: Option<Ceiling>,
    /// The limit of money that this module would break and that is worth most; none where it could be paid.
    pub binding: Option<Binding>,
    /// Points per yuan that the module would bring here, below the worth of money elsewhere where others are preferred.
    pub worth_here: f64,
}

/// Why a check is missed by a plan; none where it is met. `bindings` are those of the case.
#[must_use]
pub fn explain_miss(
    case: &Case,
    edits: &Edits,
    allocation: &Allocation,
    check: usize,
    bindings: &[Binding],
) -> Option<Miss> {
    let now = certify::allocation(case, allocation).ok()?;
    let tally = now.checks.get(check).filter(|t| !t.met())?;
    let of = &case.checks[check];
    let services = of.rule.services();
    let in_time = |o: usize| case.options[o].in_use <= of.period;
    let ceilings = Ceilings::of(case, &now);
    let fits = |o: usize| in_time(o) && ceilings.broken_by(o).is_none();
    let next = cheapest_module(case, &now.begun, &services, fits);
    let next = next.or_else(|| cheapest_module(case, &now.begun, &services, in_time));
    let touches = |b: &&Binding, next: &NextUnit| {
        case.options[next.option]
            .spend
            .iter()
            .any(|s| s.fund == b.fund && s.period <= b.period)
    };
    let binding = next.and_then(|next| bindings.iter().find(|b| touches(b, &next)).copied());
    let worth = 100.0 * of.weight as f64 / case.total_weight.max(1) as f64;
    let worth_here = next.map_or(0.0, |next| {
        let share = next.adds as f64 / tally.required.max(1) as f64;
        worth * share.min(1.0) / next.cost.0.max(1) as f64
    });
    Some(Miss {
        missing: (tally.required - tally.achieved).max(1),
        obstacles: obstacles(&case.plan, edits, check),
        next,
        ceiling: next.and_then(|next| ceilings.broken_by(next.option)),
        binding,
        worth_here,
    })
}
