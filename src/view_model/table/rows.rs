//! Units in order, folded by their parents where there are many.

use std::collections::BTreeSet;

use crate::domain::Plan;

/// More rows than this are folded.
const MOST_UNFOLDED: usize = 60;

/// One row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct UnitRow {
    /// The unit.
    pub unit: usize,
    /// How deep it stands in the tree.
    pub depth: usize,
    /// It has units below it that can be folded away.
    pub folds: bool,
}

/// The units something can be built in, parents before their children.
#[derive(Clone, Debug, PartialEq)]
pub struct UnitTree {
    rows: Vec<UnitRow>,
    parents: Vec<Option<usize>>,
}

impl UnitTree {
    /// The tree of a plan; a flat list keeps the order of the plan.
    pub fn of(plan: &Plan) -> UnitTree {
        let units = &plan.region.units;
        let index = |id| units.iter().position(|u| Some(&u.id) == id);
        let parents: Vec<Option<usize>> = units.iter().map(|u| index(u.parent.as_ref())).collect();
        let many = units.len() > MOST_UNFOLDED;
        let mut rows = Vec::with_capacity(units.len());
        let mut stack: Vec<(usize, usize)> =
            children(&parents, None).rev().map(|u| (u, 0)).collect();
        while let Some((unit, depth)) = stack.pop() {
            let below: Vec<usize> = children(&parents, Some(unit)).collect();
            if !units[unit].residual {
                rows.push(UnitRow {
                    unit,
                    depth,
                    folds: many && !below.is_empty(),
                });
            }
            stack.extend(below.into_iter().rev().map(|u| (u, depth + 1)));
        }
        UnitTree { rows, parents }
    }

    /// How many units there are.
    pub fn units(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is anything to fold.
    pub fn folds(&self) -> bool {
        self.rows.iter().any(|r| r.folds)
    }

    /// What is unfolded at first: a single unit above all others, which alone would say nothing.
    pub fn at_first(&self) -> BTreeSet<usize> {
        let top: Vec<&UnitRow> = self.rows.iter().filter(|r| r.depth == 0).collect();
        match top[..] {
            [one] if one.folds => BTreeSet::from([one.unit]),
            _ => BTreeSet::new(),
        }
    }

    /// The units that can be folded.
    pub fn folding(&self) -> impl Iterator<Item = usize> {
        self.rows.iter().filter(|r| r.folds).map(|r| r.unit)
    }

    /// A unit with all units below it.
    pub fn with_below(&self, unit: usize) -> Vec<usize> {
        let is_below = |r: &&UnitRow| r.unit == unit || self.above(r.unit).any(|u| u == unit);
        self.rows.iter().filter(is_below).map(|r| r.unit).collect()
    }

    /// The rows of the units that are wanted, and of those above them.
    pub fn wanted(&self, wanted: impl Fn(usize) -> bool) -> Vec<UnitRow> {
        let mut shown = BTreeSet::new();
        for row in self.rows.iter().filter(|r| wanted(r.unit)) {
            shown.insert(row.unit);
            shown.extend(self.above(row.unit));
        }
        let rows = self.rows.iter().filter(|r| shown.contains(&r.unit));
        rows.map(|r| UnitRow { folds: false, ..*r }).collect()
    }

    /// The rows to show while `opened` units are unfolded.
    pub fn visible(&self, opened: &BTreeSet<usize>) -> Vec<UnitRow> {
        let folding: BTreeSet<usize> = self
            .rows
            .iter()
            .filter(|r| r.folds)
            .map(|r| r.unit)
            .collect();
        let shut = |u: &usize| folding.contains(u) && !opened.contains(u);
        self.rows
            .iter()
            .filter(|r| !self.above(r.unit).any(|u| shut(&u)))
            .copied()
            .collect()
    }

    fn above(&self, unit: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(self.parents[unit], |u| self.parents[*u])
    }

    /// The units to unfold so that `unit` is visible.
    pub fn way_to(&self, unit: usize) -> Vec<usize> {
        self.above(unit).collect()
    }
}

fn children(
    parents: &[Option<usize>],
    of: Option<usize>,
) -> impl DoubleEndedIterator<Item = usize> {
    parents
        .iter()
        .enumerate()
        .filter(move |(_, p)| **p == of)
        .map(|(u, _)| u)
}
