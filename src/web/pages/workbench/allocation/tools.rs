//! Above the table: years, search, what to show, pins.

use leptos::prelude::*;

use super::desk::TableDesk;
use crate::domain::Plan;
use crate::view_model::table::filter::Only;
use crate::web::parts::keys;
use crate::web::parts::segments::Segments;
use crate::words::{Lang, period, say};

/// Tables of fewer units need no search.
const FEW_UNITS: usize = 12;

/// The title with its choices.
#[component]
pub fn Tools(desk: TableDesk) -> impl IntoView {
    let store = desk.store;
    let say_it = move |key: &'static str| move || say(store.lang.get(), key, &[]);
    let years = Signal::derive(move || years(&store.plan.read(), store.lang.get()));
    let pinned = move || desk.pins.read().count();
    let note = move || {
        let units = desk.tree.read().units();
        let values: [(&str, &dyn std::fmt::Display); 2] = [("units", &units), ("pins", &pinned())];
        say(store.lang.get(), "allocation.note", &values)
    };
    let free_all = move |_| {
        let n = pinned();
        desk.close();
        let lang = store.lang.get_untracked();
        store.edit(say(lang, "allocation.free_all", &[]), |edits| {
            edits.pins.clear()
        });
        store.say(say(lang, "allocation.freed", &[("n", &n)]), true);
    };
    view! {
        <div class="sec">
            <h2 id="alloc-title">{say_it("allocation.title")}</h2>
            <span class="k">{note}</span>
            <div class="r">
                <Segments label=Signal::derive(say_it("allocation.years")) choices=years chosen=desk.period />
                <button type="button" class="btn s o" id="free-all" disabled=move || pinned() == 0 on:click=free_all>
                    {say_it("allocation.free_all")}
                </button>
            </div>
        </div>
        <Filters desk />
    }
    .into_any()
}

#[component]
fn Filters(desk: TableDesk) -> impl IntoView {
    let store = desk.store;
    let say_it = move |key: &'static str| move || say(store.lang.get(), key, &[]);
    let many = move || desk.tree.read().units() > FEW_UNITS;
    let search = move || {
        many().then(|| {
            view! {
                <input
                    type="search"
                    class="find"
                    autocomplete="off"
                    placeholder=say_it("allocation.search")
                    aria-label=say_it("allocation.search")
                    prop:value=move || desk.search.get()
                    on:input=move |e| { if let Some(text) = keys::typed(&e) { desk.find(text) } }
                    on:compositionend=move |e| desk.find(event_target_value(&e))
                />
            }
        })
    };
    let fold = move |unfold: bool, key: &'static str| {
        view! {
            <button type="button" class="btn s" on:click=move |_| desk.fold_all(!unfold)>{say_it(key)}</button>
        }
    };
    let folds = move || {
        desk.tree
            .read()
            .folds()
            .then(|| view! { {fold(true, "allocation.unfold")} {fold(false, "allocation.fold")} })
    };
    view! {
        <div class="alloc-tools">
            {search}
            <Columns desk />
            <label class="only">
                <input type="checkbox" prop:checked=move || desk.only_built.get() on:change=move |e| desk.show_built(event_target_checked(&e)) />
                {say_it("allocation.only_built")}
            </label>
            {folds}
        </div>
    }
    .into_any()
}

/// The box to choose columns from.
#[component]
fn Columns(desk: TableDesk) -> impl IntoView {
    let store = desk.store;
    let label = move || say(store.lang.get(), "allocation.field", &[]);
    let options = move || {
        let (plan, lang) = (store.plan.get(), store.lang.get());
        let option = |only: Only, name: String| {
            let chosen = move || desk.only.get() == only;
            view! { <option value=only.code() prop:selected=chosen>{name}</option> }.into_any()
        };
        let fields = desk.fields.get();
        let groups = fields.iter().map(|f| {
            let field = lang.pick(&plan.fields[f.field].name).to_owned();
            let measures = f.measures.iter().map(|m| {
                option(
                    Only::Measure(*m),
                    lang.pick(&plan.measures[*m].name).to_owned(),
                )
            });
            let all: Vec<_> = std::iter::once(option(Only::Field(f.field), field.clone()))
                .chain(measures)
                .collect();
            view! { <optgroup label=field>{all}</optgroup> }.into_any()
        });
        let services = plan.services.iter().enumerate();
        let services: Vec<_> = services
            .map(|(s, service)| option(Only::Service(s), lang.pick(&service.name).to_owned()))
            .collect();
        view! {
            {option(Only::All, say(lang, "allocation.all_fields", &[]))}
            {groups.collect_view()}
            <optgroup label=say(lang, "map.by_service", &[])>{services}</optgroup>
        }
    };
    let choose = move |e| desk.show_only(Only::of_code(&event_target_value(&e)));
    view! { <select class="sel" aria-label=label on:change=choose>{options}</select> }.into_any()
}

/// All years together, then each period.
fn years(plan: &Plan, lang: Lang) -> Vec<(Option<usize>, String)> {
    let periods = &plan.horizon.periods;
    let n = periods.iter().map(|p| p.last - p.first + 1).sum::<i32>();
    let all = (None, say(lang, "allocation.all", &[("n", &n)]));
    let each = periods
        .iter()
        .enumerate()
        .map(|(i, p)| (Some(i), period(p)));
    std::iter::once(all).chain(each).collect()
}
