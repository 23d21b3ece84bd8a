//! Ways to a good allocation: from nothing, from a point of the relaxation, from another allocation.
//!
//! | file | from | how |
//! |---|---|---|
//! | `pinned` | nothing | the least that honors the pins, or the conflict that forbids it |
//! | `fallback` | the relaxation | any that honors the pins, where that fails |
//! | `greedy` | an allocation | adds what gains most per yuan |
//! | `rounding` | a point of the relaxation | whole builds near to it |
//! | `dive` | a point of the relaxation | rounds a part, solves again, and so on |
//! | `anneal` | an allocation | simulated annealing |
//! | `exchange` | an allocation | ejection: what is worth least makes room |
//! | `neighborhood` | an allocation and a point | a small model around it, solved |

pub mod anneal;
pub mod dive;
pub mod exchange;
pub mod fallback;
pub mod greedy;
pub mod neighborhood;
pub mod pinned;
pub mod rounding;
