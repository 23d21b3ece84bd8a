//! B = L U by left-looking elimination with product-form updates. Position and pivot row of a basic variable are one number.

use std::sync::Arc;

/// A sparse column or row: index, value.
pub type Sparse = Vec<(usize, f64)>;

/// Sparse lists one after another in flat arrays: quick to walk and to copy.
#[derive(Debug, Clone)]
pub(super) struct Flat {
    start: Vec<u32>,
    index: Vec<u32>,
    value: Vec<f64>,
}

impl Default for Flat {
    fn default() -> Self {
        Flat {
            start: vec![0],
            index: Vec::new(),
            value: Vec::new(),
        }
    }
}

impl Flat {
    /// Lists as they are given.
    pub(super) fn of<'a>(lists: impl Iterator<Item = &'a Sparse>) -> Flat {
        let mut flat = Flat::default();
        for list in lists {
            flat.push(list.iter().copied());
        }
        flat
    }

    fn push(&mut self, list: impl Iterator<Item = (usize, f64)>) {
        for (i, value) in list {
            self.index.push(i as u32);
            self.value.push(value);
        }
        self.start.push(self.index.len() as u32);
    }

    /// The entries of one list.
    #[inline]
    pub(super) fn list(&self, i: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        let range = self.start[i] as usize..self.start[i + 1] as usize;
        let index = self.index[range.clone()].iter();
        index
            .zip(&self.value[range])
            .map(|(i, value)| (*i as usize, *value))
    }
}

/// The factors of a basis.
#[derive(Debug, Default, Clone)]
pub struct Factor {
    base: Arc<Base>,
    /// Pivot positions and values of the updates, with their other entries.
    update_pivots: Vec<(u32, f64)>,
    updates: Flat,
}

/// L and U as they were factored last; copies of a simplex share them.
#[derive(Debug, Default)]
struct Base {
    rows: usize,
    /// Pivot rows in the order of elimination.
    order: Vec<usize>,
    diagonal: Vec<f64>,
    /// Pivot rows of the columns of L that are not empty below the diagonal.
    lower_pivots: Vec<usize>,
    lower: Flat,
    /// By pivot row: entries of U's column above the diagonal, by row.
    upper_columns: Flat,
    /// By pivot row: entries of U's row right of the diagonal, by the pivot row of the column.
    upper_rows: Flat,
}

/// L and U while they are made.
#[derive(Debug, Default)]
struct Making {
    order: Vec<usize>,
    diagonal: Vec<f64>,
    lower: Vec<(usize, Sparse)>,
    upper_columns: Vec<Sparse>,
}

/// A pivot smaller than this times the largest of its column is not taken.
const THRESHOLD: f64 = 0.1;
/// Entries below this are dropped.
const TINY: f64 = 1e-13;
/// A column whose largest entry is below this is dependent.
const SINGULAR: f64 = 1e-9;

impl Factor {
    /// Factors the columns of a basis; returns the variable for each pivot row. A dependent column is left out and its row is
    /// given to no variable (`None`): the caller puts the row's logical there.
    pub fn build(&mut self, rows: usize, columns: &[(usize, Sparse)]) -> Vec<Option<usize>> {
        let mut making = Making {
            diagonal: vec![0.0; rows],
            upper_columns: vec![Vec::new(); rows],
            ..Making::default()
        };
        let mut elimination = Elimination::new(rows, columns);
        for column in order(rows, columns) {
            elimination.column(&mut making, columns, column);
        }
        *self = Factor {
            base: Arc::new(Base::of(rows, making)),
            ..Factor::default()
        };
        elimination.owner
    }

    /// Takes the state of another factor, keeping the memory.
    pub fn copy(&mut self, other: &Factor) {
        self.base = Arc::clone(&other.base);
        self.update_pivots.clone_from(&other.update_pivots);
        self.updates.start.clone_from(&other.updates.start);
        self.updates.index.clone_from(&other.updates.index);
        self.updates.value.clone_from(&other.updates.value);
    }

    /// Whether it is time to factor anew.
    #[must_use]
    pub fn worn(&self) -> bool {
        self.update_pivots.len() >= 64 || self.updates.index.len() > 3 * self.base.rows + 500
    }

    /// No update since the last factorization.
    #[must_use]
    pub fn is_new(&self) -> bool {
        self.update_pivots.is_empty()
    }

