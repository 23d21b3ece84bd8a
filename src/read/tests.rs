//! The Ruian plan with one thing broken at a time: each issue with its exact place.
//!
//! A place is written as a path whose steps are field names, positions or ids: `measures/primary_site/cost/value`.

use serde_json::{Value, json};

use crate::domain::{Issue, MayNotPay, Noun, Trouble};

use super::plan;

const RUIAN: &str = include_str!("../../fixtures/plans/ruian.json");

/// The Ruian plan, one of its targets with a weight of its own.
fn ruian() -> Value {
    let mut document: Value = serde_json::from_str(RUIAN).expect("the fixture is JSON");
    let weight = json!({ "value": 3, "from": "reading" });
    set(&mut document, "targets/RA1/weight", weight);
    document
}

/// Where an entry of a list of the plan stands.
fn place_of(list: &str, id: &str) -> usize {
    position(ruian()[list].as_array().expect("a list"), id)
}

/// Sets `value` at `at`; returns the field path an issue would have there.
fn set(document: &mut Value, at: &str, value: Value) -> String {
    let mut path = String::new();
    let mut here = document;
    for step in at.split('/') {
        let list = here.as_array().map(|list| position(list, step));
        if let Some(i) = list {
            path += &format!("[{i}]");
            here = &mut here[i];
        } else {
            if !path.is_empty() {
                path.push('.');
            }
            path += step;
            here = &mut here[step];
        }
    }
    *here = value;
    path
}

fn position(list: &[Value], step: &str) -> usize {
    let named = |v: &Value| {
        let keys = ["id", "group", "fund", "service"];
        keys.iter().any(|k| v.get(k).is_some_and(|id| id == step))
    };
    step.parse()
        .ok()
        .filter(|i| *i <= list.len() && step.len() < 6)
        .or_else(|| list.iter().position(named))
        .unwrap_or_else(|| panic!("no entry {step}"))
}

fn issues(document: &Value) -> Vec<Issue> {
    plan(document.to_string().as_bytes())
        .err()
        .unwrap_or_default()
}

/// Breaking the plan at `at` is found there, and nothing else is.
fn check(at: &str, value: Value, trouble: Trouble) {
    let mut document = ruian();
    let path = set(&mut document, at, value);
    assert_eq!(issues(&document), vec![Issue::at(path, trouble)], "{at}");
}

/// Breaking the plan at `at` is found at `place`, and nothing else is.
fn check_at(at: &str, value: Value, place: &str, trouble: Trouble) {
    let mut document = ruian();
    set(&mut document, at, value);
    assert_eq!(issues(&document), vec![Issue::at(place, trouble)], "{at}");
}

fn unknown(noun: Noun, id: &str) -> Trouble {
    let id = id.to_owned();
    Trouble::Unknown { noun, id }
}

fn missing(noun: Noun, id: &str) -> Trouble {
    let id = id.to_owned();
    Trouble::Missing { noun, id }
}

fn duplicate(noun: Noun, id: &str) -> Trouble {
    let id = id.to_owned();
    Trouble::Duplicate { noun, id }
}

fn negative(value: &str) -> Trouble {
    let value = value.to_owned();
    Trouble::Negative { value }
}

fn too_large(value: &str) -> Trouble {
    let value = value.to_owned();
    Trouble::TooLarge { value }
}

fn out_of_range(value: &str, min: &str, max: &str) -> Trouble {
    let [value, min, max] = [value, min, max].map(str::to_owned);
    Trouble::OutOfRange { value, min, max }
}

fn inverted(value: &str, limit: &str) -> Trouble {
    let [value, limit] = [value, limit].map(str::to_owned);
    Trouble::Inverted { value, limit }
}

fn share_sum(sum: &str) -> Trouble {
    let sum = sum.to_owned();
    Trouble::ShareSum { sum }
}

const TANGXIA: &str = "330381101000";

#[test]
fn the_plan_itself_has_no_issue() {
    assert_eq!(issues(&ruian()), vec![]);
}

