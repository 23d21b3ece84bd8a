//! Budget alternatives on the workbench: what other budgets bring, the least one for all targets, repairs, reasons.
//!
//! | file | what it holds |
//! |---|---|
//! | `drawn` | What is drawn of a budget curve, of one piece |
//! | `curve_pointer` | The hand on the curve: pointing shows a budget, a click or Enter takes it |
//! | `least` | The least budget for all targets: a sentence, and a button that takes it |
//! | `repair_choice` | A repair, and which of them are shown |
//! | `repair_list` | Every missed check with why it is missed and what would repair it |
//! | `repairs` | Beside the verdict: the least budget for all targets, and at most three repairs to choose from |
//! | `state` | The curve and the repairs as far as they have come, and when they are asked for |
//! | `table` | The numbers of the curve |
//! | `view` | The section of the curve: the figure with a hand on it, what is said of a budget, the numbers as a table |
//! | `why` | Why something is missed, and why something is built: asked when it is looked at |

pub mod curve_pointer;
pub mod drawn;
pub mod least;
pub mod repair_choice;
pub mod repair_list;
pub mod repairs;
pub mod state;
pub mod table;
pub mod view;
pub mod why;
