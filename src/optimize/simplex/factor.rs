//! B = L U by left-looking elimination with product-form updates. Position and pivot row of a basic variable are one number.

/// A sparse column or row: index, value.
pub type Sparse = Vec<(usize, f64)>;

/// The factors of a basis.
#[derive(Debug, Default, Clone)]
pub struct Factor {
    rows: usize,
    /// Pivot rows in the order of elimination.
    order: Vec<usize>,
    diagonal: Vec<f64>,
    /// Columns of L below the diagonal that are not empty: pivot row, entries.
    lower: Vec<(usize, Sparse)>,
    /// By pivot row: entries of U's column above the diagonal, by row.
    upper_columns: Vec<Sparse>,
    /// By pivot row: entries of U's row right of the diagonal, by the pivot row of the column.
    upper_rows: Vec<Sparse>,
    /// Pivot position, pivot value, other entries.
    updates: Vec<(usize, f64, Sparse)>,
    update_entries: usize,
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
        *self = Factor {
            rows,
            diagonal: vec![0.0; rows],
            upper_columns: vec![Vec::new(); rows],
            upper_rows: vec![Vec::new(); rows],
            ..Factor::default()
        };
        let mut elimination = Elimination::new(rows, columns);
        for column in order(rows, columns) {
            elimination.column(self, columns, column);
        }
        for k in 0..self.order.len() {
            let pivot = self.order[k];
            for (row, value) in std::mem::take(&mut self.upper_columns[pivot]) {
                self.upper_rows[row].push((pivot, value));
                self.upper_columns[pivot].push((row, value));
            }
        }
        elimination.owner
    }

    /// Whether it is time to factor anew.
    #[must_use]
    pub fn worn(&self) -> bool {
        self.updates.len() >= 64 || self.update_entries > 3 * self.rows + 500
    }

    /// No update since the last factorization.
    #[must_use]
    pub fn is_new(&self) -> bool {
        self.updates.is_empty()
    }

    /// B⁻¹ applied to a dense column, in place.
    pub fn forward(&self, work: &mut [f64]) {
        for (pivot, entries) in &self.lower {
            let value = work[*pivot];
            if value != 0.0 {
                for (row, l) in entries {
                    work[*row] -= l * value;
                }
            }
        }
        for pivot in self.order.iter().rev() {
            let value = work[*pivot];
            if value != 0.0 {
                let value = value / self.diagonal[*pivot];
                work[*pivot] = value;
                for (row, u) in &self.upper_columns[*pivot] {
                    work[*row] -= u * value;
                }
            }
        }
        for (position, pivot, entries) in &self.updates {
            let value = work[*position];
            if value != 0.0 {
                let value = value / pivot;
                work[*position] = value;
                for (row, a) in entries {
                    work[*row] -= a * value;
                }
            }
        }
    }

    /// B⁻ᵀ applied to a dense row, in place.
    pub fn backward(&self, work: &mut [f64]) {
        for (position, pivot, entries) in self.updates.iter().rev() {
            let dot: f64 = entries.iter().map(|(row, a)| a * work[*row]).sum();
            work[*position] = (work[*position] - dot) / pivot;
        }
        for pivot in &self.order {
            let value = work[*pivot];
            if value != 0.0 {
                let value = value / self.diagonal[*pivot];
                work[*pivot] = value;
                for (column, u) in &self.upper_rows[*pivot] {
                    work[*column] -= u * value;
                }
            }
        }
        for (pivot, entries) in self.lower.iter().rev() {
            let dot: f64 = entries.iter().map(|(row, l)| l * work[*row]).sum();
            work[*pivot] -= dot;
        }
    }

    /// Replaces the variable at a position by one whose column is `alpha` = B⁻¹ a.
    pub fn update(&mut self, position: usize, alpha: &[f64]) {
        let entries: Sparse = alpha
            .iter()
            .enumerate()
            .filter(|(row, a)| *row != position && a.abs() > TINY)
            .map(|(row, a)| (row, *a))
            .collect();
        self.update_entries += entries.len();
        self.updates.push((position, alpha[position], entries));
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

    fn column(&mut self, factor: &mut Factor, columns: &[(usize, Sparse)], column: usize) {
        let (variable, entries) = &columns[column];
        for (row, value) in entries {
            self.touch(*row);
            self.work[*row] = *value;
        }
        self.eliminate(factor);
        let pivot = self.pivot();
        if let Some(pivot) = pivot {
            self.place[pivot] = Some(factor.order.len());
            factor.order.push(pivot);
            factor.diagonal[pivot] = self.work[pivot];
            self.owner[pivot] = Some(*variable);
            self.store(factor, pivot);
        }
        for row in self.touched.drain(..) {
            self.seen[row] = false;
            self.work[row] = 0.0;
        }
    }

    /// Applies the columns of L in the order of elimination to what is in `work`.
    fn eliminate(&mut self, factor: &Factor) {
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
            let (pivot, entries) = &factor.lower[next];
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

    fn store(&mut self, factor: &mut Factor, pivot: usize) {
        let diagonal = self.work[pivot];
        let mut below = Vec::new();
        for row in &self.touched {
            let value = self.work[*row];
            if *row == pivot || value.abs() <= TINY {
                continue;
            }
            if self.place[*row].is_some() {
                factor.upper_columns[pivot].push((*row, value));
            } else {
                below.push((*row, value / diagonal));
            }
        }
        if !below.is_empty() {
            self.lower_of[pivot] = Some(factor.lower.len());
            factor.lower.push((pivot, below));
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
