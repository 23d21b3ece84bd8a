//! Targets: what they name, their milestones and their levels.

use crate::domain::{Noun, ServiceId, Target, TargetKind, Trouble};

use super::check_filter::filter;
use super::findings::Findings;
use super::limits::{LEVEL, STOCK, WEIGHT};

pub(super) fn all(found: &mut Findings) {
    for (i, target) in found.plan.targets.iter().enumerate() {
        let at = format!("targets[{i}]");
        found.known(Noun::Field, &target.field.0, format!("{at}.field"));
        rule(found, &target.rule, &format!("{at}.rule"));
        milestones(found, target, &format!("{at}.milestones"));
        if let Some(weight) = &target.weight {
            found.decimal_figure(weight, WEIGHT, &format!("{at}.weight"));
        }
        slider(found, target, &format!("{at}.slider"));
    }
}

fn rule(found: &mut Findings, rule: &TargetKind, at: &str) {
    match rule {
        TargetKind::Rate {
            services: list,
            per,
            of,
            ..
        } => {
            services(found, list, &format!("{at}.services"));
            found.within(*per, 1..=STOCK, format!("{at}.per"));
            found.known(Noun::Group, &of.0, format!("{at}.of"));
        }
        TargetKind::Count { services: list, .. }
        | TargetKind::Annual { services: list, .. }
        | TargetKind::Growth { services: list, .. } => {
            services(found, list, &format!("{at}.services"));
        }
        TargetKind::CoverageOfUnits {
            services: list,
            at_least,
            ..
        } => {
            services(found, list, &format!("{at}.services"));
            found.within(*at_least, 1..=STOCK, format!("{at}.at_least"));
        }
        TargetKind::Kinds {
            services: list,
            at_least,
            ..
        } => {
            services(found, list, &format!("{at}.services"));
            found.within(*at_least, 1..=STOCK, format!("{at}.at_least"));
        }
        TargetKind::Served { need, .. } => {
            found.known(Noun::Need, &need.0, format!("{at}.need"));
        }
        TargetKind::Status {
            of,
            after,
            after_from,
            ..
        } => {
            found.known(Noun::Target, &of.0, format!("{at}.of"));
            found.maybe_source(after_from.as_ref(), format!("{at}.after_from"));
            found.within(i64::from(*after), 0..=100, format!("{at}.after"));
        }
        TargetKind::CoverageOfMembers { .. } => members(found, rule, at),
        TargetKind::Share { part, whole, .. } => {
            services(found, part, &format!("{at}.part"));
            services(found, whole, &format!("{at}.whole"));
        }
    }
    filter(found, rule.scope(), &format!("{at}.scope"));
}

fn members(found: &mut Findings, rule: &TargetKind, at: &str) {
    let TargetKind::CoverageOfMembers {
        service,
        members,
        at_least,
        covered,
        ..
    } = rule
    else {
        return;
    };
    found.known(Noun::Service, &service.0, format!("{at}.service"));
    if members.is_empty() {
        found.add(format!("{at}.members"), Trouble::Empty);
    }
    let classes = members.iter().map(|c| c.0.as_str());
    found.distinct(Noun::Class, classes, (&format!("{at}.members"), ""));
    for (i, class) in members.iter().enumerate() {
        found.known(Noun::Class, &class.0, format!("{at}.members[{i}]"));
    }
    found.within(*at_least, 1..=STOCK, format!("{at}.at_least"));
    if let Some(series) = covered {
        found.series(series, STOCK, &format!("{at}.covered"));
    }
}

fn services(found: &mut Findings, list: &[ServiceId], at: &str) {
    if list.is_empty() {
        found.add(at, Trouble::Empty);
    }
    found.distinct(Noun::Service, list.iter().map(|s| s.0.as_str()), (at, ""));
    for (i, service) in list.iter().enumerate() {
        found.known(Noun::Service, &service.0, format!("{at}[{i}]"));
    }
}

fn milestones(found: &mut Findings, target: &Target, at: &str) {
    if target.milestones.is_empty() {
        found.add(at, Trouble::Empty);
    }
    let most = most(target);
    let mut before = None;
    for (k, milestone) in target.milestones.iter().enumerate() {
        let (at, year) = (format!("{at}[{k}]"), milestone.year);
        let (noun, id) = (Noun::Year, year.to_string());
        if found.plan.horizon.period_of(year).is_none() {
            found.add(format!("{at}.year"), Trouble::Unknown { noun, id });
        } else if before == Some(year) {
            found.add(format!("{at}.year"), Trouble::Duplicate { noun, id });
        } else if let Some(later) = before.filter(|b| *b > year) {
            let (value, limit) = (later.to_string(), id);
            found.add(format!("{at}.year"), Trouble::Inverted { value, limit });
        }
        before = Some(year);
        found.decimal_figure(&milestone.level, most, &format!("{at}.level"));
    }
}

fn slider(found: &mut Findings, target: &Target, at: &str) {
    let Some(range) = target.slider else { return };
    found.decimal(range.min, LEVEL, format!("{at}.min"));
    found.decimal(range.max, LEVEL, format!("{at}.max"));
    if range.min >= range.max {
        let (value, limit) = (range.min.to_string(), range.max.to_string());
        found.add(format!("{at}.min"), Trouble::Inverted { value, limit });
    }
    if range.step.micro <= 0 {
        let value = range.step.to_string();
        let (min, max) = ("0.000001".to_owned(), range.max.to_string());
        found.add(
            format!("{at}.step"),
            Trouble::OutOfRange { value, min, max },
        );
    }
}

/// The largest level that can be meant: a share is at most 1, growth at most tenfold a year.
fn most(target: &Target) -> i64 {
    match target.rule {
        TargetKind::Growth { .. } => 10,
        _ if target.rule.level_is_share() => 1,
        _ => LEVEL,
    }
}
