//! What a walk asks of a ledger: rows that count, and how much of them is missing.

use std::collections::BTreeMap;

use super::ledger::Ledger;
use super::tables::{RowPart, Tables};

impl Tables {
    /// What a row of a bundle misses to the next thing that counts; 0 where nothing does.
    #[must_use]
    pub fn missing_next(&self, ledger: &Ledger, row: usize) -> i64 {
        let activity = ledger.activity[row];
        match self.parts[row] {
            RowPart::Has { .. } => (self.rhs[row] - activity).max(0),
            RowPart::Members { .. } => {
                let (each, members, rhs) = self.members[row];
                let covered = self.covered(row, activity);
                if covered < members {
                    (covered + 1) * each + rhs - activity
                } else {
                    0
                }
            }
            _ => 0,
        }
    }

    /// Rows that count only together: those of a group of a coverage check; and single rows of members.
    #[must_use]
    pub fn bundles(&self) -> Vec<Vec<usize>> {
        let mut groups: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
        let mut members: Vec<Vec<usize>> = Vec::new();
        for (row, part) in self.parts.iter().enumerate() {
            match part {
                RowPart::Has { check, group } => {
                    groups.entry((*check, *group)).or_default().push(row)
                }
                RowPart::Members { .. } => members.push(vec![row]),
                _ => {}
            }
        }
        members.extend(groups.into_values());
        members
    }

    /// Number of rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.parts.len()
    }

    /// Whether a row counts towards a target or a local need.
    #[must_use]
    pub fn counts(&self, row: usize) -> bool {
        !matches!(
            self.parts[row],
            RowPart::Must | RowPart::Idle | RowPart::Derived
        )
    }
}

impl Ledger {
    /// From now on the sum above this level is kept.
    pub fn set_level(&mut self, level: f64) {
        self.level = level;
        self.above = self.local.iter().map(|s| (s - level).max(0.0)).sum();
    }

    /// The sum of local shortfalls above the level.
    #[must_use]
    pub fn above(&self) -> f64 {
        self.above
    }

    /// Number of rows that must hold and do not.
    #[must_use]
    pub fn broken(&self) -> usize {
        self.broken
    }

    /// The largest local shortfall.
    #[must_use]
    pub fn largest(&self) -> f64 {
        self.largest
    }
}
