//! The hand-off to other solvers: the model of what is shown as files, and their plan back beside ours.
//!
//! Writing, reading and checking are done by a study worker, which sends sentences; nothing of it weighs on the page.

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::domain::Text;
use crate::optimize::Answer;
use crate::report::report;
use crate::share::handoff::solution_text;
use crate::view_model::shown::Shown;
use crate::view_model::wire::ask::Job;
use crate::view_model::wire::told::{BesideRow, Brought, Told};
use crate::web::browser::files::{bytes, chosen, download, too_large};
use crate::web::browser::icons::{Icon, IconView};
use crate::web::clients::study::Study;
use crate::web::state::store::{Store, use_store};
use crate::web::state::text::t;
use crate::words::{Lang, both, say};

/// What the panel holds.
#[derive(Clone, Copy)]
struct Panel {
    store: Store,
    study: Study,
    /// The text of the file that was accepted last.
    file: RwSignal<Option<Arc<str>>>,
    brought: RwSignal<Option<Brought>>,
    /// What is wrong with the file that was chosen last, and its name.
    wrong: RwSignal<Option<(String, Vec<Text>)>>,
    working: RwSignal<bool>,
    /// The file that was written last, and whether the browser has taken it.
    saved: RwSignal<Option<(String, bool)>>,
}

/// The part of the share dialog that hands the model over.
#[component]
pub fn HandOver() -> impl IntoView {
    let store = use_store();
    let panel = Panel {
        store,
        study: Study::new(&store.plan.read_untracked().id),
        file: RwSignal::new(None),
        brought: RwSignal::new(None),
        wrong: RwSignal::new(None),
        working: RwSignal::new(false),
        saved: RwSignal::new(None),
    };
    // A better plan of ours takes the place of the one that was compared with.
    Effect::new(move |before: Option<()>| {
        let shown = store.shown.get();
        if let (Some(_), Some(shown), Some(file)) = (before, shown, panel.file.get_untracked()) {
            panel.compare(&shown, &file, String::new());
        }
    });
    let waits = move || !panel.is_ready();
    let out = move |names: bool| move |_: leptos::ev::MouseEvent| panel.hand_out(names);
    view! {
        <section class="hand-over" aria-labelledby="hand-over-t">
            <h3 id="hand-over-t">{t("handoff.title")}</h3>
            <p class="k">{t("handoff.how")}</p>
            <p class="acts">
                <button type="button" class="btn s o" id="hand-lp" disabled=waits on:click=out(false)>{t("handoff.lp")}</button>
                <button type="button" class="btn s o" id="hand-names" disabled=waits on:click=out(true)>{t("handoff.names")}</button>
                <label class="btn s o file" class:off=waits>
                    {t("handoff.take")}
                    <input type="file" id="hand-back" class="vh" accept=".sol,.txt,.xml,text/plain" disabled=waits on:change=move |e| panel.chosen(&event_target(&e)) />
                </label>
            </p>
            <Wrong panel />
            <div role="status">
                <p class="k">{move || panel.state()}</p>
                {move || panel.checked().map(|said| view! { <p class="checked"><IconView icon=Icon::Check />{said}</p> })}
            </div>
            {move || panel.brought.get().map(|brought| view! { <Beside panel brought /> })}
        </section>
    }
    .into_any()
}

impl Panel {
    /// There is a plan that answers the edits; where it leaves something of a hard target, the search has ended as well.
    fn is_ready(self) -> bool {
        let keeps_hard = |s: &Shown| s.report.checks.iter().any(|c| c.hard && !c.met);
        let shown = self.store.shown.get();
        self.store.fresh.get() && shown.is_some_and(|s| s.answer.settled || !keeps_hard(&s))
    }

    fn state(self) -> String {
        if self.working.get() {
            self.store.t("handoff.working", &[])
        } else if !self.is_ready() {
            self.store.t("handoff.wait", &[])
        } else if let Some((file, taken)) = self.saved.get() {
            let key = if taken {
                "handoff.saved"
            } else {
                "handoff.not_saved"
            };
            self.store.t(key, &[("file", &file)])
        } else {
            String::new()
        }
    }

    fn checked(self) -> Option<String> {
        let lang = self.store.lang.get();
        let brought = self.brought.read();
        brought.as_ref().map(|b| lang.pick(&b.checked).to_owned())
    }

    fn hand_out(self, names: bool) {
        let Some(shown) = self.store.shown.get_untracked() else {
            return;
        };
        let plan = &shown.case.plan;
        let (file, kind) = if names {
            (format!("{}-names.json", plan.id), "application/json")
        } else {
            (format!("{}.lp", plan.id), "text/plain")
        };
        let built = shown.answer.allocation.clone();
        self.working.set(true);
        let job = Job::HandOut { built, names };
        self.study.ask(shown.edits.clone(), job, move |told| {
            self.working.set(false);
            match told {
                Told::Handed { text, .. } => {
                    let taken = download(&file, kind, &text);
                    self.saved.set(Some((file.clone(), taken)));
                }
                _ => self.broken(),
            }
        });
    }

    fn chosen(self, field: &web_sys::HtmlInputElement) {
        let Some(file) = chosen(field) else {
            return;
        };
        if let Some(said) = too_large(&file) {
            return self.wrong.set(Some((file.name(), vec![said])));
        }
        spawn_local(async move {
            let name = file.name();
            match (bytes(&file).await, self.store.shown.get_untracked()) {
                (Some(bytes), Some(shown)) => {
                    self.compare(&shown, &solution_text(&bytes).into(), name);
                }
                (None, _) => {
                    let said = both(|lang| say(lang, "handoff.do_text", &[]));
                    self.wrong.set(Some((name, vec![said])));
                }
                (_, None) => {}
            }
        });
    }

