//! Background work in workers of a second kind, so that the one that follows the sliders stays small and free.
//!
//! | file | what it holds |
//! |---|---|
//! | `ask`, `told` | what page and worker say to each other |
//! | `client` | the page's end: [`Study`] |
//! | `worker` | the worker's end: the newest job, in slices |
//! | `settling`, `curving`, `reaching`, `mending`, `sweeping`, `telling`, `reading`, `handing` | the jobs: a canonical answer, the budget curve, the least budget for all targets, repairs, many budgets, reasons, what a scenario file holds, the hand-off to other solvers |
//!
//! A page makes as many [`Study`]s as it has jobs at one time; each is a worker of its own, started when it is first asked.
//! A newer job of a study replaces the one under way; only the short ones ([`Job::is_short`]), which take milliseconds, wait for none and
//! replace none. [`Study::rest`] lets a worker pause while a hand moves a slider. Sentences come in both languages, so that the page need not carry the code that makes them.

mod ask;
mod client;
mod curving;
mod handing;
mod mending;
mod reaching;
mod reading;
mod settling;
mod sweeping;
mod telling;
mod work;
mod told;
pub mod worker;

pub use ask::{Cell, Job};
pub use client::Study;
pub use told::{BesideRow, Brought, CurveNews, CurvePlan, Mend, Money, Out, Reach, Reason, Told};
