//! Where the money goes: by township, by year, by measure, each against the first alternative.

use leptos::prelude::*;

use crate::domain::{Plan, Yuan};
use crate::report::{DifferenceRow, money_by_measure, money_by_period, money_by_unit};
use crate::view_model::sides::{Sides, Way, letter, signed};
use crate::web::state::store::use_store;
use crate::web::state::text::t;
use crate::words::{Lang, count, money, period, say};

/// So many rows are shown at first; the others are one touch away.
const FIRST: usize = 12;

/// Townships that gain and lose.
#[component]
pub fn ByUnit(sides: Memo<Option<Sides>>) -> impl IntoView {
    let name = |lang: Lang, plan: &Plan, u: usize| lang.pick(&plan.region.units[u].name).to_owned();
    view! { <Moves sides id="by-unit" title="compare.by_unit" note="compare.by_unit_note" rows=|s: &Sides| money_by_unit(&s.reports()) name=name /> }
}

/// Money by year.
#[component]
pub fn ByYear(sides: Memo<Option<Sides>>) -> impl IntoView {
    let name = |_: Lang, plan: &Plan, p: usize| period(&plan.horizon.periods[p]);
    view! { <Moves sides id="by-year" title="compare.by_year" note="compare.by_unit_note" rows=|s: &Sides| money_by_period(&s.reports()) name=name /> }
}

/// Money by measure.
#[component]
pub fn ByMeasure(sides: Memo<Option<Sides>>) -> impl IntoView {
    let name = |lang: Lang, plan: &Plan, m: usize| lang.pick(&plan.measures[m].name).to_owned();
    view! { <Moves sides id="by-measure" title="compare.by_measure" note="compare.by_unit_note" rows=|s: &Sides| money_by_measure(&s.reports()) name=name /> }
}

/// A table of money: what the first alternative spends, and what every other one spends more or less, as numbers and as bars
/// to either side of a line.
#[component]
fn Moves(
    sides: Memo<Option<Sides>>,
    id: &'static str,
    title: &'static str,
    note: &'static str,
    rows: fn(&Sides) -> Vec<DifferenceRow>,
    name: fn(Lang, &Plan, usize) -> String,
) -> impl IntoView {
    let store = use_store();
    let whole = RwSignal::new(false);
    let table = move || {
        let sides = sides.get()?;
        let lang = store.lang.get();
        let all = rows(&sides);
        let rest = all.len().saturating_sub(FIRST + 1);
        let shown = if whole.get() || rest == 0 {
            all.len()
        } else {
            FIRST
        };
        let others = (shown < all.len()).then(|| sum(&all[shown..]));
        // All bars to one scale, that of the others together included.
        let most = all.iter().chain(&others).map(DifferenceRow::spread).max();
        let most = most.unwrap_or(0).max(1);
        let plan = &sides.answered[0].case.plan;
        let lines = all[..shown]
            .iter()
            .map(|row| line(lang, &sides, row, most, name(lang, plan, row.of)));
        let lines = lines.collect_view();
        let others = others.map(|others| {
            let name = say(lang, "compare.others", &[("n", &(all.len() - shown))]);
            line(lang, &sides, &others, most, name)
        });
        let heads = sides
            .columns
            .iter()
            .enumerate()
            .map(|(i, _)| view! { <th scope="col">{letter(i).to_string()}</th> });
        let heads = heads.collect_view();
        let more = (rest > 0).then(|| {
            let key = if whole.get() { "compare.fewer_rows" } else { "compare.all_rows" };
            let text = say(lang, key, &[("n", &all.len())]);
            view! { <button type="button" class="btn s" on:click=move |_| whole.update(|w| *w = !*w)>{text}</button> }
        });
        Some(view! {
            <table class="dt">
                <thead><tr><th scope="col"><span class="vh">{t(title)}</span></th>{heads}</tr></thead>
                <tbody>{lines}{others}</tbody>
            </table>
            {more}
        })
    };
    view! {
        <section id=id aria-labelledby=format!("h-{id}")>
            <div class="sec"><h2 id=format!("h-{id}")>{t(title)}</h2><span class="k">{t(note)}</span></div>
            {table}
        </section>
    }
    .into_any()
}

fn sum(rows: &[DifferenceRow]) -> DifferenceRow {
    let columns = rows.first().map_or(0, |r| r.values.len());
    let of = |i: usize| rows.iter().map(|r| r.values[i]).sum();
    DifferenceRow {
        of: 0,
        values: (0..columns).map(of).collect(),
    }
}

fn line(
    lang: Lang,
    sides: &Sides,
    row: &DifferenceRow,
    most: i64,
    name: String,
) -> impl IntoView + use<> {
    let cells = sides.columns.iter().enumerate().map(|(i, at)| {
        let Some(at) = *at else {
            return view! { <td></td> }.into_any();
        };
        if i == 0 {
            return view! { <td class="n">{short(lang, row.values[0])}</td> }.into_any();
        }
        let more = row.more(at);
        let way = Way::of(i, more as f64);
        let text = if more == 0 {
            "\u{2013}".to_owned()
        } else {
            signed(&short(lang, more))
        };
        let share = format!("{:.3}", more.abs() as f64 / most as f64);
        let whole = (more != 0).then(|| money(lang, Yuan(row.values[at])));
        view! {
            <td class="dv" class:up=way.eq(&Way::Up) class:down=way.eq(&Way::Down) title=whole>
                <span class="dn"><span aria-hidden="true">{way.arrow()}</span>{text}</span>
                <i style:--w=share aria-hidden="true"></i>
            </td>
        }
        .into_any()
    });
    let cells = cells.collect_view();
    view! { <tr><th scope="row">{name}</th>{cells}</tr> }
}

/// Money without its unit: 万元 in Chinese, thousand yuan in English, as the note above says.
fn short(lang: Lang, yuan: i64) -> String {
    let unit = match lang {
        Lang::Zh => Yuan::WAN,
        Lang::En => 1_000,
    };
    let rounded = (yuan + yuan.signum() * unit / 2) / unit;
    count(rounded)
}
