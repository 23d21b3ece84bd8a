//! Compared sides and what the page knows of a budget curve, on the tiny plan with builds by hand.

#![cfg(not(target_arch = "wasm32"))]

use std::sync::Arc;

use dabiao::domain::{Allocation, Build, Case, Decimal, Edits, Plan, TargetEdit, Yuan};
use dabiao::jobs::taken_up::{TakenUp, take_up};
use dabiao::optimize::{Answer, Passed, Points};
use dabiao::report::{CurvePoint, report};
use dabiao::view_model::alternative::{Alternative, Answered, Standing};
use dabiao::view_model::budget_curve::{Curve, CurveBasis, on_screen};
use dabiao::view_model::shown::Shown;
use dabiao::view_model::sides::{
    ComparedTarget, Sides, Way, letter, lines_of, signed, target_lines, verdict,
};
use dabiao::view_model::wire::ask::{Ask, Job};
use dabiao::view_model::wire::told::{CurveNews, CurvePlan, Money, Told};
use dabiao::words::Lang;

fn tiny() -> Plan {
    serde_json::from_str(include_str!("../fixtures/plans/tiny-3units.json")).expect("a plan")
}

fn build(unit: &str, measure: &str, year: i32, n: i64) -> Build {
    Build {
        unit: unit.into(),
        measure: measure.into(),
        year,
        n,
    }
}

/// What these builds reach with these edits.
fn answered(edits: &Edits, builds: Vec<Build>) -> Answered {
    let case = Case::new(&tiny(), edits).expect("a case");
    let allocation = Allocation { builds };
    let report = report(&case, &allocation).expect("within the rules");
    let answer = Answer {
        allocation,
        points: report.points,
        score: report.score,
        hard: report.hard,
        bound: None,
        settled: true,
        steps: 1,
        proof: None,
    };
    Answered {
        case: Arc::new(case),
        answer,
        report,
        arrived: false,
    }
}

/// Nothing built; two micro nurseries on the isle, where no place stands; an upgrade and a pilot in the west.
fn nothing() -> Answered {
    answered(&Edits::default(), Vec::new())
}

fn micros() -> Answered {
    answered(&Edits::default(), vec![build("isle", "micro", 2021, 2)])
}

fn upgraded() -> Answered {
    let builds = vec![
        build("west", "upgrade", 2022, 1),
        build("west", "pilot", 2021, 1),
    ];
    answered(&Edits::default(), builds)
}

fn alternative(key: u64, answered: Option<Answered>) -> Alternative {
    Alternative {
        key,
        name: key.to_string(),
        edits: Edits::default(),
        answered: answered.map(Arc::new),
        state: Standing::Waiting,
        claimed: None,
    }
}

/// The line of a target where these answers are compared, the first with itself among them.
fn line(target: &str, all: &[&Answered]) -> ComparedTarget {
    let sides: Vec<_> = all.iter().map(|a| a.side()).collect();
    let lines = lines_of(Lang::En, &sides).into_iter().flat_map(|(_, l)| l);
    let named: Vec<ComparedTarget> = lines.filter(|l| l.name == target).collect();
    assert_eq!(named.len(), 1, "{target} stands once");
    named.into_iter().next().expect("one")
}

/// How the second of two answers differs from the first at a target.
fn differs(target: &str, first: &Answered, second: &Answered) -> (Way, String) {
    let line = line(target, &[first, second]);
    assert_eq!(
        (line.cells[0].way, line.cells[0].more.as_str()),
        (Way::First, "")
    );
    assert_eq!(line.different, line.cells[1].way != Way::Same);
    (line.cells[1].way, line.cells[1].more.clone())
}

#[test]
fn nothing_is_compared_before_the_first_alternative_has_an_answer() {
    assert_eq!(Sides::of(&[]), None);
    let waiting = [alternative(0, None), alternative(1, Some(nothing()))];
    assert_eq!(Sides::of(&waiting), None);
}

