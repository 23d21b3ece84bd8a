//! Starting the page, and a visible sentence should it ever break.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::spawn_local;

use super::browser::access;
use super::clients::solver;
use super::pages::home::Home;
use super::pages::opening::{FailedView, LoadingView, UnknownView};
use super::pages::workbench::budget::state::Budgets;
use super::pages::workbench::page::Workbench;
use super::parts::keys;
use super::parts::misserved_view::MisservedView;
use super::state::doors::{FetchMore, More};
use super::state::note::Note;
use super::state::site::{Page, Site, use_site};
use super::state::store::Store;
use super::state::{keep, sharing, ticks};
use crate::words::{Lang, say};

/// Starts the page; `fetch` is how it gets what the first screens do not need.
pub fn main(fetch: FetchMore) {
    std::panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        tell_broken();
    }));
    let Some(place) = document().get_element_by_id("app") else {
        return;
    };
    ticks::publish();
    leptos::mount::mount_to(place.unchecked_into(), move || view! { <App fetch /> }).forget();
}

#[component]
fn App(fetch: FetchMore) -> impl IntoView {
    let site = Site::new(fetch);
    provide_context(site);
    site.listen();
    access::refuse_files();
    Effect::new(move |_| {
        let theme = if site.dark.get() { "dark" } else { "light" };
        access::mark_root("data-theme", theme);
        access::mark_root("lang", site.lang.get().tag());
    });
    let page = move || match site.page.get() {
        Page::Home => view! { <Home /> }.into_any(),
        Page::Loading(id) => view! { <LoadingView id /> }.into_any(),
        Page::Failed(id, failure) => view! { <FailedView id failure /> }.into_any(),
        Page::Unknown(id) => view! { <UnknownView id /> }.into_any(),
        Page::Work(id) => with_store(&id, |store| view! { <Work store /> }.into_any()),
        Page::Sources(id) => with_more(&id, |more| more.sources),
        Page::Compare(id) => with_more(&id, |more| more.compare),
        Page::Sweep(id) => with_more(&id, |more| more.sweep),
    };
    view! {
        <MisservedView />
        {page}
    }
}

fn with_store(id: &str, view: impl Fn(Store) -> AnyView) -> AnyView {
    use_site().store(id).map(view).into_any()
}

/// Fetches the second piece once the first plan is on the screen: whoever opens another page then finds it here.
fn fetch_more_later(store: Store) {
    let site = use_site();
    Effect::new(move |asked: Option<bool>| {
        let asked = asked.unwrap_or_default();
        let answered = asked || store.shown.read().is_some();
        if answered && !asked {
            // Where it cannot be had now it is asked for again when it is needed.
            spawn_local(async move {
                let _ = site.fetch_more().await;
            });
        }
        answered
    });
}

/// A page of the second piece, which [`Site`] has fetched before it shows one.
fn with_more(id: &str, page: fn(&More) -> fn(Store) -> AnyView) -> AnyView {
    let more = use_site().more.get_untracked();
    with_store(id, |store| more.map(|more| page(&more)(store)).into_any())
}

/// A plan on the workbench; its worker ends when the page shows something else.
#[component]
fn Work(store: Store) -> impl IntoView {
    provide_context(store);
    provide_context(Note::new());
    solver::run(store);
    keep::run(store);
    keys::listen(store);
    sharing::keep_address(store);
    provide_context(Budgets::run());
    fetch_more_later(store);
    view! { <Workbench /> }
}

/// Says in both languages that the page has broken: no state can be trusted any more, so this needs none.
fn tell_broken() {
    let Some(body) = document().body() else {
        return;
    };
    let Ok(note) = document().create_element("div") else {
        return;
    };
    note.set_class_name("panic");
    // The page is broken already; what fails now can only leave the sentence out.
    let _ = note.set_attribute("role", "alert");
    let sentences = [Lang::Zh, Lang::En].map(|l| say(l, "app.panic", &[]));
    note.set_text_content(Some(&sentences.join(" ")));
    let _ = body.append_child(&note);
}
