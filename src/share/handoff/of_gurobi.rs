//! The solution files of Gurobi: comments, then every column.

use super::solution::{Engine, Numbered, Solution, SolutionError, number, value};

pub(super) fn read(lines: &[Numbered<'_>]) -> Result<Solution, SolutionError> {
    let mut solution = Solution {
        engine: Engine::Gurobi,
        status: None,
        objective: None,
        bound: None,
        values: Vec::new(),
        zeros_left_out: false,
    };
    for (line, text) in lines.iter().copied().filter(|(_, l)| !l.is_empty()) {
        let Some(comment) = text.strip_prefix('#') else {
            solution.values.push(value((line, text), 2)?);
            continue;
        };
        match comment.split_once('=') {
            Some((key, x)) if key.trim() == "Objective value" => solution.objective = number(x),
            Some((key, x)) if key.trim() == "Objective bound" => solution.bound = number(x),
            _ => {}
        }
    }
    Ok(solution)
}
