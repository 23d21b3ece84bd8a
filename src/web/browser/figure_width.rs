//! The width of a place that a figure is drawn for.

use leptos::html;
use leptos::prelude::*;

/// Width of a figure before its place is known.
const USUAL_WIDTH: u32 = 404;

/// The width of a place in pixels. Asking for it makes the browser lay the page out, so it is asked when the place is new or
/// the window changes.
pub fn follow_width(place: NodeRef<html::Div>) -> RwSignal<u32> {
    let width = RwSignal::new(USUAL_WIDTH);
    let measure = move || {
        // The view may be gone by the next frame.
        let Some(place) = place.try_get_untracked() else {
            return;
        };
        let found = place.map_or(0, |p| p.client_width() as u32);
        width.set(if found == 0 { USUAL_WIDTH } else { found });
    };
    place.on_load(move |_| {
        request_animation_frame(measure);
    });
    let listener = window_event_listener(leptos::ev::resize, move |_| measure());
    on_cleanup(move || listener.remove());
    width
}
