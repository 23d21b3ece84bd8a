//! What the first screens do not need. It stands in a piece of its own that is fetched when it is first asked for.
//!
//! Nothing outside this file may name the functions that [`More::here`] names: whatever is reached in another way stands in
//! the first piece.

use std::future::Future;
use std::pin::Pin;

use js_sys::JsString;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::compare::ComparePage;
use super::plans::{self, Entry};
use super::share_panel::{self, Made};
use super::site::{Site, use_site};
use super::source_note::{self, Open};
use super::sources::SourcesPage;
use super::store::{Store, use_store};
use super::sweep::SweepPage;
use super::{link_in, scenarios};
use crate::domain::Plan;
use crate::share::{Encoded, LinkError, Shared, encode};

/// The doors of the second piece.
#[derive(Clone, Copy)]
pub struct More {
    /// Where the figures of a plan come from.
    pub sources: fn(Store) -> AnyView,
    /// Alternatives side by side.
    pub compare: fn(Store) -> AnyView,
    /// Many budgets at once.
    pub sweep: fn(Store) -> AnyView,
    /// The plan that a link is about.
    pub plan_of: fn(Site, &str) -> Result<String, LinkError>,
    /// Opens a link on its plan; true where it holds several scenarios, which are compared then.
    pub arrive: fn(Site, Store, &str) -> bool,
    /// The link of what is shared.
    pub encode: fn(&Plan, &Shared) -> Result<Encoded, LinkError>,
    /// The dialog that shows a link.
    pub share_dialog: fn(Made, &'static str, RwSignal<bool>, bool, Callback<()>) -> AnyView,
    /// The dialog that keeps the workbench under a name.
    pub save_dialog: fn(Callback<()>) -> AnyView,
    /// What a slider's "?" says.
    pub note: fn(Open) -> AnyView,
    /// A plan decided year by year.
    pub single_years: fn(&Plan, &Entry) -> (Plan, JsString),
}

/// Fetches the second piece; none where it cannot be had.
pub type FetchMore = fn() -> Pin<Box<dyn Future<Output = Option<More>>>>;

impl More {
    /// The doors, from inside. Only the cut in `src/bin/app.rs` may call it.
    #[must_use]
    pub fn here() -> More {
        More {
            sources,
            compare,
            sweep,
            plan_of: link_in::plan_of,
            arrive: link_in::arrive,
            encode,
            share_dialog: share_panel::dialog,
            save_dialog: scenarios::save_dialog,
            note: source_note::view,
            single_years: plans::single_years,
        }
    }

    /// What a door leads to, once it is here. Until then nothing: it is fetched, and the view that asks is drawn again.
    #[must_use]
    pub fn behind(door: impl FnOnce(&More) -> AnyView) -> Option<AnyView> {
        let site = use_site();
        let more = site.more.get();
        if more.is_none() {
            let store = use_store();
            spawn_local(async move {
                if !site.fetch_more().await {
                    store.say(store.t_now("opening.no_more", &[]), false);
                }
            });
        }
        more.as_ref().map(door)
    }
}

fn sources(store: Store) -> AnyView {
    provide_context(store);
    view! { <SourcesPage /> }.into_any()
}

fn compare(store: Store) -> AnyView {
    provide_context(store);
    view! { <ComparePage /> }.into_any()
}

fn sweep(store: Store) -> AnyView {
    provide_context(store);
    view! { <SweepPage /> }.into_any()
}
