//! What stands and what is under way.

use crate::domain::{Effect, Noun, Trouble};

use super::check_frame::year;
use super::findings::Findings;
use super::limits::{FACTOR, MODULES, STOCK, YUAN};

pub(super) fn all(found: &mut Findings) {
    needs(found);
    let plan = found.plan;
    for (i, stock) in plan.stock.iter().enumerate() {
        let at = format!("stock[{i}]");
        found.known(Noun::Service, &stock.service.0, format!("{at}.service"));
        found.series(&stock.count, STOCK, &format!("{at}.count"));
        for (year, share) in &stock.remains {
            found.decimal(*share, 1, format!("{at}.remains.{year}"));
        }
        found.maybe_source(stock.remains_from.as_ref(), format!("{at}.remains_from"));
    }
    for (i, project) in plan.committed.iter().enumerate() {
        let at = format!("committed[{i}]");
        found.known(Noun::Unit, &project.unit.0, format!("{at}.unit"));
        year(found, project.in_use, &format!("{at}.in_use"));
        found.maybe_source(project.in_use_from.as_ref(), format!("{at}.in_use_from"));
        effects(found, &project.effects, &at);
        for (k, effect) in project.effects.iter().enumerate() {
            let value = effect.amount.value;
            found.number(value, STOCK, format!("{at}.effects[{k}].amount.value"));
        }
        for (k, unpaid) in project.unpaid.iter().enumerate() {
            let at = format!("{at}.unpaid[{k}]");
            found.known(Noun::Fund, &unpaid.fund.0, format!("{at}.fund"));
            found.money(&unpaid.amount, YUAN, &format!("{at}.amount"));
            let (noun, id) = (Noun::Year, unpaid.year.to_string());
            if plan.horizon.period_of(unpaid.year).is_none() {
                found.add(format!("{at}.year"), Trouble::Unknown { noun, id });
            }
        }
    }
    must(found);
}

/// Projects that have to be built: a unit, a measure, a number. Whether they can be built there the worked-out case says.
fn must(found: &mut Findings) {
    let plan = found.plan;
    for (i, must) in plan.must.iter().enumerate() {
        let at = format!("must[{i}]");
        found.known(Noun::Unit, &must.unit.0, format!("{at}.unit"));
        found.known(Noun::Measure, &must.measure.0, format!("{at}.measure"));
        found.number(must.n, MODULES, format!("{at}.n"));
    }
}

/// Needs: services that exist, each in one need at most, and a group.
fn needs(found: &mut Findings) {
    let plan = found.plan;
    let ids = plan.needs.iter().map(|n| n.id.0.as_str());
    found.distinct(Noun::Need, ids, ("needs", ".id"));
    for (i, need) in plan.needs.iter().enumerate() {
        let at = format!("needs[{i}]");
        let services = need.services.iter().map(|s| s.0.as_str());
        found.distinct(Noun::Service, services, (&format!("{at}.services"), ""));
        if need.services.is_empty() {
            found.add(format!("{at}.services"), Trouble::Empty);
        }
        for (k, service) in need.services.iter().enumerate() {
            found.known(Noun::Service, &service.0, format!("{at}.services[{k}]"));
        }
        found.known(Noun::Group, &need.of.0, format!("{at}.of"));
        found.within(need.per, 1..=STOCK, format!("{at}.per"));
        found.decimal_figure(&need.each, FACTOR, &format!("{at}.each"));
    }
}

/// What a measure or project adds: services that exist, once each, amounts of a size that can be meant.
pub(super) fn effects(found: &mut Findings, effects: &[Effect], at: &str) {
    let services = effects.iter().map(|e| e.service.0.as_str());
    let list = format!("{at}.effects");
    found.distinct(Noun::Service, services, (&list, ".service"));
    for (k, effect) in effects.iter().enumerate() {
        let at = format!("{list}[{k}]");
        found.known(Noun::Service, &effect.service.0, format!("{at}.service"));
        found.source(&effect.amount.from, &format!("{at}.amount"));
    }
}

/// An amount of a measure, which may be negative.
pub(super) fn amounts(found: &mut Findings, effects: &[Effect], at: &str) {
    for (k, effect) in effects.iter().enumerate() {
        let size = effect.amount.value.saturating_abs();
        found.number(size, MODULES, format!("{at}.effects[{k}].amount.value"));
    }
}
