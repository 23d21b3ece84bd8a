//! Cuts among the rows of a relaxation.

use super::linear::{CutRow, Relaxation};
use super::warm::Warm;
use crate::optimize::model::formulation::RowKey;
use crate::optimize::model::rows::Model;
use crate::optimize::simplex::Sparse;

/// A row that others can follow from.
#[derive(Clone, Copy, Debug)]
pub struct RowSource<'a> {
    /// Its name.
    pub key: RowKey,
    /// By variable of the model.
    pub terms: &'a [(usize, i64)],
    /// The right side.
    pub rhs: i64,
    /// How far the point of the relaxation is above it.
    pub slack: f64,
}

impl Relaxation {
    /// The same relaxation with other cuts, at its root, with the basis of this one: rows of new cuts are basic.
    #[must_use]
    pub fn with_cuts(&self, model: &Model, cuts: Vec<CutRow>) -> Relaxation {
        let mut next = Relaxation::stated(model, self.sums.clone(), cuts);
        for v in 0..model.vars.len() {
            let (lo, hi) = self.root[v];
            next.set_root(v, lo, hi);
            next.simplex.set_cost(v, self.simplex.cost(v));
        }
        let basis = Warm::of(model, self, self.basis()).basis(model, &next);
        next.simplex.adopt(&basis);
        next
    }

    /// The cuts that the present basis holds with equality: without the others it is a basis still.
    #[must_use]
    pub fn binding_cuts(&self) -> Vec<CutRow> {
        let first = self.simplex.structurals() + self.rows() - self.cuts.len();
        let binds = |c: usize| !self.simplex.is_basic(first + c);
        let cuts = self.cuts.iter().enumerate();
        cuts.filter(|(c, _)| binds(*c))
            .map(|(_, cut)| cut.clone())
            .collect()
    }

    /// The rows of the model and the cuts, as rows that others can follow from: key, terms, right side, and how far the
    /// present point is from it.
    pub fn sources<'a>(&'a self, model: &'a Model) -> Vec<RowSource<'a>> {
        let of = |key: RowKey, terms: &'a [(usize, i64)], rhs: i64| {
            let at: f64 = terms
                .iter()
                .map(|(v, a)| *a as f64 * self.simplex.value(*v))
                .sum();
            RowSource {
                key,
                terms,
                rhs,
                slack: (at - rhs as f64).max(0.0),
            }
        };
        let rows = self.kept.iter().map(|r| &model.rows[*r]);
        let rows = rows.map(|row| of(row.key, &row.terms, row.rhs));
        let cuts = self.cuts.iter();
        let cuts = cuts.map(|c| of(RowKey::Cut(c.number), &c.row.terms, c.row.rhs));
        rows.chain(cuts).collect()
    }

    /// By source: the multipliers whose combination gives the tableau's row of a basic variable; none where it is not basic.
    pub fn tableau(&mut self, variable: usize) -> Option<Sparse> {
        let (model, others) = (self.kept.len(), self.sums.len() + self.wholes.len());
        let row = self.simplex.tableau(variable)?;
        let source = |(r, y): (usize, f64)| match r {
            r if r < model => Some((r, y)),
            // What defines a sum adds whole coefficients only.
            r if r < model + others => None,
            r => Some((r - others, y)),
        };
        Some(row.into_iter().filter_map(source).collect())
    }
}
