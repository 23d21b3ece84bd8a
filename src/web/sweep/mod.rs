//! Many budgets at once: budgets × population paths × cost factors, over several workers.
//!
//! | file | what it holds |
//! |---|---|
//! | `asked` | what is asked for, as it is typed and as it is meant |
//! | `run` | a sweep under way |
//! | `page` | the page: form, progress, results |

mod asked;
mod page;
mod run;

pub use page::SweepPage;
