//! What another solver's solution claims, how it stands beside ours, and why it cannot be used, as sentences.

use super::{Lang, count, decimal, say};
use crate::optimize::Points;
use crate::share::handoff::{Beside, Solution, SolutionError, SolutionTrouble};

/// The sentence for what is wrong with a solution file, with its line.
#[must_use]
pub fn solution_error(lang: Lang, error: &SolutionError) -> String {
    let what = trouble(lang, &error.trouble);
    match error.line {
        Some(line) => say(lang, "handoff.at_line", &[("line", &line), ("what", &what)]),
        None => what,
    }
}

fn trouble(lang: Lang, trouble: &SolutionTrouble) -> String {
    match trouble {
        SolutionTrouble::NoKnownFormat => say(lang, "handoff.no_known_format", &[]),
        SolutionTrouble::NoSolution { status } => {
            say(lang, "handoff.no_solution", &[("status", status)])
        }
        SolutionTrouble::NotAValue { found } => {
            say(lang, "handoff.not_a_value", &[("found", found)])
        }
        SolutionTrouble::UnknownName { name } => {
            say(lang, "handoff.unknown_name", &[("name", name)])
        }
        SolutionTrouble::Twice { name } => say(lang, "handoff.twice", &[("name", name)]),
        SolutionTrouble::NotWhole { name, value } => say(
            lang,
            "handoff.not_whole",
            &[("name", name), ("value", value)],
        ),
        SolutionTrouble::Missing { name, count: n } => say(
            lang,
            "handoff.missing",
            &[("name", name), ("count", &count(*n as i64))],
        ),
        SolutionTrouble::Cut { announced, found } => say(
            lang,
            "handoff.cut",
            &[("announced", announced), ("found", found)],
        ),
    }
}

/// What to do about it.
#[must_use]
pub fn solution_advice(lang: Lang, error: &SolutionError) -> String {
    let key = match &error.trouble {
        SolutionTrouble::NoKnownFormat => "handoff.do_format",
        SolutionTrouble::NoSolution { .. } => "handoff.do_solve",
        SolutionTrouble::UnknownName { .. } | SolutionTrouble::Missing { .. } => "handoff.do_match",
        SolutionTrouble::NotWhole { .. } => "handoff.do_whole",
        SolutionTrouble::NotAValue { .. }
        | SolutionTrouble::Twice { .. }
        | SolutionTrouble::Cut { .. } => "handoff.do_write",
    };
    say(lang, key, &[])
}

/// How the solver says that it ended, in its own word.
#[must_use]
pub fn solution_status(lang: Lang, solution: &Solution) -> Option<String> {
    let (by, status) = (solution.engine.name(), solution.status.as_ref()?);
    let values: [(&str, &dyn std::fmt::Display); 2] = [("by", &by), ("status", status)];
    Some(say(lang, "handoff.status", &values))
}

/// What the solver itself says of its plan: status, score, bound. None of it is checked here.
#[must_use]
pub fn claims(lang: Lang, solution: &Solution) -> Vec<String> {
    let by = solution.engine.name();
    let mut lines = Vec::from_iter(solution_status(lang, solution));
    if let Some(objective) = solution.objective {
        let claimed = decimal(objective, 9);
        let values: [(&str, &dyn std::fmt::Display); 2] = [("by", &by), ("objective", &claimed)];
        lines.push(say(lang, "handoff.objective", &values));
    }
    lines.push(match solution.bound {
        Some(bound) => {
            let bound = decimal(bound, 9);
            say(lang, "handoff.bound", &[("by", &by), ("bound", &bound)])
        }
        None => say(lang, "handoff.no_bound", &[("by", &by)]),
    });
    lines
}

/// Which of two plans is the better one, to so many places of a point.
#[must_use]
pub fn which_is_better(lang: Lang, beside: Beside, places: usize) -> String {
    let (key, by) = match beside {
        Beside::Same => ("handoff.same", Points(0)),
        Beside::Theirs(by) => ("handoff.theirs_better", by),
        Beside::Ours(by) => ("handoff.ours_better", by),
        Beside::TheirsKeepsHard => ("handoff.theirs_keeps_hard", Points(0)),
        Beside::OursKeepsHard => ("handoff.ours_keeps_hard", Points(0)),
    };
    say(lang, key, &[("by", &decimal(by.to_f64(), places))])
}
