//! Every target: what the document says, how it is read, what is counted.

use leptos::prelude::*;

use super::try_out::{TryAll, TryOut, use_trials};
use crate::domain::{NotPlanned, OtherReading, Plan, Target, TargetKind, Text};
use crate::report::uses;
use crate::view_model::lever::{Lever, level};
use crate::web::state::site::use_site;
use crate::web::state::store::use_store;
use crate::web::state::text::t;
use crate::words::{Lang, bound_by, definition, level_style, say};

/// The section, field by field.
#[component]
pub fn TargetList() -> impl IntoView {
    let store = use_store();
    let site = use_site();
    let plan = store.plan.get_untracked();
    let trials = use_trials();
    let levers = Box::new(move || {
        let plan = store.plan.read_untracked();
        let levels = (0..plan.targets.len()).filter_map(|t| level(&plan, t));
        let readings = trials.readings.read_untracked();
        let others = readings.iter().enumerate();
        let others = others.filter_map(|(at, r)| lever_of(&plan, at, r));
        levels.chain(others).collect::<Vec<Lever>>()
    });
    let groups = (0..plan.fields.len())
        .map(|f| view! { <FieldTargets field=f /> })
        .collect_view();
    let read = plan
        .targets
        .iter()
        .filter(|t| t.interpretation.is_some())
        .count();
    let all = plan.targets.len();
    let count = move || site.t("sources.targets_count", &[("n", &all), ("read", &read)]);
    view! {
        <section aria-labelledby="h-targets">
            <div class="sec">
                <h2 id="h-targets">{t("sources.targets")}</h2>
                <span class="k">{count}</span>
                <div class="r"><TryAll id="try-readings" levers /></div>
            </div>
            {groups}
        </section>
    }
    .into_any()
}

/// What the document promises too and is not planned here; nothing where it is all planned.
#[component]
pub fn NotPlannedList() -> impl IntoView {
    let (store, site) = (use_store(), use_site());
    let plan = store.plan.get_untracked();
    let n = plan.not_planned.len();
    if n == 0 {
        return ().into_any();
    }
    let text = move |i: usize, of: fn(&NotPlanned) -> &Text| {
        move || {
            let plan = store.plan.read();
            let own = plan.not_planned.get(i).map(of);
            own.map(|text| site.lang.get().pick(text).to_owned())
        }
    };
    let rows = plan.not_planned.iter().enumerate().map(|(i, own)| {
        view! {
            <li>
                <div class="id"><span lang="zh">{own.clause.clone()}</span></div>
                <div>
                    <p><b>{text(i, |p| &p.name)}</b></p>
                    <p class="k">{text(i, |p| &p.why)}</p>
                </div>
            </li>
        }
    });
    let rows = rows.collect_view();
    let lead = move || site.t("not_planned.lead", &[("n", &n)]);
    view! {
        <section class="not-planned" aria-labelledby="h-not-planned">
            <div class="sec">
                <h2 id="h-not-planned">{t("not_planned.title")}</h2>
            </div>
            <p class="k">{lead}</p>
            <ul class="promised">{rows}</ul>
        </section>
    }
    .into_any()
}

#[component]
fn FieldTargets(field: usize) -> impl IntoView {
    let (store, site) = (use_store(), use_site());
    let plan = store.plan.get_untracked();
    let own = |(_, t): &(usize, &Target)| t.field == plan.fields[field].id;
    let rows = plan.targets.iter().enumerate().filter(own);
    let rows = rows
        .map(|(i, _)| view! { <TargetItem target=i /> })
        .collect_view();
    let name = move || {
        site.lang
            .get()
            .pick(&store.plan.read().fields[field].name)
            .to_owned()
    };
    view! {
        <h3>{name}</h3>
        <ul class="promised">{rows}</ul>
    }
    .into_any()
}

