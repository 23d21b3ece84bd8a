//! The button that tries an assumption out, and what came out.

use leptos::prelude::*;

use crate::domain::Plan;
use crate::report::{Says, Step};
use crate::view_model::lever::{By, Lever};
use crate::view_model::use_words::shortened;
use crate::web::clients::trials::{Difference, TrialState, Trials};
use crate::web::state::text::t;
use crate::words::{Lang, decimal, say};

/// As many targets as are named that are won or lost.
const NAMES: usize = 3;

/// The trials of this page.
#[must_use]
pub fn use_trials() -> Trials {
    expect_context::<Trials>()
}

/// The button; once pressed, the results take its place.
#[component]
pub fn TryOut(
    /// What is tried.
    lever: Lever,
) -> impl IntoView {
    let trials = use_trials();
    let site = crate::web::state::site::use_site();
    let store = crate::web::state::store::use_store();
    let ways: Vec<By> = lever.ways(&store.plan.read_untracked(), &store.edits.read_untracked());
    let first = ways.first().copied();
    let asked = move || first.is_some_and(|by| trials.state(lever, by).is_some());
    let label = move || {
        let what = lever.label(site.lang.get(), &store.plan.read());
        let key = if first == Some(By::Instead) {
            "trial.name_other"
        } else {
            "trial.name"
        };
        site.t(key, &[("what", &what)])
    };
    let text = move || {
        let key = if first == Some(By::Instead) {
            "trial.other"
        } else {
            "trial.button"
        };
        site.t(key, &[])
    };
    let results = move || {
        let line = |by: &By| {
            let by = *by;
            let text = move || {
                said(
                    site.lang.get(),
                    &store.plan.read(),
                    lever,
                    by,
                    trials.state(lever, by),
                )
            };
            view! { <span class="trial">{text}</span> }
        };
        ways.iter().map(line).collect_view()
    };
    view! {
        <div class="try" aria-live="polite">
            {move || match (first, asked()) {
                (None, _) => ().into_any(),
                (Some(_), false) => view! {
                    <button type="button" class="btn s o" aria-label=label on:click=move |_| trials.ask(lever)>{text}</button>
                }.into_any(),
                (Some(_), true) => results().into_any(),
            }}
        </div>
    }
    .into_any()
}

/// The button that tries a list of levers, one after the other.
#[component]
pub fn TryAll(
    /// Its id in the page.
    id: &'static str,
    /// What is tried, asked when the button is pressed.
    levers: Box<dyn Fn() -> Vec<Lever>>,
) -> impl IntoView {
    let trials = use_trials();
    let try_all = move |_| levers().iter().for_each(|l| trials.ask(*l));
    view! { <button type="button" class="btn s o" id=id on:click=try_all>{t("trial.all")}</button> }
        .into_any()
}

/// At the foot of the page while trials are under way: how many are done, and how to stop.
#[component]
pub fn TrialBar() -> impl IntoView {
    let trials = use_trials();
    let site = crate::web::state::site::use_site();
    let under_way = move || {
        let all = trials.all.read();
        let done = all.iter().filter(|t| t.state.is_final()).count();
        (done < all.len()).then_some((done, all.len()))
    };
    let progress = move || {
        let (done, all) = under_way()?;
        Some(site.t("trial.progress", &[("done", &done), ("all", &all)]))
    };
    let share = move || under_way().map_or(0.0, |(done, all)| done as f64 / all as f64);
    view! {
        <div class="trials" hidden=move || under_way().is_none()>
            <i style:--d=move || format!("{:.3}", share())></i>
            <span role="status">{progress}</span>
            <button type="button" class="btn s o" id="try-stop" on:click=move |_| trials.stop()>{t("trial.stop")}</button>
        </div>
    }
    .into_any()
}

fn said(
    lang: Lang,
    plan: &Plan,
    lever: Lever,
    by: By,
    state: Option<(Step, TrialState)>,
) -> String {
    let Some((step, state)) = state else {
        return String::new();
    };
    let way = match (by, step) {
        (By::Instead, _) => "trial.instead",
        (By::Less, Step::Tenth) => "trial.less",
        (By::More, Step::Tenth) => "trial.more",
        (By::Less, Step::One) => "trial.less_one",
        (By::More, Step::One) => "trial.more_one",
    };
    let result = match state {
        TrialState::Waiting => say(lang, "trial.waiting", &[]),
        TrialState::Running => say(lang, "trial.running", &[]),
        TrialState::Failed => say(lang, "trial.failed", &[]),
        TrialState::Still => say(lang, still(lever), &[]),
        TrialState::Done(difference) => difference_words(lang, plan, &difference),
    };
    let way = say(lang, way, &[]);
    say(lang, "trial.line", &[("way", &way), ("result", &result)])
}

/// Why there is nothing to move.
fn still(lever: Lever) -> &'static str {
    let Lever::Figures(figures) = lever else {
        return "trial.still";
    };
    match figures.says {
        Says::Weight => "trial.still_weight",
        Says::Effect => "trial.still_effect",
        Says::Funding | Says::Spending => "trial.still_share",
        _ => "trial.still",
    }
}

fn difference_words(lang: Lang, plan: &Plan, difference: &Difference) -> String {
    let hundredths = (difference.points.to_f64() * 100.0).round() / 100.0;
    let mut parts = Vec::new();
    if hundredths != 0.0 {
        let points = signed(&decimal(hundredths.abs(), 2), hundredths < 0.0);
        parts.push(say(lang, "trial.points", &[("points", &points)]));
    }
    for (targets, key) in [
        (&difference.lost, "trial.lost"),
        (&difference.won, "trial.won"),
    ] {
        if !targets.is_empty() {
            let names = targets.iter().filter_map(|t| plan.targets.get(*t));
            let names: Vec<&str> = names.map(|t| lang.pick(&t.name)).collect();
            let (n, names) = (names.len(), shortened(lang, &names, NAMES));
            parts.push(say(lang, key, &[("n", &n), ("names", &names)]));
        }
    }
    if parts.is_empty() {
        return say(lang, "trial.same", &[]);
    }
    parts.join(&say(lang, "trial.comma", &[]))
}

fn signed(number: &str, negative: bool) -> String {
    let sign = if negative { "\u{2212}" } else { "+" };
    format!("{sign}{number}")
}
