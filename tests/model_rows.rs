//! The search's model and the certificate's rows are written twice, by different code: they must say the same.

mod support;

use std::collections::BTreeMap;

use dabiao::domain::{Case, Edits, Plan};
use dabiao::optimize::certify::{Rows, bounds, keys, row};
use dabiao::optimize::model::Model;
use dabiao::optimize::{RowKey, VarKey};

/// The number of rows that were compared.
fn compare(case: &Case, name: &str) -> usize {
    let model = Model::of(case);
    let rows = Rows::of(case);
    let found: Vec<RowKey> = model.rows.iter().map(|r| r.key).collect();
    assert_eq!(found, keys(case), "{name}: the same rows");
    for r in &model.rows {
        let exact = row(&rows, r.key).expect("a row of the case");
        let terms: BTreeMap<VarKey, i64> = r
            .terms
            .iter()
            .map(|(v, a)| (model.vars[*v].key, *a))
            .collect();
        assert_eq!(
            (terms, r.rhs),
            (exact.terms, exact.rhs),
            "{name}: {:?}",
            r.key
        );
    }
    for v in &model.vars {
        let exact = bounds(case, v.key).expect("a variable of the case");
        assert_eq!(
            (v.lo, v.hi, v.whole),
            (exact.lo, exact.hi, exact.whole),
            "{name}: {:?}",
            v.key
        );
    }
    found.len()
}

#[test]
fn random_cases_have_the_same_model() {
    let (mut compared, mut rows) = (0, 0);
    for seed in 0..300 {
        if let Some(case) = support::case(seed) {
            rows += compare(&case, &format!("seed {seed}"));
            compared += 1;
        }
    }
    println!("{compared} models of 300 seeds compared, {rows} rows");
    assert!(compared > 270, "{compared} models of 300 seeds");
    assert!(rows > 10 * compared, "{rows} rows of {compared} models");
}

#[test]
fn ruian_has_the_same_model() {
    let plan: Plan =
        serde_json::from_str(include_str!("../fixtures/plans/ruian.json")).expect("the fixture");
    let case = Case::new(&plan, &Edits::default()).expect("a case");
    assert!(compare(&case, "ruian") > 500);
}
