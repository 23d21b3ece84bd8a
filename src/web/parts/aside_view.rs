//! How much lies aside, and what can be done with it.

use leptos::prelude::*;

use crate::web::browser::files::download;
use crate::web::state::store::use_store;
use crate::web::state::text::t;

/// How much lies aside, and what can be done with it; nothing where nothing does.
#[component]
pub fn AsideView() -> impl IntoView {
    let store = use_store();
    let aside = store.aside;
    let n = Memo::new(move |_| aside.pieces.read().len());
    let forget = move |_| {
        aside.forget();
        store.keeping.let_go();
    };
    let save = move |_| {
        let plan = store.plan.read_untracked().id.clone();
        let text = aside.pieces.get_untracked().join("\n");
        let file = format!("{plan}-unread.txt");
        if !download(&file, "text/plain", &text) {
            store.say(store.t_now("handoff.not_saved", &[("file", &file)]), false);
        }
    };
    move || {
        (n.get() > 0).then(|| {
            view! {
                <div class="trouble" id="aside" role="status">
                    <p>{move || store.t("scenario.aside", &[("n", &n.get())])}
                        <button type="button" class="btn s o" on:click=save>{t("scenario.aside_download")}</button>
                        <button type="button" class="btn s" on:click=forget>{t("scenario.aside_forget")}</button>
                    </p>
                </div>
            }
        })
    }
}
