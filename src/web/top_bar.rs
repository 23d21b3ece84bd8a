//! The bar at the top: where we are, undo and redo, share, language, colors.

use leptos::prelude::*;

use super::browser;
use super::icons::{Icon, IconView};
use super::rail::edits_count;
use super::share_panel::ShareButton;
use super::store::use_store;
use super::text::t;

/// The bar.
#[component]
pub fn TopBar() -> impl IntoView {
    let store = use_store();
    let title = move || {
        store
            .lang
            .get()
            .pick(&store.plan.read().document.title)
            .to_owned()
    };
    let short = move || {
        store
            .lang
            .get()
            .pick(&store.plan.read().document.short)
            .to_owned()
    };
    let moved = move || match edits_count(&store.edits.read()) {
        0 => store.t("top.as_plan", &[]),
        n => store.t("top.moved", &[("n", &n)]),
    };
    view! {
        <header class="top">
            <a class="skip" href="#main">{t("top.skip")}</a>
            <span class="brand"><Mark />{t("app.name")}</span>
            <span class="sep"></span>
            <span class="plan" title=title><span class="long">{title}</span><span class="short">{short}</span></span>
            <small class="scn">{moved}</small>
            <span class="sp"></span>
            <History />
            <span class="sep"></span>
            <ThemeButton />
            <LangButton />
            <ShareButton />
        </header>
    }
}

#[component]
fn Mark() -> impl IntoView {
    view! {
        <svg viewBox="0 0 20 20" aria-hidden="true">
            <rect class="m1" x="1" y="12" width="4" height="7" />
            <rect class="m1" x="7" y="8" width="4" height="11" />
            <rect class="m2" x="13" y="4" width="4" height="15" />
            <path class="m3" d="M0 4h20" />
        </svg>
    }
}

#[component]
fn History() -> impl IntoView {
    let store = use_store();
    let undo = move || match store.undoes() {
        Some(label) => store.t("top.undo_step", &[("step", &label)]),
        None => store.t("top.undo", &[]),
    };
    let redo = move || match store.redoes() {
        Some(label) => store.t("top.redo_step", &[("step", &label)]),
        None => store.t("top.redo", &[]),
    };
    view! {
        <button
            type="button"
            class="btn ic"
            id="undo"
            aria-label=undo
            title=undo
            aria-keyshortcuts="Control+Z"
            disabled=move || store.undoes().is_none()
            on:click=move |_| store.undo()
        >
            <IconView icon=Icon::Undo />
        </button>
        <button
            type="button"
            class="btn ic"
            id="redo"
            aria-label=redo
            title=redo
            aria-keyshortcuts="Control+Shift+Z"
            disabled=move || store.redoes().is_none()
            on:click=move |_| store.redo()
        >
            <IconView icon=Icon::Redo />
        </button>
    }
}

#[component]
fn ThemeButton() -> impl IntoView {
    let store = use_store();
    Effect::new(move |_| {
        browser::mark_root(
            "data-theme",
            if store.dark.get() { "dark" } else { "light" },
        )
    });
    let turn = move |_| {
        store.dark.update(|d| *d = !*d);
        let name = if store.dark.get_untracked() {
            "dark"
        } else {
            "light"
        };
        // A choice that cannot be kept holds until the page is closed.
        browser::keep("dabiao.theme", name);
    };
    let said = move || {
        store.t(
            if store.dark.get() {
                "top.light"
            } else {
                "top.dark"
            },
            &[],
        )
    };
    view! {
        <button type="button" class="btn ic" id="theme" aria-label=said title=said on:click=turn>
            <IconView icon=Icon::Theme />
        </button>
    }
}

#[component]
fn LangButton() -> impl IntoView {
    let store = use_store();
    Effect::new(move |_| {
        browser::mark_root("lang", store.lang.get().tag());
        document().set_title(&store.t("app.title", &[]));
    });
    let turn = move |_| {
        store.lang.update(|l| *l = l.other());
        browser::keep("dabiao.lang", store.lang.get_untracked().tag());
    };
    let other = move || store.lang.get().other().tag();
    view! {
        <button type="button" class="btn" id="lang" lang=other on:click=turn>
            {t("top.languages")}
        </button>
    }
}
