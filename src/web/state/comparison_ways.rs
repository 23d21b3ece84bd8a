//! The ways alternatives come in, and the link by which they go out.

use std::sync::Arc;

use super::comparison::Comparison;
use super::plans;
use super::store::Store;
use crate::domain::{Case, Plan, Yuan};
use crate::optimize::Answer;
use crate::optimize::certify::Refusal;
use crate::report::report;
use crate::share::{Arrived, Encoded, LinkError, MOST_SCENARIOS, Shared, decode, encode_all};
use crate::view_model::alternative::{Alternative, Answered};
use crate::view_model::carries::Carries;
use crate::view_model::knob::Knob;
use crate::view_model::link_notice::{LinkNotice, Remark, changes};
use crate::view_model::tidy;

use leptos::prelude::*;

impl Comparison {
    /// The workbench as it stands.
    pub fn add_current(self) {
        let edits = self.store.edits.get_untracked();
        let name = self.store.t_now("compare.current", &[]);
        let shown = self
            .store
            .shown
            .get_untracked()
            .filter(|s| s.edits == edits);
        self.add(&name, edits);
        // The plan of the workbench is there already: it is shown until the canonical answer has come.
        if let Some(shown) = shown {
            let known = Answered {
                case: Arc::clone(&shown.case),
                answer: shown.answer.clone(),
                report: shown.report.clone(),
                arrived: false,
            };
            self.all.update(|all| {
                if let Some(last) = all.last_mut() {
                    last.answered = Some(Arc::new(known));
                }
            });
        }
    }

    /// Less, as much and more money than the workbench has, in one step; the middle one comes first.
    pub fn three_budgets(self) {
        let plan = self.store.plan.get_untracked();
        let edits = self.store.edits.get_untracked();
        let total = Knob::Total.value(&plan, &edits);
        let of = |percent: i64| {
            let yuan = (i128::from(total) * i128::from(percent) / 100) as i64;
            let mut scaled = if percent == 100 {
                edits.clone()
            } else {
                // Whole ten thousands, as the slider has them.
                Knob::Total.set(&plan, &edits, yuan / Yuan::WAN * Yuan::WAN)
            };
            tidy::tidy(&plan, &mut scaled);
            let name = self.store.t_now("compare.percent_name", &[("n", &percent)]);
            self.alternative(name, scaled)
        };
        let new: Vec<Alternative> = [100, 80, 120].map(of).into();
        let had_some = !self.all.read_untracked().is_empty();
        let said = had_some.then(|| self.store.t_now("compare.replaced", &[]));
        self.change(said, |all| *all = new);
    }

    /// What a link brought takes the place of what was compared, and what has changed since is said.
    pub fn arrive(self, arrived: &[Arrived]) {
        let new: Vec<Alternative> = arrived.iter().map(|a| self.arrived(a)).collect();
        self.remark(arrived);
        let had = self.all.read_untracked();
        let same = had.len() == new.len()
            && had
                .iter()
                .zip(&new)
                .all(|(a, b)| (&a.name, &a.edits) == (&b.name, &b.edits));
        let had_some = !had.is_empty();
        drop(had);
        if !same {
            let said = had_some.then(|| self.store.t_now("compare.replaced", &[]));
            self.change(said, |all| *all = new);
        }
    }

    fn arrived(self, arrived: &Arrived) -> Alternative {
        let shared = &arrived.shared;
        let name = match shared.name.as_str() {
            "" => self.store.t_now("compare.from_link", &[]),
            name => name.to_owned(),
        };
        let mut new = self.alternative(name, shared.edits.clone());
        new.claimed = shared.score;
        new.answered =
            answered_by_link(self.store, arrived).and_then(|measured| measured.ok().map(Arc::new));
        new
    }

    /// Adds every scenario of a link that was pasted. Returns how many there was no room for.
    ///
    /// # Errors
    /// Where the link cannot be read.
    pub fn paste(self, text: &str) -> Result<usize, LinkError> {
        let plan = self.store.plan.get_untracked();
        let of = |id: &str| (plan.id == id).then(|| Plan::clone(&plan));
        let here = |id: &String| plans::catalog().iter().any(|entry| entry.id == *id);
        let arrived = decode(text, &of).map_err(|error| match error {
            LinkError::UnknownPlan { id } if here(&id) => LinkError::OtherPlan { id },
            error => error,
        })?;
        let room = MOST_SCENARIOS - self.all.read_untracked().len().min(MOST_SCENARIOS);
        let taken = &arrived[..arrived.len().min(room)];
        let new: Vec<Alternative> = taken.iter().map(|a| self.arrived(a)).collect();
        self.remark(taken);
        for mut one in new {
            one.name = self.free(&one.name);
            self.change(None, |all| all.push(one));
        }
        Ok(arrived.len().saturating_sub(room))
    }

    /// Says what has changed since a link was made. Scores stand at the alternatives.
    fn remark(self, arrived: &[Arrived]) {
        let mut remarks = changes(arrived);
        let refused = |a: &Arrived| answered_by_link(self.store, a)?.err();
        if let Some((case, why)) = arrived.iter().find_map(refused) {
            remarks.push(Remark::Refused(case, why));
        }
        let notice = (!remarks.is_empty()).then_some(LinkNotice::Compared(remarks));
        self.store.link.set(notice);
    }

    /// The link that carries the whole comparison, and what it has of the alternative of which least is known.
    pub fn link(self) -> (Result<Encoded, LinkError>, Carries) {
        let plan = self.store.plan.get_untracked();
        let all = self.all.get_untracked();
        let shared = |a: &Alternative| {
            let mut shared = Shared::of(&plan, a.edits.clone(), a.name.clone());
            if let Some(answered) = &a.answered {
                shared.allocation = Some(answered.answer.allocation.clone());
                shared.score = Some(answered.answer.score);
                shared.bound = answered.answer.bound;
            }
            shared
        };
        let carries = all.iter().map(|a| {
            let answered = a.answered.as_ref();
            let arrived = answered.is_some_and(|own| own.arrived);
            Carries::of(answered.map(|own| &own.answer), arrived)
        });
        let least = carries.min().unwrap_or(Carries::Edits);
        let all: Vec<Shared> = all.iter().map(shared).collect();
        (encode_all(&plan, &all), least)
    }
}

/// The plan of a link, checked and measured here, or the rule it breaks; none where there is none.
fn answered_by_link(
    store: Store,
    arrived: &Arrived,
) -> Option<Result<Answered, (Arc<Case>, Refusal)>> {
    let plan = store.plan.get_untracked();
    let shared = &arrived.shared;
    let allocation = shared.allocation.clone()?;
    let case = Arc::new(Case::sharing(&plan, &shared.edits).ok()?);
    let report = match report(&case, &allocation) {
        Ok(report) => report,
        Err(why) => return Some(Err((case, why))),
    };
    let answer = Answer {
        allocation,
        points: report.points,
        score: report.score,
        hard: report.hard,
        bound: shared.bound,
        settled: false,
        steps: 0,
        proof: None,
    };
    Some(Ok(Answered {
        case,
        answer,
        report,
        arrived: true,
    }))
}
