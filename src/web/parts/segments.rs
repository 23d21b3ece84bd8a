//! A choice of few, side by side: the years of map and table.

use leptos::prelude::*;

/// Buttons of which one is pressed.
#[component]
pub fn Segments<T>(
    /// What is chosen here, for assistive technology.
    label: Signal<String>,
    /// The choices with their words.
    choices: Signal<Vec<(T, String)>>,
    /// The choice.
    chosen: RwSignal<T>,
) -> impl IntoView
where
    T: Copy + PartialEq + Send + Sync + 'static,
{
    let button = move |(value, words): (T, String)| {
        let pressed = move || {
            if chosen.get() == value {
                "true"
            } else {
                "false"
            }
        };
        view! {
            <button type="button" aria-pressed=pressed on:click=move |_| chosen.set(value)>
                {words}
            </button>
        }
    };
    view! {
        <div class="seg" role="group" aria-label=move || label.get()>
            {move || choices.get().into_iter().map(button).collect_view()}
        </div>
    }
}
