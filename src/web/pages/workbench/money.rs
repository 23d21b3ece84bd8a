//! Money by year: a figure, and the same numbers as a table.
//!
//! The figure is drawn when a gesture has ended; while one lasts it is shown pale, for it is behind. The table follows at once.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;

use crate::chart::{Frame, MoneyByYear, MoneyColumn, Theme, Tick, ticks};
use crate::domain::{Period, Yuan};
use crate::view_model::shown::Shown;
use crate::web::browser::figure_width::follow_width;
use crate::web::state::store::use_store;
use crate::words::{
    Lang, fund_lines, money, money_column, owed_after, paid_first, period, runs_after, say,
};

const HEIGHT: u32 = 248;

/// What each period may spend and spends, in yuan.
#[derive(Clone, Debug, PartialEq)]
struct Years {
    lang: Lang,
    funds: Vec<String>,
    rows: Vec<Year>,
    carries: bool,
    /// Of each source: used up, or what is left and why it is.
    by_fund: Vec<String>,
    /// What the years after the plan have to pay.
    after: Vec<String>,
}

#[derive(Clone, Debug, PartialEq)]
struct Year {
    label: String,
    spent: Vec<i64>,
    budget: i64,
    /// Left over from earlier periods.
    carried: i64,
}

impl Year {
    fn total(&self) -> i64 {
        self.spent.iter().sum()
    }
}

impl Years {
    fn of(shown: &Shown, lang: Lang) -> Years {
        let (case, report) = (&shown.case, &shown.report);
        let plan = &case.plan;
        // By fund: what is left of it, and may be spent in the next period.
        let mut left = vec![0; case.budget.len()];
        let year = |(p, span): (usize, &Period)| {
            let spent: Vec<i64> = report.spend.iter().map(|fund| fund[p].0).collect();
            let has = |f: usize| case.budget[f][p] - case.paid_first[f][p];
            let carried = left.iter().sum();
            for (f, left) in left.iter_mut().enumerate() {
                *left = if case.carry_over[f] {
                    *left + has(f) - spent[f]
                } else {
                    0
                };
            }
            Year {
                label: period(span),
                budget: (0..case.budget.len()).map(has).sum(),
                spent,
                carried,
            }
        };
        Years {
            lang,
            funds: plan
                .budget
                .funds
                .iter()
                .map(|f| lang.pick(&f.name).to_owned())
                .collect(),
            rows: plan.horizon.periods.iter().enumerate().map(year).collect(),
            carries: case.carries(),
            by_fund: fund_lines(lang, case, report),
            after: [
                paid_first(lang, case),
                owed_after(lang, case, report),
                runs_after(lang, case, report),
            ]
            .into_iter()
            .flatten()
            .collect(),
        }
    }

    fn figure(&self, width: u32) -> MoneyByYear {
        let lang = self.lang;
        let column = |year: &Year| MoneyColumn {
            label: year.label.clone(),
            spent: year.spent.iter().map(|y| *y as f64).collect(),
            spent_label: money(lang, Yuan(year.total())),
            budget: year.budget as f64,
            budget_label: say(
                lang,
                "money.of_budget",
                &[("n", &money(lang, Yuan(year.budget)))],
            ),
            carried: year.carried as f64,
        };
        let top = self
            .rows
            .iter()
            .map(|y| y.total().max(y.budget + y.carried))
            .max()
            .unwrap_or(0);
        let unit = if lang == Lang::Zh { 1e4 } else { 1e6 };
        let tick = |at: f64| Tick {
            at: at * unit,
            label: crate::words::count(at as i64),
        };
        let sentences: Vec<String> = self.rows.iter().map(|y| self.sentence(y)).collect();
        MoneyByYear {
            frame: Frame {
                title: say(lang, "money.title", &[]),
                desc: sentences.join(" "),
                width,
                height: HEIGHT,
                theme: Theme::Page,
            },
            funds: self.funds.clone(),
            budget: say(lang, "money.budget", &[]),
            carried: say(lang, "money.with_carried", &[]),
            columns: self.rows.iter().map(column).collect(),
            ticks: ticks(top as f64 / unit, 4).into_iter().map(tick).collect(),
        }
    }

    fn sentence(&self, year: &Year) -> String {
        let (spent, budget) = (
            money(self.lang, Yuan(year.total())),
            money(self.lang, Yuan(year.budget)),
        );
        say(
            self.lang,
            "money.sentence",
            &[
                ("year", &year.label),
                ("spent", &spent),
                ("budget", &budget),
            ],
        )
    }
}

/// Money by year, as a figure with a table behind it.
#[component]
pub fn MoneyByYearView() -> impl IntoView {
    let store = use_store();
    let years = Memo::new(move |_| {
        let lang = store.lang.get();
        store
            .shown
            .read()
            .as_ref()
            .map(|shown| Arc::new(Years::of(shown, lang)))
    });
    let say_it = move |key: &'static str| move || say(store.lang.get(), key, &[]);
    let carries = move || years.read().as_ref().is_some_and(|y| y.carries);
    view! {
        <section class="money-years" aria-labelledby="money-title">
            <div class="sec">
                <h2 id="money-title">{say_it("money.title")}</h2>
                <span class="k">{say_it("money.column")}</span>
            </div>
            <Figure years />
            <details class="money-table">
                <summary>{say_it("money.as_table")}</summary>
                {move || years.get().map(|y| view! { <YearTable years=y /> })}
            </details>
            {move || years.get().map(|y| y.after.iter().cloned().map(|said| view! { <p class="k after">{said}</p> }).collect_view())}
            <ul class="k by-fund">{move || years.get().map(|y| y.by_fund.iter().cloned().map(|said| view! { <li>{said}</li> }).collect_view())}</ul>
            <Show when=carries>
                <p class="k">{say_it("money.carry_over")}</p>
            </Show>
        </section>
    }
    .into_any()
}

#[component]
fn Figure(years: Memo<Option<Arc<Years>>>) -> impl IntoView {
    let store = use_store();
    let place = NodeRef::<html::Div>::new();
    let width = follow_width(place);
    let svg = RwSignal::new(String::new());
    Effect::new(move |_| {
        if store.in_gesture() {
            return;
        }
        if let Some(years) = years.get() {
            // Too narrow a place shows the table alone.
            svg.set(years.figure(width.get()).svg().unwrap_or_default());
        }
    });
    view! { <div class="money-figure" class:behind=move || store.in_gesture() node_ref=place inner_html=svg></div> }
}

#[component]
fn YearTable(years: Arc<Years>) -> impl IntoView {
    let lang = years.lang;
    let cell = move |yuan: i64| view! { <td class="n">{money_column(lang, Yuan(yuan))}</td> };
    let row = |year: &Year| {
        view! {
            <tr>
                <th scope="row">{year.label.clone()}</th>
                {year.spent.iter().map(|y| cell(*y)).collect_view()}
                {cell(year.total())}
                {cell(year.budget)}
                {years.carries.then(|| cell(year.carried))}
            </tr>
        }
    };
    let head = |words: String| view! { <th scope="col" class="n">{words}</th> };
    view! {
        <table class="tb">
            <thead>
                <tr>
                    <th scope="col">{say(lang, "money.year", &[])}</th>
                    {years.funds.iter().cloned().map(head).collect_view()}
                    {head(say(lang, "money.spent", &[]))}
                    {head(say(lang, "money.budget", &[]))}
                    {years.carries.then(|| head(say(lang, "money.carried", &[])))}
                </tr>
            </thead>
            <tbody>{years.rows.iter().map(row).collect_view()}</tbody>
        </table>
    }
}
