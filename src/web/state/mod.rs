//! The state of the page: the site, its plans with their edits, what is kept, what is compared.
//!
//! | file | what it holds |
//! |---|---|
//! | `aside` | What was kept of a plan and cannot be read, or gave way to something newer: it lies aside under a key of its own, is said, and can be had as a file |
//! | `beside` | What belongs to a plan beside its store, made when it is first asked for |
//! | `comparison` | What is compared, and the answers to it |
//! | `comparison_ways` | The ways alternatives come in, and the link by which they go out |
//! | `doors` | The doors to what the first screens do not need |
//! | `keep` | Edits and undo steps are kept in this browser, plan by plan, so that a reload loses nothing |
//! | `keeping` | How keeping the edits of a plan stands |
//! | `link_in` | Arriving by a link: its plan is shown at once and checked, and whatever does not fit is said |
//! | `note` | Which "?" is open, and where |
//! | `plans` | The built-in plans: the list that the page carries, and the files they are fetched from when opened |
//! | `sharing` | The link of this moment, and keeping it in the address |
//! | `shelf` | The scenarios that are kept of a plan in this browser |
//! | `site` | The whole site: which page is shown, language and colors, and the plans that have been opened |
//! | `store` | The state of the page: one plan, the edits made to it, and everything that follows from them |
//! | `text` | Sentences that follow the language of the page |
//! | `ticks` | How long it takes from the tick of a slider until its plan is painted: `window.__dabiao.ticks` holds the milliseconds; `paints` those from the answer of the worker to the paint, `works` those the worker took |

pub mod aside;
pub mod beside;
pub mod comparison;
pub mod comparison_ways;
pub mod doors;
pub mod keep;
pub mod keeping;
pub mod link_in;
pub mod note;
pub mod plans;
pub mod sharing;
pub mod shelf;
pub mod site;
pub mod store;
pub mod text;
pub mod ticks;
