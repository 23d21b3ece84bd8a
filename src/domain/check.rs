//! Checks: a target at one milestone, worked out by index.

use super::Decimal;

/// A target at one of its milestones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// Index of the target in the plan.
    pub target: usize,
    /// Index of the milestone in the target.
    pub milestone: usize,
    /// The year of the milestone.
    pub year: i32,
    /// The period whose stock is counted: that of the year, earlier for a status that looks back.
    pub period: usize,
    /// How much it counts; only the proportion to [`super::Case::total_weight`] matters.
    pub weight: i64,
    /// The level asked for, edits applied, in the unit of the target's level.
    pub level: Decimal,
    /// Settled before anything else.
    pub hard: bool,
    /// What is counted and how much of it is required.
    pub rule: Rule,
}

/// The five shapes that all kinds of targets come down to. Services and units are indices into the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    /// `base` + effects of builds ≥ `required`; shortfall ÷ `required`.
    AtLeast {
        /// Services that are added.
        services: Vec<usize>,
        /// Units that count.
        units: Vec<usize>,
        /// What counts without any build.
        base: i64,
        /// Only builds that come into use in the check's period count, not those in use by then.
        within_period: bool,
        /// The number required; 0 or less is always met.
        required: i64,
    },
    /// Number of groups of units whose stock of every service is ≥ `at_least` must be ≥ `required`.
    UnitsCovered {
        /// All of them are needed.
        services: Vec<usize>,
        /// So many of each.
        at_least: i64,
        /// Each covered unit with the units whose stocks count for it.
        groups: Vec<Vec<usize>>,
        /// Units required.
        required: i64,
    },
    /// Number of kinds of which `units` together have at least `at_least` must be ≥ `required`.
    KindsPresent {
        /// What is counted, kind by kind.
        kinds: Vec<CountedKind>,
        /// Units that count.
        units: Vec<usize>,
        /// So many make a kind present.
        at_least: i64,
        /// Kinds required.
        required: i64,
    },
    /// Σ covered members ≥ `required`, covered = min(members, start + ⌊(stock − stock at start) ÷ `at_least`⌋). Persons served are
    /// members who need one place each.
    MembersCovered {
        /// The services whose sites cover members, added.
        services: Vec<usize>,
        /// Sites one member needs.
        at_least: i64,
        /// Members by unit.
        units: Vec<CoveredMembers>,
        /// Members required.
        required: i64,
    },
    /// part ÷ whole ≥ level: of ⌈(level·whole + strict) ÷ 10⁶⌉ in the part so many are missing, divided by the same of `most`;
    /// level in millionths.
    Share {
        /// Services of the part.
        part: Vec<usize>,
        /// Services of the whole.
        whole: Vec<usize>,
        /// Units that count.
        units: Vec<usize>,
        /// The level in millionths.
        level: i64,
        /// More than the level, not just the level.
        strict: bool,
        /// The largest whole that any plan can reach: it makes the shortfall at most 1.
        most: i64,
    },
}

/// One of the kinds that a check counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountedKind {
    /// Its service.
    pub service: usize,
    /// What of it counts without any build.
    pub base: i64,
    /// The least that builds can leave of it, at most 0: below nothing where conversions take away what did not count.
    pub least: i64,
}

/// Members of one unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CoveredMembers {
    /// The unit.
    pub unit: usize,
    /// Its members.
    pub members: i64,
    /// Covered in the base year.
    pub start: i64,
    /// Stock in the base year.
    pub stock: i64,
}
