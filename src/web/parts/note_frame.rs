//! The "?" that is open: what it says stands in the second piece.

use leptos::prelude::*;

use super::doors_here::behind;
use crate::web::state::note::use_note;

/// The note itself; one for the whole page.
#[component]
pub fn SourceNote() -> impl IntoView {
    let note = use_note();
    move || {
        let open = note.open.get()?;
        behind(|more| (more.note)(open))
    }
}
