//! How long it takes from the tick of a slider until its plan is painted. `window.__dabiao.ticks` holds the milliseconds.

use std::cell::RefCell;
use std::time::Duration;

use js_sys::{Array, Object, Reflect};
use leptos::prelude::{request_animation_frame, set_timeout, window};
use wasm_bindgen::JsValue;

use super::browser::now;

/// As many ticks as are kept.
const MOST: u32 = 2_000;

#[derive(Default)]
struct Ticks {
    input: Option<f64>,
    asked: Vec<(u64, f64)>,
    times: Array,
}

thread_local! {
    static TICKS: RefCell<Ticks> = RefCell::default();
}

/// Publishes the list.
pub fn publish() {
    let list = TICKS.with_borrow(|t| t.times.clone());
    let board = Object::new();
    // A page whose window refuses properties is measured by nobody.
    let _ = Reflect::set(&board, &"ticks".into(), &list);
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

/// The plan of request `id` has been handed to the page: after the next frame it is painted, and with it every tick
/// before it.
pub fn answered(id: u64) {
    request_animation_frame(move || set_timeout(move || painted(id), Duration::ZERO));
}

fn painted(id: u64) {
    let end = now();
    TICKS.with_borrow_mut(|t| {
        for (_, at) in t.asked.iter().filter(|(asked, _)| *asked <= id) {
            if t.times.length() >= MOST {
                t.times.shift();
            }
            t.times.push(&JsValue::from_f64(end - at));
        }
        t.asked.retain(|(asked, _)| *asked > id);
    });
}
