//! The whole site: which page is shown, language and colors, and the plans that have been opened.
//!
//! Every opened plan has a [`Store`] of its own that lives as long as the page: who goes to another plan and comes back
//! finds edits and undo steps as they were.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::beside::BesidePlans;
use super::doors::{FetchMore, More};
use super::keep;
use super::link_in;
use super::plans::{self, Entry, Failure};
use super::store::Store;
use crate::domain::{Plan, SINGLE_YEARS};
use crate::share::{Link, LinkError};
use crate::view_model::route::Route;
use crate::web::browser::{access, served};
use crate::words::Lang;

/// What is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Page {
    /// The list of plans.
    #[default]
    Home,
    /// A plan is on its way.
    Loading(String),
    /// A plan could not be opened.
    Failed(String, Failure),
    /// No plan of that name is here.
    Unknown(String),
    /// A plan on the workbench.
    Work(String),
    /// The sources of a plan.
    Sources(String),
    /// Alternatives of a plan.
    Compare(String),
    /// Many budgets of a plan.
    Sweep(String),
}

/// The state of the site. Copied freely: every field is a handle.
#[derive(Clone, Copy)]
pub struct Site {
    /// The language.
    pub lang: RwSignal<Lang>,
    /// Dark colors.
    pub dark: RwSignal<bool>,
    /// What is shown.
    pub page: RwSignal<Page>,
    /// The plans there are.
    pub catalog: StoredValue<Arc<Vec<Entry>>>,
    stores: StoredValue<BTreeMap<String, Store>>,
    /// What belongs to a plan beside its store.
    pub beside: BesidePlans,
    owner: StoredValue<Owner>,
    /// What the first screens do not need, once it has been fetched.
    pub more: RwSignal<Option<More>>,
    fetch: StoredValue<FetchMore>,
}

/// A link that was read and is about a plan of this site, or what is wrong with it.
type ReadLink = Result<Link, LinkError>;

/// The site of this page.
#[must_use]
pub fn use_site() -> Site {
    expect_context::<Site>()
}

impl Site {
    /// The site; call it inside the root component.
    #[must_use]
    pub fn new(fetch: FetchMore) -> Site {
        Site {
            lang: RwSignal::new(access::language()),
            dark: RwSignal::new(access::dark()),
            page: RwSignal::new(Page::Home),
            catalog: StoredValue::new(Arc::new(plans::catalog())),
            stores: StoredValue::new(BTreeMap::new()),
            beside: BesidePlans::new(),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
            more: RwSignal::new(None),
            fetch: StoredValue::new(fetch),
        }
    }

    /// Follows the address, now and whenever it changes.
    pub fn listen(self) {
        self.arrive();
        let handle = window_event_listener(ev::hashchange, move |_| self.arrive());
        on_cleanup(move || handle.remove());
    }

    /// Shows what the address asks for.
    pub fn arrive(self) {
        match Route::of(&access::fragment()) {
            Route::Home => self.page.set(Page::Home),
            Route::Plan(id) => self.open(id.clone(), Page::Work(id), None),
            Route::Sources(id) => self.open(id.clone(), Page::Sources(id), None),
            Route::Compare(id) => self.open(id.clone(), Page::Compare(id), None),
            Route::Sweep(id) => self.open(id.clone(), Page::Sweep(id), None),
            Route::Link(fragment) => self.open_link(fragment),
        }
    }

    /// The entry of a plan.
    #[must_use]
    pub fn entry(self, id: &str) -> Option<Entry> {
        let catalog = self.catalog.get_value();
        catalog.iter().find(|e| e.id == id).cloned()
    }

    /// The store of a plan that has been opened.
    #[must_use]
    pub fn store(self, id: &str) -> Option<Store> {
        self.stores.with_value(|stores| stores.get(id).copied())
    }

    fn last_open(self) -> Option<String> {
        let catalog = self.catalog.get_value();
        let known = |id: &String| catalog.iter().any(|e| e.id == *id);
        let last = access::kept("dabiao.plan").filter(known);
        last.or_else(|| catalog.first().map(|e| e.id.clone()))
    }

