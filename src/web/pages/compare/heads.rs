//! The head of each column: name, budget, verdict, and what can be done with it.

use leptos::prelude::*;

use crate::domain::{Case, Edits};
use crate::optimize::Points;
use crate::view_model::alternative::{Alternative, Standing};
use crate::view_model::knob::Knob;
use crate::view_model::sides::{letter, verdict};
use crate::web::browser::focus::take_focus;
use crate::web::browser::icons::{Icon, IconView};
use crate::web::pages::scenarios::shelf_view::open_on_workbench;
use crate::web::parts::keys;
use crate::web::state::comparison::Comparison;
use crate::web::state::store::{Store, use_store};
use crate::web::state::text::t;
use crate::words::{self, conflict, money_parts, percent, say};

/// All heads.
#[component]
pub fn Heads() -> impl IntoView {
    let comparison = expect_context::<Comparison>();
    let keys = move || {
        comparison
            .all
            .read()
            .iter()
            .map(|a| a.key)
            .collect::<Vec<_>>()
    };
    view! {
        <div class="cr hd" role="row">
            <div role="columnheader" class="nm">{t("targets.col_name")}</div>
            <div role="columnheader" class="go">{t("targets.col_goal")}</div>
            <For each=keys key=|key| *key let(key)>
                <Head key />
            </For>
        </div>
    }
    .into_any()
}

#[component]
fn Head(key: u64) -> impl IntoView {
    let store = use_store();
    let comparison = expect_context::<Comparison>();
    let own = move |of: &dyn Fn(&Alternative) -> String| {
        let all = comparison.all.read();
        all.iter()
            .find(|a| a.key == key)
            .map(of)
            .unwrap_or_default()
    };
    let at = move || {
        comparison
            .all
            .read()
            .iter()
            .position(|a| a.key == key)
            .unwrap_or(0)
    };
    let renaming = RwSignal::new(false);
    let name = Memo::new(move |_| own(&|a| a.name.clone()));
    let budget = move || {
        let plan = store.plan.get();
        let lang = store.lang.get();
        let (number, unit) = comparison
            .all
            .read()
            .iter()
            .find(|a| a.key == key)
            .map(|a| money_parts(lang, a.budget(&plan)))?;
        Some(view! { <b>{number}</b> " " <small>{unit_only(store, unit)}</small> })
    };
    let of_plan = move || {
        let plan = store.plan.get();
        let all = Knob::Total.value(&plan, &Edits::default()).max(1);
        own(&|a| {
            store.t(
                "compare.of_plan",
                &[("percent", &percent(a.budget(&plan).0 as f64 / all as f64))],
            )
        })
    };
    let open = move |_| {
        let all = comparison.all.get_untracked();
        if let Some(one) = all.into_iter().find(|a| a.key == key) {
            open_on_workbench(store, &one.name, one.edits);
        }
    };
    let aria = move |key: &'static str| move || store.t(key, &[("name", &name.get())]);
    view! {
        <div role="columnheader" class="sc" class:ref=move || at() == 0 id=format!("head-{key}")>
            <div class="ch">
                <span class="lt">{move || letter(at()).to_string()}</span>
                {move || if renaming.get() {
                    view! { <Rename key name=name.get_untracked() renaming /> }.into_any()
                } else {
                    view! { <button type="button" class="name" title=t("scenario.rename") aria-label=aria("scenario.rename_it") on:click=move |_| renaming.set(true)>{name}</button> }.into_any()
                }}
                <span class="rf" hidden=move || at() != 0>{t("compare.reference")}</span>
                <button type="button" class="btn s ic" aria-label=aria("compare.remove") on:click=move |_| comparison.remove(key)><IconView icon=Icon::Close /></button>
            </div>
            <div class="bud">{budget}</div>
            <Verdict key />
            <div class="mm"><small>{of_plan}</small></div>
            <div class="acts">
                <button type="button" class="btn s" aria-label=aria("scenario.open_it") on:click=open>{t("scenario.open")}</button>
                <button type="button" class="btn s" aria-label=aria("compare.save_it") on:click=move |_| comparison.save(key)>{t("compare.save")}</button>
                <button type="button" class="btn s" hidden=move || at() == 0 aria-label=aria("compare.make_first_it") on:click=move |_| comparison.make_first(key)>{t("compare.make_first")}</button>
            </div>
        </div>
    }
    .into_any()
}

