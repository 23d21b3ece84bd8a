//! The Hengyang plan: what stands in the document must stand in the fixture, and sums must hold.

use std::collections::{BTreeMap, BTreeSet};

use dabiao::domain::{
    Basis, Case, CountBasis, Edits, Level, Milestone, Modality, Plan, Rule, Target, TargetKind,
    Unit,
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
fn all_rows_are_there() {
    let plan = hengyang();
    let ids: BTreeSet<&str> = plan.targets.iter().map(|t| t.id.0.as_str()).collect();
    let parts = |n: i32| match n {
        10..=16 | 21 | 26 | 29 | 30 => "ab",
        19 => "abc",
        _ => "",
    };
    let rows = (1..=30).chain([33]).flat_map(|n| match parts(n) {
        "" => vec![format!("HY{n}")],
        parts => parts.chars().map(|part| format!("HY{n}{part}")).collect(),
    });
    let rows: BTreeSet<String> = rows.chain(["HY1b".to_owned()]).collect();
    assert_eq!(ids, rows.iter().map(String::as_str).collect());
    assert!(plan.targets.iter().all(|t| t.clause.starts_with("任务")));
}

/// The table of targets that the product states: target, clause, level, year.
const LEVELS: [(&str, &str, &str, i32); 45] = [
    ("HY1", "9", "4.5", 2025),
    ("HY1b", "9", "4.5", 2028),
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
    ("HY27", "6", "1", 2025),
    ("HY28", "11", "1", 2025),
    ("HY29a", "12", "1", 2028),
    ("HY29b", "12", "1", 2028),
    ("HY30a", "6", "0.995", 2025),
    ("HY30b", "6", "0.995", 2025),
    ("HY33", "32", "1", 2028),
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
    assert_eq!(case.checks.len(), 51);
    let met: Vec<&str> = case
        .checks
        .iter()
        .filter(|c| {
            let stands = |s, u| case.without_builds(s, u, c.period);
            c.rule.tally(stands, |_, _| 0).met()
        })
        .map(|c| case.plan.targets[c.target].id.0.as_str())
        .collect();
    let known = ["HY9", "HY18", "HY22", "HY30a", "HY30b"];
    assert_eq!(
        met, known,
        "a hospital under way, stations that stand, and children who become fewer"
    );
}

#[test]
fn nothing_begins_before_the_document_is_out() {
    let case = case();
    let horizon = &case.plan.horizon;
    assert_eq!(horizon.base_year, 2024, "it is of 27 December 2024");
    let years: Vec<i32> = horizon.periods.iter().map(|p| p.first).collect();
    assert_eq!(years, [2025, 2026, 2027, 2028]);
    assert_eq!(case.plan.document.issued, "2024-12-27");
    for measure in &case.plan.measures {
        assert!(measure.begin_years.iter().all(|y| *y == 2025));
        assert_eq!(measure.begin_years.is_empty(), measure.begin_from.is_none());
    }
    let new = ["nursery_demo_new", "central_new", "ward_site", "park_new"];
    for option in &case.options {
        let measure = &case.plan.measures[option.measure];
        if new.contains(&measure.id.0.as_str()) {
            assert!(option.period > 0, "{} takes a year to prepare", measure.id);
        }
    }
}

#[test]
fn what_binds_is_hard_and_no_weight_is_set_by_hand() {
    let plan = hengyang();
    let binding = [
        "HY1", "HY2", "HY3", "HY4", "HY7", "HY8", "HY19b", "HY19c", "HY21a", "HY21b", "HY22",
        "HY24", "HY27", "HY30a", "HY30b", "HY33",
    ];
    let expected = ["HY1b", "HY5", "HY6", "HY28", "HY29a", "HY29b"];
    for target in &plan.targets {
        let id = target.id.0.as_str();
        let modality = match (binding.contains(&id), expected.contains(&id)) {
            (true, _) => Some(Modality::Binding),
            (_, true) => Some(Modality::Expected),
            _ => None,
        };
        assert_eq!(target.modality(), modality, "{id}");
        assert_eq!(target.is_hard(), binding.contains(&id), "{id}");
        assert!(target.weight.is_none() && target.hard.is_none(), "{id}");
    }
}

#[test]
fn bonds_pay_for_what_has_revenue_and_running_costs_fall_on_the_own_budget() {
    let plan = hengyang();
    let bond = plan.budget.funds.iter().find(|f| f.id.0 == "bond");
    assert!(bond.is_some_and(|f| f.revenue_only && f.carry_over == Some(false)));
    for measure in &plan.measures {
        let id = &measure.id;
        let by_bond = measure.funding.iter().any(|s| s.fund.0 == "bond");
        assert!(!by_bond || measure.revenue, "{id}");
        let running = measure.running.as_ref();
        let yuan = running.unwrap_or_else(|| panic!("{id} says what it costs a year"));
        let payers: Vec<&str> = {
            let list = measure.running_funding.iter();
            list.map(|s| s.fund.0.as_str()).collect()
        };
        assert!(payers == ["own"] || yuan.value.0 == 0, "{id}: {payers:?}");
        let adds = |service: &str| {
            let mut effects = measure.effects.iter();
            effects.any(|e| e.service.0 == service && e.amount.value > 0)
        };
        if ["kindergarten_place", "pediatric_bed", "childcare_place"]
            .into_iter()
            .any(adds)
        {
            assert!(yuan.value.0 > 0, "{id}");
        }
    }
}

#[test]
fn estates_are_a_hard_standing_rule_and_count_among_all_places() {
    let plan = hengyang();
    let all = services_of(&plan, "HY1");
    assert_eq!(all.len(), 3);
    assert_eq!(all, services_of(&plan, "HY1b"));
    for (id, group) in [("HY21a", "new_estate"), ("HY21b", "old_estate")] {
        let target = target(&plan, id);
        assert!(target.is_hard(), "{id}");
        let years: Vec<i32> = target.milestones.iter().map(|m| m.year).collect();
        assert_eq!(years, [2025, 2026, 2027, 2028], "{id}");
        assert!(all.is_superset(&services_of(&plan, id)), "{id}");
        assert!(matches!(&target.rule, TargetKind::Rate { of, per: 1000, .. } if of.0 == group));
    }
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
        assert_eq!(asked(id), (12, 1), "{id}: without the high-tech zone");
    }
    for id in ["HY3", "HY11a"] {
        assert_eq!(asked(id), (12, 2), "{id}");
    }
    for id in ["HY5", "HY6"] {
        assert_eq!(asked(id), (145, 1), "{id}: 114 towns, 31 rural townships");
    }
    assert_eq!(
        asked("HY13a"),
        (30, 1),
        "23 subdistricts and 7 county towns"
    );
    assert_eq!(
        asked("HY14a"),
        (30, 2),
        "23 subdistricts and 7 county towns"
    );
    for id in ["HY18", "HY29a"] {
        assert_eq!(asked(id), (186, 1), "{id}: with 41 subdistricts");
    }
    assert_eq!(asked("HY19b"), (0, 495));
    assert_eq!((asked("HY19c"), asked("HY24")), ((0, 2258), (0, 2258)));
    assert_eq!(asked("HY29b"), (0, 495 + 2258), "the document counts 2,777");
}

