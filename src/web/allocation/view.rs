//! The section with the table.

use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::html;
use leptos::prelude::*;

use super::super::segments::Segments;
use super::columns::Column;
use super::desk::{Desk, cell_id};
use super::editor::{Editor, clicked_cell};
use super::head::{Head, Widths};
use super::keys::{act, press};
use super::row::RowView;
use crate::domain::Plan;
use crate::words::{Lang, period, say};

/// The allocation table with its years, pins and editor.
#[component]
pub fn AllocationTable() -> impl IntoView {
    let desk = Desk::new();
    let container = NodeRef::<html::Div>::new();
    follow(desk);
    keep_one_stop(desk);
    let click = move |event: MouseEvent| {
        if let Some(at) = clicked_cell(event.target()) {
            desk.reached.set(Some(at));
            act(desk, at);
        }
    };
    let keys = move |event: KeyboardEvent| {
        if desk.open.get_untracked().is_none() && clicked_cell(event.target()).is_some() {
            press(desk, &event);
        }
    };
    let label = move || say(desk.lang(), "allocation.label", &[]);
    view! {
        <section class="allocation" aria-labelledby="alloc-title">
            <Title desk />
            <div class="alloc-box" node_ref=container>
                <table
                    class="alloc"
                    style=("--fields", of_kind(desk, true))
                    style=("--measures", of_kind(desk, false))
                    role="grid" aria-label=label on:click=click on:keydown=keys>
                    <Widths desk />
                    <Head desk />
                    <tbody>
                        <For each=move || desk.rows.get() key=|row| *row let:row>
                            <RowView desk row />
                        </For>
                    </tbody>
                    <Foot desk />
                </table>
                <Editor desk container />
            </div>
        </section>
    }
    .into_any()
}

/// How many columns are fields, or measures: the width of the table follows.
fn of_kind(desk: Desk, fields: bool) -> impl Fn() -> String {
    move || {
        let columns = desk.columns.read();
        columns
            .iter()
            .filter(|c| matches!(c, Column::Field(_)) == fields)
            .count()
            .to_string()
    }
}

/// Tab leads to one cell of all, the one reached last. Set by hand: a thousand cells need not listen for that.
fn keep_one_stop(desk: Desk) {
    Effect::new(move |before: Option<Option<String>>| {
        desk.columns.track();
        desk.rows.track();
        let id = desk
            .reached
            .get()
            .map(|(unit, column)| cell_id(unit, column));
        if let Some(before) = before.flatten() {
            set_stop(&before, "-1");
        }
        let now = id.clone();
        // New cells are drawn with the next frame.
        request_animation_frame(move || {
            if let Some(now) = now {
                set_stop(&now, "0");
            }
        });
        id
    });
}

fn set_stop(id: &str, stop: &str) {
    if let Some(cell) = document().get_element_by_id(id) {
        // Only an invalid name can fail, and this one is constant.
        let _ = cell.set_attribute("tabindex", stop);
    }
}

/// The view changes with the plan of the store and shuts the editor; a unit chosen elsewhere is unfolded.
fn follow(desk: Desk) {
    Effect::new(move |_| {
        desk.period.track();
        desk.close();
    });
    Effect::new(move |_| {
        if let Some(unit) = desk.store.unit.get() {
            let way = desk.tree.read_untracked().way_to(unit);
            desk.unfolded.update(|all| all.extend(way));
        }
    });
}

#[component]
fn Title(desk: Desk) -> impl IntoView {
    let store = desk.store;
    let say_it = move |key: &'static str| move || say(store.lang.get(), key, &[]);
    let years = Signal::derive(move || years(&store.plan.read(), store.lang.get()));
    let pinned = move || desk.pins.read().count();
    let note = move || {
        let units = desk.rows.read().len();
        say(
            store.lang.get(),
            "allocation.note",
            &[("units", &units), ("pins", &pinned())],
        )
    };
    let free_all = move |_| {
        let n = pinned();
        desk.close();
        store.edit(
            say(store.lang.get_untracked(), "allocation.free_all", &[]),
            |edits| edits.pins.clear(),
        );
        store.say(
            say(store.lang.get_untracked(), "allocation.freed", &[("n", &n)]),
            true,
        );
    };
    view! {
        <div class="sec">
            <h2 id="alloc-title">{say_it("allocation.title")}</h2>
            <span class="k">{note}</span>
            <div class="r">
                <Segments label=Signal::derive(say_it("allocation.years")) choices=years chosen=desk.period />
                <button type="button" class="btn s o" disabled=move || pinned() == 0 on:click=free_all>
                    {say_it("allocation.free_all")}
                </button>
            </div>
        </div>
    }
}

/// All years together, then each period.
fn years(plan: &Plan, lang: Lang) -> Vec<(Option<usize>, String)> {
    let periods = &plan.horizon.periods;
    let n = periods.iter().map(|p| p.last - p.first + 1).sum::<i32>();
    let all = (None, say(lang, "allocation.all", &[("n", &n)]));
    std::iter::once(all)
        .chain(
            periods
                .iter()
                .enumerate()
                .map(|(i, p)| (Some(i), period(p))),
        )
        .collect()
}

#[component]
fn Foot(desk: Desk) -> impl IntoView {
    let store = desk.store;
    view! {
        <tfoot>
            <tr>
                <th scope="row">{move || say(store.lang.get(), "allocation.total", &[])}</th>
                <td class="n">{move || desk.money(None).0}</td>
                <For each=move || desk.columns.get() key=|column| *column let:column>
                    <td class="n">{move || desk.total(column)}</td>
                </For>
            </tr>
        </tfoot>
    }
}