/// The unit of an amount of money without its number.
fn unit_only(store: Store, unit: &str) -> String {
    say(store.lang.get(), unit, &[("n", &"")]).trim().to_owned()
}

/// Targets that are met, as squares and as numbers, and how sure that is.
#[component]
fn Verdict(key: u64) -> impl IntoView {
    let store = use_store();
    let comparison = expect_context::<Comparison>();
    let count = Memo::new(move |_| {
        let all = comparison.all.read();
        let own = all.iter().find(|a| a.key == key)?;
        own.answered.as_ref().map(|a| verdict(a))
    });
    let said = move || {
        count
            .get()
            .map(|(met, all)| store.t("compare.met", &[("met", &met), ("n", &all)]))
    };
    let squares = move || {
        let (met, all) = count.get()?;
        Some(
            (0..all)
                .map(|i| view! { <i class:x=i.ge(&met)></i> })
                .collect_view(),
        )
    };
    let sure = move || {
        let all = comparison.all.read();
        all.iter().find(|a| a.key == key).map(|a| sure(store, a))
    };
    view! {
        <div class="dots" aria-hidden="true">{squares}</div>
        <div class="mm">{said}</div>
        <div class="sure" role="status">{sure}</div>
    }
}

fn sure(store: Store, own: &Alternative) -> String {
    let stands = stands(store, own);
    // What a link claims and what is found here should be the same; where it is not, it is said.
    let found = own.answered.as_ref().map(|a| a.answer.score);
    match (own.claimed, found, &own.state) {
        (Some(claimed), Some(found), Standing::Done) if claimed != found => {
            let [claimed, found] = [claimed, found].map(|p| words::decimal(p.to_f64(), 3));
            let values: [(&str, &dyn std::fmt::Display); 2] =
                [("claimed", &claimed), ("found", &found)];
            stands + &store.t("compare.claimed", &values)
        }
        _ => stands,
    }
}

fn stands(store: Store, own: &Alternative) -> String {
    match &own.state {
        Standing::Waiting if own.answered.as_ref().is_some_and(|a| a.arrived) => {
            store.t("compare.checking", &[])
        }
        Standing::Waiting => store.t("compare.waiting", &[]),
        Standing::Working(solved, share) => {
            let values: [(&str, &dyn std::fmt::Display); 2] =
                [("n", &(solved + 1)), ("percent", &percent(share.min(0.99)))];
            store.t("compare.working", &values)
        }
        Standing::Done => match own.answered.as_ref().and_then(|a| a.answer.gap()) {
            Some(Points(0)) => store.t("compare.best", &[]),
            Some(gap) => store.t("compare.within", &[("gap", &gap_text(gap))]),
            None => store.t("compare.unproved", &[]),
        },
        Standing::Conflict(all) => {
            let lang = store.lang.get();
            let plan = store.plan.get();
            let case = Case::sharing(&plan, &own.edits).ok();
            let said = all
                .first()
                .zip(case)
                .map(|(c, case)| conflict(lang, &case, c));
            store.t("compare.conflict", &[("why", &said.unwrap_or_default())])
        }
        Standing::Failed => store.t("compare.failed", &[]),
    }
}

/// Rounded up: what is promised holds.
pub fn gap_text(gap: Points) -> String {
    let hundredths = (gap.0 as f64 / 1e7).ceil() / 100.0;
    if hundredths < 1.0 {
        words::decimal(hundredths, 2)
    } else {
        words::decimal((hundredths * 10.0).ceil() / 10.0, 1)
    }
}

#[component]
fn Rename(key: u64, name: String, renaming: RwSignal<bool>) -> impl IntoView {
    let comparison = expect_context::<Comparison>();
    let text = RwSignal::new(name);
    let field = NodeRef::<leptos::html::Input>::new();
    take_focus(field);
    let commit = move || {
        if renaming.get_untracked() {
            renaming.set(false);
            comparison.rename(key, &text.get_untracked());
        }
    };
    let keys = move |e: leptos::ev::KeyboardEvent| match keys::key(&e).as_str() {
        "Enter" => commit(),
        "Escape" => renaming.set(false),
        _ => {}
    };
    view! {
        <input node_ref=field type="text" class="find" maxlength="60" aria-label=t("scenario.name") prop:value=text
            on:input=move |e| text.set(event_target_value(&e)) on:keydown=keys on:blur=move |_| commit() />
    }
}
