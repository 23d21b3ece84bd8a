//! Targets: what the document promises.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    ClassId, Decimal, FieldId, Figure, GroupId, NeedId, Series, ServiceId, SourceId, TargetId,
    Text, UnitFilter,
};

/// A required level at milestones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// The id of `plans.md`, such as `RA1` or `HY10a`.
    pub id: TargetId,
    /// Where the document says it, such as `四(二)、任务16`.
    pub clause: String,
    /// Its name.
    pub name: Text,
    /// Its field.
    pub field: FieldId,
    /// The document's verb, such as `确保` or `力争`, and what it binds to; none where the text only describes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verb: Option<Verb>,
    /// What is counted.
    pub rule: TargetKind,
    /// When it is checked, and the level then.
    pub milestones: Vec<Milestone>,
    /// How much it counts, relative to others; its milestones share it. None: as its verb says, see [`Target::weighs`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<Figure<Decimal>>,
    /// Settled before anything else. None: where its verb binds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hard: Option<bool>,
    /// More than the level, not just the level.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub strict: bool,
    /// What the text leaves open and how it is read here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interpretation: Option<Text>,
    /// The range of its slider; none where the level is not for moving.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slider: Option<SliderRange>,
}

impl Target {
    /// What the document's verb binds to, where it has one.
    #[must_use]
    pub fn modality(&self) -> Option<Modality> {
        self.verb.as_ref().map(|v| v.modality)
    }

    /// Whether it is settled before anything else: as it says itself, or else as its verb does.
    #[must_use]
    pub fn is_hard(&self) -> bool {
        let binds = self.modality() == Some(Modality::Binding);
        self.hard.unwrap_or(binds)
    }

    /// How much it counts: as it says itself, or else 3 where its verb binds, 1 where it is only aimed at, and 2 where the text
    /// has no such verb.
    #[must_use]
    pub fn weighs(&self) -> Decimal {
        let by_verb = match self.modality() {
            Some(Modality::Binding) => 3,
            None => 2,
            Some(Modality::Expected) => 1,
        };
        let own = self.weight.as_ref().map(|w| w.value);
        own.unwrap_or(Decimal {
            micro: by_verb * Decimal::SCALE,
        })
    }
}

/// How the document binds itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Verb {
    /// The word of the document.
    pub word: String,
    /// What it means.
    pub modality: Modality,
}

/// 约束性 or 预期性.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Modality {
    /// 约束性: the document promises it (确保, 达到, 不低于).
    Binding,
    /// 预期性: it is aimed at (力争, 争取, 基本, 原则上, 探索).
    Expected,
}

/// A year at which a target is checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Milestone {
    /// The year.
    pub year: i32,
    /// The level: per `per` persons, a number, a share of 1, or a yearly growth, by kind.
    pub level: Figure<Decimal>,
}

/// The range of a slider, in the unit of the target's level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SliderRange {
    /// The least.
    pub min: Decimal,
    /// The most.
    pub max: Decimal,
    /// One step.
    pub step: Decimal,
}

/// Which part of a service a count means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CountBasis {
    /// Built since the plan began.
    Built,
    /// Built since the plan began, committed projects included.
    BuiltOrCommitted,
    /// All that stands.
    Standing,
}

