//! The Ruian plan: what stands in the document must stand in the fixture, and sums must hold.

#[path = "support/provenance.rs"]
mod provenance;

use std::collections::BTreeSet;

use dabiao::domain::{Basis, Case, Edits, MemberClass, Plan, Rule};

const TEXT: &str = include_str!("../fixtures/plans/ruian.json");

fn ruian() -> Plan {
    dabiao::read::plan(TEXT.as_bytes()).expect("a plan without issues")
}

fn case() -> Case {
    Case::new(&ruian(), &Edits::default()).expect("a case")
}

#[test]
fn all_thirty_two_rows_are_there() {
    let plan = ruian();
    let ids: BTreeSet<&str> = plan.targets.iter().map(|t| t.id.0.as_str()).collect();
    let rows = (1..=32).flat_map(|n| match n {
        23 => vec!["RA23a".to_owned(), "RA23b".to_owned()],
        _ => vec![format!("RA{n}")],
    });
    let rows: BTreeSet<String> = rows.collect();
    assert_eq!(ids, rows.iter().map(String::as_str).collect());
    assert!(
        plan.targets
            .iter()
            .all(|t| t.clause.contains('四') || t.clause.contains("任务"))
    );
}

#[test]
fn every_target_is_checked_at_each_of_its_milestones() {
    let case = case();
    assert_eq!(case.checks.len(), 58);
    let met = case
        .checks
        .iter()
        .filter(|c| met_at_the_start(&c.rule))
        .count();
    assert_eq!(
        met, 2,
        "only places for kindergarten children, once births have fallen"
    );
}

fn met_at_the_start(rule: &Rule) -> bool {
    matches!(rule, Rule::AtLeast { base, required, .. } if base >= required)
}

#[test]
fn the_region_sums_to_what_is_published() {
    let plan = ruian();
    let region = &plan.region;
    assert_eq!(region.units.len(), 23);
    let tiles: BTreeSet<(u32, u32)> = region
        .units
        .iter()
        .filter_map(|u| u.tile)
        .map(|t| (t.row, t.column))
        .collect();
    assert_eq!(tiles.len(), 23, "no two tiles lie on each other");
    let persons = |group: &str| -> i64 {
        let entry = region
            .population
            .iter()
            .find(|p| p.group.0 == group)
            .expect("a group");
        entry.persons.values.values().sum()
    };
    assert_eq!(persons("residents"), 1_520_386, "the census");
    assert!(
        (258_187 - persons("age_0_17")).abs() <= 23,
        "the census, rounded by unit"
    );
    let members = |id: &str| -> i64 {
        let class: &MemberClass = region
            .member_classes
            .iter()
            .find(|c| c.id.0 == id)
            .expect("a class");
        class.members.values.values().sum()
    };
    assert_eq!((members("community"), members("village")), (103, 412));
}

#[test]
fn residents_follow_the_published_years() {
    let case = case();
    let residents =
        |period: usize| -> i64 { case.population[0].iter().map(|unit| unit[period]).sum() };
    assert!((1_534_600 - residents(1)).abs() < 50, "2023");
    let paths = ["low", "middle", "high"].map(|path| {
        let edits = Edits {
            path: Some(path.into()),
            ..Edits::default()
        };
        let case = Case::new(&ruian(), &edits).expect("a case");
        case.population[1].iter().map(|unit| unit[2]).sum::<i64>()
    });
    assert!(
        paths.is_sorted() && paths[2] < 35_000,
        "children under three, 2024: {paths:?}"
    );
}

#[test]
fn demand_for_kindergartens_falls() {
    let case = case();
    let group = case
        .plan
        .region
        .groups
        .iter()
        .position(|g| g.id.0 == "age_3_5")
        .expect("a group");
    let children =
        |period: usize| -> i64 { case.population[group].iter().map(|u| u[period]).sum() };
    assert!(children(2) * 10 < children(0) * 9);
}

#[test]
fn pilots_are_counted_once_and_by_kind() {
    let plan = ruian();
    let all = services_of(&plan, "RA12");
    assert_eq!(all.len(), 9);
    for id in ["RA15", "RA16", "RA17", "RA18", "RA19", "RA21"] {
        assert!(
            all.is_superset(&services_of(&plan, id)),
            "{id} counts towards RA12"
        );
    }
    assert!(services_of(&plan, "RA13").is_superset(&services_of(&plan, "RA14")));
    assert_eq!(services_of(&plan, "RA13").len(), 7);
}

fn services_of(plan: &Plan, id: &str) -> BTreeSet<String> {
    let target = plan
        .targets
        .iter()
        .find(|t| t.id.0 == id)
        .expect("a target");
    let rule = serde_json::to_value(&target.rule).expect("a rule is JSON");
    let list = rule["services"].as_array().expect("services");
    list.iter()
        .map(|s| s.as_str().expect("an id").to_owned())
        .collect()
}

#[test]
fn what_is_invented_says_so() {
    let plan = ruian();
    let basis = |id: &str| plan.sources.iter().find(|s| s.id.0 == id).map(|s| s.basis);
    for amount in plan.budget.amounts.iter().flat_map(|a| &a.by_period) {
        assert_eq!(basis(&amount.from.0), Some(Basis::Assumed));
    }
    let measured = basis("tangxia_2020");
    assert_eq!(measured, Some(Basis::Measured));
}

#[test]
fn every_number_has_a_source_and_every_source_a_use() {
    assert_eq!(provenance::troubles(&ruian(), TEXT), Vec::<String>::new());
}
