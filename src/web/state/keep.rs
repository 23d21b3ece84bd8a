//! Edits and undo steps are kept in this browser, plan by plan, so that a reload loses nothing.
//!
//! What is kept there is written over only by the page that wrote or read it: what cannot be read is put aside first, and where
//! another tab has kept something else meanwhile the page asks which of the two is to stay.

use std::sync::Arc;

use leptos::ev;
use leptos::prelude::*;

use super::keeping::{Unkept, place};
use super::store::Store;
use crate::domain::{Case, Edits, Plan};
use crate::read::{self, keeping};
use crate::view_model::history::History;
use crate::view_model::route::Route;
use crate::web::browser::access;

/// As many undo steps are kept in either direction: storage is small and shared with whatever else runs there.
const STEPS: usize = 40;

const EDITS: &str = "dabiao-edits/1";
const UNDO: &str = "dabiao-steps/1";

/// What the list of plans says of a plan that has been edited here.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptEdits {
    /// How many things differ from the plan.
    pub moved: usize,
    /// When it was edited last, in milliseconds since 1970; none where that was not kept.
    pub when: Option<f64>,
}

/// What is kept of a plan; none where nothing differs from it.
#[must_use]
pub fn kept(plan: &str) -> Option<KeptEdits> {
    let edits: Edits = read::kept(EDITS, &access::kept(&place("edits", plan))?)?;
    let when = access::kept(&place("when", plan)).and_then(|t| t.parse().ok());
    (!edits.is_empty()).then(|| KeptEdits {
        moved: edits.count(),
        when: when.filter(|t: &f64| t.is_finite()),
    })
}

/// Kept edits that fit the plan.
fn read_edits(plan: &Arc<Plan>, text: &str) -> Option<Edits> {
    let edits: Option<Edits> = read::kept(EDITS, text);
    edits.filter(|e| Case::sharing(plan, e).is_ok())
}

/// Kept undo steps that fit the plan, every one of them.
fn read_steps(plan: &Plan, text: &str) -> Option<History> {
    let history: Option<History> = read::kept(UNDO, text);
    history.filter(|h| h.edits().all(|e| Case::edit_issues(plan, e).is_empty()))
}

/// Takes up the edits and steps kept for the store's plan. What cannot be read or does not fit the plan is put aside and said.
pub fn restore(store: Store) {
    let plan = store.plan.get_untracked();
    let [edits, steps] = ["edits", "steps"].map(|what| access::kept(&place(what, &plan.id)));
    let read = edits.as_ref().map(|text| read_edits(&plan, text));
    let history = steps.as_ref().map(|text| read_steps(&plan, text));
    let unread = |is_unread: bool, text: &Option<String>| text.clone().filter(|_| is_unread);
    let is_lost = [matches!(read, Some(None)), matches!(history, Some(None))];
    let pieces = [unread(is_lost[0], &edits), unread(is_lost[1], &steps)];
    let keeping = store.keeping;
    keeping.seen.set_value(edits);
    keeping
        .unread
        .set_value(pieces.into_iter().flatten().collect());
    let edits = read.flatten().unwrap_or_default();
    let is_back = !edits.is_empty();
    keeping.holds.set_value(edits.clone());
    store.restore(edits, history.flatten().unwrap_or_default());
    let is_aside = put_aside(store);
    match is_lost {
        _ if !is_aside => {}
        [true, _] => store.say(store.t_now("keeping.set_aside", &[]), false),
        [_, true] => store.say(store.t_now("keeping.steps_aside", &[]), false),
        _ if is_back && !matches!(Route::of(&access::fragment()), Route::Link(_)) => {
            store.say(store.t_now("toast.restored", &[]), false);
        }
        _ => {}
    }
}

