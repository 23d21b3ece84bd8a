//! The page: the bar at the top, the rail of sliders, and what they lead to.

use leptos::prelude::*;

use super::allocation::view::AllocationTable;
use super::budget::repairs::RepairsView;
use super::budget::view::BudgetCurveView;
use super::money::MoneyByYearView;
use super::rail::Rail;
use super::stock_use::StockUseView;
use super::targets::Targets;
use super::tile_map::view::TileMap;
use super::verdict::Verdict;
use crate::web::parts::aside_view::AsideView;
use crate::web::parts::link_notice_view::LinkNoticeView;
use crate::web::parts::note_frame::SourceNote;
use crate::web::parts::toast::ToastView;
use crate::web::parts::top_bar::{ShownHere, TopBar};
use crate::web::parts::unkept_view::UnkeptView;
use crate::web::state::store::use_store;
use crate::web::state::text::t;

/// The workbench.
#[component]
pub fn Workbench() -> impl IntoView {
    let store = use_store();
    let sheet = RwSignal::new(false);
    view! {
        <TopBar here=ShownHere::Work />
        <div class="wb">
            <Rail open=sheet />
            <main class="main" id="main" tabindex="-1">
                {move || store.broken.get().then(|| view! { <p class="trouble" role="alert">{t("app.worker_broken")}</p> })}
                <UnkeptView />
                <AsideView />
                <LinkNoticeView />
                <Verdict />
                <RepairsView />
                <div class="cols">
                    <Targets />
                    <div class="side">
                        <BudgetCurveView />
                        <MoneyByYearView />
                        <TileMap />
                    </div>
                </div>
                <StockUseView />
                <AllocationTable />
                <footer class="foot">
                    <span><kbd>"\u{2190}"</kbd> <kbd>"\u{2192}"</kbd> {t("foot.step")}</span>
                    <span><kbd>"PgUp"</kbd> <kbd>"PgDn"</kbd> {t("foot.leap")}</span>
                    <span><kbd>"Home"</kbd> {t("foot.home")}</span>
                    <span><kbd>"Ctrl"</kbd> <kbd>"Z"</kbd> {t("foot.undo")}</span>
                    <span>{t("foot.local")}</span>
                </footer>
            </main>
        </div>
        <SourceNote />
        <ToastView />
    }
}
