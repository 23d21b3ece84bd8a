//! Numbers by unit and the table of an allocation, on the Ruian plan with a few builds by hand.

use dabiao::domain::{Allocation, Build, Case, Edits, Plan, UnitId};
use dabiao::report::{ByUnit, Quantity, Report, Table, headline, report};

fn ruian() -> Plan {
    serde_json::from_str(include_str!("../fixtures/plans/ruian.json")).expect("a plan")
}

fn build(unit: &str, measure: &str, year: i32, n: i64) -> Build {
    Build {
        unit: unit.into(),
        measure: measure.into(),
        year,
        n,
    }
}

const TANGXIA: &str = "330381101000";
const XINCHENG: &str = "330381007000";

/// Three community nurseries of 10 places in Tangxia, one in Xincheng a year later, a pilot school, and nothing that must be.
fn built() -> (Case, Report) {
    let mut plan = ruian();
    plan.must.clear();
    let case = Case::new(&plan, &Edits::default()).expect("a case");
    let builds = vec![
        build(XINCHENG, "nursery_micro", 2023, 1),
        build(TANGXIA, "nursery_micro", 2022, 3),
        build(TANGXIA, "pilot_school", 2022, 1),
    ];
    let report = report(&case, &Allocation { builds }).expect("within the rules");
    (case, report)
}

fn unit(case: &Case, id: &str) -> usize {
    case.plan
        .region
        .units
        .iter()
        .position(|u| u.id == UnitId::from(id))
        .expect("the unit")
}

fn measure(case: &Case, id: &str) -> usize {
    case.plan
        .measures
        .iter()
        .position(|m| m.id.0 == id)
        .expect("the measure")
}

fn target(case: &Case, id: &str) -> usize {
    case.plan
        .targets
        .iter()
        .position(|t| t.id.0 == id)
        .expect("the target")
}

fn by_unit(id: &str, period: Option<usize>) -> (Case, ByUnit) {
    let (case, report) = built();
    let map = report
        .target_by_unit(&case, target(&case, id), period)
        .expect("a target with checks");
    (case, map)
}

#[test]
fn a_rate_is_stock_over_the_residents_of_the_year() {
    let (case, report) = built();
    let (_, map) = by_unit("RA1", Some(2));
    let u = unit(&case, TANGXIA);
    let places = case
        .plan
        .services
        .iter()
        .position(|s| s.id.0 == "childcare_place")
        .expect("the service");
    let residents = case.population[0][u][2];
    let expected = report.stock[places][u][2] as f64 / residents as f64 * 1000.0;
    assert_eq!(map.quantity, Quantity::Rate { per: 1000 });
    assert_eq!(map.required, Some(4.5));
    assert!((map.values[u].expect("residents") - expected).abs() < 1e-12);
    assert!(report.stock[places][u][2] >= 30);
}

#[test]
fn the_base_year_knows_no_builds() {
    let (case, map) = by_unit("RA16", None);
    let (_, later) = by_unit("RA16", Some(2));
    let u = unit(&case, TANGXIA);
    assert_eq!((map.quantity, map.required), (Quantity::Count, None));
    assert_eq!(
        later.values[u]
            .zip(map.values[u])
            .map(|(then, now)| then - now),
        Some(1.0)
    );
}

#[test]
fn coverage_of_units_asks_each_unit_and_of_members_a_share() {
    let (_, units) = by_unit("RA2", Some(2));
    assert_eq!(
        (units.quantity, units.required),
        (Quantity::Count, Some(1.0))
    );
    let (_, members) = by_unit("RA10", Some(2));
    assert_eq!(
        (members.quantity, members.required),
        (Quantity::Share, Some(1.0))
    );
    assert!(
        members
            .values
            .iter()
            .flatten()
            .all(|x| (0.0..=1.0).contains(x))
    );
}

#[test]
fn money_of_units_sums_to_the_cost_at_the_end() {
    let (case, report) = built();
    let paid = report.money_by_unit(&case, Some(case.periods() - 1));
    assert_eq!(
        paid.values.iter().flatten().sum::<f64>(),
        report.cost.0 as f64
    );
    assert!(
        report
            .money_by_unit(&case, None)
            .values
            .iter()
            .all(|x| *x == Some(0.0))
    );
}

#[test]
fn the_table_adds_up() {
    let (case, report) = built();
    let field = case
        .plan
        .fields
        .iter()
        .position(|f| f.id.0 == "childcare")
        .expect("the field");
    let (_, places) = headline(&case, field).expect("a target");
    let table = Table::new(&case, &report.begun, &[places]);
    let (t, x, micro) = (
        unit(&case, TANGXIA),
        unit(&case, XINCHENG),
        measure(&case, "nursery_micro"),
    );
    assert_eq!(
        (
            table.modules(t, micro, None),
            table.modules(t, micro, Some(0))
        ),
        (3, 3)
    );
    assert_eq!(
        (
            table.modules(x, micro, Some(0)),
            table.modules(x, micro, Some(1))
        ),
        (0, 1)
    );
    assert_eq!(
        (
            table.all_modules(micro, None),
            table.all_modules(micro, Some(1))
        ),
        (4, 1)
    );
    assert_eq!((table.gain(0, t, None), table.all_gain(0, None)), (30, 40));
    assert_eq!(table.all_money(None), report.cost.0);
    assert_eq!(table.money(t, None), report.by_unit[t].0);
}

#[test]
fn the_table_knows_where_a_measure_cannot_be_begun() {
    let (case, report) = built();
    let table = Table::new(&case, &report.begun, &[]);
    let (patriotic, t) = (measure(&case, "area_patriotic"), unit(&case, TANGXIA));
    assert!(!table.can(t, patriotic, None));
    assert!(table.can(t, measure(&case, "nursery_micro"), Some(0)));
}

#[test]
fn the_headline_of_a_field_speaks_of_people_then_weighs_most_and_is_the_first_of_equals() {
    let case = Case::new(&ruian(), &Edits::default()).expect("a case");
    let names: Vec<&str> = (0..case.plan.fields.len())
        .filter_map(|f| headline(&case, f))
        .map(|(t, _)| case.plan.targets[t].id.0.as_str())
        .collect();
    assert_eq!(names[..4], ["RA1", "RA26", "RA5", "RA10"]);
}
