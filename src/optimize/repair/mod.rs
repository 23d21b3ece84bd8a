//! Repairs: priced changes that make a missed target reachable, each found by solving with the change applied.
//!
//! A repair carries the edits to apply. What it says was read off the canonical answer ([`settle`](super::settle), same limits)
//! of exactly these edits, so applying it brings exactly that.

mod change;
mod hunt;

pub use change::{Change, Repair, Side};
pub use hunt::Repairs;
