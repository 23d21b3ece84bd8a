//! The Ruian plan: sums that must hold, and the case it becomes.

use dabiao::domain::{Case, Edits, Plan};

fn ruian() -> Plan {
    serde_json::from_str(include_str!("../fixtures/plans/ruian.json")).expect("a plan")
}

#[test]
fn it_becomes_a_case() {
    let case = Case::new(&ruian(), &Edits::default()).expect("a case");
    assert_eq!(case.checks.len(), 58);
}
