//! The map with its choices and its legend.

use std::sync::Arc;

use leptos::prelude::*;

use super::indicators::Indicators;
use super::near::Near;
use super::tile::{Among, block};
use crate::domain::{Level, Plan};
use crate::view_model::map::picture::{MapAsked, Picture, year_words};
use crate::view_model::map::places::{MANY, TilePlace, blocks, levels, usual_level};
use crate::web::parts::segments::Segments;
use crate::web::state::store::{Store, use_store};
use crate::words::{Lang, period, say, short_names};

/// The tile map with its choices and its legend.
#[component]
pub fn TileMap() -> impl IntoView {
    let store = use_store();
    let picture = Memo::new(move |_| {
        let asked = MapAsked {
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

/// The names of all units, as short as they may be among those of their level.
fn names(plan: &Plan, lang: Lang) -> Vec<String> {
    let units = &plan.region.units;
    let mut names = vec![String::new(); units.len()];
    for level in levels(plan) {
        let own: Vec<usize> = (0..units.len())
            .filter(|u| units[*u].level == level)
            .collect();
        let short = short_names(lang, own.iter().map(|u| &units[*u].name));
        for (unit, name) in own.into_iter().zip(short) {
            names[unit] = name;
        }
    }
    names
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
        let asked = MapAsked {
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
        let names = Arc::new(names(&plan, lang));
        let blocks = blocks(&plan, level.get(), lang);
        let all: Arc<Vec<TilePlace>> =
            Arc::new(blocks.iter().flat_map(|b| b.places.clone()).collect());
        // One tile of all can be reached by Tab; arrow keys lead to the others.
        let reached = RwSignal::new(all.first().map(|p| p.unit));
        let has_names = blocks.iter().all(|b| b.has_names);
        let in_blocks = blocks.iter().any(|b| b.parent.is_some());
        let is_small = all.len() > MANY;
        let near = (is_small && !in_blocks).then(|| {
            let first = all.first().map(|p| p.unit);
            view! { <Near first level=level.get() names=names.clone() picture /> }
        });
        let among = Among {
            all,
            reached,
            prefix: "tile-",
        };
        let blocks = blocks
            .into_iter()
            .map(|b| block(b, &among, &names, picture))
            .collect_view();
        view! {
            <div class="map-box" class:small=is_small class:blocks=in_blocks class:plain=!has_names>{blocks}</div>
            {near}
        }
    };
    let label = move || say(store.lang.get(), "map.label", &[]);
    view! { <div role="group" aria-label=label>{tiles}</div> }
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
