//! What is asked of the browser, and the smallest pieces of markup.
//!
//! | file | what it holds |
//! |---|---|
//! | `figure_width` | The width of a place that a figure is drawn for |
//! | `files` | A scenario as a file, out and in |
//! | `focus` | Moving focus and view to an element by its id |
//! | `icons` | The few icons, drawn with lines that take the color of the text |
//! | `served` | Where a program of the site cannot be loaded: whether the host sends its files as what they are, said in words |
//! | `access` | What the page asks of the browser |

pub mod access;
pub mod figure_width;
pub mod files;
pub mod focus;
pub mod icons;
pub mod served;