    /// Asks for a solution beside what is shown. `name` is that of a file that was just chosen.
    fn compare(self, shown: &Shown, text: &Arc<str>, name: String) {
        let job = Job::TakeBack {
            text: text.to_string(),
            built: shown.answer.allocation.clone(),
            bound: shown.answer.bound,
            settled: shown.answer.settled,
        };
        let text = Arc::clone(text);
        self.working.set(true);
        self.study.ask(shown.edits.clone(), job, move |told| {
            self.working.set(false);
            match told {
                Told::Brought {
                    brought: Some(brought),
                    ..
                } => {
                    self.file.set(Some(Arc::clone(&text)));
                    self.saved.set(None);
                    self.wrong.set(None);
                    self.brought.set(Some(brought));
                }
                Told::Brought { wrong, .. } => self.wrong.set(Some((name.clone(), wrong))),
                _ => self.broken(),
            }
        });
    }

    fn broken(self) {
        let said = both(|lang| say(lang, "app.worker_broken", &[]));
        self.wrong.set(Some((String::new(), vec![said])));
    }

    /// Puts their plan in the place of ours. What is proved of the scenario holds for every plan of it; where the proof still
    /// runs, theirs is like one that came by a link: it stays until a better one is found.
    fn show(self, brought: &Brought) {
        let Some(shown) = self.store.shown.get_untracked() else {
            return;
        };
        let allocation = brought.built.clone();
        // Nothing is shown that has not been checked here.
        let Ok(report) = report(&shown.case, &allocation) else {
            return;
        };
        let answer = Answer {
            allocation,
            points: report.points,
            score: report.score,
            hard: report.hard,
            proof: None,
            ..shown.answer.clone()
        };
        self.store.shown.set(Some(Arc::new(Shown {
            answer,
            report,
            arrived: !shown.answer.settled,
            ..Shown::clone(&shown)
        })));
        let said = self.store.t_now("handoff.used", &[("by", &brought.by)]);
        self.store.say(said, false);
    }
}

#[component]
fn Wrong(panel: Panel) -> impl IntoView {
    let lang = panel.store.lang;
    let kept = move || panel.brought.read().is_some();
    view! {
        <div role="alert">
            {move || panel.wrong.get().map(|(file, lines)| view! {
                <div class="trouble">
                    <h2><IconView icon=Icon::Warn /> {t("handoff.wrong")}</h2>
                    {(!file.is_empty()).then(|| view! { <p class="mono">{file}</p> })}
                    <ul>{move || lines.iter().map(|l| view! { <li>{lang.get().pick(l).to_owned()}</li> }).collect_view()}</ul>
                    {move || kept().then(|| view! { <p>{t("handoff.kept")()}</p> })}
                </div>
            })}
        </div>
    }
}

/// Their plan beside ours.
#[component]
fn Beside(panel: Panel, brought: Brought) -> impl IntoView {
    let store = panel.store;
    let lang = store.lang;
    let said = |text: &Text| said(lang, text);
    let by = brought.by.clone();
    let caption = move || store.t("handoff.table", &[("by", &by)]);
    let notes = brought
        .notes
        .iter()
        .map(|n| view! { <li>{said(n)}</li> })
        .collect_view();
    let none = brought.targets.is_empty();
    let better = brought.better;
    let theirs = brought.by.clone();
    let sums = brought.sums.iter().map(|r| row(lang, r)).collect_view();
    let targets = brought.targets.iter().map(|r| row(lang, r)).collect_view();
    let brought = StoredValue::new(brought);
    let show = move |_| brought.with_value(|b| panel.show(b));
    view! {
        <ul class="k">{notes}</ul>
        <table class="beside">
            <caption class="vh">{caption}</caption>
            <thead>
                <tr><th scope="col">{t("handoff.what")}</th><th scope="col">{t("handoff.col_ours")}</th><th scope="col">{theirs}</th></tr>
            </thead>
            <tbody>{sums}</tbody>
            <tbody hidden=none>
                <tr class="fh"><th scope="rowgroup" colspan="3">{t("handoff.targets")}</th></tr>
                {targets}
            </tbody>
        </table>
        <p class="k" hidden=!none>{t("handoff.targets_none")}</p>
        // The form closes the dialog: the plan is to be seen.
        {better.then(|| view! {
            <form method="dialog" class="acts"><button class="btn p" id="hand-use" on:click=show>{t("handoff.use")}</button></form>
        })}
    }
    .into_any()
}

/// A sentence in the language of the moment.
fn said(lang: RwSignal<Lang>, text: &Text) -> impl Fn() -> String + Send + Clone + 'static + use<> {
    let text = text.clone();
    move || lang.get().pick(&text).to_owned()
}

fn row(lang: RwSignal<Lang>, row: &BesideRow) -> impl IntoView + use<> {
    let said = |text: &Text| said(lang, text);
    let missed = |text: &Text| {
        (!text.zh.is_empty())
            .then(|| view! { <span class="st no"><IconView icon=Icon::Warn />{said(text)}</span> })
    };
    let more =
        (!row.more.zh.is_empty()).then(|| view! { <span class="dl">{said(&row.more)}</span> });
    view! {
        <tr>
            <th scope="row">{said(&row.name)}</th>
            <td>{said(&row.ours)} {missed(&row.missed.0)}</td>
            <td>{said(&row.theirs)} {more} {missed(&row.missed.1)}</td>
        </tr>
    }
}
