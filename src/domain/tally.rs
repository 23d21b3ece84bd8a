//! What a check counts: the one owner of every rule's arithmetic, for the certificate, the reasons, the reports and the reader.

use super::{CountedKind, CoveredMembers, Rule};

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

/// Millionths in one.
const MILLION: i128 = 1_000_000;

impl Rule {
    /// The services whose growth helps: of a share those of its part.
    #[must_use]
    pub fn services(&self) -> Vec<usize> {
        match self {
            Self::AtLeast { services, .. } | Self::UnitsCovered { services, .. } => {
                services.clone()
            }
            Self::KindsPresent { kinds, .. } => kinds.iter().map(|k| k.service).collect(),
            Self::MembersCovered { services, .. } => services.clone(),
            Self::Share { part, .. } => part.clone(),
        }
    }

    /// What counts, and the whole of a share (0 for other kinds).
    ///
    /// `stock` is that of a service in a unit. `gained` is what builds add to services in units together; only sums and kinds,
    /// which start from a base of their own, ask for it.
    pub fn count(
        &self,
        stock: impl Fn(usize, usize) -> i64,
        gained: impl Fn(&[usize], &[usize]) -> i64,
    ) -> (i64, i64) {
        let sum = |services: &[usize], units: &[usize]| -> i64 {
            let pairs = units.iter().flat_map(|u| services.iter().map(|s| (*s, *u)));
            pairs.map(|(s, u)| stock(s, u)).sum()
        };
        match self {
            Self::AtLeast {
                services,
                units,
                base,
                ..
            } => (base + gained(services, units), 0),
            Self::UnitsCovered {
                services,
                at_least,
                groups,
                ..
            } => {
                let has =
                    |group: &&Vec<usize>| services.iter().all(|s| sum(&[*s], group) >= *at_least);
                (groups.iter().filter(has).count() as i64, 0)
            }
            Self::KindsPresent {
                kinds,
                units,
                at_least,
                ..
            } => {
                let present = |k: &&CountedKind| k.base + gained(&[k.service], units) >= *at_least;
                (kinds.iter().filter(present).count() as i64, 0)
            }
            Self::MembersCovered {
                services,
                at_least,
                units,
                ..
            } => {
                let covered = |m: &CoveredMembers| m.covered(sum(services, &[m.unit]), *at_least);
                (units.iter().map(covered).sum(), 0)
            }
            Self::Share {
                part, whole, units, ..
            } => (sum(part, units), sum(whole, units)),
        }
    }

    /// What counts, what is required and what is missing, of [`Rule::count`].
    pub fn tally(
        &self,
        stock: impl Fn(usize, usize) -> i64,
        gained: impl Fn(&[usize], &[usize]) -> i64,
    ) -> Tally {
        let (achieved, whole) = self.count(stock, gained);
        let (required, of) = match self {
            Self::AtLeast { required, .. }
            | Self::UnitsCovered { required, .. }
            | Self::KindsPresent { required, .. }
            | Self::MembersCovered { required, .. } => (*required, i128::from(*required)),
            Self::Share { most, .. } => {
                (self.part_required(whole) as i64, self.part_required(*most))
            }
        };
        // Counts that ask for nothing are met even where conversions took more than there was.
        let asks = matches!(self, Self::Share { .. }) || required > 0;
        let short = (i128::from(required) - i128::from(achieved)).max(0);
        Tally {
            achieved,
            required,
            whole,
            short: if asks { short } else { 0 },
            of: of.max(1),
        }
    }

    /// The least part of a share that meets its level with this whole; 0 for other kinds.
    #[must_use]
    pub fn part_required(&self, whole: i64) -> i128 {
        match self {
            Self::Share { level, strict, .. } => {
                let wanted = i128::from(*level) * i128::from(whole) + i128::from(*strict);
                -(-wanted).div_euclid(MILLION)
            }
            _ => 0,
        }
    }
}

impl CoveredMembers {
    /// Members covered at a stock, with `at_least` sites for one member. Below nothing where the stock falls short of a start
    /// that was given smaller than it.
    #[must_use]
    pub fn covered(&self, stock: i64, at_least: i64) -> i64 {
        let new = (stock - self.stock).div_euclid(at_least.max(1));
        self.members.min(self.start + new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nothing(_: &[usize], _: &[usize]) -> i64 {
        0
    }

    #[test]
    fn a_share_asks_for_the_next_whole_part() {
        let share = |strict| Rule::Share {
            part: vec![0],
            whole: vec![0, 1],
            units: vec![0, 1],
            level: 850_000,
            strict,
            most: 40,
        };
        // Part 8 + 8, whole 16 + 4: 85 % of 20 are 17, more than that is 18.
        let stock = |s: usize, _: usize| [8, 2][s];
        let tally = share(false).tally(stock, nothing);
        assert_eq!((tally.achieved, tally.whole, tally.required), (16, 20, 17));
        assert_eq!((tally.short, tally.of), (1, 34));
        assert_eq!(share(true).tally(stock, nothing).required, 18);
    }

    #[test]
    fn members_are_covered_by_whole_sites_and_never_more_than_there_are() {
        let unit = CoveredMembers {
            unit: 0,
            members: 5,
            start: 1,
            stock: 3,
        };
        assert_eq!(unit.covered(3, 2), 1);
        assert_eq!(unit.covered(6, 2), 2);
        assert_eq!(unit.covered(99, 2), 5);
        assert_eq!(unit.covered(2, 2), 0);
    }

    #[test]
    fn a_count_that_asks_for_nothing_is_met() {
        let rule = |required| Rule::AtLeast {
            services: vec![0],
            units: vec![0],
            base: -3,
            within_period: false,
            required,
        };
        let none = |_: usize, _: usize| 0;
        assert!(rule(0).tally(none, nothing).met());
        let asked = rule(4).tally(none, |_, _| 2);
        assert_eq!((asked.achieved, asked.short, asked.of), (-1, 5, 4));
    }

    #[test]
    fn a_group_is_covered_where_every_service_has_enough() {
        let rule = Rule::UnitsCovered {
            services: vec![0, 1],
            at_least: 2,
            groups: vec![vec![0, 1], vec![2]],
            required: 2,
        };
        let stock = |s: usize, u: usize| [[1, 1, 2], [2, 0, 1]][s][u];
        assert_eq!(rule.tally(stock, nothing).achieved, 1);
        assert_eq!(rule.services(), [0, 1]);
    }
}
