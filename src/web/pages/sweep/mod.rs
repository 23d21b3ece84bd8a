//! Many budgets at once: budgets × population paths × cost factors, over several workers.
//!
//! | file | what it holds |
//! |---|---|
//! | `page` | The page: what is asked for, how far it is, what came out |
//! | `run` | A sweep under way |

pub mod page;
pub mod run;
