//! Memory that an iteration works in.

use std::cmp::Ordering;

use super::sparse::{Bits, Sparse, Spread};

/// A candidate to enter; the smallest ratio comes first.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ratio {
    pub(super) ratio: f64,
    pub(super) size: f64,
    pub(super) variable: u32,
}

impl Ord for Ratio {
    fn cmp(&self, other: &Self) -> Ordering {
        let by_ratio = other.ratio.total_cmp(&self.ratio);
        by_ratio.then(other.variable.cmp(&self.variable))
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Ratio {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Ratio {}

/// Vectors an iteration works with; their memory is kept.
#[derive(Clone, Debug, Default)]
pub(super) struct Workspace {
    pub(super) rho: Spread,
    pub(super) alpha: Spread,
    pub(super) tau: Spread,
    pub(super) shift: Spread,
    pub(super) dense: Vec<f64>,
    pub(super) seen: Bits,
    pub(super) row: Sparse,
    pub(super) ratios: Vec<Ratio>,
    pub(super) flips: Vec<usize>,
}
