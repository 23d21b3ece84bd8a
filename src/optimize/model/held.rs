//! What is left of a model once some builds are held at a value.

use super::rows::{Model, Row};

/// A model in which some builds are held at a value.
#[derive(Clone, Debug)]
pub struct Held {
    /// What is left of the model.
    pub model: Model,
    /// By variable of it: that of the whole model, builds first.
    pub whole: Vec<usize>,
    /// Loss of the builds that are held.
    pub held: f64,
}

impl Model {
    /// What is left once builds are held at a value (by option; none leaves one open): rows that hold in any case are left
    /// out, and so are variables that no row names and that cost nothing. None where a row cannot hold any more.
    #[must_use]
    pub fn holding(&self, builds: &[Option<i64>]) -> Option<Held> {
        let value = |v: usize| builds.get(v).copied().flatten();
        let mut rows: Vec<Row> = Vec::new();
        let mut named = vec![false; self.vars.len()];
        for row in &self.rows {
            let mut rhs = row.rhs;
            let mut terms = Vec::new();
            let mut least: i128 = 0;
            let mut most: i128 = 0;
            for (v, a) in &row.terms {
                if let Some(n) = value(*v) {
                    rhs -= a * n;
                    continue;
                }
                let ends =
                    [self.vars[*v].lo, self.vars[*v].hi].map(|n| i128::from(n) * i128::from(*a));
                least += ends[0].min(ends[1]);
                most += ends[0].max(ends[1]);
                terms.push((*v, *a));
            }
            if most < i128::from(rhs) {
                return None;
            }
            if least >= i128::from(rhs) {
                continue;
            }
            terms.iter().for_each(|(v, _)| named[*v] = true);
            rows.push(Row {
                key: row.key,
                terms,
                rhs,
            });
        }
        Some(self.renumbered(rows, &named, builds))
    }

    /// Whether a row can fail within the bounds of its variables.
    #[must_use]
    pub fn may_fail(&self, row: &Row) -> bool {
        let least = |(v, a): &(usize, i64)| {
            let at = if *a > 0 {
                self.vars[*v].lo
            } else {
                self.vars[*v].hi
            };
            i128::from(at) * i128::from(*a)
        };
        row.terms.iter().map(least).sum::<i128>() < i128::from(row.rhs)
    }

    fn renumbered(&self, mut rows: Vec<Row>, named: &[bool], builds: &[Option<i64>]) -> Held {
        let mut number = vec![usize::MAX; self.vars.len()];
        let mut whole = Vec::new();
        let mut held = 0.0;
        for (v, var) in self.vars.iter().enumerate() {
            match builds.get(v).copied().flatten() {
                Some(n) => held += var.cost * n as f64,
                None if named[v] => {
                    number[v] = whole.len();
                    whole.push(v);
                }
                // Nothing asks for it: it stays at its least.
                None => held += var.cost * var.lo as f64,
            }
        }
        for row in &mut rows {
            row.terms.iter_mut().for_each(|(v, _)| *v = number[*v]);
        }
        let vars = whole.iter().map(|v| self.vars[*v]).collect();
        Held {
            model: Model { vars, rows },
            whole,
            held,
        }
    }
}
