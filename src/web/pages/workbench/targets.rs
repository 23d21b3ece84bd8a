//! The targets as bars, field by field, the missed ones first.

use std::collections::BTreeSet;
use std::time::Duration;

use leptos::prelude::*;

use super::target_row::TargetRow;
use crate::domain::{Target, sort_by_key};
use crate::web::browser::access;
use crate::web::browser::icons::{Icon, IconView};
use crate::web::parts::keys;
use crate::web::state::store::{Store, use_store};
use crate::web::state::text::t;

/// Rows change places only so long after the last change: nothing moves under the eye or the pointer.
const REST: Duration = Duration::from_millis(900);

/// Fewer targets need no search.
const FEW: usize = 12;

/// A field with its targets in the order of the screen.
#[derive(Clone, Debug, PartialEq)]
struct TargetGroup {
    field: usize,
    targets: Vec<usize>,
}

/// The table.
#[component]
pub fn Targets() -> impl IntoView {
    let store = use_store();
    // A phone starts with what is missing; the rest is one touch away.
    let only_missed = RwSignal::new(access::matches("(max-width: 760px)"));
    let closed = RwSignal::new(BTreeSet::new());
    let search = RwSignal::new(String::new());
    let order = order(store, only_missed, search);
    let n = store.plan.read_untracked().targets.len();
    let checks: usize = store
        .plan
        .read_untracked()
        .targets
        .iter()
        .map(|t| t.milestones.len())
        .sum();
    let subtitle = move || store.t("targets.count", &[("n", &n), ("checks", &checks)]);
    view! {
        <section class="targets" aria-labelledby="h-t">
            <div class="sec">
                <h2 id="h-t">{t("targets.title")}</h2>
                <span class="k">{subtitle}</span>
                <div class="r">
                    {(n > FEW).then(|| view! { <Search search /> })}
                    <Filter only_missed />
                </div>
            </div>
            <Keys />
            <div class="bt" role="table" aria-labelledby="h-t">
                <Head />
                <For each=move || order.get() key=|g| g.field let(group)>
                    <FieldGroup field=group.field order closed />
                </For>
            </div>
            <p class="none k" role="status" hidden=move || !order.read().is_empty() || search.read().is_empty()>{t("targets.none")}</p>
            <Rest only_missed />
        </section>
    }
}

/// The order of fields and rows, settled some time after the last change.
fn order(
    store: Store,
    only_missed: RwSignal<bool>,
    search: RwSignal<String>,
) -> RwSignal<Vec<TargetGroup>> {
    let order = RwSignal::new(first_order(store, only_missed.get_untracked()));
    let timer = StoredValue::new(None::<TimeoutHandle>);
    on_cleanup(move || {
        timer.try_update_value(|t| t.take().map(|t| t.clear()));
    });
    let drawn = StoredValue::new(None::<(bool, String)>);
    Effect::new(move |_| {
        let (shown, only, live) = (store.shown.get(), only_missed.get(), store.in_gesture());
        let asked = (only, search.get());
        let Some(shown) = shown.filter(|_| !live) else {
            return;
        };
        let met = shown.report.met_targets(&shown.case);
        let apply = move || {
            let next = sorted(store, &met, only, &search.read_untracked());
            if next != *order.read_untracked() {
                order.set(next);
            }
        };
        if let Some(timer) = timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
        if drawn.with_value(|d| d.as_ref() == Some(&asked)) {
            timer.set_value(set_timeout_with_handle(apply, REST).ok());
        } else {
            drawn.set_value(Some(asked));
            apply();
        }
    });
    order
}

/// Before the first plan the rows stand in the order of the plan, so that the page does not jump when it comes.
fn first_order(store: Store, only_missed: bool) -> Vec<TargetGroup> {
    let n = store.plan.read_untracked().targets.len();
    if only_missed {
        Vec::new()
    } else {
        sorted(store, &vec![true; n], false, "")
    }
}

fn sorted(store: Store, met: &[bool], only_missed: bool, search: &str) -> Vec<TargetGroup> {
    let search = search.trim().to_lowercase();
    let plan = store.plan.read_untracked();
    let group = |(f, field): (usize, &crate::domain::Field)| {
        let all = plan.targets.iter().enumerate();
        let mut targets: Vec<usize> = all
            .filter(|(_, t)| t.field == field.id)
            .map(|(i, _)| i)
            .collect();
        targets.retain(|t| (!only_missed || !met[*t]) && fits(&plan.targets[*t], &search));
        sort_by_key(&mut targets, |t| met[*t]);
        TargetGroup { field: f, targets }
    };
    let mut groups: Vec<TargetGroup> = plan.fields.iter().enumerate().map(group).collect();
    groups.retain(|g| !g.targets.is_empty());
    sort_by_key(&mut groups, |g| g.targets.iter().all(|t| met[*t]));
    groups
}

/// Whether a target's id, clause or one of its names holds what is searched for.
fn fits(target: &Target, search: &str) -> bool {
    let texts = [
        &target.id.0,
        &target.clause,
        &target.name.zh,
        &target.name.en,
    ];
    search.is_empty() || texts.iter().any(|t| t.to_lowercase().contains(search))
}

