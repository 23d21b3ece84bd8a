//! From plan to case: what can be decided where.

mod support;

use dabiao::domain::{Case, Edits, Plan};

fn tiny() -> Plan {
    dabiao::read::plan(include_bytes!("../fixtures/plans/tiny-3units.json")).expect("a plan")
}

/// The units in which a measure can be decided, once the plan is changed.
fn units_with(measure: &str, change: impl Fn(&mut Plan)) -> Vec<String> {
    let mut plan = tiny();
    change(&mut plan);
    let case = Case::new(&plan, &Edits::default()).expect("a case");
    let groups = case
        .caps
        .iter()
        .filter(|c| plan.measures[c.measure].id.0 == measure);
    groups
        .map(|c| plan.region.units[c.unit].id.0.clone())
        .collect()
}

fn measure<'a>(plan: &'a mut Plan, id: &str) -> &'a mut dabiao::domain::Measure {
    plan.measures
        .iter_mut()
        .find(|m| m.id.0 == id)
        .expect("a measure")
}

fn only_in_towns(id: &'static str) -> impl Fn(&mut Plan) {
    move |plan| measure(plan, id).who.kinds = vec!["town".to_owned()]
}

fn too_late(id: &'static str) -> impl Fn(&mut Plan) {
    move |plan| measure(plan, id).lead.value = 2
}

#[test]
fn modules_stand_only_where_a_site_can() {
    assert_eq!(units_with("group", |_| {}), ["east", "west", "isle"]);
    assert_eq!(
        units_with("group", only_in_towns("nursery")),
        ["west", "isle"]
    );
    assert!(units_with("group", too_late("nursery")).is_empty());
}

#[test]
fn sites_stand_only_where_the_modules_they_must_have_can() {
    assert_eq!(
        units_with("nursery", only_in_towns("group")),
        ["west", "isle"]
    );
    assert!(units_with("nursery", too_late("group")).is_empty());
    let may_be_empty = |plan: &mut Plan| {
        only_in_towns("group")(plan);
        measure(plan, "group")
            .host
            .as_mut()
            .expect("a host")
            .min
            .value = 0;
    };
    assert_eq!(
        units_with("nursery", may_be_empty),
        ["east", "west", "isle"]
    );
}

/// The tiny plan with a status that follows from T2 one year later.
fn with_status(of: &str) -> Plan {
    let mut plan = tiny();
    let mut status = plan.targets[1].clone();
    status.id = "T8".into();
    status.rule = dabiao::domain::TargetKind::Status {
        after_from: None,
        of: of.into(),
        after: 1,
        scope: Default::default(),
    };
    status.milestones[0].level.value = dabiao::domain::Decimal::whole(2);
    plan.targets.push(status);
    plan
}

#[test]
fn a_status_counts_the_units_that_met_its_target_some_years_before() {
    let plan = with_status("T2");
    let case = Case::new(&plan, &Edits::default()).expect("a case");
    let [followed, status] = ["T2", "T8"].map(|id| {
        let check = case
            .checks
            .iter()
            .find(|c| plan.targets[c.target].id.0 == id);
        check.expect("a check").clone()
    });
    assert_eq!((followed.year, status.year), (2022, 2022));
    assert_eq!((followed.period, status.period), (1, 0), "one year earlier");
    let dabiao::domain::Rule::UnitsCovered {
        groups, required, ..
    } = &status.rule
    else {
        panic!("a status is a coverage of units");
    };
    assert_eq!(
        (groups.len(), *required),
        (3, 2),
        "a number of units, not a share"
    );
}

/// Tiny's money of two years by source, with edits given as JSON; or the places of what is wrong with them.
fn money(edits: &str) -> Result<Vec<Vec<i64>>, Vec<String>> {
    let edits: Edits = serde_json::from_str(edits).expect("edits");
    let place = |issue: dabiao::domain::Issue| match issue.place {
        dabiao::domain::Place::Path(path) => path,
        other => panic!("{other:?}"),
    };
    let case = Case::new(&tiny(), &edits);
    case.map(|case| case.budget)
        .map_err(|issues| issues.into_iter().map(place).collect())
}

