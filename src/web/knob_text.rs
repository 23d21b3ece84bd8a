//! A knob in words: its name, its value as it stands in the box, its unit, and reading what was typed.

use super::knob::{Knob, ONE};
use crate::domain::Plan;
use crate::words::{Lang, LevelStyle, counter, decimal, level_style, say};

impl Knob {
    /// Its name.
    #[must_use]
    pub fn label(self, lang: Lang, plan: &Plan) -> String {
        let field = |f: usize| {
            plan.fields
                .get(f)
                .map_or("", |f| lang.pick(&f.name))
                .to_owned()
        };
        match self {
            Knob::Total => say(lang, "knob.total", &[]),
            Knob::Period(p) => period_name(lang, plan, p),
            Knob::Level(t) | Knob::Weight(t) => plan
                .targets
                .get(t)
                .map_or("", |t| lang.pick(&t.name))
                .to_owned(),
            Knob::FieldWeight(f) | Knob::FieldCost(f) => field(f),
            Knob::Fairness => say(lang, "knob.fairness", &[]),
            Knob::Cost => say(lang, "knob.cost", &[]),
        }
    }

    /// A value as it stands in the box, without its unit.
    #[must_use]
    pub fn write(self, lang: Lang, plan: &Plan, value: i64) -> String {
        let x = value as f64 / ONE as f64;
        match self {
            Knob::Total | Knob::Period(_) => write_money(lang, value),
            Knob::Level(t) => match plan.targets.get(t).map(level_style) {
                Some(LevelStyle::Percent) => trimmed(x * 100.0, 2),
                Some(LevelStyle::Number(places)) => decimal(x, places),
                _ => trimmed(x, 3),
            },
            Knob::Weight(_) | Knob::Fairness => decimal(x, 1),
            Knob::FieldWeight(_) | Knob::FieldCost(_) | Knob::Cost => decimal(x, 2),
        }
    }

    /// The unit behind the box.
    #[must_use]
    pub fn unit(self, lang: Lang, plan: &Plan) -> String {
        match self {
            Knob::Total | Knob::Period(_) => say(lang, "unit.money", &[]),
            Knob::Level(t) => match plan.targets.get(t) {
                Some(target) if level_style(target) == LevelStyle::Percent => "%".to_owned(),
                Some(target) if lang == Lang::Zh => counter(lang, plan, target),
                _ => String::new(),
            },
            Knob::Weight(_) => String::new(),
            Knob::Fairness => say(lang, "unit.points", &[]),
            Knob::FieldWeight(_) | Knob::FieldCost(_) | Knob::Cost => say(lang, "unit.times", &[]),
        }
    }

    /// Reads what was typed into the box; none where it is no number.
    #[must_use]
    pub fn read(self, lang: Lang, plan: &Plan, text: &str) -> Option<i64> {
        let plain: String = text.trim().chars().filter_map(half_width).collect();
        let number: f64 = plain.trim_end_matches('%').parse().ok()?;
        let atoms = match self {
            Knob::Total | Knob::Period(_) => number * money_scale(lang) as f64,
            Knob::Level(t) if plan.targets.get(t).map(level_style) == Some(LevelStyle::Percent) => {
                number / 100.0 * ONE as f64
            }
            _ => number * ONE as f64,
        };
        (atoms.abs() < 9e15).then(|| atoms.round() as i64)
    }
}

/// Digits of full width as plain ones; separators of thousands and spaces are dropped.
fn half_width(c: char) -> Option<char> {
    match c {
        ',' | '\u{ff0c}' | ' ' | '\u{a0}' | '\u{3000}' => None,
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0),
        '\u{3002}' => Some('.'),
        '\u{2212}' => Some('-'),
        c => Some(c),
    }
}

/// The name of a period: its year, or its first and last.
#[must_use]
pub fn period_name(lang: Lang, plan: &Plan, p: usize) -> String {
    let Some(period) = plan.horizon.periods.get(p) else {
        return String::new();
    };
    if period.first == period.last {
        return say(lang, "knob.year", &[("year", &period.first)]);
    }
    say(
        lang,
        "knob.years",
        &[("first", &period.first), ("last", &period.last)],
    )
}

/// Yuan in one of what the boxes count money in.
fn money_scale(lang: Lang) -> i64 {
    match lang {
        Lang::Zh => 10_000,
        Lang::En => 1_000_000,
    }
}

fn write_money(lang: Lang, yuan: i64) -> String {
    let places = if lang == Lang::Zh { 0 } else { 1 };
    let scale = money_scale(lang);
    // Nothing typed is lost: what does not fit the usual decimals is shown with more.
    let exact = (yuan * 10_i64.pow(places as u32)) % scale == 0;
    let x = yuan as f64 / scale as f64;
    if exact {
        decimal(x, places)
    } else {
        trimmed(x, 4)
    }
}

fn trimmed(x: f64, places: usize) -> String {
    let text = decimal(x, places);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
