//! One slider: drag, − and +, a typed number, keys, the plan's mark, back to the plan, and where it comes from.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::gesture::Hand;
use super::keys;
use crate::view_model::knob::Knob;
use crate::web::browser::icons::{Icon, IconView};
use crate::web::state::note::use_note;
use crate::web::state::store::use_store;

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
                            let thumb = event_target::<web_sys::HtmlInputElement>(&e);
                            if let Ok(raw) = thumb.value().parse() {
                                hand.drag(raw, e.time_stamp());
                            }
                            // The thumb stands on a step, and stays where it was once Esc was pressed.
                            thumb.set_value(&hand.value.get_untracked().to_string());
                        }
                        on:change=move |_| hand.done()
                        on:pointerup=move |_| hand.done()
                        on:pointercancel=move |_| hand.take_back()
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
    let key = move |e: KeyboardEvent| match keys::key(&e).as_str() {
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
            hand.step(n, None);
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
            on:pointercancel=move |_| hand.take_back()
            on:click=click
        >
            {sign}
        </button>
    }
}
