//! What is packed into a link of version 4: version 3, and beside each of its scenarios how far new places may go beyond what is
//! needed. Frozen like the others: postcard reads by position.

use serde::{Deserialize, Serialize};

use super::payload3::Payload3;
use super::{LinkError, Shared};
use crate::domain::{Decimal, Edits};

/// Version 4.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Payload4 {
    pub(super) rest: Payload3,
    /// By scenario, in millionths.
    pub(super) idle_most: Vec<Option<i64>>,
}

/// Whether edits need version 4.
pub(super) fn needs(edits: &Edits) -> bool {
    edits.idle_most.is_some()
}

impl Payload4 {
    /// Packs what a link of version 4 carries.
    ///
    /// # Errors
    /// Those of version 3.
    pub(super) fn pack(first: &Shared, all: &[Shared]) -> Result<Payload4, LinkError> {
        let most = |shared: &Shared| shared.edits.idle_most.map(|x| x.micro);
        Ok(Payload4 {
            rest: Payload3::pack(first, all)?,
            idle_most: all.iter().map(most).collect(),
        })
    }

    /// What a link of version 4 carries.
    ///
    /// # Errors
    /// Those of version 3; another number of scenarios.
    pub(super) fn unpack(self) -> Result<Vec<Shared>, LinkError> {
        let mut all = self.rest.unpack()?;
        if all.len() != self.idle_most.len() {
            return Err(LinkError::Malformed);
        }
        for (shared, most) in all.iter_mut().zip(self.idle_most) {
            shared.edits.idle_most = most.map(|micro| Decimal { micro });
        }
        Ok(all)
    }
}
