//! Files of a name and a value a line: those of Gurobi, whose comments begin with `#`; of COPT, which writes the like; of
//! MIPLIB, which begin with `=obj=`; and those that someone has made without any head.

use super::foreign::Numbered;
use super::solution::{Engine, Solution, SolutionError, SolutionTrouble, claimed, value};

pub(super) fn read(lines: &[Numbered<'_>]) -> Result<Solution, SolutionError> {
    let mut solution = Solution::of(engine(lines));
    for (line, text) in lines.iter().copied().filter(|(_, l)| !l.is_empty()) {
        if let Some(comment) = text.strip_prefix('#') {
            comment_of(comment, &mut solution);
        } else if let Some(rest) = text.strip_prefix('=') {
            let (key, x) = rest.split_once('=').unwrap_or((rest, ""));
            match key {
                "obj" => solution.objective = Some(claimed(x)),
                _ => {
                    let status = text.to_owned();
                    return Err(SolutionTrouble::NoSolution { status }.at(line));
                }
            }
        } else {
            solution.values.push(value((line, text), 2)?);
        }
    }
    Ok(solution)
}

/// Whether the first line is one of these.
pub(super) fn is(first: Numbered<'_>) -> bool {
    let (_, text) = first;
    let heads = ["=obj=", "=infeas=", "=unkn=", "=unbd="];
    text.starts_with('#') || heads.iter().any(|h| text.starts_with(h)) || value(first, 2).is_ok()
}

/// `Objective value = 98.5`, or without the sign.
fn comment_of(comment: &str, solution: &mut Solution) {
    let comment = comment.trim();
    let of = |key: &str| {
        let rest = comment
            .get(..key.len())
            .filter(|c| c.eq_ignore_ascii_case(key));
        rest.map(|_| claimed(comment[key.len()..].trim_start_matches([' ', '=', ':'])))
    };
    if let Some(x) = of("Objective value") {
        solution.objective = Some(x);
    } else if let Some(x) = of("Objective bound") {
        solution.bound = Some(x);
    }
}

fn engine(lines: &[Numbered<'_>]) -> Engine {
    let mut said = lines.iter().map(|(_, l)| *l).filter(|l| !l.is_empty());
    let first = said.next().unwrap_or_default();
    let heads = [
        "# Solution for model",
        "# Objective value =",
        "# Solution file",
    ];
    if heads.iter().any(|head| first.starts_with(head)) {
        Engine::Gurobi
    } else if first.starts_with('=') {
        Engine::Miplib
    } else {
        Engine::Other
    }
}
