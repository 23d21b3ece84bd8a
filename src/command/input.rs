//! From a file name to a case.

use std::fs;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

use crate::domain::{Case, Edits, Issue, Noun, Plan, SINGLE_YEARS, Trouble};
use crate::read::{self, Input};

/// Plans that a scenario may name; one whose periods are spans also by single years.
const BUILT_IN: [(&str, &str); 4] = [
    ("ruian", include_str!("../../fixtures/plans/ruian.json")),
    ("yueqing", include_str!("../../fixtures/plans/yueqing.json")),
    (
        "hengyang",
        include_str!("../../fixtures/plans/hengyang.json"),
    ),
    ("shanxi", include_str!("../../fixtures/plans/shanxi.json")),
];

/// Why there is no case.
#[derive(Debug)]
pub(super) enum InputError {
    /// The file cannot be read.
    File(io::Error),
    /// What it says is wrong.
    Issues(Vec<Issue>),
}

impl From<io::Error> for InputError {
    fn from(error: io::Error) -> Self {
        InputError::File(error)
    }
}

impl From<Vec<Issue>> for InputError {
    fn from(issues: Vec<Issue>) -> Self {
        InputError::Issues(issues)
    }
}

/// The bytes of a file; `-` is the standard input.
pub(super) fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    if path == Path::new("-") {
        let mut all = Vec::new();
        io::stdin().lock().read_to_end(&mut all)?;
        Ok(all)
    } else {
        fs::read(path)
    }
}

/// The case of a plan file or a scenario file.
pub(super) fn case(path: &Path) -> Result<Case, InputError> {
    let (plan, edits) = edited(path)?;
    Ok(Case::sharing(&Arc::new(plan), &edits)?)
}

/// The plan of a plan file or a scenario file, and what differs from it.
pub(super) fn edited(path: &Path) -> Result<(Plan, Edits), InputError> {
    match read::file(&bytes(path)?)? {
        Input::Plan(plan) => Ok((*plan, Edits::default())),
        Input::Scenario(scenario) => Ok((built_in(&scenario.plan)?, scenario.edits)),
    }
}

fn built_in(id: &str) -> Result<Plan, Vec<Issue>> {
    let spans = id.strip_suffix(SINGLE_YEARS);
    let name = spans.unwrap_or(id);
    let found = match BUILT_IN.iter().find(|(known, _)| *known == name) {
        Some((_, text)) => Some(read::plan(text.as_bytes())?),
        None => None,
    };
    match found {
        Some(plan) if spans.is_none() => Ok(plan),
        Some(plan) if plan.has_spans() => Ok(plan.by_single_years()),
        _ => {
            let trouble = Trouble::Unknown {
                noun: Noun::Plan,
                id: id.to_owned(),
            };
            Err(vec![Issue::at("plan", trouble)])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_plan_that_is_built_in_reads_under_its_own_name() {
        for (id, _) in BUILT_IN {
            assert_eq!(built_in(id).expect("it reads").id, id);
        }
    }

    #[test]
    fn only_a_plan_of_spans_can_be_had_by_single_years() {
        let plan = built_in("shanxi-years").expect("it has spans");
        assert_eq!(
            (plan.id.as_str(), plan.horizon.periods.len()),
            ("shanxi-years", 14)
        );
        assert!(built_in("ruian-years").is_err());
    }
}
