//! B = L U as [`super::eliminate`] makes them, with product-form updates. Position and pivot row of a basic variable are one number.
//!
//! Solves walk only what is not zero: places in the order of elimination are kept in a set that grows ahead of the walk
//! (after Gilbert and Peierls, with a bit set in place of a depth-first search).

use std::sync::Arc;

use super::eliminate::{Making, eliminate};
use super::sparse::{Bits, Flat, Spread, TINY};
use crate::optimize::params::factor::{DUST, MOST_UPDATES, ROWS_PER_UPDATE};

/// The factors of a basis.
#[derive(Debug, Default, Clone)]
pub struct Factor {
    base: Arc<Base>,
    /// Pivot positions and values of the updates, with their other entries.
    update_pivots: Vec<(u32, f64)>,
    updates: Flat,
    bits: Bits,
}

/// L and U as they were factored last; copies of a simplex share them.
#[derive(Debug, Default)]
struct Base {
    rows: usize,
    /// Pivot rows in the order of elimination.
    order: Vec<u32>,
    /// By row: its place in the order.
    place: Vec<u32>,
    /// By pivot row.
    diagonal: Vec<f64>,
    /// By pivot row: entries of L's column below the diagonal, by row.
    lower_columns: Flat,
    /// By row: entries of L's row, by the pivot row of the column.
    lower_rows: Flat,
    /// By pivot row: entries of U's column above the diagonal, by row.
    upper_columns: Flat,
    /// By pivot row: entries of U's row right of the diagonal, by the pivot row of the column.
    upper_rows: Flat,
}

impl Factor {
    /// Factors the columns of a basis; returns the variable for each pivot row. A dependent column is left out and its row is
    /// given to no variable (`None`): the caller puts the row's logical there.
    pub(super) fn build(
        &mut self,
        rows: usize,
        variables: &[usize],
        columns: &Flat,
    ) -> Vec<Option<usize>> {
        let (making, owner) = eliminate(rows, variables, columns);
        self.base = Arc::new(Base::of(rows, &making));
        self.update_pivots.clear();
        self.updates.copy(&Flat::default());
        self.bits.fit(rows);
        owner
    }

    /// Takes the state of another factor, keeping the memory.
    pub fn copy(&mut self, other: &Factor) {
        self.base = Arc::clone(&other.base);
        self.update_pivots.clone_from(&other.update_pivots);
        self.updates.copy(&other.updates);
        self.bits.fit(self.base.rows);
    }

    /// Whether it is time to factor anew.
    #[must_use]
    pub fn worn(&self) -> bool {
        self.update_pivots.len() >= MOST_UPDATES.max(self.base.rows / ROWS_PER_UPDATE)
            || self.updates.entries() > 3 * self.base.rows + 500
    }

    /// No update since the last factorization.
    #[must_use]
    pub fn is_new(&self) -> bool {
        self.update_pivots.is_empty()
    }

    fn mark(&mut self, work: &Spread) {
        for i in &work.at {
            self.bits.set(self.base.place[*i as usize] as usize);
        }
    }

    fn collect(&mut self, work: &mut Spread) {
        let base = &*self.base;
        work.at.clear();
        self.bits.drain(|place| {
            let row = base.order[place];
            let value = &mut work.value[row as usize];
            if value.abs() > DUST {
                work.at.push(row);
            } else {
                *value = 0.0;
            }
        });
    }

    /// B⁻¹ applied to a column, in place.
    pub fn forward(&mut self, work: &mut Spread) {
        self.mark(work);
        let (base, bits) = (&*self.base, &mut self.bits);
        let x = &mut work.value;
        let mut from = 0;
        while let Some(place) = bits.next(from) {
            from = place + 1;
            let pivot = base.order[place] as usize;
            base.spread(bits, x, &base.lower_columns, pivot);
        }
        let mut to = base.order.len();
        while let Some(place) = bits.before(to) {
            to = place;
            let pivot = base.order[place] as usize;
            if x[pivot] != 0.0 {
                x[pivot] /= base.diagonal[pivot];
                base.spread(bits, x, &base.upper_columns, pivot);
            }
        }
        for (i, (position, pivot)) in self.update_pivots.iter().enumerate() {
            let value = x[*position as usize];
            if value != 0.0 {
                let value = value / pivot;
                x[*position as usize] = value;
                for (row, a) in self.updates.list(i) {
                    x[row] -= a * value;
                    bits.set(base.place[row] as usize);
                }
            }
        }
        self.collect(work);
    }