#[test]
fn money_added_to_a_source_comes_on_top_of_its_share() {
    let plain = money("{}").expect("the plan");
    let fund = tiny().budget.funds[0].id.0.clone();
    let year = tiny().horizon.periods[0].first;
    let own = plain[0][0];
    for (added, edits) in [
        (7, format!(r#"{{"added": {{"{fund}": {{"{year}": 7}}}}}}"#)),
        (
            -own,
            format!(r#"{{"added": {{"{fund}": {{"{year}": {}}}}}}}"#, -own),
        ),
    ] {
        let mut expected = plain.clone();
        expected[0][0] += added;
        assert_eq!(money(&edits), Ok(expected), "{edits}");
    }
    // The budget is spread over the sources first.
    let halved: i64 = plain.iter().map(|f| f[0]).sum::<i64>() / 2;
    let spread = money(&format!(r#"{{"budget": {{"{year}": {halved}}}}}"#)).expect("half");
    let both = money(&format!(
        r#"{{"budget": {{"{year}": {halved}}}, "added": {{"{fund}": {{"{year}": 7}}}}}}"#
    ));
    assert_eq!(both.expect("both")[0][0], spread[0][0] + 7);
}

#[test]
fn money_added_where_nothing_can_be_is_named_with_its_place() {
    let fund = tiny().budget.funds[0].id.0.clone();
    let year = tiny().horizon.periods[0].first;
    let less = -1 - money("{}").expect("the plan")[0][0];
    for (edits, place) in [
        (
            r#"{"added": {"gold": {}}}"#.to_owned(),
            "edits.added.gold".to_owned(),
        ),
        (
            format!(r#"{{"added": {{"{fund}": {{"1999": 1}}}}}}"#),
            format!("edits.added.{fund}.1999"),
        ),
        (
            format!(r#"{{"added": {{"{fund}": {{"{year}": {less}}}}}}}"#),
            format!("edits.added.{fund}.{year}"),
        ),
        (
            format!(r#"{{"added": {{"{fund}": {{"{year}": {}}}}}}}"#, i64::MAX),
            format!("edits.added.{fund}.{year}"),
        ),
    ] {
        assert_eq!(money(&edits), Err(vec![place]), "{edits}");
    }
}

#[test]
fn a_status_of_what_is_no_coverage_is_refused_with_its_place() {
    for of in ["T1", "nothing"] {
        let issues = Case::new(&with_status(of), &Edits::default()).expect_err("no such coverage");
        let place = dabiao::domain::Place::Path("targets[7].rule.of".to_owned());
        assert!(issues.iter().any(|i| i.place == place), "{issues:?}");
    }
}

/// Every yuan of the capital of what can be begun is charged, whatever falls after the horizon, and running cost for the years
/// in use inside it: counted again from the plan alone.
#[test]
fn what_is_begun_inside_the_horizon_is_paid_inside_it() {
    let mut owing = 0;
    for seed in 0..400 {
        let plan = support::plan(seed);
        let case = Case::new(&plan, &Edits::default()).expect("a case");
        let last = plan.horizon.periods.len() as i64 - 1;
        for option in &case.options {
            let of = &plan.measures[option.measure];
            let factor = plan.region.units[option.unit].cost_factor.value;
            let capital = factor.of(of.cost.value.0) - option.subsidy.0;
            let running = of.running.as_ref().map_or(0, |r| factor.of(r.value.0));
            let in_use = last + 1 - option.in_use as i64;
            assert_eq!(option.cost(), capital + running * in_use, "seed {seed}");
            let shares: Vec<i64> = of.spending.value.iter().map(|s| s.micro).collect();
            let inside: i64 = shares
                .iter()
                .take((last + 1) as usize - option.period)
                .sum();
            let late = capital as f64 * (1_000_000 - inside) as f64 / 1e6;
            assert!((option.owed as f64 - late).abs() <= 1.0, "seed {seed}");
            assert_eq!(option.running, running, "seed {seed}");
            owing += i32::from(option.owed > 0);
        }
    }
    assert!(owing > 50, "some payments fall after the horizon");
}
