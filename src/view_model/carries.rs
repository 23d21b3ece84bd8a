//! What a link carries.

use crate::optimize::Answer;
use crate::share::{Encoded, LinkError};

/// A link that was made.
#[derive(Clone, Debug, PartialEq)]
pub struct Made {
    /// The link, or why there is none.
    pub link: Result<Encoded, LinkError>,
    /// What it carries.
    pub carries: Carries,
}

/// What a link carries; where it holds several scenarios, what the least of them has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Carries {
    /// Only the edits.
    Edits,
    /// A plan as well; the search still runs.
    Preliminary,
    /// A plan whose search has ended without a bound.
    Unproved,
    /// A plan with a bound that is proved.
    Proved,
}

impl Carries {
    /// What a link with this answer carries. `arrived`: it came by a link itself and is not proved here.
    #[must_use]
    pub fn of(answer: Option<&Answer>, arrived: bool) -> Carries {
        match answer {
            None => Carries::Edits,
            Some(answer) if arrived || !answer.settled => Carries::Preliminary,
            Some(answer) if answer.bound.is_none() => Carries::Unproved,
            Some(_) => Carries::Proved,
        }
    }

    /// The key of the sentence that says so.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Carries::Edits => "share.carries_edits",
            Carries::Preliminary => "share.carries_preliminary",
            Carries::Unproved => "share.carries_unproved",
            Carries::Proved => "share.carries_plan",
        }
    }
}
