//! The workbench: sliders, verdict, targets, map, table, money, budget alternatives.
//!
//! | file | what it holds |
//! |---|---|
//! | `money` | Money by year: a figure, and the same numbers as a table |
//! | `page` | The page: the bar at the top, the rail of sliders, and what they lead to |
//! | `rail` | The rail of sliders, group by group |
//! | `source_note` | The "?": what a slider's number means, where it comes from, and how well it is known |
//! | `stock_use` | Whether what is built will be used: need against stock, year by year, as births change |
//! | `target_row` | One row of the target table: today, the plan and the goal as numbers and as a bar against the goal line |
//! | `targets` | The targets as bars, field by field, the missed ones first |
//! | `verdict` | The verdict: one plain sentence, how sure it is, one square per target, and what is wrong where there is no plan |
//! | [`allocation`] | The allocation table: units × measures × years, in which a cell can be pinned or barred |
//! | [`budget`] | Budget alternatives on the workbench: what other budgets bring, the least one for all targets, repairs, reasons |
//! | [`tile_map`] | The tile map: units as tiles at their place on the map, colored by an indicator in a year |

pub mod allocation;
pub mod budget;
pub mod money;
pub mod page;
pub mod rail;
pub mod source_note;
pub mod stock_use;
pub mod target_row;
pub mod targets;
pub mod tile_map;
pub mod verdict;
