//! The alternatives on the budget curve of the first: budget against score.

use std::cell::RefCell;
use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;

use crate::chart::BudgetCurve;
use crate::domain::Yuan;
use crate::view_model::alternative::{Answered, Standing};
use crate::view_model::budget_curve::{Curve, CurveBasis};
use crate::view_model::curve_figure::figure;
use crate::view_model::sides::{Sides, letter};
use crate::view_model::wire::ask::Job;
use crate::view_model::wire::told::Told;
use crate::web::browser::figure_width::follow_width;
use crate::web::clients::study::Study;
use crate::web::state::comparison::Comparison;
use crate::web::state::store::use_store;
use crate::web::state::text::t;
use crate::words::{Lang, money, points, say};

/// Budgets of the curve.
const BUDGETS: usize = 21;

/// The curve with a letter for every alternative.
#[component]
pub fn OnCurve(sides: Memo<Option<Sides>>) -> impl IntoView {
    let store = use_store();
    let comparison = expect_context::<Comparison>();
    let curve = RwSignal::new(None::<Arc<Curve>>);
    ask(comparison, curve);
    let place = NodeRef::<html::Div>::new();
    let width = follow_width(place);
    let drawn = Memo::new_with_compare(
        move |_| {
            let curve = curve.get()?;
            let most = sides.read().as_ref().map(most)?;
            Some(figure(
                store.lang.get(),
                &curve,
                &curve.points,
                most,
                width.get(),
            ))
        },
        |_, _| true,
    );
    let svg = move || drawn.read().as_ref().map(|f| f.svg().unwrap_or_default());
    let dots = move || {
        let (figure, sides) = (drawn.get()?, sides.get()?);
        Some(dots(store.lang.get(), &figure, &sides))
    };
    let working = move || curve.read().as_ref().is_none_or(|c| !c.ended);
    view! {
        <section id="on-curve" aria-labelledby="h-curve">
            <div class="sec">
                <h2 id="h-curve">{t("compare.curve")}</h2>
                <span class="k">{t("compare.curve_note")}</span>
                <span class="k" hidden=move || !working()>{t("compare.curve_working")}</span>
            </div>
            <div class="curve-box" node_ref=place>
                <div class="curve-figure" inner_html=svg></div>
                {dots}
            </div>
        </section>
    }
    .into_any()
}

fn budget(a: &Answered) -> Yuan {
    Yuan(a.case.budget.iter().flatten().sum())
}

/// The most money of all alternatives: the axis reaches it.
fn most(sides: &Sides) -> Yuan {
    let all = sides.answered.iter().map(|a| budget(a));
    all.max_by_key(|y| y.0).unwrap_or(Yuan(0))
}

fn dots(lang: Lang, figure: &BudgetCurve, sides: &Sides) -> impl IntoView + use<> {
    let area = figure.area();
    let dot = |(i, at): (usize, &Option<usize>)| {
        let a = sides.answered.get((*at)?)?;
        let (x, y) = area.place(budget(a).0 as f64, a.answer.score.to_f64());
        let values: [(&str, &dyn std::fmt::Display); 3] = [
            ("letter", &letter(i)),
            ("money", &money(lang, budget(a))),
            ("points", &points(a.answer.score.to_f64())),
        ];
        let said = say(lang, "compare.on_curve", &values);
        let aloud = said.clone();
        Some(view! {
            <span class="on-dot" style:left=format!("{x:.1}px") style:top=format!("{y:.1}px") title=said>
                <span aria-hidden="true">{letter(i).to_string()}</span>
                <span class="vh">{aloud}</span>
            </span>
        })
    };
    sides
        .columns
        .iter()
        .enumerate()
        .filter_map(dot)
        .collect_view()
}

/// Asks for the curve of the first alternative once every answer is there, so that it takes no worker from them.
fn ask(comparison: Comparison, curve: RwSignal<Option<Arc<Curve>>>) {
    let plan = comparison.store.plan.read_untracked().id.clone();
    let study = Study::new(&plan);
    let asked = StoredValue::new(None::<CurveBasis>);
    Effect::new(move |_| {
        let all = comparison.all.read();
        let waits = |s: &Standing| matches!(s, Standing::Waiting | Standing::Working(..));
        if all.iter().any(|a| waits(&a.state)) {
            return;
        }
        let Some((first, answered)) = all.first().and_then(|a| Some((a, a.answered.as_ref()?)))
        else {
            return;
        };
        let basis = CurveBasis::of(&answered.case, &first.edits);
        if asked.with_value(|a| a.as_ref() == Some(&basis)) {
            return;
        }
        asked.set_value(Some(basis.clone()));
        curve.set(None);
        let new = RefCell::new(Curve::new(basis, Arc::clone(&answered.case)));
        let job = Job::Curve {
            built: answered.answer.allocation.clone(),
            families: Vec::new(),
            most: BUDGETS,
        };
        study.ask(first.edits.clone(), job, move |told| {
            if let Told::Curve(news) = told
                && news.points.len() > 1
            {
                new.borrow_mut().take(news);
                curve.set(Some(Arc::new(new.borrow().clone())));
            }
        });
    });
}
