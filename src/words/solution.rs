//! Why another solver's solution cannot be used, as a sentence.

use super::{Lang, count, say};
use crate::share::handoff::{SolutionError, SolutionTrouble};

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
