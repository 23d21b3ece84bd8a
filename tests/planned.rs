//! What the screen says of a plan beside its targets, and the limit of new places beyond need, on the Ruian plan.

use dabiao::domain::{
    Allocation, Basis, Case, Decimal, Edits, Modality, Pin, Plan, TargetKind, Verb, Yuan,
};
use dabiao::optimize::certify::{self, Refusal};
use dabiao::optimize::{Ceiling, Conflict, Limits, Outcome, Points, bindings, explain_miss, solve};
use dabiao::report::{on_assumed_stock, report};
use dabiao::view_model::knob::Knob;
use dabiao::view_model::row_view::row;
use dabiao::view_model::table::pins::{Fixed, PinCell, Pins, fix};
use dabiao::view_model::table::times::begun_and_used;
use dabiao::view_model::tidy::tidy;
use dabiao::words::{Lang, bound_by, fund_lines, modality, unsure, why_not};

fn ruian() -> Plan {
    let text = include_bytes!("../fixtures/plans/ruian.json");
    dabiao::read::plan(text).expect("a plan")
}

fn solved(plan: &Plan, edits: &Edits) -> (Case, Allocation) {
    let case = Case::new(plan, edits).expect("a case");
    let limits = Limits {
        steps: 30,
        ..Limits::default()
    };
    let Outcome::Answer(answer) = solve(&case, limits) else {
        panic!("there is a plan")
    };
    (case, answer.allocation)
}

#[test]
fn kinds_that_are_missing_are_named() {
    let plan = ruian();
    let (case, mut allocation) = solved(&plan, &Edits::default());
    let target = plan.targets.iter().position(|t| t.id.0 == "RA12b");
    let target = target.expect("nine kinds");
    let said = |allocation: &Allocation| {
        let report = report(&case, allocation).expect("within the rules");
        row(Lang::Zh, &case, &report, target).lacking
    };
    assert_eq!(said(&allocation), "各类齐全");
    let (park, venue) = ("pilot_park", "pilot_venue");
    allocation
        .builds
        .retain(|b| b.measure.0 != park && b.measure.0 != venue);
    assert_eq!(said(&allocation), "尚缺：试点公园、试点场馆");
    let other = plan.targets.iter().position(|t| t.id.0 == "RA12");
    let report = report(&case, &allocation).expect("within the rules");
    let row = row(Lang::Zh, &case, &report, other.expect("a hundred"));
    assert_eq!(row.lacking, "", "a sum has no kinds");
}

#[test]
fn a_source_of_money_says_that_it_binds_or_why_something_is_left() {
    let plan = ruian();
    let (case, allocation) = solved(&plan, &Edits::default());
    let report = report(&case, &allocation).expect("within the rules");
    let said = fund_lines(Lang::Zh, &case, &report);
    assert_eq!(said.len(), plan.budget.funds.len());
    assert!(
        said.iter().any(|s| s == "本级财政已用尽，是约束。"),
        "{said:?}"
    );
    let bonds = said.iter().find(|s| s.starts_with("专项债券结余"));
    let bonds = bonds.expect("special bonds are left over");
    assert!(
        bonds.contains("只能用于有收益的项目") && bonds.contains("不结转"),
        "{bonds}"
    );
    assert_eq!(fund_lines(Lang::En, &case, &report).len(), said.len());
}

#[test]
fn targets_that_rest_on_assumed_stock_are_counted() {
    let mut plan = ruian();
    let before = on_assumed_stock(&plan);
    let id = |i: &usize| plan.targets[*i].id.0.as_str();
    let ids: Vec<&str> = before.iter().map(id).collect();
    assert!(ids.contains(&"RA4") && !ids.contains(&"RA12"), "{ids:?}");
    let (case, allocation) = solved(&plan, &Edits::default());
    let report = report(&case, &allocation).expect("within the rules");
    let said = unsure(Lang::En, &case, &report).expect("some are assumed");
    assert!(said.contains(&before.len().to_string()), "{said}");
    plan.sources
        .iter_mut()
        .for_each(|s| s.basis = Basis::Measured);
    assert!(on_assumed_stock(&plan).is_empty());
}

