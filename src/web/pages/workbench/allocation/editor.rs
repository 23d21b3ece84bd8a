//! − n + and the lock, over the cell that is being edited.

use std::sync::Arc;

use leptos::ev::{CompositionEvent, FocusEvent, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, Node};

use super::cell_words::cell_name;
use super::desk::{OpenCell, TableDesk, cell_id};
use crate::view_model::shown::Shown;
use crate::view_model::table::columns::TableColumn;
use crate::view_model::table::pins::{Fixed, PinCell, fix};
use crate::view_model::table::times::begun_and_used;
use crate::web::pages::workbench::budget::why::WhyHere;
use crate::web::parts::keys;
use crate::words::{TypedField, TypedKind, Unread, count, say, typed_number, unread};

/// Fixes a cell within the gesture of the editor.
fn fix_at(desk: &TableDesk, cell: PinCell, to: Fixed) {
    let plan = desk.store.plan.get_untracked();
    desk.store.live(|edits| fix(&plan, edits, cell, to));
}

/// Fixes a free cell at what stands there, and frees a fixed one. The caller ends the gesture.
pub fn toggle_lock(desk: &TableDesk, cell: PinCell) {
    let (fixed, n) = untrack(|| (desk.fixed(cell), desk.modules(cell)));
    match fixed {
        Fixed::At(_) | Fixed::AtLeast(_) => fix_at(desk, cell, Fixed::Free),
        _ if untrack(|| desk.can(cell)) => fix_at(desk, cell, Fixed::At(n)),
        _ => {}
    }
}

/// From at least so many to exactly so many and back; a free cell becomes one that has at least what stands there.
fn toggle_at_least(desk: &TableDesk, cell: PinCell) {
    let (fixed, n) = untrack(|| (desk.fixed(cell), desk.modules(cell)));
    match fixed {
        Fixed::AtLeast(n) => fix_at(desk, cell, Fixed::At(n)),
        Fixed::At(n) => fix_at(desk, cell, Fixed::AtLeast(n)),
        _ if untrack(|| desk.can(cell)) => fix_at(desk, cell, Fixed::AtLeast(n)),
        _ => {}
    }
}

/// Reads what was typed into a cell.
fn read(desk: &TableDesk, text: &str) -> Result<i64, Unread> {
    let field = TypedField {
        kind: TypedKind::Whole,
        lang: desk.store.lang.get_untracked(),
        unit: "",
        plan: None,
    };
    typed_number(text, &field)
}

/// The editor; nothing while no cell is open.
#[component]
pub fn Editor(
    desk: TableDesk,
    /// What the cells scroll in.
    container: NodeRef<html::Div>,
) -> impl IntoView {
    move || {
        let open = desk.open.get()?;
        let (left, top) = place(&open, container).unwrap_or_default();
        Some(view! { <EditorBox desk open left top /> })
    }
}

/// Where the right edge and the top of the cell are, in the container's own pixels.
fn place(open: &OpenCell, container: NodeRef<html::Div>) -> Option<(f64, f64)> {
    let id = cell_id(open.cell.unit, TableColumn::Measure(open.cell.measure));
    let cell = document()
        .get_element_by_id(&id)?
        .get_bounding_client_rect();
    let container = container.get_untracked()?;
    let outer = container.get_bounding_client_rect();
    let left = cell.right() - outer.left() + f64::from(container.scroll_left());
    let top = cell.top() - outer.top() + f64::from(container.scroll_top());
    Some((left, top))
}

