//! The model: its formulation, its rows, and the words in which an answer is given.

pub mod answer;
pub mod formulation;
pub mod hard_first;
pub mod points;
pub mod rank;
pub mod rows;
#[cfg(test)]
pub mod small_case;

pub use rows::{Held, Model, Row, Var};
