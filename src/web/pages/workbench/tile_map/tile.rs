//! One tile, and the keys that lead from tile to tile.

use std::sync::Arc;

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use crate::view_model::map::picture::{Picture, TileFace};
use crate::view_model::map::places::{Block, Label, TilePlace, toward};
use crate::web::browser::focus::focus_id;
use crate::web::parts::keys;
use crate::web::state::store::{Store, use_store};

/// The tiles that arrow keys lead to from one of them.
#[derive(Clone)]
pub struct Among {
    /// All of them.
    pub all: Arc<Vec<TilePlace>>,
    /// The one that Tab leads to.
    pub reached: RwSignal<Option<usize>>,
    /// What their ids in the page begin with.
    pub prefix: &'static str,
}

impl Among {
    fn id(&self, unit: usize) -> String {
        format!("{}{unit}", self.prefix)
    }

    fn next(&self, from: TilePlace, key: &str) -> Option<TilePlace> {
        match key {
            "ArrowUp" => toward(&self.all, from, (-1, 0)),
            "ArrowDown" => toward(&self.all, from, (1, 0)),
            "ArrowLeft" => toward(&self.all, from, (0, -1)),
            "ArrowRight" => toward(&self.all, from, (0, 1)),
            "Home" => self.all.first().copied(),
            "End" => self.all.last().copied(),
            _ => None,
        }
    }
}

/// Tiles that stand together, under the name of what is above them.
pub fn block(
    block: Block,
    among: &Among,
    names: &[String],
    picture: Memo<Option<Arc<Picture>>>,
) -> AnyView {
    let Block {
        parent,
        places,
        columns,
        first_row,
        labels,
        ..
    } = block;
    let tile = |place: TilePlace| {
        let (name, among) = (names[place.unit].clone(), among.clone());
        view! { <TileButton place first_row among name picture /> }
    };
    let over = |label: Label| {
        let place = |(first, last): (i32, i32)| format!("{} / {}", first + 1, last + 2);
        let (rows, columns) = (place(label.rows), place(label.columns));
        view! {
            <span class="over" aria-hidden="true" style=("grid-row", rows) style=("grid-column", columns)>
                {names[label.unit].clone()}
            </span>
        }
    };
    let tiles = places.into_iter().map(tile).collect_view();
    let labels = labels.into_iter().map(over).collect_view();
    let head = parent.map(|u| view! { <b class="block">{names[u].clone()}</b> });
    view! { {head} <div class="tiles" style=("--columns", columns.to_string())>{tiles}{labels}</div> }
        .into_any()
}

#[component]
fn TileButton(
    place: TilePlace,
    first_row: i32,
    among: Among,
    name: String,
    picture: Memo<Option<Arc<Picture>>>,
) -> impl IntoView {
    let store = use_store();
    let unit = place.unit;
    let part = move |of: fn(&TileFace) -> String| {
        move || {
            let picture = picture.read();
            let tile = picture.as_ref().and_then(|p| p.tiles.get(unit));
            tile.map(of).unwrap_or_default()
        }
    };
    // Before the first plan there is a name at least.
    let said = {
        let (name, sentence) = (name.clone(), part(|t| t.sentence.clone()));
        move || {
            let sentence = Some(sentence()).filter(|s| !s.is_empty());
            sentence.unwrap_or_else(|| name.clone())
        }
    };
    let low = move || {
        let picture = picture.read();
        let tile = picture.as_ref().and_then(|p| p.tiles.get(unit));
        tile.is_some_and(|t| t.low)
    };
    let pressed = move || (store.unit.get() == Some(unit)).to_string();
    let reached = among.reached;
    let stop = move || {
        if reached.get() == Some(unit) {
            "0"
        } else {
            "-1"
        }
    };
    let id = among.id(unit);
    let keys = move |event: KeyboardEvent| {
        if let Some(next) = among.next(place, &keys::key(&event)) {
            event.prevent_default();
            reached.set(Some(next.unit));
            focus_id(&among.id(next.unit));
        }
    };
    let [top, right, bottom, left] = place.edges;
    view! {
        <button
            type="button"
            id=id
            class="tile"
            class:lo=low
            class:et=top
            class:er=right
            class:eb=bottom
            class:el=left
            data-class=part(|t| t.class.to_string())
            title=part(|t| t.sentence.clone())
            style=("grid-row", (place.row - first_row + 1).to_string())
            style=("grid-column", (place.column + 1).to_string())
            aria-pressed=pressed
            tabindex=stop
            on:click=move |_| choose(store, unit)
            on:focus=move |_| reached.set(Some(unit))
            on:keydown=keys
        >
            <span aria-hidden="true">{name}</span>
            <b aria-hidden="true">{part(|t| t.number.clone())}</b>
            <span class="vh">{said}</span>
        </button>
    }
}

/// Choosing the chosen unit again lets go of it.
fn choose(store: Store, unit: usize) {
    store
        .unit
        .update(|now| *now = (*now != Some(unit)).then_some(unit));
}