#[test]
fn every_alternative_has_a_column_and_those_with_an_answer_a_side() {
    let mut all = vec![
        alternative(0, Some(nothing())),
        alternative(1, None),
        alternative(2, Some(micros())),
    ];
    let sides = Sides::of(&all).expect("the first has an answer");
    assert_eq!(sides.columns, [Some(0), None, Some(1)]);
    let spent: Vec<i64> = sides.reports().iter().map(|s| s.report.cost.0).collect();
    assert_eq!(spent[0], 0);
    assert_eq!(spent[1], sides.answered[1].report.cost.0);
    assert!(spent[1] > 0);
    // The same answers are the same sides, however the alternatives stand; an equal answer that is another one is not.
    all[1].state = Standing::Working(3, 0.5);
    assert_eq!(Sides::of(&all).as_ref(), Some(&sides));
    all[2].answered = Some(Arc::new(micros()));
    assert_ne!(Sides::of(&all).as_ref(), Some(&sides));
}

#[test]
fn a_difference_has_the_unit_of_its_target() {
    // 42 and 62 places for 17,170 residents: 2.446 and 3.611 per thousand.
    let more = |t| differs(t, &nothing(), &micros());
    assert_eq!(more("T1"), (Way::Up, "+1.16".to_owned()));
    assert_eq!(more("T2"), (Way::Up, "+1".to_owned()), "the isle as well");
    assert_eq!(more("T3"), (Way::Same, String::new()));
    let less = |t| differs(t, &micros(), &nothing());
    assert_eq!(less("T1"), (Way::Down, "\u{2212}1.16".to_owned()));
    assert_eq!(less("T2"), (Way::Down, "\u{2212}1".to_owned()));
    // Of 7 schools 3 are good, or 4.
    let more = differs("T3", &nothing(), &upgraded());
    assert_eq!(more, (Way::Up, "+14.3 pt".to_owned()));
}

#[test]
fn a_difference_in_an_earlier_year_says_which() {
    let more = differs("T6", &nothing(), &upgraded());
    assert_eq!(more, (Way::Up, "2021: +1".to_owned()));
}

#[test]
fn as_much_of_another_goal_is_no_difference_in_amount() {
    let goal = TargetEdit {
        levels: [(2022, Decimal { micro: 4_000_000 })].into(),
        ..TargetEdit::default()
    };
    let edits = Edits {
        targets: [("T5".into(), goal)].into(),
        ..Edits::default()
    };
    let goal = differs("T5", &nothing(), &answered(&edits, Vec::new()));
    assert_eq!(goal, (Way::Goal, "goal".to_owned()));
    let line = line("T5", &[&nothing(), &answered(&edits, Vec::new())]);
    assert_eq!(line.wanted, "3", "of the first");
    assert_eq!(line.cells[1].view.wanted, "4");
}

#[test]
fn lines_hold_every_target_once_the_missed_ones_first() {
    let all = [
        alternative(0, Some(nothing())),
        alternative(1, Some(upgraded())),
    ];
    let sides = Sides::of(&all).expect("answers");
    let fields = target_lines(Lang::En, &sides);
    assert_eq!(fields.len(), 1);
    assert_eq!(fields[0].0, "children");
    let lines = &fields[0].1;
    let mut targets: Vec<usize> = lines.iter().map(|l| l.target).collect();
    targets.sort_unstable();
    assert_eq!(targets, [0, 1, 2, 3, 4, 5, 6]);
    assert!(lines.is_sorted_by_key(|l| !l.missed));
    let met = |a: &Answered| {
        let line = |t: &ComparedTarget| t.cells[usize::from(a.report.cost.0 > 0)].view.met;
        lines.iter().filter(|l| line(l)).count()
    };
    for side in &sides.answered {
        assert_eq!(verdict(side), (met(side), 7));
    }
}

