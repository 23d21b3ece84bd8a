//! The rail of sliders, group by group.

use leptos::prelude::*;

use crate::domain::{Edits, PathId, Plan};
use crate::view_model::knob::Knob;
use crate::web::parts::slider::Slider;
use crate::web::state::store::{Store, use_store};
use crate::web::state::text::t;

/// Every slider of the plan, and back to the plan with all of them.
#[component]
pub fn Rail(
    /// On a phone: whether the sheet is pulled up.
    open: RwSignal<bool>,
) -> impl IntoView {
    let store = use_store();
    let plan = store.plan.get_untracked();
    let periods = (0..plan.horizon.periods.len())
        .map(|p| view! { <Slider knob=Knob::Period(p) /> })
        .collect_view();
    let has = |knob: Knob| knob.range(&plan).is_some();
    let fields = 0..plan.fields.len();
    let weights = fields
        .clone()
        .map(|f| view! { <Slider knob=Knob::FieldWeight(f) /> })
        .collect_view();
    let costs = fields
        .map(|f| view! { <Slider knob=Knob::FieldCost(f) /> })
        .collect_view();
    view! {
        <aside class="rail" class:open=open aria-label=t("rail.name")>
            <button
                type="button"
                class="gb"
                aria-expanded=move || open.get().to_string()
                aria-label=move || if open.get() { store.t("rail.close", &[]) } else { store.t("rail.open", &[]) }
                on:click=move |_| open.update(|o| *o = !*o)
            ></button>
            <RailHead open />
            <section class="grp">
                <h2>{t("rail.budget")} <small>{t("rail.budget_of")}</small></h2>
                <Slider knob=Knob::Total big=true />
                {periods}
            </section>
            <Levels />
            <section class="grp">
                <h2>{t("rail.weights")} <small>{t("rail.weights_scale")}</small></h2>
                {weights}
                <Slider knob=Knob::Fairness />
                {has(Knob::Idle).then(|| view! { <Slider knob=Knob::Idle /> })}
                <Weights />
            </section>
            <section class="grp">
                <h2>{t("rail.assumptions")}</h2>
                <Paths />
                {has(Knob::IdleMost).then(|| view! { <Slider knob=Knob::IdleMost /> })}
                {has(Knob::RunningMost).then(|| view! { <Slider knob=Knob::RunningMost /> })}
                <Slider knob=Knob::Cost />
                <details>
                    <summary>{t("rail.costs_by_field")} <Moved knobs=field_costs(&plan) /></summary>
                    {costs}
                </details>
            </section>
        </aside>
    }
}

fn field_costs(plan: &Plan) -> Vec<Knob> {
    (0..plan.fields.len()).map(Knob::FieldCost).collect()
}

#[component]
fn RailHead(open: RwSignal<bool>) -> impl IntoView {
    let store = use_store();
    let n = move || store.edits.read().count();
    let said = move || match n() {
        0 => store.t("rail.as_plan", &[]),
        n => store.t("rail.moved", &[("n", &n)]),
    };
    let reset = move |_| {
        let label = store.t_now("step.reset_all", &[]);
        store.edit(label, |e| *e = Edits::default());
        store.say(store.t_now("toast.reset", &[]), true);
    };
    view! {
        <div class="rail-h">
            <span>{said}</span>
            <button type="button" class="btn s o" disabled=move || n() == 0 on:click=reset>{t("rail.reset_all")}</button>
            <button type="button" class="btn s all" on:click=move |_| open.update(|o| *o = !*o)>
                {move || if open.get() { store.t("rail.fewer", &[]) } else { store.t("rail.every", &[]) }}
            </button>
        </div>
    }
}

/// Target levels, field by field; the first fields stand open.
#[component]
fn Levels() -> impl IntoView {
    let plan = use_store().plan.get_untracked();
    let groups = (0..plan.fields.len()).filter_map(|f| {
        let knobs = levels_of(&plan, f);
        (!knobs.is_empty()).then_some((f, knobs))
    });
    let groups = groups
        .enumerate()
        .map(|(i, (field, knobs))| view! { <LevelGroup field knobs open=i < 2 /> });
    let groups = groups.collect_view();
    view! {
        <section class="grp">
            <h2>{t("rail.levels")} <small>{t("rail.mark")}</small></h2>
            {groups}
        </section>
    }
}