#[test]
fn ids_that_do_not_exist() {
    let field = unknown(Noun::Field, "x");
    let service = unknown(Noun::Service, "x");
    let unit = unknown(Noun::Unit, "x");
    let year = unknown(Noun::Year, "2030");
    check("measures/after_school/field", json!("x"), field.clone());
    check("measures/council/effects/0/service", json!("x"), service.clone());
    check("measures/primary_class/host/measure", json!("x"), unknown(Noun::Measure, "x"));
    check("measures/clinic_gp/cap/members", json!("x"), unknown(Noun::Class, "x"));
    check("measures/clinic_gp/funding/own/fund", json!("x"), unknown(Noun::Fund, "x"));
    check("measures/pilot_hospital/who/units/0", json!("x"), unit.clone());
    check("measures/nursery_class/cap/units/x", json!(3), unit.clone());
    check("targets/RA1/field", json!("x"), field.clone());
    check("targets/RA1/rule/services/0", json!("x"), service.clone());
    check("targets/RA1/rule/of", json!("x"), unknown(Noun::Group, "x"));
    check("targets/RA6/rule/service", json!("x"), service.clone());
    check("targets/RA10/rule/members/1", json!("x"), unknown(Noun::Class, "x"));
    check("targets/RA7/rule/whole/0", json!("x"), service.clone());
    check("targets/RA1/milestones/0/year", json!(2030), year.clone());
    check("services/council/field", json!("x"), field);
    check("stock/council/service", json!("x"), service.clone());
    check("stock/council/count/values/x", json!(3), unit.clone());
    check("committed/0/unit", json!("x"), unit.clone());
    check("committed/0/effects/0/service", json!("x"), service);
    check("region/units/1/parent", json!("x"), unit);
    check("region/default_path", json!("x"), unknown(Noun::Path, "x"));
    let begin = "measures[5].begin_years[1]";
    check_at("measures/5/begin_years", json!([2023, 2030]), begin, year);
}

#[test]
fn sources_that_do_not_exist() {
    let source = unknown(Noun::Source, "x");
    check("fairness/from", json!("x"), source.clone());
    check("measures/council/cost/from", json!("x"), source.clone());
    check("measures/council/spending/from", json!("x"), source.clone());
    check("measures/council/effects/0/amount/from", json!("x"), source.clone());
    check("measures/council/funding/0/share/from", json!("x"), source.clone());
    check("measures/ward_beds/host/max/from", json!("x"), source.clone());
    check("measures/nursery_class/subsidy/amount/from", json!("x"), source.clone());
    check("targets/RA1/weight/from", json!("x"), source.clone());
    check("targets/RA1/milestones/0/level/from", json!("x"), source.clone());
    check("region/units/0/cost_factor/from", json!("x"), source.clone());
    check("region/member_classes/clinic/members/from", json!("x"), source.clone());
    check("region/paths/low/factors/residents/from", json!("x"), source.clone());
    check("budget/amounts/own/by_period/1/from", json!("x"), source.clone());
    let at = format!("region/population/residents/persons/except/{TANGXIA}");
    check(&at, json!("x"), source);
}

#[test]
fn numbers_below_nothing() {
    check("measures/council/cost/value", json!(-1), negative("-1"));
    check("measures/after_school/running/value", json!(-1), negative("-1"));
    check("measures/pilot_park/cap/each/value", json!(-2), negative("-2"));
    check(&format!("measures/home_demo/cap/units/{TANGXIA}"), json!(-2), negative("-2"));
    check("measures/nursery_class/subsidy/amount/value", json!(-1), negative("-1"));
    check("committed/0/effects/0/amount/value", json!(-3), negative("-3"));
    check(&format!("stock/council/count/values/{TANGXIA}"), json!(-3), negative("-3"));
    check("stock/kindergarten_place/remains/2023", json!(-0.5), negative("-0.5"));
    let persons = "region/population/residents/persons/values";
    check(&format!("{persons}/{TANGXIA}"), json!(-3), negative("-3"));
    check("region/paths/low/factors/residents/by_year/2023", json!(-0.5), negative("-0.5"));
    check("region/units/0/cost_factor/value", json!(-1), negative("-1"));
    check("budget/amounts/own/by_period/1/value", json!(-1), negative("-1"));
    check("targets/RA1/weight/value", json!(-1), negative("-1"));
    check("targets/RA1/milestones/0/level/value", json!(-4.5), negative("-4.5"));
    check("fairness/value", json!(-5), negative("-5"));
    check("measures/ward_beds/host/min/value", json!(-1), negative("-1"));
}

