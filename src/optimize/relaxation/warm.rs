//! Where a search stood, for a search of nearly the same case.

use std::collections::BTreeMap;

use super::linear::{Relaxation, RowName};
use crate::domain::{map_of, set_of};
use crate::optimize::model::formulation::VarKey;
use crate::optimize::model::rows::Model;
use crate::optimize::simplex::Basis;

/// A basis with the names of its variables and rows. Another relaxation of the same variables can start from it, though some
/// of its rows may be others: a row that cannot fail is left out, and which ones those are changes with the numbers.
#[derive(Clone, Debug)]
pub struct Warm {
    vars: Vec<VarKey>,
    rows: Vec<RowName>,
    basis: Basis,
}

impl Warm {
    /// The basis of a relaxation of a model.
    #[must_use]
    pub fn of(model: &Model, relaxation: &Relaxation, basis: Basis) -> Warm {
        Warm {
            vars: model.vars.iter().map(|v| v.key).collect(),
            rows: relaxation.row_names(model),
            basis,
        }
    }

    /// Whether a model has the same variables.
    #[must_use]
    pub fn fits(&self, model: &Model) -> bool {
        self.vars.iter().eq(model.vars.iter().map(|v| &v.key))
    }

    /// The basis in the numbers of another relaxation: rows that are new start with their own logical, rows that are gone
    /// leave theirs out.
    #[must_use]
    pub fn basis(&self, model: &Model, relaxation: &Relaxation) -> Basis {
        let names = relaxation.row_names(model);
        if names == self.rows {
            return self.basis.clone();
        }
        let place: BTreeMap<&RowName, usize> = map_of(names.iter().zip(0..));
        let structurals = self.vars.len();
        let number = |v: usize| match v.checked_sub(structurals) {
            None => Some(v),
            Some(row) => place.get(&self.rows[row]).map(|r| structurals + r),
        };
        let old: std::collections::BTreeSet<&RowName> = set_of(self.rows.iter());
        let new = (0..names.len()).filter(|r| !old.contains(&names[*r]));
        let logicals = new.map(|r| structurals + r);
        self.basis
            .renumbered(structurals + names.len(), number, logicals)
    }
}
