//! Why a link cannot be read or written.

use serde::{Deserialize, Serialize};

use crate::domain::Issue;

/// Why a link cannot be read or written. Every variant has a sentence in `locales/`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum LinkError {
    /// No `1.` in front: not a link of this product, or cut at the front.
    NoVersion,
    /// Written by a newer page.
    Newer {
        /// The version the link says.
        found: u32,
        /// The newest version that is read here.
        known: u32,
    },
    /// More characters than any link has.
    TooLong {
        /// How many.
        chars: usize,
        /// The most that is accepted.
        most: usize,
    },
    /// A character that no link contains.
    NotBase64 {
        /// Its place after the version, from 0.
        at: usize,
        /// The character.
        found: char,
    },
    /// Cut in half or altered on its way: the checksum does not fit.
    Damaged,
    /// Unpacks to more than a scenario can be.
    TooLarge {
        /// The most that is accepted, in bytes.
        most: usize,
    },
    /// The checksum fits, but what was packed is no scenario.
    Malformed,
    /// An entry of a list that is not that long.
    NoSuchIndex {
        /// Which list.
        table: LinkTable,
        /// The entry, from 0.
        index: u64,
        /// The length of the list.
        len: usize,
    },
    /// Speaks of another plan than the one it is opened on.
    OtherPlan {
        /// Its id.
        id: String,
    },
    /// Speaks of a plan that is not built in.
    UnknownPlan {
        /// Its id.
        id: String,
    },
    /// Names something that the plan does not have (any more), or a number out of range.
    NotInPlan {
        /// Everything that does not fit.
        issues: Vec<Issue>,
    },
}

/// The lists of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkTable {
    /// The common list of names: a newer page knows more of them.
    Names,
    /// Units.
    Units,
    /// Measures.
    Measures,
    /// Targets, fields and population paths.
    Others,
    /// Years.
    Years,
    /// Cells of the allocation.
    Cells,
}