#[test]
fn numbers_too_large() {
    let persons = format!("region/population/residents/persons/values/{TANGXIA}");
    check(&persons, json!(2_000_000_001_i64), too_large("2000000001"));
    let yuan = json!(10_000_000_000_001_i64);
    check("budget/amounts/own/by_period/1/value", yuan, too_large("10000000000001"));
    let cost = json!(1_000_000_000_001_i64);
    check("measures/council/cost/value", cost, too_large("1000000000001"));
    check("measures/pilot_park/cap/each/value", json!(1_000_001), too_large("1000001"));
    let amount = "measures/council/effects/0/amount/value";
    check(amount, json!(1_000_001), too_large("1000001"));
    let least = json!(i64::MIN);
    check(amount, least, too_large("9223372036854775807"));
}

#[test]
fn numbers_outside_their_range() {
    let share = |value: &str| out_of_range(value, "0", "1");
    check("targets/RA7/milestones/0/level/value", json!(1.01), share("1.01"));
    check("targets/RA2/milestones/0/level/value", json!(2), share("2"));
    check("targets/RA6/milestones/0/level/value", json!(90), share("90"));
    check("stock/kindergarten_place/remains/2023", json!(1.5), share("1.5"));
    let growth = out_of_range("50", "0", "10");
    check("targets/RA23a/milestones/0/level/value", json!(50), growth);
    let one = |value: &str| out_of_range(value, "1", "1000000000");
    check("targets/RA1/rule/per", json!(0), one("0"));
    check("targets/RA2/rule/at_least", json!(0), one("0"));
    check("targets/RA6/rule/at_least", json!(-1), one("-1"));
    check("measures/council/lead/value", json!(101), out_of_range("101", "0", "100"));
    check("targets/RA1/weight/value", json!(1001), out_of_range("1001", "0", "1000"));
    check("fairness/value", json!(101), out_of_range("101", "0", "100"));
    check("region/units/0/cost_factor/value", json!(101), out_of_range("101", "0", "100"));
    check("budget/price_year", json!(21), out_of_range("21", "1900", "2200"));
    check("committed/0/in_use", json!(22), out_of_range("22", "1900", "2200"));
    check("targets/RA1/slider/step", json!(0), out_of_range("0", "0.000001", "6"));
}

#[test]
fn shares_that_do_not_sum_to_one() {
    let of_three = json!([0.3, 0.5, 0.1]);
    check("measures/primary_site/spending/value", of_three, share_sum("0.9"));
    check("measures/council/spending/value", json!([]), Trouble::Empty);
    let funding = "measures[3].funding";
    check_at("measures/3/funding/own/share/value", json!(0.9), funding, share_sum("1.1"));
    check("measures/council/funding", json!([]), Trouble::Empty);
    let one = json!({ "value": 0.5, "from": "module" });
    let twice = json!([{ "fund": "own", "share": one }, { "fund": "own", "share": one }]);
    let place = "measures[3].funding[1].fund";
    check_at("measures/3/funding", twice, place, duplicate(Noun::Fund, "own"));
}

#[test]
fn least_above_most() {
    check("measures/ward_beds/host/min/value", json!(5), inverted("5", "4"));
    let subsidy = "measures/nursery_class/subsidy/amount/value";
    check(subsidy, json!(560_001), inverted("560001", "560000"));
    check("targets/RA1/slider/min", json!(6), inverted("6", "6"));
}

#[test]
fn the_same_id_twice() {
    // The second one is named; what the lost id was needed for is found behind it.
    check_first("sources/reading/id", json!("document"), duplicate(Noun::Source, "document"));
    check_first("fields/health/id", json!("childcare"), duplicate(Noun::Field, "childcare"));
    check_first("services/council/id", json!("home_basic"), duplicate(Noun::Service, "home_basic"));
    check_first("measures/council/id", json!("home_basic"), duplicate(Noun::Measure, "home_basic"));
    check("targets/RA2/id", json!("RA1"), duplicate(Noun::Target, "RA1"));
    check("targets/RA2/id", json!(""), Trouble::Empty);
    check_first("region/units/1/id", json!("330381001000"), duplicate(Noun::Unit, "330381001000"));
    check_first("region/paths/high/id", json!("low"), duplicate(Noun::Path, "low"));
    let service = duplicate(Noun::Service, "childcare_place");
    let place = "measures[0].effects[1].service";
    check_at("measures/0/effects/1/service", json!("childcare_place"), place, service);
}

