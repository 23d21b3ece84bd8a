//! `dabiao solve FILE`: the canonical plan of a file.

use super::answer::AnswerFile;
use super::{json, table};
use crate::domain::Case;
use crate::optimize::certify::Refusal;
use crate::optimize::{self, Answer, Limits, Outcome};
use crate::report::report;
use crate::words::Lang;

/// The canonical plan after so many steps; none: when it is settled.
pub(super) fn solve(case: &Case, steps: Option<u64>) -> Outcome {
    let mut limits = Limits::default();
    limits.steps = steps.unwrap_or(limits.steps);
    optimize::settle(case, limits)
}

/// The answer as JSON or as tables.
pub(super) fn print(
    lang: Lang,
    case: &Case,
    answer: &Answer,
    as_json: bool,
) -> Result<String, Refusal> {
    let file = AnswerFile::of(case, answer)?;
    if as_json {
        return Ok(json::text(&file));
    }
    let report = report(case, &answer.allocation)?;
    Ok(table::whole(lang, case, &file, &report))
}
