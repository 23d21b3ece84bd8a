//! The solution files of GLPK, which HiGHS writes too (`write_solution_style` 2 and 3): with numbers in place of names, and as
//! tables.

use super::foreign::Numbered;
use super::solution::{
    Engine, Solution, SolutionError, SolutionTrouble, Value, claimed, not_a_value, number,
};

/// `c` comments, `s` the sizes and the objective, `i` rows, `j` columns by their number, `e o f`.
pub(super) fn numbered(lines: &[Numbered<'_>]) -> Result<Solution, SolutionError> {
    let mut solution = Solution::of(engine(lines));
    solution.by_number = true;
    let mut ended = false;
    for (line, text) in lines.iter().copied().filter(|(_, l)| !l.is_empty()) {
        let words: Vec<&str> = text.split_whitespace().collect();
        match words.as_slice() {
            ["s", rest @ ..] => {
                let status = rest.get(rest.len().saturating_sub(2)).copied();
                if matches!(status, Some("u" | "n" | "i")) {
                    let status = text.to_owned();
                    return Err(SolutionTrouble::NoSolution { status }.at(line));
                }
                solution.objective = rest.last().map(|x| claimed(x));
            }
            ["j", name, rest @ ..] => {
                // Of a plan in whole numbers one word follows, of others the status comes first.
                let value = rest.iter().find_map(|word| number(word));
                let value = value.ok_or_else(|| not_a_value((line, text)))?;
                let name = (*name).to_owned();
                solution.values.push(Value { line, name, value });
            }
            ["e", ..] => ended = true,
            ["c" | "i", ..] => {}
            _ => return Err(not_a_value((line, text))),
        }
    }
    whole(solution, ended)
}

/// A table of rows, then `Column name` and a table of columns; a long name stands on a line of its own.
pub(super) fn pretty(lines: &[Numbered<'_>]) -> Result<Solution, SolutionError> {
    let tail = |key: &str| {
        let mut of_key = lines.iter().filter_map(|(_, line)| line.strip_prefix(key));
        of_key.next().map(str::trim)
    };
    let mut solution = Solution::of(engine(lines));
    solution.status = tail("Status:").map(str::to_owned);
    if let Some(status) = solution.status.as_ref().filter(|s| {
        ["UNDEFINED", "EMPTY", "INFEASIBLE"]
            .iter()
            .any(|no| s.contains(no))
    }) {
        let status = status.clone();
        return Err(SolutionTrouble::NoSolution { status }.anywhere());
    }
    let objective = tail("Objective:").and_then(|text| text.split_once('='));
    let objective = objective.and_then(|(_, x)| x.split_whitespace().next());
    solution.objective = objective.map(claimed);
    let table = lines
        .iter()
        .copied()
        .skip_while(|(_, l)| !l.contains("Column name"));
    // The head and the line under it.
    let mut table = table.skip(2);
    let mut ended = false;
    while let Some((line, text)) = table.next() {
        let mut words = text.split_whitespace().peekable();
        let (Some(_), Some(name)) = (
            words.next().filter(|n| n.parse::<u64>().is_ok()),
            words.next(),
        ) else {
            ended = text.is_empty();
            break;
        };
        let rest = match words.peek() {
            Some(_) => words.collect(),
            None => table.next().map_or(Vec::new(), |(_, more)| {
                more.split_whitespace().collect::<Vec<_>>()
            }),
        };
        let value = rest.iter().take(2).find_map(|word| number(word));
        let value = value.ok_or_else(|| not_a_value((line, text)))?;
        let name = name.to_owned();
        solution.values.push(Value { line, name, value });
    }
    whole(solution, ended)
}

fn engine(lines: &[Numbered<'_>]) -> Engine {
    let by_highs = lines
        .iter()
        .take(20)
        .any(|(_, line)| line.contains("HiGHS"));
    if by_highs {
        Engine::Highs
    } else {
        Engine::Glpk
    }
}

fn whole(solution: Solution, ended: bool) -> Result<Solution, SolutionError> {
    let found = solution.values.len();
    if ended {
        Ok(solution)
    } else {
        let announced = found + 1;
        Err(SolutionTrouble::Cut { announced, found }.anywhere())
    }
}
