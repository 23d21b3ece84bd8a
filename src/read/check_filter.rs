//! Which units are meant: the filter of measures and targets.

use crate::domain::{Noun, Trouble, Unit, UnitFilter};

use super::findings::Findings;
use super::limits::PERSONS;

/// Everything the filter names exists, and it leaves at least one unit.
pub(super) fn filter(found: &mut Findings, filter: &UnitFilter, path: &str) {
    for (i, unit) in filter.units.iter().enumerate() {
        found.known(Noun::Unit, &unit.0, format!("{path}.units[{i}]"));
    }
    if let Some((group, least)) = &filter.min_population {
        found.known(Noun::Group, &group.0, format!("{path}.min_population[0]"));
        found.number(*least, PERSONS, format!("{path}.min_population[1]"));
    }
    let units = &found.plan.region.units;
    let known = filter
        .units
        .iter()
        .all(|id| units.iter().any(|u| u.id == *id));
    if known && !units.iter().any(|u| by_nature(filter, u)) {
        found.add(path, Trouble::Empty);
    }
}

/// Without the population, which only the case works out.
fn by_nature(filter: &UnitFilter, unit: &Unit) -> bool {
    filter.level.is_none_or(|level| level == unit.level)
        && (filter.kinds.is_empty() || filter.kinds.contains(&unit.kind))
        && (filter.units.is_empty() || filter.units.contains(&unit.id))
}
