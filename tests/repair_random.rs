//! Every repair of a random scenario, applied, does what it says at the price it says.
//! A few scenarios always; the long tests take 200 small random plans with pins, and 50 random edits of the four plans.

#[path = "support/repairs.rs"]
mod repairs;
mod support;

use dabiao::domain::{Case, Decimal, Edits, Pin, Plan, TargetEdit, Yuan};
use dabiao::optimize::{Change, Limits, Repairs, certify};
use repairs::{does_what_it_says, fixture, limits, solved};
use support::Dice;

/// Scenarios with repairs, and repairs by kind.
#[derive(Debug, Default)]
struct Seen {
    scenarios: usize,
    /// Scenarios in which something is missed and nothing was found.
    without: usize,
    kinds: [usize; 9],
}

impl Seen {
    /// Applies every repair of these checks, of all missed ones where none is named.
    fn apply(&mut self, plan: &Plan, edits: &Edits, limits: Limits, dice: Option<&mut Dice>) {
        let Some(before) = solved(plan, edits, limits) else {
            return;
        };
        let (case, answer) = &before;
        let now = certify::allocation(case, &answer.allocation).expect("certified");
        let missed: Vec<usize> = (0..case.checks.len())
            .filter(|c| !now.checks[*c].met())
            .collect();
        if missed.is_empty() {
            return;
        }
        let checks = match dice {
            Some(dice) => vec![missed[dice.below(missed.len() as i64) as usize]],
            None => missed,
        };
        let mut repairs = Repairs::of(plan, edits, &answer.allocation, limits).only(&checks);
        repairs.finish();
        for repair in repairs.found() {
            let what = format!("{} {edits:?}, {:?}", plan.id, repair.change);
            does_what_it_says(plan, edits, limits, &before, repair, &what);
            self.kinds[kind(&repair.change)] += 1;
        }
        if repairs.found().is_empty() {
            self.without += 1;
        } else {
            self.scenarios += 1;
        }
    }
}

fn kind(change: &Change) -> usize {
    match change {
        Change::First => 0,
        Change::MoreMoney => 1,
        Change::MoreInPeriod { .. } => 2,
        Change::LowerLevel { .. } => 3,
        Change::Waive { .. } => 4,
        Change::Unpin { .. } => 5,
        Change::MoreFromFund { .. } => 6,
        Change::FreeRunning => 7,
        Change::FreeNeed => 8,
    }
}

/// Small plans until so many scenarios had repairs.
fn of_small_plans(scenarios: usize) {
    let mut seen = Seen::default();
    for seed in 10_000..10_000 + 10 * scenarios as u64 {
        if seen.scenarios == scenarios {
            break;
        }
        let plan = support::plan(seed);
        let mut edits = Edits::default();
        if seed.is_multiple_of(3)
            && let Ok(case) = Case::new(&plan, &edits)
        {
            edits.pins = support::pins(&case, seed);
        }
        seen.apply(&plan, &edits, limits(100), None);
    }
    let [
        first,
        money,
        period,
        level,
        waived,
        unpinned,
        fund,
        running,
        need,
    ] = seen.kinds;
    println!(
        "small plans: {} scenarios with repairs, {} without; settled first {first}, more money {money}, in a period {period}, \
         lower level {level}, waived {waived}, unpinned {unpinned}, from one source {fund}, without a limit of running costs {running}, of places beyond need {need}",
        seen.scenarios, seen.without
    );
    assert_eq!(seen.scenarios, scenarios);
    assert!(money > 0 && period > 0 && level > 0 && fund > 0);
}

/// Scenarios of a plan; of each one missed check is mended in every way that is found.
fn of_plan(name: &str, scenarios: usize, steps: u64) -> Seen {
    let plan = fixture(name);
    let mut seen = Seen::default();
    for seed in 1..=20 * scenarios as u64 {
        if seen.scenarios == scenarios {
            break;
        }
        let dice = &mut Dice::new(seed);
        let edits = edits(&plan, dice);
        seen.apply(&plan, &edits, limits(steps), Some(dice));
    }
    assert_eq!(seen.scenarios, scenarios, "{name}: {seen:?}");
    seen
}

