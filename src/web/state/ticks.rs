//! How long it takes from the tick of a slider until its plan is painted: `window.__dabiao.ticks` holds the milliseconds;
//! `paints` those from the answer of the worker to the paint, `works` those the worker took.

use std::cell::RefCell;
use std::time::Duration;

use js_sys::{Array, Object, Reflect};
use leptos::prelude::{request_animation_frame, set_timeout, window};
use wasm_bindgen::JsValue;

use crate::web::browser::access::now;

/// As many ticks as are kept.
const MOST: u32 = 2_000;

#[derive(Default)]
struct Ticks {
    input: Option<f64>,
    asked: Vec<(u64, f64)>,
    times: Array,
    paints: Array,
    works: Array,
}

thread_local! {
    static TICKS: RefCell<Ticks> = RefCell::default();
}

/// Publishes the list.
pub fn publish() {
    let board = Object::new();
    TICKS.with_borrow(|t| {
        for (name, list) in [
            ("ticks", &t.times),
            ("paints", &t.paints),
            ("works", &t.works),
        ] {
            // A page whose window refuses properties is measured by nobody.
            let _ = Reflect::set(&board, &name.into(), list);
        }
    });
    let _ = Reflect::set(&window(), &"__dabiao".into(), &board);
}

/// A slider ticked: `at` is the time of its event.
pub fn ticked(at: f64) {
    TICKS.with_borrow_mut(|t| t.input = Some(t.input.map_or(at, |before| before.min(at))));
}

/// The last tick became request `id`.
pub fn asked(id: u64) {
    TICKS.with_borrow_mut(|t| {
        if let Some(at) = t.input.take() {
            t.asked.push((id, at));
        }
    });
}

/// The answer to request `id`, heard at `heard` after `work` milliseconds in the worker, has been handed to the page:
/// after the next frame it is painted, and with it every tick before it.
pub fn answered(id: u64, heard: f64, work: f64) {
    let after = move || painted(id, heard, work);
    request_animation_frame(move || set_timeout(after, Duration::ZERO));
}

fn painted(id: u64, heard: f64, work: f64) {
    let end = now();
    TICKS.with_borrow_mut(|t| {
        let due = t.asked.iter().filter(|(asked, _)| *asked <= id);
        for (_, at) in due {
            push(&t.times, end - at);
            push(&t.paints, end - heard);
            push(&t.works, work);
        }
        t.asked.retain(|(asked, _)| *asked > id);
    });
}

fn push(list: &Array, ms: f64) {
    if list.length() >= MOST {
        list.shift();
    }
    list.push(&JsValue::from_f64(ms));
}
