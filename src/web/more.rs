//! What the first screens do not need. It stands in a piece of its own that is fetched when it is first asked for.
//!
//! Nothing outside this file may name the functions that [`here`] names: whatever is reached in another way stands in
//! the first piece.

use leptos::prelude::*;

use super::pages::compare::page::ComparePage;
use super::pages::sources::page::SourcesPage;
use super::pages::sweep::page::SweepPage;
use super::pages::workbench::source_note;
use super::parts::{save_button, share_panel};
use super::state::doors::More;
use super::state::store::Store;
use super::state::{link_in, plans};
use crate::share::{Link, encode};

/// The doors, from inside. Only the cut in `src/bin/app.rs` may call it.
#[must_use]
pub fn here() -> More {
    More {
        sources,
        compare,
        sweep,
        read_link: Link::read,
        arrive: link_in::arrive,
        encode,
        share_dialog: share_panel::dialog,
        save_dialog: save_button::save_dialog,
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
