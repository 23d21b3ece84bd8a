//! The solution files of CBC: a status with the objective, then the columns that are not zero with their number in front.

use super::foreign::Numbered;
use super::solution::{
    Engine, Solution, SolutionError, SolutionTrouble, Value, claimed, not_a_value, number,
};

/// What separates the status from the objective.
pub(super) const HEAD: &str = " - objective value ";

pub(super) fn read(lines: &[Numbered<'_>]) -> Result<Solution, SolutionError> {
    let mut solution = Solution::of(Engine::Cbc);
    solution.zeros_left_out = true;
    for (line, text) in lines.iter().copied().filter(|(_, l)| !l.is_empty()) {
        if let Some((status, objective)) = text.split_once(HEAD) {
            if status.to_ascii_lowercase().contains("infeasible") {
                let status = status.to_owned();
                return Err(SolutionTrouble::NoSolution { status }.at(line));
            }
            solution.status = Some(status.to_owned());
            solution.objective = Some(claimed(objective));
            continue;
        }
        // Two stars mark a column that breaks a bound; the plan is checked here in any case.
        let words = text
            .trim_start()
            .trim_start_matches("**")
            .split_whitespace();
        let words: Vec<&str> = words.collect();
        let value = match words.as_slice() {
            [at, name, value, ..] if at.parse::<u64>().is_ok() => {
                number(value).map(|value| ((*name).to_owned(), value))
            }
            _ => None,
        };
        let (name, value) = value.ok_or_else(|| not_a_value((line, text)))?;
        solution.values.push(Value { line, name, value });
    }
    Ok(solution)
}
