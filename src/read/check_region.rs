//! Units, population, paths and members.

use std::collections::BTreeMap;

use crate::domain::{Noun, Path, PathFactor, Trouble};

use super::findings::Findings;
use super::limits::{FACTOR, PERSONS, STOCK};

pub(super) fn all(found: &mut Findings) {
    lists(found);
    units(found);
    cycles(found);
    population(found);
    paths(found);
    let region = &found.plan.region;
    for (i, class) in region.member_classes.iter().enumerate() {
        let at = format!("region.member_classes[{i}].members");
        found.series(&class.members, STOCK, &at);
    }
}

fn lists(found: &mut Findings) {
    let region = &found.plan.region;
    let units = region.units.iter().map(|u| u.id.0.as_str());
    found.distinct(Noun::Unit, units, ("region.units", ".id"));
    let groups = region.groups.iter().map(|g| g.id.0.as_str());
    found.distinct(Noun::Group, groups, ("region.groups", ".id"));
    let paths = region.paths.iter().map(|p| p.id.0.as_str());
    found.distinct(Noun::Path, paths, ("region.paths", ".id"));
    let classes = region.member_classes.iter().map(|c| c.id.0.as_str());
    found.distinct(Noun::Class, classes, ("region.member_classes", ".id"));
    if region.units.is_empty() {
        found.add("region.units", Trouble::Empty);
    }
}

fn units(found: &mut Findings) {
    for (i, unit) in found.plan.region.units.iter().enumerate() {
        let at = format!("region.units[{i}]");
        if let Some(parent) = &unit.parent {
            found.known(Noun::Unit, &parent.0, format!("{at}.parent"));
        }
        found.decimal_figure(&unit.cost_factor, FACTOR, &format!("{at}.cost_factor"));
    }
}

/// Every cycle once, at its first unit.
fn cycles(found: &mut Findings) {
    let units = &found.plan.region.units;
    let index: BTreeMap<&str, usize> = (0..units.len())
        .map(|i| (units[i].id.0.as_str(), i))
        .collect();
    let parent = |i: usize| {
        let id = units[i].parent.as_ref()?;
        index.get(id.0.as_str()).copied()
    };
    let mut seen = vec![false; units.len()];
    for start in 0..units.len() {
        let mut way = Vec::new();
        let mut next = Some(start);
        while let Some(i) = next.filter(|i| !seen[*i]) {
            seen[i] = true;
            way.push(i);
            next = parent(i);
        }
        let closed = next.and_then(|i| way.iter().position(|w| *w == i));
        if let Some(from) = closed {
            let ids = way[from..].iter().map(|i| units[*i].id.0.clone()).collect();
            let at = format!("region.units[{}].parent", way[from]);
            found.add(at, Trouble::Cycle { ids });
        }
    }
}

fn population(found: &mut Findings) {
    let region = &found.plan.region;
    let groups = region.population.iter().map(|p| p.group.0.as_str());
    found.distinct(Noun::Group, groups, ("region.population", ".group"));
    for (i, entry) in region.population.iter().enumerate() {
        let at = format!("region.population[{i}]");
        found.known(Noun::Group, &entry.group.0, format!("{at}.group"));
        found.series(&entry.persons, PERSONS, &format!("{at}.persons"));
    }
    for group in &region.groups {
        if !region.population.iter().any(|p| p.group == group.id) {
            let (noun, id) = (Noun::Group, group.id.0.clone());
            found.add("region.population", Trouble::Missing { noun, id });
        }
    }
}

fn paths(found: &mut Findings) {
    let region = &found.plan.region;
    found.known(Noun::Path, &region.default_path.0, "region.default_path");
    for (i, path) in region.paths.iter().enumerate() {
        let at = format!("region.paths[{i}].factors");
        for (j, factor) in path.factors.iter().enumerate() {
            self::factor(found, factor, &format!("{at}[{j}]"));
        }
        for group in &region.groups {
            if !covers_all(found, path, &group.id.0) {
                let (noun, id) = (Noun::Group, group.id.0.clone());
                found.add(at.clone(), Trouble::Missing { noun, id });
            }
        }
    }
}

fn factor(found: &mut Findings, factor: &PathFactor, at: &str) {
    found.known(Noun::Group, &factor.group.0, format!("{at}.group"));
    for (k, unit) in factor.units.iter().enumerate() {
        found.known(Noun::Unit, &unit.0, format!("{at}.units[{k}]"));
    }
    for (year, value) in &factor.by_year {
        found.decimal(*value, FACTOR, format!("{at}.by_year.{year}"));
    }
    for period in &found.plan.horizon.periods {
        if !factor.by_year.contains_key(&period.last) {
            let year = period.last;
            found.add(format!("{at}.by_year"), Trouble::MissingYear { year });
        }
    }
    found.source(&factor.from, at);
}

/// Whether every unit has a factor of the group.
fn covers_all(found: &Findings, path: &Path, group: &str) -> bool {
    let mut factors = path.factors.iter().filter(|f| f.group.0 == group);
    let units = &found.plan.region.units;
    factors.clone().any(|f| f.units.is_empty())
        || units
            .iter()
            .all(|u| factors.any(|f| f.units.contains(&u.id)))
}
