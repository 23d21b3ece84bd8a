//! A knob in words: its name, its value as it stands in the box, its unit, and reading what was typed.

use super::knob::{Knob, ONE};
use crate::domain::{Plan, Yuan};
use crate::words::{
    Lang, LevelStyle, TypedField, TypedKind, Unread, counter, exact, level_style, say, typed_number,
};

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
            Knob::Idle => say(lang, "knob.idle", &[]),
            Knob::IdleMost => say(lang, "knob.idle_most", &[]),
            Knob::RunningMost => say(lang, "knob.running_most", &[]),
        }
    }

    /// A value as it stands in the box, without its unit: with every decimal it has, so that what is shown is what is kept.
    #[must_use]
    pub fn write(self, lang: Lang, plan: &Plan, value: i64) -> String {
        if self.no_limit(plan) == Some(value) {
            return say(lang, "knob.no_limit", &[]);
        }
        match self {
            Knob::Total | Knob::Period(_) | Knob::RunningMost => write_money(lang, value),
            Knob::IdleMost => exact(value, ONE / 100, 0),
            Knob::Level(t) => match plan.targets.get(t).map(level_style) {
                Some(LevelStyle::Percent) => exact(value, ONE / 100, 0),
                Some(LevelStyle::Number(places)) => exact(value, ONE, places),
                _ => exact(value, ONE, 0),
            },
            Knob::Weight(_) | Knob::Fairness | Knob::Idle => exact(value, ONE, 1),
            Knob::FieldWeight(_) | Knob::FieldCost(_) | Knob::Cost => exact(value, ONE, 2),
        }
    }

    /// The unit behind the box.
    #[must_use]
    pub fn unit(self, lang: Lang, plan: &Plan) -> String {
        match self {
            Knob::Total | Knob::Period(_) | Knob::RunningMost => say(lang, "unit.money", &[]),
            Knob::IdleMost => "%".to_owned(),
            Knob::Level(t) => match plan.targets.get(t) {
                Some(_) if self.is_percent(plan) => "%".to_owned(),
                Some(target) if lang == Lang::Zh => counter(lang, plan, target),
                _ => String::new(),
            },
            Knob::Weight(_) => String::new(),
            Knob::Fairness | Knob::Idle => say(lang, "unit.points", &[]),
            Knob::FieldWeight(_) | Knob::FieldCost(_) | Knob::Cost => say(lang, "unit.times", &[]),
        }
    }

    /// Reads what was typed into the box.
    ///
    /// # Errors
    /// Why it is no number.
    pub fn read(self, lang: Lang, plan: &Plan, text: &str) -> Result<i64, Unread> {
        if let Some(none) = self.no_limit(plan)
            && text.trim() == say(lang, "knob.no_limit", &[])
        {
            return Ok(none);
        }
        let kind = match self {
            Knob::Total | Knob::Period(_) | Knob::RunningMost => TypedKind::Money,
            _ if self.is_percent(plan) => TypedKind::Share,
            _ => TypedKind::Number,
        };
        let field = TypedField {
            kind,
            lang,
            unit: &self.unit(lang, plan),
            plan: self.range(plan).map(|r| r.plan),
        };
        typed_number(text, &field)
    }

    fn is_percent(self, plan: &Plan) -> bool {
        match self {
            Knob::Level(t) => plan.targets.get(t).map(level_style) == Some(LevelStyle::Percent),
            Knob::IdleMost => true,
            _ => false,
        }
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
        Lang::Zh => Yuan::WAN,
        Lang::En => 1_000_000,
    }
}

fn write_money(lang: Lang, yuan: i64) -> String {
    exact(
        yuan,
        money_scale(lang),
        if lang == Lang::Zh { 0 } else { 1 },
    )
}
