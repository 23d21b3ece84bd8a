//! What stands and what is under way.

use crate::domain::{Effect, Noun};

use super::check_frame::year;
use super::findings::Findings;
use super::limits::{MODULES, STOCK};

pub(super) fn all(found: &mut Findings) {
    let plan = found.plan;
    for (i, stock) in plan.stock.iter().enumerate() {
        let at = format!("stock[{i}]");
        found.known(Noun::Service, &stock.service.0, format!("{at}.service"));
        found.series(&stock.count, STOCK, &format!("{at}.count"));
        for (year, share) in &stock.remains {
            found.decimal(*share, 1, format!("{at}.remains.{year}"));
        }
    }
    for (i, project) in plan.committed.iter().enumerate() {
        let at = format!("committed[{i}]");
        found.known(Noun::Unit, &project.unit.0, format!("{at}.unit"));
        year(found, project.in_use, &format!("{at}.in_use"));
        effects(found, &project.effects, &at);
        for (k, effect) in project.effects.iter().enumerate() {
            let value = effect.amount.value;
            found.number(value, STOCK, format!("{at}.effects[{k}].amount.value"));
        }
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
