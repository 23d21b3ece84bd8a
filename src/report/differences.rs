//! Alternatives of one plan side by side, each against the first.

use super::{CheckReport, Report};
use crate::domain::Case;

/// One alternative. All that are compared are of the same plan, so indices of targets, units, measures and periods agree.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// What was solved.
    pub case: &'a Case,
    /// What the plan attains and costs.
    pub report: &'a Report,
}

/// One target at one milestone in all alternatives.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckRow {
    /// Index of the target.
    pub target: usize,
    /// The year of the milestone.
    pub year: i32,
    /// Each alternative's figures.
    pub cells: Vec<CheckReport>,
}

impl CheckRow {
    /// Some alternative misses it.
    #[must_use]
    pub fn is_missed(&self) -> bool {
        self.cells.iter().any(|c| !c.met)
    }

    /// What alternative `i` counts more than the first.
    #[must_use]
    pub fn more(&self, i: usize) -> i64 {
        self.cells[i].achieved - self.cells[0].achieved
    }

    /// Whether alternative `i` differs from the first in what is counted or in what is required.
    #[must_use]
    pub fn differs(&self, i: usize) -> bool {
        let (a, b) = (&self.cells[0], &self.cells[i]);
        let of = |c: &CheckReport| (c.achieved, c.required, c.met, c.level_achieved.to_bits());
        of(a) != of(b)
    }

    /// Whether any alternative differs from the first.
    #[must_use]
    pub fn is_different(&self) -> bool {
        (1..self.cells.len()).any(|i| self.differs(i))
    }
}

/// A row of numbers, one for each alternative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Index of what it is about: a unit, a measure, a period.
    pub of: usize,
    /// The numbers.
    pub values: Vec<i64>,
}

impl Row {
    /// What alternative `i` has more than the first.
    #[must_use]
    pub fn more(&self, i: usize) -> i64 {
        self.values[i] - self.values[0]
    }

    /// The largest distance from the first.
    #[must_use]
    pub fn spread(&self) -> i64 {
        let far = (0..self.values.len()).map(|i| self.more(i).abs());
        far.max().unwrap_or(0)
    }
}

/// Every target at every milestone, field by field as the plan has them; in a field those first that some alternative misses,
/// most missing first.
///
/// Cost: alternatives × checks.
#[must_use]
pub fn check_rows(all: &[Side]) -> Vec<(usize, Vec<CheckRow>)> {
    let Some(first) = all.first() else {
        return Vec::new();
    };
    let plan = &first.case.plan;
    let row = |c: usize| CheckRow {
        target: first.report.checks[c].target,
        year: first.report.checks[c].year,
        cells: all
            .iter()
            .filter_map(|s| s.report.checks.get(c).cloned())
            .collect(),
    };
    let whole = |row: &CheckRow| row.cells.len() == all.len();
    let rows: Vec<CheckRow> = (0..first.report.checks.len())
        .map(row)
        .filter(whole)
        .collect();
    let fields = plan.fields.iter().enumerate().map(|(f, field)| {
        let own = rows
            .iter()
            .filter(|r| plan.targets[r.target].field == field.id);
        let mut own: Vec<CheckRow> = own.cloned().collect();
        own.sort_by(|a, b| least(a).total_cmp(&least(b)));
        (f, own)
    });
    fields.filter(|(_, rows)| !rows.is_empty()).collect()
}

/// The worst attainment of a row where it is missed; rows that all meet stay in the order of the plan.
fn least(row: &CheckRow) -> f64 {
    let missed = row.cells.iter().filter(|c| !c.met).map(|c| c.attainment);
    missed.fold(f64::INFINITY, f64::min)
}

/// Yuan that the plan's funds pay, by period.
#[must_use]
pub fn money_by_period(all: &[Side]) -> Vec<Row> {
    let periods = all.first().map_or(0, |s| s.case.periods());
    let paid = |s: &Side, p: usize| -> i64 { s.report.spend.iter().map(|fund| fund[p].0).sum() };
    let row = |p: usize| Row {
        of: p,
        values: all.iter().map(|s| paid(s, p)).collect(),
    };
    (0..periods).map(row).collect()
}

/// Yuan by measure, those first that differ most; measures that no alternative builds are left out.
#[must_use]
pub fn money_by_measure(all: &[Side]) -> Vec<Row> {
    let count = all.first().map_or(0, |s| s.case.plan.measures.len());
    rows(all, count, |s, m| s.report.by_measure[m].0)
}

/// Yuan by unit, those first that differ most; units in which no alternative builds are left out.
#[must_use]
pub fn money_by_unit(all: &[Side]) -> Vec<Row> {
    let count = all.first().map_or(0, |s| s.case.plan.region.units.len());
    rows(all, count, |s, u| s.report.by_unit[u].0)
}

fn rows(all: &[Side], count: usize, of: impl Fn(&Side, usize) -> i64) -> Vec<Row> {
    let row = |i: usize| Row {
        of: i,
        values: all.iter().map(|s| of(s, i)).collect(),
    };
    let mut rows: Vec<Row> = (0..count).map(row).collect();
    rows.retain(|r| r.values.iter().any(|v| *v != 0));
    rows.sort_by_key(|r| (-r.spread(), -r.values[0], r.of));
    rows
}
