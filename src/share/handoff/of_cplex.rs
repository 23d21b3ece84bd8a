//! The solution files of CPLEX: XML with a `variable` for every column.

use super::foreign::Numbered;
use super::solution::{
    Engine, Solution, SolutionError, SolutionTrouble, Value, claimed, not_a_value, number,
};

/// The element around a solution.
pub(super) const HEAD: &str = "<CPLEXSolution";

pub(super) fn read(lines: &[Numbered<'_>]) -> Result<Solution, SolutionError> {
    let mut solution = Solution::of(Engine::Cplex);
    let mut ended = false;
    for (line, text) in lines.iter().copied() {
        for element in text.split('<').skip(1) {
            let of = element
                .split(|c: char| c.is_whitespace() || c == '>')
                .next();
            if of == Some("variable") {
                let named =
                    attribute(element, "name").zip(attribute(element, "value").and_then(number));
                let (name, value) = named.ok_or_else(|| not_a_value((line, text)))?;
                let name = name.to_owned();
                solution.values.push(Value { line, name, value });
            }
            ended |= of == Some("/CPLEXSolution");
        }
        // The head of a solution is spread over lines.
        if let Some(x) = attribute(text, "objectiveValue") {
            solution.objective = Some(claimed(x));
        }
        if let Some(status) = attribute(text, "solutionStatusString") {
            solution.status = Some(status.to_owned());
        }
        if ended {
            break;
        }
    }
    let found = solution.values.len();
    if !ended {
        let announced = found + 1;
        return Err(SolutionTrouble::Cut { announced, found }.anywhere());
    }
    if found == 0 {
        let status = solution.status.unwrap_or_default();
        return Err(SolutionTrouble::NoSolution { status }.anywhere());
    }
    Ok(solution)
}

/// The value of an attribute; names and numbers of our models need no escapes.
fn attribute<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let mut places = text.match_indices(name);
    places.find_map(|(at, _)| {
        let before = text[..at].chars().next_back();
        let rest = text[at + name.len()..].trim_start().strip_prefix('=')?;
        let rest = rest.trim_start();
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let own = before.is_none_or(char::is_whitespace);
        rest[1..].split(quote).next().filter(|_| own)
    })
}
