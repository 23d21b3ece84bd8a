//! The elimination that makes L and U: single entries of columns and rows first, which fill nothing, then what is left in the
//! order of Markowitz (1957), who asks of a pivot that it could fill little.

use super::sparse::{Flat, Sparse, TINY};
use crate::optimize::params::eliminate::{LOOKED_AT, SINGULAR, THRESHOLD};

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

/// Eliminates the columns of a basis; L and U, and the variable for each pivot row.
pub(super) fn eliminate(
    rows: usize,
    variables: &[usize],
    columns: &Flat,
) -> (Making, Vec<Option<usize>>) {
    let mut elimination = Elimination::new(rows, variables, columns);
    elimination.singletons();
    Nucleus::of(&elimination).eliminate(&mut elimination);
    let Elimination {
        mut making,
        owner,
        row_done,
        ..
    } = elimination;
    // Rows without a pivot get one all the same, so that every row has a place.
    for row in (0..rows).filter(|row| !row_done[*row]) {
        making.order.push(row);
        making.diagonal[row] = 1.0;
    }
    (making, owner)
}

struct Elimination<'a> {
    variables: &'a [usize],
    columns: &'a Flat,
    by_row: Flat,
    making: Making,
    /// The variable of each pivot row.
    owner: Vec<Option<usize>>,
    column_done: Vec<bool>,
    row_done: Vec<bool>,
    /// Entries of a column in rows that are open.
    in_column: Vec<u32>,
    /// Entries of a row in columns that are open.
    in_row: Vec<u32>,
}

impl<'a> Elimination<'a> {
    fn new(rows: usize, variables: &'a [usize], columns: &'a Flat) -> Self {
        let counts = |flat: &Flat| flat.start.windows(2).map(|w| w[1] - w[0]).collect();
        let by_row = columns.transposed(rows);
        Elimination {
            variables,
            columns,
            making: Making {
                order: Vec::with_capacity(rows),
                diagonal: vec![0.0; rows],
                lower_columns: vec![Vec::new(); rows],
                upper_columns: vec![Vec::new(); rows],
            },
            owner: vec![None; rows],
            column_done: vec![false; variables.len()],
            row_done: vec![false; rows],
            in_column: counts(columns),
            in_row: counts(&by_row),
            by_row,
        }
    }

    /// Pivots that are alone in their column, else in their row, as long as there are some. No later column is changed by them.
    fn singletons(&mut self) {
        let alone = |counts: &[u32]| -> Vec<usize> {
            (0..counts.len()).filter(|i| counts[*i] == 1).collect()
        };
        let mut columns = alone(&self.in_column);
        let mut rows = alone(&self.in_row);
        loop {
            if let Some(column) = columns.pop() {
                if !self.column_done[column] && self.in_column[column] == 1 {
                    let open = self.columns.list(column).find(|(r, _)| !self.row_done[*r]);
                    if let Some((row, value)) = open.filter(|(_, a)| a.abs() >= SINGULAR) {
                        self.take(row, column, value, &mut columns, &mut rows);
                    }
                }
            } else if let Some(row) = rows.pop() {
                if !self.row_done[row] && self.in_row[row] == 1 {
                    let open = self.by_row.list(row).find(|(c, _)| !self.column_done[*c]);
                    if let Some((column, value)) = open.filter(|(c, a)| self.is_large(*c, *a)) {
                        self.take(row, column, value, &mut columns, &mut rows);
                    }
                }
            } else {
                return;
            }
        }
    }

    fn is_large(&self, column: usize, value: f64) -> bool {
        let open = self
            .columns
            .list(column)
            .filter(|(r, _)| !self.row_done[*r]);
        let largest = open.map(|(_, a)| a.abs()).fold(SINGULAR, f64::max);
        value.abs() >= THRESHOLD * largest
    }

