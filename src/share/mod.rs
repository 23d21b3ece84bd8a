//! Floor 4: links and scenario files, the two ways in which planners hand scenarios to each other, and [`handoff`], in which
//! they hand the model to another solver.
//!
//! A link ends in `#1.<text>`, in `#2.<text>` where it carries a comparison or money added to single sources, or in `#3.<text>` where
//! it carries points for idle places, a ceiling of running costs or pins that say "at least", in `#4.<text>` where it says how far new
//! places may go beyond what is needed; [`encode`] and [`encode_all`] write what follows the `#`, [`decode`] reads it.
//!
//! ```text
//! text     = base64url without padding( checksum deflated )
//! checksum = CRC-32 of `deflated`, 4 bytes, little end first
//! deflated = raw DEFLATE( postcard( payload ) )
//! payload  = plan, scenario name, data hash, model version, score, bound, tables of ids and years, edits, cells
//! payload2 = plan, data hash, model version, tables of ids and years, cells, one to four times (name, score, bound, edits,
//!            money added, modules in each of the cells)
//! payload3 = payload2, as often (points for idle places, ceiling of running costs, which pins say "at least")
//! payload4 = payload3, as often how far new places may go beyond what is needed
//! ```
//!
//! What is built is told cell by cell over measures × years × units that occur, as (cells skipped, modules).
//! Ids stay ids: an index into a plan would mean something else once the plan has changed, and a link lives longer than
//! that. They are short all the same, because the list of names in `names.txt` only ever grows at its end.
//! Measured on 437 cells of the Ruian plan: 560 characters, and 1,048 were every name spelled out. A comparison tells the cells
//! of all its scenarios once, and of every scenario but the first only what it builds more or less there: three budgets of the
//! Ruian plan (297, 310 and 328 cells) take 961 characters, as three links they would take 1,867.
//!
//! Every version that was ever published decodes for ever: the payloads are frozen, and whatever they cannot hold becomes
//! version 5.

mod checksum;
mod error;
mod file;
pub mod handoff;
mod hash;
mod left_out;
mod link;
mod names;
mod pack;
mod pack2;
pub mod pasted;
mod payload;
mod payload2;
mod payload3;
mod payload4;
#[cfg(test)]
mod sample;
mod shared;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests_left_out;
mod unpack;
mod unpack2;

pub use error::{LinkError, LinkTable};
pub use file::scenario_file;
pub use hash::{data_hash, plan_text};
pub use link::{
    COMFORTABLE_CHARS, Encoded, LONGEST_CHARS, Link, MOST_SCENARIOS, decode, encode, encode_all,
};
pub use shared::{Arrived, MODEL_VERSION, Shared};