#[test]
fn letters_and_signs() {
    assert_eq!([0, 3, 26].map(letter), ['A', 'D', 'A']);
    assert_eq!(signed("6"), "+6");
    assert_eq!(signed("-0.07"), "\u{2212}0.07");
    assert_eq!(Way::of(0, 1.0), Way::First);
    assert_eq!(Way::of(1, -0.5), Way::Down);
    assert_eq!((Way::of(2, 0.0), Way::Same.arrow()), (Way::Same, ""));
}

fn shown(edits: Edits, builds: Vec<Build>) -> Shown {
    let of = answered(&edits, builds);
    Shown {
        id: 1,
        case: of.case,
        edits,
        answer: of.answer,
        report: of.report,
        ms: 0.0,
        arrived: false,
        passed: Passed::default(),
    }
}

fn money(first: i64, second: i64) -> Edits {
    Edits {
        budget: [(2021, Yuan(first)), (2022, Yuan(second))].into(),
        ..Edits::default()
    }
}

fn basis(edits: &Edits) -> CurveBasis {
    CurveBasis::of(&Case::new(&tiny(), edits).expect("a case"), edits)
}

#[test]
fn a_curve_holds_for_every_amount_of_money_in_the_same_proportion() {
    let own = basis(&Edits::default());
    assert_eq!(basis(&money(450_000, 750_000)), own, "half of it");
    assert_ne!(basis(&money(750_000, 450_000)), own, "the other way round");
    let fairness = Edits {
        fairness: Some(Decimal::ONE),
        ..Edits::default()
    };
    assert_ne!(basis(&fairness), own);
}

fn point(rung: u32, score: i64) -> CurvePoint {
    CurvePoint {
        rung,
        budget: Yuan(i64::from(rung) * 24_000),
        points: Points(score),
        score: Points(score),
        bound: None,
        met: 0,
        spent: Yuan(0),
        found_at: rung,
    }
}

fn curve() -> Curve {
    let of = nothing();
    Curve::new(basis(&Edits::default()), of.case)
}

#[test]
fn news_replace_the_curve_and_add_to_its_prices() {
    let mut curve = curve();
    assert_eq!(curve.plan_money(), Yuan(2_400_000));
    let plan = |found_at, yuan| CurvePlan {
        found_at,
        next: vec![Some((yuan, 10))],
    };
    let enough = Money {
        rung: 90,
        budget: Yuan(2_160_000),
    };
    curve.take(CurveNews {
        points: vec![point(0, 1), point(100, 5)],
        plans: vec![plan(0, 7), plan(100, 8)],
        too_little: Some(enough),
        ..CurveNews::default()
    });
    curve.take(CurveNews {
        points: vec![point(0, 1), point(50, 3), point(100, 6)],
        plans: vec![plan(50, 9), plan(100, 6)],
        enough: Some(enough),
        ended: true,
        ..CurveNews::default()
    });
    let rungs: Vec<u32> = curve.points.iter().map(|p| p.rung).collect();
    assert_eq!(rungs, [0, 50, 100]);
    let prices: Vec<_> = curve.next.iter().map(|(at, n)| (*at, n[0])).collect();
    let price = |yuan| Some((yuan, 10));
    assert_eq!(
        prices,
        [(0, price(7)), (50, price(9)), (100, price(6))],
        "plans that are not told again keep theirs"
    );
    assert_eq!((curve.enough, curve.too_little), (Some(enough), None));
    assert!(curve.ended && !curve.sought);
}