/// The kinds of `plans.md`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum TargetKind {
    /// Stock in use ÷ population × `per` ≥ level.
    Rate {
        /// The services whose stocks are added.
        services: Vec<ServiceId>,
        /// 1,000 for "per thousand", 1 for "per child".
        per: i64,
        /// The population.
        of: GroupId,
        /// The units that count.
        #[serde(default)]
        scope: UnitFilter,
    },
    /// Number ≥ level at the milestone, cumulative.
    Count {
        /// The services that are added.
        services: Vec<ServiceId>,
        /// Built or standing.
        basis: CountBasis,
        /// The units that count.
        #[serde(default)]
        scope: UnitFilter,
    },
    /// Number that comes into use in the milestone's year ≥ level.
    Annual {
        /// The services that are added.
        services: Vec<ServiceId>,
        /// The units that count.
        #[serde(default)]
        scope: UnitFilter,
    },
    /// Share of units that have at least `at_least` of every one of the services ≥ level.
    CoverageOfUnits {
        /// All of them are needed.
        services: Vec<ServiceId>,
        /// So many of each.
        at_least: i64,
        /// The units that are asked.
        #[serde(default)]
        scope: UnitFilter,
        /// Stocks of descendants count too.
        #[serde(default)]
        rollup: bool,
    },
    /// Share of members that have at least `at_least` ≥ level.
    CoverageOfMembers {
        /// The service whose sites cover members.
        service: ServiceId,
        /// The members.
        members: Vec<ClassId>,
        /// Sites one member needs.
        at_least: i64,
        /// Members covered in the base year, by unit; left out: stock ÷ `at_least`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        covered: Option<Series>,
        /// The units that count.
        #[serde(default)]
        scope: UnitFilter,
    },
    /// Stock of `part` ÷ stock of `whole` ≥ level.
    Share {
        /// The services of the part.
        part: Vec<ServiceId>,
        /// The services of the whole, the part included where it belongs.
        whole: Vec<ServiceId>,
        /// The units that count.
        #[serde(default)]
        scope: UnitFilter,
    },
    /// Number of these services of which there is at least `at_least` ≥ level: 九类, 七类.
    Kinds {
        /// One for each kind.
        services: Vec<ServiceId>,
        /// So many of one make its kind present.
        at_least: i64,
        /// Built or standing.
        basis: CountBasis,
        /// The units that count.
        #[serde(default)]
        scope: UnitFilter,
    },
    /// Σ min(places, need) over units ÷ Σ need ≥ level: a place serves people of its own unit only.
    Served {
        /// The need.
        need: NeedId,
        /// The units that count.
        #[serde(default)]
        scope: UnitFilter,
    },
    /// Number of units that have met another target's minimum for some years ≥ level: a status that is given, not bought.
    Status {
        /// The coverage of units that it follows from.
        of: TargetId,
        /// Years a unit must have met it before the milestone.
        after: u32,
        /// The source of `after`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        after_from: Option<SourceId>,
        /// The units that are asked, besides the scope of that target.
        #[serde(default)]
        scope: UnitFilter,
    },
    /// Stock k years after the base year ≥ ⌈baseline × (1 + level)^k⌉.
    Growth {
        /// The services that are added.
        services: Vec<ServiceId>,
        /// The units that count.
        #[serde(default)]
        scope: UnitFilter,
    },
}

impl TargetKind {
    /// Whether it is asked of people: a rate, or persons served.
    #[must_use]
    pub fn is_of_people(&self) -> bool {
        matches!(self, Self::Rate { .. } | Self::Served { .. })
    }

    /// The units that count.
    #[must_use]
    pub fn scope(&self) -> &UnitFilter {
        match self {
            Self::Rate { scope, .. }
            | Self::Count { scope, .. }
            | Self::Annual { scope, .. }
            | Self::CoverageOfUnits { scope, .. }
            | Self::CoverageOfMembers { scope, .. }
            | Self::Share { scope, .. }
            | Self::Kinds { scope, .. }
            | Self::Served { scope, .. }
            | Self::Status { scope, .. }
            | Self::Growth { scope, .. } => scope,
        }
    }

    pub(super) fn scope_mut(&mut self) -> &mut UnitFilter {
        match self {
            Self::Rate { scope, .. }
            | Self::Count { scope, .. }
            | Self::Annual { scope, .. }
            | Self::CoverageOfUnits { scope, .. }
            | Self::CoverageOfMembers { scope, .. }
            | Self::Share { scope, .. }
            | Self::Kinds { scope, .. }
            | Self::Served { scope, .. }
            | Self::Status { scope, .. }
            | Self::Growth { scope, .. } => scope,
        }
    }
}
