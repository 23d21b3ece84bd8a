//! A message at the foot of the page, with the way back where there is one.

use std::time::Duration;

use leptos::prelude::*;

use crate::web::browser::icons::{Icon, IconView};
use crate::web::state::store::{Undo, use_store};
use crate::web::state::text::t;

/// It stays so long.
const STAY: Duration = Duration::from_secs(8);

/// The message, if there is one.
#[component]
pub fn ToastView() -> impl IntoView {
    let store = use_store();
    let timer = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move |_| {
        if store.toast.read().is_none() {
            return;
        }
        if let Some(timer) = timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
        timer.set_value(set_timeout_with_handle(move || store.toast.set(None), STAY).ok());
    });
    let undo = move |way: &Undo| {
        store.toast.set(None);
        way();
    };
    view! {
        <div class="toasts" role="status">
            {move || store.toast.get().map(|toast| view! {
                <div class="toast">
                    <span>{toast.text}</span>
                    {toast.undo.map(|way| view! { <button type="button" on:click=move |_| undo(&way)>{t("top.undo")}</button> })}
                    <button type="button" class="x" aria-label=t("toast.close") on:click=move |_| store.toast.set(None)>
                        <IconView icon=Icon::Close />
                    </button>
                </div>
            })}
        </div>
    }
}
