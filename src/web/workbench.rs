//! The page: the bar at the top, the rail of sliders, and what they lead to.

use leptos::prelude::*;

use super::allocation::AllocationTable;
use super::aside_view::AsideView;
use super::budget::{BudgetCurveView, MendsView};
use super::unkept_view::UnkeptView;
use super::link_notice_view::LinkNoticeView;
use super::money::MoneyByYearView;
use super::rail::Rail;
use super::note_frame::SourceNote;
use super::stock_use::StockUseView;
use super::store::use_store;
use super::targets::Targets;
use super::text::t;
use super::tile_map::TileMap;
use super::toast::ToastView;
use super::top_bar::{Here, TopBar};
use super::verdict::Verdict;

/// The workbench.
#[component]
pub fn Workbench() -> impl IntoView {
    let store = use_store();
    let sheet = RwSignal::new(false);
    view! {
        <TopBar here=Here::Work />
        <div class="wb">
            <Rail open=sheet />
            <main class="main" id="main" tabindex="-1">
                {move || store.broken.get().then(|| view! { <p class="trouble" role="alert">{t("app.worker_broken")}</p> })}
                <UnkeptView />
                <AsideView />
                <LinkNoticeView />
                <Verdict />
                <MendsView />
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
