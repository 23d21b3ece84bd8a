//! When what is begun in a cell comes into use.

use super::pins::PinCell;
use crate::domain::{BuildOption, Case};
use crate::words::{Lang, period, say};

/// The years of begin and use of a cell, and the preparation before them; none where nothing can be begun.
#[must_use]
pub fn begun_and_used(lang: Lang, case: &Case, cell: PinCell) -> Option<String> {
    let plan = &case.plan;
    let here = |o: &&BuildOption| {
        let in_cell = o.unit == cell.unit && o.measure == cell.measure;
        in_cell && cell.period.is_none_or(|p| p == o.period)
    };
    let years = |o: &BuildOption| {
        let year = |p: usize| plan.horizon.periods.get(p).map(period).unwrap_or_default();
        let values: [(&str, &dyn std::fmt::Display); 2] =
            [("begun", &year(o.period)), ("used", &year(o.in_use))];
        say(lang, "allocation.begun_used", &values)
    };
    let options: Vec<&BuildOption> = case.options.iter().filter(here).collect();
    let at_once = options.iter().all(|o| o.in_use == o.period);
    let all: Vec<String> = options.into_iter().map(years).collect();
    let years = if at_once {
        say(lang, "allocation.same_year", &[])
    } else {
        all.join(&say(lang, "list.comma", &[]))
    };
    let before = plan.measures.get(cell.measure)?.prepare.as_ref();
    let before = before.map_or(0, |f| f.value);
    let said = match before {
        0 => say(lang, "allocation.times", &[("years", &years)]),
        n => say(
            lang,
            "allocation.times_prepared",
            &[("years", &years), ("n", &n)],
        ),
    };
    (!all.is_empty()).then_some(said)
}
