//! Alternatives of a plan side by side, up to four, each against the first.
//!
//! | file | what it holds |
//! |---|---|
//! | `add` | The ways to put an alternative beside the others |
//! | `built_in_all` | What every alternative builds: it can begin before anything is decided |
//! | `curve` | The alternatives on the budget curve of the first: budget against score |
//! | `heads` | The head of each column: name, budget, verdict, and what can be done with it |
//! | `moves` | Where the money goes: by township, by year, by measure, each against the first alternative |
//! | `page` | The frame of the page |
//! | `sums` | The rows of totals: points, proof, money, the worst township, what one more place costs |
//! | `targets` | Target by target, field by field, what some alternative misses first |

pub mod add;
pub mod built_in_all;
pub mod curve;
pub mod heads;
pub mod moves;
pub mod page;
pub mod sums;
pub mod targets;
