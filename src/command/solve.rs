//! `dabiao solve FILE`: the canonical plan of a file.

use super::answer::AnswerFile;
use super::{json, table};
use crate::domain::Case;
use crate::optimize::certify::Refusal;
use crate::optimize::{self, Answer, Conflict, HardFirst, Limits, Outcome, Progress, Settling};
use crate::report::report;
use crate::words::Lang;

/// The canonical plan after so many steps; none: when it is settled.
pub(super) fn solve(case: &Case, steps: Option<u64>) -> Outcome {
    optimize::settle(case, limits(steps))
}

fn limits(steps: Option<u64>) -> Limits {
    let usual = Limits::default();
    Limits {
        steps: steps.unwrap_or(usual.steps),
        ..usual
    }
}

/// The same plan with what was given up for hard targets on the way.
pub(super) fn settled_by_ladder(
    case: &Case,
    steps: Option<u64>,
) -> Result<(Answer, Option<HardFirst>), Vec<Conflict>> {
    let mut settling = Settling::new(case.clone(), limits(steps))?;
    while settling.step() != Progress::Settled {}
    let answer = settling.answer();
    let first = settling.passed().cost(&answer);
    Ok((answer, first))
}

/// The answer as JSON or as tables.
pub(super) fn print(
    lang: Lang,
    case: &Case,
    (answer, first): (&Answer, Option<HardFirst>),
    as_json: bool,
) -> Result<String, Refusal> {
    let file = AnswerFile {
        hard_first: first.map(Into::into),
        ..AnswerFile::of(case, answer)?
    };
    if as_json {
        return Ok(json::text(&file));
    }
    let report = report(case, &answer.allocation)?;
    Ok(table::whole(lang, case, &file, &report))
}
