//! The map from names of the LP file to what they stand for.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::names::{self, first_year};
use crate::domain::{Case, FundId, MeasureId, ServiceId, TargetId, UnitId};
use crate::optimize::{ColumnKey, LineKey, RowKey, Stated, VarKey};
use crate::share::{MODEL_VERSION, data_hash};

/// What the names of an LP file stand for. Ids are those of the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameMap {
    /// `dabiao-names/1`.
    pub format: String,
    /// The id of the plan.
    pub plan: String,
    /// [`data_hash`] of the plan, in hexadecimal.
    pub data_hash: String,
    /// The version of the model.
    pub model_version: u32,
    /// By name.
    pub columns: BTreeMap<String, Meaning>,
    /// By name.
    pub rows: BTreeMap<String, Meaning>,
}

/// What one name stands for; what does not apply is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meaning {
    /// What it is.
    pub is: What,
    /// Where; for a covered unit that unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitId>,
    /// Modules of what.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<MeasureId>,
    /// The first year of a period, or the year of a milestone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<i32>,
    /// Which target.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<TargetId>,
    /// Which service.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<ServiceId>,
    /// Whose money.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fund: Option<FundId>,
}

/// What a column or a row is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// Column: modules of a measure begun in a unit in a year.
    Build,
    /// Column: what is missing of a target, as a share.
    Shortfall,
    /// Column: whether a unit is covered.
    UnitCovered,
    /// Column: covered members of a unit.
    MembersCovered,
    /// Column: what the part of a share lacks, in countable things.
    Missing,
    /// Column: the largest shortfall of a single unit.
    LargestShortfall,
    /// Column: new places that would stand empty; row: they are at least what is added beyond the need.
    Idle,
    /// Column: the plan's cost as a share of C₀; row: it is at least what the builds cost.
    Spent,
    /// Column: always 1; it carries the constant of the score.
    #[default]
    One,
    /// Row: a fund pays no more than it has, in ten thousand yuan.
    Money,
    /// Row: most modules over all years.
    Most,
    /// Row: least modules over all years.
    Least,
    /// Row: modules fit into sites.
    Fits,
    /// Row: sites are filled.
    Fills,
    /// Row: a stock does not fall below zero.
    Stock,
    /// Row: what a target needs, or is short of.
    Need,
    /// Row: running costs after the horizon stay below their ceiling, in ten thousand yuan.
    Running,
    /// Row: when a unit or its members count as covered.
    Covers,
    /// Row: what a unit needs of local services.
    LocalNeed,
}

impl NameMap {
    /// The format this version reads and writes.
    pub const FORMAT: &str = "dabiao-names/1";

    /// How a map writes a data hash.
    #[must_use]
    pub fn hash(hash: u64) -> String {
        format!("{hash:016x}")
    }

    /// The names of a stated case.
    #[must_use]
    pub fn of(case: &Case, stated: &Stated) -> NameMap {
        let columns = stated.columns.iter().map(|c| c.key);
        let rows = stated.rows.iter().map(|r| r.key);
        NameMap {
            format: Self::FORMAT.to_owned(),
            plan: case.plan.id.clone(),
            data_hash: Self::hash(data_hash(&case.plan)),
            model_version: MODEL_VERSION,
            columns: columns
                .map(|key| (names::column(case, key), of_column(case, key)))
                .collect(),
            rows: rows
                .map(|key| (names::row(case, key), of_row(case, key)))
                .collect(),
        }
    }
}

fn of_column(case: &Case, key: ColumnKey) -> Meaning {
    let key = match key {
        ColumnKey::One => return Meaning::new(What::One),
        ColumnKey::Spent => return Meaning::new(What::Spent),
        ColumnKey::Model(key) => key,
    };
    match key {
        VarKey::Build(o) => {
            let option = &case.options[o];
            Meaning::new(What::Build)
                .unit(case, option.unit)
                .measure(case, option.measure)
                .period(case, option.period)
        }
        VarKey::Short(c) => Meaning::new(What::Shortfall).check(case, c),
        VarKey::Has(c, g) => Meaning::new(What::UnitCovered).covered(case, c, g),
        VarKey::Covered(c, i) => Meaning::new(What::MembersCovered).covered(case, c, i),
        VarKey::Missing(c) => Meaning::new(What::Missing).check(case, c),
        VarKey::Largest => Meaning::new(What::LargestShortfall),
        VarKey::Idle(i) => idle(case, i),
    }
}

