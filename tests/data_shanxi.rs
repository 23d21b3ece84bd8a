//! The Shanxi plan: what stands in the document must stand in the fixture, on three levels, and sums must hold.

#[path = "support/provenance.rs"]
mod provenance;

use std::collections::{BTreeMap, BTreeSet};

use dabiao::domain::{Basis, Case, Check, Edits, Level, Modality, Plan, Rule, TargetKind};

const TEXT: &str = include_str!("../fixtures/plans/shanxi.json");

fn shanxi() -> Plan {
    dabiao::read::plan(TEXT.as_bytes()).expect("a plan without issues")
}

fn case() -> Case {
    Case::new(&shanxi(), &Edits::default()).expect("a case")
}

fn check<'c>(case: &'c Case, id: &str) -> &'c Check {
    let mut checks = case.checks.iter();
    checks
        .find(|c| case.plan.targets[c.target].id.0 == id)
        .expect("a check")
}

/// Groups of units and units required.
fn covered<'c>(case: &'c Case, id: &str) -> (&'c [Vec<usize>], i64) {
    match &check(case, id).rule {
        Rule::UnitsCovered {
            groups, required, ..
        } => (groups, *required),
        other => panic!("{id} covers units, not {other:?}"),
    }
}

/// Members asked and members required.
fn members(case: &Case, id: &str) -> (i64, i64) {
    match &check(case, id).rule {
        Rule::MembersCovered {
            units, required, ..
        } => (units.iter().map(|u| u.members).sum(), *required),
        other => panic!("{id} covers members, not {other:?}"),
    }
}

#[test]
fn all_rows_are_there_with_their_parts() {
    let plan = shanxi();
    let ids: BTreeSet<&str> = plan.targets.iter().map(|t| t.id.0.as_str()).collect();
    let rows = (1..=12).flat_map(|n| match n {
        6 | 7 => ["a", "b", "c"].map(|part| format!("SX{n}{part}")).to_vec(),
        _ => vec![format!("SX{n}")],
    });
    let rows: BTreeSet<String> = rows.collect();
    assert_eq!(ids, rows.iter().map(String::as_str).collect());
    let sections = [
        "一(二)",
        "二(二)5",
        "二(二)6",
        "二(二)7",
        "二(二)8",
        "二(四)15",
    ];
    assert!(
        plan.targets
            .iter()
            .all(|t| sections.contains(&t.clause.as_str()))
    );
}

#[test]
fn milestones_are_those_of_the_document_or_say_that_they_are_not() {
    let plan = shanxi();
    for target in &plan.targets {
        let years: Vec<i32> = target.milestones.iter().map(|m| m.year).collect();
        let dated = match target.id.0.as_str() {
            "SX1" | "SX9" => Some(2025),
            "SX2" | "SX3" => Some(2030),
            "SX4" | "SX5" => Some(2035),
            _ => None,
        };
        assert_eq!(years, [dated.unwrap_or(2030)], "{}", target.id);
        let reading = target.interpretation.as_ref().expect("an interpretation");
        let says = reading.zh.contains("未写期限") && reading.en.contains("undated");
        assert_eq!(says, dated.is_none(), "{}", target.id);
    }
}

#[test]
fn each_target_asks_as_many_as_the_document_means() {
    let case = case();
    let asked = |id: &str| {
        let (groups, required) = covered(&case, id);
        (groups.len(), required)
    };
    for id in ["SX1", "SX2", "SX6b", "SX7b"] {
        assert_eq!(asked(id), (11, 11), "{id}: all prefectures");
    }
    for id in ["SX3", "SX6c", "SX7c"] {
        assert_eq!(asked(id), (117, 117), "{id}: all counties");
    }
    for id in ["SX6a", "SX7a"] {
        assert_eq!(asked(id), (1, 1), "{id}: the province");
    }
    assert_eq!(asked("SX4"), (11, 6), "half of 11 is 6");
    assert_eq!(asked("SX5"), (11, 2));
    assert_eq!(asked("SX9"), (70, 70), "counties of 200,000 people or more");
    assert_eq!(
        members(&case, "SX11"),
        (129, 129),
        "one library for each government"
    );
    assert_eq!(members(&case, "SX8"), (1059 + 217, 1059 + 217));
    let (schools, required) = members(&case, "SX10");
    assert!(
        required * 10 >= schools * 9 && (required - 1) * 10 < schools * 9,
        "nine tenths"
    );
}

