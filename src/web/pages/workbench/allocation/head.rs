//! The head of the table: fields above, what is counted below.

use leptos::prelude::*;

use super::desk::TableDesk;
use crate::view_model::table::columns::{FieldColumns, TableColumn};
use crate::view_model::table::filter::Only;
use crate::words::say;

/// Widths of the columns: numbers never move them.
#[component]
pub fn Widths(desk: TableDesk) -> impl IntoView {
    let class = |column| {
        if matches!(column, TableColumn::Field(_)) {
            "w-field"
        } else {
            "w-measure"
        }
    };
    view! {
        <colgroup>
            <col class="w-name" />
            <col class="w-money" />
            <For each=move || desk.columns.get() key=|column| *column let:column>
                <col class=class(column) />
            </For>
        </colgroup>
    }
}

/// Both rows of the head.
#[component]
pub fn Head(desk: TableDesk) -> impl IntoView {
    let store = desk.store;
    let fields = move || {
        let (fields, columns) = (desk.fields.get(), desk.columns.get());
        fields
            .iter()
            .filter_map(|f| {
                let span = columns.iter().filter(|c| f.holds(**c)).count();
                (span > 0).then(|| view! { <FieldHead desk field=f.clone() span /> })
            })
            .collect_view()
    };
    let money_unit = move || {
        let key = if desk.period.get().is_none() {
            "money.column"
        } else {
            "allocation.begun_money"
        };
        say(store.lang.get(), key, &[])
    };
    let unit = move || {
        let folds = desk.tree.read().folds();
        let key = if folds {
            "allocation.unit_of_any_level"
        } else {
            "allocation.unit"
        };
        say(store.lang.get(), key, &[])
    };
    view! {
        <thead>
            <tr>
                <th scope="col" rowspan="2">{unit}</th>
                <th scope="col" rowspan="2" class="n money">
                    {move || say(store.lang.get(), "allocation.money", &[])}
                    <small>{money_unit}</small>
                </th>
                {fields}
            </tr>
            <tr>
                <For each=move || desk.columns.get() key=|column| *column let:column>
                    <ColumnHead desk column />
                </For>
            </tr>
        </thead>
    }
}

/// A field, to be opened and shut.
#[component]
fn FieldHead(desk: TableDesk, field: FieldColumns, span: usize) -> impl IntoView {
    let store = desk.store;
    let id = field.field;
    let count = field.measures.len();
    // A choice of columns shows measures, whatever is opened.
    let chosen = move || desk.only.get() != Only::All;
    let open = move || chosen() || desk.opened.read().contains(&id);
    let name = move || {
        store
            .lang
            .get()
            .pick(&store.plan.read().fields[id].name)
            .to_owned()
    };
    let title = move || {
        let key = if open() {
            "allocation.shut"
        } else {
            "allocation.open"
        };
        say(store.lang.get(), key, &[("n", &count)])
    };
    view! {
        <th scope="colgroup" colspan=span.to_string() class="field">
            <button
                type="button"
                disabled=chosen
                aria-expanded=move || if open() { "true" } else { "false" }
                title=title
                on:click=move |_| desk.toggle_field(id)
            >
                {name}
            </button>
        </th>
    }
}

#[component]
fn ColumnHead(desk: TableDesk, column: TableColumn) -> impl IntoView {
    let store = desk.store;
    let words = move || {
        let (plan, lang) = (store.plan.read(), store.lang.get());
        match column {
            TableColumn::Measure(m) => {
                let measure = &plan.measures[m];
                (
                    lang.pick(&measure.name).to_owned(),
                    lang.pick(&measure.counter).to_owned(),
                )
            }
            TableColumn::Field(f) => {
                return desk.with_field(f, |_, field| {
                    (field.headline(&plan, lang), field.counter(&plan, lang))
                });
            }
        }
        .into()
    };
    let words = Memo::new(move |_| words().unwrap_or_default());
    let class = if matches!(column, TableColumn::Field(_)) {
        "n sum"
    } else {
        "n"
    };
    view! {
        <th scope="col" class=class>
            {move || words.read().0.clone()}
            <small>{move || words.read().1.clone()}</small>
        </th>
    }
}
