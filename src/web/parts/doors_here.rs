//! Going through a door of the second piece.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::web::state::doors::More;
use crate::web::state::site::use_site;
use crate::web::state::store::use_store;

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
