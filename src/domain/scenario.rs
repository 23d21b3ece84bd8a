//! Scenarios: a plan with every edit a user made.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Allocation, Decimal, FieldId, FundId, MeasureId, PathId, TargetId, UnitId, Yuan};

/// A plan by name with every edit a user made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// `dabiao-scenario/1`.
    pub format: String,
    /// The id of a built-in plan.
    pub plan: String,
    /// The name its owner gave it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// What differs from the plan.
    #[serde(default)]
    pub edits: Edits,
    /// The allocation that ties are broken towards, where one was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anchor: Option<Allocation>,
}

impl Scenario {
    /// The format this version reads and writes.
    pub const FORMAT: &str = "dabiao-scenario/1";

    /// The plan as it stands, with no edit.
    #[must_use]
    pub fn of_plan(id: &str) -> Self {
        Scenario {
            format: Self::FORMAT.to_owned(),
            plan: id.to_owned(),
            ..Scenario::default()
        }
    }
}

/// What differs from the plan. Everything left out is as in the plan.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Edits {
    /// First year of a period → yuan of all funding sources together; the sources keep their proportion.
    pub budget: BTreeMap<i32, Yuan>,
    /// Funding source → first year of a period → yuan on top of what the budget gives that source; negative takes away,
    /// at most what there is.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub added: BTreeMap<FundId, BTreeMap<i32, Yuan>>,
    /// Levels, weights and hardness of targets.
    pub targets: BTreeMap<TargetId, TargetEdit>,
    /// Field → factor on the weights of its targets; 1 where not named.
    pub field_weights: BTreeMap<FieldId, Decimal>,
    /// Points that the largest shortfall over units costs.
    pub fairness: Option<Decimal>,
    /// Points that new places cost that would stand empty.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub idle: Option<Decimal>,
    /// The population path.
    pub path: Option<PathId>,
    /// Factor on every cost; 1 where not named.
    pub cost_factor: Option<Decimal>,
    /// Field → factor on the cost of its measures; 1 where not named.
    pub field_costs: BTreeMap<FieldId, Decimal>,
    /// Cells that are fixed.
    pub pins: Vec<Pin>,
    /// The most that everything begun may cost a year after the horizon, in place of the plan's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub running_most: Option<Yuan>,
    /// The most that new places may go beyond what a unit needs, as a part of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub idle_most: Option<Decimal>,
}

impl Edits {
    /// How many things differ from the plan.
    #[must_use]
    pub fn count(&self) -> usize {
        let of_target = |e: &TargetEdit| {
            usize::from(!e.levels.is_empty())
                + usize::from(e.weight.is_some())
                + usize::from(e.hard.is_some())
        };
        self.budget.len()
            + self
                .added
                .values()
                .map(std::collections::BTreeMap::len)
                .sum::<usize>()
            + self.targets.values().map(of_target).sum::<usize>()
            + self.field_weights.len()
            + self.field_costs.len()
            + usize::from(self.fairness.is_some())
            + usize::from(self.path.is_some())
            + usize::from(self.idle.is_some())
            + usize::from(self.cost_factor.is_some())
            + usize::from(self.running_most.is_some())
            + usize::from(self.idle_most.is_some())
            + self.pins.len()
    }

    /// Whether nothing differs from the plan.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Edits::default()
    }

    /// What is added to all funding sources together in the period that begins in `year`.
    #[must_use]
    pub fn added_in(&self, year: i32) -> Yuan {
        let years = self.added.values().filter_map(|by_year| by_year.get(&year));
        Yuan(years.fold(0, |sum, yuan| sum.saturating_add(yuan.0)))
    }
}

/// What differs of one target.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct TargetEdit {
    /// Milestone year → level.
    pub levels: BTreeMap<i32, Decimal>,
    /// Its weight.
    pub weight: Option<Decimal>,
    /// Whether it is settled before anything else.
    pub hard: Option<bool>,
}

/// A cell that is fixed: exactly `n` modules here, or at least so many. `n` = 0 bars the measure here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pin {
    /// Where.
    pub unit: UnitId,
    /// What.
    pub measure: MeasureId,
    /// The first year of the period it is begun in; none: over all years together.
    #[serde(default)]
    pub year: Option<i32>,
    /// How many modules.
    pub n: i64,
    /// At least so many, not exactly.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub at_least: bool,
}
