//! While a plan is on its way, and when it cannot be had.

use leptos::prelude::*;

use crate::view_model::route::Route;
use crate::web::browser::icons::{Icon, IconView};
use crate::web::parts::top_bar::PlainBar;
use crate::web::state::plans::Failure;
use crate::web::state::site::use_site;
use crate::web::state::text::t;

/// A quiet outline of the page to come; it appears only where the plan takes long enough to be waited for.
#[component]
pub fn LoadingView(
    /// The plan.
    id: String,
) -> impl IntoView {
    let site = use_site();
    let name = site.entry(&id).map(|e| e.short);
    let said = move || {
        let name = name.as_ref().map_or("", |n| site.lang.get().pick(n));
        site.t("opening.loading", &[("plan", &name)])
    };
    view! {
        <PlainBar />
        <main class="opening" id="main" tabindex="-1" aria-busy="true">
            <p role="status">{said}</p>
            <div class="boot-body" aria-hidden="true">
                <div class="boot-main"><i class="boot-verdict"></i><i></i><i></i><i></i><i></i><i></i></div>
            </div>
        </main>
    }
}

/// The plan could not be had: why, once more, or another one.
#[component]
pub fn FailedView(
    /// The plan.
    id: String,
    /// Why.
    failure: Failure,
) -> impl IntoView {
    let site = use_site();
    let name = site.entry(&id).map(|e| e.title);
    let title = move || {
        let name = name.as_ref().map_or("", |n| site.lang.get().pick(n));
        site.t("opening.failed", &[("plan", &name)])
    };
    let why = move || match failure {
        Failure::NoAnswer => site.t("opening.no_answer", &[]),
        Failure::NoMore => site.t("opening.no_more", &[]),
        Failure::Missing(status) => site.t("opening.missing", &[("status", &status)]),
        Failure::Unreadable => site.t("opening.unreadable", &[]),
    };
    view! {
        <PlainBar />
        <main class="opening" id="main" tabindex="-1">
            <section class="trouble" role="alert">
                <h1><IconView icon=Icon::Warn /> {title}</h1>
                <p>{why}</p>
                <p>
                    <button type="button" class="btn p" id="retry" on:click=move |_| site.arrive()>{t("opening.retry")}</button>
                    <a class="btn o" href=format!("#{}", Route::Home.fragment())>{t("opening.list")}</a>
                </p>
            </section>
        </main>
    }
}

/// The address names a plan that is not here.
#[component]
pub fn UnknownView(
    /// What the address says.
    id: String,
) -> impl IntoView {
    let site = use_site();
    view! {
        <PlainBar />
        <main class="opening" id="main" tabindex="-1">
            <section class="trouble" role="alert">
                <h1><IconView icon=Icon::Warn /> {move || site.t("opening.unknown", &[("id", &id)])}</h1>
                <p><a class="btn o" href=format!("#{}", Route::Home.fragment())>{t("opening.list")}</a></p>
            </section>
        </main>
    }
}
