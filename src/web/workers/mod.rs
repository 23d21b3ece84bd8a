//! The workers' ends: they know no page and no Leptos.
//!
//! | file | what it holds |
//! |---|---|
//! | `slice_loop` | The loop of a worker: it hears messages between slices of work |
//! | `solver` | The worker of the workbench: the newest request, in slices |
//! | `study` | The worker for what may take a while: the newest job in slices, short ones between them |

pub mod slice_loop;
pub mod solver;
pub mod study;
