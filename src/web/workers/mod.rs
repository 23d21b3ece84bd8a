//! The workers' ends: they know no page and no Leptos.
//!
//! | file | what it holds |
//! |---|---|
//! | `solver` | The worker: takes the newest request, works in slices, and looks for a newer one between them |
//! | `study` | The worker: the newest job in slices, short ones between them |

pub mod solver;
pub mod study;