#[test]
fn sites_of_counties_count_for_places_and_not_for_institutions() {
    let case = case();
    let sizes = |id: &str| -> Vec<usize> { covered(&case, id).0.iter().map(Vec::len).collect() };
    // Eleven prefectures, their counties, and the four zones that nothing can be built in.
    assert_eq!(sizes("SX1").iter().sum::<usize>(), 11 + 117 + 4);
    assert_eq!(sizes("SX2"), sizes("SX1"));
    for id in ["SX4", "SX6a", "SX6b", "SX6c", "SX7a", "SX7b", "SX7c"] {
        assert!(sizes(id).iter().all(|n| *n == 1), "{id}");
    }
    let TargetKind::CoverageOfUnits { services, .. } = &case.plan.targets[0].rule else {
        panic!("SX1 covers units");
    };
    let services: Vec<&str> = services.iter().map(|s| s.0.as_str()).collect();
    assert_eq!(services, ["block", "community", "base"], "three together");
}

#[test]
fn a_name_follows_from_building_and_cannot_be_bought() {
    let case = case();
    assert_eq!(covered(&case, "SX5").0, covered(&case, "SX4").0);
    let target = &case.plan.targets[check(&case, "SX5").target];
    let TargetKind::Status { of, after, .. } = &target.rule else {
        panic!("SX5 is a status");
    };
    assert_eq!((of.0.as_str(), *after), ("SX4", 2));
}

#[test]
fn what_stands_at_the_start_is_what_is_known_to_stand() {
    let case = case();
    let met = |c: &&Check| match &c.rule {
        Rule::UnitsCovered {
            services,
            at_least,
            groups,
            required,
        } => {
            let stock = |s: usize, group: &[usize]| -> i64 {
                group
                    .iter()
                    .map(|u| case.without_builds(s, *u, c.period))
                    .sum()
            };
            let has = |g: &&Vec<usize>| services.iter().all(|s| stock(*s, g) >= *at_least);
            groups.iter().filter(has).count() as i64 >= *required
        }
        Rule::MembersCovered {
            units, required, ..
        } => units.iter().map(|u| u.start).sum::<i64>() >= *required,
        _ => false,
    };
    let ids: Vec<&str> = case
        .checks
        .iter()
        .filter(met)
        .map(|c| case.plan.targets[c.target].id.0.as_str())
        .collect();
    assert_eq!((ids, case.checks.len()), (vec!["SX6a", "SX6b", "SX7a"], 16));
}

#[test]
fn the_region_is_a_tree_of_three_levels() {
    let plan = shanxi();
    let units = &plan.region.units;
    let count = |level: Level| {
        units
            .iter()
            .filter(|u| u.level == level && !u.residual)
            .count()
    };
    assert_eq!(
        [Level::Province, Level::Prefecture, Level::County].map(count),
        [1, 11, 117]
    );
    let level: BTreeMap<&str, Level> = units.iter().map(|u| (u.id.0.as_str(), u.level)).collect();
    for unit in units {
        let parent = unit.parent.as_ref().map(|p| level[p.0.as_str()]);
        let above = match unit.level {
            Level::County => Some(Level::Prefecture),
            Level::Prefecture => Some(Level::Province),
            _ => None,
        };
        assert_eq!(parent, above, "{}", unit.id);
    }
    let tiles: BTreeSet<(u32, u32)> = units
        .iter()
        .filter_map(|u| u.tile)
        .map(|t| (t.row, t.column))
        .collect();
    assert_eq!(tiles.len(), 117, "one tile for each county");
    let zh: BTreeSet<&str> = units.iter().map(|u| u.name.zh.as_str()).collect();
    let en: BTreeSet<&str> = units.iter().map(|u| u.name.en.as_str()).collect();
    assert_eq!(
        (zh.len(), en.len()),
        (units.len(), units.len()),
        "no two units share a name"
    );
}

#[test]
fn names_with_several_readings_are_read_as_their_people_do() {
    let plan = shanxi();
    let units = &plan.region.units;
    for (zh, en) in [
        ("长治市", "Changzhi"),
        ("长子县", "Zhangzi County"),
        ("绛县", "Jiangxian County"),
        ("隰县", "Xixian County"),
        ("洪洞县", "Hongtong County"),
        ("岢岚县", "Kelan County"),
        ("繁峙县", "Fanshi County"),
        ("代县", "Daixian County"),
        ("阳泉城区", "Chengqu of Yangquan"),
    ] {
        let unit = units.iter().find(|u| u.name.zh == zh).expect(zh);
        assert_eq!(unit.name.en, en);
    }
}

