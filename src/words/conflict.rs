//! Why pins leave no plan, as a sentence with what to do.

use super::{Lang, count, money, say};
use crate::domain::{Case, Pin, Plan, ServiceId, UnitId};
use crate::optimize::Conflict;

/// The sentence for a conflict.
#[must_use]
pub fn conflict(lang: Lang, case: &Case, conflict: &Conflict) -> String {
    let plan = &case.plan;
    match conflict {
        Conflict::OverBudget {
            fund,
            year,
            needed,
            available,
            pins,
        } => {
            let fund = plan.budget.funds.iter().find(|f| f.id == *fund);
            let values: [(&str, &dyn std::fmt::Display); 6] = [
                ("n", &pins.len()),
                ("fund", &fund.map_or("", |f| lang.pick(&f.name))),
                ("year", year),
                ("needed", &money(lang, *needed)),
                ("available", &money(lang, *available)),
                ("pins", &pins_named(lang, plan, pins)),
            ];
            let key = if pins.is_empty() {
                "conflict.committed"
            } else {
                "conflict.over_budget"
            };
            say(lang, key, &values)
        }
        Conflict::OverRunning { needed, most, pins } => {
            let values: [(&str, &dyn std::fmt::Display); 4] = [
                ("n", &pins.len()),
                ("needed", &money(lang, *needed)),
                ("most", &money(lang, *most)),
                ("pins", &pins_named(lang, plan, pins)),
            ];
            say(lang, "conflict.over_running", &values)
        }
        Conflict::OverNeed {
            service,
            unit,
            year,
            new,
            most,
            pins,
        } => {
            let values: [(&str, &dyn std::fmt::Display); 7] = [
                ("n", &pins.len()),
                ("service", &service_name(lang, plan, service)),
                ("unit", &unit_name(lang, plan, unit)),
                ("year", year),
                ("new", &count(*new)),
                ("most", &count(*most)),
                ("pins", &pins_named(lang, plan, pins)),
            ];
            say(lang, "conflict.over_need", &values)
        }
        Conflict::OverCap { pins, sum, most } => {
            let values: [(&str, &dyn std::fmt::Display); 3] = [
                ("pins", &pins_named(lang, plan, pins)),
                ("sum", &count(*sum)),
                ("most", &count(*most)),
            ];
            say(lang, "conflict.over_cap", &values)
        }
        Conflict::NoSite { pins } => say(
            lang,
            "conflict.no_site",
            &[("pins", &pins_named(lang, plan, pins))],
        ),
        Conflict::TakesTooMuch {
            service,
            unit,
            year,
            pins,
        } => {
            let values: [(&str, &dyn std::fmt::Display); 4] = [
                ("service", &service_name(lang, plan, service)),
                ("unit", &unit_name(lang, plan, unit)),
                ("year", year),
                ("pins", &pins_named(lang, plan, pins)),
            ];
            say(lang, "conflict.takes_too_much", &values)
        }
    }
}

/// The first pins by name, and how many there are.
fn pins_named(lang: Lang, plan: &Plan, pins: &[Pin]) -> String {
    let comma = say(lang, "list.comma", &[]);
    let first: Vec<String> = pins.iter().take(3).map(|p| pin(lang, plan, p)).collect();
    let first = first.join(&comma);
    if pins.len() <= 3 {
        return first;
    }
    say(
        lang,
        "list.and_more",
        &[("first", &first), ("n", &pins.len())],
    )
}

fn pin(lang: Lang, plan: &Plan, pin: &Pin) -> String {
    let measure = plan.measures.iter().find(|m| m.id == pin.measure);
    let unit = unit_name(lang, plan, &pin.unit);
    let measure = measure.map_or("", |m| lang.pick(&m.name));
    let (key, year) = match pin.year {
        Some(year) => ("conflict.pin_in", year),
        None => ("conflict.pin", 0),
    };
    let values: [(&str, &dyn std::fmt::Display); 4] = [
        ("unit", &unit),
        ("measure", &measure),
        ("n", &pin.n),
        ("year", &year),
    ];
    say(lang, key, &values)
}

fn unit_name<'a>(lang: Lang, plan: &'a Plan, id: &'a UnitId) -> &'a str {
    plan.region
        .units
        .iter()
        .find(|u| u.id == *id)
        .map_or(&id.0, |u| lang.pick(&u.name))
}

fn service_name<'a>(lang: Lang, plan: &'a Plan, id: &'a ServiceId) -> &'a str {
    plan.services
        .iter()
        .find(|s| s.id == *id)
        .map_or(&id.0, |s| lang.pick(&s.name))
}
