//! An answer for people: the verdict, targets with the missed ones first, money, allocation.

use std::collections::BTreeMap;

use unicode_width::UnicodeWidthStr;

use super::answer::AnswerFile;
use crate::domain::{Case, Yuan};
use crate::optimize::Points;
use crate::report::{CheckReport, Report};
use crate::words::{
    Lang, attained, count, decimal, hard_first, hard_lacks, money, owed_after, paid_first, points,
    runs_after, say, seen, stands_empty,
};

/// Columns are this far apart.
const GUTTER: &str = "  ";

/// Everything `solve` says without `--json`.
pub(super) fn whole(lang: Lang, case: &Case, file: &AnswerFile, report: &Report) -> String {
    let heading = |key: &str| format!("\n{}\n", say(lang, key, &[]));
    [
        verdict(lang, case, file),
        hard(lang, file),
        heading("command.targets"),
        targets(lang, case, report),
        heading("command.money"),
        spending(lang, case, report),
        lines([
            owed_after(lang, case, report),
            runs_after(lang, case, report),
            paid_first(lang, case),
            stands_empty(lang, case, report),
        ]),
        heading("command.builds"),
        builds(lang, case, report),
    ]
    .concat()
}

fn verdict(lang: Lang, case: &Case, file: &AnswerFile) -> String {
    let (all, met) = (
        file.targets.len(),
        file.targets.iter().filter(|t| t.met).count(),
    );
    let points = points(file.points.to_f64());
    let key = match case.total_weight {
        0 => "command.verdict_unweighed",
        _ => "command.verdict",
    };
    let mut lines = say(
        lang,
        key,
        &[("all", &all), ("met", &met), ("points", &points)],
    ) + "\n";
    lines += &match file.gap.filter(|_| file.certified) {
        Some(gap) => say(lang, "command.proved", &[("gap", &rounded_up(gap))]),
        None => say(lang, "command.not_proved", &[]),
    };
    lines + "\n"
}

/// What comes before points, where there is something to say of it.
fn hard(lang: Lang, file: &AnswerFile) -> String {
    let first = file.hard_first.map(|told| hard_first(lang, &told.into()));
    lines([hard_lacks(lang, file.hard_shortfall), first])
}

fn lines<const N: usize>(said: [Option<String>; N]) -> String {
    said.into_iter().flatten().map(|line| line + "\n").collect()
}

/// A gap with two decimals that is never said smaller than it is.
fn rounded_up(gap: Points) -> String {
    let hundredth = Points::ONE / 100;
    decimal(
        (gap.0 + hundredth - 1).div_euclid(hundredth) as f64 / 100.0,
        2,
    )
}

fn targets(lang: Lang, case: &Case, report: &Report) -> String {
    let mut checks: Vec<&CheckReport> = report.checks.iter().collect();
    checks.sort_by_key(|c| c.met);
    let mut rows = vec![heads(
        lang,
        &[
            "command.column.target",
            "command.column.year",
            "command.column.required",
            "command.column.achieved",
            "command.column.missing",
            "command.column.attainment",
            "command.column.name",
        ],
    )];
    rows.extend(checks.into_iter().map(|check| {
        let target = &case.plan.targets[check.target];
        let missing = if check.met {
            String::new()
        } else {
            count(check.missing)
        };
        let numbers = [
            count(check.required),
            count(check.achieved),
            missing,
            attained(lang, target, check),
        ];
        let mut row = vec![target.id.to_string(), check.year.to_string()];
        row.extend(numbers);
        row.push(lang.pick(&target.name).to_owned());
        row
    }));
    lay_out(
        &rows,
        &[
            TableSide::Left,
            TableSide::Left,
            TableSide::Right,
            TableSide::Right,
            TableSide::Right,
            TableSide::Right,
            TableSide::Left,
        ],
    )
}