#[test]
fn sites_of_sites() {
    let of_itself = Trouble::Hosted {
        measure: "ward_beds".to_owned(),
    };
    check("measures/ward_beds/host/measure", json!("ward_beds"), of_itself);
    let nested = Trouble::Hosted {
        measure: "primary_class".to_owned(),
    };
    check("measures/ward_beds/host/measure", json!("primary_class"), nested);
}

#[test]
fn units_that_are_their_own_ancestors() {
    let mut document = ruian();
    let ids = ["330381001000", "330381002000", "330381003000"];
    for i in 0..3 {
        set(
            &mut document,
            &format!("region/units/{i}/parent"),
            json!(ids[(i + 1) % 3]),
        );
    }
    let ids = ids.map(str::to_owned).to_vec();
    let cycle = Issue::at("region.units[0].parent", Trouble::Cycle { ids });
    assert_eq!(issues(&document), vec![cycle]);
    let own = vec!["330381004000".to_owned()];
    check("region/units/3/parent", json!("330381004000"), Trouble::Cycle { ids: own });
}

#[test]
fn periods_and_milestones_in_order() {
    let gap = json!({ "first": 2024, "last": 2024 });
    check_first("horizon/periods/1", gap, Trouble::Periods);
    let backward = json!({ "first": 2024, "last": 2023 });
    check_first("horizon/periods/2", backward, Trouble::Periods);
    check_at("horizon/base_year", json!(2022), "horizon.periods[0]", Trouble::Periods);
    check_first("horizon/periods", json!([]), Trouble::Empty);
    check("targets/RA7/milestones/1/year", json!(2022), duplicate(Noun::Year, "2022"));
    check("targets/RA15/milestones/2/year", json!(2022), inverted("2023", "2022"));
    check("targets/RA1/milestones", json!([]), Trouble::Empty);
}

/// Breaking the plan at `at` is found there first; what follows from it is found too.
fn check_first(at: &str, value: Value, trouble: Trouble) {
    let mut document = ruian();
    let path = set(&mut document, at, value);
    assert_eq!(issues(&document).first(), Some(&Issue::at(path, trouble)), "{at}");
}

#[test]
fn what_is_needed_and_not_there() {
    let year = Trouble::MissingYear { year: 2023 };
    check("region/paths/low/factors/residents/by_year", json!({ "2022": 1, "2024": 1 }), year);
    let only_here = json!([TANGXIA]);
    let group = missing(Noun::Group, "residents");
    let place = "region.paths[0].factors";
    check_at("region/paths/low/factors/residents/units", only_here, place, group.clone());
    check_first("region/population/5/group", json!("residents"), duplicate(Noun::Group, "residents"));
    let length = Trouble::Length {
        expected: 3,
        found: 0,
    };
    check("budget/amounts/own/by_period", json!([]), length);
    check("targets/RA1/rule/services", json!([]), Trouble::Empty);
    check("targets/RA10/rule/members", json!([]), Trouble::Empty);
    check("measures/council/who", json!({ "kinds": ["borough"] }), Trouble::Empty);
    check("targets/RA1/rule/scope", json!({ "level": "county" }), Trouble::Empty);
}

#[test]
fn a_target_that_no_measure_serves() {
    let trouble = |id: &str| Trouble::Unserved {
        target: id.to_owned(),
    };
    let place = format!("targets[{}].rule", place_of("targets", "RA32"));
    check_at("measures/brand_platform/effects", json!([]), &place, trouble("RA32"));
    // Met without any measure, or only too late for its milestone: a target like any other.
    let mut document = ruian();
    set(&mut document, "measures/brand_platform/effects", json!([]));
    set(&mut document, "targets/RA32/milestones/0/level/value", json!(0));
    set(&mut document, "measures/childcare_centre/lead/value", json!(3));
    assert_eq!(issues(&document), vec![]);
}

fn may_not_pay(fund: &str, why: MayNotPay) -> Trouble {
    let fund = fund.to_owned();
    Trouble::MayNotPay { fund, why }
}

