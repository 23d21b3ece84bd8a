//! One slider: drag, − and +, a typed number, keys, the plan's mark, back to the plan, and where it comes from.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::gesture::SliderGesture;
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
    let gesture = SliderGesture::new(store, knob, range);
    let id = format!("k-{knob:?}").replace(['(', ')'], "-");
    let class = if big { "sl big" } else { "sl" };
    let active = move || gesture.base.read().is_some();
    let place = move || format!("{:.4}", range.place(gesture.value.get()));
    let mark = format!("{:.4}", range.place(range.plan));
    Some(view! {
        <div class=class class:mv=move || gesture.moved() class:act=active class:bad=move || gesture.wrong.read().is_some()>
            <div class="sl-h">
                <label for=id.clone()>{move || gesture.label()}</label>
                <NoteButton gesture />
                <ResetPill gesture />
                <Box gesture />
            </div>
            <div class="sl-t">
                <Stepper gesture n=-1 />
                <div class="rng" style:--p=place style:--d=mark>
                    <i class="doc"></i>
                    <input
                        id=id
                        type="range"
                        min=range.min.to_string()
                        max=range.max.to_string()
                        step="any"
                        prop:value=move || gesture.value.get().to_string()
                        aria-valuetext=move || gesture.with_unit(gesture.value.get())
                        on:input=move |e| {
                            let thumb = event_target::<web_sys::HtmlInputElement>(&e);
                            if let Ok(raw) = thumb.value().parse() {
                                gesture.drag(raw, e.time_stamp());
                            }
                            // The thumb stands on a step, and stays where it was once Esc was pressed.
                            thumb.set_value(&gesture.value.get_untracked().to_string());
                        }
                        on:change=move |_| gesture.done()
                        on:pointerup=move |_| gesture.done()
                        on:pointercancel=move |_| gesture.take_back()
                        on:blur=move |_| gesture.done()
                        on:keydown=move |e| gesture.key(&e)
                        on:keyup=move |_| gesture.done()
                    />
                </div>
                <Stepper gesture n=1 />
            </div>
            <p class="err" role="alert" hidden=move || gesture.wrong.read().is_none()>
                <IconView icon=Icon::Warn />
                {move || gesture.wrong.get()}
            </p>
        </div>
    }
    .into_any())
}

#[component]
fn NoteButton(gesture: SliderGesture) -> impl IntoView {
    let note = use_note();
    let said = move || {
        gesture
            .store
            .t("slider.source_of", &[("label", &gesture.label())])
    };
    view! {
        <button type="button" class="q" aria-label=said aria-haspopup="dialog" on:click=move |e| note.open(gesture.knob, &e)>
            "?"
        </button>
    }
}

/// Back to the plan, with the plan's value on it; it takes room that is spare, so nothing moves when it appears.
#[component]
fn ResetPill(gesture: SliderGesture) -> impl IntoView {
    let said = move || {
        let values: [(&str, &dyn std::fmt::Display); 2] = [
            ("label", &gesture.label()),
            ("value", &gesture.with_unit(gesture.range.plan)),
        ];
        gesture.store.t("slider.reset", &values)
    };
    view! {
        <button type="button" class="rst" aria-label=said title=said on:click=move |_| gesture.reset()>
            <IconView icon=Icon::Undo />
            {move || gesture.written(gesture.range.plan)}
        </button>
    }
}

/// The number, to read and to type.
#[component]
fn Box(gesture: SliderGesture) -> impl IntoView {
    let shown = move || {
        gesture
            .typed
            .get()
            .unwrap_or_else(|| gesture.written(gesture.value.get()))
    };
    let said = move || {
        gesture
            .store
            .t("slider.type", &[("label", &gesture.label())])
    };
    let key = move |e: KeyboardEvent| match keys::key(&e).as_str() {
        "Enter" => gesture.enter(),
        "Escape" => gesture.forget_typed(),
        _ => {}
    };
    view! {
        <span class="fld">
            <input
                inputmode="decimal"
                autocomplete="off"
                aria-label=said
                aria-invalid=move || gesture.wrong.read().is_some().to_string()
                prop:value=shown
                on:input=move |e| gesture.typed.set(Some(event_target_value(&e)))
                on:keydown=key
                on:blur=move |_| gesture.enter()
            />
            <span class="u">{move || gesture.unit()}</span>
        </span>
    }
}

#[component]
fn Stepper(gesture: SliderGesture, n: i64) -> impl IntoView {
    let key = if n < 0 { "slider.less" } else { "slider.more" };
    let said = move || gesture.store.t(key, &[("label", &gesture.label())]);
    let sign = if n < 0 { "\u{2212}" } else { "+" };
    // A click without a pointer comes from assistive technology: one step.
    let click = move |e: leptos::ev::MouseEvent| {
        if e.detail() == 0 {
            gesture.step(n, None);
            gesture.done();
        }
    };
    view! {
        <button
            type="button"
            class="stp"
            tabindex="-1"
            aria-label=said
            on:pointerdown=move |e| gesture.hold(&e, n)
            on:pointerup=move |_| gesture.release()
            on:pointerleave=move |_| gesture.release()
            on:pointercancel=move |_| gesture.take_back()
            on:click=click
        >
            {sign}
        </button>
    }
}
