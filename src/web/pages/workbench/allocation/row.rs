//! One row of the table: a unit, its money, its cells.

use leptos::prelude::*;

use super::desk::{TableDesk, cell_id};
use crate::view_model::table::columns::TableColumn;
use crate::view_model::table::rows::UnitRow;
use crate::words::say;

/// The id of a unit's row in the page.
pub fn row_id(unit: usize) -> String {
    format!("alloc-{unit}")
}

/// The row of a unit.
#[component]
pub fn RowView(desk: TableDesk, row: UnitRow) -> impl IntoView {
    let unit = row.unit;
    let store = desk.store;
    let chosen = move || store.unit.get() == Some(unit);
    let name = move || {
        store
            .lang
            .get()
            .pick(&store.plan.read().region.units[unit].name)
            .to_owned()
    };
    let choose = move |_| {
        store
            .unit
            .update(|now| *now = (*now != Some(unit)).then_some(unit))
    };
    let money = Memo::new(move |_| desk.money(Some(unit)));
    view! {
        <tr id=row_id(unit) class:on=chosen>
            <th scope="row" data-depth=row.depth.to_string()>
                {row.folds.then(|| view! { <Fold desk unit /> })}
                <button type="button" aria-pressed=move || if chosen() { "true" } else { "false" } on:click=choose>
                    {name}
                </button>
            </th>
            <td class="n money" style=("--share", move || format!("{:.3}", money.read().1))>
                {move || money.read().0.clone()}
            </td>
            <For each=move || desk.columns.get() key=|column| *column let:column>
                <CellView desk unit column />
            </For>
        </tr>
    }
    .into_any()
}

/// Shows and hides the units below one.
#[component]
fn Fold(desk: TableDesk, unit: usize) -> impl IntoView {
    let open = move || desk.unfolded.read().contains(&unit);
    let toggle = move |_| {
        desk.close();
        desk.unfolded.update(|all| {
            if !all.remove(&unit) {
                all.insert(unit);
            }
        });
    };
    let label = move || say(desk.lang(), "allocation.below", &[]);
    view! {
        <button
            type="button"
            class="fold"
            aria-expanded=move || if open() { "true" } else { "false" }
            aria-label=label
            on:click=toggle
        ></button>
    }
}

/// One cell. Its clicks and keys are heard by the table, which also says which cell Tab leads to.
#[component]
fn CellView(desk: TableDesk, unit: usize, column: TableColumn) -> impl IntoView {
    let face = Memo::new(move |_| desk.face(unit, column));
    let data = match column {
        TableColumn::Field(f) => format!("f{f}"),
        TableColumn::Measure(m) => format!("m{m}"),
    };
    view! {
        <td
            id=cell_id(unit, column)
            class=move || face.read().class
            role="gridcell"
            tabindex="-1"
            aria-label=move || face.read().label.clone()
            data-unit=unit.to_string()
            data-column=data
        >
            {move || face.read().text.clone()}
        </td>
    }
}
