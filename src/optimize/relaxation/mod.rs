//! The linear relaxation of the model: stated, solved, cut, and read off as the leaf of a proof.
//!
//! | file | what it holds |
//! |---|---|
//! | `linear` | the relaxation, its branches, its largest local shortfall |
//! | `sums` | sums over units that are rows of their own |
//! | `needs_in_lots` | local needs in lots of whole modules (C11) |
//! | `cuts` | a relaxation with further rows |
//! | `leaf` | the multipliers that a proof keeps of it |
//! | `warm` | where a search stood, for the next of nearly the same case |

pub mod cuts;
pub mod leaf;
pub mod linear;
pub mod needs_in_lots;
pub mod sums;
pub mod warm;
