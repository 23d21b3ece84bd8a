//! The verdict: one plain sentence, how sure it is, one square per target, and what is wrong where there is no plan.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

use crate::domain::{Case, Yuan};
use crate::report::Report;
use crate::view_model::shown::Shown;
use crate::web::browser::icons::{Icon, IconView};
use crate::web::state::store::{Store, use_store};
use crate::web::state::text::t;
use crate::words::{self, Lang, money};

/// Said aloud so long after the last change.
const CALM: Duration = Duration::from_millis(600);

/// The section at the top of the page.
#[component]
pub fn Verdict() -> impl IntoView {
    let store = use_store();
    let troubled =
        Memo::new(move |_| store.case.read().is_err() || store.conflicts.read().is_some());
    view! {
        <section class="verdict" class:stale=move || !store.fresh.get() aria-label=t("verdict.name")>
            <h1>
                <Headline />
            </h1>
            <Dots />
            <p class="sub">
                <Sub />
            </p>
            <p class="beyond">
                <Beyond />
            </p>
            {move || troubled.get().then(|| view! { <Trouble /> })}
            <Aloud />
        </section>
    }
}

/// What the plan leaves behind: capital still owed, running costs, places that nobody would use.
#[component]
fn Beyond() -> impl IntoView {
    let store = use_store();
    let said = Memo::new(move |_| {
        let shown = store.shown.get()?;
        let of = |said: fn(Lang, &Case, &Report) -> Option<String>| {
            said(store.lang.get(), &shown.case, &shown.report).unwrap_or_default()
        };
        Some([
            of(words::runs_after),
            of(words::owed_after),
            of(words::stands_empty),
            of(words::unsure),
        ])
    });
    // Each has a place of its own, said or not: nothing moves into the place of another.
    let span = |(i, class): (usize, &'static str)| {
        let text = move || said.read().as_ref().map(|all| all[i].clone());
        view! { <span class=class>{text}</span> }
    };
    ["runs", "owed", "stands-empty", "unsure"]
        .into_iter()
        .enumerate()
        .map(span)
        .collect_view()
}

/// Numbers of the sentence.
#[derive(Clone, Debug, Default, PartialEq)]
struct MetCount {
    money: String,
    all: usize,
    met: usize,
    preliminary: bool,
}

fn count(store: Store) -> Memo<Option<MetCount>> {
    Memo::new(move |_| {
        let shown = store.shown.get()?;
        let met = shown.report.met_targets(&shown.case);
        let budget = shown.case.budget.iter().flatten().sum();
        Some(MetCount {
            money: money(store.lang.get(), Yuan(budget)),
            all: met.len(),
            met: met.iter().filter(|m| **m).count(),
            preliminary: !shown.answer.settled,
        })
    })
}

#[component]
fn Headline() -> impl IntoView {
    let store = use_store();
    let count = count(store);
    let part = move |key: &'static str| {
        count.get().map(|c| {
            store.t(
                key,
                &[
                    ("money", &c.money),
                    ("n", &c.all),
                    ("met", &c.met),
                    ("missed", &(c.all - c.met)),
                ],
            )
        })
    };
    let missed = move || count.get().is_some_and(|c| c.met < c.all);
    view! {
        <span>{move || part(if missed() { "verdict.budget" } else { "verdict.budget_all" }).unwrap_or_else(|| store.t(if store.broken.get() { "verdict.stopped" } else { "verdict.working" }, &[]))}</span>
        <span class="c-met nw">{move || if missed() { part("verdict.met") } else { part("verdict.all_met") }}</span>
        <span>{move || missed().then(|| store.t("verdict.comma", &[]))}</span>
        <span class="c-miss nw">{move || missed().then(|| part("verdict.missed")).flatten()}</span>
    }
}

/// What is known of how good the plan is.
#[derive(Clone, Debug, PartialEq)]
enum Sure {
    /// The edits have moved on, or the plan is preliminary without a bound.
    Working,
    /// Preliminary, with a bound already: at most so many points from it.
    Estimate(String),
    /// Nothing better exists.
    Best,
    /// At most so many points from the bound.
    Within(String),
    /// The search has ended without a bound.
    Unproved,
    /// Brought in: the bound is yet to be proved here.
    Arrived,
}

fn sure(shown: &Shown, fresh: bool) -> Sure {
    if shown.arrived {
        return Sure::Arrived;
    }
    if !fresh {
        return Sure::Working;
    }
    // Rounded up: what is promised holds.
    let gap = shown.answer.gap().map(|g| {
        let hundredths = (g.0 as f64 / 1e7).ceil() / 100.0;
        if hundredths < 1.0 {
            words::decimal(hundredths, 2)
        } else {
            words::decimal((hundredths * 10.0).ceil() / 10.0, 1)
        }
    });
    match (shown.answer.settled, gap) {
        (true, Some(_)) if shown.answer.gap().is_some_and(|g| g.0 == 0) => Sure::Best,
        (true, Some(gap)) => Sure::Within(gap),
        (true, None) => Sure::Unproved,
        (false, Some(gap)) => Sure::Estimate(gap),
        (false, None) => Sure::Working,
    }
}

