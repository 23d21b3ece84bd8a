//! The tiles, their keys, the legend.

use std::sync::Arc;

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::super::focus::{focus_id, scroll_to_id};
use super::super::segments::Segments;
use super::super::store::{Store, use_store};
use super::indicators::Indicators;
use super::picture::{Asked, Picture, year_words};
use crate::domain::Plan;
use crate::words::{Lang, period, say, short_names};

/// A unit with its place: tiles first, then those of the list, one below the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    unit: usize,
    row: i32,
    column: i32,
    listed: bool,
}

/// Units with a tile at it, the others below; a residual has neither, nothing is built there.
fn places(plan: &Plan) -> Vec<Place> {
    let units = plan
        .region
        .units
        .iter()
        .enumerate()
        .filter(|(_, u)| !u.residual);
    let (tiled, listed): (Vec<_>, Vec<_>) = units.partition(|(_, u)| u.tile.is_some());
    let mut all: Vec<Place> = tiled
        .into_iter()
        .filter_map(|(unit, u)| {
            u.tile.map(|t| Place {
                unit,
                row: t.row as i32,
                column: t.column as i32,
                listed: false,
            })
        })
        .collect();
    all.sort_by_key(|p| (p.row, p.column));
    let below = all.iter().map(|p| p.row + 1).max().unwrap_or(0);
    let rows = (below..).zip(listed);
    all.extend(rows.map(|(row, (unit, _))| Place {
        unit,
        row,
        column: 0,
        listed: true,
    }));
    all
}

/// The place an arrow key leads to: the nearest in its direction, straight ahead before aside.
fn toward(places: &[Place], from: Place, (down, right): (i32, i32)) -> Option<Place> {
    let distance = |p: &Place| {
        let (dr, dc) = (p.row - from.row, p.column - from.column);
        let (ahead, aside) = (dr * down + dc * right, dr * right + dc * down);
        (ahead > 0).then(|| ahead + 3 * aside.abs())
    };
    let near = places.iter().filter_map(|p| distance(p).map(|d| (d, *p)));
    near.min_by_key(|(d, _)| *d).map(|(_, p)| p)
}

/// The tile map with its choices and its legend.
#[component]
pub fn TileMap() -> impl IntoView {
    let store = use_store();
    let picture = Memo::new(move |_| {
        let asked = Asked {
            indicator: store.indicator.get(),
            year: store.year.get(),
            lang: store.lang.get(),
        };
        store
            .shown
            .read()
            .as_ref()
            .and_then(|shown| Picture::of(shown, asked))
            .map(Arc::new)
    });
    let say_it = move |key: &'static str| move || say(store.lang.get(), key, &[]);
    let years = Signal::derive(move || years(&store.plan.read(), store.lang.get()));
    view! {
        <section class="map" aria-labelledby="map-title">
            <div class="sec">
                <h2 id="map-title">{say_it("map.title")}</h2>
                <Indicators />
                <div class="r">
                    <Segments label=Signal::derive(say_it("map.years")) choices=years chosen=store.year />
                </div>
            </div>
            <Tiles picture=picture />
            <Legend picture=picture />
            <Chosen picture=picture />
        </section>
    }
    .into_any()
}

/// The years to choose from: today and the end of each period.
fn years(plan: &Plan, lang: Lang) -> Vec<(i32, String)> {
    let base = plan.horizon.base_year;
    let today = (base, year_words(plan, lang, base));
    std::iter::once(today)
        .chain(plan.horizon.periods.iter().map(|p| (p.last, period(p))))
        .collect()
}

#[component]
fn Tiles(picture: Memo<Option<Arc<Picture>>>) -> impl IntoView {
    let store = use_store();
    let tiles = move || {
        let (plan, lang) = (store.plan.get(), store.lang.get());
        let names = short_names(lang, plan.region.units.iter().map(|u| &u.name));
        let all = Arc::new(places(&plan));
        // One tile of all can be reached by Tab; arrow keys lead to the others.
        let reached = RwSignal::new(all.first().map(|p| p.unit));
        let tile = |listed: bool| {
            let all = all.clone();
            all.iter()
                .filter(|p| p.listed == listed)
                .map(|p| view! { <TileButton place=*p all=all.clone() name=names[p.unit].clone() reached picture /> })
                .collect_view()
        };
        let columns = all
            .iter()
            .filter(|p| !p.listed)
            .map(|p| p.column + 1)
            .max()
            .unwrap_or(1);
        let some_listed = all.iter().any(|p| p.listed);
        view! {
            <div class="tiles" style=("--columns", columns.to_string())>{tile(false)}</div>
            {some_listed.then(|| view! { <div class="tile-list">{tile(true)}</div> })}
        }
    };
    let label = move || say(store.lang.get(), "map.label", &[]);
    view! { <div role="group" aria-label=label>{tiles}</div> }
}

