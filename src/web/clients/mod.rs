//! The page's ends of its workers.
//!
//! A page makes as many [`study::Study`]s as it has jobs at one time; each is a worker of its own, started when it is first asked. A
//! newer job of a study replaces the one under way; only the short ones, which take milliseconds, wait for none and replace none.
//! [`study::Study::rest`] lets a worker pause while a hand moves a slider.
//!
//! | file | what it holds |
//! |---|---|
//! | `comparison_answers` | Having the answers computed |
//! | `crew` | Several study workers at one pile of jobs: each takes the next when it has done its own |
//! | `link` | A worker as the page holds it: started, handed its plan, listened to, and replaced when it dies |
//! | `solver` | The page's end of the worker: one request under way, the newest one waiting, and a new worker for one that hangs |
//! | `study` | The page's end: a worker that is started when it is first asked for something |
//! | `trials` | Solving with an assumption moved, one trial after the other, in a worker that this page has for itself: nothing here ever waits, and going elsewhere ends it |

pub mod comparison_answers;
pub mod crew;
pub mod link;
pub mod solver;
pub mod study;
pub mod trials;
