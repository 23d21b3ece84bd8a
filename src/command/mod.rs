//! Floor 4: the native command, for batch work and checks. `dabiao solve FILE` and `dabiao check FILE ANSWER`;
//! `dabiao export FILE` and `dabiao import FILE SOLUTION` hand the model to another solver and take its plan back.
//!
//! Results go to stdout, messages to stderr. Exit code 0: fine · 1: refused, or no plan exists · 2: bad usage or input.
//! A plan printed here is canonical: it depends on the file and the number of steps alone.

mod answer;
mod args;
mod check;
mod curve;
mod export;
mod import;
mod input;
mod json;
mod locale;
mod objection;
mod output;
mod repairs;
mod solve;
mod sweep;
mod table;

pub use answer::{AnswerFile, NoAnswer, Status, TargetLine};
pub use objection::Objection;
pub use output::run;