    /// B⁻ᵀ applied to a row, in place.
    pub fn backward(&mut self, work: &mut Spread) {
        self.mark(work);
        let (base, bits) = (&*self.base, &mut self.bits);
        let y = &mut work.value;
        for (i, (position, pivot)) in self.update_pivots.iter().enumerate().rev() {
            let dot: f64 = self.updates.list(i).map(|(row, a)| a * y[row]).sum();
            let position = *position as usize;
            let value = (y[position] - dot) / pivot;
            y[position] = value;
            if value != 0.0 {
                bits.set(base.place[position] as usize);
            }
        }
        let mut from = 0;
        while let Some(place) = bits.next(from) {
            from = place + 1;
            let pivot = base.order[place] as usize;
            if y[pivot] != 0.0 {
                y[pivot] /= base.diagonal[pivot];
                base.spread(bits, y, &base.upper_rows, pivot);
            }
        }
        let mut to = base.order.len();
        while let Some(place) = bits.before(to) {
            to = place;
            let row = base.order[place] as usize;
            base.spread(bits, y, &base.lower_rows, row);
        }
        self.collect(work);
    }

    /// Replaces the variable at a position by one whose column is `alpha` = B⁻¹ a.
    pub fn update(&mut self, position: usize, alpha: &Spread) {
        let entries = alpha.iter();
        self.updates
            .push(entries.filter(|(row, a)| *row != position && a.abs() > TINY));
        self.update_pivots
            .push((position as u32, alpha.value[position]));
    }
}

impl Base {
    fn of(rows: usize, making: &Making) -> Base {
        let upper_columns = Flat::of(making.upper_columns.iter());
        let lower_columns = Flat::of(making.lower_columns.iter());
        let mut place = vec![0; rows];
        for (i, row) in making.order.iter().enumerate() {
            place[*row] = i as u32;
        }
        Base {
            rows,
            order: making.order.iter().map(|row| *row as u32).collect(),
            place,
            diagonal: making.diagonal.clone(),
            lower_rows: lower_columns.transposed(rows),
            upper_rows: upper_columns.transposed(rows),
            lower_columns,
            upper_columns,
        }
    }

    /// x −= list × x[pivot]
    #[inline]
    fn spread(&self, bits: &mut Bits, x: &mut [f64], lists: &Flat, pivot: usize) {
        let value = x[pivot];
        if value != 0.0 {
            for (row, a) in lists.list(pivot) {
                x[row] -= a * value;
                bits.set(self.place[row] as usize);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::optimize::simplex::sparse::Sparse;

    fn build(factor: &mut Factor, rows: usize, columns: &[(usize, Sparse)]) -> Vec<Option<usize>> {
        let variables: Vec<usize> = columns.iter().map(|(v, _)| *v).collect();
        factor.build(rows, &variables, &Flat::of(columns.iter().map(|(_, c)| c)))
    }

    fn spread(value: &[f64]) -> Spread {
        let mut spread = Spread {
            value: value.to_vec(),
            ..Spread::default()
        };
        spread.list();
        spread
    }

    fn columns() -> Vec<(usize, Sparse)> {
        vec![
            (10, vec![(0, 2.0), (1, 1.0)]),
            (11, vec![(1, 3.0), (2, -1.0), (3, 2.0)]),
            (12, vec![(0, 1.0), (2, 4.0), (3, 1.0)]),
            (13, vec![(3, -1.0)]),
        ]
    }

    fn times(columns: &[(usize, Sparse)], owner: &[Option<usize>], x: &[f64]) -> Vec<f64> {
        let mut b = vec![0.0; x.len()];
        for (position, variable) in owner.iter().enumerate() {
            let column = columns
                .iter()
                .find(|(v, _)| Some(*v) == *variable)
                .map(|(_, c)| c);
            for (row, a) in column.into_iter().flatten() {
                b[*row] += a * x[position];
            }
        }
        b
    }

    #[test]
    fn forward_solves_with_the_basis() {
        let mut factor = Factor::default();
        let owner = build(&mut factor, 4, &columns());
        let b = [1.0, -2.0, 3.0, 0.5];
        let mut x = spread(&b);
        factor.forward(&mut x);
        let x = x.value;
        for (got, want) in times(&columns(), &owner, &x).iter().zip(&b) {
            assert!((got - want).abs() < 1e-12);
        }
    }

    #[test]
    fn backward_solves_with_the_transpose() {
        let mut factor = Factor::default();
        let owner = build(&mut factor, 4, &columns());
        let c = [1.0, -2.0, 3.0, 0.5];
        let mut y = spread(&c);
        factor.backward(&mut y);
        let y = y.value;
        for (position, variable) in owner.iter().enumerate() {
            let column = &columns()
                .iter()
                .find(|(v, _)| Some(*v) == *variable)
                .map(|(_, c)| c.clone())
                .unwrap_or_default();
            let dot: f64 = column.iter().map(|(row, a)| a * y[*row]).sum();
            assert!((dot - c[position]).abs() < 1e-12);
        }
    }

    #[test]
    fn a_dependent_column_is_left_out() {
        let mut factor = Factor::default();
        let doubled = vec![(0, vec![(0, 1.0), (1, 1.0)]), (1, vec![(0, 2.0), (1, 2.0)])];
        let owner = build(&mut factor, 2, &doubled);
        assert_eq!(owner.iter().filter(|o| o.is_some()).count(), 1);
    }
}
