//! The tile map: units as tiles at their place on the map, colored by an indicator in a year.
//!
//! | file | what it holds |
//! |---|---|
//! | `picture` | what the map shows, worked out without any markup |
//! | `indicators` | the choice of what it shows |
//! | `places` | where tiles stand |
//! | `tile` | one tile, and the keys that lead from tile to tile |
//! | `near` | what stands around the chosen tile, with names and numbers |
//! | `view` | the map with its choices and its legend |

mod indicators;
mod near;
mod picture;
mod places;
mod tile;
mod view;

pub use view::TileMap;
