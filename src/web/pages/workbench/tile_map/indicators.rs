//! The choice of what the map shows: targets that say something of single units, services, money.

use leptos::prelude::*;

use crate::domain::Plan;
use crate::report::is_local;
use crate::view_model::map::picture::indicator_words;
use crate::view_model::shown::Indicator;
use crate::web::state::store::use_store;
use crate::words::{Lang, say};

/// What the option of an indicator is called in the markup.
fn code(indicator: Indicator) -> String {
    match indicator {
        Indicator::Target(t) => format!("t{t}"),
        Indicator::Service(s) => format!("s{s}"),
        Indicator::Cost => "c".to_owned(),
    }
}

fn decode(code: &str) -> Option<Indicator> {
    match code.split_at_checked(1)? {
        ("t", n) => n.parse().ok().map(Indicator::Target),
        ("s", n) => n.parse().ok().map(Indicator::Service),
        ("c", "") => Some(Indicator::Cost),
        _ => None,
    }
}

/// The box to choose from.
#[component]
pub fn Indicators() -> impl IntoView {
    let store = use_store();
    let options = move || {
        let (plan, lang) = (store.plan.get(), store.lang.get());
        let group = |label: String, all: Vec<Indicator>| {
            let options = all
                .into_iter()
                .map(|i| option(&plan, lang, i))
                .collect_view();
            view! { <optgroup label=label>{options}</optgroup> }
        };
        let targets = (0..plan.targets.len()).filter(|t| is_local(&plan.targets[*t].rule));
        let services = 0..plan.services.len();
        view! {
            {group(say(lang, "map.by_target", &[]), targets.map(Indicator::Target).collect())}
            {group(say(lang, "map.by_money", &[]), vec![Indicator::Cost])}
            {group(say(lang, "map.by_service", &[]), services.map(Indicator::Service).collect())}
        }
    };
    let choose = move |event| {
        if let Some(indicator) = decode(&event_target_value(&event)) {
            store.indicator.set(indicator);
        }
    };
    let label = move || say(store.lang.get(), "map.indicator", &[]);
    view! { <select class="sel map-by" aria-label=label on:change=choose>{options}</select> }
}

fn option(plan: &Plan, lang: Lang, indicator: Indicator) -> impl IntoView + use<> {
    let store = use_store();
    let words = indicator_words(plan, lang, indicator);
    let chosen = move || store.indicator.get() == indicator;
    view! { <option value=code(indicator) prop:selected=chosen>{words}</option> }
}
