//! The allocation table as numbers and names: columns, rows, pins, and which of them are drawn.
//!
//! | file | what it holds |
//! |---|---|
//! | `columns` | Fields, measures, what a column is called |
//! | `filter` | Which rows and columns of the table are wanted: a search, only what is built, one field, measure or service |
//! | `pins` | Which cells are fixed, and fixing them |
//! | `rows` | Units in order, folded by their parents where there are many |
//! | `times` | When what is begun in a cell comes into use |
//! | `window` | Of many rows only those in view are drawn, and some above and below |

pub mod columns;
pub mod filter;
pub mod pins;
pub mod rows;
pub mod times;
pub mod window;
