//! Which solver a solution file is of, and what it says.

use super::foreign::{self, Numbered};
use super::solution::{Solution, SolutionError, SolutionTrouble};
use super::{of_cbc, of_cplex, of_glpk, of_gurobi, of_highs, of_scip};

/// Reads a solution file of HiGHS (raw, pretty, sparse or as GLPK writes it), SCIP, Gurobi, COPT, CPLEX, CBC or GLPK, one as
/// MIPLIB keeps them, or plain lines of a name and a value; the format shows in its first line. [`super::solution_text`] makes
/// the text of a file.
///
/// Names are not looked up yet: [`super::allocation_of`] does that.
///
/// # Errors
/// Where the format is none of these, the file holds no solution, or a line cannot be read.
///
/// ```
/// use dabiao::share::handoff::{Engine, read_solution};
/// let solution = read_solution("# Objective value = 98.5\nx1_1_2024 2\n").unwrap();
/// assert_eq!((solution.engine, solution.objective), (Engine::Gurobi, Some(98.5)));
/// ```
pub fn read_solution(text: &str) -> Result<Solution, SolutionError> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let lines: Vec<Numbered> = (1..).zip(text.lines().map(str::trim_end)).collect();
    let (at, first) = lines
        .iter()
        .find(|(_, l)| !l.is_empty())
        .copied()
        .unwrap_or((1, ""));
    let begins = |heads: &[&str]| heads.iter().any(|head| first.starts_with(head));
    let scip = [
        "solution status:",
        "objective value:",
        "no solution",
        of_scip::FINAL,
    ];
    if first == "Model status" {
        of_highs::raw(&lines)
    } else if first == "Columns" {
        of_highs::pretty(&lines)
    } else if begins(&scip) {
        of_scip::read(&lines)
    } else if begins(&["c ", "s mip ", "s bas ", "s ipt "]) || first == "c" {
        of_glpk::numbered(&lines)
    } else if begins(&["Problem:"]) {
        of_glpk::pretty(&lines)
    } else if first.contains(of_cbc::HEAD) {
        of_cbc::read(&lines)
    } else if begins(&["<"]) && text.contains(of_cplex::HEAD) {
        of_cplex::read(&lines)
    } else if let Some(kind) = foreign::of(&lines) {
        Err(SolutionTrouble::Foreign { kind }.at(at))
    } else if of_gurobi::is((at, first)) {
        of_gurobi::read(&lines)
    } else {
        Err(SolutionTrouble::NoKnownFormat.at(at))
    }
}
