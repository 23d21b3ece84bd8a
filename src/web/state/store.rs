//! The state of the page: one plan, the edits made to it, and everything that follows from them.

use std::sync::Arc;

use leptos::prelude::*;

use super::aside::Aside;
use super::keeping::Keeping;
use crate::domain::{Case, Edits, Issue, Plan};
use crate::optimize::Conflict;
use crate::view_model::history::History;
use crate::view_model::link_notice::LinkNotice;
use crate::view_model::shown::{Indicator, Shown};
use crate::words::Lang;

/// A plan with edits worked out, or why it cannot be.
pub type Worked = Result<Arc<Case>, Arc<Vec<Issue>>>;

/// Takes something back. Not a `Callback`: what was taken out of the page takes its callbacks with it, and this brings it back.
pub type Undo = Arc<dyn Fn() + Send + Sync>;

/// A message at the foot of the page.
#[derive(Clone)]
pub struct Toast {
    /// What it says.
    pub text: String,
    /// Takes back what it speaks of, where that is possible.
    pub undo: Option<Undo>,
}

/// The state of the page. Copied freely: every field is a handle.
#[derive(Clone, Copy)]
pub struct Store {
    /// The plan, unedited.
    pub plan: RwSignal<Arc<Plan>>,
    /// What differs from it. Read only: change it by [`Store::edit`] or [`Store::live`].
    pub edits: RwSignal<Edits>,
    /// The plan with the edits worked out.
    pub case: Memo<Worked>,
    /// The last valid plan.
    pub shown: RwSignal<Option<Arc<Shown>>>,
    /// Why the current edits have no plan, where that is so. The last plan stays.
    pub conflicts: RwSignal<Option<Arc<Vec<Conflict>>>>,
    /// The last request to the worker.
    pub latest: RwSignal<u64>,
    /// Whether `shown` answers the current edits.
    pub fresh: Memo<bool>,
    /// A computation has been running for long enough to say so.
    pub busy: RwSignal<bool>,
    /// The worker failed and could not be started again.
    pub broken: RwSignal<bool>,
    /// The language.
    pub lang: RwSignal<Lang>,
    /// What the tile map shows.
    pub indicator: RwSignal<Indicator>,
    /// The year the tile map shows: the last year of a period, or the base year.
    pub year: RwSignal<i32>,
    /// The unit that map, rows and chart point at.
    pub unit: RwSignal<Option<usize>>,
    /// A unit whose row is looked for.
    pub reveal: RwSignal<Option<usize>>,
    /// The message at the foot of the page.
    pub toast: RwSignal<Option<Toast>>,
    /// What is to be said about the link the page was opened with.
    pub link: RwSignal<Option<LinkNotice>>,
    /// What was kept of the plan and lies aside.
    pub aside: Aside,
    /// How keeping the edits stands.
    pub keeping: Keeping,
    history: RwSignal<History>,
    before: RwSignal<Option<Edits>>,
    /// The last number that was given to a request, and its case while that may still be shown under it.
    numbered: StoredValue<(u64, Option<Arc<Case>>)>,
}

/// The store of this page.
#[must_use]
pub fn use_store() -> Store {
    expect_context::<Store>()
}

impl Store {
    /// A store for `plan` without edits. It lives as long as the owner it is made under.
    #[must_use]
    pub fn new(plan: Arc<Plan>, lang: RwSignal<Lang>) -> Self {
        let last = plan.horizon.periods.last().map_or(0, |p| p.last);
        let indicator = first_indicator(&plan);
        let aside = Aside::of(&plan.id);
        let plan = RwSignal::new(plan);
        let edits = RwSignal::new(Edits::default());
        let work = move |_: Option<&Worked>| {
            let case = Case::sharing(&plan.get(), &edits.read());
            case.map(Arc::new).map_err(Arc::new)
        };
        // Every change of the edits is a new case: comparing two of them would cost more than it saves.
        let case = Memo::new_with_compare(work, |_, _| true);
        let shown = RwSignal::new(None::<Arc<Shown>>);
        let latest = RwSignal::new(0);
        let is_fresh = move |_: Option<&bool>| {
            let answers = shown.read().as_ref().is_some_and(|s| s.id == latest.get());
            answers && case.read().is_ok()
        };
        Store {
            plan,
            edits,
            case,
            shown,
            conflicts: RwSignal::new(None),
            latest,
            fresh: Memo::new(is_fresh),
            busy: RwSignal::new(false),
            broken: RwSignal::new(false),
            lang,
            indicator: RwSignal::new(indicator),
            year: RwSignal::new(last),
            unit: RwSignal::new(None),
            reveal: RwSignal::new(None),
            toast: RwSignal::new(None),
            link: RwSignal::new(None),
            aside,
            keeping: Keeping::new(),
            history: RwSignal::new(History::default()),
            before: RwSignal::new(None),
            numbered: StoredValue::new((0, None)),
        }
    }

