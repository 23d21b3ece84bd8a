//! The allocation table: units × measures × years, in which a cell can be pinned or barred.
//!
//! A field of work is one column, what it is mainly about, until it is opened; then each of its measures is one. Only cells
//! of measures can be pinned.
//!
//! | file | what it holds |
//! |---|---|
//! | `cell_words` | What a cell is called |
//! | `desk` | The state of the table: view, opened fields, the reached cell, the numbers |
//! | `editor` | − n + and the lock, over the cell that is being edited |
//! | `face` | What cells show: a number, and whether it is fixed |
//! | `head` | The head of the table: fields above, what is counted below |
//! | `keys` | Arrows, Enter, L: what keys do in the table while no cell is open |
//! | `row` | One row of the table: a unit, its money, its cells |
//! | `show` | Which rows and columns are shown: searching, folding, scrolling to a row |
//! | `tools` | Above the table: years, search, what to show, pins |
//! | `view` | The section with the table |

pub mod cell_words;
pub mod desk;
pub mod editor;
pub mod face;
pub mod head;
pub mod keys;
pub mod row;
pub mod show;
pub mod tools;
pub mod view;
