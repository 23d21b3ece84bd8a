//! `dabiao check FILE ANSWER`: recomputes an answer from the file alone.

use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::answer::{AnswerFile, Status, TargetLine, cost_by_year, hexadecimal};
use super::input::{self, InputError};
use super::objection::Objection;
use crate::domain::{Case, Issue, Place, Trouble, Yuan};
use crate::optimize::Points;
use crate::optimize::certify;
use crate::read::wrong_format;
use crate::report::{Report, report};
use crate::share::{MODEL_VERSION, data_hash};

/// What was checked and found right.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Accepted {
    /// The score of the allocation.
    pub(super) score: Points,
    /// The bound, where one was claimed.
    pub(super) bound: Option<Points>,
}

/// An answer file; none where it says that there is no plan.
pub(super) fn read(path: &Path) -> Result<Option<AnswerFile>, InputError> {
    #[derive(Deserialize)]
    struct AnswerHead {
        status: Status,
    }
    let bytes = input::bytes(path)?;
    of_format(&bytes, AnswerFile::FORMAT, "answer")?;
    let head: AnswerHead = typed(&bytes)?;
    match head.status {
        Status::Conflict | Status::Invalid => Ok(None),
        Status::Settled | Status::Preliminary => typed(&bytes).map(Some),
    }
}

/// Whether a JSON file names the format, which is of the kind `wanted`.
///
/// # Errors
/// Where it is no JSON, or of another kind or version.
pub(super) fn of_format(bytes: &[u8], format: &str, wanted: &str) -> Result<(), InputError> {
    #[derive(Deserialize)]
    struct FormatOnly {
        #[serde(default)]
        format: String,
    }
    let head: FormatOnly = typed(bytes)?;
    if head.format == format {
        return Ok(());
    }
    Err(vec![Issue::at("format", wrong_format(head.format, wanted))].into())
}

/// How deep an answer may be nested: a proof of the deepest tree that is accepted, and no more, so that no file exhausts
/// the stack.
const DEEPEST: usize = 1_100;

/// A JSON file as a value, or where it is malformed.
pub(super) fn typed<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, InputError> {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    if depth(bytes) <= DEEPEST {
        reader.disable_recursion_limit();
    }
    let value = serde_path_to_error::deserialize(&mut reader)
        .map_err(|e| malformed(e.path().to_string(), e.inner()))?;
    reader.end().map_err(|e| malformed(".".to_owned(), &e))?;
    Ok(value)
}

fn malformed(path: String, error: &serde_json::Error) -> InputError {
    let place = match path.as_str() {
        _ if !error.is_data() => Place::Text {
            line: error.line(),
            column: error.column(),
        },
        "." => Place::Whole,
        _ => Place::Path(path),
    };
    let detail = error.to_string();
    let detail = detail
        .rsplit_once(" at line ")
        .map_or(detail.as_str(), |(said, _)| said)
        .to_owned();
    vec![Issue {
        place,
        trouble: Trouble::Malformed { detail },
    }]
    .into()
}

/// The most brackets that are open at once. Brackets inside strings count too: no answer has any.
fn depth(bytes: &[u8]) -> usize {
    let mut open: usize = 0;
    let mut most = 0;
    for byte in bytes {
        match byte {
            b'{' | b'[' => open += 1,
            b'}' | b']' => open = open.saturating_sub(1),
            _ => {}
        }
        most = most.max(open);
    }
    most
}

/// Accepts an answer whose every claim holds for the case.
pub(super) fn check(case: &Case, answer: &AnswerFile) -> Result<Accepted, Objection> {
    same_question(case, answer)?;
    let found = report(case, &answer.allocation).map_err(Objection::Allocation)?;
    plan_as_claimed(case, answer, &found)?;
    bound_as_claimed(case, answer)?;
    Ok(Accepted {
        score: found.score,
        bound: answer.bound,
    })
}

fn same_question(case: &Case, answer: &AnswerFile) -> Result<(), Objection> {
    if answer.plan != case.plan.id {
        let (answered, asked) = (answer.plan.clone(), case.plan.id.clone());
        return Err(Objection::OtherPlan { answered, asked });
    }
    if answer.model_version != MODEL_VERSION {
        return Err(Objection::OtherModel {
            answered: answer.model_version,
            here: MODEL_VERSION,
        });
    }
    if answer.data_hash != hexadecimal(data_hash(&case.plan)) {
        return Err(Objection::OtherData);
    }
    Ok(())
}

fn plan_as_claimed(case: &Case, answer: &AnswerFile, found: &Report) -> Result<(), Objection> {
    if answer.score != found.score {
        return Err(Objection::Score {
            claimed: answer.score,
            found: found.score,
        });
    }
    if answer.points != found.points {
        return Err(Objection::Points {
            claimed: answer.points,
            found: found.points,
        });
    }
    let costs = cost_by_year(case, found);
    if answer.targets.len() != found.checks.len() || answer.cost_yuan.len() != costs.len() {
        return Err(Objection::Lines);
    }
    if let Some((year, yuan)) = costs
        .iter()
        .find(|(y, yuan)| answer.cost_yuan.get(*y) != Some(*yuan))
    {
        return Err(Objection::Cost {
            year: *year,
            found: Yuan(*yuan),
        });
    }
    let after = (answer.owed_after_yuan, answer.running_after_yuan);
    if after != (found.owed.0, found.running.0) {
        return Err(Objection::After);
    }
    if answer.hard_shortfall != found.hard {
        return Err(Objection::HardShortfall {
            claimed: answer.hard_shortfall,
            found: found.hard,
        });
    }
    let lines = found.checks.iter().map(|c| TargetLine::of(case, c));
    match lines
        .zip(&answer.targets)
        .find(|(line, claimed)| line != *claimed)
    {
        Some((line, _)) => Err(Objection::Target {
            id: line.id,
            milestone: line.milestone,
        }),
        None => Ok(()),
    }
}

/// A bound may claim less than its proof gives, never more.
fn bound_as_claimed(case: &Case, answer: &AnswerFile) -> Result<(), Objection> {
    match (answer.bound, &answer.proof) {
        (Some(claimed), Some(proof)) => {
            let proved = certify::bound(case, proof).map_err(Objection::Proof)?;
            if proved > claimed {
                return Err(Objection::Bound { claimed, proved });
            }
        }
        (None, None) if !answer.certified => {}
        _ => return Err(Objection::NoProof),
    }
    let gap = answer.bound.map(|bound| bound - answer.score);
    if answer.gap == gap {
        Ok(())
    } else {
        Err(Objection::Gap)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_counts_open_brackets() {
        assert_eq!(depth(br#"{"a": [[1], [2]], "b": {}}"#), 3);
    }

    #[test]
    fn a_bottomless_file_is_refused_without_reading_it() {
        let deep = "[".repeat(1_000_000);
        assert!(typed::<serde_json::Value>(deep.as_bytes()).is_err());
    }

    #[test]
    fn nesting_that_a_proof_may_need_is_read() {
        let deep = format!("{}{}", "[".repeat(DEEPEST), "]".repeat(DEEPEST));
        assert!(typed::<serde_json::Value>(deep.as_bytes()).is_ok());
    }
}
