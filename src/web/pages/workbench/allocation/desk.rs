//! The state of the table: view, opened fields, the reached cell, the numbers.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;

use super::cell_words::step_label;
use crate::domain::{Case, Edits, Pin};
use crate::optimize::Conflict;
use crate::report::Table;
use crate::view_model::table::columns::{FieldColumns, TableColumn, fields};
use crate::view_model::table::filter::{Only, fits};
use crate::view_model::table::pins::{Fixed, PinCell, Pins};
use crate::view_model::table::rows::{UnitRow, UnitTree};
use crate::view_model::table::window::{Scrolled, Window};
use crate::web::browser::access;
use crate::web::browser::focus::focus_id;
use crate::web::state::store::{Store, use_store};
use crate::words::Lang;

/// A cell that is being edited.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenCell {
    pub cell: PinCell,
    /// The most that can be built there.
    pub most: i64,
}

/// The state of the table. Copied freely: every field is a handle.
#[derive(Clone, Copy)]
pub struct TableDesk {
    pub store: Store,
    /// The plan without edits, worked out: fields, and the most a cell can hold.
    pub blank: Memo<Option<Arc<Case>>>,
    pub fields: Memo<Arc<Vec<FieldColumns>>>,
    pub tree: Memo<Arc<UnitTree>>,
    /// One period, or all together.
    pub period: RwSignal<Option<usize>>,
    /// Fields whose measures are shown.
    pub opened: RwSignal<BTreeSet<usize>>,
    /// Units whose children are shown, where rows are folded.
    pub unfolded: RwSignal<BTreeSet<usize>>,
    /// Which columns are wanted. Change it by [`TableDesk::show_only`].
    pub only: RwSignal<Only>,
    /// What units are searched for. Change it by [`TableDesk::find`].
    pub search: RwSignal<String>,
    /// Only units that get something. Change it by [`TableDesk::show_built`].
    pub only_built: RwSignal<bool>,
    pub columns: Memo<Vec<TableColumn>>,
    pub rows: Memo<Vec<UnitRow>>,
    /// Units that are shown for all units below them.
    pub folded: Memo<BTreeSet<usize>>,
    /// What the cells scroll in.
    pub container: NodeRef<html::Div>,
    pub scrolled: RwSignal<Scrolled>,
    /// The rows that are drawn.
    pub window: Memo<Window>,
    /// Height of a row in pixels, as the style sheet has it.
    pub row_height: f64,
    pub table: Memo<Option<Arc<Table>>>,
    /// Yuan of the unit that gets most.
    pub most_money: Memo<i64>,
    pub pins: Memo<Pins>,
    /// Unit and measure of the pins that leave no plan.
    pub clashes: Memo<BTreeSet<(usize, usize)>>,
    /// The cell that Tab leads to.
    pub reached: RwSignal<Option<(usize, TableColumn)>>,
    pub open: RwSignal<Option<OpenCell>>,
}

