//! The Ruian plan: what stands in the document must stand in the fixture, and sums must hold.

#[path = "support/provenance.rs"]
mod provenance;

use std::collections::BTreeSet;

use dabiao::domain::{
    Basis, Case, Decimal, Edits, MemberClass, Modality, Plan, Rule, Target, TargetKind,
};

const TEXT: &str = include_str!("../fixtures/plans/ruian.json");

fn ruian() -> Plan {
    dabiao::read::plan(TEXT.as_bytes()).expect("a plan without issues")
}

fn case() -> Case {
    Case::new(&ruian(), &Edits::default()).expect("a case")
}

#[test]
fn every_row_of_the_document_is_there() {
    let plan = ruian();
    let ids: BTreeSet<&str> = plan.targets.iter().map(|t| t.id.0.as_str()).collect();
    let rows = (1..=33).flat_map(|n| match n {
        12 | 13 => vec![format!("RA{n}"), format!("RA{n}b")],
        23 | 33 => vec![format!("RA{n}a"), format!("RA{n}b")],
        _ => vec![format!("RA{n}")],
    });
    let rows: BTreeSet<String> = rows.chain(["RA37".to_owned()]).collect();
    assert_eq!(ids, rows.iter().map(String::as_str).collect());
    assert!(
        plan.targets
            .iter()
            .all(|t| t.clause.contains('四') || t.clause.contains("任务"))
    );
    for left_out in ["RA34", "RA35", "RA36", "RA38", "RA39", "RA40"] {
        let named = plan
            .not_planned
            .iter()
            .filter(|n| n.name.zh.contains(left_out));
        assert_eq!(named.count(), 1, "{left_out} is not planned, and says so");
    }
}

#[test]
fn what_the_verbs_bind_to_is_hard() {
    let plan = ruian();
    let of = |modality: Option<Modality>| -> Vec<&str> {
        let own = plan.targets.iter().filter(|t| t.modality() == modality);
        own.map(|t| t.id.0.as_str()).collect()
    };
    let binding = of(Some(Modality::Binding));
    let rows = [
        "RA5", "RA6", "RA7", "RA10", "RA11", "RA26", "RA33a", "RA33b",
    ];
    assert_eq!(binding, rows);
    let expected = of(Some(Modality::Expected));
    assert_eq!(
        expected,
        ["RA1", "RA2", "RA12", "RA12b", "RA24", "RA30", "RA31"]
    );
    for target in &plan.targets {
        assert_eq!(target.is_hard(), binding.contains(&target.id.0.as_str()));
        assert!(target.weight.is_none() && target.hard.is_none());
    }
}

#[test]
fn every_target_is_checked_at_each_of_its_milestones() {
    let case = case();
    assert_eq!(case.checks.len(), 67);
    let met = case
        .checks
        .iter()
        .filter(|c| met_at_the_start(&c.rule))
        .count();
    assert_eq!(
        met, 6,
        "with projects under way there are school places for all, whatever else is built"
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
    for id in ["RA15", "RA16", "RA17", "RA18", "RA20", "RA21"] {
        assert!(
            all.is_superset(&services_of(&plan, id)),
            "{id} counts towards RA12"
        );
    }
    assert!(services_of(&plan, "RA13").is_superset(&services_of(&plan, "RA14")));
    assert_eq!(services_of(&plan, "RA13").len(), 7);
    for (kinds, all, level) in [("RA12b", "RA12", 9), ("RA13b", "RA13", 7)] {
        assert_eq!(services_of(&plan, kinds), services_of(&plan, all));
        let target = target(&plan, kinds);
        assert!(matches!(target.rule, TargetKind::Kinds { at_least: 1, .. }));
        assert_eq!(target.milestones[0].level.value, Decimal::whole(level));
    }
}

fn target<'a>(plan: &'a Plan, id: &str) -> &'a Target {
    let found = plan.targets.iter().find(|t| t.id.0 == id);
    found.expect("a target")
}

