//! The Hengyang plan: what stands in the document must stand in the fixture, and sums must hold.

use std::collections::{BTreeMap, BTreeSet};

use dabiao::domain::{
    Basis, Case, CountBasis, Edits, Level, Milestone, Plan, Rule, Target, TargetKind, Unit,
};
use serde_json::Value;

const TEXT: &str = include_str!("../fixtures/plans/hengyang.json");

fn hengyang() -> Plan {
    dabiao::read::plan(TEXT.as_bytes()).expect("a plan without issues")
}

fn case() -> Case {
    Case::new(&hengyang(), &Edits::default()).expect("a case")
}

fn target<'a>(plan: &'a Plan, id: &str) -> &'a Target {
    let found = plan.targets.iter().find(|t| t.id.0 == id);
    found.unwrap_or_else(|| panic!("{id} is a target"))
}

#[test]
fn all_twenty_six_rows_are_there() {
    let plan = hengyang();
    let ids: BTreeSet<&str> = plan.targets.iter().map(|t| t.id.0.as_str()).collect();
    let parts = |n: i32| match n {
        10..=16 | 21 | 26 => "ab",
        19 => "abc",
        _ => "",
    };
    let rows = (1..=26).flat_map(|n| match parts(n) {
        "" => vec![format!("HY{n}")],
        parts => parts.chars().map(|part| format!("HY{n}{part}")).collect(),
    });
    let rows: BTreeSet<String> = rows.collect();
    assert_eq!(ids, rows.iter().map(String::as_str).collect());
    assert!(plan.targets.iter().all(|t| t.clause.starts_with("任务")));
}

/// The table of targets that the product states: target, clause, level, year.
const LEVELS: [(&str, &str, &str, i32); 37] = [
    ("HY1", "9", "4.5", 2025),
    ("HY2", "9", "1", 2025),
    ("HY3", "9", "1", 2025),
    ("HY4", "5", "0.888", 2025),
    ("HY5", "5", "1", 2028),
    ("HY6", "6", "1", 2025),
    ("HY7", "10", "2.8", 2028),
    ("HY8", "10", "0.8", 2028),
    ("HY9", "10", "1", 2025),
    ("HY10a", "20", "1", 2025),
    ("HY10b", "20", "20", 2028),
    ("HY11a", "21", "1", 2025),
    ("HY11b", "21", "100", 2028),
    ("HY12a", "22", "1", 2025),
    ("HY12b", "22", "40", 2028),
    ("HY13a", "24", "1", 2025),
    ("HY13b", "24", "100", 2028),
    ("HY14a", "24", "1", 2025),
    ("HY14b", "24", "200", 2028),
    ("HY15a", "26", "1", 2025),
    ("HY15b", "26", "30", 2028),
    ("HY16a", "27", "30", 2025),
    ("HY16b", "27", "35", 2025),
    ("HY17", "27", "1", 2025),
    ("HY18", "18", "1", 2028),
    ("HY19a", "28", "1", 2025),
    ("HY19b", "28", "0.9", 2025),
    ("HY19c", "28", "0.8", 2025),
    ("HY20", "33", "1", 2025),
    ("HY21a", "9", "10", 2028),
    ("HY21b", "9", "8", 2028),
    ("HY22", "5", "0.92", 2025),
    ("HY23", "7", "8", 2025),
    ("HY24", "10", "1", 2025),
    ("HY25", "20", "1", 2028),
    ("HY26a", "22", "1", 2028),
    ("HY26b", "22", "1", 2028),
];

#[test]
fn levels_years_and_clauses_are_those_of_the_document() {
    let plan = hengyang();
    for (id, clause, level, year) in LEVELS {
        let target = target(&plan, id);
        assert_eq!(target.clause, format!("任务{clause}"), "{id}");
        let last: &Milestone = target.milestones.last().expect("a milestone");
        let found = (last.level.value.to_string(), last.year);
        assert_eq!(found, (level.to_owned(), year), "{id}");
    }
}

#[test]
fn every_target_is_checked_at_each_of_its_milestones() {
    let case = case();
    assert_eq!(case.checks.len(), 45);
    let met: Vec<&str> = case
        .checks
        .iter()
        .filter(|c| matches!(&c.rule, Rule::AtLeast { base, required, .. } if base >= required))
        .map(|c| case.plan.targets[c.target].id.0.as_str())
        .collect();
    assert_eq!(met, ["HY9"], "only the hospital that is under way");
}

