//! `dabiao sweep`, `curve` and `repairs` as their users run them.
#![cfg(not(target_arch = "wasm32"))]

use std::process::Command;

use serde_json::Value;

const TINY: &str = "fixtures/plans/tiny-3units.json";
const RUIAN: &str = "fixtures/plans/ruian.json";

fn run(args: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dabiao"));
    command.args(args).current_dir(env!("CARGO_MANIFEST_DIR"));
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
        command.env_remove(name);
    }
    let output = command.output().expect("the command runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the command prints UTF-8");
    (
        output.status.code().expect("it ends by itself"),
        text(output.stdout),
        text(output.stderr),
    )
}

fn printed(args: &[&str]) -> String {
    let (code, out, err) = run(args);
    assert_eq!((code, err.as_str()), (0, ""), "{args:?}");
    out
}

/// Cells by line and column name.
fn cells(csv: &str) -> Vec<Vec<(String, String)>> {
    let mut lines = csv.lines();
    let head: Vec<&str> = lines.next().expect("a head").split(',').collect();
    let line = |line: &str| -> Vec<(String, String)> {
        let cells: Vec<&str> = line.split(',').collect();
        assert_eq!(cells.len(), head.len(), "{line}");
        head.iter()
            .zip(cells)
            .map(|(h, c)| ((*h).to_owned(), c.to_owned()))
            .collect()
    };
    lines.map(line).collect()
}

fn cell<'a>(line: &'a [(String, String)], name: &str) -> &'a str {
    let found = line.iter().find(|(head, _)| head == name);
    found
        .map(|(_, cell)| cell.as_str())
        .unwrap_or_else(|| panic!("no column {name}"))
}

fn number(line: &[(String, String)], name: &str) -> f64 {
    cell(line, name).parse().expect("a number")
}

#[test]
fn a_sweep_has_a_line_for_each_scenario_in_order() {
    let csv = printed(&[
        "sweep",
        TINY,
        "--budgets",
        "40..120:20",
        "--costs",
        "0.9,1.1",
    ]);
    let lines = cells(&csv);
    let order: Vec<(String, String)> = lines
        .iter()
        .map(|l| {
            (
                cell(l, "cost_factor").to_owned(),
                cell(l, "budget_percent").to_owned(),
            )
        })
        .collect();
    let percents = ["40", "60", "80", "100", "120"];
    let expected: Vec<(String, String)> = ["0.9", "1.1"]
        .iter()
        .flat_map(|c| percents.map(|p| ((*c).to_owned(), p.to_owned())))
        .collect();
    assert_eq!(order, expected);
    for line in &lines {
        assert_eq!(cell(line, "certified"), "true");
        assert!(number(line, "spent_yuan") <= number(line, "budget_yuan"));
        assert!(number(line, "bound") >= number(line, "score") && number(line, "gap") >= 0.0);
        let missed = cell(line, "missed").split_whitespace().count() as f64;
        assert!((number(line, "targets") - number(line, "targets_met") - missed).abs() < 0.5);
    }
    for pair in lines
        .windows(2)
        .filter(|p| cell(&p[0], "cost_factor") == cell(&p[1], "cost_factor"))
    {
        assert!(
            number(&pair[0], "score") <= number(&pair[1], "score"),
            "more money is never worse"
        );
        assert!(number(&pair[0], "bound") <= number(&pair[1], "bound"));
    }
}

#[test]
fn threads_do_not_change_what_a_sweep_says() {
    for (file, budgets) in [(TINY, "50..150:10"), (RUIAN, "90,100")] {
        let sweep = |jobs: &str| {
            printed(&[
                "sweep",
                file,
                "--budgets",
                budgets,
                "--steps",
                "3",
                "--jobs",
                jobs,
            ])
        };
        assert_eq!(sweep("1"), sweep("4"), "{file}");
    }
}

/// What the page's sweep must give as well: `tests/e2e/compare.test.mjs` holds it against the same file.
/// `UPDATE_GOLDEN=1 cargo test --test sweep` writes it anew.
#[test]
fn a_small_sweep_of_ruian_is_as_it_was() {
    let csv = printed(&[
        "sweep",
        RUIAN,
        "--budgets",
        "95,100",
        "--paths",
        "low,middle",
        "--costs",
        "1",
        "--steps",
        "3",
    ]);
    let path = "tests/golden/sweep-ruian-2budgets-2paths.csv";
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(path, &csv).expect("written");
    }
    assert_eq!(std::fs::read_to_string(path).expect("the golden file"), csv);
}