#[component]
fn EditorBox(desk: TableDesk, open: OpenCell, left: f64, top: f64) -> impl IntoView {
    let OpenCell { cell, most, .. } = open;
    let store = desk.store;
    let input = NodeRef::<html::Input>::new();
    let whole = NodeRef::<html::Div>::new();
    let typed = RwSignal::new(None::<String>);
    let wrong = RwSignal::new(None::<Unread>);
    let is_wrong = move || wrong.read().is_some();
    let is_least = move || matches!(desk.fixed(cell), Fixed::AtLeast(_));
    let locked = move || is_least() || matches!(desk.fixed(cell), Fixed::At(_));
    let set = move |n: i64| {
        wrong.set(None);
        let n = n.clamp(0, most);
        let as_least = untrack(is_least);
        let to = if as_least {
            Fixed::AtLeast(n)
        } else {
            Fixed::At(n)
        };
        fix_at(&desk, cell, to);
    };
    let step = move |by: i64| {
        typed.set(None);
        set(untrack(|| desk.modules(cell)) + by);
    };
    let lock = move || {
        typed.set(None);
        wrong.set(None);
        toggle_lock(&desk, cell);
    };
    let least = move || {
        typed.set(None);
        wrong.set(None);
        toggle_at_least(&desk, cell);
    };
    let back = move || desk.reach(cell.unit, TableColumn::Measure(cell.measure));
    let take = move |text: String| {
        let read = read(&desk, &text).and_then(|n| {
            let fits = (0..=most).contains(&n);
            fits.then_some(n).ok_or(Unread::Empty)
        });
        match read {
            Ok(n) => set(n),
            Err(why) => {
                // The beginning of a number that does not fit is not what was meant.
                desk.store.cancel();
                wrong.set(Some(why));
            }
        }
        typed.set(Some(text));
    };
    // An input method may go on to compose the letter that was meant as a key: what comes of it is no number.
    let is_key = StoredValue::new(false);
    let composed = move |event: CompositionEvent| {
        if is_key.get_value() {
            is_key.set_value(false);
            event_target::<web_sys::HtmlInputElement>(&event)
                .set_value(&untrack(|| desk.modules(cell)).to_string());
        } else {
            take(event_target_value(&event));
        }
    };
    let keys = move |event: KeyboardEvent| {
        if keys::letter(&event) == Some('l') && !event.ctrl_key() && !event.meta_key() {
            is_key.set_value(event.key().len() > 1);
            lock();
            event.prevent_default();
            return event.stop_propagation();
        }
        let taken = match keys::key(&event).as_str() {
            "Enter" => {
                if wrong.read_untracked().is_none() {
                    desk.close();
                    back();
                }
                true
            }
            "Escape" => {
                desk.cancel();
                back();
                true
            }
            "ArrowUp" | "+" | "=" => {
                step(1);
                true
            }
            "ArrowDown" | "-" => {
                step(-1);
                true
            }
            _ => false,
        };
        if taken {
            event.prevent_default();
            event.stop_propagation();
        }
    };
    let left_it = move |event: FocusEvent| {
        let to = event
            .related_target()
            .and_then(|t| t.dyn_into::<Node>().ok());
        let inside = whole
            .get_untracked()
            .is_some_and(|w| w.contains(to.as_ref()));
        if !inside && desk.open.get_untracked().is_some_and(|o| o.cell == cell) {
            desk.close();
        }
    };
    Effect::new(move |_| {
        if let Some(input) = input.get() {
            // A field that is gone again needs no focus. What stands in it is written after this, which would end the selection.
            let _ = input.focus();
            input.set_value(&untrack(|| desk.modules(cell)).to_string());
            input.select();
        }
    });
    // A newer answer may write its own number into the field: what is typed next takes the place of that one as well.
    Effect::new(move |_| {
        let n = desk.modules(cell).to_string();
        let Some(input) = input.get().filter(|_| typed.read_untracked().is_none()) else {
            return;
        };
        let here = document().active_element();
        if here.is_some_and(|it| it.is_same_node(Some(&input))) {
            input.set_value(&n);
            input.select();
        }
    });
    let say_it = move |key: &'static str| move || say(store.lang.get(), key, &[]);
    let lock_words = move || {
        let key = if locked() {
            "allocation.unlock"
        } else {
            "allocation.lock"
        };
        say(store.lang.get(), key, &[])
    };
    let hint = move || {
        let lang = store.lang.get();
        let key = match wrong.get() {
            None => "allocation.range",
            Some(Unread::Empty | Unread::NotWhole) => "allocation.out_of_range",
            Some(why) => return unread(lang, &why),
        };
        say(lang, key, &[("most", &count(most))])
    };
    let times = move || {
        let shown = store.shown.get();
        let told = |s: Arc<Shown>| begun_and_used(store.lang.get(), &s.case, cell);
        shown.and_then(told).unwrap_or_default()
    };
    let shown = move || {
        let number = desk.modules(cell);
        typed.get().unwrap_or_else(|| number.to_string())
    };
    view! {
        <div
            node_ref=whole
            class="alloc-edit"
            role="group"
            aria-label=cell_name(desk.store, cell)
            style=("left", format!("{left}px"))
            style=("top", format!("{top}px"))
            on:keydown=keys
            on:focusout=left_it
        >
            <div class="alloc-edit-row">
                <button type="button" tabindex="-1" aria-label=say_it("allocation.less") on:click=move |_| step(-1)>
                    "−"
                </button>
                <input
                    node_ref=input
                    inputmode="numeric"
                    autocomplete="off"
                    aria-label=say_it("allocation.number")
                    aria-invalid=move || if is_wrong() { "true" } else { "false" }
                    prop:value=shown
                    on:input=move |event| { if let Some(text) = keys::typed(&event) { take(text) } }
                    on:compositionend=composed
                />
                <button type="button" tabindex="-1" aria-label=say_it("allocation.more") on:click=move |_| step(1)>
                    "+"
                </button>
                <button
                    type="button"
                    class="alloc-least"
                    aria-label=say_it("allocation.at_least")
                    aria-pressed=move || if is_least() { "true" } else { "false" }
                    title=say_it("allocation.at_least")
                    on:click=move |_| least()
                >
                    "≥"
                </button>
                <button
                    type="button"
                    class="alloc-lock"
                    aria-label=lock_words
                    aria-pressed=move || if locked() { "true" } else { "false" }
                    title=lock_words
                    on:click=move |_| lock()
                ></button>
            </div>
            <p class="alloc-edit-hint" class:wrong=is_wrong aria-live="polite">{hint}</p>
            <p class="alloc-edit-times" hidden=move || times().is_empty()>{times}</p>
            <WhyHere unit=cell.unit measure=cell.measure period=cell.period />
        </div>
    }
}

/// The element a click in the table went to, if it is one of its cells.
pub fn clicked_cell(target: Option<web_sys::EventTarget>) -> Option<(usize, TableColumn)> {
    let element = target?.dyn_into::<HtmlElement>().ok()?;
    let cell = element.closest("td[data-unit]").ok()??;
    let unit = cell.get_attribute("data-unit")?.parse().ok()?;
    let column = cell.get_attribute("data-column")?;
    let column = match column.split_at_checked(1)? {
        ("f", n) => TableColumn::Field(n.parse().ok()?),
        ("m", n) => TableColumn::Measure(n.parse().ok()?),
        _ => return None,
    };
    Some((unit, column))
}
