//! The doors to what the first screens do not need.

use std::future::Future;
use std::pin::Pin;

use leptos::prelude::*;

use super::beside::BesidePlans;
use super::note::OpenNote;
use super::plans::SingleYears;
use super::store::Store;
use crate::domain::Plan;
use crate::share::{Encoded, Link, LinkError, Shared};
use crate::view_model::carries::Made;

/// The doors of the second piece.
#[derive(Clone, Copy)]
pub struct More {
    /// Where the figures of a plan come from.
    pub sources: fn(Store) -> AnyView,
    /// Alternatives side by side.
    pub compare: fn(Store) -> AnyView,
    /// Many budgets at once.
    pub sweep: fn(Store) -> AnyView,
    /// Reads a link.
    pub read_link: fn(&str) -> Result<Link, LinkError>,
    /// Opens a link on its plan; true where it holds several scenarios, which are compared then.
    pub arrive: fn(Store, BesidePlans, Link) -> bool,
    /// The link of what is shared.
    pub encode: fn(&Plan, &Shared) -> Result<Encoded, LinkError>,
    /// The dialog that shows a link.
    pub share_dialog: fn(Made, &'static str, RwSignal<bool>, bool, Callback<()>) -> AnyView,
    /// The dialog that keeps the workbench under a name.
    pub save_dialog: fn(Callback<()>) -> AnyView,
    /// What a slider's "?" says.
    pub note: fn(OpenNote) -> AnyView,
    /// A plan decided year by year.
    pub single_years: SingleYears,
}

/// Fetches the second piece; none where it cannot be had.
pub type FetchMore = fn() -> Pin<Box<dyn Future<Output = Option<More>>>>;