    /// B⁻¹ applied to a dense column, in place.
    pub fn forward(&self, work: &mut [f64]) {
        let base = &*self.base;
        for (i, pivot) in base.lower_pivots.iter().enumerate() {
            let value = work[*pivot];
            if value != 0.0 {
                for (row, l) in base.lower.list(i) {
                    work[row] -= l * value;
                }
            }
        }
        for pivot in base.order.iter().rev() {
            let value = work[*pivot];
            if value != 0.0 {
                let value = value / base.diagonal[*pivot];
                work[*pivot] = value;
                for (row, u) in base.upper_columns.list(*pivot) {
                    work[row] -= u * value;
                }
            }
        }
        for (i, (position, pivot)) in self.update_pivots.iter().enumerate() {
            let value = work[*position as usize];
            if value != 0.0 {
                let value = value / pivot;
                work[*position as usize] = value;
                for (row, a) in self.updates.list(i) {
                    work[row] -= a * value;
                }
            }
        }
    }

    /// B⁻ᵀ applied to a dense row, in place.
    pub fn backward(&self, work: &mut [f64]) {
        let base = &*self.base;
        for (i, (position, pivot)) in self.update_pivots.iter().enumerate().rev() {
            let dot: f64 = self.updates.list(i).map(|(row, a)| a * work[row]).sum();
            let position = *position as usize;
            work[position] = (work[position] - dot) / pivot;
        }
        for pivot in &base.order {
            let value = work[*pivot];
            if value != 0.0 {
                let value = value / base.diagonal[*pivot];
                work[*pivot] = value;
                for (column, u) in base.upper_rows.list(*pivot) {
                    work[column] -= u * value;
                }
            }
        }
        for (i, pivot) in base.lower_pivots.iter().enumerate().rev() {
            let dot: f64 = base.lower.list(i).map(|(row, l)| l * work[row]).sum();
            work[*pivot] -= dot;
        }
    }

    /// Replaces the variable at a position by one whose column is `alpha` = B⁻¹ a.
    pub fn update(&mut self, position: usize, alpha: &[f64]) {
        let entries = alpha.iter().copied().enumerate();
        self.updates
            .push(entries.filter(|(row, a)| *row != position && a.abs() > TINY));
        self.update_pivots.push((position as u32, alpha[position]));
    }
}

impl Base {
    fn of(rows: usize, making: Making) -> Base {
        let mut upper_rows = vec![Sparse::new(); rows];
        for pivot in &making.order {
            for (row, value) in &making.upper_columns[*pivot] {
                upper_rows[*row].push((*pivot, *value));
            }
        }
        Base {
            rows,
            order: making.order,
            diagonal: making.diagonal,
            lower_pivots: making.lower.iter().map(|(pivot, _)| *pivot).collect(),
            lower: Flat::of(making.lower.iter().map(|(_, list)| list)),
            upper_columns: Flat::of(making.upper_columns.iter()),
            upper_rows: Flat::of(upper_rows.iter()),
        }
    }
}

/// Columns with few entries first, singletons of what is left before others.
fn order(rows: usize, columns: &[(usize, Sparse)]) -> Vec<usize> {
    let mut of_row: Vec<Vec<usize>> = vec![Vec::new(); rows];
    let mut open: Vec<usize> = columns.iter().map(|(_, c)| c.len()).collect();
    for (i, (_, column)) in columns.iter().enumerate() {
        for (row, _) in column {
            of_row[*row].push(i);
        }
    }
    let mut placed = vec![false; columns.len()];
    let mut closed = vec![false; rows];
    let mut queue: Vec<usize> = (0..columns.len()).filter(|i| open[*i] == 1).collect();
    let mut order = Vec::with_capacity(columns.len());
    while let Some(i) = queue.pop() {
        if placed[i] || open[i] != 1 {
            continue;
        }
        let Some((row, _)) = columns[i].1.iter().find(|(row, _)| !closed[*row]) else {
            continue;
        };
        placed[i] = true;
        closed[*row] = true;
        order.push(i);
        for other in &of_row[*row] {
            open[*other] = open[*other].saturating_sub(1);
            if open[*other] == 1 && !placed[*other] {
                queue.push(*other);
            }
        }
    }
    let mut rest: Vec<usize> = (0..columns.len()).filter(|i| !placed[*i]).collect();
    rest.sort_by_key(|i| (open[*i], *i));
    order.extend(rest);
    order
}