#[test]
fn the_hospital_under_way_counts() {
    let plan = hengyang();
    let counts = &target(&plan, "HY9").rule;
    let basis = CountBasis::BuiltOrCommitted;
    assert!(matches!(counts, TargetKind::Count { basis: b, .. } if *b == basis));
    let project = &plan.committed[0];
    assert_eq!((project.unit.0.as_str(), project.in_use), ("430400", 2025));
    assert_eq!(
        project.in_use_from.as_ref().map(|s| &*s.0),
        Some("document")
    );
    assert!(!project.unpaid.is_empty(), "it is paid first");
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

/// Persons of a group in the base year and in the periods.
fn people(path: &str, group: &str) -> (i64, Vec<i64>) {
    let edits = Edits {
        path: Some(path.into()),
        ..Edits::default()
    };
    let case = Case::new(&hengyang(), &edits).expect("a case");
    let groups = &case.plan.region.groups;
    let group = groups.iter().position(|g| g.id.0 == group);
    let group = group.expect("a group");
    let today = case.persons_today[group].iter().sum();
    let by_period = |p: usize| case.population[group].iter().map(|unit| unit[p]).sum();
    (today, (0..4).map(by_period).collect())
}

#[test]
fn today_is_the_base_year_and_follows_what_is_published() {
    // 6.497 million at the end of 2023, a good 49,000 fewer a year since the census.
    let (residents, later) = people("middle", "residents");
    assert!((residents - 6_447_600).abs() < 200, "{residents}");
    assert!((residents - later[0] - 49_400).abs() < 200);
    let (children, _) = people("middle", "age_3_5");
    // Two years of the census and 9.9 % of the 473,000 births of Hunan in 2021.
    let births = 46_827;
    assert!((children - births - (303_101 / 4 - 9_000) - 55_559).abs() < 200);
    let places = |plan: &Plan| -> i64 {
        let stock = plan
            .stock
            .iter()
            .find(|s| s.service.0 == "kindergarten_place");
        stock.expect("places").count.values.values().sum()
    };
    let rate = places(&hengyang()) as f64 / children as f64;
    assert!((rate - 0.911).abs() < 0.002, "{rate}");
}

#[test]
fn births_fall_more_slowly_than_they_did_and_paths_part_where_they_can() {
    let all = ["low", "middle", "high"].map(|path| people(path, "age_3_5").1);
    let [low, middle, high] = &all;
    assert_eq!(low[0], high[0], "who is three in 2025 was born before 2024");
    assert!(low[3] < middle[3] && middle[3] < high[3]);
    let fall = |k: usize| 1.0 - middle[k + 1] as f64 / middle[k] as f64;
    assert!(fall(0) > 2.0 * fall(2), "{} {}", fall(0), fall(2));
    let residents = ["low", "middle", "high"].map(|path| people(path, "residents").1[3]);
    assert!(residents.is_sorted(), "{residents:?}");
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
    assert_eq!(basis("social_stations_2019"), Some(Basis::Measured));
    assert_eq!(basis("children_path"), Some(Basis::Estimated));
    assert_eq!(basis("children_path_assumed"), Some(Basis::Assumed));
    for measure in &plan.measures {
        assert_eq!(measure.who_from.is_some(), !measure.who.units.is_empty());
    }
    assert!(
        plan.services
            .iter()
            .all(|s| s.local == s.local_from.is_some())
    );
    let lost = plan.stock.iter().filter(|s| !s.remains.is_empty());
    assert!(
        lost.count() == 1
            && plan
                .stock
                .iter()
                .all(|s| s.remains.is_empty() == s.remains_from.is_none())
    );
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
