//! The LP file: the format of CPLEX, which HiGHS, SCIP and Gurobi read alike.

use std::fmt::Write as _;

use super::names;
use crate::domain::Case;
use crate::optimize::{Column, Stated};
use crate::share::MODEL_VERSION;

/// Characters after which a line is broken. Readers stop at 255 or 560, depending on whose they are.
const WIDTH: usize = 110;

/// Returns the LP file of a stated case.
///
/// The objective is the score, so that solvers print comparable numbers. Every coefficient is written in full: no exponent,
/// and exactly the number that is meant. Every column has its bounds, and whole ones stand under `General`.
/// Cost: linear in the number of coefficients.
#[must_use]
pub fn lp_file(case: &Case, stated: &Stated) -> String {
    let of_columns: Vec<String> = stated
        .columns
        .iter()
        .map(|c| names::column(case, c.key))
        .collect();
    let mut text = format!(
        "\\ dabiao: plan {}, model {MODEL_VERSION}. The objective is the score, of at most 100 points.\n",
        printable(&case.plan.id)
    );
    text += "Maximize\n";
    let gains = stated.columns.iter().map(|c| c.gain).enumerate();
    let gains: Vec<(usize, f64)> = gains.filter(|(_, gain)| *gain != 0.0).collect();
    sum(&mut text, "score", &of_columns, &gains);
    text += "\nSubject To\n";
    for row in &stated.rows {
        let name = names::row(case, row.key);
        sum(&mut text, &name, &of_columns, &row.terms);
        put(&mut text, format_args!(" >= {}\n", row.rhs));
    }
    text += "Bounds\n";
    for (column, name) in stated.columns.iter().zip(&of_columns) {
        bounds(&mut text, column, name);
    }
    general(&mut text, stated, &of_columns);
    text + "End\n"
}

/// Writing to a `String` never fails.
fn put(text: &mut String, what: std::fmt::Arguments<'_>) {
    let _ = text.write_fmt(what);
}

/// An id as a comment can hold it: ids are mostly ASCII, but nothing makes them so.
fn printable(id: &str) -> String {
    let keep = |c: char| if c.is_ascii_graphic() { c } else { '?' };
    id.chars().map(keep).collect()
}

fn sum(text: &mut String, name: &str, columns: &[String], terms: &[(usize, f64)]) {
    let mut line = format!(" {name}:");
    for (column, a) in terms {
        let sign = if *a < 0.0 { '-' } else { '+' };
        let term = format!(" {sign} {} {}", a.abs(), columns[*column]);
        if line.len() + term.len() > WIDTH {
            text.push_str(&line);
            text.push('\n');
            line = " ".to_owned();
        }
        line += &term;
    }
    text.push_str(&line);
}

fn bounds(text: &mut String, column: &Column, name: &str) {
    let Column { lo, hi, .. } = column;
    if lo == hi {
        put(text, format_args!(" {name} = {lo}\n"));
    } else {
        put(text, format_args!(" {lo} <= {name} <= {hi}\n"));
    }
}

fn general(text: &mut String, stated: &Stated, names: &[String]) {
    let whole = stated.columns.iter().zip(names).filter(|(c, _)| c.whole);
    let mut line = String::new();
    text.push_str("General\n");
    for (_, name) in whole {
        if line.len() + name.len() > WIDTH {
            put(text, format_args!("{line}\n"));
            line.clear();
        }
        line.push(' ');
        line += name;
    }
    if !line.is_empty() {
        put(text, format_args!("{line}\n"));
    }
}
