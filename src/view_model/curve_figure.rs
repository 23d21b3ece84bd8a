//! The curve as a figure, and what is said of one of its budgets.

use super::budget_curve::Curve;
use crate::chart::{BudgetCurve, CurveStep, Frame, Theme, Tick, ticks, ticks_between};
use crate::domain::Yuan;
use crate::report::{CurvePoint, end_of_axis};
use crate::words::{Lang, count, decimal, money, percent, points, say};

const HEIGHT: u32 = 236;

/// The figure of a curve with these points; `now` is the money on the screen.
pub fn figure(
    lang: Lang,
    curve: &Curve,
    shown: &[CurvePoint],
    now: Yuan,
    width: u32,
) -> BudgetCurve {
    let end = end_of_axis(curve.plan_money(), now, curve.enough.map(|e| e.budget)).0 as f64;
    let least = shown.iter().map(|p| p.score.to_f64()).fold(100.0, f64::min);
    let enough = curve.enough.map(|e| {
        let label = say(
            lang,
            "curve.enough_mark",
            &[("money", &money(lang, e.budget))],
        );
        (e.budget.0 as f64, label)
    });
    let step = |p: &CurvePoint| CurveStep {
        budget: p.budget.0 as f64,
        score: p.score.to_f64(),
        bound: p.bound.map(|b| b.to_f64()),
    };
    let up = |at: f64| Tick {
        at,
        label: decimal(at, 0),
    };
    BudgetCurve {
        frame: Frame {
            title: say(lang, "curve.title", &[]),
            desc: describe(lang, curve, shown),
            width,
            height: HEIGHT,
            theme: Theme::Page,
        },
        plan: say(lang, "curve.plans", &[]),
        bound: say(lang, "curve.bound", &[]),
        steps: shown.iter().map(step).collect(),
        across: across(lang, end),
        end,
        up: ticks_between(least, 100.0, 4).into_iter().map(up).collect(),
        enough,
        too_little: curve.too_little.map(|t| t.budget.0 as f64),
    }
}

/// The unit of the axis in yuan, and its words.
pub fn unit(lang: Lang, end: f64) -> (f64, String) {
    let (yuan, key) = match lang {
        Lang::Zh if end >= 1e8 => (1e8, "curve.unit_yi"),
        Lang::Zh => (1e4, "curve.unit_wan"),
        Lang::En => (1e6, "curve.unit_million"),
    };
    (yuan, say(lang, key, &[]))
}

fn across(lang: Lang, end: f64) -> Vec<Tick> {
    let (unit, _) = unit(lang, end);
    let at = ticks(end / unit, 5);
    let step = at.get(1).copied().unwrap_or(1.0);
    let places = usize::from(step.fract() > 0.0) + usize::from((step * 10.0).fract() > 1e-9);
    let tick = |at: f64| Tick {
        at: at * unit,
        label: decimal(at, places),
    };
    at.into_iter().map(tick).filter(|t| t.at <= end).collect()
}

fn describe(lang: Lang, curve: &Curve, shown: &[CurvePoint]) -> String {
    let all = curve.case.checks.len();
    let ends = [shown.first(), shown.last()].into_iter().flatten();
    let mut sentences: Vec<String> = ends.map(|p| headline(lang, p, all)).collect();
    sentences.extend(curve.enough.map(|e| {
        say(
            lang,
            "curve.enough_mark",
            &[("money", &money(lang, e.budget))],
        )
    }));
    sentences.join(&say(lang, "curve.stop", &[]))
}

/// Budget, score and targets of a point.
pub fn headline(lang: Lang, point: &CurvePoint, checks: usize) -> String {
    let values: [(&str, &dyn std::fmt::Display); 4] = [
        ("money", &money(lang, point.budget)),
        ("score", &score(point)),
        ("met", &point.met),
        ("n", &checks),
    ];
    say(lang, "curve.headline", &values)
}

/// The score with its bound, where the two differ on paper.
fn score(point: &CurvePoint) -> String {
    let low = points(point.score.to_f64());
    match point
        .bound
        .map(|b| decimal((b.to_f64() * 10.0).ceil() / 10.0, 1))
    {
        Some(high) if high != low => format!("{low}–{high}"),
        _ => low,
    }
}

/// What one more of each family costs at a point, with the family's name.
pub fn prices(lang: Lang, curve: &Curve, point: &CurvePoint) -> Vec<(String, String)> {
    let next = curve.next.get(&point.found_at);
    let price = |(i, family): (usize, &super::budget_curve::Family)| {
        let name = lang.pick(&family.name).to_owned();
        let text = match next.and_then(|n| n.get(i)) {
            Some(Some((yuan, adds))) => money(lang, Yuan(yuan / (*adds).max(1))),
            Some(None) => say(lang, "curve.full", &[]),
            // A plan that is not on the screen any more.
            None => say(lang, "curve.unknown", &[]),
        };
        (name, text)
    };
    curve.families.iter().enumerate().map(price).collect()
}

/// Its share of the plan's money.
pub fn share(curve: &Curve, point: &CurvePoint) -> String {
    percent(point.budget.0 as f64 / curve.plan_money().0.max(1) as f64)
}

/// What a screen reader says of a point.
pub fn aloud(lang: Lang, curve: &Curve, point: &CurvePoint) -> String {
    let prices = prices(lang, curve, point).into_iter();
    let each = prices.map(|(name, price)| {
        say(
            lang,
            "curve.price_aloud",
            &[("name", &name), ("price", &price)],
        )
    });
    let mut all = vec![headline(lang, point, curve.case.checks.len())];
    all.extend(each);
    all.join(&say(lang, "curve.stop", &[]))
}

/// Checks met out of all.
pub fn met(curve: &Curve, point: &CurvePoint) -> String {
    format!("{}/{}", count(point.met as i64), curve.case.checks.len())
}
