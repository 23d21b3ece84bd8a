//! The section of the curve: the figure with a hand on it, what is said of a budget, the numbers as a table.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;

use super::curve_pointer::CurvePointer;
use super::drawn::DrawnCurve;
use super::state::{Budgets, use_budgets};
use super::table::CurveTable;
use crate::domain::Yuan;
use crate::view_model::budget_curve::on_screen;
use crate::view_model::curve_figure::{figure, headline, prices, share, unit};
use crate::web::browser::figure_width::follow_width;
use crate::web::state::text::t;
use crate::words::{money, say};

/// The budget curve with everything that belongs to it; nothing where the page has none.
#[component]
pub fn BudgetCurveView() -> impl IntoView {
    use_budgets().map(|budgets| view! { <Section budgets /> })
}

#[component]
fn Section(budgets: Budgets) -> impl IntoView {
    let store = budgets.store;
    let place = NodeRef::<html::Div>::new();
    let width = follow_width(place);
    // Nothing is drawn while a hand moves a slider.
    let drawn = Memo::new_with_compare(
        move |before: Option<&Option<Arc<DrawnCurve>>>| {
            if store.in_gesture() {
                return before.cloned().flatten();
            }
            let (curve, shown) = (budgets.curve.get()?, store.shown.get()?);
            let points = curve.with(&shown);
            let now = on_screen(&shown).budget;
            let curve = Arc::new(curve.with_prices_of(&shown));
            let figure = figure(store.lang.get(), &curve, &points, now, width.get());
            Some(Arc::new(DrawnCurve {
                curve,
                points,
                figure,
            }))
        },
        |a, b| !matches!((a, b), (Some(Some(a)), Some(Some(b))) if Arc::ptr_eq(a, b)),
    );
    let there = Memo::new(move |_| drawn.read().is_some());
    let pointed = RwSignal::new(None::<u32>);
    // A table that nobody has opened is not worth its lines.
    let table = RwSignal::new(false);
    let svg = move || {
        // Too narrow a place shows the table alone.
        drawn
            .read()
            .as_ref()
            .map(|d| d.figure.svg().unwrap_or_default())
    };
    let axes = move || {
        let lang = store.lang.get();
        let end = drawn.read().as_ref().map_or(1e8, |d| d.figure.end);
        say(lang, "curve.axes", &[("unit", &unit(lang, end).1)])
    };
    let progress = move || {
        let ended = drawn.read().as_ref().is_some_and(|d| d.curve.ended);
        let key = match (budgets.broken.get(), ended && !budgets.behind.get()) {
            (true, _) => "curve.broken",
            (_, true) => "curve.ended",
            _ => "curve.working",
        };
        store.t(key, &[])
    };
    view! {
        <section class="curve" aria-labelledby="curve-title">
            <div class="sec">
                <h2 id="curve-title">{t("curve.title")}</h2>
                <span class="k">{axes}</span>
                <span class="k curve-state">{progress}</span>
            </div>
            <div class="curve-box" class:behind=move || budgets.behind.get() node_ref=place>
                <div class="curve-figure" inner_html=svg></div>
                {move || there.get().then(|| latest(drawn)).flatten().map(|drawn| view! { <CurvePointer budgets drawn pointed /> })}
            </div>
            <Said budgets drawn pointed />
            <details class="money-table" on:toggle=move |_| table.update(|t| *t = !*t)>
                <summary>{t("money.as_table")}</summary>
                {move || table.get().then(|| drawn.get().map(|d| view! { <CurveTable lang=store.lang.get() drawn=d /> }))}
            </details>
        </section>
    }
    .into_any()
}

/// The curve as it was drawn last; none before the first.
fn latest(drawn: Memo<Option<Arc<DrawnCurve>>>) -> Option<Memo<Arc<DrawnCurve>>> {
    let first = drawn.get_untracked()?;
    Some(Memo::new_with_compare(
        move |before: Option<&Arc<DrawnCurve>>| {
            let last = || before.unwrap_or(&first).clone();
            drawn.get().unwrap_or_else(last)
        },
        |a, b| !matches!((a, b), (Some(a), Some(b)) if Arc::ptr_eq(a, b)),
    ))
}

/// What is said of the budget that is pointed at, else of the one on the screen.
#[component]
fn Said(
    budgets: Budgets,
    drawn: Memo<Option<Arc<DrawnCurve>>>,
    pointed: RwSignal<Option<u32>>,
) -> impl IntoView {
    let store = budgets.store;
    let at = move || {
        let drawn = drawn.get()?;
        let point = match pointed.get() {
            Some(rung) => *drawn.points.get(drawn.index_of(rung)?)?,
            None => on_screen(store.shown.get()?.as_ref()),
        };
        Some((drawn, point))
    };
    let first = move || match (at(), pointed.get()) {
        (Some((drawn, point)), Some(_)) => {
            let lang = store.lang.get();
            let spent = say(lang, "curve.spent", &[("money", &money(lang, point.spent))]);
            let share = say(
                lang,
                "curve.share",
                &[("share", &share(&drawn.curve, &point))],
            );
            [
                headline(lang, &point, drawn.curve.case.checks.len()),
                share,
                spent,
            ]
            .join(&say(lang, "curve.comma", &[]))
        }
        _ => store.t("curve.how", &[]),
    };
    let cells = move || {
        let (drawn, point) = at()?;
        let prices = prices(store.lang.get(), &drawn.curve, &point);
        let cell = |(name, price)| view! { <div><dt>{name}</dt><dd>{price}</dd></div> };
        Some(prices.into_iter().map(cell).collect_view())
    };
    let at_money = move || {
        // A space keeps the line's height until there is a budget to speak of.
        at().map_or_else(
            || "\u{a0}".to_owned(),
            |(_, p)| {
                let money = money(store.lang.get(), Yuan(p.budget.0));
                store.t("curve.next", &[("money", &money)])
            },
        )
    };
    view! {
        <div class="curve-said">
            <p>{first}</p>
            <p class="k">{at_money}</p>
            <dl class="curve-next">{cells}</dl>
        </div>
    }
    .into_any()
}
