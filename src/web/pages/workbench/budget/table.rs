//! The numbers of the curve.

use std::sync::Arc;

use leptos::prelude::*;

use super::drawn::DrawnCurve;
use crate::report::CurvePoint;
use crate::view_model::curve_figure::{met, prices, share};
use crate::web::state::store::use_store;
use crate::words::{Lang, decimal, money, say, weighed_points};

/// A line for each budget.
#[component]
pub fn CurveTable(lang: Lang, drawn: Arc<DrawnCurve>) -> impl IntoView {
    let curve = Arc::clone(&drawn.curve);
    let head = |words: String| view! { <th scope="col" class="n">{words}</th> };
    let heads = [
        "curve.col_share",
        "curve.col_points",
        "curve.col_score",
        "curve.col_bound",
        "curve.col_met",
        "curve.col_cost",
    ];
    let heads = heads.map(|key| head(say(lang, key, &[])));
    let one_more = |f: &crate::view_model::budget_curve::Family| {
        head(say(
            lang,
            "curve.col_next",
            &[("name", &lang.pick(&f.name))],
        ))
    };
    let case = use_store().case.get_untracked().ok();
    let points = |p| match &case {
        Some(case) => weighed_points(lang, case, p),
        None => String::new(),
    };
    let row = |point: &CurvePoint| {
        let bound = point
            .bound
            .map(|b| decimal(b.to_f64(), 2))
            .unwrap_or_default();
        let cells = [
            share(&curve, point),
            points(point.points),
            decimal(point.score.to_f64(), 2),
            bound,
            met(&curve, point),
            money(lang, point.spent),
        ];
        let prices = prices(lang, &curve, point)
            .into_iter()
            .map(|(_, price)| price);
        let cells = cells.into_iter().chain(prices);
        view! {
            <tr>
                <th scope="row">{money(lang, point.budget)}</th>
                {cells.map(|text| view! { <td class="n">{text}</td> }).collect_view()}
            </tr>
        }
    };
    view! {
        <table class="tb">
            <thead>
                <tr>
                    <th scope="col">{say(lang, "curve.col_budget", &[])}</th>
                    {heads.into_iter().collect_view()}
                    {curve.families.iter().map(one_more).collect_view()}
                </tr>
            </thead>
            <tbody>{drawn.points.iter().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}
