//! Which ids a plan has.

use std::collections::BTreeSet;

use crate::domain::{Noun, Plan};

/// The ids of a plan, by kind.
pub(super) struct Known<'a> {
    units: BTreeSet<&'a str>,
    services: BTreeSet<&'a str>,
    measures: BTreeSet<&'a str>,
    groups: BTreeSet<&'a str>,
    classes: BTreeSet<&'a str>,
    funds: BTreeSet<&'a str>,
    paths: BTreeSet<&'a str>,
    fields: BTreeSet<&'a str>,
    sources: BTreeSet<&'a str>,
    needs: BTreeSet<&'a str>,
}

impl<'a> Known<'a> {
    pub(super) fn of(plan: &'a Plan) -> Self {
        fn set<'a>(ids: impl Iterator<Item = &'a String>) -> BTreeSet<&'a str> {
            ids.map(String::as_str).collect()
        }
        let region = &plan.region;
        Known {
            units: set(region.units.iter().map(|u| &u.id.0)),
            services: set(plan.services.iter().map(|s| &s.id.0)),
            measures: set(plan.measures.iter().map(|m| &m.id.0)),
            groups: set(region.groups.iter().map(|g| &g.id.0)),
            classes: set(region.member_classes.iter().map(|c| &c.id.0)),
            funds: set(plan.budget.funds.iter().map(|f| &f.id.0)),
            paths: set(region.paths.iter().map(|p| &p.id.0)),
            fields: set(plan.fields.iter().map(|f| &f.id.0)),
            needs: set(plan.needs.iter().map(|n| &n.id.0)),
            sources: set(plan.sources.iter().map(|s| &s.id.0)),
        }
    }

    /// Whether the plan has it. Targets, plans and years are not looked up here.
    pub(super) fn has(&self, noun: Noun, id: &str) -> bool {
        let set = match noun {
            Noun::Unit => &self.units,
            Noun::Service => &self.services,
            Noun::Measure => &self.measures,
            Noun::Group => &self.groups,
            Noun::Class => &self.classes,
            Noun::Fund => &self.funds,
            Noun::Path => &self.paths,
            Noun::Field => &self.fields,
            Noun::Source => &self.sources,
            Noun::Need => &self.needs,
            Noun::Target | Noun::Plan | Noun::Year => return true,
        };
        set.contains(id)
    }
}
