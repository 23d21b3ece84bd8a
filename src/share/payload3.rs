//! What is packed into a link of version 3: version 2, and beside each of its scenarios the edits that it has no place for. Frozen
//! like the others: postcard reads by position.

use serde::{Deserialize, Serialize};

use super::payload2::Payload2;
use super::{LinkError, Shared};
use crate::domain::{Decimal, Edits, Yuan};

/// Version 3.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Payload3 {
    pub(super) rest: Payload2,
    /// By scenario.
    pub(super) more: Vec<MoreEdits>,
}

/// Edits of one scenario that version 2 does not know.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct MoreEdits {
    /// Points for new places that would stand empty, in millionths.
    pub(super) idle: Option<i64>,
    /// The ceiling of running costs after the horizon, in yuan.
    pub(super) running_most: Option<i64>,
    /// Places in the list of pins of those that say "at least".
    pub(super) at_least: Vec<u32>,
}

/// Whether edits need version 3.
pub(super) fn needs(edits: &Edits) -> bool {
    edits.idle.is_some() || edits.running_most.is_some() || edits.pins.iter().any(|p| p.at_least)
}

impl Payload3 {
    /// Packs what a link of version 3 carries.
    ///
    /// # Errors
    /// Those of version 2.
    pub(super) fn pack(first: &Shared, all: &[Shared]) -> Result<Payload3, LinkError> {
        let more = |shared: &Shared| {
            let pins = shared.edits.pins.iter().enumerate();
            let at_least = pins.filter(|(_, p)| p.at_least).map(|(i, _)| i as u32);
            MoreEdits {
                idle: shared.edits.idle.map(|x| x.micro),
                running_most: shared.edits.running_most.map(|yuan| yuan.0),
                at_least: at_least.collect(),
            }
        };
        Ok(Payload3 {
            rest: Payload2::pack(first, all)?,
            more: all.iter().map(more).collect(),
        })
    }

    /// What a link of version 3 carries.
    ///
    /// # Errors
    /// Those of version 2; another number of scenarios, a pin that is not there.
    pub(super) fn unpack(self) -> Result<Vec<Shared>, LinkError> {
        let mut all = self.rest.unpack()?;
        if all.len() != self.more.len() {
            return Err(LinkError::Malformed);
        }
        for (shared, more) in all.iter_mut().zip(self.more) {
            shared.edits.idle = more.idle.map(|micro| Decimal { micro });
            shared.edits.running_most = more.running_most.map(Yuan);
            for place in more.at_least {
                let pin = shared.edits.pins.get_mut(place as usize);
                pin.ok_or(LinkError::Malformed)?.at_least = true;
            }
        }
        Ok(all)
    }
}