/// Puts aside what could not be read, and lets its place go once it lies there; true where nothing is left to put aside.
fn put_aside(store: Store) -> bool {
    let keeping = store.keeping;
    let unread = keeping.unread.get_value();
    if unread.is_empty() {
        return true;
    }
    if !store.aside.put(unread) {
        keeping.unkept.set(Some(Unkept::NoRoom));
        return false;
    }
    keeping.unread.set_value(Vec::new());
    let (edits, history) = untrack(|| store.kept());
    // Said once is enough: the next visit finds what can be read.
    write(store, &edits, &history);
    true
}

/// Writes edits and steps where they are kept; false where the browser does not allow that.
fn write(store: Store, edits: &Edits, history: &History) -> bool {
    let plan = store.plan.read_untracked().id.clone();
    let text = keeping(EDITS, edits);
    if !access::keep(&place("edits", &plan), &text) {
        return false;
    }
    store.keeping.seen.set_value(Some(text));
    store.keeping.holds.set_value(edits.clone());
    let now = js_sys::Date::now().to_string();
    access::keep(
        &place("steps", &plan),
        &keeping(UNDO, &history.newest(STEPS)),
    ) && access::keep(&place("when", &plan), &now)
}

/// Keeps edits and steps at the end of every gesture, and says every time that it could not be done.
pub fn run(store: Store) {
    Effect::new(move |before: Option<bool>| {
        let (edits, history) = store.kept();
        if store.in_gesture() {
            return before.unwrap_or_default();
        }
        // What was found at the beginning is there already; a link may have brought something else.
        if before.is_some() || store.keeping.holds.with_value(|holds| *holds != edits) {
            keep(store, &edits, &history);
        }
        true
    });
    let handle = window_event_listener(ev::storage, move |_| look(store));
    on_cleanup(move || handle.remove());
}

fn keep(store: Store, edits: &Edits, history: &History) {
    let keeping = store.keeping;
    let plan = store.plan.read_untracked().id.clone();
    if !put_aside(store) {
        return;
    }
    if let Some(other) = keeping.others(&plan) {
        let same = read::kept::<Edits>(EDITS, &other).is_some_and(|other| other == *edits);
        if !same {
            return keeping.unkept.set(Some(Unkept::Other));
        }
    }
    if write(store, edits, history) {
        keeping.unkept.set(None);
    } else {
        keeping.unkept.set(Some(Unkept::Full));
        store.say(store.t_now("toast.not_kept", &[]), false);
    }
}

/// Another tab has kept something: where it differs from what is shown here it is said.
fn look(store: Store) {
    let keeping = store.keeping;
    let plan = store.plan.read_untracked().id.clone();
    let Some(other) = keeping.others(&plan) else {
        return;
    };
    let edits = store.edits.get_untracked();
    if read::kept::<Edits>(EDITS, &other).is_some_and(|other| other == edits) {
        keeping.seen.set_value(Some(other));
        keeping.holds.set_value(edits);
        keeping.unkept.set(None);
    } else {
        keeping.unkept.set(Some(Unkept::Other));
    }
}

/// Takes over what another tab has kept, as a step that can be undone.
pub fn take_other(store: Store) {
    let plan = store.plan.get_untracked();
    let Some(other) = store.keeping.others(&plan.id) else {
        return store.keeping.unkept.set(None);
    };
    let Some(edits) = read_edits(&plan, &other) else {
        return keep_own(store);
    };
    store.keeping.seen.set_value(Some(other));
    store.keeping.unkept.set(None);
    store.edit(store.t_now("keeping.step_other", &[]), |e| *e = edits);
}

/// Keeps what is shown here; what another tab has kept is put aside.
pub fn keep_own(store: Store) {
    let plan = store.plan.read_untracked().id.clone();
    if let Some(other) = store.keeping.others(&plan) {
        store.keeping.seen.set_value(Some(other.clone()));
        store.keeping.unread.set_value(vec![other]);
    }
    let (edits, history) = untrack(|| store.kept());
    keep(store, &edits, &history);
}