fn services_of(plan: &Plan, id: &str) -> BTreeSet<String> {
    let target = target(plan, id);
    let rule = serde_json::to_value(&target.rule).expect("a rule is JSON");
    let list = rule["services"].as_array().expect("services");
    list.iter()
        .map(|s| s.as_str().expect("an id").to_owned())
        .collect()
}

#[test]
fn projects_under_way_bring_most_of_the_school_places() {
    let plan = ruian();
    let places = services_of(&plan, "RA9");
    assert_eq!(places.len(), 3, "primary, junior and senior high");
    let effects = plan.committed.iter().flat_map(|c| &c.effects);
    let own = effects.filter(|e| places.contains(&e.service.0));
    let under_way: i64 = own.map(|e| e.amount.value).sum();
    assert_eq!(
        under_way, 16_560,
        "of the 17,000 that the document asks for"
    );
    for project in &plan.committed {
        assert!(project.unpaid.iter().all(|u| u.year <= project.in_use));
        assert!(!project.unpaid.is_empty(), "{}", project.name.zh);
    }
}

#[test]
fn what_the_document_names_with_its_place_is_built() {
    let plan = ruian();
    let clauses: Vec<&str> = plan.must.iter().map(|m| m.clause.as_str()).collect();
    assert_eq!(clauses, ["任务58", "任务59", "任务60", "任务64"]);
    let found = dabiao::optimize::solve(
        &case(),
        dabiao::optimize::Limits {
            steps: 1,
            ..Default::default()
        },
    );
    let dabiao::optimize::Outcome::Answer(answer) = found else {
        panic!("a plan exists")
    };
    for must in &plan.must {
        let builds = answer.allocation.builds.iter();
        let own = builds.filter(|b| b.unit == must.unit && b.measure == must.measure);
        assert_eq!(own.map(|b| b.n).sum::<i64>(), must.n);
    }
}

#[test]
fn bonds_that_revenue_repays_pay_for_nothing_without() {
    let plan = ruian();
    for measure in &plan.measures {
        let bond = measure.funding.iter().any(|f| f.fund.0 == "bond");
        assert_eq!(bond, measure.revenue, "{}", measure.id);
        let school = measure
            .effects
            .iter()
            .any(|e| ["primary_place", "junior_place"].contains(&e.service.0.as_str()));
        assert!(!(bond && school), "{}", measure.id);
        assert!(
            measure.running.is_some(),
            "{} says what it costs to run",
            measure.id
        );
        let running = measure.running_funding.iter();
        assert!(running.into_iter().all(|f| f.fund.0 == "own"));
    }
    let carried = plan.budget.funds.iter().filter(|f| f.carries(&plan.budget));
    let carried: Vec<&str> = carried.map(|f| f.id.0.as_str()).collect();
    assert_eq!(carried, ["own", "private"]);
}

#[test]
fn what_is_invented_says_so() {
    let plan = ruian();
    let basis = |id: &str| plan.sources.iter().find(|s| s.id.0 == id).map(|s| s.basis);
    for amount in plan.budget.amounts.iter().flat_map(|a| &a.by_period) {
        assert_eq!(basis(&amount.from.0), Some(Basis::Assumed));
    }
    for stock in &plan.stock {
        let from = basis(&stock.count.from.0);
        let kept = stock.service.0 == "kindergarten_public";
        let expected = if kept {
            Basis::Estimated
        } else {
            Basis::Assumed
        };
        assert_eq!(from, Some(expected), "{}", stock.service);
    }
    for measure in &plan.measures {
        assert!(measure.who.units.is_empty() || measure.who_from.is_some());
        assert!(measure.begin_years.is_empty() || measure.begin_from.is_some());
    }
    let measured = basis("tangxia_2020");
    assert_eq!(measured, Some(Basis::Measured));
}

#[test]
fn every_number_has_a_source_and_every_source_a_use() {
    assert_eq!(provenance::troubles(&ruian(), TEXT), Vec::<String>::new());
}