#[test]
fn a_verb_gives_the_defaults_and_says_so() {
    let mut target = ruian().targets.remove(0);
    (target.hard, target.weight) = (None, None);
    for (kind, hard, weight) in [
        (None, false, 2),
        (Some(Modality::Expected), false, 1),
        (Some(Modality::Binding), true, 3),
    ] {
        target.verb = kind.map(|modality| Verb {
            word: "确保".to_owned(),
            modality,
        });
        assert_eq!(target.is_hard(), hard);
        assert_eq!(target.weighs(), Decimal::whole(weight));
        let said = bound_by(Lang::Zh, &target);
        assert_eq!(said.contains("必保"), hard, "{said}");
        assert!(said.contains(&format!("默认权重 {weight}")), "{said}");
        assert_eq!(modality(Lang::Zh, &target).is_some(), kind.is_some());
    }
    target.hard = Some(false);
    assert!(!target.is_hard() && !bound_by(Lang::Zh, &target).contains("必保"));
}

#[test]
fn a_cell_says_when_it_is_begun_and_in_use() {
    let plan = ruian();
    let case = Case::new(&plan, &Edits::default()).expect("a case");
    let cell = |id: &str, period| {
        let measure = plan.measures.iter().position(|m| m.id.0 == id);
        let measure = measure.expect("a measure");
        let here = case.options.iter().find(|o| o.measure == measure);
        PinCell {
            unit: here.expect("it can be begun").unit,
            measure,
            period,
        }
    };
    let said = |cell| begun_and_used(Lang::Zh, &case, cell);
    let school = said(cell("primary_site", Some(0))).expect("approved schools");
    assert_eq!(school, "2022 年开工、2024 年投用");
    let centre = said(cell("childcare_centre", None)).expect("a new building");
    assert!(
        centre.contains("2023 年开工") && centre.contains("前期 1 年"),
        "{centre}"
    );
    assert_eq!(said(cell("primary_site", Some(2))), None, "too late");
    assert_eq!(
        said(cell("council_township", None)).as_deref(),
        Some("当年开工、当年投用")
    );
}

#[test]
fn limits_have_sliders_whose_far_end_is_no_limit() {
    let plan = ruian();
    for knob in [Knob::IdleMost, Knob::RunningMost] {
        let range = knob
            .range(&plan)
            .expect("Ruian has needs and running costs");
        assert_eq!(knob.no_limit(&plan), Some(range.max));
        assert_eq!(knob.value(&plan, &Edits::default()), range.max);
        assert_eq!(knob.write(Lang::Zh, &plan, range.max), "不限");
        assert_eq!(knob.read(Lang::Zh, &plan, "不限"), Ok(range.max));
        let mut edits = knob.set(&plan, &Edits::default(), range.step);
        assert_eq!(knob.value(&plan, &edits), range.step);
        tidy(&plan, &mut edits);
        assert_eq!(edits.count(), 1);
        let back = knob.reset(&plan, &edits);
        assert_eq!(back, Edits::default());
    }
    let idle = Knob::Idle.range(&plan).expect("there are needs");
    let mut edits = Knob::Idle.set(&plan, &Edits::default(), idle.plan);
    tidy(&plan, &mut edits);
    assert_eq!(edits, Edits::default(), "what the plan says is no edit");
    let mut none = plan.clone();
    none.needs.clear();
    none.targets
        .retain(|t| !matches!(t.rule, TargetKind::Served { .. }));
    assert_eq!(Knob::IdleMost.range(&none), None);
}

#[test]
fn at_least_so_many_is_another_pin_than_exactly_so_many() {
    let plan = ruian();
    let (unit, measure) = (0, 0);
    let cell = PinCell {
        unit,
        measure,
        period: None,
    };
    let mut edits = Edits::default();
    fix(&plan, &mut edits, cell, Fixed::AtLeast(2));
    assert_eq!(Pins::of(&plan, &edits).at(cell), Fixed::AtLeast(2));
    assert!(edits.pins[0].at_least);
    let (case, allocation) = solved(&plan, &edits);
    let here = |b: &&dabiao::domain::Build| {
        b.unit == plan.region.units[unit].id && b.measure == plan.measures[measure].id
    };
    let built: i64 = allocation.builds.iter().filter(here).map(|b| b.n).sum();
    assert!(built >= 2, "{built}");
    assert!(certify::allocation(&case, &allocation).is_ok());
    fix(&plan, &mut edits, cell, Fixed::At(2));
    assert_eq!(Pins::of(&plan, &edits).at(cell), Fixed::At(2));
    fix(&plan, &mut edits, cell, Fixed::Free);
    assert!(edits.pins.is_empty());
}

