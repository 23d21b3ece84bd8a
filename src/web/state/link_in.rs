//! Arriving by a link: its plan is shown at once and checked, and whatever does not fit is said.

use std::sync::Arc;

use leptos::prelude::*;

use super::beside::BesidePlans;
use super::store::Store;
use crate::domain::Case;
use crate::optimize::certify::Refusal;
use crate::optimize::{Answer, Passed};
use crate::report::report;
use crate::share::{Arrived, Link, LinkError};
use crate::view_model::link_notice::{LinkNotice, Remark, changes};
use crate::view_model::shown::Shown;
use crate::words::points;

/// Opens a link on the plan of `store`, which it is about; true where it holds several scenarios, which are compared then.
pub fn arrive(store: Store, beside: BesidePlans, link: Link) -> bool {
    let plan = store.plan.get_untracked();
    match link.open(&plan) {
        Ok(all) if all.len() > 1 => {
            beside.comparison(store).arrive(&all);
            return true;
        }
        Ok(all) => all.iter().for_each(|one| open(store, one)),
        Err(error) => refuse(store, error),
    }
    false
}

/// Says that a link cannot be read.
pub fn refuse(store: Store, error: LinkError) {
    store.link.set(Some(LinkNotice::Broken(error)));
}

fn open(store: Store, arrived: &Arrived) {
    let shared = &arrived.shared;
    let own = store.edits.get_untracked();
    if own != shared.edits {
        // One step, so that what was there before can be had back.
        let label = store.t_now("step.link", &[]);
        store.edit(label, |e| *e = shared.edits.clone());
        if !own.is_empty() {
            store.say(store.t_now("toast.link", &[]), true);
        }
    } else if store.shown.read_untracked().is_some() {
        return;
    }
    let mut remarks = changes(std::slice::from_ref(arrived));
    if let Ok(case) = store.case.get_untracked() {
        match shown(store, &case, arrived) {
            Some(Ok(shown)) => {
                remarks.extend(score_remark(arrived, &shown));
                store.shown.set(Some(Arc::new(shown)));
            }
            Some(Err(why)) => remarks.push(Remark::Refused(case, why)),
            None => {}
        }
    }
    store
        .link
        .set((!remarks.is_empty()).then_some(LinkNotice::Opened(remarks)));
}

/// The plan of the link, checked and measured here, or the rule it breaks; none where there is none.
fn shown(store: Store, case: &Arc<Case>, arrived: &Arrived) -> Option<Result<Shown, Refusal>> {
    let allocation = arrived.shared.allocation.clone()?;
    let report = match report(case, &allocation) {
        Ok(report) => report,
        Err(why) => return Some(Err(why)),
    };
    let answer = Answer {
        allocation,
        points: report.points,
        score: report.score,
        hard: report.hard,
        bound: arrived.shared.bound,
        settled: false,
        steps: 0,
        proof: None,
    };
    Some(Ok(Shown {
        id: store.request(case),
        case: Arc::clone(case),
        edits: arrived.shared.edits.clone(),
        answer,
        report,
        ms: 0.0,
        arrived: true,
        passed: Passed::default(),
    }))
}

fn score_remark(arrived: &Arrived, shown: &Shown) -> Option<Remark> {
    let claimed = arrived.shared.score?;
    let measured = shown.report.score;
    let text = |p: crate::optimize::Points| points(p.to_f64());
    (claimed != measured).then(|| Remark::Score(text(claimed), text(measured)))
}
