//! What cells show: a number, and whether it is fixed.

use super::desk::TableDesk;
use crate::domain::Yuan;
use crate::report::Table;
use crate::view_model::table::columns::TableColumn;
use crate::view_model::table::pins::{Fixed, PinCell};
use crate::words::{count, money_column, say};
use leptos::prelude::*;

/// What one cell shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Face {
    /// What is written in it; nothing where nothing can be built.
    pub text: String,
    /// Its classes.
    pub class: &'static str,
    /// What a screen reader says in place of the text, where the text is not all.
    pub label: Option<String>,
}

impl TableDesk {
    /// What the cell of a unit shows.
    pub fn face(&self, unit: usize, column: TableColumn) -> Face {
        let period = self.period.get();
        match column {
            TableColumn::Field(field) => self.field_face(unit, field, period),
            TableColumn::Measure(measure) if self.is_folded(unit) => {
                let all = self.counted(unit);
                let sum = |t: &Table| all.iter().map(|u| t.modules(*u, measure, period)).sum();
                let text = number(self.in_table(0, sum));
                let label = Some(say(self.lang(), "allocation.below_sum", &[("n", &text)]));
                Face {
                    text,
                    class: "n below",
                    label,
                }
            }
            TableColumn::Measure(measure) => self.measure_face(PinCell {
                unit,
                measure,
                period,
            }),
        }
    }

    fn field_face(&self, unit: usize, field: usize, period: Option<usize>) -> Face {
        let of = |group: usize, measures: &[usize]| {
            let all = self.counted(unit);
            let gain = |t: &Table| all.iter().map(|u| t.gain(group, *u, period)).sum();
            let text = number(self.in_table(0, gain));
            let fixed = all.iter().any(|u| self.pins.read().any(*u, measures));
            Face {
                text,
                class: if fixed { "n sum part" } else { "n sum" },
                label: None,
            }
        };
        let face = self.with_field(field, |group, f| of(group, &f.measures));
        face.unwrap_or(Face {
            text: String::new(),
            class: "n sum",
            label: None,
        })
    }

    fn measure_face(&self, cell: PinCell) -> Face {
        let fixed = self.fixed(cell);
        let can = self.can(cell);
        let text = match fixed {
            // A barred cell says 0: it is a decision, not a result.
            Fixed::At(n) => count(n),
            _ if can => number(self.modules(cell)),
            _ => String::new(),
        };
        let class = match fixed {
            Fixed::At(_) | Fixed::AtLeast(_)
                if self.clashes.read().contains(&(cell.unit, cell.measure)) =>
            {
                "n pin clash"
            }
            Fixed::At(_) | Fixed::AtLeast(_) => "n pin",
            Fixed::Partly => "n part",
            Fixed::Free if can => "n",
            Fixed::Free => "n never",
        };
        let label = match fixed {
            Fixed::At(0) => Some(say(self.lang(), "allocation.barred", &[])),
            Fixed::At(_) => Some(say(self.lang(), "allocation.fixed", &[("n", &text)])),
            Fixed::AtLeast(n) => {
                let values: [(&str, &dyn std::fmt::Display); 2] =
                    [("least", &count(n)), ("n", &text)];
                Some(say(self.lang(), "allocation.at_least_of", &values))
            }
            _ if !can => Some(say(self.lang(), "allocation.never", &[])),
            _ => None,
        };
        Face { text, class, label }
    }

    /// What is written at the foot of a column.
    pub fn total(&self, column: TableColumn) -> String {
        let period = self.period.get();
        match column {
            TableColumn::Field(field) => {
                let gain = |group, _: &_| self.in_table(0, |t| t.all_gain(group, period));
                self.with_field(field, gain)
                    .map_or_else(String::new, number)
            }
            TableColumn::Measure(m) => number(self.in_table(0, |t| t.all_modules(m, period))),
        }
    }

    /// Money of a unit, or of all, and its share of the largest for the bar below it.
    pub fn money(&self, unit: Option<usize>) -> (String, f64) {
        let period = self.period.get();
        let of_row = |t: &Table, u| self.counted(u).iter().map(|u| t.money(*u, period)).sum();
        let yuan = |t: &Table| unit.map_or_else(|| t.all_money(period), |u| of_row(t, u));
        let yuan = self.in_table(0, yuan);
        let words = if yuan == 0 {
            number(0)
        } else {
            money_column(self.lang(), Yuan(yuan))
        };
        (words, yuan as f64 / self.most_money.get().max(1) as f64)
    }
}

/// Zero is a dash: the eye finds what is built.
fn number(n: i64) -> String {
    if n == 0 { "–".to_owned() } else { count(n) }
}
