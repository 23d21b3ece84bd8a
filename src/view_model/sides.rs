//! Everything the page says of the answers, worked out once they change. No markup.

use std::sync::Arc;

use super::alternative::{Alternative, Answered};
use super::row_view::{RowView, row};
use crate::report::{CheckReport, Side, TargetRow, met, target_rows};
use crate::words::{Lang, LevelStyle, count, decimal, reached_style, say};

/// The alternatives that have an answer. The first alternative is always among them: without it nothing can be compared.
#[derive(Clone, Debug)]
pub struct Sides {
    /// By alternative: its place among the answers.
    pub columns: Vec<Option<usize>>,
    /// The answers.
    pub answered: Vec<Arc<Answered>>,
}

/// The same answers in the same columns: nothing has to be drawn anew.
impl PartialEq for Sides {
    fn eq(&self, other: &Sides) -> bool {
        let pairs = || self.answered.iter().zip(&other.answered);
        self.columns == other.columns
            && self.answered.len() == other.answered.len()
            && pairs().all(|(a, b)| Arc::ptr_eq(a, b))
    }
}

impl Sides {
    /// None until the first alternative has an answer.
    #[must_use]
    pub fn of(all: &[Alternative]) -> Option<Sides> {
        all.first()?.answered.as_ref()?;
        let mut sides = Sides {
            columns: Vec::new(),
            answered: Vec::new(),
        };
        for one in all {
            sides.columns.push(one.answered.as_ref().map(|a| {
                sides.answered.push(Arc::clone(a));
                sides.answered.len() - 1
            }));
        }
        Some(sides)
    }

    /// What is handed to the functions of `report`.
    #[must_use]
    pub fn reports(&self) -> Vec<Side<'_>> {
        self.answered.iter().map(|a| a.side()).collect()
    }
}

/// A letter for each alternative.
#[must_use]
pub fn letter(i: usize) -> char {
    char::from(b'A' + (i % 26) as u8)
}

/// Which way a number has moved against the first alternative.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Way {
    /// It is the first alternative.
    #[default]
    First,
    /// As there.
    Same,
    /// More.
    Up,
    /// Less.
    Down,
    /// As much, of another goal.
    Goal,
}

impl Way {
    /// The way of a difference.
    #[must_use]
    pub fn of(i: usize, more: f64) -> Way {
        match more {
            _ if i == 0 => Way::First,
            more if more > 0.0 => Way::Up,
            more if more < 0.0 => Way::Down,
            _ => Way::Same,
        }
    }

    /// The arrow in front of a difference; a sign follows, so that it is never said by the arrow alone.
    #[must_use]
    pub fn arrow(self) -> &'static str {
        match self {
            Way::Up => "\u{2191}",
            Way::Down => "\u{2193}",
            _ => "",
        }
    }
}

/// A number with its sign: `+6`, `−0.07`.
#[must_use]
pub fn signed(text: &str) -> String {
    match text.strip_prefix('-') {
        Some(rest) => format!("\u{2212}{rest}"),
        None => format!("+{text}"),
    }
}

/// One target in one alternative.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TargetCell {
    /// Levels, verdict and bar, as on the workbench.
    pub view: RowView,
    /// Which way it differs.
    pub way: Way,
    /// By how much.
    pub more: String,
}

/// One target in all alternatives that have an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct ComparedTarget {
    /// The target.
    pub target: usize,
    /// Its name.
    pub name: String,
    /// What is wanted in the first alternative.
    pub wanted: String,
    /// Some alternative misses it.
    pub missed: bool,
    /// Some alternative differs from the first.
    pub different: bool,
    /// By answer.
    pub cells: Vec<TargetCell>,
}

/// The targets field by field: the field's name, its lines.
#[must_use]
pub fn target_lines(lang: Lang, sides: &Sides) -> Vec<(String, Vec<ComparedTarget>)> {
    lines_of(lang, &sides.reports())
}

/// The same of any alternatives, each against the first.
#[must_use]
pub fn lines_of(lang: Lang, reports: &[Side]) -> Vec<(String, Vec<ComparedTarget>)> {
    let Some(plan) = reports.first().map(|side| &side.case.plan) else {
        return Vec::new();
    };
    let fields = target_rows(reports).into_iter().map(|(field, rows)| {
        let lines = rows.iter().map(|r| line(lang, reports, r)).collect();
        (lang.pick(&plan.fields[field].name).to_owned(), lines)
    });
    fields.collect()
}

fn line(lang: Lang, reports: &[Side], row_of: &TargetRow) -> ComparedTarget {
    let target = &reports[0].case.plan.targets[row_of.target];
    let style = reached_style(target);
    let cell = |(i, side): (usize, &Side)| {
        let (way, more) = difference(lang, style, row_of, i);
        TargetCell {
            view: row(lang, side.case, side.report, row_of.target),
            way,
            more,
        }
    };
    let cells: Vec<TargetCell> = reports.iter().enumerate().map(cell).collect();
    ComparedTarget {
        target: row_of.target,
        name: lang.pick(&target.name).to_owned(),
        wanted: cells[0].view.wanted.clone(),
        missed: row_of.is_missed(),
        different: row_of.is_different(),
        cells,
    }
}

fn difference(lang: Lang, style: LevelStyle, row: &TargetRow, i: usize) -> (Way, String) {
    let Some(at) = row.differs(i).filter(|_| i > 0) else {
        let way = if i == 0 { Way::First } else { Way::Same };
        return (way, String::new());
    };
    let (a, b) = (&row.cells[0][at], &row.cells[i][at]);
    let (more, text) = moved(style, a, b);
    let way = Way::of(i, more);
    if way == Way::Same {
        return (Way::Goal, say(lang, "compare.other_goal", &[]));
    }
    let text = match style {
        LevelStyle::Percent => say(lang, "compare.percent_points", &[("n", &signed(&text))]),
        _ => signed(&text),
    };
    let is_last = at + 1 == row.cells[0].len();
    let text = if is_last {
        text
    } else {
        say(
            lang,
            "compare.in_year",
            &[("year", &a.year), ("more", &text)],
        )
    };
    (way, text)
}

fn moved(style: LevelStyle, a: &CheckReport, b: &CheckReport) -> (f64, String) {
    let level = b.level_achieved - a.level_achieved;
    let n = b.achieved - a.achieved;
    match style {
        LevelStyle::Count => (n as f64, count(n)),
        LevelStyle::Number(places) => {
            let places = if level.abs() < 0.005 { 4 } else { places };
            (level, decimal(level, places))
        }
        LevelStyle::Percent => {
            let places = if level.abs() < 0.0005 { 2 } else { 1 };
            (level, decimal(level * 100.0, places))
        }
    }
}

/// Targets that an answer meets, and how many there are.
#[must_use]
pub fn verdict(answered: &Answered) -> (usize, usize) {
    (met(&answered.side()), answered.case.plan.targets.len())
}
