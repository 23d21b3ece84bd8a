//! The solution files of HiGHS: `write_solution_style` 0 (raw), 1 (pretty) and 4 (sparse); 2 and 3 are those of GLPK.

use super::foreign::Numbered;
use super::solution::{
    Engine, Solution, SolutionError, SolutionTrouble, Value, claimed, not_a_value, number, value,
};

/// Raw and sparse: `Model status`, the status, then sections that begin with `#`.
pub(super) fn raw(lines: &[Numbered<'_>]) -> Result<Solution, SolutionError> {
    let mut said = lines.iter().copied().filter(|(_, line)| !line.is_empty());
    let status = said.nth(1).map_or("", |(_, line)| line).to_owned();
    let no_solution = SolutionTrouble::NoSolution {
        status: status.clone(),
    };
    let mut solution = empty(status);
    let mut said = said.skip_while(|(_, line)| *line != "# Primal solution values");
    match said.nth(1) {
        Some((_, "Feasible")) => {}
        Some((line, _)) => return Err(no_solution.at(line)),
        None => return Err(no_solution.anywhere()),
    }
    let mut announced = None;
    for (line, text) in said.by_ref() {
        if let Some(head) = text.strip_prefix("# Columns ") {
            announced = columns(head);
            break;
        }
        match text.split_once(' ') {
            Some(("Objective", x)) => solution.objective = Some(claimed(x)),
            Some(("Objective_bound", x)) => solution.bound = Some(claimed(x)),
            _ if text.starts_with('#') => break,
            Some(_) => {}
            None => return Err(not_a_value((line, text))),
        }
    }
    let Some((announced, sparse)) = announced else {
        return Err(cut(1, 0));
    };
    // A sparse line also has the column's number.
    let words = if sparse { 3 } else { 2 };
    let values = said.take_while(|(_, text)| !text.starts_with('#'));
    solution.values = values.map(|v| value(v, words)).collect::<Result<_, _>>()?;
    solution.zeros_left_out = sparse;
    if solution.values.len() < announced {
        return Err(cut(announced, solution.values.len()));
    }
    Ok(solution)
}

/// `46`, or `-19 sparse`.
fn columns(head: &str) -> Option<(usize, bool)> {
    let (count, sparse) = match head.strip_suffix(" sparse") {
        Some(count) => (count.trim_start_matches('-'), true),
        None => (head, false),
    };
    Some((count.trim().parse().ok()?, sparse))
}

/// Pretty: tables of columns and rows, then status and objective.
pub(super) fn pretty(lines: &[Numbered<'_>]) -> Result<Solution, SolutionError> {
    let tail = |key: &str| {
        let mut of_key = lines.iter().filter_map(|(_, line)| line.strip_prefix(key));
        of_key.next().map(str::trim)
    };
    let status = tail("Model status:").unwrap_or_default().to_owned();
    let mut solution = empty(status.clone());
    solution.objective = tail("Objective value:").map(claimed);
    solution.bound = tail("Objective bound:").map(claimed);
    let mut table = lines.iter().copied().skip_while(|(_, l)| *l != "Columns");
    let heads = table.nth(1).map_or("", |(_, line)| line);
    let Some(place) = HighsPlace::of(heads) else {
        return Err(SolutionTrouble::NoKnownFormat.at(1));
    };
    let mut ended = false;
    for (line, text) in table {
        if text == "Rows" {
            ended = true;
            break;
        }
        if place.blank(text) {
            return Err(SolutionTrouble::NoSolution { status }.at(line));
        }
        let value = place.value((line, text));
        solution
            .values
            .push(value.ok_or_else(|| not_a_value((line, text)))?);
    }
    if ended {
        Ok(solution)
    } else {
        let found = solution.values.len();
        Err(cut(found + 1, found))
    }
}

/// Where the values stand in a pretty table: some cells are empty, so words cannot be counted.
struct HighsPlace {
    from: usize,
    to: usize,
}

impl HighsPlace {
    fn of(heads: &str) -> Option<HighsPlace> {
        let end = |head: &str| heads.find(head).map(|at| at + head.len());
        Some(HighsPlace {
            from: end("Upper")?,
            to: end("Primal")?,
        })
    }

    fn blank(&self, text: &str) -> bool {
        let cell = text.get(self.from..self.to);
        cell.is_some_and(|cell| cell.trim().is_empty())
    }

    fn value(&self, (line, text): Numbered<'_>) -> Option<Value> {
        Some(Value {
            line,
            value: number(text.get(self.from..self.to)?)?,
            name: text.get(self.to..)?.split_whitespace().last()?.to_owned(),
        })
    }
}

fn empty(status: String) -> Solution {
    Solution {
        status: Some(status).filter(|s| !s.is_empty()),
        ..Solution::of(Engine::Highs)
    }
}

fn cut(announced: usize, found: usize) -> SolutionError {
    SolutionTrouble::Cut { announced, found }.anywhere()
}
