//! Floor 0: the words of the field, quantities and errors. Everything here is a value: no browser, no clock, no I/O.
//!
//! A [`Plan`] is a document's targets with everything they need: the [`Region`], services, measures and money.
//! A [`Scenario`] is a plan with every edit a user made. A [`Case`] is a scenario worked out by index: what is solved and checked.

mod allocation;
mod budgeted;
mod case;
mod check;
mod dice;
mod issue;
mod magnitude;
mod measure;
mod money;
mod need;
mod order;
mod plan;
mod quantity;
mod reading;
mod region;
mod resolve;
mod scenario;
mod service;
mod single_years;
mod source;
mod tally;
mod target;
mod worst;

pub use allocation::{Allocation, Build};
pub use case::{BuildOption, CapGroup, Case, HostLink, IdlePlaces, LocalNeed, NeedByUnit, Spend};
pub use check::{Check, CountedKind, CoveredMembers, Rule};
pub use dice::{Dice, scattered};
pub use issue::{Issue, MayNotPay, Noun, Place, Trouble};
pub use magnitude::magnitude;
pub use measure::{Cap, Effect, FundShare, Host, Measure, Subsidy};
pub use money::schedule;
pub use need::Need;
pub use order::{map_of, set_of, sort_by, sort_by_key};
pub use plan::{
    Budget, Committed, Document, Fund, FundBudget, Horizon, MustBuild, NotPlanned, Period, Plan,
    Unpaid,
};
pub use quantity::{
    ClassId, Decimal, FieldId, FundId, GroupId, MeasureId, NeedId, PathId, ServiceId, SourceId,
    TargetId, Text, UnitId, Yuan,
};
pub use reading::{OtherReading, ReadingChange, Readings};
pub use region::{
    Level, MemberClass, Path, PathFactor, Population, PopulationGroup, Region, Tile, Unit,
    UnitFilter,
};
pub use scenario::{Edits, Pin, Scenario, TargetEdit};
pub use service::{Field, Service, Stock};
pub use single_years::SINGLE_YEARS;
pub use source::{Basis, Figure, Series, Source};
pub use tally::Tally;
pub use target::{CountBasis, Milestone, Modality, SliderRange, Target, TargetKind, Verb};
