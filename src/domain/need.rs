//! Needs: how many places the people of a unit can use.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Decimal, Figure, GroupId, NeedId, ServiceId};

/// What services are there for: ⌈`each` × persons ÷ `per`⌉ places in each unit. More than that stands empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Need {
    /// What targets refer to.
    pub id: NeedId,
    /// The services whose places are added.
    pub services: Vec<ServiceId>,
    /// The persons who use them.
    pub of: GroupId,
    /// Places for so many persons: 1 for a child, 1,000 for a thousand residents.
    pub per: i64,
    /// Places they need: 1 for every child, 0.98 where so many come, 4.5 per thousand.
    pub each: Figure<Decimal>,
}

impl Need {
    /// Places that so many persons need.
    #[must_use]
    pub fn places(&self, persons: i64) -> i64 {
        self.each.value.for_every(self.per, persons)
    }
}