/// A spreadsheet program neither loses a column at a comma in a name nor works a name out as a formula.
#[test]
fn names_of_a_plan_stay_in_their_cells() {
    let mut plan: Value =
        serde_json::from_str(&std::fs::read_to_string(TINY).expect("a plan")).expect("JSON");
    plan["id"] = "tiny, \"east\"".into();
    plan["region"]["paths"][0]["id"] = "=1+1".into();
    plan["region"]["default_path"] = "=1+1".into();
    let file = format!("{}/sweep-names.json", env!("CARGO_TARGET_TMPDIR"));
    std::fs::write(&file, plan.to_string()).expect("written");
    let csv = printed(&["sweep", &file, "--budgets", "100", "--steps", "1"]);
    assert!(
        csv.contains("\n\"tiny, \"\"east\"\"\",'=1+1,1,100,"),
        "{csv}"
    );
    let lines = dabiao::report::csv_cells(&csv);
    let widths: Vec<usize> = lines.iter().map(Vec::len).collect();
    assert_eq!(widths, [14, 14], "{csv}");
    assert_eq!(lines[1][..2], ["tiny, \"east\"", "=1+1"]);
}

#[test]
fn a_sweep_names_what_the_plan_does_not_have() {
    let (code, out, err) = run(&["sweep", TINY, "--paths", "nowhere"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("nowhere"), "{err}");
}

#[test]
fn a_curve_is_monotone_in_both_forms() {
    let json: Value =
        serde_json::from_str(&printed(&["curve", TINY, "--json", "--steps", "20"])).expect("JSON");
    let points = json["points"].as_array().expect("points");
    assert!(points.len() >= 7);
    let figure = |p: &Value, key: &str| p[key].as_f64().expect("a number");
    for pair in points.windows(2) {
        for key in ["budget_yuan", "score", "bound"] {
            assert!(figure(&pair[0], key) <= figure(&pair[1], key), "{key}");
        }
    }
    let least = &json["least"];
    assert!(figure(least, "too_little_percent") < figure(least, "enough_percent"));
    let table = printed(&["curve", TINY, "--steps", "20"]);
    assert!(
        table.contains("9/9") && table.contains("proved to be too little"),
        "{table}"
    );
    let chinese = printed(&["curve", TINY, "--steps", "20", "--lang", "zh"]);
    assert!(chinese.lines().count() == table.lines().count());
}

#[test]
fn repairs_are_told_for_every_missed_target() {
    assert_eq!(
        printed(&["repairs", TINY]),
        "Every check is met; nothing to repair.\n"
    );
    let mut plan: Value =
        serde_json::from_str(&std::fs::read_to_string(TINY).expect("tiny")).expect("JSON");
    for period in plan["budget"]["amounts"][0]["by_period"]
        .as_array_mut()
        .expect("amounts")
    {
        period["value"] = 250_000.into();
    }
    let poor = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("poor.json");
    std::fs::write(&poor, plan.to_string()).expect("written");
    let poor = poor.to_str().expect("a UTF-8 path");
    let json: Value = serde_json::from_str(&printed(&["repairs", poor, "--json"])).expect("JSON");
    let missed = json["missed"].as_array().expect("missed");
    assert!(!missed.is_empty());
    assert!(
        missed
            .iter()
            .all(|m| m["why"].as_str().is_some_and(|w| w.contains("short")))
    );
    let repairs: Vec<&Value> = missed
        .iter()
        .filter_map(|m| m["repairs"].as_array())
        .flatten()
        .collect();
    assert!(
        repairs
            .iter()
            .any(|r| r["extra_yuan"].as_i64().is_some_and(|y| y > 0))
    );
    for lang in ["en", "zh"] {
        let text = printed(&["repairs", poor, "--lang", lang]);
        assert!(text.lines().any(|line| line.starts_with("  + ")), "{text}");
        assert!(
            !text.contains("why.") && !text.contains("repair."),
            "{text}"
        );
    }
}
