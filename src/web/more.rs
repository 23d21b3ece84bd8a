//! What the first screens do not need. It stands in a piece of its own that is fetched when it is first asked for.
//!
//! Nothing outside this file may name the functions that [`More::here`] names: whatever is reached in another way stands in
//! the first piece.

use std::future::Future;
use std::pin::Pin;

use leptos::prelude::*;

use super::compare::ComparePage;
use super::link_in;
use super::site::Site;
use super::sources::SourcesPage;
use super::store::Store;
use super::sweep::SweepPage;
use crate::share::LinkError;

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
        }
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
