//! The page of sources: what a plan promises and where every figure comes from, and what changes if an assumption is off.
//!
//! | file | what it holds |
//! |---|---|
//! | `levers_view` | Assumptions that one slider of the workbench moves, and what a tenth more or less changes |
//! | `list_view` | Every source: how well its figures are known, what it is, why, and what uses it; what changes if they are off |
//! | `page` | The frame of the page |
//! | `targets_view` | Every target: what the document says, how it is read, what is counted |
//! | `try_out` | The button that tries an assumption out, and what came out |

pub mod levers_view;
pub mod list_view;
pub mod page;
pub mod targets_view;
pub mod try_out;
