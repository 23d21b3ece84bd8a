//! What stands around the chosen tile, large enough for names and numbers: the part of a map whose own tiles are too small.

use std::sync::Arc;

use leptos::prelude::*;

use super::tile::{Among, block};
use crate::domain::Level;
use crate::view_model::map::picture::Picture;
use crate::view_model::map::places::{Block, siblings};
use crate::web::state::store::use_store;
use crate::words::Lang;

/// The units under the same parent as the chosen one; before one of this level is chosen, as the first.
#[component]
pub fn Near(
    /// The first unit of the map.
    first: Option<usize>,
    /// Its level.
    level: Level,
    /// Of all units.
    names: Arc<Vec<String>>,
    picture: Memo<Option<Arc<Picture>>>,
) -> impl IntoView {
    let store = use_store();
    let columns = match store.lang.get_untracked() {
        Lang::Zh => 6,
        Lang::En => 4,
    };
    // Only another parent draws the tiles anew, so that the one that was pressed keeps its focus.
    let shown = Memo::new(move |_| {
        let plan = store.plan.read();
        let is_here = |u: &usize| plan.region.units.get(*u).is_some_and(|u| u.level == level);
        let unit = store.unit.get().filter(is_here).or(first)?;
        let block = siblings(&plan, unit, columns);
        block.places.first().map(|p| p.unit)
    });
    move || {
        let block_of = siblings(&store.plan.read(), shown.get()?, columns);
        let all = Arc::new(block_of.places.clone());
        let reached = RwSignal::new(all.first().map(|p| p.unit));
        let among = Among {
            all,
            reached,
            prefix: "near-",
        };
        let parent = block_of.parent;
        let head = move || {
            let plan = store.plan.read();
            parent.map(|u| store.lang.get().pick(&plan.region.units[u].name).to_owned())
        };
        // Its head has room for the whole name.
        let alone = Block {
            parent: None,
            ..block_of
        };
        let tiles = block(alone, &among, &names, picture);
        Some(view! {
            <div class="near" role="group" aria-label=head>
                <b class="block">{head}</b>
                {tiles}
            </div>
        })
    }
}