/// New classes here add to primary places that nobody needs any more.
#[test]
fn new_places_beyond_need_are_refused_where_they_have_a_limit() {
    let plan = ruian();
    let free = Case::new(&plan, &Edits::default()).expect("a case");
    let primary = plan.needs.iter().position(|n| n.id.0 == "primary");
    let mut idles = free.idles.iter();
    let places = idles.find(|p| Some(p.need) == primary && p.room == 0 && p.most > 0);
    let places = places.expect("a unit with enough places");
    let serves = |o: &&dabiao::domain::BuildOption| {
        let mut adds = o.effects.iter();
        o.unit == places.unit
            && plan.measures[o.measure].host.is_none()
            && adds.any(|(s, a)| *a > 0 && places.services.contains(s))
    };
    let option = free
        .options
        .iter()
        .find(serves)
        .expect("something adds to it");
    let edits = Edits {
        idle_most: Some(Decimal::default()),
        pins: vec![Pin {
            unit: plan.region.units[option.unit].id.clone(),
            measure: plan.measures[option.measure].id.clone(),
            year: Some(plan.horizon.periods[option.period].first),
            n: 1,
            at_least: false,
        }],
        ..Edits::default()
    };
    let pinned = Edits {
        idle_most: None,
        ..edits.clone()
    };
    let (_, with_it) = solved(&plan, &pinned);
    let limited = Edits {
        pins: Vec::new(),
        ..edits.clone()
    };
    let case = Case::new(&plan, &limited).expect("a case");
    let refused = certify::allocation(&case, &with_it).err();
    assert!(
        matches!(refused, Some(Refusal::OverNeed { .. })),
        "{refused:?}"
    );
    let (case, within) = solved(&plan, &limited);
    let report = report(&case, &within).expect("certified");
    assert_eq!(report.new_and_idle(&case).map_or(0, |n| n.idle), 0);
    let case = Case::new(&plan, &edits).expect("a case");
    let Outcome::Conflict(conflicts) = solve(&case, Limits::default()) else {
        panic!("the pin is beyond the limit")
    };
    let named =
        |c: &Conflict| matches!(c, Conflict::OverNeed { most: 0, pins, .. } if !pins.is_empty());
    assert!(conflicts.iter().any(named), "{conflicts:?}");
}

#[test]
fn a_ceiling_of_running_costs_holds_and_costs_points_or_nothing() {
    let plan = ruian();
    let (free, all) = solved(&plan, &Edits::default());
    let before = report(&free, &all).expect("certified");
    let half = Edits {
        running_most: Some(Yuan(before.running.0 / 2)),
        ..Edits::default()
    };
    let (case, within) = solved(&plan, &half);
    let after = report(&case, &within).expect("certified");
    assert!(after.running.0 <= before.running.0 / 2);
    assert!(after.points <= before.points + Points(Points::ONE));
}

#[test]
fn a_ceiling_that_binds_is_the_reason() {
    let plan = ruian();
    let (free, all) = solved(&plan, &Edits::default());
    let running = report(&free, &all).expect("certified").running;
    let edits = Edits {
        running_most: Some(Yuan(running.0 / 4)),
        ..Edits::default()
    };
    let (case, allocation) = solved(&plan, &edits);
    let binding = bindings(&case);
    let misses = (0..case.checks.len()).filter_map(|check| {
        let miss = explain_miss(&case, &edits, &allocation, check, &binding)?;
        Some((check, miss))
    });
    let of_ceiling = |(_, miss): &(usize, dabiao::optimize::Miss)| {
        matches!(miss.ceiling, Some(Ceiling::Running { .. })) && miss.obstacles.is_empty()
    };
    let (check, miss) = misses
        .into_iter()
        .find(of_ceiling)
        .expect("a check that the ceiling keeps from being met");
    let said = why_not(Lang::Zh, &case, check, &miss);
    assert!(said.contains("年运行费已接近上限"), "{said}");
}
