//! The list of what is kept, with all that can be done with it.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::domain::{Edits, Scenario, Text};
use crate::share::scenario_file;
use crate::view_model::route::Route;
use crate::view_model::wire::ask::Job;
use crate::view_model::wire::told::Told;
use crate::web::browser::access;
use crate::web::browser::files;
use crate::web::browser::focus::take_focus;
use crate::web::browser::icons::{Icon, IconView};
use crate::web::clients::study::Study;
use crate::web::parts::aside_view::AsideView;
use crate::web::parts::keys;
use crate::web::state::shelf::{NotKept, Shelf};
use crate::web::state::site::use_site;
use crate::web::state::store::{Store, use_store};
use crate::web::state::text::t;
use crate::words::{both, say};

/// The list of what is kept.
#[component]
pub fn ShelfView(
    /// Puts a scenario into the comparison.
    #[prop(into)]
    compare: Callback<Scenario>,
    /// No more fit the comparison.
    #[prop(into)]
    is_full: Signal<bool>,
) -> impl IntoView {
    let store = use_store();
    let shelf = use_site().beside.shelf(store);
    shelf.look();
    let none = move || shelf.saved.read().is_empty();
    view! {
        <section class="shelf" aria-labelledby="h-shelf">
            <div class="sec">
                <h2 id="h-shelf">{t("scenario.shelf")}</h2>
                <span class="k">{t("scenario.shelf_where")}</span>
                <div class="r"><ImportButton shelf /></div>
            </div>
            <AsideView />
            <p class="k" hidden=move || !none()>{t("scenario.none")}</p>
            <ul>
                <For each=move || shelf.saved.get() key=|s| s.name.clone() let(scenario)>
                    <Entry scenario shelf compare is_full />
                </For>
            </ul>
        </section>
    }
    .into_any()
}

#[component]
fn Entry(
    scenario: Scenario,
    shelf: Shelf,
    compare: Callback<Scenario>,
    is_full: Signal<bool>,
) -> impl IntoView {
    let store = use_store();
    let renaming = RwSignal::new(false);
    let name = scenario.name.clone();
    let n = scenario.edits.count();
    let says = move || match n {
        0 => store.t("top.as_plan", &[]),
        n => store.t("top.moved", &[("n", &n)]),
    };
    let kept = StoredValue::new(scenario);
    let scenario = move || kept.get_value();
    let named = move |key: &'static str| {
        move || store.t(key, &[("name", &kept.with_value(|s| s.name.clone()))])
    };
    let act = move |key: &'static str, aria: &'static str, run: fn(Store, Shelf, Scenario)| {
        view! {
            <button type="button" class="btn s" aria-label=named(aria) on:click=move |_| run(store, shelf, scenario())>{t(key)}</button>
        }
    };
    view! {
        <li>
            <div class="nm">
                {move || if renaming.get() {
                    view! { <Rename name=name.clone() shelf renaming /> }.into_any()
                } else {
                    view! { <b>{name.clone()}</b> }.into_any()
                }}
                <span class="k">{says}</span>
            </div>
            <div class="acts">
                <button type="button" class="btn s o" disabled=is_full aria-label=named("scenario.compare_it") on:click=move |_| compare.run(scenario())>{t("scenario.compare")}</button>
                {act("scenario.open", "scenario.open_it", open)}
                <button type="button" class="btn s" aria-label=named("scenario.rename_it") on:click=move |_| renaming.set(true)>{t("scenario.rename")}</button>
                {act("scenario.duplicate", "scenario.duplicate_it", duplicate)}
                {act("scenario.export", "scenario.export_it", export)}
                {act("scenario.delete", "scenario.delete_it", delete)}
            </div>
        </li>
    }
    .into_any()
}

#[component]
fn Rename(name: String, shelf: Shelf, renaming: RwSignal<bool>) -> impl IntoView {
    let store = use_store();
    let text = RwSignal::new(name.clone());
    let field = NodeRef::<leptos::html::Input>::new();
    take_focus(field);
    let commit = move || {
        if !renaming.get_untracked() {
            return;
        }
        renaming.set(false);
        let wanted = text.get_untracked().trim().to_owned();
        if wanted.is_empty() || wanted == name {
            return;
        }
        let (next, old) = (shelf.free(&wanted), name.clone());
        let kept = shelf.change(|all| {
            if let Some(own) = all.iter_mut().find(|s| s.name == old) {
                own.name = next;
            }
        });
        refused(store, kept);
    };
    let keys = {
        let commit = commit.clone();
        move |e: leptos::ev::KeyboardEvent| match keys::key(&e).as_str() {
            "Enter" => commit(),
            "Escape" => renaming.set(false),
            _ => {}
        }
    };
    view! {
        <input node_ref=field type="text" class="find" maxlength="60" aria-label=t("scenario.name") prop:value=text
            on:input=move |e| text.set(event_target_value(&e)) on:keydown=keys on:blur=move |_| commit() />
    }
}

