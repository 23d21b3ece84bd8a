//! One slider: drag, − and +, a typed number, keys, the plan's mark, back to the plan, and where it comes from.

use std::time::Duration;

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;

use super::icons::{Icon, IconView};
use super::knob::{Knob, Range};
use super::source_note::use_note;
use super::store::{Store, use_store};
use super::ticks;
use crate::domain::Edits;

/// Steps of PgUp and PgDn.
const LEAP: i64 = 10;
/// − and + repeat after this, and then this often.
const HOLD: Duration = Duration::from_millis(400);
const REPEAT: Duration = Duration::from_millis(90);

/// What a slider does, apart from its looks.
#[derive(Clone, Copy)]
struct Hand {
    store: Store,
    knob: Knob,
    range: Range,
    value: Memo<i64>,
    /// The edits when the gesture began: proportions are those of that moment, however far the slider travels.
    base: RwSignal<Option<Edits>>,
    /// Esc was pressed: what the pointer still sends is not heard.
    dropped: RwSignal<bool>,
    typed: RwSignal<Option<String>>,
    wrong: RwSignal<Option<String>>,
    hold: StoredValue<Option<TimeoutHandle>>,
}

impl Hand {
    fn new(store: Store, knob: Knob, range: Range) -> Self {
        let value = Memo::new(move |_| knob.value(&store.plan.read(), &store.edits.read()));
        Hand {
            store,
            knob,
            range,
            value,
            base: RwSignal::new(None),
            dropped: RwSignal::new(false),
            typed: RwSignal::new(None),
            wrong: RwSignal::new(None),
            hold: StoredValue::new(None),
        }
    }

    fn written(&self, value: i64) -> String {
        self.knob
            .write(self.store.lang.get(), &self.store.plan.read(), value)
    }

    fn unit(&self) -> String {
        self.knob
            .unit(self.store.lang.get(), &self.store.plan.read())
    }

    fn with_unit(&self, value: i64) -> String {
        format!("{} {}", self.written(value), self.unit())
            .trim_end()
            .to_owned()
    }

    fn label(&self) -> String {
        self.knob
            .label(self.store.lang.get(), &self.store.plan.read())
    }

    fn moved(&self) -> bool {
        self.value.get() != self.range.plan
    }

    /// Moves within a gesture.
    fn to(&self, value: i64) {
        if self.base.read_untracked().is_none() {
            self.base.set(Some(self.store.edits.get_untracked()));
        }
        self.typed.set(None);
        self.wrong.set(None);
        let base = self.base.get_untracked().unwrap_or_default();
        let next = self
            .knob
            .set(&self.store.plan.read_untracked(), &base, value);
        self.store.live(|edits| *edits = next);
    }

    fn drag(&self, raw: f64) {
        if !self.dropped.get_untracked() {
            self.to(self.range.snap(raw));
        }
    }

    fn step(&self, n: i64) {
        self.to(self.range.stepped(self.value.get_untracked(), n));
    }

