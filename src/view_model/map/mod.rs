//! The tile map without markup: where tiles stand and what they show.
//!
//! | file | what it holds |
//! |---|---|
//! | `picture` | What the map shows, worked out without any markup |
//! | `places` | Where tiles stand: by their place on the map, or in a row of blocks, one for each parent |

pub mod picture;
pub mod places;
