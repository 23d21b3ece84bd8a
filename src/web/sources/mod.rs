//! The page of sources: what a plan promises and where every figure comes from, and what changes if an assumption is off.
//!
//! | file | what it holds |
//! |---|---|
//! | `lever` | what can be moved: sliders, figures of the plan, other readings; and the plan and edits that move it |
//! | `trials` | solving with it moved, one after the other, in a worker of its own |
//! | `try_out` | the buttons and what came out |
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