#[component]
fn Search(search: RwSignal<String>) -> impl IntoView {
    let take = move |text: Option<String>| {
        if let Some(text) = text {
            search.set(text);
        }
    };
    view! {
        <input
            type="search"
            class="find"
            autocomplete="off"
            placeholder=t("targets.search")
            aria-label=t("targets.search")
            prop:value=search
            on:input=move |e| take(keys::typed(&e))
            on:compositionend=move |e| take(Some(event_target_value(&e)))
        />
    }
    .into_any()
}

#[component]
fn Filter(only_missed: RwSignal<bool>) -> impl IntoView {
    let choice = move |missed: bool, key: &'static str| {
        view! {
            <button type="button" aria-pressed=move || (only_missed.get() == missed).to_string() on:click=move |_| only_missed.set(missed)>
                {t(key)}
            </button>
        }
    };
    view! {
        <div class="seg" role="group" aria-label=t("targets.filter")>
            {choice(false, "targets.all")}
            {choice(true, "targets.missed")}
        </div>
    }
}

#[component]
fn Keys() -> impl IntoView {
    view! {
        <p class="keys">
            <span class="key base">{t("targets.key_today")}</span>
            <span class="key new">{t("targets.key_plan")}</span>
            <span class="key hh">{t("targets.key_short")}</span>
            <span class="key l">{t("targets.key_goal")}</span>
        </p>
    }
}

#[component]
fn Head() -> impl IntoView {
    view! {
        <div class="row hd" role="row">
            <div role="columnheader">{t("targets.col_name")}</div>
            <div role="columnheader" class="n">{t("targets.col_today")}</div>
            <div role="columnheader" class="b">{t("targets.col_bar")}</div>
            <div role="columnheader" class="n">{t("targets.col_plan")}</div>
            <div role="columnheader" class="n">{t("targets.col_goal")}</div>
            <div role="columnheader" class="v">{t("targets.col_state")}</div>
        </div>
    }
}

/// One field: its name with how many are missed, and its rows.
#[component]
fn FieldGroup(
    field: usize,
    order: RwSignal<Vec<TargetGroup>>,
    closed: RwSignal<BTreeSet<usize>>,
) -> impl IntoView {
    let store = use_store();
    let is_open = move || !closed.read().contains(&field);
    let toggle = move |_| {
        closed.update(|c| {
            if !c.remove(&field) {
                c.insert(field);
            }
        });
    };
    let name = move || {
        let plan = store.plan.read();
        plan.fields
            .get(field)
            .map(|f| store.lang.get().pick(&f.name).to_owned())
    };
    let rows = move || {
        let groups = order.read();
        let targets = groups
            .iter()
            .find(|g| g.field == field)
            .map(|g| g.targets.clone());
        if is_open() {
            targets.unwrap_or_default()
        } else {
            Vec::new()
        }
    };
    view! {
        <div role="rowgroup" class="fg">
            <div role="row" class="fh">
                <div role="cell">
                    <button type="button" aria-expanded=move || is_open().to_string() on:click=toggle>
                        <span class="tw" class:shut=move || !is_open()><IconView icon=Icon::Down /></span>
                        <b>{name}</b>
                        <FieldCount field />
                    </button>
                </div>
            </div>
            <For each=rows key=|t| *t let(target)>
                <TargetRow t=target />
            </For>
        </div>
    }
}

#[component]
fn FieldCount(field: usize) -> impl IntoView {
    let store = use_store();
    let counts = Memo::new(move |_| {
        let shown = store.shown.get()?;
        let plan = &shown.case.plan;
        let id = &plan.fields.get(field)?.id;
        let met = shown.report.met_targets(&shown.case);
        let of_field = plan
            .targets
            .iter()
            .zip(&met)
            .filter(|(t, _)| t.field == *id);
        let (n, missed) = of_field.fold((0, 0), |(n, missed), (_, met)| {
            (n + 1, missed + usize::from(!met))
        });
        Some((n, missed))
    });
    let all = move || {
        counts
            .get()
            .map(|(n, _)| store.t("targets.field_all", &[("n", &n)]))
    };
    let missed = move || {
        let (_, missed) = counts.get()?;
        (missed > 0).then(|| store.t("targets.field_missed", &[("n", &missed)]))
    };
    view! {
        <span class="k">{all}</span>
        <span class="c-miss k">{missed}</span>
    }
}

/// With only the missed ones in view: how many more there are, and the way to them.
#[component]
fn Rest(only_missed: RwSignal<bool>) -> impl IntoView {
    let store = use_store();
    let met = Memo::new(move |_| {
        store.shown.get().map_or(0, |s| {
            s.report.met_targets(&s.case).iter().filter(|m| **m).count()
        })
    });
    let said = move || store.t("targets.rest", &[("n", &met.get())]);
    view! {
        <button type="button" class="rest" hidden=move || !only_missed.get() on:click=move |_| only_missed.set(false)>
            <span>{said}</span>
            <IconView icon=Icon::Down />
        </button>
    }
}
