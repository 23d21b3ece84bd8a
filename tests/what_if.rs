//! Plans with figures moved and passages read otherwise: they stay plans, and move what they say they move.

use std::fs;

use dabiao::domain::{
    Case, Decimal, Edits, Figure, GroupId, Issue, Plan, Readings, Series, ServiceId, TargetKind,
    Trouble,
};
use dabiao::optimize::{Limits, Outcome, certify, solve};
use dabiao::read::{self, from_json};
use dabiao::report::{Figures, Says, Step, uses};

const PLANS: [&str; 4] = ["ruian", "yueqing", "hengyang", "shanxi"];

fn plan(name: &str) -> Plan {
    let text = fs::read(format!("fixtures/plans/{name}.json")).expect("the plan");
    read::plan(&text).expect("a plan without issues")
}

fn readings(name: &str) -> Readings {
    let text = fs::read_to_string(format!("fixtures/readings/{name}.json")).expect("the readings");
    let strict: Readings = serde_json::from_str(&text).expect("readings");
    assert_eq!(
        from_json::<Readings>(&text).as_ref(),
        Some(&strict),
        "{name}"
    );
    strict
}

/// Passes the strict reader, which knows every rule of a plan, and can be worked out. Only what served a target may be
/// gone: a project under way that is not built.
fn is_a_plan(plan: &Plan) {
    let text = serde_json::to_vec(plan).expect("JSON");
    let issues = read::plan(&text).err().unwrap_or_default();
    let is_rule = |issue: &&Issue| !matches!(issue.trouble, Trouble::Unserved { .. });
    let rules: Vec<&Issue> = issues.iter().filter(is_rule).collect();
    assert!(rules.is_empty(), "{}: {rules:?}", plan.id);
    assert!(Case::new(plan, &Edits::default()).is_ok());
}

/// Every kind of figure of every source, all that it says together.
fn every_line(plan: &Plan) -> Vec<Figures> {
    let mut all = Vec::new();
    for (source, uses) in uses(plan).iter().enumerate() {
        for same in uses.chunk_by(|a, b| a.says == b.says) {
            let (says, about) = (same[0].says, None);
            all.push(Figures {
                source,
                says,
                about,
            });
        }
    }
    all
}

fn source(plan: &Plan, id: &str) -> usize {
    let at = plan.sources.iter().position(|s| s.id.0 == id);
    at.expect("the plan has the source")
}

fn moved(plan: &Plan, figures: Figures, more: bool) -> Plan {
    figures.moved(plan, more).expect("figures that move").plan
}

fn sum(series: &Series) -> i64 {
    series.values.values().sum()
}

#[test]
fn every_figure_of_every_plan_moves_both_ways_and_leaves_a_plan() {
    for name in PLANS {
        let plan = plan(name);
        // Reading a large plan takes long: of its figures that say the same only one source is read.
        let is_large = plan.region.units.len() > 100;
        let mut read = Vec::new();
        for figures in every_line(&plan) {
            for more in [false, true] {
                if let Some(moved) = figures.moved(&plan, more) {
                    assert_ne!(moved.plan, plan);
                    if is_large && read.contains(&(figures.says, more)) {
                        continue;
                    }
                    read.push((figures.says, more));
                    is_a_plan(&moved.plan);
                }
            }
        }
    }
}

#[test]
fn few_assumptions_cannot_be_moved() {
    for name in PLANS {
        let plan = plan(name);
        let still = |f: &Figures| f.moved(&plan, true).is_none() && f.moved(&plan, false).is_none();
        let reasons = [
            Says::Weight,
            Says::Effect,
            Says::Funding,
            Says::Spending,
            Says::Fairness,
            Says::Cap,
            Says::Level,
            Says::Covered,
            Says::Stock,
            Says::Who,
            Says::BeginYears,
            Says::Local,
        ];
        let moving = every_line(&plan).into_iter().filter(|f| f.says.moves());
        for figures in moving.filter(still) {
            let id = &plan.sources[figures.source].id.0;
            assert!(reasons.contains(&figures.says), "{name} {id} {figures:?}");
        }
    }
}

#[test]
fn a_stock_moves_by_a_tenth_of_its_sum_and_by_one_at_least() {
    let plan = plan("ruian");
    let from = source(&plan, "stock_assumed");
    for (i, service) in plan.services.iter().enumerate() {
        let figures = Figures {
            source: from,
            says: Says::Stock,
            about: Some(i),
        };
        let Some(to) = figures.moved(&plan, true) else {
            continue;
        };
        let of = |plan: &Plan| -> i64 {
            let own = plan.stock.iter().filter(|s| s.service == service.id);
            own.map(|s| sum(&s.count)).sum()
        };
        let (old, new) = (of(&plan), of(&to.plan));
        assert_eq!(new - old, ((old + 5) / 10).max(1), "{}", service.id);
        assert_eq!(to.step == Step::One, old < 5, "{}", service.id);
    }
}

#[test]
fn one_thing_of_a_source_moves_without_the_others() {
    let plan = plan("ruian");
    let figures = |about| Figures {
        source: source(&plan, "cost_assumed"),
        says: Says::Cost,
        about,
    };
    let own = |p: &Plan| -> Vec<usize> {
        let pairs = plan.measures.iter().zip(&p.measures);
        let other = pairs.enumerate().filter(|(_, (a, b))| a.cost != b.cost);
        other.map(|(i, _)| i).collect()
    };
    let all = own(&moved(&plan, figures(None), true));
    assert!(all.len() > 3);
    assert_eq!(own(&moved(&plan, figures(Some(all[1])), true)), [all[1]]);
    let (old, new) = (
        &plan.measures[all[1]],
        &moved(&plan, figures(Some(all[1])), false).measures[all[1]],
    );
    assert_eq!(new.cost.value.0, old.cost.value.0 - old.cost.value.0 / 10);
}