/// Random edits as hands make them: money, levels, weights, prices, hardness, pins.
fn edits(plan: &Plan, dice: &mut Dice) -> Edits {
    let case = Case::new(plan, &Edits::default()).expect("the plan as it is");
    let mut edits = Edits::default();
    for (p, period) in plan.horizon.periods.iter().enumerate() {
        if dice.chance(70) {
            let all: i64 = case.budget.iter().map(|fund| fund[p]).sum();
            let yuan = Yuan(all / 100 * dice.from(40, 105));
            edits.budget.insert(period.first, yuan);
        }
    }
    if dice.chance(50) {
        edits.cost_factor = Some(percent(dice.from(90, 125)));
    }
    if dice.chance(30) {
        edits.fairness = Some(Decimal::whole(dice.from(0, 20)));
    }
    if dice.chance(30) {
        let paths = &plan.region.paths;
        edits.path = Some(paths[dice.below(paths.len() as i64) as usize].id.clone());
    }
    for target in &plan.targets {
        if dice.chance(15) {
            edits
                .targets
                .insert(target.id.clone(), TargetEdit::default());
        }
    }
    for edit in edits.targets.values_mut() {
        match dice.below(3) {
            0 => edit.weight = Some(Decimal::whole(dice.from(0, 20))),
            1 => edit.hard = Some(dice.chance(50)),
            _ => {}
        }
    }
    if let Some(target) = plan
        .targets
        .get(dice.below(2 * plan.targets.len() as i64) as usize)
        && let Some(last) = target.milestones.last()
    {
        let micro = last.level.value.micro / 100 * dice.from(90, 115);
        let edit = edits.targets.entry(target.id.clone()).or_default();
        edit.levels.insert(last.year, Decimal { micro });
    }
    for _ in 0..dice.below(4) {
        let option = &case.options[dice.below(case.options.len() as i64) as usize];
        edits.pins.push(Pin {
            unit: case.plan.region.units[option.unit].id.clone(),
            measure: case.plan.measures[option.measure].id.clone(),
            year: Some(plan.horizon.periods[option.period].first),
            n: dice.from(0, option.hi.min(1)),
            at_least: false,
        });
    }
    edits
}

fn percent(n: i64) -> Decimal {
    Decimal { micro: n * 10_000 }
}

/// Scenarios of a plan, as [`of_plan`] has them; at least one repair for each.
fn judge(name: &str, scenarios: usize, steps: u64) {
    let seen = of_plan(name, scenarios, steps);
    println!("{name}, {steps} steps: {seen:?}");
    assert!(seen.kinds.iter().sum::<usize>() >= scenarios);
}

#[test]
fn every_repair_of_a_small_plan_does_what_it_says() {
    of_small_plans(16);
}

#[test]
#[ignore = "200 scenarios: a minute in a release build"]
fn every_repair_of_many_small_plans_does_what_it_says() {
    of_small_plans(200);
}

#[test]
fn every_repair_of_an_edited_plan_does_what_it_says() {
    judge("tiny-3units", 3, 100);
}

#[test]
#[ignore = "16 scenarios of Ruian: some minutes in a release build"]
fn every_repair_of_edited_ruian_does_what_it_says() {
    judge("ruian", 16, 100);
}

#[test]
#[ignore = "16 scenarios of Yueqing: some minutes in a release build"]
fn every_repair_of_edited_yueqing_does_what_it_says() {
    judge("yueqing", 16, 100);
}

#[test]
#[ignore = "12 scenarios of Shanxi: some minutes in a release build"]
fn every_repair_of_edited_shanxi_does_what_it_says() {
    judge("shanxi", 12, 100);
}

#[test]
#[ignore = "6 scenarios of Hengyang: some minutes in a release build"]
fn every_repair_of_edited_hengyang_does_what_it_says() {
    judge("hengyang", 6, 60);
}
