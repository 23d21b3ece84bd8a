//! The tile map: units as tiles at their place on the map, colored by an indicator in a year.
//!
//! | file | what it holds |
//! |---|---|
//! | `picture` | what the map shows, worked out without any markup |
//! | `indicators` | the choice of what it shows |
//! | `places` | where tiles stand |
//! | `view` | the tiles, their keys, the legend |

mod indicators;
mod picture;
mod places;
mod view;

pub use view::TileMap;
