//! Arriving by a link: its plan is shown at once and checked, and whatever does not fit is said.

use std::cell::RefCell;
use std::sync::Arc;

use leptos::prelude::*;

use super::browser;
use super::icons::{Icon, IconView};
use super::route::Route;
use super::site::Site;
use super::store::{Shown, Store, use_store};
use super::text::t;
use crate::domain::{Case, Edits, Plan, Trouble};
use crate::optimize::certify::Refusal;
use crate::optimize::{Answer, Passed};
use crate::report::report;
use crate::share::{Arrived, LinkError, decode};
use crate::words::{left_out, link_error, points, refusal};

/// What is to be said about the link the page was opened with.
#[derive(Clone, Debug)]
pub enum LinkNotice {
    /// It cannot be read; the page shows what it would have shown without it.
    Broken(LinkError),
    /// It was read and opened on the workbench, and this is worth knowing.
    Opened(Vec<Remark>),
    /// It was read and its scenarios are compared, and this is worth knowing.
    Compared(Vec<Remark>),
}

/// One thing worth knowing about a link that was read.
#[derive(Clone, Debug)]
pub enum Remark {
    /// The plan's data here are not the sender's.
    DataChanged,
    /// The model here is not the sender's.
    ModelChanged,
    /// The plan of the link breaks a rule here, so another one is computed.
    Refused(Arc<Case>, Refusal),
    /// Something that the link names and the plan no longer has.
    LeftOut(Trouble),
    /// As many more of them.
    MoreLeftOut(usize),
    /// The plan scores otherwise here than the link says: claimed, measured.
    Score(String, String),
}

/// The plan that a link is about.
///
/// # Errors
/// Where the link cannot be read so far.
pub fn plan_of(site: Site, fragment: &str) -> Result<String, LinkError> {
    let asked = RefCell::new(None);
    let ask = |id: &str| {
        *asked.borrow_mut() = Some(id.to_owned());
        None
    };
    let refused = decode(fragment, &ask).err();
    let known = |id: &String| site.entry(id).is_some();
    match (asked.into_inner(), refused) {
        (Some(id), _) if known(&id) => Ok(id),
        (_, Some(error)) => Err(error),
        (_, None) => Err(LinkError::Malformed),
    }
}

/// Opens a link on the plan it is about; true where it holds several scenarios, which are compared then.
pub fn arrive(site: Site, store: Store, fragment: &str) -> bool {
    let plan = store.plan.get_untracked();
    let of = |id: &str| (plan.id == id).then(|| Plan::clone(&plan));
    match decode(fragment, &of) {
        Ok(all) if all.len() > 1 => {
            site.comparison(store).arrive(&all);
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

/// What has changed since links were made of these scenarios, each thing once.
#[must_use]
pub fn changes(arrived: &[Arrived]) -> Vec<Remark> {
    let mut remarks = Vec::new();
    if arrived.iter().any(|a| a.data_changed) {
        remarks.push(Remark::DataChanged);
    }
    if arrived.iter().any(|a| a.model_changed) {
        remarks.push(Remark::ModelChanged);
    }
    let mut left_out: Vec<&Trouble> = Vec::new();
    for trouble in arrived.iter().flat_map(|a| &a.left_out) {
        if !left_out.contains(&trouble) {
            left_out.push(trouble);
        }
    }
    let told = left_out.iter().take(MOST_LEFT_OUT);
    remarks.extend(told.map(|t| Remark::LeftOut(Trouble::clone(t))));
    if left_out.len() > MOST_LEFT_OUT {
        remarks.push(Remark::MoreLeftOut(left_out.len() - MOST_LEFT_OUT));
    }
    remarks
}

/// So many things that are left out are named; more are counted.
const MOST_LEFT_OUT: usize = 5;

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
        // The request that the page is about to make for these edits.
        id: store.latest.get_untracked() + 1,
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

/// The notice above the verdict.
#[component]
pub fn LinkNoticeView() -> impl IntoView {
    let store = use_store();
    move || {
        store.link.get().and_then(|notice| match notice {
            LinkNotice::Broken(error) => Some(view! { <Broken error /> }.into_any()),
            LinkNotice::Opened(remarks) => Some(view! { <Differs remarks /> }.into_any()),
            LinkNotice::Compared(_) => None,
        })
    }
}

/// The notice above a comparison.
#[component]
pub fn ComparedNoticeView() -> impl IntoView {
    let store = use_store();
    move || match store.link.get() {
        Some(LinkNotice::Compared(remarks)) => Some(view! { <Differs remarks /> }),
        _ => None,
    }
}

#[component]
fn Broken(error: LinkError) -> impl IntoView {
    let store = use_store();
    let said = move || link_error(store.lang.get(), &error);
    let plain = move |_| {
        store.link.set(None);
        let label = store.t_now("step.reset_all", &[]);
        store.edit(label, |e| *e = Edits::default());
        browser::set_fragment(&Route::Plan(store.plan.read_untracked().id.clone()).fragment());
    };
    view! {
        <section class="trouble link" role="alert">
            <h2><IconView icon=Icon::Warn /> {t("link_in.broken")}</h2>
            <p>{said}</p>
            <p>
                {t("link_in.shown_instead")}
                <button type="button" class="btn s o" on:click=plain>{t("link_in.plain_plan")}</button>
                <button type="button" class="btn s" on:click=move |_| store.link.set(None)>{t("link_in.stay")}</button>
            </p>
        </section>
    }
}

#[component]
fn Differs(remarks: Vec<Remark>) -> impl IntoView {
    let store = use_store();
    let said = move |remark: &Remark| match remark {
        Remark::DataChanged => store.t("link_in.data_changed", &[]),
        Remark::ModelChanged => store.t("link_in.model_changed", &[]),
        Remark::Refused(case, why) => {
            let why = refusal(store.lang.get(), case, why);
            store.t("link_in.refused", &[("why", &why)])
        }
        Remark::LeftOut(trouble) => left_out(store.lang.get(), &store.plan.read(), trouble),
        Remark::MoreLeftOut(n) => store.t("issue.more", &[("n", n)]),
        Remark::Score(claimed, measured) => store.t(
            "link_in.score",
            &[("claimed", claimed), ("measured", measured)],
        ),
    };
    view! {
        <section class="trouble link" role="alert">
            <h2><IconView icon=Icon::Warn /> {t("link_in.differs")}</h2>
            <ul>{move || remarks.iter().map(|r| view! { <li>{said(r)}</li> }).collect_view()}</ul>
            <p><button type="button" class="btn s" on:click=move |_| store.link.set(None)>{t("link_in.understood")}</button></p>
        </section>
    }
}
