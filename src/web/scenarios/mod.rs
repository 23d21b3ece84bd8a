//! Scenarios with a name: kept in this browser plan by plan, compared, handed on as files.
//!
//! | file | what it holds |
//! |---|---|
//! | `store_text` | the text in which several scenarios are kept, and what of it cannot be read |
//! | `shelf` | the scenarios that are kept of a plan |
//! | `files` | a scenario as a file, out and in |
//! | `save_button` | keeping the workbench as it stands under a name |
//! | `shelf_view` | the list of what is kept, with all that can be done with it |

mod files;
mod save_button;
mod shelf;
mod shelf_view;
mod store_text;

pub use files::{bytes, chosen, download, too_large};
pub use save_button::{SaveButton, save_dialog};
pub use shelf::{Shelf, free_name};
pub use shelf_view::{ShelfView, open_on_workbench};
pub use store_text::{read, write};
