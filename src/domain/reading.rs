//! Other readings: where a document leaves something open, what else it may mean.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    CountBasis, Decimal, Figure, GroupId, Milestone, Path, PathFactor, Plan, Population,
    PopulationGroup, SourceId, Target, TargetId, TargetKind, Text, UnitFilter, UnitId,
};

/// The other readings of a plan's targets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Readings {
    /// `dabiao-readings/1`.
    pub format: String,
    /// The id of the plan.
    pub plan: String,
    /// In the order of its targets.
    pub readings: Vec<OtherReading>,
}

impl Readings {
    /// The format this version reads and writes.
    pub const FORMAT: &str = "dabiao-readings/1";
}

/// What a passage may mean as well, beside what the plan takes it for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OtherReading {
    /// The targets it is about: read otherwise all together.
    pub targets: Vec<TargetId>,
    /// The other reading in words.
    pub says: Text,
    /// What it changes; none where the plan has no figure for it, which `says` then explains.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<ReadingChange>,
    /// It is a matter of how large the figures of this source are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figures: Option<SourceId>,
}

/// What another reading changes. Everything left out is as in the plan.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ReadingChange {
    /// Checked in these years with these levels, in place of the plan's milestones.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub levels: BTreeMap<i32, Decimal>,
    /// Rates refer to these population groups together.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub of: Vec<GroupId>,
    /// These units count.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<UnitFilter>,
    /// Which part of a service counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<CountBasis>,
    /// Counted by another rule; the other fields change it further.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<TargetKind>,
    /// More than the level, not just the level.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub strict: Option<bool>,
    /// Settled before anything else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hard: Option<bool>,
}

impl Plan {
    /// The plan with the targets of a reading read that way; as it is where the reading changes nothing.
    #[must_use]
    pub fn read_otherwise(&self, reading: &OtherReading) -> Plan {
        let mut plan = self.clone();
        if let Some(change) = &reading.change {
            let together = plan.together(&change.of);
            let own = plan.targets.iter_mut();
            own.filter(|t| reading.targets.contains(&t.id))
                .for_each(|t| change.apply(t, together.as_ref()));
        }
        plan
    }

    /// A group that counts everyone of `groups`, added to the plan unless it is one of its groups already; none of none.
    fn together(&mut self, groups: &[GroupId]) -> Option<GroupId> {
        let [first, others @ ..] = groups else {
            return None;
        };
        if others.is_empty() {
            return Some(first.clone());
        }
        let ids: Vec<&str> = groups.iter().map(|g| g.0.as_str()).collect();
        let id = GroupId(ids.join("+"));
        let parts: Vec<Population> = {
            let all = self.region.population.iter();
            all.filter(|p| groups.contains(&p.group)).cloned().collect()
        };
        let name = self.name_together(groups);
        self.region.groups.push(PopulationGroup {
            id: id.clone(),
            name,
        });
        for path in &mut self.region.paths {
            let units = self.region.units.iter().map(|u| &u.id);
            let own: Vec<PathFactor> = units
                .filter_map(|u| factor_together(path, &parts, u, &id))
                .collect();
            path.factors.extend(own);
        }
        let mut persons = parts.first()?.persons.clone();
        for part in &parts[1..] {
            for (unit, n) in &part.persons.values {
                *persons.values.entry(unit.clone()).or_default() += n;
            }
        }
        let group = id.clone();
        self.region.population.push(Population { group, persons });
        Some(id)
    }

    fn name_together(&self, groups: &[GroupId]) -> Text {
        let own = self.region.groups.iter();
        let names: Vec<&Text> = own
            .filter(|g| groups.contains(&g.id))
            .map(|g| &g.name)
            .collect();
        let joined = |of: fn(&Text) -> &str| {
            let all: Vec<&str> = names.iter().map(|n| of(n)).collect();
            all.join(" + ")
        };
        Text {
            zh: joined(|t| &t.zh),
            en: joined(|t| &t.en),
        }
    }
}

/// How a unit's persons of several groups together develop: the mean of the groups' factors, weighted by persons.
fn factor_together(
    path: &Path,
    parts: &[Population],
    unit: &UnitId,
    id: &GroupId,
) -> Option<PathFactor> {
    let of_part = |part: &Population| {
        let own = |f: &&PathFactor| {
            f.group == part.group && (f.units.is_empty() || f.units.contains(unit))
        };
        // A later entry overrides an earlier one.
        let factor = path.factors.iter().rev().find(own)?;
        Some((part.persons.of(unit), factor.clone()))
    };
    let all: Vec<(i64, PathFactor)> = parts.iter().map(of_part).collect::<Option<_>>()?;
    let persons: i128 = all.iter().map(|(n, _)| i128::from(*n)).sum();
    let mut to = all.first()?.1.clone();
    for (year, factor) in &mut to.by_year {
        let mut sum = 0;
        for (n, other) in &all {
            sum += i128::from(*n) * i128::from(other.by_year.get(year)?.micro);
        }
        if persons > 0 {
            factor.micro = ((2 * sum + persons) / (2 * persons)) as i64;
        }
    }
    to.group = id.clone();
    to.units = vec![unit.clone()];
    Some(to)
}

impl ReadingChange {
    fn apply(&self, target: &mut Target, of: Option<&GroupId>) {
        if let (false, Some(first)) = (self.levels.is_empty(), target.milestones.first()) {
            let from = first.level.from.clone();
            let milestone = |(year, value): (&i32, &Decimal)| Milestone {
                year: *year,
                level: Figure {
                    value: *value,
                    from: from.clone(),
                },
            };
            target.milestones = self.levels.iter().map(milestone).collect();
        }
        target.strict = self.strict.unwrap_or(target.strict);
        target.hard = self.hard.or(target.hard);
        if let Some(rule) = &self.rule {
            target.rule = rule.clone();
        }
        if let Some(scope) = &self.scope {
            *target.rule.scope_mut() = scope.clone();
        }
        match (&mut target.rule, of, self.basis) {
            (TargetKind::Rate { of, .. }, Some(group), _) => of.clone_from(group),
            (TargetKind::Count { basis, .. }, _, Some(other)) => *basis = other,
            _ => {}
        }
    }
}
