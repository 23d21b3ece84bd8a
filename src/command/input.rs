//! From a file name to a case.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use crate::domain::{Case, Edits, Issue, Noun, Plan, Trouble};
use crate::read::{self, Input};

/// Plans that a scenario may name.
const BUILT_IN: [(&str, &str); 1] = [("ruian", include_str!("../../fixtures/plans/ruian.json"))];

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
    let case = match read::file(&bytes(path)?)? {
        Input::Plan(plan) => Case::new(&plan, &Edits::default())?,
        Input::Scenario(scenario) => Case::new(&built_in(&scenario.plan)?, &scenario.edits)?,
    };
    Ok(case)
}

fn built_in(id: &str) -> Result<Plan, Vec<Issue>> {
    match BUILT_IN.iter().find(|(name, _)| *name == id) {
        Some((_, text)) => read::plan(text.as_bytes()),
        None => {
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
}