#[test]
fn the_people_sum_to_the_census() {
    let plan = shanxi();
    let units = &plan.region.units;
    let persons = |group: &str| {
        let mut groups = plan.region.population.iter();
        &groups
            .find(|p| p.group.0 == group)
            .expect("a group")
            .persons
    };
    let residents = persons("residents");
    assert_eq!(residents.values.values().sum::<i64>(), 34_915_616);
    assert_eq!(persons("age_0_14").values.values().sum::<i64>(), 5_709_895);
    let zones: Vec<i64> = units
        .iter()
        .filter(|u| u.residual)
        .map(|u| residents.of(&u.id))
        .collect();
    assert_eq!((zones.len(), zones.iter().sum::<i64>()), (4, 364_429));
    for unit in units.iter().filter(|u| u.level != Level::County) {
        assert_eq!(
            residents.of(&unit.id),
            0,
            "{} counts its children only",
            unit.id
        );
    }
    let taiyuan = units
        .iter()
        .filter(|u| u.parent.as_ref().is_some_and(|p| p.0 == "140100"));
    assert_eq!(
        taiyuan.map(|u| residents.of(&u.id)).sum::<i64>(),
        5_304_061,
        "the prefecture's own total"
    );
}

#[test]
fn single_years_can_be_planned_too() {
    let every: Vec<i32> = (2022..=2035).collect();
    let years = |keys: Vec<&i32>| keys.into_iter().copied().collect::<Vec<_>>();
    let with_base: Vec<i32> = (2021..=2035).collect();
    let mut plan = shanxi();
    for factor in plan.region.paths.iter().flat_map(|p| &p.factors) {
        assert_eq!(years(factor.by_year.keys().collect()), with_base);
    }
    let shrinking = plan.stock.iter().filter(|s| !s.remains.is_empty());
    for stock in shrinking {
        assert_eq!(years(stock.remains.keys().collect()), every);
    }
    let spans: Vec<(i32, i32)> = plan
        .horizon
        .periods
        .iter()
        .map(|p| (p.first, p.last))
        .collect();
    assert_eq!(spans, [(2022, 2025), (2026, 2030), (2031, 2035)]);
    plan.horizon.periods = every
        .iter()
        .map(|y| dabiao::domain::Period {
            first: *y,
            last: *y,
        })
        .collect();
    for amount in &mut plan.budget.amounts {
        amount.by_period = vec![amount.by_period[0].clone(); every.len()];
    }
    let case = Case::new(&plan, &Edits::default()).expect("a case by single years");
    assert_eq!(
        check(&case, "SX5").period,
        11,
        "a name of 2035 looks at 2033"
    );
}

/// No target counts people in a year, so one path says all there is to say.
#[test]
fn there_is_one_path_and_the_people_fall_on_it() {
    assert!(!shanxi().asks_of_people());
    assert_eq!(shanxi().region.paths.len(), 1);
    let case = case();
    for group in [0, 1, 2] {
        let in_period = |p: usize| {
            case.population[group]
                .iter()
                .map(|unit| unit[p])
                .sum::<i64>()
        };
        let all = [0, 1, 2].map(in_period);
        assert!(all.is_sorted_by(|a, b| a > b), "{all:?}");
        let today: i64 = case.persons_today[group].iter().sum();
        assert!(today > all[0], "the base year is not the census year");
    }
}

/// Stocks that the nation’s figures bound: newborn centers in more than nine tenths, special schools between two dates.
#[test]
fn baselines_are_within_what_is_published() {
    let case = case();
    let has = |id: &str, level: Level| {
        let s = case.plan.services.iter().position(|s| s.id.0 == id);
        let stock = &case.today[s.expect("a service")];
        let of_level = case.plan.region.units.iter().zip(stock);
        of_level
            .filter(|(u, n)| u.level == level && **n > 0)
            .count()
    };
    assert!(has("newborn_center", Level::County) * 10 > 117 * 9);
    assert_eq!(has("newborn_center", Level::Prefecture), 11);
    assert_eq!(has("mch", Level::Province), 1);
    assert!((55..=65).contains(&has("special_school", Level::County)));
    assert!(case.plan.committed.is_empty(), "no project is invented");
}

