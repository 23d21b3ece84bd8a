//! The built-in plans: the list that the page carries, and the files they are fetched from when opened.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use js_sys::JsString;
use leptos::prelude::window;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use crate::domain::{OtherReading, Plan, Readings, SINGLE_YEARS, Text};
use crate::read::{from_json, read_fields};
use crate::share::plan_text;
use crate::web::browser::access;
use crate::words::{Lang, say};

/// A plan as the page lists it before it is opened; written by `scripts/site/plans.mjs`.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The plan's id.
    pub id: String,
    /// The file it stands in, beside the page.
    pub file: String,
    /// The document's title.
    pub title: Text,
    /// Its short name.
    pub short: Text,
    /// The place planned for.
    pub place: Text,
    /// The document's number.
    pub number: String,
    /// The first year decided.
    pub first: i32,
    /// The last year decided.
    pub last: i32,
    /// Units by level: provinces, prefectures, counties, townships.
    pub units: Vec<usize>,
    /// Number of targets.
    pub targets: usize,
    /// The file of other readings, beside the page; empty where there is none.
    pub readings: String,
    /// Some period is longer than a year.
    pub spans: bool,
    /// What the plan is mainly about.
    pub promises: Vec<Promise>,
}

/// A target in short.
#[derive(Clone, Debug)]
pub struct Promise {
    /// Its name.
    pub name: Text,
    /// Its level at its last milestone.
    pub level: f64,
    /// The level is a share of 1.
    pub share: bool,
    /// The year of that milestone.
    pub year: i32,
}

read_fields! {
    Entry { id, file, title, short, place, number, first, last, units, targets, readings, spans, promises }
    Promise { name, level, share, year }
}

/// Why a plan could not be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// Nothing came: no network, or it broke off.
    NoAnswer,
    /// The second piece of the page did not come.
    NoMore,
    /// The file is not there (any more).
    Missing(u16),
    /// What came is no plan of this version.
    Unreadable,
}

thread_local! {
    /// Texts of the plans that have been opened: the worker reads the same text.
    static TEXTS: RefCell<BTreeMap<String, JsString>> = RefCell::default();
}

/// The plans of this site, in the order of the page; one that is decided by spans is followed by itself, year by year.
#[must_use]
pub fn catalog() -> Vec<Entry> {
    let list = access::meta("dabiao-plans").unwrap_or_default();
    let entries: Vec<Entry> = from_json(&list).unwrap_or_default();
    let mut all = Vec::new();
    for entry in entries {
        let years = entry.spans.then(|| by_single_years(&entry));
        all.push(entry);
        all.extend(years);
    }
    all
}

fn by_single_years(entry: &Entry) -> Entry {
    let named = |name: &Text| {
        let [zh, en] = [Lang::Zh, Lang::En]
            .map(|lang| say(lang, "home.by_years", &[("plan", &lang.pick(name))]));
        Text { zh, en }
    };
    Entry {
        id: format!("{}{SINGLE_YEARS}", entry.id),
        title: named(&entry.title),
        short: named(&entry.short),
        spans: false,
        ..entry.clone()
    }
}

/// The text of a plan that has been opened, as the worker reads it.
#[must_use]
pub fn text(id: &str) -> Option<JsString> {
    TEXTS.with_borrow(|texts| texts.get(id).cloned())
}

/// A plan decided year by year, and its text.
pub type SingleYears = fn(&Plan, &Entry) -> (Plan, JsString);

/// Fetches a plan. One that is decided by single years is made by what the second piece has for it.
///
/// # Errors
/// Whatever keeps the file from being had and read.
pub async fn load(entry: &Entry, single_years: Option<SingleYears>) -> Result<Arc<Plan>, Failure> {
    let mut text = fetch(&entry.file).await?;
    let mut plan: Plan = from_json(&String::from(&text)).ok_or(Failure::Unreadable)?;
    if entry.id.strip_suffix(SINGLE_YEARS) == Some(&plan.id) {
        let single_years = single_years.ok_or(Failure::NoMore)?;
        (plan, text) = single_years(&plan, entry);
    }
    if plan.id != entry.id {
        return Err(Failure::Unreadable);
    }
    TEXTS.with_borrow_mut(|texts| texts.insert(entry.id.clone(), text));
    Ok(Arc::new(plan))
}

/// A plan decided year by year under the name of `entry`, and its text.
#[must_use]
pub fn single_years(plan: &Plan, entry: &Entry) -> (Plan, JsString) {
    let mut plan = plan.by_single_years();
    plan.document.title = entry.title.clone();
    plan.document.short = entry.short.clone();
    let text = plan_text(&plan).into();
    (plan, text)
}

/// Fetches the other readings of a plan; none where it has none.
///
/// # Errors
/// Whatever keeps the file from being had and read.
pub async fn readings(entry: &Entry) -> Result<Vec<OtherReading>, Failure> {
    if entry.readings.is_empty() {
        return Ok(Vec::new());
    }
    let text = fetch(&entry.readings).await?;
    let read = from_json::<Readings>(&String::from(&text)).ok_or(Failure::Unreadable)?;
    if read.format != Readings::FORMAT {
        return Err(Failure::Unreadable);
    }
    Ok(read.readings)
}

async fn fetch(file: &str) -> Result<JsString, Failure> {
    let promise = window().fetch_with_str(&format!("./{file}"));
    let response = JsFuture::from(promise)
        .await
        .map_err(|_| Failure::NoAnswer)?
        .unchecked_into::<Response>();
    if !response.ok() {
        return Err(Failure::Missing(response.status()));
    }
    let body = response.text().map_err(|_| Failure::NoAnswer)?;
    let text = JsFuture::from(body).await.map_err(|_| Failure::NoAnswer)?;
    text.dyn_into().map_err(|_| Failure::Unreadable)
}
