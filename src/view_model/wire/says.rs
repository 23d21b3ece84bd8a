//! What every worker has in common.

use serde::Serialize;

use crate::read::FromJson;

/// What a worker says to the page.
pub trait WorkerSays: Serialize + FromJson {
    /// The first thing a worker says: it listens. What is posted to it before is lost.
    fn ready() -> Self;

    /// Whether it is that.
    fn is_ready(&self) -> bool;
}