#[test]
fn estates_are_a_hard_standing_rule_and_count_among_all_places() {
    let plan = hengyang();
    let all = services_of(&plan, "HY1");
    assert_eq!(all.len(), 3);
    for (id, group) in [("HY21a", "new_estate"), ("HY21b", "old_estate")] {
        let target = target(&plan, id);
        assert!(target.is_hard(), "{id}");
        let years: Vec<i32> = target.milestones.iter().map(|m| m.year).collect();
        assert_eq!(years, [2024, 2025, 2026, 2027, 2028], "{id}");
        assert!(all.is_superset(&services_of(&plan, id)), "{id}");
        assert!(matches!(&target.rule, TargetKind::Rate { of, per: 1000, .. } if of.0 == group));
    }
    let hard = plan.targets.iter().filter(|t| t.is_hard()).count();
    assert_eq!(hard, 2);
}

fn services_of(plan: &Plan, id: &str) -> BTreeSet<String> {
    let rule = serde_json::to_value(&target(plan, id).rule).expect("a rule is JSON");
    let list = rule["services"].as_array().expect("services");
    list.iter()
        .map(|s| s.as_str().expect("an id").to_owned())
        .collect()
}

#[test]
fn coverage_asks_the_units_it_names() {
    let case = case();
    let asked = |id: &str| -> (usize, i64) {
        let wanted = |c: &&dabiao::domain::Check| case.plan.targets[c.target].id.0 == id;
        let check = case.checks.iter().find(wanted).expect("a check");
        match &check.rule {
            Rule::UnitsCovered {
                groups, at_least, ..
            } => (groups.len(), *at_least),
            Rule::MembersCovered { units, .. } => (0, units.iter().map(|u| u.members).sum()),
            other => panic!("{id} is no coverage: {other:?}"),
        }
    };
    for id in ["HY2", "HY10a", "HY12a", "HY15a", "HY17", "HY19a"] {
        assert_eq!(asked(id), (13, 1), "{id}: twelve counties and one zone");
    }
    for id in ["HY3", "HY11a"] {
        assert_eq!(asked(id), (13, 2), "{id}");
    }
    for id in ["HY5", "HY6"] {
        assert_eq!(asked(id), (145, 1), "{id}: 114 towns, 31 rural townships");
    }
    assert_eq!(asked("HY13a"), (30, 1), "23 streets and 7 county towns");
    assert_eq!(asked("HY14a"), (30, 2), "23 streets and 7 county towns");
    assert_eq!(asked("HY18"), (186, 1), "with 41 streets");
    assert_eq!(asked("HY19b"), (0, 495));
    assert_eq!((asked("HY19c"), asked("HY24")), ((0, 2258), (0, 2258)));
}

#[test]
fn the_hospital_under_way_counts() {
    let plan = hengyang();
    let counts = &target(&plan, "HY9").rule;
    let basis = CountBasis::BuiltOrCommitted;
    assert!(matches!(counts, TargetKind::Count { basis: b, .. } if *b == basis));
    let project = &plan.committed[0];
    assert_eq!((project.unit.0.as_str(), project.in_use), ("430400", 2025));
}

#[test]
fn the_tree_has_a_city_thirteen_counties_and_their_townships() {
    let plan = hengyang();
    let units = &plan.region.units;
    let count = |of: &dyn Fn(&Unit) -> bool| units.iter().filter(|u| of(u)).count();
    assert_eq!(count(&|u| u.parent.is_none()), 1);
    assert_eq!(count(&|u| u.level == Level::County && !u.residual), 13);
    let kind = |kind: &str| count(&|u: &Unit| u.level == Level::Township && u.kind == kind);
    let kinds = ["town", "rural_township", "street", "zone"].map(kind);
    assert_eq!(kinds, [114, 31, 41, 2]);
    assert_eq!(count(&|u| u.residual), 1);
    let levels: BTreeMap<&str, Level> = units.iter().map(|u| (u.id.0.as_str(), u.level)).collect();
    for unit in units.iter().filter(|u| u.level == Level::Township) {
        let parent = unit.parent.as_ref().expect("a county");
        assert_eq!(levels[parent.0.as_str()], Level::County);
        assert!(unit.id.0.starts_with(&parent.0), "{} in {parent}", unit.id);
    }
}

#[test]
fn tiles_lie_apart_in_blocks_by_county() {
    let plan = hengyang();
    let block = |u: &Unit| u.parent.clone().filter(|_| u.level == Level::Township);
    let tiles: BTreeMap<(u32, u32), String> = plan
        .region
        .units
        .iter()
        .filter_map(|u| {
            let tile = u.tile?;
            let owner = block(u).unwrap_or_else(|| u.id.clone());
            Some(((tile.row, tile.column), owner.0))
        })
        .collect();
    assert_eq!(tiles.len(), 202, "everything but the residual");
    for (&(row, column), owner) in &tiles {
        assert!(row < 18 && column < 24);
        for beside in [(row + 1, column), (row, column + 1)] {
            let other = tiles.get(&beside);
            assert!(
                other.is_none_or(|o| o == owner),
                "{owner} touches {other:?}"
            );
        }
    }
}

