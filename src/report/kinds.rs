//! Which kinds of a target are there.

use super::Report;
use crate::domain::{Case, CountedKind, Rule};

impl Report {
    /// The services of a target over kinds of which there are too few at a check, in its order; none for other targets.
    #[must_use]
    pub fn kinds_missing(&self, case: &Case, check: usize) -> Option<Vec<usize>> {
        let of = case.checks.get(check)?;
        let Rule::KindsPresent {
            kinds,
            units,
            at_least,
            ..
        } = &of.rule
        else {
            return None;
        };
        let built =
            |s: usize, u: usize| self.stock[s][u][of.period] - case.without_builds(s, u, of.period);
        let has =
            |k: &CountedKind| k.base + units.iter().map(|u| built(k.service, *u)).sum::<i64>();
        let missing = kinds.iter().filter(|k| has(k) < *at_least);
        Some(missing.map(|k| k.service).collect())
    }
}
