//! Floor 6: what the workers do, piece by piece. Sentences come in both languages, so that the page need not carry the code
//! that makes them.
//!
//! | file | what it holds |
//! |---|---|
//! | `curve` | The budget curve, in slices |
//! | `handoff` | The hand-off to other solvers: the model out, and what they found back in, checked like a plan of our own |
//! | `improving` | The canonical answer as the workbench shows it on the way: every better plan, in slices |
//! | `least_budget` | Edits with which the plan on the screen meets everything that can be met |
//! | `reasons` | Why something is built, and why something is missed, as sentences |
//! | `repairs` | Repairs of missed checks, in slices |
//! | `scenario_file` | What a scenario file holds |
//! | `settling` | The canonical answer: `optimize::settle`, in slices |
//! | `sweep` | Many budgets under one population path and one cost factor, in slices; solved in the order of the command |
//! | `taken_up` | What becomes of a job that a study worker is asked to do |
//! | `work` | What a worker is asked to do, piece by piece |

pub mod curve;
pub mod handoff;
pub mod improving;
pub mod least_budget;
pub mod reasons;
pub mod repairs;
pub mod scenario_file;
pub mod settling;
pub mod sweep;
pub mod taken_up;
pub mod work;
