//! Repairs, and why something is built or missed, as sentences.

use std::fmt::Display;

use super::{
    Lang, LevelStyle, count, counter, decimal, level_style, money, period, say, shortfall,
};
use crate::domain::{Case, Pin, Yuan};
use crate::optimize::{Ceiling, Change, Here, Miss, Obstacle, Repair};

/// What a repair changes, with its price.
#[must_use]
pub fn repair(lang: Lang, case: &Case, repair: &Repair) -> String {
    let extra = money(lang, repair.extra);
    match &repair.change {
        Change::First => say(lang, "repair.first", &[]),
        Change::MoreMoney => say(lang, "repair.more", &[("money", &extra)]),
        Change::MoreInPeriod { period: at } => {
            let years = period(&case.plan.horizon.periods[*at]);
            say(
                lang,
                "repair.more_in",
                &[("years", &years), ("money", &extra)],
            )
        }
        Change::MoreFromFund { fund } => {
            let fund = lang.pick(&case.plan.budget.funds[*fund].name);
            say(
                lang,
                "repair.more_from",
                &[("fund", &fund), ("money", &extra)],
            )
        }
        Change::LowerLevel { level } => {
            let target = &case.plan.targets[case.checks[repair.check].target];
            let style = match level_style(target) {
                LevelStyle::Number(_) => LevelStyle::Number(3),
                other => other,
            };
            let level = style.wanted(level.to_f64());
            say(lang, "repair.lower", &[("level", &level)])
        }
        Change::Waive { target } => {
            let named = case.plan.targets.iter().find(|t| t.id == *target);
            let name = named.map_or(target.0.as_str(), |t| lang.pick(&t.name));
            say(lang, "repair.waive", &[("target", &name)])
        }
        Change::FreeRunning => say(lang, "repair.free_running", &[]),
        Change::FreeNeed => say(lang, "repair.free_need", &[]),
        Change::Unpin { pin } => say(
            lang,
            "repair.unpin",
            &[("pin", &pin_named(lang, case, pin))],
        ),
    }
}

/// What a repair does to other targets; empty where it does nothing to them.
#[must_use]
pub fn side_effects(lang: Lang, case: &Case, repair: &Repair) -> String {
    let named = |keep: &dyn Fn(&crate::optimize::SideEffect) -> bool| -> Vec<String> {
        let sides = repair.sides.iter().filter(|s| keep(s));
        sides.map(|s| check_named(lang, case, s.check)).collect()
    };
    let lost = named(&|s| s.lost());
    let won = named(&|s| s.won());
    let others = repair.sides.len() - lost.len() - won.len();
    let mut parts = Vec::new();
    if !won.is_empty() {
        parts.push(say(lang, "repair.won", &[("targets", &few(lang, &won))]));
    }
    if !lost.is_empty() {
        parts.push(say(lang, "repair.lost", &[("targets", &few(lang, &lost))]));
    }
    if others > 0 {
        parts.push(say(lang, "repair.moved", &[("n", &others)]));
    }
    parts.join(&say(lang, "repair.joint", &[]))
}

/// Two of the names and how many there are besides; all of them where that is three.
fn few(lang: Lang, names: &[String]) -> String {
    let comma = say(lang, "list.comma", &[]);
    if names.len() <= 3 {
        return names.join(&comma);
    }
    let values: [(&str, &dyn Display); 2] = [
        ("names", &names[..2].join(&comma)),
        ("n", &(names.len() - 2)),
    ];
    say(lang, "repair.and_more", &values)
}

fn check_named(lang: Lang, case: &Case, check: usize) -> String {
    let check = &case.checks[check];
    let target = &case.plan.targets[check.target];
    let values: [(&str, &dyn Display); 2] =
        [("name", &lang.pick(&target.name)), ("year", &check.year)];
    say(lang, "repair.check", &values)
}

fn pin_named(lang: Lang, case: &Case, pin: &Pin) -> String {
    let unit = case.plan.region.units.iter().find(|u| u.id == pin.unit);
    let measure = case.plan.measures.iter().find(|m| m.id == pin.measure);
    let values: [(&str, &dyn Display); 3] = [
        (
            "unit",
            &unit.map_or(pin.unit.0.as_str(), |u| lang.pick(&u.name)),
        ),
        (
            "measure",
            &measure.map_or(pin.measure.0.as_str(), |m| lang.pick(&m.name)),
        ),
        ("n", &pin.n),
    ];
    say(lang, "repair.pin", &values)
}

