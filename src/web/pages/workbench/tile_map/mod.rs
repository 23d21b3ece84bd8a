//! The tile map: units as tiles at their place on the map, colored by an indicator in a year.
//!
//! | file | what it holds |
//! |---|---|
//! | `indicators` | The choice of what the map shows: targets that say something of single units, services, money |
//! | `near` | What stands around the chosen tile, large enough for names and numbers: the part of a map whose own tiles are too small |
//! | `tile` | One tile, and the keys that lead from tile to tile |
//! | `view` | The map with its choices and its legend |

pub mod indicators;
pub mod near;
pub mod tile;
pub mod view;
