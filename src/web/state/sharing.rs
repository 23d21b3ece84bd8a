//! The link of this moment, and keeping it in the address.

use leptos::prelude::*;

use super::site::use_site;
use super::store::Store;
use crate::share::Shared;
use crate::view_model::link_notice::LinkNotice;
use crate::view_model::route::Route;
use crate::web::browser::access;

/// What a link of this moment carries: the edits, and the plan where it answers them.
#[must_use]
pub fn shared(store: Store) -> Shared {
    let plan = store.plan.get_untracked();
    let mut shared = Shared::of(&plan, store.edits.get_untracked(), String::new());
    if let Some(shown) = store.shown.get_untracked()
        && store.fresh.get_untracked()
    {
        shared.allocation = Some(shown.answer.allocation.clone());
        shared.score = Some(shown.answer.score);
        shared.bound = shown.answer.bound;
    }
    shared
}

/// Keeps the address of the page in step with the plan, so that copying the address shares it too.
pub fn keep_address(store: Store) {
    let site = use_site();
    Effect::new(move |before: Option<()>| {
        let more = site.more.get();
        let plan = store.plan.get();
        let live = store.in_gesture();
        let settled = store
            .shown
            .read()
            .as_ref()
            .is_some_and(|s| s.answer.settled);
        let (plain, fresh) = (store.edits.read().is_empty(), store.fresh.get());
        let is_told = matches!(
            *store.link.read(),
            Some(LinkNotice::Broken(_) | LinkNotice::Opened(_))
        );
        if live || before.is_none() || is_told {
            return;
        }
        // Whoever has just gone to another page must not be called back by a late change of the address.
        let here = match Route::of(&access::fragment()) {
            Route::Plan(id) => id == plan.id,
            Route::Link(_) => true,
            Route::Home | Route::Sources(_) | Route::Compare(_) | Route::Sweep(_) => false,
        };
        if !here {
            return;
        }
        let mut shared = shared(store);
        if !(settled && fresh) {
            (shared.allocation, shared.score, shared.bound) = (None, None, None);
        }
        let text = match more {
            _ if plain => None,
            // It is on its way, and this runs again.
            None => return,
            Some(more) => (more.encode)(&plan, &shared).ok(),
        };
        let plain = Route::Plan(plan.id.clone()).fragment();
        access::set_fragment(&text.map_or(plain, |e| e.text));
    });
}

/// The whole address of a link.
#[must_use]
pub fn address(text: &str) -> String {
    let here = || {
        let location = window().location();
        let (origin, path) = (location.origin().ok(), location.pathname().ok());
        let is_file = location.protocol().is_ok_and(|p| p == "file:");
        (!is_file).then(|| origin.unwrap_or_default() + &path.unwrap_or_default())
    };
    match access::meta("dabiao-base").or_else(here) {
        Some(base) => format!("{base}#{text}"),
        None => format!("#{text}"),
    }
}