#[test]
fn sources_that_may_not_pay() {
    let school = place_of("measures", "primary_site");
    let at = |list: &str, k: usize| format!("measures[{school}].{list}[{k}].fund");
    let bond = || {
        let mut document = ruian();
        let share = |fund: &str, value: f64| json!({ "fund": fund, "share": { "value": value, "from": "funding_assumed" } });
        set(&mut document, "budget/funds/bond/revenue_only", json!(false));
        set(&mut document, "measures/primary_site/running", Value::Null);
        set(&mut document, "measures/primary_site/running_funding", json!([]));
        let shares = json!([share("own", 0.12), share("upper", 0.13), share("bond", 0.75)]);
        set(&mut document, "measures/primary_site/funding", shares);
        // Nothing but a new primary school is paid by bonds.
        let measures = document["measures"].as_array_mut().expect("a list");
        for measure in measures.iter_mut().filter(|m| m["id"] != "primary_site") {
            measure["funding"] = json!([{ "fund": "own", "share": { "value": 1, "from": "funding_assumed" } }]);
        }
        document
    };
    let mut document = bond();
    set(&mut document, "budget/funds/bond/revenue_only", json!(true));
    let no_revenue = may_not_pay("bond", MayNotPay::NoRevenue);
    assert_eq!(issues(&document), vec![Issue::at(at("funding", 2), no_revenue)]);
    // With revenue it may; its running cost has to be paid by others.
    set(&mut document, "measures/primary_site/revenue", json!(true));
    assert_eq!(issues(&document), vec![]);
    set(&mut document, "measures/primary_site/running", json!({ "value": 10_000, "from": "running_assumed" }));
    let running = may_not_pay("bond", MayNotPay::Running);
    assert_eq!(issues(&document), vec![Issue::at(at("funding", 2), running)]);
    let own = json!([{ "fund": "own", "share": { "value": 1, "from": "funding_assumed" } }]);
    set(&mut document, "measures/primary_site/running_funding", own);
    assert_eq!(issues(&document), vec![]);
    let mut document = bond();
    set(&mut document, "budget/funds/bond/fields", json!(["health"]));
    let other = may_not_pay("bond", MayNotPay::OtherField);
    assert_eq!(issues(&document), vec![Issue::at(at("funding", 2), other)]);
    let mut document = bond();
    set(&mut document, "budget/funds/own/least_share", json!({ "value": 0.2, "from": "funding_assumed" }));
    let too_little = may_not_pay("own", MayNotPay::TooLittle("0.2".to_owned()));
    assert_eq!(issues(&document), vec![Issue::at(at("funding", 0), too_little)]);
}

#[test]
fn needs_projects_and_what_is_owed_to_them() {
    let each = json!({ "value": 1, "from": "reading" });
    let need = |more: (&str, Value)| {
        let mut need = json!({ "id": "kindergarten", "services": ["primary_place"], "of": "age_6_11", "per": 1, "each": each });
        need[more.0] = more.1;
        json!([need])
    };
    let mut document = ruian();
    set(&mut document, "needs", need(("per", json!(1))));
    assert_eq!(issues(&document), vec![]);
    check_at("needs", need(("of", json!("x"))), "needs[0].of", unknown(Noun::Group, "x"));
    check_at("needs", need(("services", json!([]))), "needs[0].services", Trouble::Empty);
    let least = out_of_range("0", "1", "1000000000");
    check_at("needs", need(("per", json!(0))), "needs[0].per", least);
    let served = json!({ "kind": "served", "need": "x" });
    let place = format!("targets[{}].rule.need", place_of("targets", "RA26"));
    check_at("targets/RA26/rule", served, &place, unknown(Noun::Need, "x"));
    let unpaid = |year: i32| json!([{ "fund": "own", "year": year, "amount": { "value": 10_000, "from": "reading" } }]);
    check_at("committed/0/unpaid", unpaid(2030), "committed[0].unpaid[0].year", unknown(Noun::Year, "2030"));
    check("horizon/after", json!(2024), inverted("2024", "2024"));
    let must = json!([{ "name": { "zh": "x", "en": "x" }, "clause": "", "unit": TANGXIA, "measure": "x", "n": 1 }]);
    check_at("must", must, "must[0].measure", unknown(Noun::Measure, "x"));
    let here = |n: i64| json!([{ "name": { "zh": "x", "en": "x" }, "clause": "", "unit": TANGXIA, "measure": "area_industry", "n": n }]);
    let mut document = ruian();
    set(&mut document, "must", here(1));
    assert_eq!(issues(&document), vec![]);
    check_at("must", here(2), "must[0].n", out_of_range("2", "0", "1"));
}
