//! Use of what stands, and where figures come from, on the tiny plan with builds by hand.

use dabiao::domain::{Allocation, Build, Case, Edits, Plan};
use dabiao::report::{PeriodUse, Says, StockUse, UseOf, report, uses};

fn tiny() -> Plan {
    serde_json::from_str(include_str!("../fixtures/plans/tiny-3units.json")).expect("a plan")
}

/// What is used where `n` micro nurseries of 10 places are begun on the isle in the first year.
fn with_micros(n: i64) -> (Case, Vec<StockUse>) {
    let case = Case::new(&tiny(), &Edits::default()).expect("a case");
    let builds = (n > 0).then(|| Build {
        unit: "isle".into(),
        measure: "micro".into(),
        year: 2021,
        n,
    });
    let builds = builds.into_iter().collect();
    let report = report(&case, &Allocation { builds }).expect("within the rules");
    let used = report.stock_use(&case);
    (case, used)
}

fn places(n: i64) -> StockUse {
    let (case, used) = with_micros(n);
    let of_places =
        |u: &StockUse| matches!(u.of, UseOf::Target(t) if case.plan.targets[t].id.0 == "T1");
    used.into_iter().find(of_places).expect("the rate target")
}

#[test]
fn without_builds_nothing_new_stands_empty() {
    let last = places(0).periods[1];
    assert_eq!(last.stock, 42);
    assert_eq!((last.built, last.idle), (0, 0));
}

#[test]
fn places_beyond_the_need_of_their_own_unit_stand_empty_whatever_others_lack() {
    let places = places(2);
    let last = places.periods[1];
    // 1,010 residents on the isle and 5 places per thousand: 6 are needed, 20 are built.
    let isle = PeriodUse {
        need: 6,
        stock: 20,
        surplus: 14,
        built: 20,
        idle: 14,
    };
    assert_eq!(places.units.len(), 1);
    assert_eq!(places.units[0].last, isle);
    assert_eq!((last.stock, last.built, last.idle), (62, 20, 14));
    assert_eq!(last.need, 86, "17,170 residents in all");
    assert!(last.surplus == 14 && last.need > last.stock);
}

#[test]
fn only_rates_speak_of_use() {
    let (case, used) = with_micros(0);
    let rates = case
        .plan
        .targets
        .iter()
        .filter(|t| matches!(t.rule, dabiao::domain::TargetKind::Rate { .. }));
    assert_eq!(used.len(), rates.count());
}

#[test]
fn every_figure_of_a_plan_is_counted_once() {
    let plan = tiny();
    let all = uses(&plan);
    assert_eq!(all.len(), plan.sources.len());
    let figures = |says: Says| -> usize {
        let own = all.iter().flatten().filter(|u| u.says == says);
        own.map(|u| u.figures).sum()
    };
    assert_eq!(figures(Says::Weight), plan.targets.len());
    assert_eq!(figures(Says::Cost), plan.measures.len());
    assert_eq!(figures(Says::Population), 3);
    assert_eq!(figures(Says::Path), 2);
    assert_eq!(figures(Says::UnitCost), plan.region.units.len());
    assert_eq!(figures(Says::Fairness), 1);
    // As many figures as the file names a source for, a series once for each unit.
    let text = include_str!("../fixtures/plans/tiny-3units.json");
    let value: serde_json::Value = serde_json::from_str(text).expect("JSON");
    let total: usize = all.iter().flatten().map(|u| u.figures).sum();
    assert_eq!(total, sourced(&value));
}

fn sourced(value: &serde_json::Value) -> usize {
    match value {
        serde_json::Value::Object(object) => {
            let many = ["values", "by_year"]
                .iter()
                .find_map(|k| object.get(*k)?.as_object());
            let own = usize::from(object.contains_key("from")) * many.map_or(1, |m| m.len());
            own + object.values().map(sourced).sum::<usize>()
        }
        serde_json::Value::Array(all) => all.iter().map(sourced).sum(),
        _ => 0,
    }
}
