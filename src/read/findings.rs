//! The issues found so far, and the small questions that every check asks.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use crate::domain::{Decimal, Figure, Issue, Noun, Plan, Series, SourceId, Trouble, Yuan};

use super::known::Known;

/// A plan under examination.
pub(super) struct Findings<'a> {
    pub(super) plan: &'a Plan,
    pub(super) issues: Vec<Issue>,
    known: Known<'a>,
}

impl<'a> Findings<'a> {
    pub(super) fn of(plan: &'a Plan) -> Self {
        Findings {
            plan,
            issues: Vec::new(),
            known: Known::of(plan),
        }
    }

    pub(super) fn add(&mut self, path: impl Into<String>, trouble: Trouble) {
        self.issues.push(Issue::at(path, trouble));
    }

    /// The id names something the plan has.
    pub(super) fn known(&mut self, noun: Noun, id: &str, path: impl Into<String>) {
        if !self.known.has(noun, id) {
            let id = id.to_owned();
            self.add(path, Trouble::Unknown { noun, id });
        }
    }

    /// The ids of `list` are not empty and differ; `list` is the path of the list, `field` that of the id in an entry.
    pub(super) fn distinct<'i>(
        &mut self,
        noun: Noun,
        ids: impl Iterator<Item = &'i str>,
        place: (&str, &str),
    ) {
        let mut seen = BTreeSet::new();
        for (i, id) in ids.enumerate() {
            let path = format!("{}[{i}]{}", place.0, place.1);
            if id.is_empty() {
                self.add(path, Trouble::Empty);
            } else if !seen.insert(id) {
                let id = id.to_owned();
                self.add(path, Trouble::Duplicate { noun, id });
            }
        }
    }

    /// A source where one is named; `path` is that of the name itself.
    pub(super) fn maybe_source(&mut self, id: Option<&SourceId>, path: String) {
        if let Some(id) = id {
            self.known(Noun::Source, &id.0, path);
        }
    }

    pub(super) fn source(&mut self, id: &SourceId, path: &str) {
        self.known(Noun::Source, &id.0, format!("{path}.from"));
    }

    /// A whole number that must lie between 0 and `most`.
    pub(super) fn number(&mut self, value: i64, most: i64, path: impl Into<String>) {
        let text = value.to_string();
        if value < 0 {
            self.add(path, Trouble::Negative { value: text });
        } else if value > most {
            self.add(path, Trouble::TooLarge { value: text });
        }
    }

    /// A whole number in a range that has a meaning.
    pub(super) fn within(
        &mut self,
        value: i64,
        range: RangeInclusive<i64>,
        path: impl Into<String>,
    ) {
        if !range.contains(&value) {
            let (min, max) = (range.start().to_string(), range.end().to_string());
            let value = value.to_string();
            self.add(path, Trouble::OutOfRange { value, min, max });
        }
    }

    /// A decimal between 0 and `most`.
    pub(super) fn decimal(&mut self, value: Decimal, most: i64, path: impl Into<String>) {
        let value_text = value.to_string();
        if value.micro < 0 {
            self.add(path, Trouble::Negative { value: value_text });
        } else if value > Decimal::whole(most) {
            let (min, max) = ("0".to_owned(), most.to_string());
            let value = value_text;
            self.add(path, Trouble::OutOfRange { value, min, max });
        }
    }

    pub(super) fn figure(&mut self, figure: &Figure<i64>, most: i64, path: &str) {
        self.number(figure.value, most, format!("{path}.value"));
        self.source(&figure.from, path);
    }

    pub(super) fn money(&mut self, figure: &Figure<Yuan>, most: i64, path: &str) {
        self.number(figure.value.0, most, format!("{path}.value"));
        self.source(&figure.from, path);
    }

    pub(super) fn decimal_figure(&mut self, figure: &Figure<Decimal>, most: i64, path: &str) {
        self.decimal(figure.value, most, format!("{path}.value"));
        self.source(&figure.from, path);
    }

    /// A number per unit.
    pub(super) fn series(&mut self, series: &Series, most: i64, path: &str) {
        for (unit, value) in &series.values {
            let at = format!("{path}.values.{unit}");
            self.known(Noun::Unit, &unit.0, at.clone());
            self.number(*value, most, at);
        }
        self.source(&series.from, path);
        for (unit, source) in &series.except {
            let at = format!("{path}.except.{unit}");
            self.known(Noun::Unit, &unit.0, at.clone());
            self.known(Noun::Source, &source.0, at);
        }
    }

    /// Shares that must not be negative and sum to 1.
    pub(super) fn shares(&mut self, shares: &[Decimal], list: &str, value: &str) {
        for (i, share) in shares.iter().enumerate() {
            self.decimal(*share, 1, format!("{list}[{i}]{value}"));
        }
        let sum: i64 = shares.iter().map(|s| s.micro.clamp(-SOME, SOME)).sum();
        if shares.is_empty() {
            self.add(list, Trouble::Empty);
        } else if sum != Decimal::SCALE {
            let sum = Decimal { micro: sum }.to_string();
            self.add(list, Trouble::ShareSum { sum });
        }
    }
}

/// Keeps a sum of absurd shares inside the numbers that can be written down.
const SOME: i64 = 1_000_000 * Decimal::SCALE;
