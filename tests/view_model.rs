//! What the page knows without a browser: sliders, undo, rows in view, routes, kept texts, places on the map.

use dabiao::domain::{Case, Decimal, Edits, Plan, Scenario, Yuan};
use dabiao::view_model::history::History;
use dabiao::view_model::knob::Knob;
use dabiao::view_model::map::places;
use dabiao::view_model::route::Route;
use dabiao::view_model::store_text;
use dabiao::view_model::table::pins::{Fixed, PinCell, Pins, fix};
use dabiao::view_model::table::window::{Scrolled, Window};
use dabiao::view_model::tidy::tidy;
use dabiao::words::Lang;

fn ruian() -> Plan {
    let text = include_bytes!("../fixtures/plans/ruian.json");
    dabiao::read::plan(text).expect("a plan")
}

fn money(yuan: i64) -> Edits {
    Edits {
        budget: [(2022, Yuan(yuan))].into(),
        ..Edits::default()
    }
}

#[test]
fn a_route_is_read_from_what_it_writes() {
    let id = || "ruian".to_owned();
    for route in [
        Route::Home,
        Route::Plan(id()),
        Route::Sources(id()),
        Route::Compare(id()),
        Route::Sweep(id()),
        Route::Link("1.abc".to_owned()),
    ] {
        assert_eq!(Route::of(&route.fragment()), route);
    }
    assert_eq!(Route::of(""), Route::Home);
    assert_eq!(Route::of("/ruian/nowhere"), Route::Plan(id()));
    assert_eq!(
        Route::of("/ruian/compare?from=timeline&isappinstalled=0"),
        Route::Compare(id())
    );
}

#[test]
fn undo_and_redo_lead_back_and_forth() {
    let mut history = History::default();
    assert_eq!(history.undo(money(1)), None);
    history.push("a".to_owned(), Edits::default());
    history.push("b".to_owned(), money(1));
    assert_eq!((history.undoes(), history.redoes()), (Some("b"), None));
    assert_eq!(history.undo(money(2)), Some(money(1)));
    assert_eq!(history.undo(money(1)), Some(Edits::default()));
    assert_eq!(history.redo(Edits::default()), Some(money(1)));
    assert_eq!((history.undoes(), history.redoes()), (Some("a"), Some("b")));
    history.push("c".to_owned(), money(1));
    assert_eq!(history.redo(money(3)), None, "what was undone is gone");
}

#[test]
fn the_newest_steps_are_kept() {
    let mut history = History::default();
    for n in 0..300 {
        history.push(n.to_string(), money(n));
    }
    assert_eq!(history.edits().count(), 200);
    let newest = history.newest(40);
    assert_eq!(newest.edits().count(), 40);
    assert_eq!(newest.edits().last(), Some(&money(299)));
    let text = serde_json::to_string(&newest).expect("it can be written");
    assert_eq!(dabiao::read::from_json::<History>(&text), Some(newest));
}

#[test]
fn a_knob_snaps_to_its_steps_and_to_the_plan() {
    let plan = ruian();
    let range = Knob::Total.range(&plan).expect("money can be moved");
    assert_eq!(
        range.snap(range.plan as f64 + 0.4 * range.step as f64),
        range.plan
    );
    assert_eq!(range.snap(-1e18), range.min);
    assert_eq!(range.snap(1e18), range.max);
    assert_eq!(range.place(range.min), 0.0);
    assert_eq!(range.place(range.max), 1.0);
    let up = range.stepped(range.plan, 1);
    assert!(up > range.plan && up <= range.plan + range.step, "{up}");
    assert_eq!(up % range.step, 0, "on the grid of its steps");
    assert_eq!(range.stepped(up, -1), range.plan);
    // A single step that passes the plan's own value stops there, a leap does not.
    assert_eq!(range.stepped(range.plan - 1, 1), range.plan);
    assert!(range.stepped(range.plan - 1, 3) > range.plan);
}

/// All there are.
fn knobs(plan: &Plan) -> Vec<Knob> {
    let targets = 0..plan.targets.len();
    let fields = 0..plan.fields.len();
    let periods = (0..plan.horizon.periods.len()).map(Knob::Period);
    [Knob::Total, Knob::Fairness, Knob::Cost]
        .into_iter()
        .chain(periods)
        .chain(targets.clone().map(Knob::Level))
        .chain(targets.map(Knob::Weight))
        .chain(fields.clone().map(Knob::FieldWeight))
        .chain(fields.map(Knob::FieldCost))
        .collect()
}

