//! The solution files of SCIP: a head, then the columns that are not zero.

use super::solution::{Engine, Numbered, Solution, SolutionError, SolutionTrouble, number, value};

pub(super) fn read(lines: &[Numbered<'_>]) -> Result<Solution, SolutionError> {
    let mut solution = Solution {
        engine: Engine::Scip,
        status: None,
        objective: None,
        bound: None,
        values: Vec::new(),
        zeros_left_out: true,
    };
    for (line, text) in lines.iter().copied().filter(|(_, l)| !l.is_empty()) {
        if let Some(status) = text.strip_prefix("solution status:") {
            solution.status = Some(status.trim().to_owned());
        } else if let Some(objective) = text.strip_prefix("objective value:") {
            solution.objective = number(objective);
        } else if text.starts_with("no solution") {
            let status = solution.status.unwrap_or_else(|| text.to_owned());
            return Err(SolutionTrouble::NoSolution { status }.at(line));
        } else {
            // `(obj:100)` follows the value.
            solution.values.push(value((line, text), 3)?);
        }
    }
    Ok(solution)
}