    /// Opens a link; what reads it is fetched first, and the page stays as it is meanwhile.
    fn open_link(self, fragment: String) {
        if let Some(more) = self.more.get_untracked() {
            return self.read_link(more, &fragment);
        }
        if *self.page.read_untracked() == Page::Home {
            self.page.set(Page::Loading(String::new()));
        }
        spawn_local(async move {
            let is_here = self.fetch_more().await;
            // The workbench may have rewritten the link; whoever has gone elsewhere is not called back.
            if !matches!(Route::of(&access::fragment()), Route::Link(_)) {
                return;
            }
            match self.more.get_untracked() {
                Some(more) if is_here => self.read_link(more, &fragment),
                _ => {
                    let last = self.last_open().unwrap_or_default();
                    self.page.set(Page::Failed(last, Failure::NoMore));
                }
            }
        });
    }

    fn read_link(self, more: More, fragment: &str) {
        let known = |link: Link| match self.entry(link.plan()) {
            Some(_) => Ok(link),
            None => Err(link.of_no_plan()),
        };
        let link = (more.read_link)(fragment).and_then(known);
        // What cannot be read is said beside the plan that was open here last.
        let id = match &link {
            Ok(link) => link.plan().to_owned(),
            Err(_) => self.last_open().unwrap_or_default(),
        };
        self.open(id.clone(), Page::Work(id), Some(link));
    }

    /// Shows `page` of a plan; what is missing for it is fetched first. A link is opened on it.
    fn open(self, id: String, page: Page, link: Option<ReadLink>) {
        let by_years = id.ends_with(SINGLE_YEARS);
        let is_first = matches!(page, Page::Work(_)) && link.is_none() && !by_years;
        let has_code = is_first || self.more.read_untracked().is_some();
        if has_code && let Some(store) = self.store(&id) {
            return self.show(store, page, link);
        }
        let Some(entry) = self.entry(&id) else {
            return self.page.set(Page::Unknown(id));
        };
        let wanted = access::fragment();
        self.page.set(Page::Loading(id.clone()));
        if !has_code {
            // Both come at the same time; only a plan by single years needs the one for the other.
            spawn_local(async move {
                let _ = self.fetch_more().await;
            });
        }
        spawn_local(async move {
            if by_years {
                let _ = self.fetch_more().await;
            }
            let loaded = match self.store(&id) {
                Some(store) => Ok(store),
                None => {
                    let plan = plans::load(
                        &entry,
                        self.more.get_untracked().map(|more| more.single_years),
                    )
                    .await;
                    plan.map(|plan| self.remember(plan))
                }
            };
            let more = has_code || self.fetch_more().await;
            // Whoever has gone elsewhere meanwhile is not called back.
            let is_wanted = access::fragment() == wanted;
            match loaded {
                _ if !is_wanted => {}
                Ok(store) if more => self.show(store, page, link),
                Ok(_) => self.page.set(Page::Failed(id, Failure::NoMore)),
                Err(failure) => self.page.set(Page::Failed(id, failure)),
            }
        });
    }

    /// Fetches what the first screens do not need, where it is not here yet; false where it cannot be had.
    pub async fn fetch_more(self) -> bool {
        if self.more.read_untracked().is_none() {
            let fetch = self.fetch.get_value();
            match fetch().await {
                Some(more) => self.more.set(Some(more)),
                None => served::look_at("dabiao-more"),
            }
        }
        self.more.read_untracked().is_some()
    }

    fn remember(self, plan: Arc<Plan>) -> Store {
        let id = plan.id.clone();
        if let Some(store) = self.store(&id) {
            return store;
        }
        // Signals live as long as their owner: the page, not the view that happens to be shown.
        let store = self.owner.get_value().with(|| {
            let store = Store::new(plan, self.lang);
            keep::restore(store);
            store
        });
        self.stores.update_value(|stores| {
            stores.insert(id, store);
        });
        store
    }

    /// Opens a link on its plan; true where it holds several scenarios. What opens it has been fetched by then.
    fn arrived(self, store: Store, link: Link) -> bool {
        let more = self.more.get_untracked();
        more.is_some_and(|more| (more.arrive)(store, self.beside, link))
    }

    fn show(self, store: Store, page: Page, link: Option<ReadLink>) {
        access::keep("dabiao.plan", &store.plan.read_untracked().id);
        let several = match link {
            Some(Ok(link)) => self.arrived(store, link),
            Some(Err(error)) => {
                link_in::refuse(store, error);
                false
            }
            None => false,
        };
        if several {
            // What a link of several holds stands side by side.
            let id = store.plan.read_untracked().id.clone();
            access::set_fragment(&Route::Compare(id.clone()).fragment());
            return self.page.set(Page::Compare(id));
        }
        if *self.page.read_untracked() != page {
            self.page.set(page);
        }
    }
}
