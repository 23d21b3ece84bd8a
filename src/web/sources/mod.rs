//! The page of sources: what a plan promises and where every figure comes from, and what changes if an assumption is off.
//!
//! | file | what it holds |
//! |---|---|
//! | `lever` | assumptions that one edit moves, and the edit that moves them by a tenth |
//! | `trials` | solving with such edits, one after the other, in a worker of its own |
//! | `try_out` | the button and what came out |
//! | `page` | the frame of the page |
//! | `levers_view`, `targets_view`, `list_view` | its parts |
//! | `use_words` | what a source is used for, in words |

mod lever;
mod levers_view;
mod list_view;
mod page;
mod targets_view;
mod trials;
mod try_out;
mod use_words;

pub use page::SourcesPage;
