//! Starting the page, and a visible sentence should it ever break.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

use super::source_note::Note;
use super::store::Store;
use super::workbench::Workbench;
use super::{browser, keep, keys, link_in, plans, share_panel, ticks, worker_client};
use crate::words::{Lang, say};

/// Starts the page.
pub fn main() {
    std::panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        tell_broken();
    }));
    let Some(place) = document().get_element_by_id("app") else {
        return;
    };
    ticks::publish();
    leptos::mount::mount_to(place.unchecked_into(), App).forget();
}

#[component]
fn App() -> impl IntoView {
    let lang = browser::language();
    let Some(plan) = plans::first() else {
        return view! { <p class="trouble">{say(lang, "app.no_plan", &[])}</p> }.into_any();
    };
    let edits = keep::kept(&plan);
    let back = edits.is_some_and(|e| !e.is_empty());
    let store = Store::new(
        plan.clone(),
        keep::kept(&plan).unwrap_or_default(),
        lang,
        browser::dark(),
    );
    provide_context(store);
    provide_context(Note::new());
    if back && browser::fragment().is_empty() {
        store.say(store.t_now("toast.restored", &[]), false);
    }
    link_in::listen(store);
    worker_client::run(store);
    keep::run(store);
    keys::listen(store);
    share_panel::keep_address(store);
    view! { <Workbench /> }.into_any()
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
