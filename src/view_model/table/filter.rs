//! Which rows and columns of the table are wanted: a search, only what is built, one field, measure or service.

use std::collections::BTreeSet;

use super::columns::{FieldColumns, TableColumn};
use crate::domain::Plan;

/// Which columns are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Only {
    /// All of them.
    #[default]
    All,
    /// The measures of a field.
    Field(usize),
    /// One measure.
    Measure(usize),
    /// The measures that add to a service, or take from it.
    Service(usize),
}

impl Only {
    /// What the option of a choice is called in the markup.
    pub fn code(self) -> String {
        match self {
            Only::All => String::new(),
            Only::Field(f) => format!("f{f}"),
            Only::Measure(m) => format!("m{m}"),
            Only::Service(s) => format!("s{s}"),
        }
    }

    /// The choice of an option.
    pub fn of_code(code: &str) -> Only {
        let number = code.get(1..).and_then(|n| n.parse().ok());
        match (code.chars().next(), number) {
            (Some('f'), Some(n)) => Only::Field(n),
            (Some('m'), Some(n)) => Only::Measure(n),
            (Some('s'), Some(n)) => Only::Service(n),
            _ => Only::All,
        }
    }

    /// The columns: with all of them, an opened field shows its measures and any other is one column.
    pub fn columns(
        self,
        plan: &Plan,
        fields: &[FieldColumns],
        opened: &BTreeSet<usize>,
    ) -> Vec<TableColumn> {
        let measures = |f: &FieldColumns| {
            f.measures
                .iter()
                .map(|m| TableColumn::Measure(*m))
                .collect()
        };
        let of = |f: &FieldColumns| match self {
            Only::All if !opened.contains(&f.field) => vec![TableColumn::Field(f.field)],
            Only::All => measures(f),
            Only::Field(field) if field == f.field => measures(f),
            Only::Field(_) => Vec::new(),
            Only::Measure(m) if f.measures.contains(&m) => vec![TableColumn::Measure(m)],
            Only::Measure(_) => Vec::new(),
            Only::Service(s) => {
                let own = f.measures.iter().filter(|m| adds_to(plan, **m, s));
                own.map(|m| TableColumn::Measure(*m)).collect()
            }
        };
        fields.iter().flat_map(of).collect()
    }
}

fn adds_to(plan: &Plan, measure: usize, service: usize) -> bool {
    let effects = plan.measures.get(measure).map(|m| &m.effects);
    let id = plan.services.get(service).map(|s| &s.id);
    effects
        .into_iter()
        .flatten()
        .any(|e| Some(&e.service) == id)
}

/// Whether one of a unit's names holds what is searched for; upper and lower case are one.
pub fn fits(plan: &Plan, unit: usize, search: &str) -> bool {
    let name = &plan.region.units[unit].name;
    let search = search.trim().to_lowercase();
    name.zh.contains(&search) || name.en.to_lowercase().contains(&search)
}
