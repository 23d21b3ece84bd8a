//! Fields, measures, what a column is called.

use crate::domain::{Case, Plan};
use crate::report::headline;
use crate::words::{Lang, say};

/// A column of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TableColumn {
    /// What a field is mainly about.
    Field(usize),
    /// Modules of a measure.
    Measure(usize),
}

/// A field of work with its measures.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldColumns {
    /// Index of the field.
    pub field: usize,
    /// Its measures in the order of the plan.
    pub measures: Vec<usize>,
    /// The target it is mainly about, where it has one.
    pub target: Option<usize>,
    /// The services that target counts.
    pub services: Vec<usize>,
}

/// The fields that have measures, in the order of the plan.
pub fn fields(case: &Case) -> Vec<FieldColumns> {
    let plan = &case.plan;
    let of = |field: usize| {
        let id = &plan.fields[field].id;
        let all = plan.measures.iter().enumerate();
        let measures: Vec<usize> = all
            .filter(|(_, m)| m.field == *id)
            .map(|(m, _)| m)
            .collect();
        let (target, services) = headline(case, field).unzip();
        FieldColumns {
            field,
            measures,
            target,
            services: services.unwrap_or_default(),
        }
    };
    (0..plan.fields.len())
        .map(of)
        .filter(|f| !f.measures.is_empty())
        .collect()
}

impl FieldColumns {
    /// Whether a column is one of this field.
    pub fn holds(&self, column: TableColumn) -> bool {
        match column {
            TableColumn::Field(f) => f == self.field,
            TableColumn::Measure(m) => self.measures.contains(&m),
        }
    }

    /// What the field is mainly about: the service where it is one, else the target.
    pub fn headline(&self, plan: &Plan, lang: Lang) -> String {
        match (self.services.as_slice(), self.target) {
            ([service], _) => lang.pick(&plan.services[*service].name).to_owned(),
            (_, Some(target)) => lang.pick(&plan.targets[target].name).to_owned(),
            (_, None) => say(lang, "allocation.nothing_counted", &[]),
        }
    }

    /// The word it is counted with.
    pub fn counter(&self, plan: &Plan, lang: Lang) -> String {
        self.services
            .first()
            .map_or("", |s| lang.pick(&plan.services[*s].counter))
            .to_owned()
    }
}
