//! The model: its formulation, its rows, and the words in which an answer is given.

pub mod answer;
pub mod formulation;
pub mod hard_first;
pub mod held;
pub mod points;
pub mod rank;
pub mod rows;
#[cfg(test)]
pub mod small_case;

pub use held::Held;
pub use rows::{Model, Row, Var};