fn refused(store: Store, kept: Result<(), NotKept>) {
    if kept.is_err() {
        store.say(store.t_now("scenario.not_kept", &[]), false);
    }
}

fn open(store: Store, _: Shelf, scenario: Scenario) {
    open_on_workbench(store, &scenario.name, scenario.edits);
}

/// Opens edits on the workbench as one step that can be undone.
pub fn open_on_workbench(store: Store, name: &str, edits: Edits) {
    let label = store.t_now("step.scenario", &[("name", &name)]);
    store.edit(label, |e| *e = edits);
    store.say(store.t_now("scenario.opened", &[("name", &name)]), true);
    access::go(&Route::Plan(store.plan.read_untracked().id.clone()).fragment());
}

fn duplicate(store: Store, shelf: Shelf, scenario: Scenario) {
    let name = shelf.free(&scenario.name);
    let kept = shelf.change(|all| {
        let at = all.iter().position(|s| s.name == scenario.name);
        let at = at.map_or(all.len(), |at| at + 1);
        all.insert(at, Scenario { name, ..scenario });
    });
    refused(store, kept);
}

fn export(store: Store, _: Shelf, scenario: Scenario) {
    let plan = store.plan.read_untracked().id.clone();
    let name: String = scenario
        .name
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { '-' })
        .collect();
    let file = format!("{plan}-{}.json", name.trim_matches('-'));
    if !files::download(&file, "application/json", &scenario_file(&scenario)) {
        store.say(store.t_now("handoff.not_saved", &[("file", &file)]), false);
    }
}

fn delete(store: Store, shelf: Shelf, scenario: Scenario) {
    let at = shelf
        .saved
        .read_untracked()
        .iter()
        .position(|s| s.name == scenario.name);
    let name = scenario.name.clone();
    let kept = shelf.change(|all| all.retain(|s| s.name != name));
    if kept.is_err() {
        return refused(store, kept);
    }
    let text = store.t_now("scenario.deleted", &[("name", &name)]);
    store.say_with(text, move || {
        let name = shelf.free(&scenario.name);
        let back = Scenario {
            name,
            ..scenario.clone()
        };
        let kept = shelf.change(|all| {
            let at = at.unwrap_or(all.len()).min(all.len());
            all.insert(at, back);
        });
        refused(store, kept);
    });
}

/// Takes a scenario file in; what is wrong with it is said beside the button, and nothing that was there is lost.
#[component]
fn ImportButton(shelf: Shelf) -> impl IntoView {
    let store = use_store();
    let wrong = RwSignal::new(Vec::<Text>::new());
    let study = Study::new(&store.plan.read_untracked().id);
    let chosen = move |e: leptos::ev::Event| {
        let Some(file) = files::chosen(&event_target(&e)) else {
            return;
        };
        if let Some(said) = files::too_large(&file) {
            return wrong.set(vec![said]);
        }
        spawn_local(async move {
            let Some(text) = files::text(&file).await else {
                return wrong.set(vec![both(|lang| say(lang, "issue.not_text", &[]))]);
            };
            let name = file.name();
            study.ask(Edits::default(), Job::Read { text }, move |told| {
                let Told::Scenario {
                    scenario,
                    wrong: found,
                    ..
                } = told
                else {
                    return store.say(store.t_now("app.worker_broken", &[]), false);
                };
                wrong.set(found);
                if let Some(scenario) = scenario {
                    take(store, shelf, &name, scenario);
                }
            });
        });
    };
    let said = move || {
        let lang = store.lang.get();
        let all = wrong.get().into_iter();
        all.map(move |text| lang.pick(&text).to_owned())
    };
    view! {
        <label class="btn s o file">
            {t("scenario.import")}
            <input type="file" id="import" class="vh" accept=".json,application/json" on:change=chosen />
        </label>
        <div class="wrong" role="alert">
            {move || (!wrong.read().is_empty()).then(|| view! {
                <div class="trouble">
                    <h2><IconView icon=Icon::Warn /> {t("scenario.import_wrong")}</h2>
                    <ul>{said().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
                </div>
            })}
        </div>
    }
}

fn take(store: Store, shelf: Shelf, file: &str, scenario: Scenario) {
    let stem = file.strip_suffix(".json").unwrap_or(file);
    let wanted = if scenario.name.is_empty() {
        stem.to_owned()
    } else {
        scenario.name.clone()
    };
    let name = shelf.free(&wanted);
    let text = store.t_now("scenario.imported", &[("name", &name)]);
    match shelf.change(|all| all.push(Scenario { name, ..scenario })) {
        Ok(()) => store.say(text, false),
        kept @ Err(NotKept) => refused(store, kept),
    }
}
