//! The model in the units of other solvers: what the LP hand-off writes, and what [`relaxed`](super::relaxed) states with
//! good_lp.
//!
//! It is the model of `formulation.rs`, row for row, with three changes that leave its plans and scores as they are:
//!
//! - It maximizes the score instead of minimizing the loss. The 100 points that everything is taken off are the gain of a
//!   column that is fixed at 1: a constant in an objective gets lost between file formats, a column does not.
//! - Money is in units of ten thousand yuan and shares are in wholes instead of millionths, so that no row's coefficients are
//!   more than a few powers of ten apart. Both are divisions by a power of ten, so every coefficient is still exact as a
//!   decimal of at most fifteen digits.
//! - What a plan costs enters the score through one column and one row instead of a tiny gain of every build.
//!
//! Hard targets: the shortfall of each is fixed at what the best known plan leaves of it, which is 0 wherever they can all be
//! met. That is also what the search does (`docs/model.md`).

use crate::domain::Case;
use crate::optimize::certify::Measured;
use crate::optimize::model::formulation::{RowKey, VarKey};
use crate::optimize::model::rows::{COST_POINTS, Model};

/// Maximize Σ gain × column over the bounds, so that every row is ≥ its right side.
#[derive(Clone, Debug, PartialEq)]
pub struct Stated {
    /// Those of the model in its order, then what is spent, then the constant.
    pub columns: Vec<Column>,
    /// Those of the model in its order, then what is spent.
    pub rows: Vec<Line>,
}

/// What a column stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ColumnKey {
    /// A variable of the model.
    Model(VarKey),
    /// What the plan costs, as a share of C₀.
    Spent,
    /// Always 1.
    One,
}

/// What a row stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LineKey {
    /// A row of the model.
    Model(RowKey),
    /// What is spent is at least what the builds cost.
    Spent,
}

/// A column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Column {
    /// What it stands for.
    pub key: ColumnKey,
    /// The least.
    pub lo: f64,
    /// The most.
    pub hi: f64,
    /// Points of score that one unit brings.
    pub gain: f64,
    /// Only whole values.
    pub whole: bool,
}

/// A row: Σ terms ≥ rhs.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What it stands for.
    pub key: LineKey,
    /// Column, coefficient; by column.
    pub terms: Vec<(usize, f64)>,
    /// The right side.
    pub rhs: f64,
}

/// Points of a plan that misses nothing and costs nothing.
const FULL: f64 = 100.0;

/// The row of what is spent is multiplied by this, to bring a build's share of C₀ near 1.
const SPENT_SCALE: f64 = 1_000.0;

impl Stated {
    /// States the model of a case. `best` is the best known plan: it may not leave more of a hard target than another plan
    /// that counts; without one, hard targets have to be met in full.
    #[must_use]
    pub fn of(case: &Case, best: Option<&Measured>) -> Stated {
        let model = Model::of(case);
        let mut columns: Vec<Column> = model.vars.iter().map(column).collect();
        for (check, share) in kept(case, best) {
            columns[case.options.len() + check].hi = share;
        }
        let (spent, one) = (columns.len(), columns.len() + 1);
        columns.push(Column {
            key: ColumnKey::Spent,
            lo: 0.0,
            hi: most_spent(case),
            gain: -COST_POINTS,
            whole: false,
        });
        columns.push(Column {
            key: ColumnKey::One,
            lo: 1.0,
            hi: 1.0,
            gain: FULL,
            whole: false,
        });
        let mut rows: Vec<Line> = model.rows.iter().map(|r| line(r, one)).collect();
        rows.push(spending(case, spent));
        Stated { columns, rows }
    }
}

fn column(var: &crate::optimize::model::rows::Var) -> Column {
    let build = matches!(var.key, VarKey::Build(_));
    Column {
        key: ColumnKey::Model(var.key),
        lo: var.lo as f64,
        hi: var.hi as f64,
        // What a build costs is counted by the column of what is spent.
        gain: if build { 0.0 } else { -var.cost },
        whole: var.whole,
    }
}

/// What the best known plan leaves of each hard target, rounded up so that no rounding makes that plan infeasible.
fn kept(case: &Case, best: Option<&Measured>) -> Vec<(usize, f64)> {
    let hard = (0..case.checks.len()).filter(|c| case.checks[*c].hard);
    let share = |c: usize| {
        best.map(|b| &b.checks[c])
            .filter(|tally| tally.short > 0)
            .map_or(0.0, |tally| {
                tally.short as f64 / tally.of as f64 * (1.0 + 1e-12)
            })
    };
    hard.map(|c| (c, share(c))).collect()
}

/// By what a row is divided: money to ten thousand yuan, shares to wholes.
fn divisor(key: RowKey) -> f64 {
    match key {
        RowKey::Budget(..) | RowKey::Running => 1e4,
        RowKey::Share(..) => 1e6,
        _ => 1.0,
    }
}

fn line(row: &crate::optimize::model::rows::Row, one: usize) -> Line {
    let by = divisor(row.key);
    let mut terms: Vec<(usize, f64)> = row
        .terms
        .iter()
        .map(|(v, a)| (*v, *a as f64 / by))
        .collect();
    // No file format has a row without terms.
    let empty = if terms.is_empty() { by } else { 0.0 };
    if empty > 0.0 {
        terms.push((one, 1.0));
    }
    Line {
        key: LineKey::Model(row.key),
        terms,
        rhs: (row.rhs as f64 + empty) / by,
    }
}

fn share_of_scale(case: &Case, yuan: i64) -> f64 {
    yuan as f64 / case.cost_scale as f64
}

fn most_spent(case: &Case) -> f64 {
    let all = (0..case.options.len())
        .map(|o| share_of_scale(case, case.options[o].cost()) * case.most(o) as f64);
    all.sum::<f64>().max(0.0).ceil() + 1.0
}

fn spending(case: &Case, spent: usize) -> Line {
    let costs = case.options.iter().map(|o| o.cost()).enumerate();
    let mut terms: Vec<(usize, f64)> = costs
        .filter(|(_, yuan)| *yuan != 0)
        .map(|(o, yuan)| (o, -SPENT_SCALE * share_of_scale(case, yuan)))
        .collect();
    terms.push((spent, SPENT_SCALE));
    Line {
        key: LineKey::Spent,
        terms,
        rhs: 0.0,
    }
}
