//! Floor 4: links and scenario files, the two ways in which planners hand scenarios to each other, and [`handoff`], in which
//! they hand the model to another solver.
//!
//! A link ends in `#1.<text>`; [`encode`] writes what follows the `#`, [`decode`] reads it.
//!
//! ```text
//! text     = base64url without padding( checksum deflated )
//! checksum = CRC-32 of `deflated`, 4 bytes, little end first
//! deflated = raw DEFLATE( postcard( payload ) )
//! payload  = plan, scenario name, data hash, model version, score, bound, tables of ids and years, edits, cells
//! ```
//!
//! What is built is told cell by cell over measures × years × units that occur, as (cells skipped, modules).
//! Ids stay ids: an index into a plan would mean something else once the plan has changed, and a link lives longer than
//! that. They are short all the same, because the list of names in `names.txt` only ever grows at its end.
//! Measured on 437 cells of the Ruian plan: 560 characters, and 1,048 were every name spelled out.
//!
//! Every version that was ever published decodes for ever: `payload` is frozen, and whatever it cannot hold becomes version 2.

mod checksum;
mod error;
mod file;
pub mod handoff;
mod hash;
mod link;
mod names;
mod pack;
mod payload;
#[cfg(test)]
mod sample;
mod shared;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
mod unpack;

pub use error::{LinkError, Table};
pub use file::scenario_file;
pub use hash::data_hash;
pub use link::{COMFORTABLE_CHARS, Encoded, LONGEST_CHARS, decode, encode};
pub use shared::{Arrived, MODEL_VERSION, Shared};
