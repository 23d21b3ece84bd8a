//! The list of plans: where, when, what is promised, and what was edited here.

use leptos::prelude::*;

use crate::view_model::route::Route;
use crate::web::browser::access;
use crate::web::parts::top_bar::PlainBar;
use crate::web::state::keep::{KeptEdits, kept};
use crate::web::state::plans::{Entry, Promise};
use crate::web::state::site::{Site, use_site};
use crate::web::state::text::t;
use crate::words::{Lang, count, percent, say};

/// The page.
#[component]
pub fn Home() -> impl IntoView {
    let site = use_site();
    let plans = site.catalog.get_value();
    let empty = plans.is_empty();
    let rows = plans
        .iter()
        .map(|entry| view! { <PlanRow entry=entry.clone() /> })
        .collect_view();
    Effect::new(move |_| document().set_title(&site.t("home.page_title", &[])));
    view! {
        <PlainBar />
        <main class="home" id="main" tabindex="-1">
            <h1>{t("home.title")}</h1>
            <p class="lead">{t("home.lead")}</p>
            {empty.then(|| view! { <p class="trouble" role="alert">{t("app.no_plan")}</p> })}
            <ul class="plans">{rows}</ul>
            <p class="k">{t("foot.local")}</p>
        </main>
    }
    .into_any()
}

#[component]
fn PlanRow(entry: Entry) -> impl IntoView {
    let site = use_site();
    let entry = StoredValue::new(entry);
    let text =
        move |of: fn(Lang, &Entry) -> String| move || entry.with_value(|e| of(site.lang.get(), e));
    let (id, kept) = entry.with_value(|e| (e.id.clone(), kept(&e.id)));
    let work = format!("#{}", Route::Plan(id.clone()).fragment());
    let sources = format!("#{}", Route::Sources(id.clone()).fragment());
    let promises = move || {
        let lang = site.lang.get();
        entry.with_value(|e| {
            e.promises
                .iter()
                .map(|p| view! { <li>{lang.pick(&p.name).to_owned()} <b>{level(p)}</b> <span class="k">{p.year}</span></li> })
                .collect_view()
        })
    };
    view! {
        <li id=format!("plan-{id}")>
            <div class="where">
                <b>{text(|lang, e| lang.pick(&e.place).to_owned())}</b>
                <span>{text(|_, e| format!("{}\u{2013}{}", e.first, e.last))}</span>
            </div>
            <div class="what">
                <h2><a href=work>{text(|lang, e| lang.pick(&e.title).to_owned())}</a></h2>
                <p class="k">
                    <span lang="zh">{entry.with_value(|e| e.number.clone())}</span>
                    <span>{text(units)}</span>
                    <span>{text(|lang, e| say(lang, "home.targets", &[("n", &e.targets)]))}</span>
                </p>
                <p class="vh">{t("home.promises")}</p>
                <ul class="promises">{promises}</ul>
            </div>
            <div class="go">
                {kept.map(|kept| view! { <p class="mine">{move || edited(site, &kept)}</p> })}
                <a class="btn" href=sources aria-label=text(|lang, e| say(lang, "home.sources_of", &[("plan", &lang.pick(&e.short))]))>
                    {t("home.sources")}
                </a>
            </div>
        </li>
    }
    .into_any()
}

fn level(promise: &Promise) -> String {
    if promise.share {
        return percent(promise.level);
    }
    if promise.level.fract() == 0.0 {
        return count(promise.level as i64);
    }
    promise.level.to_string()
}

/// `23 townships`, level by level.
fn units(lang: Lang, entry: &Entry) -> String {
    let keys = [
        "home.province",
        "home.prefecture",
        "home.county",
        "home.township",
    ];
    let levels = keys.iter().zip(&entry.units).filter(|(_, n)| **n > 0);
    let words: Vec<String> = levels
        .map(|(key, n)| say(lang, key, &[("n", &n)]))
        .collect();
    words.join(&say(lang, "list.comma", &[]))
}

fn edited(site: Site, kept: &KeptEdits) -> String {
    let n = kept.moved;
    let day = kept
        .when
        .and_then(|when| access::day(site.lang.get(), when));
    match day {
        Some(day) => site.t("home.edited_on", &[("n", &n), ("day", &day)]),
        None => site.t("home.edited", &[("n", &n)]),
    }
}
