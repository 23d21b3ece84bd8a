//! Every file of `fixtures/bad` is refused, each for its own reason and with its place.

use std::collections::BTreeMap;

use dabiao::domain::{Issue, Place};

/// File → the issues it must give, written `place: what`.
fn expected() -> BTreeMap<&'static str, Vec<&'static str>> {
    BTreeMap::from([
        (
            "budget-negative",
            vec!["budget.amounts[0].by_period[1].value: negative"],
        ),
        ("cost-is-text", vec!["measures[0].cost.value: malformed"]),
        ("cost-negative", vec!["measures[0].cost.value: negative"]),
        ("cut-in-half", vec!["54:51: malformed"]),
        ("empty", vec!["the whole: no_content"]),
        ("field-unknown", vec!["measures[0].colour: malformed"]),
        ("fund-without-budget", vec!["budget.amounts: missing"]),
        (
            "level-above-one",
            vec!["targets[3].milestones[0].level.value: out_of_range"],
        ),
        (
            "many-things",
            vec![
                "horizon.periods[0]: periods",
                "measures[1].cost.value: negative",
                "measures[2].funding: share_sum",
                "targets[0].rule.of: unknown",
            ],
        ),
        (
            "milestone-outside",
            vec!["targets[0].milestones[0].year: unknown"],
        ),
        ("newer-format", vec!["format: format"]),
        ("not-json", vec!["1:1: malformed"]),
        (
            "number-of-eight-decimals",
            vec!["fairness.value: malformed"],
        ),
        ("parent-cycle", vec!["region.units[0].parent: cycle"]),
        ("scenario-newer-format", vec!["format: format"]),
        ("scenario-pins-negative", vec!["edits.pins[0].n: negative"]),
        (
            "site-of-a-site",
            vec![
                "measures[0].host.measure: hosted",
                "measures[1].host.measure: hosted",
            ],
        ),
        ("source-unknown", vec!["measures[2].running.from: unknown"]),
        (
            "spending-sum",
            vec!["measures[0].spending.value: share_sum"],
        ),
        (
            "subsidy-above-cost",
            vec!["measures[2].subsidy.amount.value: inverted"],
        ),
        ("target-unserved", vec!["targets[2].rule: unserved"]),
        ("unit-unknown", vec!["committed[0].unit: unknown"]),
        (
            "year-missing",
            vec!["region.paths[0].factors[0].by_year: missing_year"],
        ),
    ])
}

fn short(issue: &Issue) -> String {
    let place = match &issue.place {
        Place::Whole => "the whole".to_owned(),
        Place::Path(path) => path.clone(),
        Place::Text { line, column } => format!("{line}:{column}"),
    };
    let trouble = serde_json::to_value(&issue.trouble).expect("a trouble is JSON");
    format!("{place}: {}", trouble["what"].as_str().expect("a tag"))
}

#[test]
fn each_broken_file_is_refused_for_its_own_reason() {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir("fixtures/bad").expect("the folder") {
        let path = entry.expect("an entry").path();
        let name = path
            .file_stem()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let bytes = std::fs::read(&path).expect("a file");
        let issues = dabiao::read::file(&bytes).err().unwrap_or_default();
        found.insert(name, issues.iter().map(short).collect::<Vec<_>>());
    }
    let expected = expected();
    for (name, issues) in &found {
        assert_eq!(
            Some(issues.iter().map(String::as_str).collect()),
            expected.get(name.as_str()).cloned(),
            "{name}"
        );
    }
    assert_eq!(found.len(), expected.len(), "every named file is there");
}

#[test]
fn the_plan_they_were_made_from_is_read() {
    for name in ["tiny-3units", "ruian"] {
        let bytes = std::fs::read(format!("fixtures/plans/{name}.json")).expect("a file");
        assert!(dabiao::read::plan(&bytes).is_ok(), "{name}");
    }
}
