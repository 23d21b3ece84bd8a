//! The page: what is asked for, how far it is, what came out.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::run::{Stage, Sweep};
use crate::domain::{PathId, Yuan};
use crate::view_model::route::Route;
use crate::view_model::sweep_asked::{SweepAsked, budgets, costs, steps};
use crate::web::browser::files::download;
use crate::web::parts::keys;
use crate::web::parts::toast::ToastView;
use crate::web::parts::top_bar::{ShownHere, TopBar};
use crate::web::state::store::{Store, use_store};
use crate::web::state::text::t;
use crate::words::{Lang, decimal, money, percent, points};

/// Many budgets of a plan at once.
#[component]
pub fn SweepPage() -> impl IntoView {
    let store = use_store();
    let sweep = Sweep::new(&store.plan.read_untracked());
    let id = store.plan.read_untracked().id.clone();
    let back = format!("#{}", Route::Compare(id).fragment());
    view! {
        <TopBar here=ShownHere::Compare />
        <main class="cmp swp" id="main" tabindex="-1">
            <p class="k"><a href=back>{t("sweep.back")}</a></p>
            <h1>{t("sweep.title")}</h1>
            <p class="lead">{t("sweep.lead")}</p>
            <Form sweep />
            <Progress sweep />
            <Results sweep />
        </main>
        <ToastView />
    }
    .into_any()
}

#[component]
fn Form(sweep: Sweep) -> impl IntoView {
    let store = use_store();
    let plan = store.plan.get_untracked();
    let edits = store.edits.get_untracked();
    let own = edits
        .path
        .clone()
        .unwrap_or_else(|| plan.region.default_path.clone());
    let (range, factors) = (
        RwSignal::new("50..150:10".to_owned()),
        RwSignal::new(
            edits
                .cost_factor
                .map_or_else(|| "1".to_owned(), |f| f.to_string()),
        ),
    );
    let paths = RwSignal::new(BTreeSet::from([own]));
    let most = RwSignal::new(String::new());
    let asked = Memo::new(move |_| {
        let steps = steps(&most.read()).ok_or("sweep.bad_steps")?;
        let asked = asked(store, &range.read(), &factors.read(), &paths.read())?;
        Ok::<_, &'static str>(SweepAsked { steps, ..asked })
    });
    let running = move || sweep.stage.get() == Stage::Running;
    let begin = move |e: leptos::ev::SubmitEvent| {
        e.prevent_default();
        if let Ok(asked) = asked.get_untracked() {
            sweep.begin(&store.edits.read_untracked(), &asked);
        }
    };
    let says = move || match asked.get() {
        Ok(asked) => store.t("sweep.scenarios", &[("n", &asked.lines())]),
        Err(key) => store.t(key, &[]),
    };
    let basis = move || match store.edits.read().count() {
        0 => store.t("sweep.of_plan", &[]),
        n => store.t("sweep.of_edits", &[("n", &n)]),
    };
    view! {
        <form class="sweep-form" on:submit=begin on:keydown=move |e| keys::hold_composing(&e)>
            <label class="named"><span>{t("sweep.budgets")}</span>
                <input type="text" id="sweep-budgets" class="find" autocomplete="off" prop:value=range on:input=move |e| range.set(event_target_value(&e)) />
                <small class="k">{t("sweep.budgets_how")}</small>
            </label>
            <fieldset><legend>{t("sweep.paths")}</legend><Paths paths /></fieldset>
            <label class="named"><span>{t("sweep.costs")}</span>
                <input type="text" id="sweep-costs" class="find" autocomplete="off" prop:value=factors on:input=move |e| factors.set(event_target_value(&e)) />
                <small class="k">{t("sweep.costs_how")}</small>
            </label>
            <label class="named"><span>{t("sweep.steps")}</span>
                <input type="text" inputmode="numeric" id="sweep-steps" class="find" autocomplete="off" prop:value=most on:input=move |e| most.set(event_target_value(&e)) />
                <small class="k">{t("sweep.steps_how")}</small>
            </label>
            <p class="acts">
                <button type="submit" class="btn p" id="sweep-go" disabled=move || running() || asked.read().is_err()>{t("sweep.go")}</button>
                <button type="button" class="btn o" id="sweep-stop" hidden=move || !running() on:click=move |_| sweep.stop()>{t("sweep.stop")}</button>
                <span role="status" class:c-miss=move || asked.read().is_err()>{says}</span>
                <span class="k">{basis}</span>
            </p>
        </form>
    }
    .into_any()
}

#[component]
fn Paths(paths: RwSignal<BTreeSet<PathId>>) -> impl IntoView {
    let store = use_store();
    let all: Vec<PathId> = {
        let plan = store.plan.read_untracked();
        plan.region.paths.iter().map(|p| p.id.clone()).collect()
    };
    let choice = move |(i, id): (usize, PathId)| {
        let name = move || {
            let plan = store.plan.read();
            store.lang.get().pick(&plan.region.paths[i].name).to_owned()
        };
        let has = id.clone();
        let turn = move |e: leptos::ev::Event| {
            paths.update(|all| {
                if event_target_checked(&e) {
                    all.insert(id.clone());
                } else {
                    all.remove(&id);
                }
            });
        };
        view! { <label class="sw"><input type="checkbox" prop:checked=move || paths.read().contains(&has) on:change=turn />{name}</label> }
    };
    all.into_iter().enumerate().map(choice).collect_view()
}