#[component]
fn Sub() -> impl IntoView {
    let store = use_store();
    let sureness = Memo::new(move |_| store.shown.get().map(|s| sure(&s, store.fresh.get())));
    let proved = move || matches!(sureness.get(), Some(Sure::Best | Sure::Within(_)));
    let said = move || sureness.get().map(|s| sure_said(store, &s));
    let points = move || {
        let shown = store.shown.get()?;
        if shown.case.total_weight == 0 {
            return Some(store.t("verdict.unweighed", &[]));
        }
        let points = words::points(shown.report.points.to_f64());
        Some(store.t("verdict.points", &[("points", &points)]))
    };
    let spent = move || {
        let shown = store.shown.get()?;
        let budget: i64 = shown.case.budget.iter().flatten().sum();
        let lang = store.lang.get();
        let (cost, left) = (shown.report.cost, Yuan(budget - shown.report.cost.0));
        Some(store.t(
            "verdict.spent",
            &[("cost", &money(lang, cost)), ("left", &money(lang, left))],
        ))
    };
    let first = move || {
        let shown = store.shown.get()?;
        let told = shown.passed.cost(&shown.answer)?;
        Some(words::hard_first(store.lang.get(), &told))
    };
    let time = move || {
        let ms = store.shown.get().map(|s| s.ms)?;
        Some(match ms {
            ms if ms < 1000.0 => store.t("verdict.time", &[("ms", &ms.max(1.0).round())]),
            ms => store.t("verdict.seconds", &[("s", &words::decimal(ms / 1000.0, 1))]),
        })
    };
    view! {
        <span class="pts" title=t("verdict.points_how")>{points}</span>
        <span class="sure">
            {said}
            <span class="proof" hidden=move || !proved()><IconView icon=Icon::Check />{t("verdict.proved")}</span>
            <span class="busy" class:on=move || store.busy.get() aria-hidden="true"></span>
        </span>
        <span class="spent">{spent}</span>
        {move || first().map(|said| view! { <span class="hard-first">{said}</span> })}
        <span class="ms">{time}</span>
    }
}

fn sure_said(store: Store, sure: &Sure) -> String {
    match sure {
        Sure::Working => store.t("verdict.preliminary", &[]),
        Sure::Estimate(gap) => store.t("verdict.estimate", &[("gap", gap)]),
        Sure::Best => store.t("verdict.best", &[]),
        Sure::Within(gap) => store.t("verdict.within", &[("gap", gap)]),
        Sure::Unproved => store.t("verdict.unproved", &[]),
        Sure::Arrived => store.t("verdict.arrived", &[]),
    }
}

/// One square per target: filled is met, hollow with a bar is missed.
#[component]
fn Dots() -> impl IntoView {
    let store = use_store();
    let n = store.plan.read_untracked().targets.len();
    let met = Memo::new(move |_| {
        store
            .shown
            .get()
            .map(|s| s.report.met_targets(&s.case))
            .unwrap_or_default()
    });
    let count = move || met.read().iter().filter(|m| **m).count();
    // Sorted, so that the squares read as a bar: the met ones first.
    let dot = |i: usize| {
        let state = move || (!met.read().is_empty()).then(|| i < count());
        view! { <i class:x=move || state() == Some(false) class:u=move || state().is_none()></i> }
    };
    let said = move || store.t("verdict.dots", &[("n", &n), ("met", &count())]);
    view! { <div class="dots" role="img" aria-label=said>{(0..n).map(dot).collect_view()}</div> }
}

/// Why there is no plan for the edits, with what to do; what is shown is the last plan that was valid.
#[component]
fn Trouble() -> impl IntoView {
    let store = use_store();
    let lines = move || trouble_lines(store);
    let title = move || match store.case.read().as_ref() {
        Err(issues) => store.t("verdict.bad_data", &[("n", &issues.len())]),
        Ok(_) => store.t("verdict.conflict", &[]),
    };
    view! {
        <div class="trouble" role="alert">
            <h2><IconView icon=Icon::Warn /> {title}</h2>
            <ul>{move || lines().into_iter().map(|l| view! { <li>{l}</li> }).collect_view()}</ul>
            <p>
                {t("verdict.last_valid")}
                <button type="button" class="btn s o" on:click=move |_| store.undo()>{t("top.undo")}</button>
            </p>
        </div>
    }
}

fn trouble_lines(store: Store) -> Vec<String> {
    let lang = store.lang.get();
    match store.case.get() {
        Err(issues) => words::issues(lang, &issues, 4),
        Ok(case) => {
            let conflicts = store
                .conflicts
                .get()
                .unwrap_or_else(|| Arc::new(Vec::new()));
            conflicts
                .iter()
                .map(|c| words::conflict(lang, &case, c))
                .collect()
        }
    }
}

/// The sentence for a screen reader, some time after the last change.
#[component]
fn Aloud() -> impl IntoView {
    let store = use_store();
    let count = count(store);
    let said = RwSignal::new(String::new());
    let timer = StoredValue::new(None::<TimeoutHandle>);
    on_cleanup(move || {
        timer.try_update_value(|t| t.take().map(|t| t.clear()));
    });
    Effect::new(move |_| {
        let trouble = store.case.read().is_err() || store.conflicts.read().is_some();
        let text = match count.get() {
            _ if trouble => trouble_lines(store).join(" "),
            Some(c) => store.t(
                "verdict.aloud",
                &[
                    ("money", &c.money),
                    ("n", &c.all),
                    ("met", &c.met),
                    ("missed", &(c.all - c.met)),
                ],
            ),
            None => return,
        };
        if let Some(timer) = timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
        timer.set_value(set_timeout_with_handle(move || said.set(text), CALM).ok());
    });
    view! { <p class="vh" aria-live="polite" aria-atomic="true">{said}</p> }
}
