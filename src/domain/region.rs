//! The place planned for: units, population by year and group, members inside units.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ClassId, Decimal, Figure, GroupId, PathId, Series, SourceId, Text, UnitId};

/// The place planned for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Region {
    /// Its name.
    pub name: Text,
    /// Townships, counties, …: a tree by `parent`, in the order of the official list.
    pub units: Vec<Unit>,
    /// The population groups that rates speak of.
    pub groups: Vec<PopulationGroup>,
    /// Population of each group by unit in the base year. A parent's figure excludes its children's.
    pub population: Vec<Population>,
    /// How the population may develop: low, middle, high.
    pub paths: Vec<Path>,
    /// The path used unless the planner chooses another.
    pub default_path: PathId,
    /// What units contain and coverage counts.
    #[serde(default)]
    pub member_classes: Vec<MemberClass>,
}

/// The level of a unit.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// 省
    Province,
    /// 市
    Prefecture,
    /// 县、市、区
    County,
    /// 乡镇、街道
    Township,
}

/// A township, street, county, prefecture or province.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// The official code.
    pub id: UnitId,
    /// Its name.
    pub name: Text,
    /// Its level.
    pub level: Level,
    /// Its kind as the official list names it, such as `street`, `town`, `rural_township`.
    pub kind: String,
    /// The unit it belongs to; none for the top.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<UnitId>,
    /// A residual stands for people outside the listed units: it counts in rates, and nothing is built there.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub residual: bool,
    /// What building costs here, relative to the plan's prices.
    pub cost_factor: Figure<Decimal>,
    /// Its place on the tile map.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tile: Option<Tile>,
}

/// A place on the tile map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tile {
    /// From the top, 0 first.
    pub row: u32,
    /// From the left, 0 first.
    pub column: u32,
}

/// A population group: residents, children of an age band, or a named class such as residents of new estates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PopulationGroup {
    /// What rates refer to.
    pub id: GroupId,
    /// Its name.
    pub name: Text,
}

/// Population of one group by unit in the base year, in persons.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Population {
    /// Which group.
    pub group: GroupId,
    /// Persons by unit.
    pub persons: Series,
}

/// A possible development of the population.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Path {
    /// What scenarios refer to.
    pub id: PathId,
    /// Its name.
    pub name: Text,
    /// Factors by group; a later entry that names units overrides an earlier one for them.
    pub factors: Vec<PathFactor>,
}

/// Population of a group relative to the base year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PathFactor {
    /// Which group.
    pub group: GroupId,
    /// For these units only; empty means all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub units: Vec<UnitId>,
    /// Year → factor; the last year of every period must be there.
    pub by_year: BTreeMap<i32, Decimal>,
    /// The source of the factors.
    pub from: SourceId,
}

/// What a unit contains and coverage counts: villages, communities, clinics, schools.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MemberClass {
    /// What targets refer to.
    pub id: ClassId,
    /// Its name.
    pub name: Text,
    /// The word it is counted with.
    pub counter: Text,
    /// Number by unit.
    pub members: Series,
}

/// Which units are meant. Every condition that is given must hold; none given means all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UnitFilter {
    /// Of this level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// Of one of these kinds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<String>,
    /// One of these.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub units: Vec<UnitId>,
    /// With at least so many persons of a group in the base year, descendants included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_population: Option<(GroupId, i64)>,
}