/// What is asked for, or the key of what is wrong with it.
fn asked(
    store: Store,
    range: &str,
    factors: &str,
    paths: &BTreeSet<PathId>,
) -> Result<SweepAsked, &'static str> {
    let budgets = budgets(range).ok_or("sweep.bad_budgets")?;
    let costs = costs(factors).ok_or("sweep.bad_costs")?;
    let plan = store.plan.read();
    let all = plan.region.paths.iter().map(|p| p.id.clone());
    let paths: Vec<PathId> = all.filter(|p| paths.contains(p)).collect();
    if paths.is_empty() {
        return Err("sweep.no_path");
    }
    Ok(SweepAsked {
        budgets,
        paths,
        costs,
        steps: 0,
    })
}

#[component]
fn Progress(sweep: Sweep) -> impl IntoView {
    let store = use_store();
    let share = move || sweep.share();
    let said = move || match sweep.stage.get() {
        Stage::Idle => String::new(),
        Stage::Running => store.t(
            "sweep.running",
            &[("percent", &percent((share() * 100.0).floor() / 100.0))],
        ),
        Stage::Stopped => store.t("sweep.stopped", &[("n", &sweep.lines().len())]),
        Stage::Done => store.t(
            "sweep.done",
            &[
                ("n", &sweep.lines().len()),
                ("seconds", &decimal(sweep.seconds.get(), 1)),
            ],
        ),
        Stage::Failed => store.t("sweep.failed", &[]),
    };
    let download_it = move |_| {
        let (plan, csv) = (store.plan.read_untracked().id.clone(), sweep.csv());
        // Without the mark Excel and WPS read names that are not ASCII in the code page of the machine.
        let mark = if csv.is_ascii() { "" } else { "\u{feff}" };
        let file = format!("{plan}-sweep.csv");
        if !download(&file, "text/csv", &format!("{mark}{csv}")) {
            store.say(store.t_now("handoff.not_saved", &[("file", &file)]), false);
        }
    };
    view! {
        <div class="sweep-state" hidden=move || sweep.stage.get() == Stage::Idle data-stage=move || format!("{:?}", sweep.stage.get()).to_lowercase()>
            <progress max="1" prop:value=share aria-label=t("sweep.progress") hidden=move || sweep.stage.get() != Stage::Running></progress>
            <p role="status">{said}</p>
            <button type="button" class="btn o" id="sweep-csv" hidden=move || sweep.lines().is_empty() on:click=download_it>{t("sweep.csv")}</button>
        </div>
    }
    .into_any()
}

#[component]
fn Results(sweep: Sweep) -> impl IntoView {
    let store = use_store();
    let rows = move || {
        let lang = store.lang.get();
        sweep
            .lines()
            .iter()
            .map(|line| row(store, lang, line))
            .collect_view()
    };
    view! {
        <table class="dt sweep" hidden=move || sweep.lines().is_empty()>
            <thead><tr>
                <th scope="col">{t("sweep.col_path")}</th>
                <th scope="col" class="n">{t("sweep.col_cost")}</th>
                <th scope="col" class="n">{t("sweep.col_budget")}</th>
                <th scope="col" class="n">{t("compare.spent")}</th>
                <th scope="col" class="n">{t("sweep.col_points")}</th>
                <th scope="col" class="n">{t("sweep.col_gap")}</th>
                <th scope="col" class="n">{t("sweep.col_met")}</th>
                <th scope="col">{t("sweep.col_missed")}</th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

/// A line of the CSV as people read it.
fn row(store: Store, lang: Lang, line: &[String]) -> impl IntoView + use<> {
    let cell = |i: usize| line.get(i).cloned().unwrap_or_default();
    let yuan = |i: usize| {
        cell(i)
            .parse()
            .map_or_else(|_| String::new(), |n| money(lang, Yuan(n)))
    };
    let path = {
        let plan = store.plan.read();
        let found = plan.region.paths.iter().find(|p| p.id.0 == cell(1));
        found.map_or_else(|| cell(1), |p| lang.pick(&p.name).to_owned())
    };
    let number = |i: usize| cell(i).parse::<f64>().ok();
    let gap = number(9).map(|gap| decimal((gap * 1000.0).ceil() / 1000.0, 3));
    let met = format!("{} / {}", cell(10), cell(11));
    view! {
        <tr>
            <th scope="row">{path}</th>
            <td class="n">{cell(2)}</td>
            <td class="n">{format!("{}%", cell(3))} " " <small>{yuan(4)}</small></td>
            <td class="n">{yuan(5)}</td>
            <td class="n"><b>{number(6).map(points)}</b></td>
            <td class="n">{gap}</td>
            <td class="n">{met}</td>
            <td class="missed">{cell(13)}</td>
        </tr>
    }
}