#[test]
fn every_knob_is_set_read_and_put_back() {
    let plan = ruian();
    let knobs = knobs(&plan);
    assert!(knobs.len() > 30, "{} knobs", knobs.len());
    for knob in knobs {
        let Some(range) = knob.range(&plan) else {
            continue;
        };
        let value = range.snap(range.min as f64 + 0.3 * (range.max - range.min) as f64);
        let mut edits = knob.set(&plan, &Edits::default(), value);
        assert_eq!(knob.value(&plan, &edits), value, "{knob:?}");
        assert!(Case::new(&plan, &edits).is_ok(), "{knob:?}");
        edits = knob.reset(&plan, &edits);
        tidy(&plan, &mut edits);
        assert!(edits.is_empty(), "{knob:?} leaves {edits:?}");
    }
}

#[test]
fn edits_that_say_what_the_plan_says_are_none() {
    let plan = ruian();
    let first = plan.horizon.periods[0].first;
    let mut edits = Edits {
        budget: [(first, plan.money_in(0))].into(),
        cost_factor: Some(Decimal::ONE),
        fairness: Some(plan.fairness.value),
        path: Some(plan.region.default_path.clone()),
        ..Edits::default()
    };
    assert_eq!(edits.count(), 4);
    tidy(&plan, &mut edits);
    assert_eq!(edits, Edits::default());
    assert_eq!(edits.count(), 0);
}

#[test]
fn a_window_holds_what_is_seen_and_no_row_is_lost() {
    let mut judged = 0;
    for all in [0, 1, 59, 60, 61, 188, 1_400] {
        for top in [0.0, 17.0, 500.0, 3_000.0, 1e6] {
            let scrolled = Scrolled { top, height: 800.0 };
            let window = Window::of(all, 28.0, scrolled);
            assert!(
                window.first <= window.end && window.end <= all,
                "{window:?}"
            );
            let drawn = (window.end - window.first) as f64 * 28.0;
            assert_eq!(
                window.above(28.0) + drawn + window.below(28.0),
                all as f64 * 28.0
            );
            let (from, to) = ((top / 28.0) as usize, ((top + 800.0) / 28.0) as usize);
            for row in from.min(all)..to.min(all) {
                assert!(
                    window.first <= row && row < window.end,
                    "{row} of {window:?}"
                );
            }
            judged += 1;
        }
    }
    assert_eq!(judged, 35);
}

#[test]
fn kept_scenarios_come_back_and_what_is_unread_stays_as_it_was() {
    let plan = ruian();
    let named = |name: &str| Scenario {
        name: name.to_owned(),
        ..Scenario::of_plan("ruian")
    };
    let two = vec![named("a"), named("b")];
    let text = store_text::write(&two);
    let found = store_text::read(&plan, &text);
    assert_eq!((found.scenarios, found.unread), (two, Vec::new()));
    for broken in [
        "",
        "{",
        "[]",
        r#"{"format":"dabiao-scenarios/9","scenarios":[]}"#,
    ] {
        let found = store_text::read(&plan, broken);
        assert_eq!(
            (found.scenarios.len(), found.unread),
            (0, vec![broken.to_owned()])
        );
    }
    let other = store_text::write(&[named("a"), Scenario::of_plan("yueqing")]);
    let found = store_text::read(&plan, &other);
    assert_eq!((found.scenarios.len(), found.unread.len()), (1, 1));
}

#[test]
fn a_pin_is_set_freed_and_barred() {
    let plan = ruian();
    let cell = PinCell {
        unit: 0,
        measure: 0,
        period: Some(1),
    };
    let mut edits = Edits::default();
    fix(&plan, &mut edits, cell, Fixed::At(3));
    assert_eq!(Pins::of(&plan, &edits).at(cell), Fixed::At(3));
    let all = PinCell {
        period: None,
        ..cell
    };
    assert_eq!(Pins::of(&plan, &edits).at(all), Fixed::Partly);
    fix(&plan, &mut edits, cell, Fixed::At(0));
    assert_eq!(Pins::of(&plan, &edits).at(cell), Fixed::At(0));
    assert_eq!(edits.pins.len(), 1, "one pin a cell");
    fix(&plan, &mut edits, cell, Fixed::Free);
    assert!(edits.is_empty());
}

#[test]
fn every_unit_has_one_tile_and_no_two_share_a_place() {
    for name in ["ruian", "yueqing", "hengyang", "shanxi"] {
        let text = std::fs::read(format!("fixtures/plans/{name}.json")).expect("a fixture");
        let plan = dabiao::read::plan(&text).expect("a plan");
        let blocks = places::blocks(&plan, places::usual_level(&plan), Lang::Zh);
        let tiles: Vec<_> = blocks.iter().flat_map(|b| &b.places).collect();
        let mut units: Vec<usize> = tiles.iter().map(|t| t.unit).collect();
        units.sort_unstable();
        units.dedup();
        assert_eq!(units.len(), tiles.len(), "{name}: a unit stands twice");
        assert!(units.len() > 20, "{name}");
        let mut at: Vec<(i32, i32)> = tiles.iter().map(|t| (t.row, t.column)).collect();
        at.sort_unstable();
        at.dedup();
        assert_eq!(at.len(), tiles.len(), "{name}: two tiles on one place");
    }
}
