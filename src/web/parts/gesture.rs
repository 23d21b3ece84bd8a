//! What a gesture does with a slider: drag, hold − or +, press keys, type. One gesture is one step that can be undone.

use std::time::Duration;

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;

use super::keys;
use crate::domain::Edits;
use crate::view_model::knob::{Knob, Range};
use crate::web::state::store::Store;
use crate::web::state::ticks;
use crate::words::unread;

/// Steps of PgUp and PgDn.
const LEAP: i64 = 10;
/// − and + repeat after this, and then this often.
const HOLD: Duration = Duration::from_millis(400);
const REPEAT: Duration = Duration::from_millis(90);

/// What a slider does, apart from its looks.
#[derive(Clone, Copy)]
pub struct SliderGesture {
    /// The state of the page.
    pub store: Store,
    /// What it moves.
    pub knob: Knob,
    /// Its range.
    pub range: Range,
    /// Where it stands.
    pub value: Memo<i64>,
    /// The edits when the gesture began: proportions are those of that moment, however far the slider travels.
    pub base: RwSignal<Option<Edits>>,
    /// Esc was pressed: what the pointer still sends is not heard.
    dropped: RwSignal<bool>,
    /// What is being typed.
    pub typed: RwSignal<Option<String>>,
    /// Why what was typed is not taken.
    pub wrong: RwSignal<Option<String>>,
    hold: StoredValue<Option<TimeoutHandle>>,
}

impl SliderGesture {
    /// A gesture on `knob`, whose range is `range`.
    pub fn new(store: Store, knob: Knob, range: Range) -> Self {
        let hold = StoredValue::new(None::<TimeoutHandle>);
        on_cleanup(move || {
            hold.try_update_value(|t| t.take().map(|t| t.clear()));
        });
        let value = Memo::new(move |_| knob.value(&store.plan.read(), &store.edits.read()));
        SliderGesture {
            store,
            knob,
            range,
            value,
            base: RwSignal::new(None),
            dropped: RwSignal::new(false),
            typed: RwSignal::new(None),
            wrong: RwSignal::new(None),
            hold,
        }
    }

    /// A value as it stands in the box.
    pub fn written(&self, value: i64) -> String {
        self.knob
            .write(self.store.lang.get(), &self.store.plan.read(), value)
    }

    /// The unit behind the box.
    pub fn unit(&self) -> String {
        self.knob
            .unit(self.store.lang.get(), &self.store.plan.read())
    }

    /// A value with its unit.
    pub fn with_unit(&self, value: i64) -> String {
        format!("{} {}", self.written(value), self.unit())
            .trim_end()
            .to_owned()
    }

    /// The name of the slider.
    pub fn label(&self) -> String {
        self.knob
            .label(self.store.lang.get(), &self.store.plan.read())
    }

    /// Whether it differs from the plan.
    pub fn moved(&self) -> bool {
        self.value.get() != self.range.plan
    }

    /// Moves within a gesture; `at` is the time of the event that moves it.
    fn to(&self, value: i64, at: Option<f64>) {
        self.forget_typed();
        if self.base.read_untracked().is_none() {
            self.base.set(Some(self.store.edits.get_untracked()));
        }
        if value == self.value.get_untracked() {
            return;
        }
        if let Some(at) = at {
            ticks::ticked(at);
        }
        let base = self.base.get_untracked().unwrap_or_default();
        let next = self
            .knob
            .set(&self.store.plan.read_untracked(), &base, value);
        self.store.live(|edits| *edits = next);
    }

    /// The pointer has dragged the thumb to `raw`.
    pub fn drag(&self, raw: f64, at: f64) {
        if !self.dropped.get_untracked() {
            self.to(self.range.snap(raw), Some(at));
        }
    }

    /// Moves by `n` steps.
    pub fn step(&self, n: i64, at: Option<f64>) {
        self.to(self.range.stepped(self.value.get_untracked(), n), at);
    }

