//! What a scenario file holds. Read here, so that the page need not carry the strict reader.

use super::work::About;
use crate::domain::{Case, Issue, Place, Scenario, Text, Trouble};
use crate::read;
use crate::view_model::wire::told::Told;
use crate::words::{Lang, issues};

/// So many things that are wrong are told; more are counted.
const MOST: usize = 6;

/// The scenario for the plan of `about`, or everything that is wrong with it.
pub fn scenario(about: &About, text: &str) -> Told {
    let id = about.id;
    match fitting(about, text) {
        Ok(scenario) => Told::Scenario {
            id,
            scenario: Some(scenario),
            wrong: Vec::new(),
        },
        Err(found) => {
            let [zh, en] = [Lang::Zh, Lang::En].map(|lang| issues(lang, &found, MOST));
            let pairs = zh.into_iter().zip(en);
            Told::Scenario {
                id,
                scenario: None,
                wrong: pairs.map(|(zh, en)| Text { zh, en }).collect(),
            }
        }
    }
}

fn fitting(about: &About, text: &str) -> Result<Scenario, Vec<Issue>> {
    let scenario = read::scenario(text.as_bytes())?;
    if scenario.plan != about.plan.id {
        let (id, here) = (scenario.plan, about.plan.id.clone());
        return Err(vec![Issue {
            place: Place::Whole,
            trouble: Trouble::OtherPlan { id, here },
        }]);
    }
    Case::sharing(&about.plan, &scenario.edits)?;
    Ok(scenario)
}
