//! The elimination that makes L and U.

use super::factor::TINY;
use super::sparse::{Flat, Sparse};

/// L and U while they are made.
#[derive(Debug, Default)]
pub(super) struct Making {
    /// Pivot rows in the order of elimination.
    pub(super) order: Vec<usize>,
    /// By pivot row.
    pub(super) diagonal: Vec<f64>,
    /// By pivot row: entries of L's column below the diagonal.
    pub(super) lower_columns: Vec<Sparse>,
    /// By pivot row: entries of U's column above the diagonal.
    pub(super) upper_columns: Vec<Sparse>,
}

/// A pivot smaller than this times the largest of its column is not taken.
const THRESHOLD: f64 = 0.1;
/// A column whose largest entry is below this is dependent.
const SINGULAR: f64 = 1e-9;

/// Eliminates the columns of a basis; L and U, and the variable for each pivot row.
pub(super) fn eliminate(
    rows: usize,
    variables: &[usize],
    columns: &Flat,
) -> (Making, Vec<Option<usize>>) {
    let mut making = Making {
        order: Vec::with_capacity(rows),
        diagonal: vec![0.0; rows],
        lower_columns: vec![Vec::new(); rows],
        upper_columns: vec![Vec::new(); rows],
    };
    let mut elimination = Elimination::new(rows, columns);
    for column in order(rows, columns) {
        elimination.column(&mut making, columns, column, variables[column]);
    }
    // Rows without a pivot get one all the same, so that every row has a place.
    for row in 0..rows {
        if elimination.place[row].is_none() {
            making.order.push(row);
            making.diagonal[row] = 1.0;
        }
    }
    (making, elimination.owner)
}

/// Columns with few entries first, singletons of what is left before others.
fn order(rows: usize, columns: &Flat) -> Vec<usize> {
    let of_row = columns.transposed(rows);
    let count = columns.start.len() - 1;
    let mut open: Vec<u32> = columns.start.windows(2).map(|w| w[1] - w[0]).collect();
    let mut placed = vec![false; count];
    let mut closed = vec![false; rows];
    let mut queue: Vec<usize> = (0..count).filter(|i| open[*i] == 1).collect();
    let mut order = Vec::with_capacity(count);
    while let Some(i) = queue.pop() {
        if placed[i] || open[i] != 1 {
            continue;
        }
        let Some((row, _)) = columns.list(i).find(|(row, _)| !closed[*row]) else {
            continue;
        };
        placed[i] = true;
        closed[row] = true;
        order.push(i);
        for (other, _) in of_row.list(row) {
            open[other] = open[other].saturating_sub(1);
            if open[other] == 1 && !placed[other] {
                queue.push(other);
            }
        }
    }
    let mut rest: Vec<usize> = (0..count).filter(|i| !placed[*i]).collect();
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
    owner: Vec<Option<usize>>,
    /// Open entries by row: sparser rows make better pivots.
    count: Vec<usize>,
}

impl Elimination {
    fn new(rows: usize, columns: &Flat) -> Self {
        let mut count = vec![0; rows];
        for row in &columns.index {
            count[*row as usize] += 1;
        }
        Elimination {
            work: vec![0.0; rows],
            touched: Vec::new(),
            seen: vec![false; rows],
            place: vec![None; rows],
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

    fn column(&mut self, making: &mut Making, columns: &Flat, column: usize, variable: usize) {
        for (row, value) in columns.list(column) {
            self.touch(row);
            self.work[row] = value;
        }
        self.eliminate(making);
        let pivot = self.pivot();
        if let Some(pivot) = pivot {
            self.place[pivot] = Some(making.order.len());
            making.order.push(pivot);
            making.diagonal[pivot] = self.work[pivot];
            self.owner[pivot] = Some(variable);
            self.store(making, pivot);
        }
        for row in self.touched.drain(..) {
            self.seen[row] = false;
            self.work[row] = 0.0;
        }
    }

    /// The place of a row whose column of L is not empty.
    fn eliminates(&self, making: &Making, row: usize) -> Option<std::cmp::Reverse<usize>> {
        let place = self.place[row].filter(|_| !making.lower_columns[row].is_empty());
        place.map(std::cmp::Reverse)
    }

    /// Applies the columns of L in the order of elimination to what is in `work`.
    fn eliminate(&mut self, making: &Making) {
        let mut heap = std::collections::BinaryHeap::new();
        for row in &self.touched {
            heap.extend(self.eliminates(making, *row));
        }
        let mut last = None;
        while let Some(std::cmp::Reverse(next)) = heap.pop() {
            if last == Some(next) {
                continue;
            }
            last = Some(next);
            let pivot = making.order[next];
            let value = self.work[pivot];
            if value == 0.0 {
                continue;
            }
            for (row, l) in &making.lower_columns[pivot] {
                self.work[*row] -= l * value;
                if !self.seen[*row] {
                    self.seen[*row] = true;
                    self.touched.push(*row);
                    heap.extend(self.eliminates(making, *row));
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
        making.lower_columns[pivot] = below;
    }
}
