//! The allocation table: units × measures × years, in which a cell can be pinned or barred.
//!
//! A field of work is one column, what it is mainly about, until it is opened; then each of its measures is one. Only cells
//! of measures can be pinned.
//!
//! | file | what it holds |
//! |---|---|
//! | `columns` | fields, measures, what a column is called |
//! | `rows` | units in order, folded by their parents where there are many |
//! | `filter` | which rows and columns are wanted |
//! | `window` | which of many rows are drawn |
//! | `pins` | which cells are fixed, and fixing them |
//! | `desk` | the state of the table: view, opened fields, the reached cell, the numbers |
//! | `show` | searching, folding, scrolling to a row |
//! | `face` | what cells show |
//! | `view`, `tools`, `head`, `row` | the markup |
//! | `editor` | − n + and the lock, over the cell |
//! | `keys` | arrows, Enter, L |

mod cell_words;
mod columns;
mod desk;
mod editor;
mod face;
mod filter;
mod head;
mod keys;
mod pins;
mod row;
mod rows;
mod show;
mod tools;
mod view;
mod window;

pub use view::AllocationTable;
