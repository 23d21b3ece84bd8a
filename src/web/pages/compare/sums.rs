//! The rows of totals: points, proof, money, the worst township, what one more place costs.

use leptos::prelude::*;

use super::heads::gap_text;
use crate::domain::Yuan;
use crate::optimize::Points;
use crate::report::{Places, places};
use crate::view_model::alternative::Answered;
use crate::view_model::sides::{Sides, Way, signed};
use crate::web::state::store::use_store;
use crate::words::{Lang, count, counter, decimal, money, percent, say, weighed_points};

/// One number in one alternative.
#[derive(Clone, Debug, Default, PartialEq)]
struct Cell {
    text: String,
    way: Way,
    more: String,
}

#[derive(Clone, Debug, PartialEq)]
struct SumLine {
    name: String,
    cells: Vec<Cell>,
}

/// The rows of totals.
#[component]
pub fn Sums(sides: Memo<Option<Sides>>, only: RwSignal<bool>) -> impl IntoView {
    let store = use_store();
    move || {
        let sides = sides.get()?;
        let lines = lines(store.lang.get(), &sides);
        let is_shown = move |line: &SumLine| {
            !only.get()
                || line
                    .cells
                    .iter()
                    .any(|c| !matches!(c.way, Way::First | Way::Same))
        };
        let rows = lines.into_iter().filter(|l| is_shown(l));
        Some(rows.map(|line| row(&sides, line)).collect_view())
    }
}

fn row(sides: &Sides, line: SumLine) -> impl IntoView + use<> {
    let cells = sides.columns.iter().map(|at| {
        let cell = at.and_then(|at| line.cells.get(at).cloned()).unwrap_or_default();
        view! {
            <div role="cell" class="td" class:same=cell.way.eq(&Way::Same)>
                <span class="v">{cell.text}</span>
                <span class="dl"><span aria-hidden="true">{cell.way.arrow()}</span>{cell.more}</span>
            </div>
        }
    });
    let cells = cells.collect_view();
    view! {
        <div class="cr sm" role="row">
            <div role="rowheader" class="nm two">{line.name}</div>
            {cells}
        </div>
    }
}

fn lines(lang: Lang, sides: &Sides) -> Vec<SumLine> {
    let of = |key: &str, of: &dyn Fn(usize, &Answered) -> Cell| SumLine {
        name: say(lang, key, &[]),
        cells: sides
            .answered
            .iter()
            .enumerate()
            .map(|(i, a)| of(i, a))
            .collect(),
    };
    let first = &sides.answered[0];
    let left = |a: &Answered| a.case.budget.iter().flatten().sum::<i64>() - a.report.cost.0;
    let yuan = |i: usize, now: i64, then: i64| Cell {
        text: money(lang, Yuan(now)),
        way: Way::of(i, (now - then) as f64),
        more: more(i, now - then, |n| money(lang, Yuan(n))),
    };
    let mut all = vec![
        of("compare.points", &|i, a| {
            let by = a.report.points.0 - first.report.points.0;
            let size = (by.abs() as f64) / Points::ONE as f64;
            let places = if size < 0.05 { 3 } else { 1 };
            Cell {
                text: weighed_points(lang, &a.case, a.report.points),
                way: Way::of(i, by as f64),
                more: more(i, by, |_| decimal(size, places)),
            }
        }),
        of("compare.gap", &|_, a| Cell {
            text: proof(lang, a),
            ..Cell::default()
        }),
        of("compare.spent", &|i, a| {
            yuan(i, a.report.cost.0, first.report.cost.0)
        }),
        of("compare.left", &|i, a| yuan(i, left(a), left(first))),
        of("after.owed_row", &|i, a| {
            yuan(i, a.report.owed.0, first.report.owed.0)
        }),
        of("after.running_row", &|i, a| {
            yuan(i, a.report.running.0, first.report.running.0)
        }),
        of("compare.worst", &|i, a| worst(lang, i, a, first)),
    ];
    let owes = |key: &str, of: &dyn Fn(&Answered) -> i64| {
        let name = say(lang, key, &[]);
        (sides.answered.iter().all(|a| of(a) == 0)).then_some(name)
    };
    let idle = [
        owes("after.owed_row", &|a| a.report.owed.0),
        owes("after.running_row", &|a| a.report.running.0),
    ];
    all.retain(|line| !idle.iter().flatten().any(|name| *name == line.name));
    all.extend(
        places(&sides.reports())
            .iter()
            .map(|kind| price(lang, first, kind)),
    );
    all
}