#[test]
fn shares_of_payers_still_sum_to_one() {
    let plan = plan("hengyang");
    let figures = Figures {
        source: source(&plan, "funding_assumed"),
        says: Says::Funding,
        about: None,
    };
    for more in [false, true] {
        for (old, new) in plan
            .measures
            .iter()
            .zip(&moved(&plan, figures, more).measures)
        {
            let sum: i64 = new.funding.iter().map(|f| f.share.value.micro).sum();
            assert_eq!(sum, Decimal::SCALE);
            let change = new.funding[0].share.value.micro - old.funding[0].share.value.micro;
            assert!(old.funding.len() < 2 || (change > 0) == more || change == 0);
        }
    }
}

#[test]
fn all_weights_together_change_nothing_and_one_weight_does() {
    let mut plan = plan("ruian");
    for target in &mut plan.targets {
        target.weight = Some(Figure {
            value: target.weighs(),
            from: "reading".into(),
        });
    }
    let figures = |about| Figures {
        source: source(&plan, "reading"),
        says: Says::Weight,
        about,
    };
    assert_eq!(figures(None).moved(&plan, true), None);
    assert!(figures(Some(0)).moved(&plan, true).is_some());
}

#[test]
fn every_passage_that_is_interpreted_has_another_reading() {
    for name in PLANS {
        let (plan, readings) = (plan(name), readings(name));
        assert_eq!(
            (readings.format.as_str(), readings.plan.as_str()),
            (Readings::FORMAT, name)
        );
        for target in plan.targets.iter().filter(|t| t.interpretation.is_some()) {
            let read = readings
                .readings
                .iter()
                .any(|r| r.targets.contains(&target.id));
            assert!(read, "{name} {}", target.id);
        }
    }
}

#[test]
fn another_reading_changes_its_targets_alone_and_leaves_a_plan() {
    for name in PLANS {
        let plan = plan(name);
        for reading in readings(name).readings {
            let to = plan.read_otherwise(&reading);
            if let Some(id) = &reading.figures {
                source(&plan, &id.0);
            }
            assert_eq!(to == plan, reading.change.is_none(), "{name} {reading:?}");
            for (old, new) in plan.targets.iter().zip(&to.targets) {
                let is_meant = reading.change.is_some() && reading.targets.contains(&old.id);
                assert_eq!(old != new, is_meant, "{name} {}", old.id);
            }
            is_a_plan(&to);
        }
    }
}

#[test]
fn children_of_several_age_groups_are_counted_together() {
    let plan = plan("ruian");
    let readings = readings("ruian").readings;
    let younger = readings.iter().find(|r| r.targets.contains(&"RA4".into()));
    let to = plan.read_otherwise(younger.expect("children aged 0–14"));
    let of = |plan: &Plan| -> GroupId {
        match &plan
            .targets
            .iter()
            .find(|t| t.id.0 == "RA4")
            .expect("RA4")
            .rule
        {
            TargetKind::Rate { of, .. } => of.clone(),
            other => panic!("{other:?}"),
        }
    };
    let case = Case::new(&to, &Edits::default()).expect("a case");
    let index = |id: &str| {
        to.region
            .groups
            .iter()
            .position(|g| g.id.0 == id)
            .expect("a group")
    };
    let (together, parts) = (
        index(&of(&to).0),
        ["age_0_2", "age_3_5", "age_6_11", "age_12_14"].map(index),
    );
    for unit in 0..to.region.units.len() {
        for period in 0..case.periods() {
            let sum: i64 = parts
                .iter()
                .map(|g| case.population[*g][unit][period])
                .sum();
            // Four groups are rounded to whole persons, one is.
            let near = (case.population[together][unit][period] - sum).abs() <= 2;
            assert!(near, "unit {unit}, period {period}");
        }
    }
}

/// The services of which an answer of the plan has at least one new.
fn present(plan: &Plan, services: &[ServiceId]) -> usize {
    let case = Case::new(plan, &Edits::default()).expect("a case");
    let limits = Limits {
        steps: 60,
        ..Limits::default()
    };
    let Outcome::Answer(answer) = solve(&case, limits) else {
        panic!("no plan")
    };
    let measured = certify::allocation(&case, &answer.allocation).expect("certified");
    let last = case.periods() - 1;
    let has = |id: &&ServiceId| {
        let s = case.plan.services.iter().position(|s| s.id == **id);
        let of_unit = |unit: &Vec<i64>| unit[last];
        let new: i64 = measured.added[s.expect("a service")]
            .iter()
            .map(of_unit)
            .sum();
        new > 0
    };
    services.iter().filter(has).count()
}

/// A sum of a hundred is met with few of the nine kinds; asked for, all nine are there.
#[test]
fn all_nine_kinds_are_there_where_they_are_asked_for() {
    let plan = plan("ruian");
    let mut sum_only = plan.clone();
    sum_only.targets.retain(|t| t.id.0 != "RA12b");
    let asked = plan.targets.iter().find(|t| t.id.0 == "RA12b");
    let TargetKind::Kinds { services, .. } = &asked.expect("RA12b").rule else {
        panic!("kinds")
    };
    let (before, now) = (present(&sum_only, services), present(&plan, services));
    println!("{before} of nine kinds where a sum is asked for, {now} where each kind is");
    assert!(before < 9 && now == 9, "{before}, then {now}");
}
