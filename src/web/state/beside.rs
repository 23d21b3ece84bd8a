//! What belongs to a plan beside its store, made when it is first asked for.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::comparison::Comparison;
use super::shelf::Shelf;
use super::store::Store;

/// Scenarios and alternatives by plan. Copied freely: every field is a handle.
#[derive(Clone, Copy)]
pub struct BesidePlans {
    all: StoredValue<BTreeMap<String, (Shelf, Comparison)>>,
    owner: StoredValue<Owner>,
}

impl BesidePlans {
    /// Nothing has been asked for yet; what is lives as long as the owner this is made under.
    #[must_use]
    pub fn new() -> BesidePlans {
        BesidePlans {
            all: StoredValue::new(BTreeMap::new()),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
        }
    }

    /// The scenarios that are kept of a plan.
    #[must_use]
    pub fn shelf(self, store: Store) -> Shelf {
        self.of(store).0
    }

    /// The alternatives of a plan that are compared.
    #[must_use]
    pub fn comparison(self, store: Store) -> Comparison {
        self.of(store).1
    }

    fn of(self, store: Store) -> (Shelf, Comparison) {
        let plan = store.plan.get_untracked();
        if let Some(known) = self.all.with_value(|all| all.get(&plan.id).copied()) {
            return known;
        }
        let id = plan.id.clone();
        let make = || {
            let shelf = Shelf::of(plan, store.aside);
            (shelf, Comparison::of(store, shelf))
        };
        let made = self.owner.get_value().with(make);
        self.all.update_value(|all| {
            all.insert(id, made);
        });
        made
    }
}
