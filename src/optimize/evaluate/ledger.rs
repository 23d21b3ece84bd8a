//! An allocation under construction, with what its loss is made of.

/// A plan with its loss.
#[derive(Clone, Debug)]
pub struct Ledger {
    /// Modules by option.
    pub x: Vec<i64>,
    pub(super) activity: Vec<i64>,
    /// By check: shortfall in 0..1.
    pub(super) short: Vec<f64>,
    /// By check: covered units or members.
    pub(super) counted: Vec<i64>,
    /// By check and group: services that are there.
    pub(super) there: Vec<Vec<usize>>,
    /// By local need: shortfall in 0..1.
    pub(super) local: Vec<f64>,
    pub(super) largest: f64,
    /// Local needs whose shortfall is the largest.
    pub(super) at_largest: usize,
    pub(super) local_sum: f64,
    pub(super) weighted: f64,
    pub(super) hard_sum: f64,
    /// Hard checks that are short: the sum of their shortfalls is not exactly 0 after many changes.
    pub(super) hard_open: usize,
    pub(super) spent: f64,
    /// Rows that must hold and do not.
    pub(super) broken: usize,
    /// A level of local shortfalls, and the sum of what is above it.
    pub(super) level: f64,
    pub(super) above: f64,
}

impl Ledger {
    /// Local needs that are short by more than a level, with their shortfall.
    #[must_use]
    pub fn below(&self, level: f64) -> Vec<(usize, f64)> {
        let needs = self.local.iter().copied().enumerate();
        needs.filter(|(_, short)| *short > level + 1e-9).collect()
    }

    /// Number of local needs that are short by more than a level.
    #[must_use]
    pub fn count_below(&self, level: f64) -> usize {
        self.local.iter().filter(|s| **s > level + 1e-9).count()
    }

    /// The shortfall of a local need.
    #[must_use]
    pub fn short_of(&self, need: usize) -> f64 {
        self.local[need]
    }

    pub(super) fn find_largest(&mut self) {
        self.largest = self.local.iter().copied().fold(0.0, f64::max);
        self.at_largest = self.local.iter().filter(|s| **s >= self.largest).count();
        self.local_sum = self.local.iter().sum();
    }

    /// Every rule holds (bounds of single options are kept by whoever adds).
    #[must_use]
    pub fn feasible(&self) -> bool {
        self.broken == 0
    }
}
