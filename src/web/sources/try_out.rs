//! The button that tries an assumption out, and what came out.

use leptos::prelude::*;

use super::lever::{By, Lever};
use super::trials::{Difference, State, Trials};
use crate::words::{Lang, decimal, say};

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
    let site = super::super::site::use_site();
    let store = super::super::store::use_store();
    let ways: Vec<By> = lever
        .ways(&store.plan.read_untracked(), &store.edits.read_untracked())
        .into_iter()
        .map(|(by, _)| by)
        .collect();
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
            view! { <span class="trial">{move || said(site.lang.get(), by, trials.state(lever, by))}</span> }
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

fn said(lang: Lang, by: By, state: Option<State>) -> String {
    let way = match by {
        By::Less => say(lang, "trial.less", &[]),
        By::More => say(lang, "trial.more", &[]),
        By::Instead => say(lang, "trial.instead", &[]),
    };
    let result = match state {
        None => String::new(),
        Some(State::Waiting) => say(lang, "trial.waiting", &[]),
        Some(State::Running) => say(lang, "trial.running", &[]),
        Some(State::Failed) => say(lang, "trial.failed", &[]),
        Some(State::Done(difference)) => difference_words(lang, difference),
    };
    say(lang, "trial.line", &[("way", &way), ("result", &result)])
}

fn difference_words(lang: Lang, difference: Difference) -> String {
    let hundredths = (difference.points.to_f64() * 100.0).round() / 100.0;
    if hundredths == 0.0 && difference.met == 0 {
        return say(lang, "trial.same", &[]);
    }
    let points = signed(&decimal(hundredths.abs(), 2), hundredths < 0.0);
    if difference.met == 0 {
        return say(lang, "trial.points", &[("points", &points)]);
    }
    let met = signed(&difference.met.abs().to_string(), difference.met < 0);
    say(lang, "trial.both", &[("points", &points), ("met", &met)])
}

fn signed(number: &str, negative: bool) -> String {
    let sign = if negative { "\u{2212}" } else { "+" };
    format!("{sign}{number}")
}
