//! What the map shows, worked out without any markup.

use crate::domain::{Plan, Yuan};
use crate::report::{ByUnit, Quantity, class_limits, class_of};
use crate::view_model::shown::{Indicator, Shown};
use crate::words::{Lang, count, decimal, money_column, percent, say};

/// Everything the map shows of one plan, indicator and year.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// By unit of the plan.
    pub tiles: Vec<TileFace>,
    /// Words of the classes from the lowest, and the unit they are in.
    pub legend: Vec<String>,
    /// What the mark of a tile means; none where no tile can have it.
    pub mark: Option<String>,
}

/// One unit.
#[derive(Clone, Debug, PartialEq)]
pub struct TileFace {
    /// Its number.
    pub number: String,
    /// Its class from 1, the lowest, to 5; 0 without a number.
    pub class: usize,
    /// In the lowest class of what something is asked of.
    pub low: bool,
    /// Unit, indicator, number and year in a sentence.
    pub sentence: String,
}

/// What the map asks for.
#[derive(Clone, Copy)]
pub struct MapAsked {
    /// What colours the units.
    pub indicator: Indicator,
    /// The year that is looked at.
    pub year: i32,
    /// The language of its words.
    pub lang: Lang,
}

impl Picture {
    /// The picture of a plan; none where the indicator does not fit it.
    pub fn of(shown: &Shown, asked: MapAsked) -> Option<Picture> {
        let period = shown.case.plan.horizon.period_of(asked.year);
        let map = numbers(shown, asked.indicator, period)?;
        let limits = class_limits(&map, all_years(shown, asked.indicator));
        let tiles = (0..map.values.len())
            .map(|u| tile(shown, asked, &map, &limits, u))
            .collect();
        let mark = map.required.and(limits.first()).map(|least| {
            let least = limit_words(map.quantity, asked.lang, *least);
            say(asked.lang, "map.mark", &[("least", &least)])
        });
        Some(Picture {
            tiles,
            legend: legend(&map, asked.lang, &limits),
            mark,
        })
    }
}

fn numbers(shown: &Shown, indicator: Indicator, period: Option<usize>) -> Option<ByUnit> {
    let (case, report) = (&shown.case, &shown.report);
    match indicator {
        Indicator::Target(t) => report.target_by_unit(case, t, period),
        Indicator::Service(s) => Some(report.service_by_unit(case, s, period)),
        Indicator::Cost => Some(report.money_by_unit(case, period)),
    }
}

/// The numbers of the base year and every period, so that all years share their classes.
fn all_years(shown: &Shown, indicator: Indicator) -> impl Iterator<Item = f64> {
    let periods = std::iter::once(None).chain((0..shown.case.periods()).map(Some));
    periods
        .filter_map(move |p| numbers(shown, indicator, p))
        .flat_map(|map| map.values)
        .flatten()
}

fn tile(shown: &Shown, asked: MapAsked, map: &ByUnit, limits: &[f64], unit: usize) -> TileFace {
    let lang = asked.lang;
    let plan = &shown.case.plan;
    let value = map.values[unit];
    let class = value.map(|x| class_of(x, limits));
    let number = value.map_or_else(
        || say(lang, "map.none", &[]),
        |x| written(map.quantity, lang, x),
    );
    let sentence = say(
        lang,
        "map.tile",
        &[
            ("unit", &unit_words(plan, lang, unit)),
            ("year", &year_words(plan, lang, asked.year)),
            ("what", &indicator_words(plan, lang, asked.indicator)),
            ("number", &number),
            ("asked", &compared(map, lang, value)),
        ],
    );
    TileFace {
        number,
        // Classes are numbered like the colors of the style sheet; few limits spread over all five of them.
        class: class.map_or(0, |c| 1 + c * 4 / limits.len().max(1)),
        low: map.required.is_some() && class == Some(0),
        sentence,
    }
}

/// A unit by its name, and that of the one above it where there are several of those.
fn unit_words(plan: &Plan, lang: Lang, unit: usize) -> String {
    let units = &plan.region.units;
    let own = lang.pick(&units[unit].name);
    let above = units
        .iter()
        .find(|u| Some(&u.id) == units[unit].parent.as_ref());
    let several = |level| units.iter().filter(|u| u.level == level).count() > 1;
    match above.filter(|u| several(u.level)) {
        Some(above) => say(
            lang,
            "map.within",
            &[("unit", &own), ("above", &lang.pick(&above.name))],
        ),
        None => own.to_owned(),
    }
}

/// What is asked, and whether the number reaches it: the end of a tile's sentence.
fn compared(map: &ByUnit, lang: Lang, value: Option<f64>) -> String {
    let Some((required, value)) = map.required.zip(value) else {
        return String::new();
    };
    let required_words = written(map.quantity, lang, required);
    let key = if class_of(value, &[required]) == 1 {
        "map.reached"
    } else {
        "map.below"
    };
    say(lang, key, &[("required", &required_words)])
}

fn legend(map: &ByUnit, lang: Lang, limits: &[f64]) -> Vec<String> {
    let words = |x: f64| limit_words(map.quantity, lang, x);
    let Some((first, last)) = limits.first().zip(limits.last()) else {
        return Vec::new();
    };
    let mut all = vec![say(lang, "map.under", &[("n", &words(*first))])];
    all.extend(limits[..limits.len() - 1].iter().map(|x| words(*x)));
    all.push(say(lang, "map.from", &[("n", &words(*last))]));
    all
}

/// A number as tiles have room for it: what is short never rounds up to its level.
fn written(quantity: Quantity, lang: Lang, x: f64) -> String {
    let down = |scale: f64| (x * scale + 1e-7).floor() / scale;
    match quantity {
        Quantity::Rate { per } if per >= 100 => decimal(down(10.0), 1),
        Quantity::Rate { .. } => decimal(down(100.0), 2),
        Quantity::Share => percent(down(100.0)),
        Quantity::Count => count(x.round() as i64),
        Quantity::Money => money_column(lang, Yuan(x.round() as i64)),
    }
}

/// A limit between classes: rounded to the nearest, for it is nothing that is reached or missed.
fn limit_words(quantity: Quantity, lang: Lang, x: f64) -> String {
    match quantity {
        Quantity::Rate { per } => decimal(x, if per >= 100 { 1 } else { 2 }),
        other => written(other, lang, x),
    }
}

/// The year of the map in words: the base year is what stands today.
pub fn year_words(plan: &Plan, lang: Lang, year: i32) -> String {
    match plan.horizon.period_of(year) {
        Some(_) => say(lang, "map.year", &[("year", &year)]),
        None => say(lang, "map.today", &[]),
    }
}

/// An indicator in words, with its unit where it is not plain.
pub fn indicator_words(plan: &Plan, lang: Lang, indicator: Indicator) -> String {
    match indicator {
        Indicator::Target(t) => plan
            .targets
            .get(t)
            .map_or("", |t| lang.pick(&t.name))
            .to_owned(),
        Indicator::Service(s) => plan
            .services
            .get(s)
            .map_or("", |s| lang.pick(&s.name))
            .to_owned(),
        Indicator::Cost => say(lang, "map.cost", &[]),
    }
}
