//! What is said of a link that was opened.

use leptos::prelude::*;

use crate::domain::Edits;
use crate::share::LinkError;
use crate::view_model::link_notice::{LinkNotice, Remark};
use crate::view_model::route::Route;
use crate::web::browser::access;
use crate::web::browser::icons::{Icon, IconView};
use crate::web::state::store::use_store;
use crate::web::state::text::t;
use crate::words::{left_out, link_error, refusal};

/// The notice above the verdict.
#[component]
pub fn LinkNoticeView() -> impl IntoView {
    let store = use_store();
    move || {
        store.link.get().and_then(|notice| match notice {
            LinkNotice::Broken(error) => Some(view! { <Broken error /> }.into_any()),
            LinkNotice::Opened(remarks) => Some(view! { <Differs remarks /> }.into_any()),
            LinkNotice::Compared(_) => None,
        })
    }
}

/// The notice above a comparison.
#[component]
pub fn ComparedNoticeView() -> impl IntoView {
    let store = use_store();
    move || match store.link.get() {
        Some(LinkNotice::Compared(remarks)) => Some(view! { <Differs remarks /> }),
        _ => None,
    }
}

#[component]
fn Broken(error: LinkError) -> impl IntoView {
    let store = use_store();
    let said = move || link_error(store.lang.get(), &error);
    let plain = move |_| {
        store.link.set(None);
        let label = store.t_now("step.reset_all", &[]);
        store.edit(label, |e| *e = Edits::default());
        access::set_fragment(&Route::Plan(store.plan.read_untracked().id.clone()).fragment());
    };
    view! {
        <section class="trouble link" role="alert">
            <h2><IconView icon=Icon::Warn /> {t("link_in.broken")}</h2>
            <p>{said}</p>
            <p>
                {t("link_in.shown_instead")}
                <button type="button" class="btn s o" on:click=plain>{t("link_in.plain_plan")}</button>
                <button type="button" class="btn s" on:click=move |_| store.link.set(None)>{t("link_in.stay")}</button>
            </p>
        </section>
    }
}

#[component]
fn Differs(remarks: Vec<Remark>) -> impl IntoView {
    let store = use_store();
    let said = move |remark: &Remark| match remark {
        Remark::DataChanged => store.t("link_in.data_changed", &[]),
        Remark::ModelChanged => store.t("link_in.model_changed", &[]),
        Remark::Refused(case, why) => {
            let why = refusal(store.lang.get(), case, why);
            store.t("link_in.refused", &[("why", &why)])
        }
        Remark::LeftOut(trouble) => left_out(store.lang.get(), &store.plan.read(), trouble),
        Remark::MoreLeftOut(n) => store.t("issue.more", &[("n", n)]),
        Remark::Score(claimed, measured) => store.t(
            "link_in.score",
            &[("claimed", claimed), ("measured", measured)],
        ),
    };
    view! {
        <section class="trouble link" role="alert">
            <h2><IconView icon=Icon::Warn /> {t("link_in.differs")}</h2>
            <ul>{move || remarks.iter().map(|r| view! { <li>{said(r)}</li> }).collect_view()}</ul>
            <p><button type="button" class="btn s" on:click=move |_| store.link.set(None)>{t("link_in.understood")}</button></p>
        </section>
    }
}
