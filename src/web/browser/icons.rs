//! The few icons, drawn with lines that take the color of the text. All of them stand beside words.

use leptos::prelude::*;

/// Which icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// Take back.
    Undo,
    /// Bring back.
    Redo,
    /// Done, met.
    Check,
    /// Missed.
    Warn,
    /// Share.
    Share,
    /// Opens downwards.
    Down,
    /// Close.
    Close,
    /// Light and dark.
    Theme,
}

impl Icon {
    fn paths(self) -> &'static [&'static str] {
        match self {
            Icon::Undo => &["M6 3 2.5 6.5 6 10", "M3 6.5h6.5a4 4 0 0 1 0 8H7"],
            Icon::Redo => &["m10 3 3.5 3.5L10 10", "M13 6.5H6.5a4 4 0 0 0 0 8H9"],
            Icon::Check => &["m3 8.5 3.2 3.2L13 4.8"],
            Icon::Warn => &["M8 2.5 14.5 13.5h-13z", "M8 6.5v3M8 11.6v.1"],
            Icon::Share => &[
                "M6 8a2 2 0 1 1-4 0 2 2 0 0 1 4 0z",
                "M14 3.5a2 2 0 1 1-4 0 2 2 0 0 1 4 0z",
                "M14 12.5a2 2 0 1 1-4 0 2 2 0 0 1 4 0z",
                "m5.8 7 4.4-2.5M5.8 9l4.4 2.5",
            ],
            Icon::Down => &["m4.5 6.5 3.5 3.5 3.5-3.5"],
            Icon::Close => &["m4 4 8 8M12 4l-8 8"],
            Icon::Theme => &["M8 2.5a5.5 5.5 0 1 0 0 11z", "M8 2.5a5.5 5.5 0 0 1 0 11"],
        }
    }
}

/// An icon; hidden from assistive technology, which reads the words beside it.
#[component]
pub fn IconView(
    /// Which one.
    icon: Icon,
) -> impl IntoView {
    let paths = icon
        .paths()
        .iter()
        .map(|d| view! { <path d=*d /> })
        .collect_view();
    view! { <svg class="i" viewBox="0 0 16 16" aria-hidden="true">{paths}</svg> }
}