    fn take(
        &mut self,
        row: usize,
        column: usize,
        value: f64,
        columns: &mut Vec<usize>,
        rows: &mut Vec<usize>,
    ) {
        self.row_done[row] = true;
        self.column_done[column] = true;
        let (mut upper, mut lower) = (Vec::new(), Vec::new());
        for (other, a) in self.columns.list(column).filter(|(r, _)| *r != row) {
            if self.row_done[other] {
                upper.push((other, a));
                continue;
            }
            lower.push((other, a / value));
            self.in_row[other] -= 1;
            if self.in_row[other] == 1 {
                rows.push(other);
            }
        }
        for (other, _) in self.by_row.list(row) {
            if !self.column_done[other] {
                self.in_column[other] -= 1;
                if self.in_column[other] == 1 {
                    columns.push(other);
                }
            }
        }
        self.store(row, column, value, lower, upper);
    }

    fn store(&mut self, row: usize, column: usize, value: f64, lower: Sparse, upper: Sparse) {
        self.owner[row] = Some(self.variables[column]);
        self.making.order.push(row);
        self.making.diagonal[row] = value;
        self.making.lower_columns[row] = lower;
        self.making.upper_columns[row] = upper;
    }
}

/// What is left after the singletons, eliminated pivot by pivot.
struct Nucleus {
    /// By column: entries in open rows, also those that have become zero.
    open: Vec<Sparse>,
    /// By column: entries of U so far.
    upper: Vec<Sparse>,
    /// By row: the open columns with an entry there.
    of_row: Vec<Vec<usize>>,
    /// Open columns and rows by their entries.
    columns: Buckets,
    rows: Buckets,
    /// By row, while a column is changed: its place in the column, from 1; else 0.
    place: Vec<u32>,
}

impl Nucleus {
    fn of(elimination: &Elimination<'_>) -> Nucleus {
        let rows = elimination.row_done.len();
        let count = elimination.variables.len();
        let mut nucleus = Nucleus {
            open: vec![Vec::new(); count],
            upper: vec![Vec::new(); count],
            of_row: vec![Vec::new(); rows],
            columns: Buckets::new(count, rows),
            rows: Buckets::new(rows, count),
            place: vec![0; rows],
        };
        for column in (0..count).filter(|c| !elimination.column_done[*c]) {
            for (row, value) in elimination.columns.list(column) {
                if elimination.row_done[row] {
                    nucleus.upper[column].push((row, value));
                } else {
                    nucleus.open[column].push((row, value));
                    nucleus.of_row[row].push(column);
                }
            }
            nucleus.columns.put(column, nucleus.open[column].len());
        }
        for (row, of_row) in nucleus.of_row.iter().enumerate() {
            if !of_row.is_empty() {
                nucleus.rows.put(row, of_row.len());
            }
        }
        nucleus
    }

    fn eliminate(mut self, elimination: &mut Elimination<'_>) {
        while let Some(column) = self.columns.first() {
            if largest(&self.open[column]) < SINGULAR {
                self.drop_column(column);
                continue;
            }
            let (row, column) = self.pivot();
            self.take(elimination, row, column);
        }
    }

    /// Row and column of the entry that could fill least, of those looked at; each is large enough in its column.
    fn pivot(&self) -> (usize, usize) {
        let mut best: Option<(usize, usize, usize)> = None;
        let mut consider = |column: usize, only: Option<usize>| {
            let entries = &self.open[column];
            let least = (THRESHOLD * largest(entries)).max(SINGULAR);
            for (row, value) in entries {
                if value.abs() >= least && only.is_none_or(|r| r == *row) {
                    let cost = (entries.len() - 1) * (self.of_row[*row].len() - 1);
                    let new = (cost, *row, column);
                    if best.is_none_or(|old| new < old) {
                        best = Some(new);
                    }
                }
            }
        };
        for column in self.columns.iter().take(LOOKED_AT) {
            consider(column, None);
        }
        for row in self.rows.iter().take(LOOKED_AT) {
            for column in &self.of_row[row] {
                consider(*column, Some(row));
            }
        }
        // The first column has an entry that is large enough.
        best.map_or((0, 0), |(_, row, column)| (row, column))
    }

