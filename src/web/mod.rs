//! Floor 5: the page and its worker, in Leptos. wasm32 only.
//!
//! | file | what it holds |
//! |---|---|
//! | `site`, `route` | the whole site: which page is shown by what address, the plans that have been opened |
//! | `more` | what is fetched only when it is asked for: the doors to it |
//! | `home`, `opening` | the list of plans; a plan on its way, or why it cannot be had |
//! | `store` | the state of one plan, undo and redo, everything derived from the edits |
//! | `history` | the steps that can be undone |
//! | `plans` | the list of built-in plans, and fetching them |
//! | `sources` | where every figure of a plan comes from, and what hangs on it |
//! | `messages`, `worker_client`, `worker` | what page and worker say to each other, and the two ends |
//! | `study` | background work in other workers: canonical answers, the budget curve, repairs, reasons |
//! | `crew` | several of those workers at one pile of jobs |
//! | `scenarios` | scenarios with a name: kept here, handed on as files |
//! | `compare`, `sweep` | alternatives side by side; many budgets at once |
//! | `ticks` | how long a slider tick takes until its plan is painted |
//! | `knob`, `knob_text` | what a slider moves, and how it is written and read, without any markup |
//! | `hand`, `slider`, `source_note`, `rail` | what a hand does with a slider, its looks, its "?", and the groups of them |
//! | `verdict`, `targets`, `target_row` | the sentence, the bullet table |
//! | `workbench`, `top_bar`, `toast`, `keys`, `icons` | the frame around them |
//! | `browser`, `keep`, `aside` | what is asked of the browser: storage, language, theme; keeping edits, and what lies aside |
//! | `link_in`, `share_panel`, `hand_over` | arriving by a link, and making one; the model to other solvers and their plans back |
//! | `tile_map` | the townships as tiles, colored by `store.indicator` and `store.year` |
//! | `allocation` | township × measure × year, with pins and bars |
//! | `budget` | the budget curve, the least budget for all targets, repairs, reasons |
//! | `money` | money by year and fund |
//! | `stock_use` | whether what is built will be used |
//! | `served` | which file of the site is not sent as what it is |
//! | `segments`, `focus`, `figure_width` | a choice of few side by side; moving the focus; room for a figure |
//!
//! A component takes the [`store::Store`] from the context: `let store = store::use_store();`. It reads
//! `store.shown` (the last plan, its case and its report, always of one piece), never recomputes, and changes edits
//! only by `store.edit(label, |edits| …)` (one undo step) or, while dragging, `store.live(|edits| …)` and then
//! `store.commit(label)` on pointer-up or `store.cancel()` on Esc.

mod shown;
mod link_notice;
mod link_notice_view;
mod carries;
mod keeping;
mod unkept_view;
mod aside_view;
mod misserved_view;
mod note;
mod note_frame;
pub mod doors;
mod doors_here;
mod sharing;
mod allocation;
pub mod app;
mod aside;
mod browser;
mod budget;
mod compare;
mod crew;
mod figure_width;
mod focus;
mod hand;
mod hand_over;
mod history;
mod home;
mod icons;
mod keep;
mod keys;
mod knob;
mod knob_text;
mod link_in;
mod messages;
mod money;
pub mod more;
mod opening;
mod plans;
mod rail;
mod route;
mod row_view;
mod scenarios;
mod segments;
mod served;
mod share_panel;
mod site;
mod slider;
mod source_note;
mod sources;
mod stock_use;
pub mod store;
pub mod study;
mod sweep;
mod target_row;
mod targets;
mod text;
mod ticks;
mod tidy;
mod tile_map;
mod toast;
mod top_bar;
mod verdict;
mod workbench;
pub mod worker;
mod worker_client;
