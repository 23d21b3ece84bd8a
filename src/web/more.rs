//! What the first screens do not need. It stands in a piece of its own that is fetched when it is first asked for.
//!
//! Nothing outside this file may name the functions that [`here`] names: whatever is reached in another way stands in
//! the first piece.

use leptos::prelude::*;

use super::compare::ComparePage;
use super::doors::More;
use super::sources::SourcesPage;
use super::store::Store;
use super::sweep::SweepPage;
use super::{link_in, plans, scenarios, share_panel, source_note};
use crate::share::encode;

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