/// Running costs fall on provinces, prefectures and counties; transfers go to health and schools only.
#[test]
fn transfers_and_private_money_pay_no_running_cost() {
    let plan = shanxi();
    for measure in &plan.measures {
        let mut payers = measure.running_funding.iter().map(|f| f.fund.0.as_str());
        assert!(
            payers.all(|f| f != "central" && f != "private"),
            "{}",
            measure.id
        );
        let runs = measure.running.as_ref().is_some_and(|r| r.value.0 > 0);
        assert_eq!(runs, !measure.running_funding.is_empty(), "{}", measure.id);
    }
}

/// 推动 and 争取 aim, 达到 binds; other clauses have no such verb.
#[test]
fn verbs_are_those_of_the_document() {
    let plan = shanxi();
    let verbs: Vec<(&str, &str, Modality)> = plan
        .targets
        .iter()
        .filter_map(|t| {
            t.verb
                .as_ref()
                .map(|v| (t.id.0.as_str(), v.word.as_str(), v.modality))
        })
        .collect();
    let expected = [
        ("SX5", "争取", Modality::Expected),
        ("SX9", "推动", Modality::Expected),
        ("SX10", "达到", Modality::Binding),
        ("SX12", "推动", Modality::Expected),
    ];
    assert_eq!(verbs, expected);
    assert!(plan.not_planned.iter().any(|n| n.clause == "二(四)17以后"));
}

#[test]
fn every_measure_can_be_begun_and_paid() {
    let case = case();
    for (m, measure) in case.plan.measures.iter().enumerate() {
        assert!(
            case.options.iter().any(|o| o.measure == m && o.hi > 0),
            "{}",
            measure.id
        );
    }
    let zones: Vec<usize> = (0..case.plan.region.units.len())
        .filter(|u| case.plan.region.units[*u].residual)
        .collect();
    assert!(
        case.options.iter().all(|o| !zones.contains(&o.unit)),
        "nothing is built in zones"
    );
}

#[test]
fn what_is_invented_says_so() {
    let plan = shanxi();
    let basis = |id: &str| plan.sources.iter().find(|s| s.id.0 == id).map(|s| s.basis);
    for amount in plan.budget.amounts.iter().flat_map(|a| &a.by_period) {
        assert_eq!(basis(&amount.from.0), Some(Basis::Assumed));
    }
    for stock in &plan.stock {
        let measured = |id: &str| basis(id) == Some(Basis::Measured);
        assert!(!measured(&stock.count.from.0), "{}", stock.service);
        let known = stock
            .count
            .except
            .iter()
            .all(|(unit, id)| unit.0 == "140000" && measured(&id.0));
        assert!(known, "only the provincial hospital is known by name");
        assert_eq!(stock.remains.is_empty(), stock.remains_from.is_none());
    }
    for invented in ["to_fill", "special_2025", "community_cost", "special_cost"] {
        assert_eq!(basis(invented), Some(Basis::Assumed), "{invented}");
    }
    assert_eq!(basis("census_2020"), Some(Basis::Measured));
}

#[test]
fn every_number_has_a_source_and_every_source_a_use_and_a_reason() {
    assert_eq!(provenance::troubles(&shanxi(), TEXT), Vec::<String>::new());
}

#[test]
fn by_single_years_no_yuan_is_lost_and_every_target_stays() {
    let (spans, years) = (shanxi(), shanxi().by_single_years());
    assert_eq!(years.id, "shanxi-years");
    assert_eq!(
        (spans.horizon.periods.len(), years.horizon.periods.len()),
        (3, 14)
    );
    for (span, year) in spans.budget.amounts.iter().zip(&years.budget.amounts) {
        let mut years = year.by_period.iter().map(|f| f.value.0);
        for (period, money) in spans.horizon.periods.iter().zip(&span.by_period) {
            let n = usize::try_from(period.last - period.first + 1).expect("a length");
            let parts: Vec<i64> = years.by_ref().take(n).collect();
            assert_eq!(parts.iter().sum::<i64>(), money.value.0, "{}", span.fund.0);
            assert!(
                parts.iter().max() <= parts.iter().min().map(|n| n + 2).as_ref(),
                "{parts:?}"
            );
        }
    }
    let text = serde_json::to_string(&years).expect("JSON");
    let again = dabiao::read::plan(text.as_bytes()).expect("a plan without issues");
    assert_eq!(
        Case::new(&again, &Edits::default())
            .expect("a case")
            .checks
            .len(),
        16
    );
}