#[test]
fn the_plan_on_the_screen_lifts_its_own_curve_only() {
    let mut curve = curve();
    curve.points = vec![point(0, 1), point(50, 2), point(100, 3)];
    // With half the money, 1.2 million yuan, and better than what the curve has from there on.
    let half = shown(
        money(450_000, 750_000),
        vec![build("west", "pilot", 2021, 1)],
    );
    let known = on_screen(&half);
    assert_eq!(known.budget, Yuan(1_200_000));
    assert_eq!(known.spent, Yuan(80_000));
    let lifted: Vec<Points> = curve.with(&half).iter().map(|p| p.score).collect();
    assert!(known.score > Points(3));
    assert_eq!(lifted, [Points(1), known.score, known.score]);
    let other = shown(money(750_000, 450_000), Vec::new());
    assert_eq!(curve.with(&other), curve.points);
}

#[test]
fn prices_of_the_plan_on_the_screen_stand_under_its_own_name() {
    let curve = curve();
    let half = shown(Edits::default(), Vec::new());
    let priced = curve.with_prices_of(&half);
    let prices = &priced.next[&on_screen(&half).found_at];
    assert_eq!(prices.len(), curve.families.len());
    // A micro nursery of ten places: 300,000 yuan, of which the state gives 100,000, and 20,000 to run it for a year.
    let places = curve.families.iter().position(|f| f.services == [0]);
    assert_eq!(prices[places.expect("places")], Some((220_000, 10)));
    assert!(curve.next.is_empty(), "the curve itself is as it was");
}

/// Everything that a job tells, and how often it was asked for news.
fn told(job: Job) -> Vec<Told> {
    let plan = Arc::new(tiny());
    let ask = Ask {
        id: 5,
        edits: Edits::default(),
        job,
    };
    let mut work = match take_up(&plan, ask) {
        TakenUp::Done(told) => return vec![*told],
        TakenUp::UnderWay(work) => work,
    };
    let mut all = Vec::new();
    for step in 0..10_000 {
        let more = work.step();
        all.extend(work.news(!more, f64::from(step)));
        if !more {
            return all;
        }
    }
    panic!("it does not end");
}

#[test]
fn a_curve_tells_news_and_every_plan_once() {
    let all = told(Job::Curve {
        built: dabiao::domain::Allocation::default(),
        families: vec![vec![0], vec![99]],
        most: 12,
    });
    let news: Vec<CurveNews> = all
        .into_iter()
        .map(|told| match told {
            Told::Curve(news) => news,
            other => panic!("{other:?}"),
        })
        .collect();
    assert!(news.len() > 3, "{} messages", news.len());
    let (last, before) = news.split_last().expect("some");
    assert!(last.ended && last.sought && before.iter().all(|n| !n.ended));
    // The least budget, and what it takes to reach it, come on top.
    assert!(
        (12..=15).contains(&last.points.len()),
        "{} points",
        last.points.len()
    );
    assert!(last.points.is_sorted_by_key(|p| (p.budget, p.score)));
    // No message is the one before once more.
    let same = |w: &[CurveNews]| {
        let rest = |n: &CurveNews| (n.points.clone(), n.enough, n.too_little, n.sought, n.ended);
        rest(&w[0]) == rest(&w[1]) && w[1].plans.is_empty() && w[0].out == w[1].out
    };
    let twice = news.windows(2).filter(|w| same(w)).count();
    assert_eq!(twice, 0);
    // The page can price every point by what it has been told so far.
    let mut curve = curve();
    for one in news {
        assert_eq!(one.id, 5);
        curve.take(one);
        for point in &curve.points {
            let prices = &curve.next[&point.found_at];
            assert_eq!(prices.len(), 2, "one for each family");
            assert_eq!(prices[1], None, "a service that the plan does not have");
        }
    }
}

#[test]
fn edits_that_do_not_fit_are_an_issue() {
    let edits = Edits {
        path: Some("nowhere".into()),
        ..Edits::default()
    };
    let job = Job::Answer { steps: 0 };
    let ask = Ask { id: 8, edits, job };
    let TakenUp::Done(told) = take_up(&Arc::new(tiny()), ask) else {
        panic!("nothing can be done")
    };
    assert!(matches!(*told, Told::Issues { id: 8 }));
}
