//! One row of the table: a unit, its money, its cells.

use leptos::prelude::*;

use super::columns::Column;
use super::desk::{Desk, cell_id};
use super::pins::Fixed;
use super::rows::Row;
use crate::words::say;

/// The id of a unit's row in the page.
pub fn row_id(unit: usize) -> String {
    format!("alloc-{unit}")
}

/// The row of a unit.
#[component]
pub fn RowView(desk: Desk, row: Row) -> impl IntoView {
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
fn Fold(desk: Desk, unit: usize) -> impl IntoView {
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

/// One cell. Its clicks and keys are heard by the table.
#[component]
fn CellView(desk: Desk, unit: usize, column: Column) -> impl IntoView {
    let text = Memo::new(move |_| desk.text(unit, column));
    let look = move || look(&desk, unit, column, &text.read());
    let stop = move || {
        if desk.reached.get() == Some((unit, column)) {
            "0"
        } else {
            "-1"
        }
    };
    let label = move || match fixed(&desk, unit, column) {
        Fixed::At(0) => Some(say(desk.lang(), "allocation.barred", &[])),
        Fixed::At(_) => Some(say(
            desk.lang(),
            "allocation.fixed",
            &[("n", &*text.read())],
        )),
        _ => None,
    };
    let data = match column {
        Column::Field(f) => format!("f{f}"),
        Column::Measure(m) => format!("m{m}"),
    };
    view! {
        <td
            id=cell_id(unit, column)
            class=look
            role="gridcell"
            tabindex=stop
            aria-label=label
            data-unit=unit.to_string()
            data-column=data
        >
            {move || text.get()}
        </td>
    }
}

fn fixed(desk: &Desk, unit: usize, column: Column) -> Fixed {
    match column {
        Column::Measure(m) => desk.fixed(desk.cell(unit, m)),
        Column::Field(f) => {
            let measures = desk
                .field_at(f)
                .map(|(_, f)| f.measures)
                .unwrap_or_default();
            if desk.pins.read().any(unit, &measures) {
                Fixed::Partly
            } else {
                Fixed::Free
            }
        }
    }
}

/// The classes of a cell.
fn look(desk: &Desk, unit: usize, column: Column, text: &str) -> &'static str {
    match (fixed(desk, unit, column), column) {
        (Fixed::At(_), Column::Measure(m)) if desk.clashes.read().contains(&(unit, m)) => {
            "n pin clash"
        }
        (Fixed::At(_), _) => "n pin",
        (Fixed::Partly, Column::Field(_)) => "n sum part",
        (Fixed::Partly, Column::Measure(_)) => "n part",
        (Fixed::Free, Column::Field(_)) => "n sum",
        (Fixed::Free, _) if text.is_empty() => "n never",
        (Fixed::Free, _) => "n",
    }
}
