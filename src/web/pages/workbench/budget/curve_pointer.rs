//! The hand on the curve: pointing shows a budget, a click or Enter takes it.

use std::sync::Arc;

use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::html;
use leptos::prelude::*;

use super::drawn::DrawnCurve;
use super::state::Budgets;
use crate::optimize::Rungs;
use crate::report::nearest;
use crate::view_model::budget_curve::on_screen;
use crate::view_model::curve_figure::aloud;
use crate::web::parts::keys;
use crate::words::money;

/// What lies over the figure: the plan on the screen, the budget that is pointed at, and the hand's own ground. It stays, with the
/// focus and the rung that is `pointed` at, while the curve gets finer.
#[component]
pub fn CurvePointer(
    budgets: Budgets,
    #[prop(into)] drawn: Signal<Arc<DrawnCurve>>,
    pointed: RwSignal<Option<u32>>,
) -> impl IntoView {
    let store = budgets.store;
    let area = move || drawn.read().figure.area();
    let count = move || drawn.read().points.len();
    let ground = NodeRef::<html::Div>::new();
    let now = move || store.shown.read().as_ref().map(|s| on_screen(s));
    let here = move || {
        let budget = now()?.budget.0 as f64;
        nearest(&drawn.read().points, budget)
    };
    let of_pointed = move || drawn.read().index_of(pointed.get()?);
    let at = move || {
        let index = of_pointed().or_else(here).unwrap_or(0);
        index.min(count().saturating_sub(1))
    };
    let place = move |index: usize| {
        let step = drawn.read().figure.steps.get(index).copied();
        step.map(|s| area().place(s.budget, s.score))
    };
    let rung_of = move |index: usize| drawn.read_untracked().points.get(index).map(|p| p.rung);
    let point_at = move |event: &MouseEvent| {
        let left = ground.get_untracked()?.get_bounding_client_rect().left();
        let drawn = drawn.read_untracked();
        let area = drawn.figure.area();
        let budget = area.budget_at(f64::from(event.client_x()) - left + area.x.0);
        nearest(&drawn.points, budget)
    };
    let take = move |index: usize| {
        if let Some(rung) = rung_of(index) {
            set_budget(budgets, rung);
        }
    };
    let keys = move |event: KeyboardEvent| {
        let (from, count) = untrack(|| (at(), count()));
        let to = match keys::key(&event).as_str() {
            "ArrowRight" | "ArrowUp" => from + 1,
            "ArrowLeft" | "ArrowDown" => from.saturating_sub(1),
            "PageUp" => from + 5,
            "PageDown" => from.saturating_sub(5),
            "Home" => 0,
            "End" => count,
            "Enter" | " " => {
                event.prevent_default();
                return take(from);
            }
            "Escape" => {
                return pointed.set(None);
            }
            _ => return,
        };
        event.prevent_default();
        pointed.set(rung_of(to.min(count.saturating_sub(1))));
    };
    let said = move || {
        let drawn = drawn.get();
        drawn
            .points
            .get(at())
            .map(|p| aloud(store.lang.get(), &drawn.curve, p))
    };
    let cursor = move || of_pointed().and_then(place);
    let plan = move || now().map(|p| area().place(p.budget.0 as f64, p.score.to_f64()));
    let tall = move || {
        let y = area().y;
        format!(";top:{}px;height:{}px", y.0, y.1 - y.0)
    };
    let box_of = move || {
        let (x, y) = (area().x, area().y);
        format!(
            "left:{}px;top:{}px;width:{}px;height:{}px",
            x.0,
            y.0 - 24.0,
            x.1 - x.0,
            y.1 - y.0 + 48.0
        )
    };
    view! {
        <div
            node_ref=ground
            class="curve-hand"
            role="slider"
            tabindex="0"
            aria-label=move || store.t("curve.hand", &[])
            aria-valuemin="0"
            aria-valuemax=move || count().saturating_sub(1).to_string()
            aria-valuenow=move || at().to_string()
            aria-valuetext=said
            style=box_of
            on:mousemove=move |e| pointed.set(point_at(&e).and_then(rung_of))
            on:mouseleave=move |_| pointed.set(None)
            on:blur=move |_| pointed.set(None)
            on:click=move |e| { if let Some(index) = point_at(&e) { take(index) } }
            on:keydown=keys
        ></div>
        <i class="curve-line" style=move || at_place(cursor(), &tall())></i>
        <i class="curve-dot" style=move || at_place(cursor(), "")></i>
        <i class="curve-now" style=move || at_place(plan(), "")></i>
    }
    .into_any()
}

fn at_place(place: Option<(f64, f64)>, more: &str) -> String {
    match place {
        Some((x, y)) => format!("left:{x:.1}px;top:{y:.1}px{more}"),
        None => "display:none".to_owned(),
    }
}

/// Sets the money of every year to a rung of the proportion on the screen, as one step.
pub fn set_budget(budgets: Budgets, rung: u32) {
    let store = budgets.store;
    let Ok(case) = store.case.get_untracked() else {
        return;
    };
    let rungs = Rungs::of(&case);
    let edits = rungs.edited(&store.edits.get_untracked(), rung);
    let budget = money(store.lang.get_untracked(), rungs.budget(rung));
    let label = store.t_now("curve.step", &[("money", &budget)]);
    budgets.apply(&label, &edits);
}
