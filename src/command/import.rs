//! `dabiao import FILE SOLUTION`: another solver's plan, checked like one of our own.

use std::path::Path;

use super::answer::AnswerFile;
use super::check::{of_format, typed};
use super::input::{self, InputError};
use super::objection::Objection;
use super::solve::solve;
use super::{args::ImportArgs, json};
use crate::domain::{Allocation, Case};
use crate::optimize::certify::{self, Measured};
use crate::optimize::{Answer, Outcome, Points, Stated};
use crate::share::handoff::{
    NameMap, Solution, SolutionError, allocation_of, beside, read_solution, solution_text,
};
use crate::share::{MODEL_VERSION, data_hash};
use crate::words::{Claims, Lang, decimal, points, say, which_is_better};

/// A plan that was accepted.
pub(super) struct Imported {
    solution: Solution,
    allocation: Allocation,
    measured: Measured,
    /// Our own answer, where it was asked for.
    beside: Option<(Answer, Measured)>,
}

/// Why there is none.
pub(super) enum NotImported {
    /// The solution file cannot be used.
    Solution(SolutionError),
    /// It cannot be read at all.
    Unreadable(InputError),
    /// The map of names cannot be read.
    Names(InputError),
    /// The map is of another plan, or the plan breaks a rule.
    Objection(Objection),
}

/// Reads, maps back and certifies.
pub(super) fn import(case: &Case, asked: &ImportArgs) -> Result<Imported, NotImported> {
    let names = match &asked.names {
        Some(path) => names_of(case, path)?,
        None => NameMap::of(case, &Stated::of(case, None)),
    };
    let bytes = input::bytes(&asked.solution).map_err(|e| NotImported::Unreadable(e.into()))?;
    let text = solution_text(&bytes);
    let solution = read_solution(&text).map_err(NotImported::Solution)?;
    let allocation = allocation_of(case, &names, &solution).map_err(NotImported::Solution)?;
    let refused = |why| NotImported::Objection(Objection::Allocation(why));
    let measured = certify::allocation(case, &allocation).map_err(refused)?;
    let beside = match asked.beside.then(|| solve(case, None)) {
        Some(Outcome::Answer(answer)) => {
            let ours = certify::allocation(case, &answer.allocation).map_err(refused)?;
            Some((answer, ours))
        }
        // A conflict: our search finds no plan at all where another solver has one.
        Some(Outcome::Conflict(_)) | None => None,
    };
    Ok(Imported {
        solution,
        allocation,
        measured,
        beside,
    })
}

fn names_of(case: &Case, path: &Path) -> Result<NameMap, NotImported> {
    let read = || -> Result<NameMap, InputError> {
        let bytes = input::bytes(path)?;
        of_format(&bytes, NameMap::FORMAT, "names")?;
        typed(&bytes)
    };
    let names = read().map_err(NotImported::Names)?;
    let of_here = NameMap::hash(data_hash(&case.plan));
    let objection = if names.plan != case.plan.id {
        let (answered, asked) = (names.plan, case.plan.id.clone());
        Objection::OtherPlan { answered, asked }
    } else if names.model_version != MODEL_VERSION {
        let (answered, here) = (names.model_version, MODEL_VERSION);
        Objection::OtherModel { answered, here }
    } else if names.data_hash != of_here {
        Objection::OtherData
    } else {
        return Ok(names);
    };
    Err(NotImported::Objection(objection))
}

/// The plan as an answer file without a bound: what the other solver claims is not proved here.
pub(super) fn answer_file(case: &Case, imported: &Imported) -> Result<String, Objection> {
    let answer = Answer {
        allocation: imported.allocation.clone(),
        points: imported.measured.points,
        score: imported.measured.score,
        hard: imported.measured.hard,
        bound: None,
        settled: false,
        steps: 0,
        proof: None,
    };
    let file = AnswerFile::of(case, &answer).map_err(Objection::Allocation)?;
    Ok(json::text(&file))
}

/// What is said of it.
pub(super) fn sentences(lang: Lang, case: &Case, imported: &Imported) -> String {
    let Imported {
        solution, measured, ..
    } = imported;
    let key = match case.total_weight {
        0 => "handoff.accepted_unweighed",
        _ => "handoff.accepted",
    };
    let accepted = say(
        lang,
        key,
        &[
            ("by", &solution.engine.name()),
            ("points", &points(measured.points.to_f64())),
            ("score", &exact(measured.score)),
        ],
    );
    let mut lines = vec![accepted];
    let claims = Claims {
        solution,
        found: measured.score,
        ours: imported.beside.as_ref().map(|(_, ours)| ours.score),
    };
    lines.extend(claims.sentences(lang));
    if let Some((answer, ours)) = &imported.beside {
        lines.push(own(lang, answer));
        lines.push(which_is_better(lang, beside(case, measured, ours), 9));
    }
    lines.join("\n")
}

fn own(lang: Lang, answer: &Answer) -> String {
    let score = exact(answer.score);
    match answer.bound {
        Some(bound) => say(
            lang,
            "handoff.ours",
            &[("score", &score), ("bound", &exact(bound))],
        ),
        None => say(lang, "handoff.ours_no_bound", &[("score", &score)]),
    }
}

fn exact(p: Points) -> String {
    decimal(p.to_f64(), 9)
}
