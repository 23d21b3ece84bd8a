//! Measures: the ways to build.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    ClassId, Decimal, FieldId, Figure, FundId, MeasureId, ServiceId, SourceId, Text, UnitFilter,
    UnitId, Yuan,
};

/// One way to build. A module is the smallest whole that is begun: a class, a group, a ward of ten beds, a site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// What others refer to.
    pub id: MeasureId,
    /// Its name.
    pub name: Text,
    /// The word modules are counted with.
    pub counter: Text,
    /// Its field.
    pub field: FieldId,
    /// What one module adds; a negative amount is taken away (conversion, upgrade).
    pub effects: Vec<Effect>,
    /// Capital cost of one module at cost factor 1, in yuan at the plan's price base.
    pub cost: Figure<Yuan>,
    /// Years from the begin to the year in use.
    pub lead: Figure<u32>,
    /// Years of preparation (立项、选址、设计) before the begin: the first begin is so many years after the base year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prepare: Option<Figure<u32>>,
    /// Shares of the capital cost by year from the begin; they sum to 1.
    pub spending: Figure<Vec<Decimal>>,
    /// Yuan per module and year in use, inside the horizon.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub running: Option<Figure<Yuan>>,
    /// Money from outside the plan's budget.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subsidy: Option<Subsidy>,
    /// The most that may be built in a unit over all years.
    pub cap: Cap,
    /// Which units may build it.
    #[serde(default)]
    pub who: UnitFilter,
    /// The source of `who`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who_from: Option<SourceId>,
    /// Years in which it may be begun; empty means any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub begin_years: Vec<i32>,
    /// The source of `begin_years`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub begin_from: Option<SourceId>,
    /// The site that holds the modules.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host: Option<Host>,
    /// It earns money of its own, from which a bond can be repaid.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub revenue: bool,
    /// Who pays: shares of the cost by funding source; they sum to 1.
    pub funding: Vec<FundShare>,
    /// Who pays the running cost; empty: as the capital is paid.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub running_funding: Vec<FundShare>,
    /// 责任单位
    pub department: Text,
}

/// What one module adds to a service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Effect {
    /// To which service.
    pub service: ServiceId,
    /// How much.
    pub amount: Figure<i64>,
}

/// Money from outside per module built: it lowers what the plan's own budget pays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Subsidy {
    /// Yuan per module; at most the cost.
    pub amount: Figure<Yuan>,
    /// Who gives it.
    pub giver: Text,
}

/// The most modules per unit over all years.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cap {
    /// Where no other rule speaks.
    pub each: Figure<i64>,
    /// The number of members of this class, where it is given, in place of `each`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub members: Option<ClassId>,
    /// For single units.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub units: BTreeMap<UnitId, i64>,
}

/// Modules stand in sites of another measure: classes in a school. Counted from the first year on:
/// `min` × sites ≤ modules ≤ `max` × sites.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Host {
    /// The measure that builds the sites.
    pub measure: MeasureId,
    /// Modules one site can hold.
    pub max: Figure<i64>,
    /// Modules one site must have.
    pub min: Figure<i64>,
}

/// The share a funding source pays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FundShare {
    /// Which source.
    pub fund: FundId,
    /// Its share of the cost.
    pub share: Figure<Decimal>,
}
