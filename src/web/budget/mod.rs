//! Budget alternatives on the workbench: what other budgets bring, the least one for all targets, repairs, reasons.
//!
//! | file | what it holds |
//! |---|---|
//! | `state` | the curve and the repairs as far as they have come, and when they are asked for |
//! | `curve` | what is known of a curve |
//! | `figure`, `view`, `hand`, `table` | the curve drawn, its section, the hand on it, its numbers |
//! | `least` | the least budget for all targets |
//! | `mends`, `mend_list` | repairs beside the verdict, and all of them |
//! | `why` | why something is built, why something is missed |

mod curve;
mod drawn;
mod figure;
mod hand;
mod least;
mod mend_choice;
mod mend_list;
mod mends;
mod state;
mod table;
mod view;
mod why;

pub use curve::{Basis, Curve};
pub use figure::figure;
pub use mend_list::MendsOf;
pub use mends::MendsView;
pub use state::{Budgets, use_budgets};
pub use view::BudgetCurveView;
pub use why::{WhyHere, WhyMissed};
