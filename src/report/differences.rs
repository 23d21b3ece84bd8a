//! Alternatives of one plan side by side, each against the first.

use super::{CheckReport, Report};
use crate::domain::{Case, sort_by, sort_by_key};

/// One alternative. All that are compared are of the same plan, so indices of targets, units, measures and periods agree.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// What was solved.
    pub case: &'a Case,
    /// What the plan attains and costs.
    pub report: &'a Report,
}

/// One target in all alternatives.
#[derive(Clone, Debug, PartialEq)]
pub struct TargetRow {
    /// Index of the target.
    pub target: usize,
    /// Each alternative's figures, milestone by milestone.
    pub cells: Vec<Vec<CheckReport>>,
}

impl TargetRow {
    /// Some alternative misses it at some milestone.
    #[must_use]
    pub fn is_missed(&self) -> bool {
        self.cells.iter().flatten().any(|c| !c.met)
    }

    /// The milestone to speak of where alternative `i` differs from the first in what is counted or required: the last one
    /// that differs. None where they are alike at all of them.
    #[must_use]
    pub fn differs(&self, i: usize) -> Option<usize> {
        let of = |c: &CheckReport| (c.achieved, c.required, c.met, c.level_achieved.to_bits());
        let pairs = self.cells[0].iter().zip(&self.cells[i]);
        let unlike: Vec<bool> = pairs.map(|(a, b)| of(a) != of(b)).collect();
        unlike.iter().rposition(|unlike| *unlike)
    }

    /// Whether any alternative differs from the first.
    #[must_use]
    pub fn is_different(&self) -> bool {
        (1..self.cells.len()).any(|i| self.differs(i).is_some())
    }
}

/// A row of numbers, one for each alternative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DifferenceRow {
    /// Index of what it is about: a unit, a measure, a period.
    pub of: usize,
    /// The numbers.
    pub values: Vec<i64>,
}

impl DifferenceRow {
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

/// Every target, field by field as the plan has them; in a field those first that some alternative misses, most missing first.
///
/// Cost: alternatives × checks.
#[must_use]
pub fn target_rows(all: &[Side]) -> Vec<(usize, Vec<TargetRow>)> {
    let Some(first) = all.first() else {
        return Vec::new();
    };
    let plan = &first.case.plan;
    let of = |side: &Side, t: usize| -> Vec<CheckReport> {
        let own = side.report.checks.iter().filter(|c| c.target == t);
        own.cloned().collect()
    };
    let row = |t: usize| TargetRow {
        target: t,
        cells: all.iter().map(|s| of(s, t)).collect(),
    };
    let fields = plan.fields.iter().enumerate().map(|(f, field)| {
        let own = (0..plan.targets.len()).filter(|t| plan.targets[*t].field == field.id);
        let mut own: Vec<TargetRow> = own.map(row).collect();
        sort_by(&mut own, |a, b| least(a).total_cmp(&least(b)));
        (f, own)
    });
    fields.filter(|(_, rows)| !rows.is_empty()).collect()
}

/// The worst attainment of a row where it is missed; rows that all meet stay in the order of the plan.
fn least(row: &TargetRow) -> f64 {
    let missed = row.cells.iter().flatten().filter(|c| !c.met);
    missed.map(|c| c.attainment).fold(f64::INFINITY, f64::min)
}

/// Targets that are met at every milestone.
#[must_use]
pub fn met(side: &Side) -> usize {
    let met = side.report.met_targets(side.case);
    met.into_iter().filter(|m| *m).count()
}

/// Yuan that the plan's funds pay, by period.
#[must_use]
pub fn money_by_period(all: &[Side]) -> Vec<DifferenceRow> {
    let periods = all.first().map_or(0, |s| s.case.periods());
    let paid = |s: &Side, p: usize| -> i64 { s.report.spend.iter().map(|fund| fund[p].0).sum() };
    let row = |p: usize| DifferenceRow {
        of: p,
        values: all.iter().map(|s| paid(s, p)).collect(),
    };
    (0..periods).map(row).collect()
}

/// Yuan by measure, those first that differ most; measures that no alternative builds are left out.
#[must_use]
pub fn money_by_measure(all: &[Side]) -> Vec<DifferenceRow> {
    let count = all.first().map_or(0, |s| s.case.plan.measures.len());
    rows(all, count, |s, m| s.report.by_measure[m].0)
}

/// Yuan by unit, those first that differ most; units in which no alternative builds are left out.
#[must_use]
pub fn money_by_unit(all: &[Side]) -> Vec<DifferenceRow> {
    let count = all.first().map_or(0, |s| s.case.plan.region.units.len());
    rows(all, count, |s, u| s.report.by_unit[u].0)
}

fn rows(all: &[Side], count: usize, of: impl Fn(&Side, usize) -> i64) -> Vec<DifferenceRow> {
    let row = |i: usize| DifferenceRow {
        of: i,
        values: all.iter().map(|s| of(s, i)).collect(),
    };
    let mut rows: Vec<DifferenceRow> = (0..count).map(row).collect();
    rows.retain(|r| r.values.iter().any(|v| *v != 0));
    sort_by_key(&mut rows, |r| (-r.spread(), -r.values[0], r.of));
    rows
}
