//! Whether what is built will be used: need against stock, year by year, as births change.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::Plan;
use crate::report::{PeriodUse, StockUse, UseOf};
use crate::view_model::shown::Shown;
use crate::web::parts::segments::Segments;
use crate::web::state::store::{Store, use_store};
use crate::web::state::text::t;
use crate::words::{Lang, count, percent, period, say};

/// As many units with something to spare as are named.
const UNITS: usize = 6;

/// One row of the table.
#[derive(Clone, Debug, Default, PartialEq)]
struct UseLine {
    name: String,
    numbers: [String; 6],
    idle: bool,
    /// Units with most to spare in the last year; empty where none has.
    units: String,
    /// What comes of it after the horizon; empty where the plan does not look there.
    later: String,
}

/// The section; nothing for a plan without rates.
#[component]
pub fn StockUseView() -> impl IntoView {
    let store = use_store();
    let last = store
        .plan
        .read_untracked()
        .horizon
        .periods
        .len()
        .saturating_sub(1);
    let at = RwSignal::new(last);
    // Nothing is drawn anew while a hand moves a slider.
    let uses = Memo::new(move |before: Option<&Option<Arc<Vec<UseLine>>>>| {
        if store.in_gesture() {
            return before.cloned().flatten();
        }
        let shown = store.shown.get()?;
        let uses = shown.report.stock_use(&shown.case);
        Some((shown, uses))
            .map(|(shown, uses)| Arc::new(lines(store.lang.get(), &shown, &uses, at.get())))
    });
    let years = Signal::derive(move || {
        let plan = store.plan.read();
        plan.horizon
            .periods
            .iter()
            .map(period)
            .enumerate()
            .collect()
    });
    let rows = move || {
        let lines = uses.get().unwrap_or_default();
        lines.iter().map(|line| row(store, line)).collect_view()
    };
    let head = move |key: &'static str| view! { <th scope="col" class="n">{t(key)}</th> };
    view! {
        <section class="stock-use" aria-labelledby="h-use" hidden=move || uses.read().as_ref().is_some_and(|u| u.is_empty())>
            <div class="sec">
                <h2 id="h-use">{t("surplus.title")}</h2>
                <span class="k">{t("surplus.about")}</span>
                <div class="r"><Segments label=Signal::derive(t("surplus.year")) choices=years chosen=at /></div>
            </div>
            <div class="use-box" role="group" tabindex="0" aria-labelledby="h-use">
                <table class="tb">
                    <thead>
                        <tr>
                            <th scope="col">{t("targets.col_name")}</th>
                            {head("surplus.col_need")}
                            {head("surplus.col_stock")}
                            {head("surplus.col_used")}
                            {head("surplus.col_surplus")}
                            {head("surplus.col_built")}
                            {head("surplus.col_idle")}
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <p class="k">{t("surplus.note")}</p>
        </section>
    }
    .into_any()
}

fn row(store: Store, line: &UseLine) -> AnyView {
    let cells = line.numbers.clone().into_iter().enumerate();
    let cell = |(i, number): (usize, String)| {
        let idle = i == 5 && line.idle;
        view! { <td class="n" class:c-miss=idle>{number}</td> }
    };
    let cells = cells.map(cell).collect_view();
    let units = line.units.clone();
    let more = (!units.is_empty()).then(|| {
        let said = store.t("surplus.units", &[("units", &units)]);
        view! { <small>{said}</small> }
    });
    let later = (!line.later.is_empty()).then(|| view! { <small>{line.later.clone()}</small> });
    view! { <tr><th scope="row">{line.name.clone()}{later}{more}</th>{cells}</tr> }.into_any()
}

fn lines(lang: Lang, shown: &Shown, uses: &[StockUse], at: usize) -> Vec<UseLine> {
    uses.iter().map(|u| line(lang, shown, u, at)).collect()
}

fn line(lang: Lang, shown: &Shown, of: &StockUse, at: usize) -> UseLine {
    let plan = &shown.case.plan;
    let now = of.periods.get(at).copied().unwrap_or_default();
    let comma = say(lang, "list.comma", &[]);
    let is_last = at + 1 == of.periods.len();
    let units = of.units.iter().take(if is_last { UNITS } else { 0 });
    let unit = |u: &crate::report::UnitUse| {
        let name = lang.pick(&plan.region.units[u.unit].name);
        format!("{name} {}", count(u.last.surplus))
    };
    UseLine {
        name: name(lang, plan, of.of),
        numbers: numbers(&now),
        idle: now.idle > 0,
        units: units.map(unit).collect::<Vec<_>>().join(&comma),
        later: later(lang, of),
    }
}

fn name(lang: Lang, plan: &Plan, of: UseOf) -> String {
    match of {
        UseOf::Target(t) => lang.pick(&plan.targets[t].name).to_owned(),
        UseOf::Need(n) => {
            let ids = &plan.needs[n].services;
            let services = plan.services.iter().filter(|s| ids.contains(&s.id));
            let names: Vec<&str> = services.map(|s| lang.pick(&s.name)).collect();
            names.join(&say(lang, "list.comma", &[]))
        }
    }
}

/// What comes of it in the year after the horizon.
fn later(lang: Lang, of: &StockUse) -> String {
    let Some((year, then)) = of.after else {
        return String::new();
    };
    let values: [(&str, &dyn std::fmt::Display); 4] = [
        ("year", &year),
        ("need", &count(then.need)),
        ("surplus", &count(then.surplus)),
        ("idle", &count(then.idle)),
    ];
    say(lang, "surplus.later", &values)
}

fn numbers(now: &PeriodUse) -> [String; 6] {
    let used = now.used().map_or_else(|| "\u{2013}".to_owned(), percent);
    [
        count(now.need),
        count(now.stock),
        used,
        count(now.surplus),
        count(now.built),
        count(now.idle),
    ]
}
