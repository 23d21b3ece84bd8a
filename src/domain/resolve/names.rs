//! Ids of a plan and what they stand for.

use std::collections::BTreeMap;

use crate::domain::{Issue, Noun, Plan, Trouble};

/// Id → index.
pub(super) struct Names<'a> {
    pub(super) units: BTreeMap<&'a str, usize>,
    pub(super) services: BTreeMap<&'a str, usize>,
    pub(super) measures: BTreeMap<&'a str, usize>,
    pub(super) groups: BTreeMap<&'a str, usize>,
    pub(super) classes: BTreeMap<&'a str, usize>,
    pub(super) funds: BTreeMap<&'a str, usize>,
    pub(super) needs: BTreeMap<&'a str, usize>,
}

impl<'a> Names<'a> {
    pub(super) fn of(plan: &'a Plan) -> Self {
        fn index<'a>(ids: impl Iterator<Item = &'a String>) -> BTreeMap<&'a str, usize> {
            crate::domain::map_of(ids.enumerate().map(|(i, id)| (id.as_str(), i)))
        }
        Names {
            units: index(plan.region.units.iter().map(|u| &u.id.0)),
            services: index(plan.services.iter().map(|s| &s.id.0)),
            measures: index(plan.measures.iter().map(|m| &m.id.0)),
            groups: index(plan.region.groups.iter().map(|g| &g.id.0)),
            classes: index(plan.region.member_classes.iter().map(|c| &c.id.0)),
            needs: index(plan.needs.iter().map(|n| &n.id.0)),
            funds: index(plan.budget.funds.iter().map(|f| &f.id.0)),
        }
    }
}

pub(super) fn find(
    map: &BTreeMap<&str, usize>,
    noun: Noun,
    id: &str,
    path: &str,
) -> Result<usize, Vec<Issue>> {
    map.get(id).copied().ok_or_else(|| {
        vec![Issue::at(
            path,
            Trouble::Unknown {
                noun,
                id: id.to_owned(),
            },
        )]
    })
}