fn spending(lang: Lang, case: &Case, report: &Report) -> String {
    let periods = &case.plan.horizon.periods;
    let mut head = heads(lang, &["command.column.fund"]);
    head.extend(periods.iter().map(|p| p.first.to_string()));
    head.extend(heads(
        lang,
        &["command.column.spent", "command.column.budget"],
    ));
    let mut rows = vec![head];
    for (f, fund) in case.plan.budget.funds.iter().enumerate() {
        let paid = &report.spend[f];
        let mut row = vec![lang.pick(&fund.name).to_owned()];
        row.extend(paid.iter().map(|yuan| money(lang, *yuan)));
        row.push(money(lang, Yuan(paid.iter().map(|y| y.0).sum())));
        row.push(money(lang, Yuan(case.budget[f].iter().sum())));
        rows.push(row);
    }
    let mut sides = vec![TableSide::Left];
    sides.resize(rows[0].len(), TableSide::Right);
    lay_out(&rows, &sides)
}

fn builds(lang: Lang, case: &Case, report: &Report) -> String {
    let mut cells: BTreeMap<(usize, usize), Vec<i64>> = BTreeMap::new();
    for (option, n) in case
        .options
        .iter()
        .zip(&report.begun)
        .filter(|(_, n)| **n != 0)
    {
        let row = cells
            .entry((option.unit, option.measure))
            .or_insert_with(|| vec![0; case.periods()]);
        row[option.period] += n;
    }
    let mut head = heads(lang, &["command.column.unit"]);
    head.extend(
        case.plan
            .horizon
            .periods
            .iter()
            .map(|p| p.first.to_string()),
    );
    head.extend(heads(lang, &["command.column.measure"]));
    let mut rows = vec![head];
    rows.extend(cells.into_iter().map(|((unit, measure), counts)| {
        let mut row = vec![lang.pick(&case.plan.region.units[unit].name).to_owned()];
        row.extend(
            counts
                .into_iter()
                .map(|n| if n == 0 { String::new() } else { count(n) }),
        );
        row.push(lang.pick(&case.plan.measures[measure].name).to_owned());
        row
    }));
    let mut sides = vec![TableSide::Right; rows[0].len()];
    sides[0] = TableSide::Left;
    sides[rows[0].len() - 1] = TableSide::Left;
    lay_out(&rows, &sides)
}

pub(super) fn heads(lang: Lang, keys: &[&str]) -> Vec<String> {
    keys.iter().map(|key| say(lang, key, &[])).collect()
}

#[derive(Clone, Copy)]
pub(super) enum TableSide {
    /// Flush left.
    Left,
    /// Flush right.
    Right,
}

/// Columns as wide as their widest cell; a Han character takes two places. What a cell holds stays in its cell.
pub(super) fn lay_out(rows: &[Vec<String>], sides: &[TableSide]) -> String {
    let clean = |row: &Vec<String>| row.iter().map(|cell| seen(cell)).collect();
    let rows: Vec<Vec<String>> = rows.iter().map(clean).collect();
    let width = |column: usize| {
        rows.iter()
            .map(|row| row[column].width())
            .max()
            .unwrap_or(0)
    };
    let widths: Vec<usize> = (0..sides.len()).map(width).collect();
    let mut text = String::new();
    for row in &rows {
        let cells: Vec<String> = (0..sides.len())
            .map(|i| padded(&row[i], widths[i], sides[i]))
            .collect();
        text += cells.join(GUTTER).trim_end();
        text.push('\n');
    }
    text
}

fn padded(cell: &str, width: usize, side: TableSide) -> String {
    let space = " ".repeat(width - cell.width());
    match side {
        TableSide::Left => cell.to_owned() + &space,
        TableSide::Right => space + cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_align_whatever_the_script() {
        let rows = [["\u{5b89}\u{9633}", "7"], ["Tangxia", "12"]]
            .map(|row| row.map(str::to_owned).to_vec());
        assert_eq!(
            lay_out(&rows, &[TableSide::Left, TableSide::Right]),
            "\u{5b89}\u{9633}      7\nTangxia  12\n"
        );
    }

    #[test]
    fn a_gap_is_never_said_smaller() {
        assert_eq!(rounded_up(Points(0)), "0.00");
        assert_eq!(rounded_up(Points(1)), "0.01");
        assert_eq!(rounded_up(Points(Points::ONE / 10)), "0.10");
    }
}
