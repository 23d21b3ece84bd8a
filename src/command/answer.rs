//! The answer file: what `solve --json` prints and `check` reads.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::{Allocation, Case, TargetId};
use crate::optimize::certify::{self, Refusal};
use crate::optimize::{Answer, HardFirst, Points, Proof};
use crate::report::{CheckReport, Report, report};
use crate::share::{MODEL_VERSION, data_hash};

/// Whether there is a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// A plan; the search has ended.
    Settled,
    /// A plan; more steps may find a better one or a tighter bound.
    Preliminary,
    /// Pins leave no plan.
    Conflict,
    /// The file is wrong.
    Invalid,
}

/// A plan with everything needed to check it against its input.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AnswerFile {
    /// `dabiao-answer/1`.
    pub format: String,
    /// [`Status::Settled`] or [`Status::Preliminary`].
    pub status: Status,
    /// The id of the plan.
    pub plan: String,
    /// [`data_hash`] of the plan, in hexadecimal.
    pub data_hash: String,
    /// The version of the model.
    pub model_version: u32,
    /// 0 to 100.
    #[serde(with = "points")]
    pub points: Points,
    /// What is optimized.
    #[serde(with = "points")]
    pub score: Points,
    /// No plan scores more.
    #[serde(with = "maybe_points")]
    pub bound: Option<Points>,
    /// Bound − score.
    #[serde(with = "maybe_points")]
    pub gap: Option<Points>,
    /// Plan and bound have been recomputed in exact arithmetic.
    pub certified: bool,
    /// Steps the search took.
    pub steps: u64,
    /// 100 × Σ shortfalls of hard targets.
    #[serde(with = "points")]
    pub hard_shortfall: Points,
    /// What the search gave up for hard targets on the way; not checked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hard_first: Option<GivenUp>,
    /// First year of a period → yuan of all the plan's funds.
    pub cost_yuan: BTreeMap<i32, i64>,
    /// Of that, capital that falls due only after the last period.
    pub owed_after_yuan: i64,
    /// What is built costs a year after the last period.
    pub running_after_yuan: i64,
    /// Every target at every milestone, in the order of the plan.
    pub targets: Vec<TargetLine>,
    /// What is built.
    pub allocation: Allocation,
    /// Why no plan scores more than `bound`.
    pub proof: Option<Proof>,
}

/// Points that were given up on the way because hard targets came nearer.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct GivenUp {
    /// What hard targets lacked in the answer with the most points, as `hard_shortfall` has it.
    #[serde(with = "points")]
    pub before: Points,
    /// The same now.
    #[serde(with = "points")]
    pub now: Points,
    /// The points.
    #[serde(with = "points")]
    pub lost: Points,
}

/// A target at a milestone, in countable things.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TargetLine {
    /// The target.
    pub id: TargetId,
    /// The year.
    pub milestone: i32,
    /// How many are required; for shares the least part that meets the level.
    pub required: i64,
    /// How many there are.
    pub achieved: i64,
    /// Nothing is missing.
    pub met: bool,
}

/// What is printed in place of an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoAnswer {
    /// `dabiao-answer/1`.
    pub format: String,
    /// [`Status::Conflict`] or [`Status::Invalid`].
    pub status: Status,
    /// Sentences.
    pub reasons: Vec<String>,
}

impl AnswerFile {
    /// The format this version reads and writes.
    pub const FORMAT: &str = "dabiao-answer/1";

    /// The file of an answer; `certified` is found out here, not believed.
    ///
    /// # Errors
    /// Where the answer's allocation breaks a rule of the case.
    pub fn of(case: &Case, answer: &Answer) -> Result<AnswerFile, Refusal> {
        let report = report(case, &answer.allocation)?;
        Ok(AnswerFile {
            format: Self::FORMAT.to_owned(),
            status: if answer.settled {
                Status::Settled
            } else {
                Status::Preliminary
            },
            plan: case.plan.id.clone(),
            data_hash: hexadecimal(data_hash(&case.plan)),
            model_version: MODEL_VERSION,
            points: report.points,
            score: report.score,
            bound: answer.bound,
            gap: answer.bound.map(|bound| bound - report.score),
            certified: proved(case, answer),
            steps: answer.steps,
            hard_shortfall: report.hard,
            hard_first: None,
            cost_yuan: cost_by_year(case, &report),
            owed_after_yuan: report.owed.0,
            running_after_yuan: report.running.0,
            targets: report
                .checks
                .iter()
                .map(|c| TargetLine::of(case, c))
                .collect(),
            allocation: answer.allocation.clone(),
            proof: answer.proof.clone(),
        })
    }
}

impl From<HardFirst> for GivenUp {
    fn from(told: HardFirst) -> Self {
        let HardFirst { before, now, lost } = told;
        GivenUp { before, now, lost }
    }
}

impl From<GivenUp> for HardFirst {
    fn from(told: GivenUp) -> Self {
        let GivenUp { before, now, lost } = told;
        HardFirst { before, now, lost }
    }
}

impl TargetLine {
    /// The line of a check.
    #[must_use]
    pub fn of(case: &Case, check: &CheckReport) -> Self {
        TargetLine {
            id: case.plan.targets[check.target].id.clone(),
            milestone: check.year,
            required: check.required,
            achieved: check.achieved,
            met: check.met,
        }
    }
}

impl NoAnswer {
    /// No plan, and why.
    #[must_use]
    pub fn of(status: Status, reasons: Vec<String>) -> Self {
        let format = AnswerFile::FORMAT.to_owned();
        NoAnswer {
            format,
            status,
            reasons,
        }
    }
}

fn proved(case: &Case, answer: &Answer) -> bool {
    match (&answer.proof, answer.bound) {
        (Some(proof), Some(bound)) => certify::bound(case, proof).is_ok_and(|found| found <= bound),
        _ => false,
    }
}

/// What the plan's funds pay, by the first year of the period.
pub(super) fn cost_by_year(case: &Case, report: &Report) -> BTreeMap<i32, i64> {
    let paid = |p: usize| report.spend.iter().map(|fund| fund[p].0).sum();
    let periods = case.plan.horizon.periods.iter().enumerate();
    periods.map(|(p, period)| (period.first, paid(p))).collect()
}

/// How a data hash is written: JSON numbers are not exact beyond 2⁵³ everywhere.
pub(super) fn hexadecimal(hash: u64) -> String {
    format!("{hash:016x}")
}

/// Points as a number with up to nine decimals. A billionth survives: scores have at most twelve digits, floats sixteen.
mod points {
    use serde::{Deserialize, Deserializer, Serializer};

    use crate::optimize::Points;

    pub(super) fn serialize<S: Serializer>(
        points: &Points,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(points.to_f64())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Points, D::Error> {
        f64::deserialize(deserializer).map(super::points_of)
    }
}

mod maybe_points {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use crate::optimize::Points;

    pub(super) fn serialize<S: Serializer>(
        points: &Option<Points>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        points.map(Points::to_f64).serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Points>, D::Error> {
        Option::<f64>::deserialize(deserializer).map(|x| x.map(super::points_of))
    }
}

fn points_of(number: f64) -> Points {
    Points((number * Points::ONE as f64).round() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_billionth_of_a_point_survives() {
        for billionths in [0, 1, -1, 99_999_999_999, 87_654_321_098, -12_345_678_901] {
            assert_eq!(points_of(Points(billionths).to_f64()), Points(billionths));
        }
    }
}
