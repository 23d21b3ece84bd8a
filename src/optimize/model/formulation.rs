//! The names of the model's rows and variables, and the shape of a proof: the only words that the search and
//! `certify` share. Indices are those of [`crate::domain::Case`].
//!
//! # The model (minimize the loss; score = 100 − loss)
//!
//! Variables: `x[o]` modules of option o, whole, lo ≤ x ≤ hi · `z[c]` shortfall of check c in 0..1 · `has[c,g]` whether group
//! g of a coverage check is covered, or kind g is present, 0 or 1 · `covered[c,i]` covered members of unit i, whole · `missing[c]` what the part of
//! a share lacks, whole · `F` largest local shortfall · `idle[i]` new places that would stand empty.
//!
//! loss = Σ ω[c] z[c] + f F + g ⁄ N Σ idle[i] + ε ⁄ C₀ Σ cost[o] x[o], with ω[c] = 100 w[c] ⁄ Σ w and N all that is needed.
//!
//! | row (each ≥ its right side) | key |
//! |---|---|
//! | C1 −Σ spend ≤ p ≥ −Σ budget ≤ p (per period without carry-over) | [`RowKey::Budget`] |
//! | C2 −Σ x ≥ −hi; Σ x ≥ lo over the periods of a measure in a unit | [`RowKey::CapMost`], [`RowKey::CapLeast`] |
//! | C3 max·sites − modules ≥ 0; modules − min·sites ≥ 0, begun by p | [`RowKey::SiteMost`], [`RowKey::SiteLeast`] |
//! | C4 Σ effects ≥ −stock without builds, where a measure takes away | [`RowKey::Stock`] |
//! | C5 Σ effects + R z ≥ R − base | [`RowKey::AtLeast`] |
//! | C6 Σ has + R z ≥ R; Σ effects − m has ≥ −base, for each unit; for each kind over all units, counted from the least that builds can leave | [`RowKey::UnitCount`], [`RowKey::UnitHas`] |
//! | C7 Σ covered + R z ≥ R; Σ effects − m covered ≥ stock then − stock now − m start; persons served: m = 1, start = stock then = 0 | [`RowKey::MemberCount`], [`RowKey::MemberHas`] |
//! | C8 10⁶ part − v whole + 10⁶ missing ≥ v whole₀ + strict − 10⁶ part₀, rounded up to a multiple of what divides the left side; R z − missing ≥ 0, R = ⌈(v most + strict) ⁄ 10⁶⌉ | [`RowKey::Share`], [`RowKey::ShareShort`] |
//! | C9 Σ effects + R F ≥ R − base, for each local need | [`RowKey::Local`] |
//! | C10 the side of a split of the proof tree | [`RowKey::Split`] |
//! | C11 Σ d ⌈effect ⁄ d⌉ x ≥ d ⌈(R − base − R φ) ⁄ d⌉ where F ≤ φ, for any whole d ≥ 1 | [`RowKey::LocalWhole`] |
//! | C13 −Σ running x ≥ −most, where running costs after the horizon have a ceiling | [`RowKey::Running`] |
//! | C15 −Σ effects ≥ −ceiling, for the same, where new places may not go far beyond what is needed | [`RowKey::Surplus`] |
//! | C14 idle − Σ effects ≥ −room, for the new places of a need in a unit | [`RowKey::Idle`] |
//! | C12 a combination of rows, rounded ([`Cut`]) | [`RowKey::Cut`] |

use serde::{Deserialize, Serialize};

/// A variable of the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VarKey {
    /// Modules of an option.
    Build(usize),
    /// Shortfall of a check.
    Short(usize),
    /// Whether a group of a coverage check is covered: check, group.
    Has(usize, usize),
    /// Covered members: check, index of the unit in the check.
    Covered(usize, usize),
    /// What the part of a share lacks: check.
    Missing(usize),
    /// The largest local shortfall.
    Largest,
    /// New places that would stand empty: entry of [`crate::domain::Case::idles`].
    Idle(usize),
}

/// A row of the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowKey {
    /// C1: fund, period.
    Budget(usize, usize),
    /// C2: cap group.
    CapMost(usize),
    /// C2: cap group.
    CapLeast(usize),
    /// C3: link, period.
    SiteMost(usize, usize),
    /// C3: link, period.
    SiteLeast(usize, usize),
    /// C4: service, unit, period.
    Stock(usize, usize, usize),
    /// C5: check.
    AtLeast(usize),
    /// C6: check.
    UnitCount(usize),
    /// C6: check, group, position of the service in the check.
    UnitHas(usize, usize, usize),
    /// C7: check.
    MemberCount(usize),
    /// C7: check, index of the unit in the check.
    MemberHas(usize, usize),
    /// C8: check.
    Share(usize),
    /// C8: check.
    ShareShort(usize),
    /// C9: local need.
    Local(usize),
    /// C13.
    Running,
    /// C14: entry of [`crate::domain::Case::idles`].
    Idle(usize),
    /// C15: entry of [`crate::domain::Case::idles`].
    Surplus(usize),
    /// C11: local need, d; where the path bounds the largest local shortfall.
    LocalWhole(usize, i64),
    /// C12: place among the proof's cuts.
    Cut(usize),
    /// C10: depth of the split in the proof tree, root 0.
    Split(usize),
}

/// Why no plan can score more than a bound: a tree of splits that together cover every plan, and at each leaf multipliers
/// whose combination of the rows gives the bound.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    /// Shortfalls that hard targets may keep, by check, as fractions of 2⁵⁰; checks not named are free.
    pub hard: Vec<(usize, i64)>,
    /// Rows that follow from those of the model, each from it and those before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cuts: Vec<Cut>,
    /// The tree.
    pub root: Node,
}

/// How a row follows from others by mixed-integer rounding, C12 (Nemhauser and Wolsey 1990; Marchand and Wolsey 2001).
///
/// With a slack s ≥ 0 for every row, the combination is an equation Σ a v + Σ a s = b. Every variable is counted from its
/// lower bound, or where it is flipped from its upper one, so that all are at least 0; continuous ones with a < 0 are left
/// out. With b = (β + f) d, 0 < f < 1, and a = (α + g) d: Σ (α + min(g ⁄ f, 1)) v over whole ones + Σ a ⁄ (f d) v over the
/// others ≥ β + 1. Then slacks are replaced by what they stand for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cut {
    /// Rows of the model and earlier cuts with multipliers of either sign, in any unit.
    pub rows: Vec<(RowKey, i64)>,
    /// Whole variables that are counted from their upper bound.
    pub flipped: Vec<VarKey>,
    /// d in the same unit.
    pub lot: i64,
}

/// A node of the proof tree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Node {
    /// No further split.
    Leaf(Leaf),
    /// A sum of whole variables is at most k, or at least k + 1.
    Split {
        /// Variables and their whole coefficients.
        form: Vec<(VarKey, i64)>,
        /// k.
        at_most: i64,
        /// The plans with the sum at most k.
        below: Box<Node>,
        /// The plans with the sum at least k + 1.
        above: Box<Node>,
    },
    /// The largest local shortfall is at most φ, or at least φ.
    Level {
        /// φ in units of 2⁻⁵⁰.
        at: i64,
        /// The plans with F ≤ φ; C11 holds for them.
        below: Box<Node>,
        /// The plans with F ≥ φ.
        above: Box<Node>,
    },
}

/// Multipliers of rows, each at least 0, in units of 2⁻⁵⁰.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Leaf {
    /// Rows that are not named have multiplier 0.
    pub multipliers: Vec<(RowKey, i64)>,
}