fn tile_id(unit: usize) -> String {
    format!("tile-{unit}")
}

#[component]
fn TileButton(
    place: Place,
    all: Arc<Vec<Place>>,
    name: String,
    reached: RwSignal<Option<usize>>,
    picture: Memo<Option<Arc<Picture>>>,
) -> impl IntoView {
    let store = use_store();
    let unit = place.unit;
    let part = move |of: fn(&super::picture::Tile) -> String| {
        move || {
            picture
                .read()
                .as_ref()
                .and_then(|p| p.tiles.get(unit).map(of))
                .unwrap_or_default()
        }
    };
    let low = move || {
        picture
            .read()
            .as_ref()
            .is_some_and(|p| p.tiles.get(unit).is_some_and(|t| t.low))
    };
    let pressed = move || {
        if store.unit.get() == Some(unit) {
            "true"
        } else {
            "false"
        }
    };
    let stop = move || {
        if reached.get() == Some(unit) {
            "0"
        } else {
            "-1"
        }
    };
    let keys = move |event: KeyboardEvent| {
        if let Some(next) = next_tile(&all, place, &event.key()) {
            event.prevent_default();
            reached.set(Some(next.unit));
            focus_id(&tile_id(next.unit));
        }
    };
    view! {
        <button
            type="button"
            id=tile_id(unit)
            class="tile"
            class:lo=low
            data-class=part(|t| t.class.to_string())
            style=("grid-row", (place.row + 1).to_string())
            style=("grid-column", (place.column + 1).to_string())
            aria-pressed=pressed
            tabindex=stop
            on:click=move |_| choose(store, unit)
            on:focus=move |_| reached.set(Some(unit))
            on:keydown=keys
        >
            <span aria-hidden="true">{name}</span>
            <b aria-hidden="true">{part(|t| t.number.clone())}</b>
            <span class="vh">{part(|t| t.sentence.clone())}</span>
        </button>
    }
}

fn next_tile(all: &[Place], from: Place, key: &str) -> Option<Place> {
    match key {
        "ArrowUp" => toward(all, from, (-1, 0)),
        "ArrowDown" => toward(all, from, (1, 0)),
        "ArrowLeft" => toward(all, from, (0, -1)),
        "ArrowRight" => toward(all, from, (0, 1)),
        "Home" => all.first().copied(),
        "End" => all.last().copied(),
        _ => None,
    }
}

/// Choosing the chosen unit again lets go of it.
fn choose(store: Store, unit: usize) {
    store
        .unit
        .update(|now| *now = (*now != Some(unit)).then_some(unit));
}

#[component]
fn Legend(picture: Memo<Option<Arc<Picture>>>) -> impl IntoView {
    let classes = move || {
        let picture = picture.get()?;
        let steps = picture.legend.len().saturating_sub(1).max(1);
        let class = |(i, words): (usize, &String)| {
            view! { <span><i data-class=(1 + i * 4 / steps).to_string()></i>{words.clone()}</span> }
        };
        let classes = picture.legend.iter().enumerate().map(class).collect_view();
        let mark = picture
            .mark
            .clone()
            .map(|words| view! { <span><i class="flag"></i>{words}</span> });
        Some(view! { {classes}{mark} })
    };
    view! { <div class="ramp">{classes}</div> }
}

/// The chosen unit in a sentence, and the way to its row.
#[component]
fn Chosen(picture: Memo<Option<Arc<Picture>>>) -> impl IntoView {
    let store = use_store();
    let sentence = move || {
        let unit = store.unit.get()?;
        picture
            .read()
            .as_ref()?
            .tiles
            .get(unit)
            .map(|t| t.sentence.clone())
    };
    let to_row = move |_| {
        if let Some(unit) = store.unit.get_untracked() {
            scroll_to_id(&super::super::allocation::row_id(unit));
        }
    };
    view! {
        <p class="map-chosen">
            {move || sentence().unwrap_or_else(|| say(store.lang.get(), "map.choose", &[]))}
            <Show when=move || store.unit.get().is_some()>
                <button type="button" class="link" on:click=to_row>
                    {move || say(store.lang.get(), "map.to_row", &[])}
                </button>
            </Show>
        </p>
    }
}