fn of_row(case: &Case, key: LineKey) -> Meaning {
    let LineKey::Model(key) = key else {
        return Meaning::new(What::Spent);
    };
    let cap = |what: What, c: usize| {
        let cap = &case.caps[c];
        Meaning::new(what)
            .unit(case, cap.unit)
            .measure(case, cap.measure)
    };
    match key {
        RowKey::Budget(fund, p) => Meaning {
            fund: Some(case.plan.budget.funds[fund].id.clone()),
            ..Meaning::new(What::Money).period(case, p)
        },
        RowKey::Running => Meaning::new(What::Running),
        RowKey::Idle(i) | RowKey::Surplus(i) => idle(case, i),
        RowKey::CapMost(c) => cap(What::Most, c),
        RowKey::CapLeast(c) => cap(What::Least, c),
        RowKey::SiteMost(l, p) => cap(What::Fits, case.hosts[l].modules).period(case, p),
        RowKey::SiteLeast(l, p) => cap(What::Fills, case.hosts[l].modules).period(case, p),
        RowKey::Stock(service, unit, p) => Meaning {
            service: Some(case.plan.services[service].id.clone()),
            ..Meaning::new(What::Stock).unit(case, unit).period(case, p)
        },
        RowKey::AtLeast(c)
        | RowKey::UnitCount(c)
        | RowKey::MemberCount(c)
        | RowKey::Share(c)
        | RowKey::ShareShort(c) => Meaning::new(What::Need).check(case, c),
        RowKey::UnitHas(c, g, _) => Meaning::new(What::Covers).covered(case, c, g),
        RowKey::MemberHas(c, i) => Meaning::new(What::Covers).covered(case, c, i),
        RowKey::Local(i) => {
            let need = &case.locals[i];
            Meaning {
                target: Some(case.plan.targets[need.target].id.clone()),
                ..Meaning::new(What::LocalNeed)
                    .unit(case, need.unit)
                    .period(case, need.period)
            }
        }
        // A model has neither splits nor needs in whole modules; they belong to proofs.
        RowKey::LocalWhole(..) | RowKey::Cut(_) | RowKey::Split(_) => Meaning::new(What::Need),
    }
}

/// New places of a need, by the first of its services.
fn idle(case: &Case, i: usize) -> Meaning {
    let places = &case.idles[i];
    let service = places.services.first();
    Meaning {
        service: service.map(|s| case.plan.services[*s].id.clone()),
        year: Some(places.year),
        ..Meaning::new(What::Idle).unit(case, places.unit)
    }
}

impl Meaning {
    fn new(is: What) -> Meaning {
        Meaning {
            is,
            ..Meaning::default()
        }
    }

    fn unit(self, case: &Case, unit: usize) -> Meaning {
        let unit = Some(case.plan.region.units[unit].id.clone());
        Meaning { unit, ..self }
    }

    fn measure(self, case: &Case, measure: usize) -> Meaning {
        let measure = Some(case.plan.measures[measure].id.clone());
        Meaning { measure, ..self }
    }

    fn period(self, case: &Case, period: usize) -> Meaning {
        let year = Some(first_year(case, period));
        Meaning { year, ..self }
    }

    fn check(self, case: &Case, check: usize) -> Meaning {
        let check = &case.checks[check];
        Meaning {
            target: Some(case.plan.targets[check.target].id.clone()),
            year: Some(check.year),
            ..self
        }
    }

    /// A unit of a coverage check by its place there.
    fn covered(self, case: &Case, check: usize, place: usize) -> Meaning {
        use crate::domain::Rule::{KindsPresent, MembersCovered, UnitsCovered};
        let unit = match &case.checks[check].rule {
            // The covered unit comes first, then those below it whose stocks count for it.
            UnitsCovered { groups, .. } => groups[place].first().copied(),
            MembersCovered { units, .. } => units.get(place).map(|m| m.unit),
            _ => None,
        };
        let kind = match &case.checks[check].rule {
            KindsPresent { kinds, .. } => kinds.get(place).map(|k| k.service),
            _ => None,
        };
        let mut meaning = self.check(case, check);
        meaning.service = kind.map(|s| case.plan.services[s].id.clone());
        match unit {
            Some(unit) => meaning.unit(case, unit),
            None => meaning,
        }
    }
}
