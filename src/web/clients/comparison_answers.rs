//! Having the answers computed.

use std::sync::Arc;

use leptos::prelude::*;

use super::crew::Crew;
use crate::domain::{Case, Edits};
use crate::report::report;
use crate::share::MOST_SCENARIOS;
use crate::view_model::alternative::{Answered, Standing};
use crate::view_model::wire::ask::Job;
use crate::view_model::wire::solving::Found;
use crate::view_model::wire::told::Told;
use crate::web::browser::access;
use crate::web::state::comparison::Comparison;

impl Comparison {
    /// Has the answers computed that are not there yet, as long as the owner lives.
    pub fn run(self) {
        let plan = self.store.plan.read_untracked().id.clone();
        let workers = (access::processors() - 1).clamp(1, MOST_SCENARIOS);
        let crew = Crew::new(&plan, workers);
        // Whatever was under way when the page was left begins again.
        self.all.update(|all| {
            for one in all
                .iter_mut()
                .filter(|a| matches!(a.state, Standing::Working(..)))
            {
                one.state = Standing::Waiting;
            }
        });
        let asked = StoredValue::new(Vec::<(u64, u64)>::new());
        Effect::new(move |_| {
            let all = self.all.read();
            let gone = |key: u64| !all.iter().any(|a| a.key == key);
            let waiting: Vec<(u64, Edits)> = all
                .iter()
                .filter(|a| matches!(a.state, Standing::Waiting))
                .filter(|a| !asked.with_value(|all| all.iter().any(|(key, _)| *key == a.key)))
                .map(|a| (a.key, a.edits.clone()))
                .collect();
            asked.update_value(|asked| {
                let left = asked.extract_if(.., |(key, _)| gone(*key));
                left.for_each(|(_, job)| crew.take_back(job));
            });
            drop(all);
            for (key, edits) in waiting {
                let job = Job::Answer { steps: 0 };
                let id = crew.give(edits, job, move |told| self.hear(key, told));
                asked.update_value(|asked| asked.push((key, id)));
            }
        });
    }

    fn hear(self, key: u64, told: Told) {
        let news = match told {
            Told::Progress {
                solved, step, of, ..
            } => (
                Standing::Working(solved, step as f64 / of.max(1) as f64),
                None,
            ),
            Told::Plan(found) => match self.answered(key, &found) {
                Some(answered) => (Standing::Done, Some(Arc::new(answered))),
                None => (Standing::Failed, None),
            },
            Told::Conflict { conflicts, .. } => (Standing::Conflict(Arc::new(conflicts)), None),
            _ => (Standing::Failed, None),
        };
        self.all.try_update(|all| {
            if let Some(own) = all.iter_mut().find(|a| a.key == key) {
                own.state = news.0;
                own.answered = news.1.or(own.answered.take());
            }
        });
    }

    fn answered(self, key: u64, found: &Found) -> Option<Answered> {
        let plan = self.store.plan.get_untracked();
        let all = self.all.read_untracked();
        let own = all.iter().find(|a| a.key == key)?;
        let answer = found.answer.clone();
        let case = Case::sharing(&plan, &own.edits).ok()?;
        let report = report(&case, &answer.allocation).ok()?;
        Some(Answered {
            case: Arc::new(case),
            answer,
            report,
            arrived: false,
        })
    }
}