fn levels_of(plan: &Plan, field: usize) -> Vec<Knob> {
    let id = &plan.fields[field].id;
    let all = plan.targets.iter().enumerate();
    all.filter(|(_, t)| t.field == *id && t.slider.is_some())
        .map(|(i, _)| Knob::Level(i))
        .collect()
}

#[component]
fn LevelGroup(field: usize, knobs: Vec<Knob>, open: bool) -> impl IntoView {
    let store = use_store();
    let name = move || {
        let plan = store.plan.read();
        plan.fields
            .get(field)
            .map(|f| store.lang.get().pick(&f.name).to_owned())
    };
    let sliders = knobs
        .iter()
        .map(|knob| view! { <Slider knob=*knob /> })
        .collect_view();
    view! {
        <details open=open>
            <summary>{name} <Moved knobs /></summary>
            {sliders}
        </details>
    }
}

/// The weights of single targets, drawn when first opened.
#[component]
fn Weights() -> impl IntoView {
    let store = use_store();
    let opened = RwSignal::new(false);
    let count = store.plan.read_untracked().targets.len();
    let sliders = move || {
        opened.get().then(|| {
            (0..count)
                .map(|t| view! { <Slider knob=Knob::Weight(t) /> })
                .collect_view()
        })
    };
    view! {
        <details on:toggle=move |_| opened.set(true)>
            <summary>{t("rail.weights_by_target")} <Moved knobs=(0..count).map(Knob::Weight).collect() /></summary>
            {sliders}
        </details>
    }
}

/// How many of some knobs have been moved: a closed group must not hide it.
#[component]
fn Moved(knobs: Vec<Knob>) -> impl IntoView {
    let store = use_store();
    let n = Memo::new(move |_| {
        let (plan, edits) = (store.plan.read(), store.edits.read());
        let moved = |k: &&Knob| {
            k.range(&plan)
                .is_some_and(|r| k.value(&plan, &edits) != r.plan)
        };
        knobs.iter().filter(moved).count()
    });
    view! {
        <small class="moved">
            {move || if n.get() > 0 { store.t("rail.group_moved", &[("n", &n.get())]) } else { String::new() }}
        </small>
    }
}

/// The population path: one of few.
#[component]
fn Paths() -> impl IntoView {
    let store = use_store();
    let plan = store.plan.get_untracked();
    let buttons = plan
        .region
        .paths
        .iter()
        .map(|p| view! { <PathButton store id=p.id.clone() /> })
        .collect_view();
    if !plan.asks_of_people() {
        // Choosing would change nothing.
        return view! {
            <div class="sl paths">
                <span class="lb">{t("rail.population")}</span>
                <p class="k">{t("rail.no_people")}</p>
            </div>
        }
        .into_any();
    }
    view! {
        <div class="sl paths" role="group" aria-label=t("rail.population")>
            <span class="lb">{t("rail.population")}</span>
            <div class="seg">{buttons}</div>
        </div>
    }
    .into_any()
}

#[component]
fn PathButton(store: Store, id: PathId) -> impl IntoView {
    let name = {
        let id = id.clone();
        move || {
            let plan = store.plan.read();
            let path = plan.region.paths.iter().find(|p| p.id == id);
            path.map(|p| store.lang.get().pick(&p.name).to_owned())
                .unwrap_or_default()
        }
    };
    let pressed = {
        let id = id.clone();
        move || {
            let (plan, edits) = (store.plan.read(), store.edits.read());
            *edits.path.as_ref().unwrap_or(&plan.region.default_path) == id
        }
    };
    let choose = {
        let name = name.clone();
        move |_| {
            let label = store.t_now("step.path", &[("name", &untrack(&name))]);
            let id = id.clone();
            store.edit(label, |e| e.path = Some(id));
        }
    };
    view! {
        <button type="button" aria-pressed=move || pressed().to_string() on:click=choose>{name.clone()}</button>
    }
}