/// What keeps a check from being met, whatever the money.
#[must_use]
pub fn obstacle(lang: Lang, case: &Case, check: usize, obstacle: &Obstacle) -> String {
    let of = &case.checks[check];
    match obstacle {
        Obstacle::NoMeasure => say(lang, "why.no_measure", &[]),
        Obstacle::LeadTime {
            measure,
            years,
            due,
        } => {
            let name = lang.pick(&case.plan.measures[*measure].name);
            let values: [(&str, &dyn Display); 3] =
                [("measure", &name), ("years", years), ("due", due)];
            say(lang, "why.lead_time", &values)
        }
        Obstacle::Caps { most, required } => {
            let share = matches!(of.rule, crate::domain::Rule::Share { .. });
            let number = |n: i64| {
                if share {
                    LevelStyle::Percent.reached(n as f64 / 1e6)
                } else {
                    count(n)
                }
            };
            let (most, required) = (number(*most), number(*required));
            let values: [(&str, &dyn Display); 2] = [("most", &most), ("required", &required)];
            say(lang, "why.caps", &values)
        }
        Obstacle::Pins { pins } => {
            let comma = say(lang, "list.comma", &[]);
            let shown = pins.iter().take(3).map(|p| pin_named(lang, case, p));
            let names: Vec<String> = shown.collect();
            say(
                lang,
                "why.pins",
                &[("n", &pins.len()), ("pins", &names.join(&comma))],
            )
        }
    }
}

/// Why a check is missed, in one or two sentences.
#[must_use]
pub fn why_not(lang: Lang, case: &Case, check: usize, miss: &Miss) -> String {
    let target = &case.plan.targets[case.checks[check].target];
    let mut parts = vec![say(
        lang,
        "why.missing",
        &[("short", &shortfall(lang, &case.plan, target, miss.missing))],
    )];
    if let Some(first) = miss.obstacles.first() {
        parts.push(obstacle(lang, case, check, first));
    } else if let Some(next) = &miss.next {
        let option = &case.options[next.option];
        let module = lang.pick(&case.plan.measures[option.measure].name);
        let unit = lang.pick(&case.plan.region.units[option.unit].name);
        let values: [(&str, &dyn Display); 5] = [
            ("unit", &unit),
            ("measure", &module),
            ("money", &money(lang, next.cost)),
            ("n", &count(next.adds)),
            ("what", &counter(lang, &case.plan, target)),
        ];
        parts.push(say(lang, "why.next", &values));
        parts.extend(miss.ceiling.map(|c| ceiling(lang, case, c)));
        let binding = miss.binding.filter(|_| miss.ceiling.is_none());
        parts.extend(binding.map(|b| {
            let fund = lang.pick(&case.plan.budget.funds[b.fund].name);
            let years = period(&case.plan.horizon.periods[b.period]);
            let worth = decimal(b.worth * 1e7, 2);
            let values: [(&str, &dyn Display); 4] = [
                ("fund", &fund),
                ("years", &years),
                ("money", &money(lang, Yuan(10_000_000))),
                ("points", &worth),
            ];
            let key = if miss.worth_here < b.worth {
                "why.preferred"
            } else {
                "why.binding"
            };
            say(lang, key, &values)
        }));
    } else {
        parts.push(say(lang, "why.full", &[]));
    }
    parts.concat().trim_end().to_owned()
}

/// The limit other than money that one more module would break.
fn ceiling(lang: Lang, case: &Case, ceiling: Ceiling) -> String {
    match ceiling {
        Ceiling::Running { most } => {
            let values: [(&str, &dyn Display); 1] = [("most", &money(lang, most))];
            say(lang, "why.running_ceiling", &values)
        }
        Ceiling::Need { places } => {
            let of = &case.idles[places];
            let service = of.services.first().map(|s| &case.plan.services[*s].name);
            let values: [(&str, &dyn Display); 4] = [
                ("unit", &lang.pick(&case.plan.region.units[of.unit].name)),
                ("service", &service.map_or("", |name| lang.pick(name))),
                ("year", &of.year),
                ("most", &count(of.ceiling.unwrap_or(0))),
            ];
            say(lang, "why.need_ceiling", &values)
        }
    }
}

/// Why the plan builds in a cell, in one or two sentences.
#[must_use]
pub fn why_here(lang: Lang, case: &Case, option: usize, here: &Here) -> String {
    let mut parts = Vec::new();
    if here.pinned {
        parts.push(say(lang, "why.pinned", &[]));
    }
    if let Some(gain) = here.gains.first() {
        let name = check_named(lang, case, gain.check);
        let points = decimal(gain.points.to_f64(), 2);
        let values: [(&str, &dyn Display); 3] = [
            ("target", &name),
            ("n", &count(gain.fewer)),
            ("points", &points),
        ];
        let key = if gain.decides {
            "why.decides"
        } else {
            "why.serves"
        };
        parts.push(say(lang, key, &values));
        if here.gains.len() > 1 {
            parts.push(say(
                lang,
                "why.more_served",
                &[("n", &(here.gains.len() - 1))],
            ));
        }
    }
    if here.local.0 > 0 {
        let unit = lang.pick(&case.plan.region.units[case.options[option].unit].name);
        parts.push(say(lang, "why.local", &[("unit", &unit)]));
    }
    if here.cheaper_full > 0 && here.cheaper_open.is_none() {
        parts.push(say(lang, "why.cheaper_full", &[("n", &here.cheaper_full)]));
    }
    if parts.is_empty() {
        parts.push(say(
            lang,
            "why.spare",
            &[("money", &money(lang, here.saves))],
        ));
    }
    parts.concat().trim_end().to_owned()
}
