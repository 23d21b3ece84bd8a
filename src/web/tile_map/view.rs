//! The tiles, their keys, the legend.

use std::sync::Arc;

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::super::focus::focus_id;
use super::super::segments::Segments;
use super::super::store::{Store, use_store};
use super::indicators::Indicators;
use super::picture::{Asked, Picture, year_words};
use super::places::{Block, MANY, Place, blocks, levels, toward, usual_level};
use crate::domain::{Level, Plan};
use crate::words::{Lang, period, say, short_names};

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
    let level = RwSignal::new(usual_level(&store.plan.read_untracked()));
    follow_indicator(store, level);
    let choices = Signal::derive(move || level_choices(&store.plan.read(), store.lang.get()));
    let several = choices.read_untracked().len() > 1;
    view! {
        <section class="map" aria-labelledby="map-title">
            <div class="sec">
                <h2 id="map-title">{say_it("map.title")}</h2>
                <Indicators />
                {several.then(|| view! { <Segments label=Signal::derive(say_it("map.level")) choices=choices chosen=level /> })}
                <div class="r">
                    <Segments label=Signal::derive(say_it("map.years")) choices=years chosen=store.year />
                </div>
            </div>
            <Tiles picture level />
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

/// The levels to choose from, where there are several.
fn level_choices(plan: &Plan, lang: Lang) -> Vec<(Level, String)> {
    let key = |level: Level| match level {
        Level::Province => "map.provinces",
        Level::Prefecture => "map.prefectures",
        Level::County => "map.counties",
        Level::Township => "map.townships",
    };
    let choice = |l: Level| (l, say(lang, key(l), &[]));
    levels(plan).into_iter().map(choice).collect()
}

/// An indicator that says nothing of the level that is shown brings up the one it speaks of.
fn follow_indicator(store: Store, level: RwSignal<Level>) {
    Effect::new(move |_| {
        let asked = Asked {
            indicator: store.indicator.get(),
            year: store.year.get_untracked(),
            lang: store.lang.get_untracked(),
        };
        let shown = store.shown.get_untracked();
        let Some(picture) = shown.and_then(|shown| Picture::of(&shown, asked)) else {
            return;
        };
        let plan = store.plan.read_untracked();
        let says = |l: &Level| {
            let units = plan.region.units.iter().zip(&picture.tiles);
            units.filter(|(u, t)| u.level == *l && t.class > 0).count()
        };
        if says(&level.get_untracked()) == 0
            && let Some(best) = levels(&plan).into_iter().max_by_key(says)
            && says(&best) > 0
        {
            level.set(best);
        }
    });
}

#[component]
fn Tiles(picture: Memo<Option<Arc<Picture>>>, level: RwSignal<Level>) -> impl IntoView {
    let store = use_store();
    let tiles = move || {
        let (plan, lang) = (store.plan.get(), store.lang.get());
        let names = Arc::new(short_names(lang, plan.region.units.iter().map(|u| &u.name)));
        let blocks = blocks(&plan, level.get());
        let all: Arc<Vec<Place>> = Arc::new(blocks.iter().flat_map(|b| b.places.clone()).collect());
        // One tile of all can be reached by Tab; arrow keys lead to the others.
        let reached = RwSignal::new(all.first().map(|p| p.unit));
        let block = |block: Block| {
            let Block {
                parent,
                places,
                columns,
                first_row,
            } = block;
            let tile = |place: Place| {
                let name = names[place.unit].clone();
                view! { <TileButton place first_row all=all.clone() name reached picture /> }
            };
            let tiles = places.into_iter().map(tile).collect_view();
            let head = parent.map(|u| view! { <b class="block">{names[u].clone()}</b> });
            view! { {head} <div class="tiles" style=("--columns", columns.to_string())>{tiles}</div> }
        };
        let small = all.len() > MANY;
        let in_blocks = blocks.iter().any(|b| b.parent.is_some());
        let blocks = blocks.into_iter().map(block).collect_view();
        view! { <div class="map-box" class:small=small class:blocks=in_blocks>{blocks}</div> }
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
    first_row: i32,
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
    // Before the first plan there is a name at least.
    let said = {
        let (name, sentence) = (name.clone(), part(|t| t.sentence.clone()));
        move || {
            Some(sentence())
                .filter(|s| !s.is_empty())
                .unwrap_or_else(|| name.clone())
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
            store.reveal.set(Some(unit));
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
