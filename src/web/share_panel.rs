//! Sharing: a link that opens the same plan in another browser, copied at once and shown with what it carries.

use js_sys::{Function, Promise, Reflect};
use leptos::html::{Dialog, Textarea};
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::browser;
use super::hand_over::HandOver;
use super::icons::{Icon, IconView};
use super::link_in::LinkNotice;
use super::more::More;
use super::route::Route;
use super::site::use_site;
use super::store::{Store, use_store};
use super::text::t;
use crate::optimize::Answer;
use crate::share::{Encoded, LinkError, Shared};
use crate::words::{count, link_error};

/// A link that was made.
#[derive(Clone, Debug, PartialEq)]
pub struct Made {
    link: Result<Encoded, LinkError>,
    carries: Carries,
}

/// What a link carries; where it holds several scenarios, what the least of them has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Carries {
    /// Only the edits.
    Edits,
    /// A plan as well; the search still runs.
    Preliminary,
    /// A plan whose search has ended without a bound.
    Unproved,
    /// A plan with a bound that is proved.
    Proved,
}

impl Carries {
    /// What a link with this answer carries. `arrived`: it came by a link itself and is not proved here.
    #[must_use]
    pub fn of(answer: Option<&Answer>, arrived: bool) -> Carries {
        match answer {
            None => Carries::Edits,
            Some(answer) if arrived || !answer.settled => Carries::Preliminary,
            Some(answer) if answer.bound.is_none() => Carries::Unproved,
            Some(_) => Carries::Proved,
        }
    }

    fn key(self) -> &'static str {
        match self {
            Carries::Edits => "share.carries_edits",
            Carries::Preliminary => "share.carries_preliminary",
            Carries::Unproved => "share.carries_unproved",
            Carries::Proved => "share.carries_plan",
        }
    }
}

/// What a link of this moment carries: the edits, and the plan where it answers them.
#[must_use]
pub fn shared(store: Store) -> Shared {
    let plan = store.plan.get_untracked();
    let mut shared = Shared::of(&plan, store.edits.get_untracked(), String::new());
    if let Some(shown) = store.shown.get_untracked()
        && store.fresh.get_untracked()
    {
        shared.allocation = Some(shown.answer.allocation.clone());
        shared.score = Some(shown.answer.score);
        shared.bound = shown.answer.bound;
    }
    shared
}

/// Keeps the address of the page in step with the plan, so that copying the address shares it too.
pub fn keep_address(store: Store) {
    let site = use_site();
    Effect::new(move |before: Option<()>| {
        let more = site.more.get();
        let plan = store.plan.get();
        let live = store.in_gesture();
        let settled = store
            .shown
            .read()
            .as_ref()
            .is_some_and(|s| s.answer.settled);
        let (plain, fresh) = (store.edits.read().is_empty(), store.fresh.get());
        let is_told = matches!(
            *store.link.read(),
            Some(LinkNotice::Broken(_) | LinkNotice::Opened(_))
        );
        if live || before.is_none() || is_told {
            return;
        }
        // Whoever has just gone to another page must not be called back by a late change of the address.
        let here = match Route::of(&browser::fragment()) {
            Route::Plan(id) => id == plan.id,
            Route::Link(_) => true,
            Route::Home | Route::Sources(_) | Route::Compare(_) | Route::Sweep(_) => false,
        };
        if !here {
            return;
        }
        let mut shared = shared(store);
        if !(settled && fresh) {
            (shared.allocation, shared.score, shared.bound) = (None, None, None);
        }
        let text = match more {
            _ if plain => None,
            // It is on its way, and this runs again.
            None => return,
            Some(more) => (more.encode)(&plan, &shared).ok(),
        };
        let plain = Route::Plan(plan.id.clone()).fragment();
        browser::set_fragment(&text.map_or(plain, |e| e.text));
    });
}

fn address(text: &str) -> String {
    let here = || {
        let location = window().location();
        let (origin, path) = (location.origin().ok(), location.pathname().ok());
        let is_file = location.protocol().is_ok_and(|p| p == "file:");
        (!is_file).then(|| origin.unwrap_or_default() + &path.unwrap_or_default())
    };
    match browser::meta("dabiao-base").or_else(here) {
        Some(base) => format!("{base}#{text}"),
        None => format!("#{text}"),
    }
}

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
            More::behind(|more| (more.share_dialog)(made, title, copied, hand_over, close))
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