impl TableDesk {
    /// The state for the plan of the store.
    pub fn new() -> TableDesk {
        let store = use_store();
        let blank = Memo::new_with_compare(
            move |_| {
                Case::sharing(&store.plan.read(), &Edits::default())
                    .ok()
                    .map(Arc::new)
            },
            |_, _| true,
        );
        let fields =
            Memo::new(move |_| Arc::new(blank.get().map_or_else(Vec::new, |case| fields(&case))));
        let tree = Memo::new(move |_| Arc::new(UnitTree::of(&store.plan.read())));
        let opened = RwSignal::new(
            fields
                .read_untracked()
                .first()
                .map(|f| f.field)
                .into_iter()
                .collect(),
        );
        let unfolded = RwSignal::new(tree.read_untracked().at_first());
        let only = RwSignal::new(Only::All);
        let columns = Memo::new(move |_| {
            let plan = store.plan.read();
            only.get().columns(&plan, &fields.read(), &opened.read())
        });
        let table = Memo::new(move |_| {
            let groups: Vec<Vec<usize>> =
                fields.read().iter().map(|f| f.services.clone()).collect();
            let shown = store
                .shown
                .get()
                .filter(|s| s.case.plan.id == store.plan.read().id)?;
            Some(Arc::new(Table::new(
                &shown.case,
                &shown.report.begun,
                &groups,
            )))
        });
        let period = RwSignal::new(None);
        let (search, only_built) = (RwSignal::new(String::new()), RwSignal::new(false));
        let pins = Memo::new(move |_| Pins::of(&store.plan.read(), &store.edits.read()));
        let rows = Memo::new(move |_| {
            let (tree, text) = (tree.read(), search.read());
            if text.trim().is_empty() && !only_built.get() {
                return tree.visible(&unfolded.read());
            }
            let plan = store.plan.read();
            let (table, pins, columns) = (table.read(), pins.read(), columns.read());
            let gets = |unit: usize| {
                let built = |t: &Arc<Table>| {
                    columns
                        .iter()
                        .any(|c| gets(t, &fields.read(), unit, *c, period.get()))
                };
                table.as_ref().is_some_and(built) || pins.places().any(|(u, _)| u == unit)
            };
            tree.wanted(|unit| fits(&plan, unit, &text) && (!only_built.get() || gets(unit)))
        });
        let folded = Memo::new(move |_| {
            let (rows, unfolded) = (rows.read(), unfolded.read());
            let shut = rows
                .iter()
                .filter(|r| r.folds && !unfolded.contains(&r.unit));
            shut.map(|r| r.unit).collect()
        });
        let scrolled = RwSignal::new(Scrolled::default());
        let row_height = if access::matches("(max-width: 760px)") {
            40.0
        } else {
            30.0
        };
        let printing = access::printing();
        let window = Memo::new(move |_| match (rows.read().len(), printing.get()) {
            (all, true) => Window::whole(all),
            (all, false) => Window::of(all, row_height, scrolled.get()),
        });
        let most_money = Memo::new(move |_| {
            let (table, rows) = (table.read(), rows.read());
            let money = |t: &Arc<Table>| rows.iter().map(|r| t.money(r.unit, period.get())).max();
            table.as_ref().and_then(money).unwrap_or(0)
        });
        let first = rows
            .read_untracked()
            .first()
            .map(|r| r.unit)
            .zip(columns.read_untracked().first().copied());
        TableDesk {
            store,
            blank,
            fields,
            tree,
            period,
            opened,
            unfolded,
            only,
            search,
            only_built,
            columns,
            rows,
            folded,
            container: NodeRef::new(),
            scrolled,
            window,
            row_height,
            table,
            most_money,
            pins,
            clashes: Memo::new(move |_| clashes(store)),
            reached: RwSignal::new(first),
            open: RwSignal::new(None),
        }
    }

    pub fn lang(&self) -> Lang {
        self.store.lang.get()
    }

    /// Something of a field that has columns, with its place among them.
    pub fn with_field<T>(
        &self,
        field: usize,
        of: impl FnOnce(usize, &FieldColumns) -> T,
    ) -> Option<T> {
        let fields = self.fields.read();
        let at = fields.iter().position(|f| f.field == field)?;
        Some(of(at, &fields[at]))
    }

    pub fn fixed(&self, cell: PinCell) -> Fixed {
        self.pins.read().at(cell)
    }

    /// Modules in a cell: as fixed, else as planned.
    pub fn modules(&self, cell: PinCell) -> i64 {
        match self.fixed(cell) {
            Fixed::At(n) => n,
            Fixed::AtLeast(n) => n.max(self.planned(cell)),
            _ => self.planned(cell),
        }
    }

    fn planned(&self, cell: PinCell) -> i64 {
        self.in_table(0, |t| t.modules(cell.unit, cell.measure, cell.period))
    }

    /// Whether something can be begun in a cell.
    pub fn can(&self, cell: PinCell) -> bool {
        self.in_table(false, |t| t.can(cell.unit, cell.measure, cell.period))
    }

    /// Something of the numbers, or `else_` while there are none.
    pub fn in_table<T>(&self, else_: T, of: impl FnOnce(&Table) -> T) -> T {
        self.table.read().as_ref().map_or(else_, |t| of(t))
    }