struct Elimination {
    work: Vec<f64>,
    /// Rows touched in the present column.
    touched: Vec<usize>,
    seen: Vec<bool>,
    /// By row: its place in `order`, once it is a pivot row.
    place: Vec<Option<usize>>,
    /// By row: its place in `lower`, where its column of L is not empty.
    lower_of: Vec<Option<usize>>,
    owner: Vec<Option<usize>>,
    /// Open entries by row: sparser rows make better pivots.
    count: Vec<usize>,
}

impl Elimination {
    fn new(rows: usize, columns: &[(usize, Sparse)]) -> Self {
        let mut count = vec![0; rows];
        for (row, _) in columns.iter().flat_map(|(_, c)| c) {
            count[*row] += 1;
        }
        Elimination {
            work: vec![0.0; rows],
            touched: Vec::new(),
            seen: vec![false; rows],
            place: vec![None; rows],
            lower_of: vec![None; rows],
            owner: vec![None; rows],
            count,
        }
    }

    fn touch(&mut self, row: usize) {
        if !self.seen[row] {
            self.seen[row] = true;
            self.touched.push(row);
        }
    }

    fn column(&mut self, making: &mut Making, columns: &[(usize, Sparse)], column: usize) {
        let (variable, entries) = &columns[column];
        for (row, value) in entries {
            self.touch(*row);
            self.work[*row] = *value;
        }
        self.eliminate(making);
        let pivot = self.pivot();
        if let Some(pivot) = pivot {
            self.place[pivot] = Some(making.order.len());
            making.order.push(pivot);
            making.diagonal[pivot] = self.work[pivot];
            self.owner[pivot] = Some(*variable);
            self.store(making, pivot);
        }
        for row in self.touched.drain(..) {
            self.seen[row] = false;
            self.work[row] = 0.0;
        }
    }

    /// Applies the columns of L in the order of elimination to what is in `work`.
    fn eliminate(&mut self, making: &Making) {
        let mut heap = std::collections::BinaryHeap::new();
        for row in &self.touched {
            heap.extend(self.lower_of[*row].map(std::cmp::Reverse));
        }
        let mut last = None;
        while let Some(std::cmp::Reverse(next)) = heap.pop() {
            if last == Some(next) {
                continue;
            }
            last = Some(next);
            let (pivot, entries) = &making.lower[next];
            let value = self.work[*pivot];
            if value == 0.0 {
                continue;
            }
            for (row, l) in entries {
                self.work[*row] -= l * value;
                if !self.seen[*row] {
                    self.seen[*row] = true;
                    self.touched.push(*row);
                    heap.extend(self.lower_of[*row].map(std::cmp::Reverse));
                }
            }
        }
    }

    /// Among rows that are not yet pivots and large enough, the sparsest.
    fn pivot(&self) -> Option<usize> {
        let open = || {
            self.touched
                .iter()
                .copied()
                .filter(|row| self.place[*row].is_none())
        };
        let largest = open().map(|row| self.work[row].abs()).fold(0.0, f64::max);
        if largest < SINGULAR {
            return None;
        }
        open()
            .filter(|row| self.work[*row].abs() >= THRESHOLD * largest)
            .min_by_key(|row| (self.count[*row], *row))
    }

    fn store(&mut self, making: &mut Making, pivot: usize) {
        let diagonal = self.work[pivot];
        let mut below = Vec::new();
        for row in &self.touched {
            let value = self.work[*row];
            if *row == pivot || value.abs() <= TINY {
                continue;
            }
            if self.place[*row].is_some() {
                making.upper_columns[pivot].push((*row, value));
            } else {
                below.push((*row, value / diagonal));
            }
        }
        if !below.is_empty() {
            self.lower_of[pivot] = Some(making.lower.len());
            making.lower.push((pivot, below));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let owner = factor.build(4, &columns());
        let mut x = vec![1.0, -2.0, 3.0, 0.5];
        let b = x.clone();
        factor.forward(&mut x);
        for (got, want) in times(&columns(), &owner, &x).iter().zip(&b) {
            assert!((got - want).abs() < 1e-12);
        }
    }

    #[test]
    fn backward_solves_with_the_transpose() {
        let mut factor = Factor::default();
        let owner = factor.build(4, &columns());
        let mut y = vec![1.0, -2.0, 3.0, 0.5];
        let c = y.clone();
        factor.backward(&mut y);
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
        let owner = factor.build(2, &doubled);
        assert_eq!(owner.iter().filter(|o| o.is_some()).count(), 1);
    }
}
