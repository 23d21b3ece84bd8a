//! Every message between the page and its workers is read again as it was written: the readers are made by hand.

use dabiao::domain::{Allocation, Build, Decimal, Edits, Pin, Scenario, Text, Yuan};
use dabiao::optimize::{Answer, Conflict, Points};
use dabiao::report::CurvePoint;
use dabiao::view_model::wire::ask::{Ask, AskedCell, Job, Order};
use dabiao::view_model::wire::says::WorkerSays;
use dabiao::view_model::wire::solving::{Found, FromWorker, Solve};
use dabiao::view_model::wire::told::{
    BesideRow, Brought, CurveNews, CurvePlan, Money, Out, Reach, Told, ToldRepair,
};

fn found() -> Found {
    Found {
        id: 3,
        ms: 12.5,
        answer: Answer {
            allocation: built(),
            points: Points(98_000_000_000),
            score: Points(97_999_999_999),
            hard: Points(0),
            bound: None,
            settled: true,
            steps: 600,
            proof: None,
        },
    }
}

fn built() -> Allocation {
    Allocation {
        builds: vec![Build {
            unit: "anyang".into(),
            measure: "class".into(),
            year: 2022,
            n: 3,
        }],
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
        Conflict::OverRunning {
            needed: Yuan(4),
            most: Yuan(3),
            pins: pins.clone(),
        },
        Conflict::OverNeed {
            service: "places".into(),
            unit: "anyang".into(),
            year: 2026,
            new: 4,
            most: 3,
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

/// What is written is read again as it was: the readers are made by hand.
fn comes_back<T: serde::Serialize + dabiao::read::FromJson>(message: &T) {
    let text = serde_json::to_string(message).expect("it can be written");
    let read: Option<T> = dabiao::read::from_json(&text);
    let read = read.unwrap_or_else(|| panic!("it cannot be read: {text}"));
    assert_eq!(serde_json::to_string(&read).expect("written again"), text);
}

/// All of them come back, and every kind is among them: `kind` numbers the kinds from 0, and whoever adds one must say which.
fn all_come_back<T: serde::Serialize + dabiao::read::FromJson>(
    messages: &[T],
    kinds: usize,
    kind: fn(&T) -> usize,
) {
    let mut seen = vec![false; kinds];
    for message in messages {
        comes_back(message);
        seen[kind(message)] = true;
    }
    assert!(seen.iter().all(|seen| *seen), "kinds: {seen:?}");
}

#[test]
fn what_the_solver_is_asked_and_says_arrives() {
    comes_back(&Solve {
        id: 2,
        edits: Edits::default(),
        settle: true,
    });
    let mut all = vec![
        FromWorker::Ready {
            version: "0.1.0".to_owned(),
        },
        FromWorker::Plan(found()),
        FromWorker::Issues { id: 5 },
    ];
    all.extend(
        conflicts()
            .into_iter()
            .map(|conflict| FromWorker::Conflict {
                id: 4,
                conflicts: vec![conflict],
            }),
    );
    all_come_back(&all, 4, |says| match says {
        FromWorker::Ready { .. } => 0,
        FromWorker::Plan(_) => 1,
        FromWorker::Conflict { .. } => 2,
        FromWorker::Issues { .. } => 3,
    });
    all_come_back(&conflicts(), 6, |why| match why {
        Conflict::OverBudget { .. } => 0,
        Conflict::OverCap { .. } => 1,
        Conflict::NoSite { .. } => 2,
        Conflict::TakesTooMuch { .. } => 3,
        Conflict::OverRunning { .. } => 4,
        Conflict::OverNeed { .. } => 5,
    });
    let all: Vec<bool> = all.iter().map(WorkerSays::is_ready).collect();
    assert!(all[0] && !all[1..].contains(&true));
}

/// A reader that passed over what it does not know would show a plan without builds, or solve without edits.
#[test]
fn a_message_of_another_shape_is_none() {
    fn refuses<T: dabiao::read::FromJson>(texts: &[&str]) {
        for text in texts {
            assert!(dabiao::read::from_json::<T>(text).is_none(), "{text}");
        }
    }
    refuses::<Job>(&[
        "null",
        "[]",
        "{}",
        "\"answer\"",
        "{\"answers\":{\"steps\":1}}",
        "{\"answer\":{}}",
        "{\"answer\":{\"steps\":-1}}",
        "{\"answer\":3}",
    ]);
    refuses::<Order>(&["{\"rest\":1}", "{\"ask\":{\"id\":1}}", "{\"rest\":{}}"]);
    refuses::<FromWorker>(&["{\"ready\":1}", "{\"plan\":{\"id\":1}}", "{\"issues\":{}}"]);
    refuses::<Told>(&[
        "{\"ready\":null}",
        "{\"broken\":{}}",
        "{\"why\":{\"cells\":[]}}",
    ]);
    refuses::<Conflict>(&[
        "{\"no_site\":{\"pins\":[]}}",
        "{\"pins\":[]}",
        "{\"what\":\"over_cap\",\"pins\":[],\"sum\":1}",
    ]);
}

#[test]
fn what_a_study_is_asked_arrives() {
    let built = built();
    let cell = AskedCell {
        unit: 1,
        measure: 2,
        period: None,
    };
    let jobs = [
        Job::Answer { steps: 7 },
        Job::Curve {
            built: built.clone(),
            families: vec![vec![0, 4], vec![2]],
            most: 41,
        },
        Job::Repairs {
            built: built.clone(),
            checks: vec![3, 1],
        },
        Job::Sweep {
            path: "low".into(),
            cost: Decimal { micro: 1_100_000 },
            budgets: vec![80, 100],
            steps: 3,
        },
        Job::HandOut {
            built: built.clone(),
            names: true,
        },
        Job::TakeBack {
            text: "x1_1_2024 2".to_owned(),
            built: built.clone(),
            bound: Some(Points(7)),
            settled: false,
        },
        Job::Read {
            text: "{\"format\": \"…\"}".to_owned(),
        },
        Job::Why {
            built,
            cells: vec![cell],
            checks: vec![9],
        },
    ];
    all_come_back(&jobs, 8, |job| match job {
        Job::Answer { .. } => 0,
        Job::Curve { .. } => 1,
        Job::Repairs { .. } => 2,
        Job::Sweep { .. } => 3,
        Job::Read { .. } => 4,
        Job::HandOut { .. } => 5,
        Job::TakeBack { .. } => 6,
        Job::Why { .. } => 7,
    });
    let asks = jobs.into_iter().map(|job| {
        let edits = Edits::default();
        Order::Ask(Box::new(Ask { id: 1, edits, job }))
    });
    let orders: Vec<Order> = asks
        .chain([Order::Rest(true), Order::Rest(false)])
        .collect();
    all_come_back(&orders, 2, |order| match order {
        Order::Ask(_) => 0,
        Order::Rest(_) => 1,
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
    let mut all = vec![Told::Curve(CurveNews {
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
    })];
    all.push(Told::Repairs {
        id: 4,
        found: vec![ToldRepair {
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
    all.push(Told::Swept {
        id: 6,
        lines: "ruian,low,1\n".to_owned(),
    });
    all.push(Told::Scenario {
        id: 7,
        scenario: Some(Scenario::of_plan("ruian")),
        wrong: Vec::new(),
    });
    all.push(Told::Scenario {
        id: 8,
        scenario: None,
        wrong: vec![text("plan: unknown")],
    });
    all.push(Told::Why {
        id: 5,
        cells: vec![text("here")],
        checks: Vec::new(),
    });
    all.push(Told::Progress {
        id: 1,
        solved: 2,
        step: 30,
        of: 600,
    });
    all.push(Told::Plan(found()));
    all.push(Told::Handed {
        id: 9,
        text: "\\ LP".to_owned(),
    });
    let row = BesideRow {
        name: text("name"),
        missed: (text("a"), text("b")),
        ..BesideRow::default()
    };
    all.push(Told::Brought {
        id: 10,
        brought: Some(Brought {
            by: "HiGHS".to_owned(),
            checked: text("checked"),
            notes: vec![text("note")],
            sums: vec![row.clone()],
            targets: vec![row],
            better: true,
            built: built(),
        }),
        wrong: Vec::new(),
    });
    for conflict in conflicts() {
        all.push(Told::Conflict {
            id: 11,
            conflicts: vec![conflict],
        });
    }
    all.push(Told::Issues { id: 12 });
    all.push(Told::Ready {});
    all_come_back(&all, 12, |told| match told {
        Told::Ready {} => 0,
        Told::Progress { .. } => 1,
        Told::Plan(_) => 2,
        Told::Curve(_) => 3,
        Told::Repairs { .. } => 4,
        Told::Swept { .. } => 5,
        Told::Scenario { .. } => 6,
        Told::Handed { .. } => 7,
        Told::Brought { .. } => 8,
        Told::Why { .. } => 9,
        Told::Conflict { .. } => 10,
        Told::Issues { .. } => 11,
        Told::Broken {} => unreachable!("told by the page's own end"),
    });
    for told in all {
        assert_eq!(told.id().is_none(), told.is_ready());
    }
}
