//! The section with the table.

use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::prelude::*;

use super::desk::{TableDesk, cell_id};
use super::editor::{Editor, clicked_cell};
use super::head::{Head, Widths};
use super::keys::{act, press};
use super::row::{RowView, row_id};
use super::tools::Tools;
use crate::view_model::table::columns::TableColumn;
use crate::view_model::table::window::Scrolled;
use crate::web::browser::focus::scroll_to_id;
use crate::words::say;

/// The allocation table with its years, pins and editor.
#[component]
pub fn AllocationTable() -> impl IntoView {
    let desk = TableDesk::new();
    let container = desk.container;
    let scroll = move |_| {
        if let Some(container) = container.get_untracked() {
            let (top, height) = (container.scroll_top(), container.client_height());
            desk.scrolled.set(Scrolled {
                top: top.into(),
                height: height.into(),
            });
        }
    };
    let drawn = move || {
        let (rows, window) = (desk.rows.read(), desk.window.get());
        rows.get(window.first..window.end)
            .unwrap_or_default()
            .to_vec()
    };
    let none = move || desk.rows.read().is_empty();
    follow(desk);
    keep_one_stop(desk);
    let click = move |event: MouseEvent| {
        if let Some(at) = clicked_cell(event.target()) {
            desk.reached.set(Some(at));
            act(desk, at);
        }
    };
    let keys = move |event: KeyboardEvent| {
        let Some(at) = clicked_cell(event.target()) else {
            return;
        };
        if desk.open.get_untracked().is_none() {
            // The focus may have been moved by something else than keys, as by a screen reader.
            if desk.reached.get_untracked() != Some(at) {
                desk.reached.set(Some(at));
            }
            press(desk, &event);
        }
    };
    let label = move || say(desk.lang(), "allocation.label", &[]);
    view! {
        <section class="allocation" aria-labelledby="alloc-title">
            <Tools desk />
            <div class="alloc-box" node_ref=container on:scroll=scroll>
                <table
                    class="alloc"
                    style=("--fields", of_kind(desk, true))
                    style=("--measures", of_kind(desk, false))
                    role="grid" aria-rowcount=move || (desk.rows.read().len() + 3).to_string() aria-label=label on:click=click on:keydown=keys>
                    <Widths desk />
                    <Head desk />
                    <tbody>
                        <Gap px=move || desk.window.get().above(desk.row_height) />
                        <For each=drawn key=|row| *row let:row>
                            <RowView desk row />
                        </For>
                        <Gap px=move || desk.window.get().below(desk.row_height) />
                    </tbody>
                    <Foot desk />
                </table>
                <Editor desk container />
                <p class="alloc-none" role="status" hidden=move || !none()>{move || say(desk.lang(), "allocation.search_none", &[])}</p>
            </div>
        </section>
    }
    .into_any()
}

/// Room for rows that are not drawn.
#[component]
fn Gap(px: impl Fn() -> f64 + Copy + Send + Sync + 'static) -> impl IntoView {
    view! {
        <tr class="gap" aria-hidden="true" hidden=move || px() == 0.0>
            <td style:height=move || format!("{}px", px())></td>
        </tr>
    }
}

/// How many columns are fields, or measures: the width of the table follows.
fn of_kind(desk: TableDesk, fields: bool) -> impl Fn() -> String {
    move || {
        let columns = desk.columns.read();
        columns
            .iter()
            .filter(|c| matches!(c, TableColumn::Field(_)) == fields)
            .count()
            .to_string()
    }
}

/// Tab leads to one cell of all, the one reached last. Set by hand: a thousand cells need not listen for that.
fn keep_one_stop(desk: TableDesk) {
    Effect::new(move |before: Option<Option<String>>| {
        desk.columns.track();
        desk.window.track();
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

/// Another year shuts the editor; a unit looked for elsewhere is shown.
fn follow(desk: TableDesk) {
    Effect::new(move |_| {
        desk.period.track();
        desk.close();
    });
    Effect::new(move |_| {
        if let Some(unit) = desk.store.reveal.get() {
            desk.reveal(unit);
            desk.store.reveal.set(None);
            // The row is drawn with the next frame.
            request_animation_frame(move || scroll_to_id(&row_id(unit)));
        }
    });
}

#[component]
fn Foot(desk: TableDesk) -> impl IntoView {
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
