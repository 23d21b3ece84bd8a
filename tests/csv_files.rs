//! What we write as CSV is read back by a reader that shares nothing with it, the crate `csv`, whatever names a plan has.
#![cfg(not(target_arch = "wasm32"))]

use dabiao::domain::{Decimal, Edits, Plan, Yuan};
use dabiao::optimize::Limits;
use dabiao::read;
use dabiao::report::{SWEEP_HEAD, SweepGroup, csv_cells, csv_line};
use proptest::prelude::*;

/// Every record has as many cells as the first.
fn by_the_crate(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new();
    let mut reader = reader.has_headers(false).from_reader(text.as_bytes());
    let records = reader.records();
    let cells = |record: Result<csv::StringRecord, csv::Error>| {
        let record = record.expect("a record as wide as the first");
        record.iter().map(str::to_owned).collect()
    };
    records.map(cells).collect()
}

/// What a reader finds in place of a cell: an apostrophe stands before one that a spreadsheet program would work out.
fn is_cell(found: &str, cell: &str) -> bool {
    found == cell || found.strip_prefix('\'') == Some(cell)
}

fn come_back(cells: &[String]) {
    let text = csv_line(cells);
    let found = by_the_crate(&text);
    assert_eq!(found.len(), 1, "one line: {text:?}");
    assert_eq!(found[0].len(), cells.len(), "{text:?}");
    for (found, cell) in found[0].iter().zip(cells) {
        assert!(is_cell(found, cell), "{cell:?} came back as {found:?}");
    }
    assert_eq!(csv_cells(&text), [cells.to_vec()], "as the page reads it");
}

const HOSTILE: [&str; 12] = [
    "a,b",
    "\"",
    "\"\"",
    "say \"no\", or yes",
    "two\nlines",
    "two\r\nlines",
    "\r",
    ",",
    "=HYPERLINK(\"http://example.org\",\"a\")",
    " spaces ",
    "'=1",
    "瑞安，县",
];

#[test]
fn hostile_cells_come_back() {
    let all = HOSTILE.map(str::to_owned);
    come_back(&all);
    for cell in &all {
        come_back(&["before".to_owned(), cell.clone(), "after".to_owned()]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_cells_come_back(cells in prop::collection::vec("[a,\"'\r\n=+@ 瑞-]{0,6}", 2..6)) {
        come_back(&cells);
    }
}

/// Ids of plan, path and targets are their author's.
#[test]
fn a_sweep_of_a_plan_with_hostile_names_keeps_its_columns() {
    let bytes = include_bytes!("../fixtures/plans/tiny-3units.json");
    for name in HOSTILE {
        let mut plan: Plan = read::plan(bytes).expect("a plan");
        plan.id = name.to_owned();
        plan.region.paths[0].id.0 = name.to_owned();
        plan.region.default_path.0 = name.to_owned();
        plan.targets
            .iter_mut()
            .for_each(|t| t.id.0 = name.to_owned());
        for year in &mut plan.budget.amounts[0].by_period {
            year.value = Yuan(100_000);
        }
        let limits = Limits {
            steps: 2,
            ..Limits::default()
        };
        let path = plan.region.default_path.clone();
        let group = SweepGroup::of(&plan, &Edits::default(), &path, Decimal::ONE, limits);
        let lines = group.expect("a plan that can be swept").lines(&[100]);
        let records = by_the_crate(&format!("{SWEEP_HEAD}{lines}"));
        assert_eq!(records.len(), 2, "{lines:?}");
        let column = |head: &str| {
            let at = records[0].iter().position(|h| h == head);
            records[1][at.expect("a column")].as_str()
        };
        assert!(is_cell(column("plan"), name), "{lines:?}");
        assert!(is_cell(column("path"), name), "{lines:?}");
        assert_eq!(column("budget_percent"), "100");
        assert!(column("missed").contains(name), "{lines:?}");
        assert!(column("points").parse::<f64>().is_ok(), "{lines:?}");
    }
}