#[component]
fn TargetItem(target: usize) -> impl IntoView {
    let (store, site) = (use_store(), use_site());
    let text = move |of: fn(Lang, &Plan, &Target) -> String| {
        move || {
            let plan = store.plan.read();
            of(site.lang.get(), &plan, &plan.targets[target])
        }
    };
    let plan = store.plan.get_untracked();
    let own = &plan.targets[target];
    let reading = own.interpretation.clone().map(|reading| {
        let said = move || site.lang.get().pick(&reading).to_owned();
        view! { <p class="reading"><span class="pv asm">{t("note.reading")}</span> {said}</p> }
    });
    let id = own.id.clone();
    let trial = level(&plan, target).map(|lever| view! { <TryOut lever /> });
    let others = move || {
        let all = use_trials().readings.get();
        let own = all.into_iter().enumerate();
        own.filter(|(_, r)| r.targets.contains(&id))
            .map(|(at, reading)| view! { <Other at reading /> })
            .collect_view()
    };
    view! {
        <li>
            <div class="id"><b>{own.id.0.clone()}</b><span lang="zh">{own.clause.clone()}</span></div>
            <div>
                <p><b>{text(|lang, _, t| lang.pick(&t.name).to_owned())}</b></p>
                <p class="k">{text(|lang, _, t| say(lang, kind_key(&t.rule), &[]))} " · " {text(definition)}</p>
                <p class="k">{text(|lang, _, t| bound_by(lang, t))}</p>
                {reading}
                {others}
            </div>
            <p class="lv">{text(levels)}</p>
            {trial}
        </li>
    }
    .into_any()
}

/// What tries a reading out: the plan read that way, or the figures it is a matter of; none where the plan has neither.
fn lever_of(plan: &Plan, at: usize, reading: &OtherReading) -> Option<Lever> {
    if reading.change.is_some() {
        return Some(Lever::Reading(at));
    }
    let id = reading.figures.as_ref()?;
    let source = plan.sources.iter().position(|s| s.id == *id)?;
    let uses = uses(plan);
    let same = uses[source].chunk_by(|a, b| a.says == b.says).next()?;
    Some(Lever::of(source, same, None))
}

/// Another reading: what it says, and what it would change.
#[component]
fn Other(
    /// Its index among those of the page.
    at: usize,
    reading: OtherReading,
) -> impl IntoView {
    let site = use_site();
    let with = reading.targets.iter().map(|t| t.0.as_str());
    let with = with.collect::<Vec<_>>().join(" ");
    let together = reading.targets.len() > 1 && reading.change.is_some();
    let end = match lever_of(&use_store().plan.read_untracked(), at, &reading) {
        Some(lever) => view! { <TryOut lever /> }.into_any(),
        None => view! { <p class="k">{t("reading.no_figure")}</p> }.into_any(),
    };
    let said = move || {
        let lang = site.lang.get();
        let says = lang.pick(&reading.says).to_owned();
        let key = if together {
            "reading.together"
        } else {
            "reading.alone"
        };
        site.t(key, &[("says", &says), ("targets", &with)])
    };
    view! { <div class="other"><p><span class="pv asm">{t("reading.other")}</span> {said}</p>{end}</div> }.into_any()
}

fn levels(lang: Lang, _: &Plan, target: &Target) -> String {
    let style = level_style(target);
    let one = |m: &crate::domain::Milestone| {
        let level = style.wanted(m.level.value.to_f64());
        say(
            lang,
            "note.level_by",
            &[("level", &level), ("year", &m.year)],
        )
    };
    let all: Vec<String> = target.milestones.iter().map(one).collect();
    all.join(&say(lang, "list.comma", &[]))
}

fn kind_key(kind: &TargetKind) -> &'static str {
    match kind {
        TargetKind::Rate { .. } => "kind.rate",
        TargetKind::Count { .. } => "kind.count",
        TargetKind::Annual { .. } => "kind.annual",
        TargetKind::CoverageOfUnits { .. } | TargetKind::CoverageOfMembers { .. } => {
            "kind.coverage"
        }
        TargetKind::Kinds { .. } => "kind.kinds",
        TargetKind::Served { .. } => "kind.served",
        TargetKind::Share { .. } => "kind.share",
        TargetKind::Growth { .. } => "kind.growth",
        TargetKind::Status { .. } => "kind.status",
    }
}
