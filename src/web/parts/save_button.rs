//! Keeping the workbench as it stands under a name.

use leptos::html::{Dialog, Input};
use leptos::prelude::*;

use super::doors_here::behind;
use super::keys;
use crate::domain::Scenario;
use crate::view_model::route::Route;
use crate::web::browser::focus::take_focus;
use crate::web::browser::icons::{Icon, IconView};
use crate::web::state::shelf::{NotKept, Shelf};
use crate::web::state::site::use_site;
use crate::web::state::store::{Store, use_store};
use crate::web::state::text::t;

/// The button and its dialog.
#[component]
pub fn SaveButton() -> impl IntoView {
    let open = RwSignal::new(false);
    view! {
        <button type="button" class="btn o" id="save" on:click=move |_| open.set(true)>{t("scenario.save")}</button>
        {move || {
            let close = Callback::new(move |()| open.set(false));
            open.get().then(|| behind(|more| (more.save_dialog)(close)))
        }}
    }
    .into_any()
}

/// The dialog; it stands in the second piece.
#[must_use]
pub fn save_dialog(close: Callback<()>) -> AnyView {
    view! { <SaveDialog close /> }.into_any()
}

#[component]
fn SaveDialog(close: Callback<()>) -> impl IntoView {
    let store = use_store();
    let shelf = use_site().beside.shelf(store);
    shelf.look();
    let dialog = NodeRef::<Dialog>::new();
    let field = NodeRef::<Input>::new();
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get() {
            // An open dialog stays open.
            let _ = dialog.show_modal();
        }
    });
    take_focus(field);
    let n = shelf.saved.read_untracked().len() + 1;
    let name = RwSignal::new(shelf.free(&store.t_now("scenario.new_name", &[("n", &n)])));
    let taken = move || {
        let name = name.read();
        shelf.saved.read().iter().any(|s| s.name == name.trim())
    };
    let save = move |e: leptos::ev::SubmitEvent| {
        e.prevent_default();
        let name = name.get_untracked().trim().to_owned();
        if !name.is_empty() {
            keep(store, shelf, name);
            close.run(());
        }
    };
    let compare = format!(
        "#{}",
        Route::Compare(store.plan.read_untracked().id.clone()).fragment()
    );
    view! {
        <dialog class="dlg" node_ref=dialog aria-labelledby="save-t" on:close=move |_| close.run(())>
            <form method="dialog"><button class="btn ic x" aria-label=t("note.close")><IconView icon=Icon::Close /></button></form>
            <h2 id="save-t">{t("scenario.save_title")}</h2>
            <form on:submit=save on:keydown=move |e| keys::hold_composing(&e)>
                <label class="named">
                    <span>{t("scenario.name")}</span>
                    <input node_ref=field id="save-name" type="text" maxlength="60" autocomplete="off" required prop:value=name on:input=move |e| name.set(event_target_value(&e)) />
                </label>
                <p class="warn" role="status">{move || taken().then(|| store.t("scenario.taken", &[]))}</p>
                <p class="acts">
                    <a class="btn" href=compare>{t("scenario.to_compare")}</a>
                    <button type="submit" class="btn p" id="save-now">{t("scenario.save_now")}</button>
                </p>
            </form>
        </dialog>
    }
}

/// Keeps the edits of the workbench; what had the name before stays under a numbered one.
fn keep(store: Store, shelf: Shelf, name: String) {
    let plan = store.plan.read_untracked().id.clone();
    let name = shelf.free(&name);
    let scenario = Scenario {
        name: name.clone(),
        edits: store.edits.get_untracked(),
        ..Scenario::of_plan(&plan)
    };
    match shelf.change(|all| all.push(scenario)) {
        Ok(()) => store.say(store.t_now("scenario.saved", &[("name", &name)]), false),
        Err(NotKept) => store.say(store.t_now("scenario.not_kept", &[]), false),
    }
}
