//! Target by target, field by field, what some alternative misses first.

use leptos::prelude::*;

use crate::view_model::row_view::Part;
use crate::view_model::sides::{ComparedTarget, Sides, TargetCell, Way, letter, target_lines};
use crate::web::browser::icons::{Icon, IconView};
use crate::web::state::store::use_store;
use crate::words::say;

/// The rows of all targets.
#[component]
pub fn TargetTable(sides: Memo<Option<Sides>>, only: RwSignal<bool>) -> impl IntoView {
    let store = use_store();
    let lines = move || {
        let sides = sides.get()?;
        let lines = target_lines(store.lang.get(), &sides);
        Some((sides, lines))
    };
    move || {
        let (sides, fields) = lines()?;
        let groups = fields.into_iter().filter_map(|(name, mut lines)| {
            if only.get() {
                lines.retain(|l| l.different);
            }
            (!lines.is_empty()).then(|| group(&sides, name, lines))
        });
        Some(groups.collect_view())
    }
}

fn group(sides: &Sides, name: String, lines: Vec<ComparedTarget>) -> impl IntoView + use<> {
    let letters = (0..sides.columns.len())
        .map(|i| view! { <div role="cell" aria-hidden="true">{letter(i).to_string()}</div> });
    let letters = letters.collect_view();
    let rows = lines
        .into_iter()
        .map(|line| row(sides, line))
        .collect_view();
    view! {
        <div role="rowgroup" class="fg">
            <div class="cr fh" role="row">
                <div role="rowheader" class="nm two"><b>{name}</b></div>
                {letters}
            </div>
            {rows}
        </div>
    }
}

fn row(sides: &Sides, line: ComparedTarget) -> impl IntoView + use<> {
    let cells = sides.columns.iter().map(|at| {
        let own = at.and_then(|at| line.cells.get(at));
        own.map_or_else(
            || view! { <div role="cell" class="td"></div> }.into_any(),
            |own| cell(own, line.missed),
        )
    });
    let cells = cells.collect_view();
    view! {
        <div class="cr" role="row">
            <div role="rowheader" class="nm">{line.name}</div>
            <div role="cell" class="go n">{line.wanted}</div>
            {cells}
        </div>
    }
}

fn cell(own: &TargetCell, missed_by_some: bool) -> AnyView {
    let store = use_store();
    let differs = !matches!(own.way, Way::First | Way::Same);
    let same = own.way == Way::Same;
    let as_first = move || say(store.lang.get(), "compare.as_first", &[]);
    let goal = (own.way == Way::Goal).then(|| format!(" {}", own.view.wanted));
    let more = view! { <span class="dl"><span aria-hidden="true">{own.way.arrow()}</span>{own.more.clone()}{goal}</span> };
    let state = if own.view.met {
        (missed_by_some)
            .then(|| view! { <span class="st ok"><IconView icon=Icon::Check /></span> }.into_any())
    } else {
        let verdict = own.view.verdict.clone();
        Some(view! { <span class="st no"><IconView icon=Icon::Warn />{verdict}</span> }.into_any())
    };
    let parts = own.view.parts.iter().map(bar).collect_view();
    let count = own.view.parts.len();
    view! {
        <div role="cell" class="td" class:df=differs class:same=same>
            <span class="ln">
                <span class="v">{own.view.reached.clone()}</span>
                {differs.then_some(more)}
                {same.then(|| view! { <span class="dl">{as_first}</span> })}
                {state}
            </span>
            <span class="bu" class:split=count.gt(&1) aria-hidden="true" style:--n=count.max(1).to_string()>
                {parts}
                <i class="t"></i>
            </span>
        </div>
    }
    .into_any()
}

fn bar(part: &Part) -> impl IntoView + use<> {
    view! {
        <span class="p" class:ok=part.met style:--a=part.today.clone() style:--b=part.reached.clone()>
            <i class="e"></i>
            <i class="f"></i>
            <i class="h"></i>
        </span>
    }
}
