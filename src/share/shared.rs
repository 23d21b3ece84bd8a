//! What a link carries.

use serde::{Deserialize, Serialize};

use super::data_hash;
use crate::domain::{Allocation, Edits, Plan, Trouble};
use crate::optimize::Points;

/// Raised whenever the same scenario may get another score or bound than before.
pub const MODEL_VERSION: u32 = 4;

/// What a link carries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shared {
    /// The id of a built-in plan.
    pub plan: String,
    /// What differs from it.
    pub edits: Edits,
    /// The name of the scenario; may be empty.
    pub name: String,
    /// What is built, in the order of the plan.
    pub allocation: Option<Allocation>,
    /// The score its sender saw.
    pub score: Option<Points>,
    /// The bound its sender had proved.
    pub bound: Option<Points>,
    /// [`data_hash`] of the plan.
    pub data_hash: u64,
    /// [`MODEL_VERSION`] of the sender.
    pub model_version: u32,
}

impl Shared {
    /// A scenario of `plan` without an allocation, stamped with the plan's data hash and this model version.
    #[must_use]
    pub fn of(plan: &Plan, edits: Edits, name: String) -> Self {
        Shared {
            plan: plan.id.clone(),
            edits,
            name,
            allocation: None,
            score: None,
            bound: None,
            data_hash: data_hash(plan),
            model_version: MODEL_VERSION,
        }
    }
}

/// What came out of a link, and what has changed here since it was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrived {
    /// What the link carries, without what is left out. Everything it names exists in the plan.
    pub shared: Shared,
    /// The plan's data here are not those of the sender: figures may differ from what the sender saw.
    pub data_changed: bool,
    /// The model here is not that of the sender: score and bound may differ.
    pub model_changed: bool,
    /// What the link also names and the plan no longer has, or no longer allows; each thing once.
    pub left_out: Vec<Trouble>,
}
