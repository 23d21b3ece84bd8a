//! The frame of a plan: horizon, sources, fields, services, fairness.

use crate::domain::{Noun, Trouble};

use super::findings::Findings;
use super::limits::{CALENDAR, FACTOR, POINTS, YEARS};

pub(super) fn all(found: &mut Findings) {
    horizon(found);
    lists(found);
    let plan = found.plan;
    for (i, service) in plan.services.iter().enumerate() {
        found.known(
            Noun::Field,
            &service.field.0,
            format!("services[{i}].field"),
        );
    }
    found.decimal_figure(&plan.fairness, POINTS, "fairness");
    if let Some(idle) = &plan.idle {
        found.decimal_figure(idle, POINTS, "idle");
    }
    if let Some(most) = &plan.idle_most {
        found.decimal_figure(most, FACTOR, "idle_most");
    }
}

fn horizon(found: &mut Findings) {
    let horizon = &found.plan.horizon;
    year(found, horizon.base_year, "horizon.base_year");
    if horizon.periods.is_empty() {
        found.add("horizon.periods", Trouble::Empty);
    }
    let mut before = None;
    for (i, period) in horizon.periods.iter().enumerate() {
        let at = format!("horizon.periods[{i}]");
        year(found, period.first, &format!("{at}.first"));
        year(found, period.last, &format!("{at}.last"));
        let follows = before.map_or(period.first > horizon.base_year, |last: i32| {
            last.checked_add(1) == Some(period.first)
        });
        if !follows || period.last < period.first {
            found.add(at, Trouble::Periods);
        }
        before = Some(period.last);
    }
    let last = horizon.periods.last().map(|p| p.last);
    if let Some((after, last)) = horizon.after.zip(last) {
        year(found, after, "horizon.after");
        if after <= last {
            let (value, limit) = (last.to_string(), after.to_string());
            found.add("horizon.after", Trouble::Inverted { value, limit });
        }
    }
    found.number(
        horizon.periods.len() as i64,
        YEARS,
        "horizon.periods".to_owned(),
    );
}

pub(super) fn year(found: &mut Findings, year: i32, path: &str) {
    let (first, last) = (i64::from(*CALENDAR.start()), i64::from(*CALENDAR.end()));
    found.within(i64::from(year), first..=last, path);
}

fn lists(found: &mut Findings) {
    let plan = found.plan;
    let sources = plan.sources.iter().map(|s| s.id.0.as_str());
    found.distinct(Noun::Source, sources, ("sources", ".id"));
    let fields = plan.fields.iter().map(|f| f.id.0.as_str());
    found.distinct(Noun::Field, fields, ("fields", ".id"));
    let services = plan.services.iter().map(|s| s.id.0.as_str());
    found.distinct(Noun::Service, services, ("services", ".id"));
    let measures = plan.measures.iter().map(|m| m.id.0.as_str());
    found.distinct(Noun::Measure, measures, ("measures", ".id"));
    let targets = plan.targets.iter().map(|t| t.id.0.as_str());
    found.distinct(Noun::Target, targets, ("targets", ".id"));
    if plan.id.is_empty() {
        found.add("id", Trouble::Empty);
    }
    if plan.targets.is_empty() {
        found.add("targets", Trouble::Empty);
    }
}
