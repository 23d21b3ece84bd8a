//! What is shown: the list of plans, the workbench, comparison, sweep, sources, scenarios.
//!
//! | file | what it holds |
//! |---|---|
//! | `home` | The list of plans: where, when, what is promised, and what was edited here |
//! | `opening` | While a plan is on its way, and when it cannot be had |
//! | [`compare`] | Alternatives of a plan side by side, up to four, each against the first |
//! | [`scenarios`] | The scenarios that are kept of a plan |
//! | [`sources`] | The page of sources: what a plan promises and where every figure comes from, and what changes if an assumption is off |
//! | [`sweep`] | Many budgets at once: budgets × population paths × cost factors, over several workers |
//! | [`workbench`] | The workbench: sliders, verdict, targets, map, table, money, budget alternatives |

pub mod compare;
pub mod home;
pub mod opening;
pub mod scenarios;
pub mod sources;
pub mod sweep;
pub mod workbench;
