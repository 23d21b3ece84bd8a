//! What the tests of repairs share: a repair is applied, and everything that it says is compared with what is there then.

use dabiao::domain::{Case, Edits, Plan};
use dabiao::optimize::{Answer, Change, Limits, Outcome, Repair, certify, settle};
use dabiao::read;

pub fn limits(steps: u64) -> Limits {
    Limits {
        steps,
        ..Limits::default()
    }
}

pub fn fixture(name: &str) -> Plan {
    let path = format!("{}/fixtures/plans/{name}.json", env!("CARGO_MANIFEST_DIR"));
    read::plan(&std::fs::read(path).expect("the plan is there")).expect("a plan")
}

pub fn solved(plan: &Plan, edits: &Edits, limits: Limits) -> Option<(Case, Answer)> {
    let case = Case::new(plan, edits).ok()?;
    match settle(&case, limits) {
        Outcome::Answer(answer) => Some((case, answer)),
        Outcome::Conflict(_) => None,
    }
}

fn money(case: &Case) -> i64 {
    case.budget.iter().flatten().sum()
}

/// Applies a repair and compares everything that it says.
pub fn does_what_it_says(
    plan: &Plan,
    edits: &Edits,
    limits: Limits,
    (before_case, before): &(Case, Answer),
    repair: &Repair,
    what: &str,
) {
    let (case, after) = solved(plan, &repair.edits, limits).expect("a plan after");
    assert_eq!(after.allocation, repair.allocation, "{what}");
    let then = certify::allocation(&case, &after.allocation).expect("certified");
    let now = certify::allocation(before_case, &before.allocation).expect("certified");
    assert!(
        !now.checks[repair.check].met() && then.checks[repair.check].met(),
        "{what}"
    );
    assert_eq!(repair.extra.0, money(&case) - money(before_case), "{what}");
    assert_eq!(repair.spent.0, then.cost - now.cost, "{what}");
    assert_eq!(
        (repair.points, repair.score),
        (then.points, then.score),
        "{what}"
    );
    for (check, (a, b)) in now.checks.iter().zip(&then.checks).enumerate() {
        let differs = check != repair.check && a.short * b.of != b.short * a.of;
        let said = repair.sides.iter().find(|s| s.check == check);
        assert_eq!(said.is_some(), differs, "{what}: check {check}");
        assert!(
            said.is_none_or(|s| (s.before, s.after) == (*a, *b)),
            "{what}"
        );
    }
    match &repair.change {
        Change::MoreMoney | Change::MoreInPeriod { .. } => {
            assert!(repair.extra.0 > 0 && then.points >= now.points, "{what}");
            assert!(repair.sides.iter().all(|s| !s.lost()), "{what}");
        }
        Change::MoreFromFund { fund } => {
            assert!(repair.extra.0 > 0 && then.points >= now.points, "{what}");
            assert!(repair.sides.iter().all(|s| !s.lost()), "{what}");
            for (f, (before, after)) in before_case.budget.iter().zip(&case.budget).enumerate() {
                let same = before == after;
                assert_eq!(same, f != *fund, "{what}: source {f}");
            }
        }
        Change::LowerLevel { level } => {
            assert!(*level < before_case.checks[repair.check].level, "{what}");
            assert_eq!(repair.extra.0, 0, "{what}");
        }
        Change::First => assert!(!before_case.checks[repair.check].hard, "{what}"),
        Change::Waive { .. } => assert_eq!(repair.extra.0, 0, "{what}"),
        Change::FreeRunning => {
            assert!(before_case.running_most.is_some(), "{what}");
            assert_eq!(repair.extra.0, 0, "{what}");
        }
        Change::FreeNeed => {
            let limited = before_case.idles.iter().any(|p| p.ceiling.is_some());
            assert!(limited && repair.extra.0 == 0, "{what}");
        }
        Change::Unpin { pin } => {
            assert!(edits.pins.contains(pin) && repair.edits.pins.len() + 1 == edits.pins.len());
        }
    }
}
