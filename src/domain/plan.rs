//! A plan: a document's targets with everything they need.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    Decimal, Effect, Field, Figure, FundId, Measure, Region, Service, Source, Stock, Target, Text,
    UnitId, Yuan,
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
    /// The ways to build.
    pub measures: Vec<Measure>,
    /// What the document promises.
    pub targets: Vec<Target>,
    /// The money.
    pub budget: Budget,
    /// Points that the largest shortfall over units costs (f of the score).
    pub fairness: Figure<Decimal>,
}

impl Plan {
    /// The format this version reads and writes.
    pub const FORMAT: &str = "dabiao-plan/1";
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
    /// What it adds.
    pub effects: Vec<Effect>,
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
}

/// A funding source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Fund {
    /// What measures refer to.
    pub id: FundId,
    /// Its name.
    pub name: Text,
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
