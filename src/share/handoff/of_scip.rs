//! The solution files of SCIP: a head, then the columns that are not zero.
//!
//! ParaSCIP and FiberSCIP write every solution they find into one file, each better than the one before, and `[ Final Solution ]`
//! in front of the last.

use super::foreign::Numbered;
use super::solution::{Engine, Solution, SolutionError, SolutionTrouble, claimed, value};

/// The head of the last solution of ParaSCIP and FiberSCIP.
pub(super) const FINAL: &str = "[ Final Solution ]";

pub(super) fn read(lines: &[Numbered<'_>]) -> Result<Solution, SolutionError> {
    let mut solution = Solution::of(Engine::Scip);
    solution.zeros_left_out = true;
    for (line, text) in lines.iter().copied().filter(|(_, l)| !l.is_empty()) {
        if let Some(status) = text.strip_prefix("solution status:") {
            solution.status = Some(status.trim().to_owned());
        } else if let Some(objective) = text.strip_prefix("objective value:") {
            solution.objective = Some(claimed(objective));
            solution.values.clear();
        } else if text == FINAL {
            solution.values.clear();
        } else if text.to_ascii_lowercase().starts_with("no solution") {
            let status = solution.status.unwrap_or_else(|| text.to_owned());
            return Err(SolutionTrouble::NoSolution { status }.at(line));
        } else {
            // `(obj:100)` follows the value.
            solution.values.push(value((line, text), 3)?);
        }
    }
    Ok(solution)
}
