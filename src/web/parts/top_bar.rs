//! The bar at the top: where we are, undo and redo, share, language, colors.

use leptos::prelude::*;

use super::save_button::SaveButton;
use super::share_panel::ShareButton;
use crate::view_model::route::Route;
use crate::web::browser::access;
use crate::web::browser::focus::focus_id;
use crate::web::browser::icons::{Icon, IconView};
use crate::web::state::site::use_site;
use crate::web::state::store::use_store;
use crate::web::state::text::t;

/// The pages of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShownHere {
    /// The workbench.
    Work,
    /// Alternatives side by side, and many budgets at once.
    Compare,
    /// Where its figures come from.
    Sources,
}

/// The bar of a plan.
#[component]
pub fn TopBar(
    /// The page it stands on.
    here: ShownHere,
) -> impl IntoView {
    let store = use_store();
    Effect::new(move |_| {
        let plan = store
            .lang
            .get()
            .pick(&store.plan.read().document.short)
            .to_owned();
        document().set_title(&store.t("app.title", &[("plan", &plan)]));
    });
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
    let moved = move || match store.edits.read().count() {
        0 => store.t("top.as_plan", &[]),
        n => store.t("top.moved", &[("n", &n)]),
    };
    let on_workbench = here == ShownHere::Work;
    view! {
        <header class="top">
            <SkipLink />
            <Brand />
            <span class="sep"></span>
            <span class="plan" title=title><span class="long">{title}</span><span class="short">{short}</span></span>
            <small class="scn">{moved}</small>
            <span class="sp"></span>
            {on_workbench.then(|| view! { <History /> <span class="sep"></span> })}
            <Pages here />
            <ThemeButton />
            <LangButton />
            {on_workbench.then(|| view! { <SaveButton /> <ShareButton /> })}
        </header>
    }
    .into_any()
}

/// The bar where no plan is open.
#[component]
pub fn PlainBar() -> impl IntoView {
    view! {
        <header class="top">
            <SkipLink />
            <Brand />
            <span class="sp"></span>
            <ThemeButton />
            <LangButton />
        </header>
    }
    .into_any()
}

/// The way past the bar. The address stays as it is: what stands behind `#` is the page.
#[component]
fn SkipLink() -> impl IntoView {
    let skip = move |e: leptos::ev::MouseEvent| {
        e.prevent_default();
        focus_id("main");
    };
    view! { <a class="skip" href="#main" on:click=skip>{t("top.skip")}</a> }
}

/// The name, which leads to the list of plans.
#[component]
fn Brand() -> impl IntoView {
    let home = format!("#{}", Route::Home.fragment());
    view! { <a class="brand" href=home title=t("top.home")><Mark />{t("app.name")}</a> }
}

/// The way to the other pages of the plan.
#[component]
fn Pages(here: ShownHere) -> impl IntoView {
    let id = use_store().plan.read_untracked().id.clone();
    let page = |of: ShownHere, route: Route, name: &'static str, key: &'static str| {
        let to = format!("#{}", route.fragment());
        let current = (of == here).then_some("page");
        view! { <a class="btn" href=to id=name aria-current=current>{t(key)}</a> }
    };
    view! {
        <nav class="pages" aria-label=t("top.pages")>
            {page(ShownHere::Work, Route::Plan(id.clone()), "to-work", "top.work")}
            {page(ShownHere::Compare, Route::Compare(id.clone()), "to-compare", "top.compare")}
            {page(ShownHere::Sources, Route::Sources(id), "to-sources", "top.sources")}
        </nav>
    }
    .into_any()
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
    let site = use_site();
    let turn = move |_| {
        site.dark.update(|d| *d = !*d);
        let name = if site.dark.get_untracked() {
            "dark"
        } else {
            "light"
        };
        // A choice that cannot be kept holds until the page is closed.
        access::keep("dabiao.theme", name);
    };
    let said = move || {
        site.t(
            if site.dark.get() {
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
    let site = use_site();
    let turn = move |_| {
        site.lang.update(|l| *l = l.other());
        access::keep("dabiao.lang", site.lang.get_untracked().tag());
    };
    let other = move || site.lang.get().other().tag();
    view! {
        <button type="button" class="btn" id="lang" lang=other on:click=turn>
            {t("top.languages")}
        </button>
    }
}
