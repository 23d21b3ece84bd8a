//! The options that have builds, to draw from.

use crate::optimize::evaluate::ledger::Ledger;

/// Options that have builds beyond their least, in no order that means anything.
#[derive(Clone, Debug)]
pub struct BuiltOptions {
    /// The options.
    pub list: Vec<usize>,
    /// By option: its place in the list.
    place: Vec<Option<usize>>,
}

impl BuiltOptions {
    /// Those of a plan.
    #[must_use]
    pub fn of(ledger: &Ledger, least: &[i64]) -> BuiltOptions {
        let mut built = BuiltOptions {
            list: Vec::new(),
            place: vec![None; ledger.x.len()],
        };
        for (option, n) in ledger.x.iter().enumerate() {
            built.set(option, *n > least[option]);
        }
        built
    }

    /// Says whether an option has builds.
    pub fn set(&mut self, option: usize, has: bool) {
        match (self.place[option], has) {
            (None, true) => {
                self.place[option] = Some(self.list.len());
                self.list.push(option);
            }
            (Some(place), false) => {
                self.list.swap_remove(place);
                if let Some(moved) = self.list.get(place) {
                    self.place[*moved] = Some(place);
                }
                self.place[option] = None;
            }
            _ => {}
        }
    }
}
