//! Arrows, Enter, L: what keys do in the table while no cell is open.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::cell_words::step_label;
use super::desk::TableDesk;
use super::editor::toggle_lock;
use crate::view_model::table::columns::TableColumn;
use crate::view_model::table::pins::PinCell;
use crate::web::parts::keys;

/// Handles a key pressed on a cell.
pub fn press(desk: TableDesk, event: &KeyboardEvent) {
    let Some(at) = desk.reached.get_untracked() else {
        return;
    };
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    if keys::letter(event) == Some('l') && lock(desk, at) {
        return event.prevent_default();
    }
    let key = keys::key(event);
    let taken = match key.as_str() {
        "ArrowUp" => step(desk, at, (-1, 0)),
        "ArrowDown" => step(desk, at, (1, 0)),
        "ArrowLeft" => step(desk, at, (0, -1)),
        "ArrowRight" => step(desk, at, (0, 1)),
        "Home" => step(desk, at, (0, i64::MIN)),
        "End" => step(desk, at, (0, i64::MAX)),
        "Enter" | " " | "F2" => {
            act(desk, at);
            true
        }
        // A digit begins a number in the cell: it is not taken here, but written into the field that has opened.
        digit if digit.len() == 1 && digit.as_bytes()[0].is_ascii_digit() => {
            if let TableColumn::Measure(_) = at.1 {
                act(desk, at);
            }
            false
        }
        _ => false,
    };
    if taken {
        event.prevent_default();
    }
}

/// Opens a measure's cell, or the field whose column it is.
pub fn act(desk: TableDesk, (unit, column): (usize, TableColumn)) {
    if untrack(|| desk.is_folded(unit)) {
        desk.unfolded.update(|all| {
            all.insert(unit);
        });
        return;
    }
    match column {
        TableColumn::Measure(measure) => desk.edit(unit, measure),
        TableColumn::Field(field) => {
            let first =
                untrack(|| desk.with_field(field, |_, f| f.measures.first().copied())).flatten();
            desk.toggle_field(field);
            if let Some(measure) = first {
                // The cell is drawn with the next frame.
                request_animation_frame(move || desk.reach(unit, TableColumn::Measure(measure)));
            }
        }
    }
}

fn lock(desk: TableDesk, (unit, column): (usize, TableColumn)) -> bool {
    let TableColumn::Measure(measure) = column else {
        return false;
    };
    if untrack(|| desk.is_folded(unit)) {
        return false;
    }
    let cell = PinCell {
        unit,
        measure,
        period: desk.period.get_untracked(),
    };
    toggle_lock(&desk, cell);
    desk.store.commit(step_label(
        desk.store,
        desk.pins.read_untracked().at(cell),
        cell,
    ));
    true
}

fn step(desk: TableDesk, (unit, column): (usize, TableColumn), (down, right): (i64, i64)) -> bool {
    let (rows, columns) = (desk.rows.read_untracked(), desk.columns.read_untracked());
    let row = rows
        .iter()
        .position(|r| r.unit == unit)
        .map(|i| moved(i, down, rows.len()));
    let column = columns
        .iter()
        .position(|c| *c == column)
        .map(|i| moved(i, right, columns.len()));
    let next = row.zip(column).map(|(r, c)| (rows[r].unit, columns[c]));
    drop((rows, columns));
    if let Some((unit, column)) = next {
        desk.reach(unit, column);
    }
    true
}

fn moved(at: usize, by: i64, count: usize) -> usize {
    (at as i64).saturating_add(by).clamp(0, count as i64 - 1) as usize
}