    /// Shows or hides the measures of a field.
    pub fn toggle_field(&self, field: usize) {
        self.close();
        self.opened.update(|all| {
            if !all.remove(&field) {
                all.insert(field);
            }
        });
        self.keep_reached();
    }

    /// A cell whose column is gone is reached no more; the first of its row is.
    pub fn keep_reached(&self) {
        let gone = self
            .reached
            .get_untracked()
            .is_some_and(|(_, c)| !self.columns.read_untracked().contains(&c));
        if gone {
            let first = self.columns.read_untracked().first().copied();
            self.reached.update(|r| *r = r.map(|(u, _)| u).zip(first));
        }
    }

    /// Makes a cell the reached one and gives it the focus.
    pub fn reach(&self, unit: usize, column: TableColumn) {
        self.reached.set(Some((unit, column)));
        if self.bring(unit) {
            // New rows are drawn with the next frame.
            request_animation_frame(move || focus_id(&cell_id(unit, column)));
        } else {
            focus_id(&cell_id(unit, column));
        }
    }

    /// Opens the editor on a cell, where something can be built.
    pub fn edit(&self, unit: usize, measure: usize) {
        let cell = PinCell {
            unit,
            measure,
            period: self.period.get_untracked(),
        };
        let most = self.most(cell);
        if most > 0 || !matches!(untrack(|| self.fixed(cell)), Fixed::Free) {
            self.close();
            self.open.set(Some(OpenCell { cell, most }));
        }
    }

    /// The most a cell can hold, whatever is fixed in it.
    pub fn most(&self, cell: PinCell) -> i64 {
        let Some(case) = self.blank.get_untracked() else {
            return 0;
        };
        let can = untrack(|| self.can(cell));
        let cap = case
            .caps
            .iter()
            .find(|c| c.unit == cell.unit && c.measure == cell.measure);
        let taken = cell
            .period
            .map_or(0, |_| self.pins.read_untracked().taken_by_other_years(cell));
        cap.filter(|_| can).map_or(0, |c| (c.hi - taken).max(0))
    }

    /// Closes the editor and keeps what it did.
    pub fn close(&self) {
        if let Some(open) = self.open.get_untracked() {
            self.open.set(None);
            self.store.commit(step_label(
                self.store,
                self.pins.read_untracked().at(open.cell),
                open.cell,
            ));
        }
    }

    /// Closes the editor and takes back what it did.
    pub fn cancel(&self) {
        if self.open.get_untracked().is_some() {
            self.open.set(None);
            self.store.cancel();
        }
    }
}

fn clashes(store: Store) -> BTreeSet<(usize, usize)> {
    let conflicts = store.conflicts.get();
    let pins = conflicts
        .iter()
        .flat_map(|all| all.iter())
        .flat_map(pins_of)
        .cloned()
        .collect();
    let only = Edits {
        pins,
        ..Edits::default()
    };
    Pins::of(&store.plan.read(), &only).places().collect()
}

fn pins_of(conflict: &Conflict) -> &[Pin] {
    match conflict {
        Conflict::OverBudget { pins, .. }
        | Conflict::OverRunning { pins, .. }
        | Conflict::OverNeed { pins, .. }
        | Conflict::OverCap { pins, .. }
        | Conflict::NoSite { pins }
        | Conflict::TakesTooMuch { pins, .. } => pins,
    }
}

/// Whether something is begun in a cell.
fn gets(
    table: &Table,
    fields: &[FieldColumns],
    unit: usize,
    column: TableColumn,
    period: Option<usize>,
) -> bool {
    let begun = |m: &usize| table.modules(unit, *m, period) > 0;
    match column {
        TableColumn::Measure(m) => begun(&m),
        TableColumn::Field(f) => {
            let field = fields.iter().find(|c| c.field == f);
            field.is_some_and(|f| f.measures.iter().any(begun))
        }
    }
}

/// The id of a cell in the page.
pub fn cell_id(unit: usize, column: TableColumn) -> String {
    match column {
        TableColumn::Field(f) => format!("alloc-{unit}-f{f}"),
        TableColumn::Measure(m) => format!("alloc-{unit}-m{m}"),
    }
}
