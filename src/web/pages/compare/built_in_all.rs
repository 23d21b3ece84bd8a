//! What every alternative builds: it can begin before anything is decided.

use leptos::prelude::*;

use crate::domain::Yuan;
use crate::report::{NoRegret, no_regret};
use crate::view_model::sides::Sides;
use crate::web::state::store::use_store;
use crate::web::state::text::t;
use crate::words::{Lang, count, money, percent, period, say};

/// So many are shown at first.
const FIRST: usize = 10;

/// The list of what every alternative builds.
#[component]
pub fn BuiltInAll(sides: Memo<Option<Sides>>) -> impl IntoView {
    let store = use_store();
    let whole = RwSignal::new(false);
    let list = move || {
        let sides = sides.get().filter(|s| s.answered.len() > 1)?;
        let lang = store.lang.get();
        let all = no_regret(&sides.reports());
        let yuan: i64 = all.iter().map(|n| n.yuan).sum();
        let of = sides.answered[0].report.cost.0.max(1);
        let share = percent(yuan as f64 / of as f64);
        let values: [(&str, &dyn std::fmt::Display); 2] =
            [("n", &all.len()), ("money", &money(lang, Yuan(yuan)))];
        let big = say(lang, "compare.common_sum", &values);
        let says = say(lang, "compare.common_says", &[("percent", &share)]);
        let shown = if whole.get() {
            all.len()
        } else {
            FIRST.min(all.len())
        };
        let rows = all[..shown]
            .iter()
            .map(|item| row(lang, &sides, item))
            .collect_view();
        let more = (all.len() > FIRST).then(|| {
            let key = if whole.get() { "compare.fewer_rows" } else { "compare.all_rows" };
            let text = say(lang, key, &[("n", &all.len())]);
            view! { <button type="button" class="btn s" id="common-all" on:click=move |_| whole.update(|w| *w = !*w)>{text}</button> }
        });
        Some(view! {
            <p class="big2">{big}</p>
            <p class="k">{says}</p>
            <table class="nr">
                <thead class="vh"><tr><th>{t("compare.where")}</th><th>{t("compare.what")}</th><th>{t("compare.when")}</th><th>{t("compare.cost")}</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
            {more}
        })
    };
    view! {
        <section id="common" aria-labelledby="h-common">
            <div class="sec"><h2 id="h-common">{t("compare.common")}</h2><span class="k">{t("compare.common_note")}</span></div>
            {list}
        </section>
    }
    .into_any()
}

fn row(lang: Lang, sides: &Sides, item: &NoRegret) -> impl IntoView + use<> {
    let plan = &sides.answered[0].case.plan;
    let measure = &plan.measures[item.measure];
    let unit = lang.pick(&plan.region.units[item.unit].name).to_owned();
    let n = count(item.modules());
    let values: [(&str, &dyn std::fmt::Display); 2] =
        [("measure", &lang.pick(&measure.name)), ("n", &n)];
    let what = say(lang, "compare.common_what", &values);
    let years = item.by_period.iter().enumerate().filter(|(_, n)| **n > 0);
    let years: Vec<String> = years
        .map(|(p, _)| period(&plan.horizon.periods[p]))
        .collect();
    let years = match years.as_slice() {
        [first, .., last] => format!("{first}\u{2013}{last}"),
        other => other.concat(),
    };
    let cost = money(lang, Yuan(item.yuan));
    view! { <tr><th scope="row">{unit}</th><td>{what}</td><td class="n">{years}</td><td class="n"><b>{cost}</b></td></tr> }
}
