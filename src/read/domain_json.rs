//! The words of the domain from JSON values; see [`super::json`].

use serde_json::Value;

use super::json::{FromJson, FromKey, field, read_fields, read_inside};
use crate::domain::{
    Allocation, Basis, Budget, Build, Cap, ClassId, Committed, CountBasis, Decimal, Document,
    Edits, Effect, Field, FieldId, Figure, Fund, FundBudget, FundId, FundShare, GroupId, Horizon,
    Host, Level, Measure, MeasureId, MemberClass, Milestone, Modality, MustBuild, Need, NeedId,
    NotPlanned, OtherReading, Path, PathFactor, PathId, Period, Pin, Plan, Population,
    PopulationGroup, ReadingChange, Readings, Region, Scenario, Series, Service, ServiceId,
    SliderRange, Source, SourceId, Stock, Subsidy, Target, TargetEdit, TargetId, TargetKind, Text,
    Tile, Unit, UnitFilter, UnitId, Unpaid, Verb, Yuan,
};

read_fields! {
    Plan { format, id, document, horizon, sources, region, fields, services, stock, committed, must, needs, measures, targets, not_planned, budget, fairness, idle, idle_most }
    Document { title, short, number, issued }
    Horizon { base_year, periods, after }
    Period { first, last }
    Committed { name, unit, in_use, in_use_from, effects, unpaid }
    Unpaid { fund, year, amount }
    MustBuild { name, clause, unit, measure, year, n }
    NotPlanned { clause, name, why }
    Budget { funds, amounts, carry_over, price_year, running_most }
    Fund { id, name, carry_over, fields, revenue_only, least_share }
    FundBudget { fund, by_period }
    Region { name, units, groups, population, paths, default_path, member_classes }
    Unit { id, name, level, kind, parent, residual, cost_factor, tile }
    Tile { row, column }
    PopulationGroup { id, name }
    Population { group, persons }
    Path { id, name, factors }
    PathFactor { group, units, by_year, from }
    MemberClass { id, name, counter, members }
    Field { id, name }
    Service { id, name, counter, field, local, local_from }
    Stock { service, count, remains, remains_from }
    Measure { id, name, counter, field, effects, cost, lead, prepare, spending, running, subsidy, cap, who, who_from, begin_years, begin_from, host, revenue, funding, running_funding, department }
    Need { id, services, of, per, each }
    Effect { service, amount }
    Subsidy { amount, giver }
    Cap { each, members, units }
    Host { measure, max, min }
    FundShare { fund, share }
    Verb { word, modality }
    Target { id, clause, name, field, verb, rule, milestones, weight, hard, strict, interpretation, slider }
    Milestone { year, level }
    SliderRange { min, max, step }
    Source { id, basis, title, reference, note }
    Figure<T> { value, from }
    Series { values, from, except }
    Text { zh, en }
    Edits { budget, added, targets, field_weights, fairness, path, cost_factor, field_costs, pins, idle, running_most, idle_most }
    TargetEdit { levels, weight, hard }
    Pin { unit, measure, year, n, at_least }
    Readings { format, plan, readings }
    OtherReading { targets, says, change, figures }
    ReadingChange { levels, of, scope, basis, rule, strict, hard }
    Scenario { format, plan, name, edits, anchor }
    Build { unit, measure, year, n }
}

read_inside!(
    UnitId, ServiceId, MeasureId, TargetId, GroupId, ClassId, FundId, PathId, FieldId, SourceId,
    NeedId, Yuan
);

impl FromKey for UnitId {
    fn from_key(key: &str) -> Option<Self> {
        Some(key.into())
    }
}

impl FromKey for TargetId {
    fn from_key(key: &str) -> Option<Self> {
        Some(key.into())
    }
}

impl FromKey for FundId {
    fn from_key(key: &str) -> Option<Self> {
        Some(key.into())
    }
}

impl FromKey for FieldId {
    fn from_key(key: &str) -> Option<Self> {
        Some(key.into())
    }
}

impl FromJson for Allocation {
    fn read(value: &Value) -> Option<Self> {
        FromJson::read(value).map(|builds| Allocation { builds })
    }
}

impl FromJson for Decimal {
    fn read(value: &Value) -> Option<Self> {
        match value.as_i64() {
            Some(n) => n.checked_mul(Decimal::SCALE).map(|micro| Decimal { micro }),
            None => Decimal::from_f64(value.as_f64()?),
        }
    }
}

impl FromJson for UnitFilter {
    fn read(value: &Value) -> Option<Self> {
        if value.is_null() {
            return Some(UnitFilter::default());
        }
        let object = value.as_object()?;
        Some(UnitFilter {
            level: field(object, "level")?,
            kinds: field(object, "kinds")?,
            units: field(object, "units")?,
            min_population: field(object, "min_population")?,
        })
    }
}

impl FromJson for Level {
    fn read(value: &Value) -> Option<Self> {
        match value.as_str()? {
            "province" => Some(Level::Province),
            "prefecture" => Some(Level::Prefecture),
            "county" => Some(Level::County),
            "township" => Some(Level::Township),
            _ => None,
        }
    }
}

impl FromJson for Modality {
    fn read(value: &Value) -> Option<Self> {
        match value.as_str()? {
            "binding" => Some(Modality::Binding),
            "expected" => Some(Modality::Expected),
            _ => None,
        }
    }
}

impl FromJson for Basis {
    fn read(value: &Value) -> Option<Self> {
        match value.as_str()? {
            "measured" => Some(Basis::Measured),
            "estimated" => Some(Basis::Estimated),
            "assumed" => Some(Basis::Assumed),
            _ => None,
        }
    }
}

impl FromJson for CountBasis {
    fn read(value: &Value) -> Option<Self> {
        match value.as_str()? {
            "built" => Some(CountBasis::Built),
            "built_or_committed" => Some(CountBasis::BuiltOrCommitted),
            "standing" => Some(CountBasis::Standing),
            _ => None,
        }
    }
}

impl FromJson for TargetKind {
    fn read(value: &Value) -> Option<Self> {
        let object = value.as_object()?;
        // All but two kinds name the services they add.
        let services = field(object, "services")?;
        let scope = field(object, "scope")?;
        let at_least = || field(object, "at_least");
        Some(match object.get("kind")?.as_str()? {
            "rate" => {
                let (per, of) = (field(object, "per")?, field(object, "of")?);
                TargetKind::Rate {
                    services,
                    per,
                    of,
                    scope,
                }
            }
            "count" => TargetKind::Count {
                services,
                basis: field(object, "basis")?,
                scope,
            },
            "annual" => TargetKind::Annual { services, scope },
            "coverage_of_units" => TargetKind::CoverageOfUnits {
                services,
                at_least: at_least()?,
                scope,
                rollup: field(object, "rollup")?,
            },
            "coverage_of_members" => TargetKind::CoverageOfMembers {
                service: field(object, "service")?,
                members: field(object, "members")?,
                at_least: at_least()?,
                covered: field(object, "covered")?,
                scope,
            },
            "share" => TargetKind::Share {
                part: field(object, "part")?,
                whole: field(object, "whole")?,
                scope,
            },
            "status" => TargetKind::Status {
                of: field(object, "of")?,
                after: field(object, "after")?,
                after_from: field(object, "after_from")?,
                scope,
            },
            "growth" => TargetKind::Growth { services, scope },
            "kinds" => TargetKind::Kinds {
                services,
                at_least: at_least()?,
                basis: field(object, "basis")?,
                scope,
            },
            "served" => TargetKind::Served {
                need: field(object, "need")?,
                scope,
            },
            _ => return None,
        })
    }
}