    /// Ends the gesture as one step that can be undone.
    fn done(&self) {
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

    fn reset(&self) {
        self.typed.set(None);
        self.wrong.set(None);
        let edits = self.store.edits.get_untracked();
        let next = self.knob.reset(&self.store.plan.read_untracked(), &edits);
        let name = untrack(|| self.store.t("step.reset", &[("label", &self.label())]));
        self.store.edit(name, |e| *e = next);
    }

    fn key(&self, event: &KeyboardEvent) {
        let n = match event.key().as_str() {
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
        ticks::ticked(event.time_stamp());
        self.step(n);
        if !event.repeat() {
            self.done();
        }
    }

    fn hold(self, event: &PointerEvent, n: i64) {
        if event.button() != 0 {
            return;
        }
        ticks::ticked(event.time_stamp());
        self.step(n);
        self.again(n, HOLD);
    }

    fn again(self, n: i64, wait: Duration) {
        let act = move || {
            self.step(n);
            self.again(n, REPEAT);
        };
        self.hold.set_value(set_timeout_with_handle(act, wait).ok());
    }

    fn release(&self) {
        if let Some(timer) = self.hold.try_update_value(Option::take).flatten() {
            timer.clear();
            self.done();
        }
    }

    /// Takes over what was typed; what is out of range stays in the box with the reason below.
    fn enter(&self) {
        let Some(text) = self.typed.get_untracked() else {
            return;
        };
        let lang = self.store.lang.get_untracked();
        let read = self
            .knob
            .read(lang, &self.store.plan.read_untracked(), &text);
        match read.filter(|v| (self.range.min..=self.range.max).contains(v)) {
            Some(value) => {
                self.to(value);
                self.done();
            }
            None => self.wrong.set(Some(untrack(|| self.range_said()))),
        }
    }

    fn range_said(&self) -> String {
        let (min, max) = (self.written(self.range.min), self.with_unit(self.range.max));
        self.store
            .t("slider.range", &[("min", &min), ("max", &max)])
    }

    fn forget_typed(&self) {
        self.typed.set(None);
        self.wrong.set(None);
    }
}

/// A slider for `knob`; nothing where the plan gives it no range.
#[component]
pub fn Slider(
    /// What it moves.
    knob: Knob,
    /// The large one at the top.
    #[prop(optional)]
    big: bool,
) -> impl IntoView {
    let store = use_store();
    let range = knob.range(&store.plan.read_untracked())?;
    let hand = Hand::new(store, knob, range);
    let id = format!("k-{knob:?}").replace(['(', ')'], "-");
    let class = if big { "sl big" } else { "sl" };
    let active = move || hand.base.read().is_some();
    let place = move || format!("{:.4}", range.place(hand.value.get()));
    let mark = format!("{:.4}", range.place(range.plan));
    Some(view! {
        <div class=class class:mv=move || hand.moved() class:act=active class:bad=move || hand.wrong.read().is_some()>
            <div class="sl-h">
                <label for=id.clone()>{move || hand.label()}</label>
                <NoteButton hand />
                <ResetPill hand />
                <Box hand />
            </div>
            <div class="sl-t">
                <Stepper hand n=-1 />
                <div class="rng" style:--p=place style:--d=mark>
                    <i class="doc"></i>
                    <input
                        id=id
                        type="range"
                        min=range.min.to_string()
                        max=range.max.to_string()
                        step="any"
                        prop:value=move || hand.value.get().to_string()
                        aria-valuetext=move || hand.with_unit(hand.value.get())
                        on:input=move |e| {
                            ticks::ticked(e.time_stamp());
                            if let Ok(raw) = event_target_value(&e).parse() {
                                hand.drag(raw);
                            }
                        }
                        on:change=move |_| hand.done()
                        on:pointerup=move |_| hand.done()
                        on:pointercancel=move |_| hand.done()
                        on:blur=move |_| hand.done()
                        on:keydown=move |e| hand.key(&e)
                        on:keyup=move |_| hand.done()
                    />
                </div>
                <Stepper hand n=1 />
            </div>
            <p class="err" role="alert" hidden=move || hand.wrong.read().is_none()>
                <IconView icon=Icon::Warn />
                {move || hand.wrong.get()}
            </p>
        </div>
    }
    .into_any())
}

#[component]
fn NoteButton(hand: Hand) -> impl IntoView {
    let note = use_note();
    let said = move || {
        hand.store
            .t("slider.source_of", &[("label", &hand.label())])
    };
    view! {
        <button type="button" class="q" aria-label=said aria-haspopup="dialog" on:click=move |e| note.open(hand.knob, &e)>
            "?"
        </button>
    }
}

/// Back to the plan, with the plan's value on it; it takes room that is spare, so nothing moves when it appears.
#[component]
fn ResetPill(hand: Hand) -> impl IntoView {
    let said = move || {
        let values: [(&str, &dyn std::fmt::Display); 2] = [
            ("label", &hand.label()),
            ("value", &hand.with_unit(hand.range.plan)),
        ];
        hand.store.t("slider.reset", &values)
    };
    view! {
        <button type="button" class="rst" aria-label=said title=said on:click=move |_| hand.reset()>
            <IconView icon=Icon::Undo />
            {move || hand.written(hand.range.plan)}
        </button>
    }
}

/// The number, to read and to type.
#[component]
fn Box(hand: Hand) -> impl IntoView {
    let shown = move || {
        hand.typed
            .get()
            .unwrap_or_else(|| hand.written(hand.value.get()))
    };
    let said = move || hand.store.t("slider.type", &[("label", &hand.label())]);
    let key = move |e: KeyboardEvent| match e.key().as_str() {
        "Enter" => hand.enter(),
        "Escape" => hand.forget_typed(),
        _ => {}
    };
    view! {
        <span class="fld">
            <input
                inputmode="decimal"
                autocomplete="off"
                aria-label=said
                aria-invalid=move || hand.wrong.read().is_some().to_string()
                prop:value=shown
                on:input=move |e| hand.typed.set(Some(event_target_value(&e)))
                on:keydown=key
                on:blur=move |_| hand.enter()
            />
            <span class="u">{move || hand.unit()}</span>
        </span>
    }
}

#[component]
fn Stepper(hand: Hand, n: i64) -> impl IntoView {
    let key = if n < 0 { "slider.less" } else { "slider.more" };
    let said = move || hand.store.t(key, &[("label", &hand.label())]);
    let sign = if n < 0 { "\u{2212}" } else { "+" };
    // A click without a pointer comes from assistive technology: one step.
    let click = move |e: leptos::ev::MouseEvent| {
        if e.detail() == 0 {
            hand.step(n);
            hand.done();
        }
    };
    view! {
        <button
            type="button"
            class="stp"
            tabindex="-1"
            aria-label=said
            on:pointerdown=move |e| hand.hold(&e, n)
            on:pointerup=move |_| hand.release()
            on:pointerleave=move |_| hand.release()
            on:pointercancel=move |_| hand.release()
            on:click=click
        >
            {sign}
        </button>
    }
}
