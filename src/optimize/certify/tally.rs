//! What one check counts.

/// What one check counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally {
    /// Counted things; for shares the part.
    pub achieved: i64,
    /// Required things; for shares the least part that meets the level with this whole.
    pub required: i64,
    /// The whole of a share; 0 for other kinds.
    pub whole: i64,
    /// Shortfall, as `short` ÷ `of`.
    pub short: i128,
    /// Its denominator, at least 1.
    pub of: i128,
}

impl Tally {
    /// Nothing is missing.
    #[must_use]
    pub fn met(&self) -> bool {
        self.short == 0
    }
}
