//! Every message between the page and its workers is read again as it was written: the readers are made by hand.

use dabiao::domain::{Decimal, Edits, Pin, Scenario, Text, Yuan};
use dabiao::optimize::{Conflict, Points};
use dabiao::report::CurvePoint;
use dabiao::view_model::wire::ask::{Ask, AskedCell, Job, Order};
use dabiao::view_model::wire::solving::{Found, FromWorker, Solve};
use dabiao::view_model::wire::told::{
    BesideRow, Brought, CurveNews, CurvePlan, Mend, Money, Out, Reach, Told,
};

fn found() -> Found {
    Found {
        id: 3,
        ms: 12.5,
        built: vec![(1, 2, 2022, 3)],
        points: Points(98_000_000_000),
        score: Points(97_999_999_999),
        hard: Points(0),
        bound: None,
        settled: true,
        steps: 600,
    }
}

fn conflicts() -> Vec<Conflict> {
    let pins = vec![Pin {
        unit: "anyang".into(),
        measure: "class".into(),
        year: Some(2022),
        n: 3,
        at_least: false,
    }];
    vec![
        Conflict::OverBudget {
            fund: "fund".into(),
            year: 2022,
            needed: Yuan(3),
            available: Yuan(2),
            pins: pins.clone(),
        },
        Conflict::OverCap {
            pins: pins.clone(),
            sum: 4,
            most: 3,
        },
        Conflict::NoSite { pins: pins.clone() },
        Conflict::TakesTooMuch {
            service: "places".into(),
            unit: "anyang".into(),
            year: 2023,
            pins,
        },
    ]
}

#[test]
fn what_the_solver_is_asked_and_says_arrives() {
    comes_back(&Order::Ask(Ask {
        id: 1,
        edits: Edits::default(),
        job: Job::Answer { steps: 0 },
    }));
    comes_back(&Order::Rest(true));
    comes_back(&Solve {
        id: 2,
        edits: Edits::default(),
        settle: true,
    });
    comes_back(&FromWorker::Ready {
        version: "0.1.0".to_owned(),
    });
    comes_back(&FromWorker::Plan(found()));
    for conflict in conflicts() {
        comes_back(&FromWorker::Conflict {
            id: 4,
            conflicts: vec![conflict],
        });
    }
    comes_back(&FromWorker::Issues { id: 5 });
}

/// What is written is read again as it was: the readers are made by hand.
fn comes_back<T: serde::Serialize + dabiao::read::FromJson>(message: &T) {
    let text = serde_json::to_string(message).expect("it can be written");
    let read: T = dabiao::read::from_json(&text).expect("it can be read");
    assert_eq!(serde_json::to_string(&read).expect("written again"), text);
}

#[test]
fn what_a_study_is_asked_arrives() {
    let built = vec![(1, 2, 2022, 3)];
    comes_back(&Job::Answer { steps: 7 });
    comes_back(&Job::Curve {
        built: built.clone(),
        families: vec![vec![0, 4], vec![2]],
        most: 41,
    });
    comes_back(&Job::Repairs {
        built: built.clone(),
        checks: vec![3, 1],
    });
    let cell = AskedCell {
        unit: 1,
        measure: 2,
        period: None,
    };
    comes_back(&Job::Sweep {
        path: "low".into(),
        cost: Decimal { micro: 1_100_000 },
        budgets: vec![80, 100],
        steps: 3,
    });
    comes_back(&Job::HandOut {
        built: built.clone(),
        names: true,
    });
    comes_back(&Job::TakeBack {
        text: "x1_1_2024 2".to_owned(),
        built: built.clone(),
        bound: Some(Points(7)),
        settled: false,
    });
    let text = "{\"format\": \"…\"}".to_owned();
    comes_back(&Job::Read { text });
    comes_back(&Job::Why {
        built,
        cells: vec![cell],
        checks: vec![9],
    });
}

#[test]
fn what_a_study_tells_arrives() {
    let text = |t: &str| Text {
        zh: t.to_owned(),
        en: t.to_owned(),
    };
    let money = Money {
        rung: 119,
        budget: Yuan(1_544_620_000),
    };
    let point = CurvePoint {
        rung: 100,
        budget: Yuan(1_298_000_000),
        points: Points(98_000_000_000),
        score: Points(97_999_999_999),
        bound: Some(Points(98_100_000_000)),
        met: 54,
        spent: Yuan(1_294_000_000),
        found_at: u32::MAX,
    };
    let edits = Edits {
        budget: [(2022, Yuan(5))].into(),
        ..Edits::default()
    };
    comes_back(&Told::Curve(CurveNews {
        id: 3,
        ms: 12.5,
        points: vec![
            point,
            CurvePoint {
                bound: None,
                ..point
            },
        ],
        plans: vec![CurvePlan {
            found_at: 100,
            next: vec![Some((396_000, 20)), None],
        }],
        enough: Some(money),
        too_little: None,
        reach: Some(Reach {
            budget: Yuan(1),
            first: 2,
            edits: edits.clone(),
        }),
        out: vec![Out {
            check: 4,
            proved: true,
            why: text("why"),
        }],
        sought: true,
        ended: false,
    }));
    comes_back(&Told::Repairs {
        id: 4,
        found: vec![Mend {
            check: 1,
            change: text("change"),
            sides: text(""),
            edits,
            extra: Yuan(-3),
            points: Points(5),
            lost: 0,
            won: 1,
        }],
        ended: true,
    });
    comes_back(&Told::Swept {
        id: 6,
        lines: "ruian,low,1\n".to_owned(),
    });
    comes_back(&Told::Scenario {
        id: 7,
        scenario: Some(Scenario::of_plan("ruian")),
        wrong: Vec::new(),
    });
    comes_back(&Told::Scenario {
        id: 8,
        scenario: None,
        wrong: vec![text("plan: unknown")],
    });
    comes_back(&Told::Why {
        id: 5,
        cells: vec![text("here")],
        checks: Vec::new(),
    });
    comes_back(&Told::Progress {
        id: 1,
        solved: 2,
        step: 30,
        of: 600,
    });
    comes_back(&Told::Plan(found()));
    comes_back(&Told::Handed {
        id: 9,
        text: "\\ LP".to_owned(),
    });
    let row = BesideRow {
        name: text("name"),
        missed: (text("a"), text("b")),
        ..BesideRow::default()
    };
    comes_back(&Told::Brought {
        id: 10,
        brought: Some(Brought {
            by: "HiGHS".to_owned(),
            checked: text("checked"),
            notes: vec![text("note")],
            sums: vec![row.clone()],
            targets: vec![row],
            better: true,
            built: vec![(0, 0, 2022, 1)],
        }),
        wrong: Vec::new(),
    });
    for conflict in conflicts() {
        comes_back(&Told::Conflict {
            id: 11,
            conflicts: vec![conflict],
        });
    }
    comes_back(&Told::Issues { id: 12 });
    comes_back(&Told::Ready {});
}
