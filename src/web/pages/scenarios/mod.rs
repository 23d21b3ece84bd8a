//! The scenarios that are kept of a plan.
//!
//! | file | what it holds |
//! |---|---|
//! | `shelf_view` | The list of what is kept, with all that can be done with it |

pub mod shelf_view;