fn persons(plan: &Plan, group: &str) -> BTreeMap<String, i64> {
    let entry = plan.region.population.iter().find(|p| p.group.0 == group);
    let values = &entry.expect("a group").persons.values;
    values
        .iter()
        .map(|(unit, n)| (unit.0.clone(), *n))
        .collect()
}

#[test]
fn residents_sum_to_the_census_of_the_city_and_of_each_county() {
    let plan = hengyang();
    let residents = persons(&plan, "residents");
    assert_eq!(residents.values().sum::<i64>(), 6_645_243);
    let inside = |county: &str| -> i64 {
        let own = |u: &&Unit| u.parent.as_ref().is_some_and(|p| p.0 == county);
        let townships = plan.region.units.iter().filter(own);
        townships.filter_map(|u| residents.get(&u.id.0)).sum()
    };
    let published = [
        ("430405", 337_337),
        ("430406", 217_585),
        ("430407", 210_864),
        ("430408", 294_386),
        ("430412", 70_370),
        ("430421", 888_433),
        ("430422", 796_327),
        ("430423", 335_704),
        ("430424", 565_423),
        ("430426", 766_920),
        ("430476", 183_686),
        ("430481", 1_140_675),
        ("430482", 790_676),
        ("430400", 46_857),
    ];
    for (county, census) in published {
        assert_eq!(inside(county), census, "{county}");
    }
    let off = persons(&plan, "age_0_17").values().sum::<i64>() - 1_660_667;
    assert!(off.abs() <= 15, "the census, rounded by county: {off}");
}

#[test]
fn births_fall_and_with_them_what_kindergartens_need() {
    let case = case();
    let children = |path: &str, period: usize| -> i64 {
        let edits = Edits {
            path: Some(path.into()),
            ..Edits::default()
        };
        let case = Case::new(&hengyang(), &edits).expect("a case");
        let groups = &case.plan.region.groups;
        let group = groups.iter().position(|g| g.id.0 == "age_3_5");
        let units = &case.population[group.expect("a group")];
        units.iter().map(|unit| unit[period]).sum()
    };
    assert!(children("middle", 4) * 10 < children("middle", 0) * 8);
    let last = ["low", "middle", "high"].map(|path| children(path, 4));
    assert!(last.is_sorted(), "{last:?}");
    assert_eq!(case.plan.horizon.base_year, 2023);
}

#[test]
fn what_is_assumed_says_so_and_how() {
    let plan = hengyang();
    let basis = |id: &str| plan.sources.iter().find(|s| s.id.0 == id).map(|s| s.basis);
    for amount in plan.budget.amounts.iter().flat_map(|a| &a.by_period) {
        assert_eq!(basis(&amount.from.0), Some(Basis::Assumed));
    }
    for source in &plan.sources {
        let told = match source.basis {
            Basis::Assumed => source.note.is_some(),
            _ => !source.reference.is_empty(),
        };
        assert!(told, "{}", source.id);
        let named = format!("\"from\": \"{}\"", source.id);
        let except = format!("\": \"{}\"", source.id);
        let uses = TEXT.matches(&named).count() + TEXT.matches(&except).count();
        assert!(uses > 0, "{} is used", source.id);
    }
    assert_eq!(basis("census_2020"), Some(Basis::Measured));
    assert_eq!(basis("township_2020"), Some(Basis::Estimated));
    let residents = &plan.region.population[0].persons;
    assert_eq!(residents.from.0, "township_2020");
    assert_eq!(residents.except.len(), 2, "one street, one residual");
}

#[test]
fn no_text_is_left_in_one_language() {
    let document: Value = serde_json::from_str(TEXT).expect("JSON");
    let mut wrong = Vec::new();
    texts(&document, &mut wrong);
    assert_eq!(wrong, Vec::<String>::new());
}

/// A Chinese text has Chinese signs in it, an English one none.
fn texts(value: &Value, wrong: &mut Vec<String>) {
    let chinese = |s: &str| s.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    match value {
        Value::Array(list) => list.iter().for_each(|item| texts(item, wrong)),
        Value::Object(fields) => match (fields.get("zh"), fields.get("en")) {
            (Some(Value::String(zh)), Some(Value::String(en))) => {
                if en.is_empty() || chinese(en) || !chinese(zh) {
                    wrong.push(format!("{zh} / {en}"));
                }
            }
            _ => fields.values().for_each(|field| texts(field, wrong)),
        },
        _ => {}
    }
}
