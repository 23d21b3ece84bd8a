//! Floor 7: the page and its workers, in Leptos. wasm32 only. Imports only look down here as well.
//!
//! | floor | room | what it holds |
//! |---|---|---|
//! | 5 | `app`, `more` | starting the page; what is fetched only when it is asked for |
//! | 4 | `pages` | what is shown |
//! | 3 | `parts` | parts that several pages share |
//! | 2 | `clients` | the page's ends of its workers |
//! | 2 | `workers` | the workers' ends |
//! | 1 | `state` | the site, its plans with their edits, what is kept, what is compared |
//! | 0 | `browser` | what is asked of the browser, and the smallest pieces of markup |
//!
//! A component takes the `state::store::Store` from the context: `let store = store::use_store();`. It reads
//! `store.shown` (the last plan, its case and its report, always of one piece), never recomputes, and changes edits
//! only by `store.edit(label, |edits| …)` (one undo step) or, while dragging, `store.live(|edits| …)` and then
//! `store.commit(label)` on pointer-up or `store.cancel()` on Esc.

pub mod app;
mod browser;
mod clients;
pub mod more;
mod pages;
mod parts;
mod state;
pub mod workers;

pub use state::doors::More;
