//! Every message between the page and its workers.
//!
//! | file | what it holds |
//! |---|---|
//! | `ask` | What the page asks for |
//! | `says` | What every worker has in common |
//! | `solving` | What page and worker say to each other: JSON texts |
//! | `told` | What the worker tells |

pub mod ask;
pub mod says;
pub mod solving;
pub mod told;