/// A difference with its sign; nothing for the first alternative and where there is none.
fn more(i: usize, by: i64, write: impl Fn(i64) -> String) -> String {
    match by.signum() {
        _ if i == 0 => String::new(),
        0 => String::new(),
        1 => format!("+{}", write(by)),
        _ => format!("\u{2212}{}", write(-by)),
    }
}

fn proof(lang: Lang, a: &Answered) -> String {
    match a.answer.gap() {
        _ if !a.answer.settled => say(lang, "compare.not_yet", &[]),
        Some(gap) if gap.0 == 0 => say(lang, "compare.none_better", &[]),
        Some(gap) => say(lang, "compare.at_most", &[("gap", &gap_text(gap))]),
        None => say(lang, "compare.unproved", &[]),
    }
}

/// The township that is worst off.
fn worst(lang: Lang, i: usize, a: &Answered, first: &Answered) -> Cell {
    let share = |a: &Answered| a.report.largest_local.as_ref().map_or(0.0, |l| l.share);
    let by = (share(a) - share(first)) * 100.0;
    let by = (by * 10.0).round() / 10.0;
    let text = a.report.largest_local.as_ref().map(|l| {
        let plan = &a.case.plan;
        let unit = lang.pick(&plan.region.units[l.unit].name);
        let target = lang.pick(&plan.targets[l.target].name);
        let short = percent(l.share);
        let values: [(&str, &dyn std::fmt::Display); 3] =
            [("unit", &unit), ("target", &target), ("percent", &short)];
        say(lang, "compare.worst_is", &values)
    });
    let more = if i == 0 || by == 0.0 {
        String::new()
    } else {
        let n = signed(&decimal(by, 1));
        say(lang, "compare.percent_points", &[("n", &n)])
    };
    Cell {
        text: text.unwrap_or_else(|| say(lang, "compare.nowhere", &[])),
        way: Way::of(i, by),
        more,
    }
}

/// What one more place costs against the first alternative.
fn price(lang: Lang, first: &Answered, kind: &Places) -> SumLine {
    let plan = &first.case.plan;
    let target = &plan.targets[kind.target];
    let services = kind
        .services
        .iter()
        .map(|s| lang.pick(&plan.services[*s].name));
    let names: Vec<&str> = services.take(2).collect();
    let name = names.join(&say(lang, "list.comma", &[]));
    let counter = counter(lang, plan, target);
    let cell = |i: usize| {
        let more = kind.cells[i].added - kind.cells[0].added;
        let text = match kind.price(i) {
            _ if i == 0 => {
                let n = count(kind.cells[0].added);
                say(lang, "compare.places", &[("n", &n), ("counter", &counter)])
            }
            Some(yuan) => money(lang, Yuan(yuan)),
            None if more == 0 => say(lang, "compare.as_many", &[]),
            None => say(lang, "compare.no_price", &[]),
        };
        let n = signed(&count(more));
        let by = say(lang, "compare.places", &[("n", &n), ("counter", &counter)]);
        Cell {
            text,
            way: Way::of(i, more as f64),
            more: if i == 0 || more == 0 {
                String::new()
            } else {
                by
            },
        }
    };
    SumLine {
        name: say(lang, "compare.price", &[("name", &name)]),
        cells: (0..kind.cells.len()).map(cell).collect(),
    }
}