    /// The number of a request about `case`: the one it has already, else the next. Whoever shows a plan before it is asked for
    /// shows it under this number, too.
    #[must_use]
    pub fn request(&self, case: &Arc<Case>) -> u64 {
        let number = self.numbered.try_update_value(|(last, of)| {
            if of.as_ref().is_none_or(|of| !Arc::ptr_eq(of, case)) {
                (*last, *of) = (*last + 1, Some(Arc::clone(case)));
            }
            *last
        });
        number.unwrap_or_default()
    }

    /// Nobody answers requests any more: the next one has a new number, whatever it is about.
    pub fn leave_request(&self) {
        self.numbered.try_update_value(|(_, of)| *of = None);
    }

    /// Changes the edits as one step that can be undone.
    pub fn edit(&self, label: impl Into<String>, change: impl FnOnce(&mut Edits)) {
        self.live(change);
        self.commit(label);
    }

    /// Changes the edits within a gesture: no step until [`Store::commit`].
    pub fn live(&self, change: impl FnOnce(&mut Edits)) {
        let now = self.edits.get_untracked();
        let mut next = now.clone();
        change(&mut next);
        crate::view_model::tidy::tidy(&self.plan.read_untracked(), &mut next);
        if self.before.read_untracked().is_none() {
            self.before.set(Some(now.clone()));
        }
        if next != now {
            self.edits.set(next);
        }
    }

    /// Ends a gesture: what it changed becomes one step.
    pub fn commit(&self, label: impl Into<String>) {
        let Some(before) = self.before.try_update(Option::take).flatten() else {
            return;
        };
        if before != *self.edits.read_untracked() {
            self.history.update(|h| h.push(label.into(), before));
        }
    }

    /// Ends a gesture and takes back what it changed.
    pub fn cancel(&self) {
        if let Some(before) = self.before.try_update(Option::take).flatten()
            && before != *self.edits.read_untracked()
        {
            self.edits.set(before);
        }
    }

    /// Whether a gesture is under way.
    #[must_use]
    pub fn in_gesture(&self) -> bool {
        self.before.read().is_some()
    }

    /// Takes back the last step.
    pub fn undo(&self) {
        self.cancel();
        self.turn(History::undo);
    }

    /// Brings back what was undone last.
    pub fn redo(&self) {
        self.cancel();
        self.turn(History::redo);
    }

    fn turn(&self, way: fn(&mut History, Edits) -> Option<Edits>) {
        let now = self.edits.get_untracked();
        let then = self.history.try_update(|h| way(h, now)).flatten();
        if let Some(edits) = then {
            self.edits.set(edits);
        }
    }

    /// What undo would take back.
    #[must_use]
    pub fn undoes(&self) -> Option<String> {
        self.history.read().undoes().map(str::to_owned)
    }

    /// What redo would bring back.
    #[must_use]
    pub fn redoes(&self) -> Option<String> {
        self.history.read().redoes().map(str::to_owned)
    }

    /// What is kept between two visits: edits and the steps that led to them.
    #[must_use]
    pub fn kept(&self) -> (Edits, History) {
        (self.edits.get(), self.history.get())
    }

    /// Takes up what was kept.
    pub fn restore(&self, edits: Edits, history: History) {
        self.history.set(history);
        self.edits.set(edits);
    }

    /// Shows a message at the foot of the page, which may offer to undo the last step.
    pub fn say(&self, text: impl Into<String>, undo: bool) {
        let store = *self;
        let text = text.into();
        let undo = undo.then(|| Arc::new(move || store.undo()) as Undo);
        self.toast.set(Some(Toast { text, undo }));
    }

    /// The same for something that is no step of the workbench: `undo` takes it back.
    pub fn say_with(&self, text: String, undo: impl Fn() + Send + Sync + 'static) {
        let undo = Some(Arc::new(undo) as Undo);
        self.toast.set(Some(Toast { text, undo }));
    }
}

/// What the map starts with: the first rate target of a service people use where they live, else the money.
fn first_indicator(plan: &Plan) -> Indicator {
    use crate::domain::TargetKind::Rate;
    let local =
        |id: &crate::domain::ServiceId| plan.services.iter().any(|s| s.id == *id && s.local);
    plan.targets
        .iter()
        .position(|t| matches!(&t.rule, Rate { services, .. } if services.iter().any(local)))
        .map_or(Indicator::Cost, Indicator::Target)
}