    fn take(&mut self, elimination: &mut Elimination<'_>, row: usize, column: usize) {
        let mut entries = std::mem::take(&mut self.open[column]);
        self.columns.take(column);
        let at = entries.iter().position(|(r, _)| *r == row).unwrap_or(0);
        let (_, pivot) = entries.swap_remove(at);
        entries.retain(|(r, value)| {
            self.leave(*r, column);
            value.abs() > TINY
        });
        let lower: Sparse = entries
            .iter()
            .map(|(r, value)| (*r, value / pivot))
            .collect();
        let others = std::mem::take(&mut self.of_row[row]);
        self.rows.take(row);
        for other in others.into_iter().filter(|c| *c != column) {
            self.change(other, row, &lower);
        }
        elimination.row_done[row] = true;
        let upper = std::mem::take(&mut self.upper[column]);
        elimination.store(row, column, pivot, lower, upper);
    }

    /// Takes the pivot's row out of a column, and a multiple of the pivot's column with it.
    fn change(&mut self, column: usize, pivot: usize, lower: &[(usize, f64)]) {
        let entries = &mut self.open[column];
        self.columns.take(column);
        let at = entries.iter().position(|(r, _)| *r == pivot).unwrap_or(0);
        let (_, value) = entries.swap_remove(at);
        if value.abs() > TINY {
            self.upper[column].push((pivot, value));
            for (i, (row, _)) in entries.iter().enumerate() {
                self.place[*row] = i as u32 + 1;
            }
            for (row, l) in lower {
                match self.place[*row] {
                    0 => {
                        entries.push((*row, -l * value));
                        let of_row = &mut self.of_row[*row];
                        of_row.push(column);
                        self.rows.take(*row);
                        self.rows.put(*row, of_row.len());
                    }
                    i => entries[i as usize - 1].1 -= l * value,
                }
            }
            for (row, _) in entries.iter() {
                self.place[*row] = 0;
            }
        }
        self.columns.put(column, entries.len());
    }

    /// A column has no entry in a row any more.
    fn leave(&mut self, row: usize, column: usize) {
        let of_row = &mut self.of_row[row];
        of_row.retain(|c| *c != column);
        self.rows.take(row);
        if !of_row.is_empty() {
            self.rows.put(row, of_row.len());
        }
    }

    /// A column that depends on others has no pivot.
    fn drop_column(&mut self, column: usize) {
        let entries = std::mem::take(&mut self.open[column]);
        self.columns.take(column);
        for (row, _) in entries {
            self.leave(row, column);
        }
    }
}

/// Columns or rows in lists by their number of entries.
struct Buckets {
    /// By number of entries: the first that has so many.
    head: Vec<u32>,
    /// The next and the one before in the same list; one before the first is the list itself, beyond all items.
    next: Vec<u32>,
    before: Vec<u32>,
    /// No list below this has an item.
    least: usize,
}

/// No item.
const NONE: u32 = u32::MAX;

impl Buckets {
    /// For so many items with at most so many entries each; none is in yet.
    fn new(items: usize, most: usize) -> Buckets {
        Buckets {
            head: vec![NONE; most + 1],
            next: vec![NONE; items],
            before: vec![NONE; items],
            least: most + 1,
        }
    }

    fn put(&mut self, item: usize, entries: usize) {
        let first = std::mem::replace(&mut self.head[entries], item as u32);
        self.next[item] = first;
        self.before[item] = (self.next.len() + entries) as u32;
        if first != NONE {
            self.before[first as usize] = item as u32;
        }
        self.least = self.least.min(entries);
    }

    /// Takes an item out of its list.
    fn take(&mut self, item: usize) {
        let (before, next) = (self.before[item] as usize, self.next[item]);
        match before.checked_sub(self.next.len()) {
            Some(entries) => self.head[entries] = next,
            None => self.next[before] = next,
        }
        if next != NONE {
            self.before[next as usize] = before as u32;
        }
    }

    /// One of those with the fewest entries.
    fn first(&mut self) -> Option<usize> {
        while *self.head.get(self.least)? == NONE {
            self.least += 1;
        }
        Some(self.head[self.least] as usize)
    }

    /// Those with few entries before those with more.
    fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        let lists = self.head.iter().skip(self.least);
        lists.flat_map(move |head| {
            let item = |i: u32| (i != NONE).then_some(i);
            std::iter::successors(item(*head), move |i| item(self.next[*i as usize]))
                .map(|i| i as usize)
        })
    }
}

fn largest(entries: &[(usize, f64)]) -> f64 {
    entries.iter().map(|(_, a)| a.abs()).fold(0.0, f64::max)
}
