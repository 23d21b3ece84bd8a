//! Where the address leads: `#/` the list of plans, `#/ruian` a plan, `#/ruian/sources` its sources, `#/ruian/compare`
//! alternatives side by side, `#/ruian/sweep` many budgets at once, `#1.…` and `#2.…` a link.

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
    /// The route of what stands behind `#`. Links begin with their version, routes with a slash.
    #[must_use]
    pub fn of(fragment: &str) -> Route {
        let Some(path) = fragment.strip_prefix('/') else {
            return match fragment {
                "" => Route::Home,
                link => Route::Link(link.to_owned()),
            };
        };
        match path.split_once('/') {
            Some((id, "sources")) => Route::Sources(id.to_owned()),
            Some((id, "compare")) => Route::Compare(id.to_owned()),
            Some((id, "sweep")) => Route::Sweep(id.to_owned()),
            Some((id, _)) => Route::Plan(id.to_owned()),
            None if path.is_empty() => Route::Home,
            None => Route::Plan(path.to_owned()),
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
