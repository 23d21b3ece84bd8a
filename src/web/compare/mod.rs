//! Alternatives of a plan side by side, up to four, each against the first.
//!
//! | file | what it holds |
//! |---|---|
//! | `bench`, `ways`, `answers` | what is compared: [`Comparison`]; how it comes in and goes out; having it answered |
//! | `sides` | everything the page says of the answers, worked out once they change. No markup |
//! | `page` | the frame |
//! | `add` | the ways to put an alternative beside the others |
//! | `heads` | the head of each column: name, budget, verdict |
//! | `sums` | the rows of totals |
//! | `targets` | target by target |
//! | `moves` | where the money goes: by year, by measure, by township |
//! | `built_in_all` | what every alternative builds |
//! | `curve` | the alternatives on the budget curve |

mod add;
mod alternative;
mod answers;
mod bench;
mod built_in_all;
mod curve;
mod heads;
mod moves;
mod page;
mod sides;
mod sums;
mod targets;
mod ways;

pub use bench::Comparison;
pub use page::ComparePage;
pub use sides::{TargetCell, lines_of};
