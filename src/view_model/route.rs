//! Where the address leads: `#/` the list of plans, `#/ruian` a plan, `#/ruian/sources` its sources, `#/ruian/compare`
//! alternatives side by side, `#/ruian/sweep` many budgets at once, `#1.…` and `#2.…` a link.

use crate::share::pasted;

/// What the page shows, by what stands behind `#`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Route {
    /// The list of plans.
    #[default]
    Home,
    /// A plan on the workbench.
    Plan(String),
    /// The sources of a plan.
    Sources(String),
    /// Alternatives of a plan side by side.
    Compare(String),
    /// Many budgets of a plan at once.
    Sweep(String),
    /// One or several scenarios that someone shared.
    Link(String),
}

impl Route {
    /// The route of what stands behind `#`, whatever a chat has appended. Links begin with their version, routes with a slash.
    #[must_use]
    pub fn of(fragment: &str) -> Route {
        let Some(steps) = pasted::steps(fragment) else {
            return match pasted::is_tail(fragment) {
                true => Route::Home,
                false => Route::Link(fragment.to_owned()),
            };
        };
        let mut steps = steps.into_iter();
        let (Some(id), page) = (steps.next(), steps.next()) else {
            return Route::Home;
        };
        match page.as_deref() {
            Some("sources") => Route::Sources(id),
            Some("compare") => Route::Compare(id),
            Some("sweep") => Route::Sweep(id),
            _ => Route::Plan(id),
        }
    }

    /// What stands behind `#` for it.
    #[must_use]
    pub fn fragment(&self) -> String {
        match self {
            Route::Home => "/".to_owned(),
            Route::Plan(id) => format!("/{id}"),
            Route::Sources(id) => format!("/{id}/sources"),
            Route::Compare(id) => format!("/{id}/compare"),
            Route::Sweep(id) => format!("/{id}/sweep"),
            Route::Link(text) => text.clone(),
        }
    }
}
