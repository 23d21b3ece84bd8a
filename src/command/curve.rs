//! `dabiao curve FILE`: the best score by budget, and the least budget that meets every target that can be met.

use serde_json::json;

use super::args::SolveArgs;
use super::json;
use super::table::{TableSide, heads, lay_out};
use crate::domain::{Case, Yuan};
use crate::optimize::{CurveSearch, Limits, Points};
use crate::words::{Lang, decimal, money, percent, say, weighed_points};

/// Points of a curve.
const POINTS: usize = 41;
/// Steps at each budget, where none are asked for.
const STEPS: u64 = 100;

/// The curve as a table or as JSON.
pub(super) fn print(lang: Lang, case: &Case, asked: &SolveArgs) -> String {
    let limits = Limits {
        steps: asked.steps.unwrap_or(STEPS),
        ..Limits::default()
    };
    let mut curve = CurveSearch::new(case, limits, POINTS);
    curve.finish();
    if asked.json {
        as_json(&curve)
    } else {
        table(lang, &curve) + "\n" + &least(lang, &curve)
    }
}

fn share(rung: u32) -> String {
    percent(f64::from(rung) / 100.0)
}

fn table(lang: Lang, curve: &CurveSearch) -> String {
    let all = curve.case().checks.len();
    let mut rows = vec![heads(
        lang,
        &[
            "command.curve.percent",
            "command.curve.budget",
            "command.curve.points",
            "command.curve.score",
            "command.curve.bound",
            "command.curve.met",
            "command.curve.spent",
        ],
    )];
    rows.extend(curve.points().iter().map(|p| {
        vec![
            share(p.rung),
            money(lang, p.budget),
            weighed_points(lang, curve.case(), p.points),
            decimal(p.score.to_f64(), 3),
            p.bound.map_or_else(String::new, |b| decimal(b.to_f64(), 3)),
            format!("{}/{all}", p.met),
            money(lang, p.spent),
        ]
    }));
    lay_out(&rows, &[TableSide::Right; 7])
}

fn least(lang: Lang, curve: &CurveSearch) -> String {
    let least_budget = curve.least_budget();
    let mut lines = Vec::new();
    match least_budget.band() {
        Some(band) => {
            let at = |rung: u32| (money(lang, curve.rungs().budget(rung)), share(rung));
            let (yuan, part) = at(band.enough);
            lines.push(say(
                lang,
                "command.curve.enough",
                &[("money", &yuan), ("percent", &part)],
            ));
            lines.push(match band.too_little.map(at) {
                Some((yuan, part)) => say(
                    lang,
                    "command.curve.proved",
                    &[("money", &yuan), ("percent", &part)],
                ),
                None => say(lang, "command.curve.not_proved", &[]),
            });
        }
        None => lines.push(say(lang, "command.curve.never", &[])),
    }
    for out in least_budget.out_of_reach() {
        let target = &curve.case().plan.targets[curve.case().checks[out.check].target];
        let key = if out.proved {
            "command.curve.out"
        } else {
            "command.curve.out_found"
        };
        lines.push(say(lang, key, &[("target", &lang.pick(&target.name))]));
    }
    lines.join("\n") + "\n"
}

fn as_json(curve: &CurveSearch) -> String {
    let exact = |p: Points| p.to_f64();
    let points: Vec<_> = curve
        .points()
        .into_iter()
        .map(|p| {
            json!({
                "percent": p.rung, "budget_yuan": p.budget.0, "spent_yuan": p.spent.0,
                "points": exact(p.points), "score": exact(p.score), "bound": p.bound.map(exact),
                "targets_met": p.met, "found_at_percent": p.found_at, "allocation": p.allocation,
            })
        })
        .collect();
    let yuan = |rung: u32| -> Yuan { curve.rungs().budget(rung) };
    let least = curve.least_budget().band().map(|band| {
        json!({
            "enough_percent": band.enough, "enough_yuan": yuan(band.enough).0,
            "too_little_percent": band.too_little, "too_little_yuan": band.too_little.map(|k| yuan(k).0),
            "allocation": band.allocation,
        })
    });
    let case = curve.case();
    let out: Vec<_> = curve
        .least_budget()
        .out_of_reach()
        .iter()
        .map(|o| {
            let check = &case.checks[o.check];
            json!({"target": case.plan.targets[check.target].id, "milestone": check.year, "proved": o.proved})
        })
        .collect();
    json::text(&json!({
        "format": "dabiao-curve/1", "plan": case.plan.id, "targets": case.checks.len(),
        "points": points, "least": least, "out_of_reach": out,
    }))
}