    /// Ends the gesture as one step that can be undone.
    pub fn done(&self) {
        self.dropped.set(false);
        if self.base.try_update(Option::take).flatten().is_some() {
            self.store.commit(self.step_name());
        }
    }

    fn step_name(&self) -> String {
        untrack(|| {
            let values: [(&str, &dyn std::fmt::Display); 2] = [
                ("label", &self.label()),
                ("value", &self.with_unit(self.value.get())),
            ];
            self.store.t("step.moved", &values)
        })
    }

    /// Goes back to the plan.
    pub fn reset(&self) {
        self.typed.set(None);
        self.wrong.set(None);
        let edits = self.store.edits.get_untracked();
        let next = self.knob.reset(&self.store.plan.read_untracked(), &edits);
        let name = untrack(|| self.store.t("step.reset", &[("label", &self.label())]));
        self.store.edit(name, |e| *e = next);
    }

    /// A key was pressed on the thumb.
    pub fn key(&self, event: &KeyboardEvent) {
        let n = match keys::key(event).as_str() {
            "ArrowLeft" | "ArrowDown" => -1,
            "ArrowRight" | "ArrowUp" => 1,
            "PageDown" => -LEAP,
            "PageUp" => LEAP,
            "Home" => {
                event.prevent_default();
                return self.reset();
            }
            "Escape" if self.base.read_untracked().is_some() => {
                event.prevent_default();
                self.base.set(None);
                self.dropped.set(true);
                return self.store.cancel();
            }
            _ => return,
        };
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        event.prevent_default();
        self.step(n, Some(event.time_stamp()));
        if !event.repeat() {
            self.done();
        }
    }

    /// − or + was pressed: steps now, and again while it is held.
    pub fn hold(self, event: &PointerEvent, n: i64) {
        if event.button() != 0 {
            return;
        }
        self.step(n, Some(event.time_stamp()));
        self.again(n, HOLD);
    }

    fn again(self, n: i64, wait: Duration) {
        let act = move || {
            self.step(n, Some(crate::web::browser::access::now()));
            self.again(n, REPEAT);
        };
        self.hold.set_value(set_timeout_with_handle(act, wait).ok());
    }

    /// − or + was let go.
    pub fn release(&self) {
        if let Some(timer) = self.hold.try_update_value(Option::take).flatten() {
            timer.clear();
            self.done();
        }
    }

    /// The browser has taken the gesture for its own, as when a list is scrolled on a touch screen: what it moved goes back.
    pub fn take_back(&self) {
        if let Some(timer) = self.hold.try_update_value(Option::take).flatten() {
            timer.clear();
        }
        if self.base.try_update(Option::take).flatten().is_some() {
            self.store.cancel();
        }
    }

    /// Takes over what was typed; what is out of range stays in the box with the reason below.
    pub fn enter(&self) {
        // A field loses the focus after its page is gone, too: then there is nothing to enter any more.
        let Some(Some(text)) = self.typed.try_get_untracked() else {
            return;
        };
        let lang = self.store.lang.get_untracked();
        let read = self
            .knob
            .read(lang, &self.store.plan.read_untracked(), &text);
        match read {
            Ok(value) if (self.range.min..=self.range.max).contains(&value) => {
                self.to(value, None);
                self.done();
            }
            Ok(_) => self.wrong.set(Some(untrack(|| self.range_said()))),
            Err(why) => self.wrong.set(Some(unread(lang, &why))),
        }
    }

    fn range_said(&self) -> String {
        let (min, max) = (self.written(self.range.min), self.written(self.range.max));
        let values: [(&str, &dyn std::fmt::Display); 3] =
            [("min", &min), ("max", &max), ("unit", &self.unit())];
        self.store.t("slider.range", &values)
    }

    /// Forgets what was typed.
    pub fn forget_typed(&self) {
        self.typed.set(None);
        self.wrong.set(None);
    }
}
