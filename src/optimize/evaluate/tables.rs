//! What is worked out of a model once, so that builds can be added quickly.

use crate::domain::{Case, Rule};
use crate::optimize::model::formulation::{RowKey, VarKey};
use crate::optimize::model::rows::{MILLION, Model};

/// What a row of the model means while builds are added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RowPart {
    /// Must hold.
    Must,
    /// Its deficit is the shortfall of a check.
    Short { check: usize },
    /// Feeds the count of a coverage check: check, group.
    Has { check: usize, group: usize },
    /// Feeds the members of a coverage check; the figures of its row stand in [`Tables`].
    Members { check: usize },
    /// A local need.
    Local { need: usize },
    /// New places of a unit: what there is of them beyond its right side costs points.
    Idle,
    /// Follows from others.
    Derived,
}

/// The parts of the model that do not change while a plan is made.
#[derive(Debug)]
pub struct Tables {
    pub(super) parts: Vec<RowPart>,
    pub(super) rhs: Vec<i64>,
    /// By row: coefficient that turns what is missing into a share, or sites per member.
    pub(super) scale: Vec<f64>,
    /// By row whose deficit is a shortfall: what of it makes one thing that is missing.
    pub(super) lot: Vec<i64>,
    /// By member row: sites one member needs, most members, members covered when the row's activity is 0.
    pub(super) members: Vec<(i64, i64, i64)>,
    /// By option: rows it touches.
    pub touches: Vec<Vec<(usize, i64)>>,
    /// By check: points of a full shortfall.
    pub weight: Vec<f64>,
    pub(super) required: Vec<i64>,
    pub(super) hard: Vec<bool>,
    /// By check: what a hard one may keep of its shortfall.
    pub(super) keeps: Vec<f64>,
    /// By check and group: number of services.
    pub(super) services: Vec<usize>,
    pub(super) groups: Vec<usize>,
    pub(super) fairness: f64,
    pub(super) locals: usize,
    pub(super) cost: Vec<f64>,
    /// By option: least.
    pub lo: Vec<i64>,
    /// By option: most.
    pub hi: Vec<i64>,
}

impl Tables {
    /// Works out the tables of a case.
    #[must_use]
    pub fn of(case: &Case, model: &Model) -> Tables {
        let rows = model.rows.len();
        let mut tables = Tables {
            parts: Vec::with_capacity(rows),
            rhs: model.rows.iter().map(|r| r.rhs).collect(),
            scale: vec![0.0; rows],
            lot: vec![1; rows],
            members: vec![(1, 0, 0); rows],
            touches: vec![Vec::new(); case.options.len()],
            weight: case
                .checks
                .iter()
                .enumerate()
                .map(|(c, _)| model.vars[case.options.len() + c].cost)
                .collect(),
            required: vec![0; case.checks.len()],
            hard: case.checks.iter().map(|c| c.hard).collect(),
            keeps: vec![0.0; case.checks.len()],
            services: vec![0; case.checks.len()],
            groups: vec![0; case.checks.len()],
            fairness: case.fairness as f64 / 1e6,
            locals: case.locals.len(),
            cost: model.vars[..case.options.len()]
                .iter()
                .map(|v| v.cost)
                .collect(),
            lo: case.options.iter().map(|o| o.lo).collect(),
            hi: case.options.iter().map(|o| o.hi).collect(),
        };
        for (c, check) in case.checks.iter().enumerate() {
            match &check.rule {
                Rule::UnitsCovered {
                    services,
                    groups,
                    required,
                    ..
                } => {
                    (tables.services[c], tables.groups[c], tables.required[c]) =
                        (services.len(), groups.len(), *required);
                }
                Rule::KindsPresent {
                    kinds, required, ..
                } => {
                    (tables.services[c], tables.groups[c], tables.required[c]) =
                        (1, kinds.len(), *required);
                }
                Rule::MembersCovered { required, .. } => tables.required[c] = *required,
                Rule::AtLeast { .. } | Rule::Share { .. } => {}
            }
        }
        for (r, row) in model.rows.iter().enumerate() {
            tables.add_row(case, model, r);
            for (v, a) in row.terms.iter().filter(|(v, _)| *v < case.options.len()) {
                tables.touches[*v].push((r, *a));
            }
        }
        tables
    }

    fn add_row(&mut self, case: &Case, model: &Model, r: usize) {
        let row = &model.rows[r];
        let part = match row.key {
            RowKey::AtLeast(check) => {
                let of = row
                    .terms
                    .iter()
                    .find(|(v, _)| model.vars[*v].key == VarKey::Short(check));
                self.scale[r] = 1.0 / of.map_or(1.0, |(_, a)| *a as f64);
                RowPart::Short { check }
            }
            RowKey::Share(check) => {
                let missing = |(v, _): &&(usize, i64)| model.vars[*v].key == VarKey::Missing(check);
                let of = row.terms.iter().find(missing);
                self.scale[r] = 1.0 / of.map_or(1.0, |(v, _)| model.vars[*v].hi as f64);
                self.lot[r] = MILLION;
                RowPart::Short { check }
            }
            RowKey::UnitHas(check, group, _) => {
                // What the row asks for where it is there.
                let has = |(v, _): &&(usize, i64)| matches!(model.vars[*v].key, VarKey::Has(..));
                self.rhs[r] -= row.terms.iter().find(has).map_or(0, |(_, a)| *a);
                RowPart::Has { check, group }
            }
            RowKey::MemberHas(check, index) => {
                if let Rule::MembersCovered {
                    at_least, units, ..
                } = &case.checks[check].rule
                {
                    self.members[r] = (*at_least, units[index].members, row.rhs);
                }
                RowPart::Members { check }
            }
            RowKey::Local(need) => {
                self.scale[r] = 1.0 / case.locals[need].required as f64;
                RowPart::Local { need }
            }
            RowKey::Idle(_) => {
                self.scale[r] = case.idle as f64 / 1e6 / case.idle_scale as f64;
                RowPart::Idle
            }
            RowKey::UnitCount(_)
            | RowKey::MemberCount(_)
            | RowKey::ShareShort(_)
            | RowKey::LocalWhole(..)
            | RowKey::Cut(_)
            | RowKey::Split(_) => RowPart::Derived,
            _ => RowPart::Must,
        };
        self.parts.push(part);
    }

    /// The shortfall that a row's deficit is, counted in whole things.
    pub(super) fn short(&self, r: usize, activity: i64) -> f64 {
        let missing = match self.lot[r] {
            1 => self.rhs[r] - activity,
            lot => (self.rhs[r] - activity + lot - 1).div_euclid(lot),
        };
        (missing as f64 * self.scale[r]).max(0.0)
    }

    pub(super) fn covered(&self, r: usize, activity: i64) -> i64 {
        let (each, members, rhs) = self.members[r];
        members.min((activity - rhs).div_euclid(each))
    }
}
