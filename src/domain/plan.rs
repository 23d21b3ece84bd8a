//! A plan: a document's targets with everything they need.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    Decimal, Effect, Field, FieldId, Figure, FundId, Measure, MeasureId, Need, Region, Service,
    Source, SourceId, Stock, Target, Text, UnitId, Yuan,
};

/// A document's targets with the region, services, measures and money they need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// `dabiao-plan/1`.
    pub format: String,
    /// Short ASCII name, such as `ruian`.
    pub id: String,
    /// The document.
    pub document: Document,
    /// Base year and periods.
    pub horizon: Horizon,
    /// Where the numbers come from.
    pub sources: Vec<Source>,
    /// The place planned for.
    pub region: Region,
    /// Fields of work, in the order of the screen.
    pub fields: Vec<Field>,
    /// What is counted.
    pub services: Vec<Service>,
    /// What stands in the base year.
    pub stock: Vec<Stock>,
    /// Projects under way: given, not decided.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub committed: Vec<Committed>,
    /// What has to be built whatever else is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub must: Vec<MustBuild>,
    /// What services are there for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<Need>,
    /// The ways to build.
    pub measures: Vec<Measure>,
    /// What the document promises.
    pub targets: Vec<Target>,
    /// What the document promises too and is not planned here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_planned: Vec<NotPlanned>,
    /// The money.
    pub budget: Budget,
    /// Points that the largest shortfall over units costs (f of the score).
    pub fairness: Figure<Decimal>,
    /// Points that new places cost that would stand empty, where all that is needed would (g of the score); none: nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub idle: Option<Figure<Decimal>>,
    /// The most that new places may go beyond what a unit needs, as a part of it; none: no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub idle_most: Option<Figure<Decimal>>,
}

impl Plan {
    /// The format this version reads and writes.
    pub const FORMAT: &str = "dabiao-plan/1";

    /// Whether a target is a rate, or asks for persons served.
    #[must_use]
    pub fn has_rates(&self) -> bool {
        self.targets.iter().any(|t| t.rule.is_of_people())
    }

    /// Whether anything depends on how many people there will be: a rate, persons served or a need.
    #[must_use]
    pub fn asks_of_people(&self) -> bool {
        !self.needs.is_empty() || self.has_rates()
    }
}

/// The document a plan comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Its title.
    pub title: Text,
    /// The short name of the screen's top bar.
    pub short: Text,
    /// Its number, such as `瑞政办〔2022〕37号`.
    pub number: String,
    /// The day it was issued, `YYYY-MM-DD`; empty where unknown.
    #[serde(default)]
    pub issued: String,
}

/// Base year and periods.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Horizon {
    /// The year of the baseline stock and population.
    pub base_year: i32,
    /// Periods one after another, without gaps, from the year after the base year on or later.
    pub periods: Vec<Period>,
    /// A year after the last period in which needs are looked at again: what is built for a peak may stand empty by then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<i32>,
}

/// Years that are decided together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// The first year.
    pub first: i32,
    /// The last year, the same for a single year.
    pub last: i32,
}

impl Horizon {
    /// The period that holds `year`.
    #[must_use]
    pub fn period_of(&self, year: i32) -> Option<usize> {
        self.periods
            .iter()
            .position(|p| (p.first..=p.last).contains(&year))
    }
}

/// A project under way (续建): given, not decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Committed {
    /// Its name.
    pub name: Text,
    /// Where it stands.
    pub unit: UnitId,
    /// The year it comes into use.
    pub in_use: i32,
    /// The source of `in_use`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_use_from: Option<SourceId>,
    /// What it adds.
    pub effects: Vec<Effect>,
    /// What is still to be paid for it: before anything that is decided here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unpaid: Vec<Unpaid>,
}

/// Money that a project under way still takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Unpaid {
    /// From which source.
    pub fund: FundId,
    /// In which year, one of the horizon.
    pub year: i32,
    /// How much.
    pub amount: Figure<Yuan>,
}

/// What has to be built whatever else is: a project that the document names with its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MustBuild {
    /// Its name.
    pub name: Text,
    /// Where the document says it.
    pub clause: String,
    /// Where.
    pub unit: UnitId,
    /// What.
    pub measure: MeasureId,
    /// The first year of the period it is begun in; none: over all years together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<i32>,
    /// At least so many modules.
    pub n: i64,
}

/// A promise of the document that is not planned here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NotPlanned {
    /// Where the document says it.
    pub clause: String,
    /// What it promises.
    pub name: Text,
    /// Why it is not planned here: nothing is built for it, or what it needs is not known.
    pub why: Text,
}

/// The money of the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Budget {
    /// The funding sources.
    pub funds: Vec<Fund>,
    /// What each source gives by period.
    pub amounts: Vec<FundBudget>,
    /// Money left in one period may be spent in the next.
    pub carry_over: bool,
    /// The year whose prices the costs are in.
    pub price_year: i32,
    /// The most that everything begun may cost a year once it is in use, after the horizon; none: no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub running_most: Option<Figure<Yuan>>,
}

/// A funding source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Fund {
    /// What measures refer to.
    pub id: FundId,
    /// Its name.
    pub name: Text,
    /// Whether what is left in one period may be spent in the next; none: as the budget says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carry_over: Option<bool>,
    /// It pays for measures of these fields only; empty: of all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldId>,
    /// It pays the capital of measures with revenue of their own only, and no running cost: special bonds.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub revenue_only: bool,
    /// The least share of the capital of every measure that it pays: 资本金. 0: none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub least_share: Option<Figure<Decimal>>,
}

impl Fund {
    /// Whether money of it that is left in one period may be spent in the next.
    #[must_use]
    pub fn carries(&self, budget: &Budget) -> bool {
        self.carry_over.unwrap_or(budget.carry_over)
    }
}

/// What one source gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FundBudget {
    /// Which source.
    pub fund: FundId,
    /// Yuan by period, in the order of the horizon.
    pub by_period: Vec<Figure<Yuan>>,
}
