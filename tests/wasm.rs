//! What only a browser can answer: these tests run in Chromium, by `make wasm-test`.
#![cfg(target_arch = "wasm32")]

use dabiao::domain::{Decimal, Edits, Scenario, Text, Yuan};
use dabiao::optimize::Points;
use dabiao::report::CurvePoint;
use dabiao::view_model::wire::{Cell, CurveNews, CurvePlan, Job, Mend, Money, Out, Reach, Told};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn a_page_has_a_document() {
    assert!(
        web_sys::window()
            .and_then(|window| window.document())
            .is_some()
    );
}

/// What is written is read again as it was: the readers are made by hand.
fn comes_back<T: serde::Serialize + dabiao::read::FromJson>(message: &T) {
    let text = serde_json::to_string(message).expect("it can be written");
    let read: T = dabiao::read::from_json(&text).expect("it can be read");
    assert_eq!(serde_json::to_string(&read).expect("written again"), text);
}

#[wasm_bindgen_test]
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
    let cell = Cell {
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
    let text = "{\"format\": \"…\"}".to_owned();
    comes_back(&Job::Read { text });
    comes_back(&Job::Why {
        built,
        cells: vec![cell],
        checks: vec![9],
    });
}

#[wasm_bindgen_test]
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
            built: vec![(0, 1, 2023, 4)],
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
}
