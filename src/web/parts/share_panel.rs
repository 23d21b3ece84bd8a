//! Sharing: a link that opens the same plan in another browser, copied at once and shown with what it carries.

use js_sys::{Function, Promise, Reflect};
use leptos::html::{Dialog, Textarea};
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::doors_here::behind;
use super::hand_over::HandOver;
use crate::share::{Encoded, LinkError};
use crate::view_model::carries::{Carries, Made};
use crate::web::browser::icons::{Icon, IconView};
use crate::web::state::sharing::{address, shared};
use crate::web::state::site::use_site;
use crate::web::state::store::use_store;
use crate::web::state::text::t;
use crate::words::{count, link_error};

/// The button of the workbench and its dialog.
#[component]
pub fn ShareButton() -> impl IntoView {
    let (site, store) = (use_site(), use_store());
    let make = move || {
        let shared = shared(store);
        let more = site.more.get_untracked()?;
        let shown = store.shown.get_untracked();
        let shown = shown.filter(|_| shared.allocation.is_some());
        let carries = Carries::of(
            shown.as_ref().map(|s| &s.answer),
            shown.as_ref().is_some_and(|s| s.arrived),
        );
        let link = (more.encode)(&store.plan.read_untracked(), &shared);
        Some((link, carries))
    };
    view! { <LinkButton label="share.button" title="share.title" make hand_over=true /> }
}

/// A button that makes a link and copies it, and the dialog that shows it.
#[component]
pub fn LinkButton(
    /// The key of what the button says.
    label: &'static str,
    /// The key of the dialog's title.
    title: &'static str,
    /// The link, and what it carries; none while the second piece is not here.
    make: impl Fn() -> Option<(Result<Encoded, LinkError>, Carries)> + Send + Sync + 'static,
    /// The dialog offers the hand-off to other solvers as well.
    #[prop(optional)]
    hand_over: bool,
) -> impl IntoView {
    let made = RwSignal::new(None::<Made>);
    let copied = RwSignal::new(false);
    let (site, store) = (use_site(), use_store());
    let now = Callback::new(move |()| {
        let Some((link, carries)) = make() else {
            return store.say(store.t_now("opening.no_answer", &[]), false);
        };
        copied.set(false);
        if let Ok(encoded) = &link {
            copy(address(&encoded.text), copied);
        }
        made.set(Some(Made { link, carries }));
    });
    let share = move |_| {
        if site.more.read_untracked().is_some() {
            return now.run(());
        }
        spawn_local(async move {
            let _ = site.fetch_more().await;
            now.run(());
        });
    };
    let close = Callback::new(move |()| made.set(None));
    view! {
        <button type="button" class="btn p" id="share" on:click=share>
            <IconView icon=Icon::Share />
            <span class="w">{t(label)}</span>
        </button>
        {move || {
            let made = made.get()?;
            behind(|more| (more.share_dialog)(made, title, copied, hand_over, close))
        }}
    }
    .into_any()
}

/// The dialog; it stands in the second piece.
#[must_use]
pub fn dialog(
    made: Made,
    title: &'static str,
    copied: RwSignal<bool>,
    hand_over: bool,
    close: Callback<()>,
) -> AnyView {
    view! { <ShareDialog made title copied hand_over close /> }.into_any()
}

/// The field that shows the link.
const FIELD: &str = "share-link";

/// Copies `text`. A page of an insecure address (`http://` in an office network) has no clipboard, and some have one that cannot
/// write: then the dialog's field is copied in the way of old. Where that is refused too, it can be copied by hand.
fn copy(text: String, copied: RwSignal<bool>) {
    let promise = written(&text);
    spawn_local(async move {
        let is_written = match promise {
            Some(promise) => JsFuture::from(promise).await.is_ok(),
            None => false,
        };
        if is_written {
            copied.set(true);
        } else {
            // The dialog is drawn with the next frame.
            request_animation_frame(move || copied.set(copy_field().is_some()));
        }
    });
}

/// What the clipboard promises; none where there is none that can write.
fn written(text: &str) -> Option<Promise> {
    let clipboard = Reflect::get(&window().navigator(), &"clipboard".into()).ok()?;
    let write: Function = Reflect::get(&clipboard, &"writeText".into())
        .ok()?
        .dyn_into()
        .ok()?;
    write.call1(&clipboard, &text.into()).ok()?.dyn_into().ok()
}

/// Copies the dialog's field as browsers did before they had a clipboard; none where it cannot be done.
fn copy_field() -> Option<()> {
    let field = document().get_element_by_id(FIELD)?;
    field
        .dyn_into::<web_sys::HtmlTextAreaElement>()
        .ok()?
        .select();
    let page = document();
    let copy: Function = Reflect::get(&page, &"execCommand".into())
        .ok()?
        .dyn_into()
        .ok()?;
    let is_done = copy.call1(&page, &"copy".into()).ok()?;
    is_done.is_truthy().then_some(())
}

#[component]
fn ShareDialog(
    made: Made,
    title: &'static str,
    copied: RwSignal<bool>,
    hand_over: bool,
    close: Callback<()>,
) -> impl IntoView {
    let store = use_store();
    let dialog = NodeRef::<Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get() {
            // An open dialog stays open.
            let _ = dialog.show_modal();
        }
    });
    let body = match made.link {
        Ok(encoded) => view! { <Link encoded carries=made.carries copied /> }.into_any(),
        Err(error) => {
            let said = move || link_error(store.lang.get(), &error);
            view! { <p class="trouble" role="alert">{said}</p> }.into_any()
        }
    };
    view! {
        <dialog class="dlg" node_ref=dialog aria-labelledby="share-t" on:close=move |_| close.run(())>
            <form method="dialog"><button class="btn ic x" aria-label=t("note.close")><IconView icon=Icon::Close /></button></form>
            <h2 id="share-t">{t(title)}</h2>
            {body}
            {hand_over.then(|| view! { <HandOver /> })}
        </dialog>
    }
}

#[component]
fn Link(encoded: Encoded, carries: Carries, copied: RwSignal<bool>) -> impl IntoView {
    let store = use_store();
    let field = NodeRef::<Textarea>::new();
    let text = address(&encoded.text);
    let whole = text.clone();
    let chars = text.chars().count();
    let again = move |_| {
        if let Some(field) = field.get() {
            field.select();
        }
        copy(whole.clone(), copied);
    };
    let select =
        move |e: leptos::ev::FocusEvent| event_target::<web_sys::HtmlTextAreaElement>(&e).select();
    let state = move || {
        store.t(
            if copied.get() {
                "share.copied"
            } else {
                "share.copy_by_hand"
            },
            &[],
        )
    };
    let no_base = !text.starts_with("http");
    view! {
        <p class="state" role="status">
            <span class="st" class:ok=copied><span class="ic" class:on=copied><IconView icon=Icon::Check /></span>{state}</span>
        </p>
        <textarea node_ref=field id=FIELD readonly rows="4" aria-label=t("share.link") prop:value=text on:focus=select></textarea>
        <p class="k">{t(carries.key())} " " {move || store.t("share.chars", &[("n", &count(chars as i64))])}</p>
        {encoded.long.then(|| view! { <p class="warn">{t("share.long")}</p> })}
        {no_base.then(|| view! { <p class="warn">{t("share.no_base")}</p> })}
        <p class="acts"><button type="button" class="btn p" on:click=again>{t("share.copy")}</button></p>
    }
}
