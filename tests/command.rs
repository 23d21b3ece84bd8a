//! The native command as its users run it: what it prints, where, and how it ends.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use serde_json::{Value, json};

const TINY: &str = "fixtures/plans/tiny-3units.json";
const RUIAN: &str = "fixtures/plans/ruian.json";

struct Run {
    code: i32,
    out: String,
    err: String,
}

fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dabiao"));
    command.args(args).current_dir(env!("CARGO_MANIFEST_DIR"));
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
        command.env_remove(name);
    }
    command
}

fn run_command(mut command: Command) -> Run {
    let output = command.output().expect("the command runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the command prints UTF-8");
    Run {
        code: output.status.code().expect("it ends by itself"),
        out: text(output.stdout),
        err: text(output.stderr),
    }
}

fn run(args: &[&str]) -> Run {
    run_command(command(args))
}

/// Writes a file that this test alone uses.
fn file(name: &str, text: &str) -> String {
    let path: PathBuf = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, text).expect("written");
    path.to_str().expect("a UTF-8 path").to_owned()
}

/// What `solve --json` prints of a plan. A few steps suffice for Ruian: how far more of them lead is measured elsewhere.
fn printed(plan: &'static str) -> &'static str {
    static TINY_ANSWER: OnceLock<String> = OnceLock::new();
    static RUIAN_ANSWER: OnceLock<String> = OnceLock::new();
    let print = |args: &[&str]| {
        let run = run(args);
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        run.out
    };
    if plan == TINY {
        TINY_ANSWER.get_or_init(|| print(&["solve", TINY, "--json"]))
    } else {
        RUIAN_ANSWER.get_or_init(|| print(&["solve", plan, "--json", "--steps", "3"]))
    }
}

fn solved(plan: &'static str) -> Value {
    serde_json::from_str(printed(plan)).expect("JSON")
}

/// Runs `check` on the answer and expects it to be refused with a message that holds `reason`.
fn refused(name: &str, plan: &str, answer: &Value, reason: &str) {
    let answer = file(&format!("{name}.json"), &answer.to_string());
    let run = run(&["check", plan, &answer]);
    assert_eq!((run.code, run.out.as_str()), (1, ""), "{name}: {}", run.err);
    assert!(run.err.contains(reason), "{name}: {}", run.err);
}

#[test]
fn an_answer_has_everything_that_programs_need() {
    for (plan, id) in [(TINY, "tiny"), (RUIAN, "ruian")] {
        let answer = solved(plan);
        assert_eq!(answer["format"], "dabiao-answer/1");
        assert_eq!(
            (&answer["plan"], &answer["status"]),
            (&json!(id), &json!("settled"))
        );
        assert_eq!(answer["data_hash"].as_str().map(str::len), Some(16));
        for number in ["model_version", "points", "score", "steps"] {
            assert!(answer[number].is_number(), "{number}: {}", answer[number]);
        }
        assert!(answer["certified"].is_boolean());
        assert!(
            answer["cost_yuan"]
                .as_object()
                .is_some_and(|c| c.values().all(Value::is_i64))
        );
        let target = &answer["targets"][0];
        assert!(target["id"].is_string() && target["met"].is_boolean());
        assert!(
            ["milestone", "required", "achieved"]
                .iter()
                .all(|k| target[k].is_i64())
        );
        let build = &answer["allocation"][0];
        assert!(build["unit"].is_string() && build["measure"].is_string());
        assert!(build["year"].is_i64() && build["n"].is_i64());
    }
}

#[test]
fn the_answer_is_proved() {
    for plan in [TINY, RUIAN] {
        let answer = solved(plan);
        assert_eq!(answer["certified"], true, "{plan}");
        assert!(answer["proof"].is_object());
        let number = |key: &str| answer[key].as_f64().expect("a number");
        assert!(
            (number("bound") - number("score") - number("gap")).abs() < 1e-8
                && number("gap") >= 0.0
        );
    }
    assert!(solved(TINY)["gap"].as_f64().is_some_and(|gap| gap <= 0.01));
}

#[test]
fn the_same_file_gives_the_same_bytes() {
    assert_eq!(run(&["solve", TINY, "--json"]).out, printed(TINY));
    assert_eq!(
        run(&["solve", RUIAN, "--json", "--steps", "3"]).out,
        printed(RUIAN)
    );
}

#[test]
fn check_accepts_what_solve_wrote() {
    for (plan, name) in [(TINY, "own-tiny.json"), (RUIAN, "own-ruian.json")] {
        let answer = file(name, printed(plan));
        let check = run(&["check", plan, &answer]);
        assert_eq!((check.code, check.err.as_str()), (0, ""));
        assert!(check.out.starts_with("accepted"), "{}", check.out);
    }
}

#[test]
fn check_refuses_an_altered_answer_for_its_own_reason() {
    let changed = |change: &dyn Fn(&mut Value)| {
        let mut answer = solved(TINY);
        change(&mut answer);
        answer
    };
    let raise = |key: &'static str, by: f64| {
        changed(&move |a| a[key] = json!(a[key].as_f64().expect("a number") + by))
    };
    let cases = [
        (
            "more-built",
            changed(&|a| a["allocation"][0]["n"] = json!(999)),
            "breaks a rule",
        ),
        (
            "less-built",
            changed(&|a| a["allocation"] = json!([])),
            "is claimed, the allocation reaches",
        ),
        (
            "unknown-cell",
            changed(&|a| a["allocation"][0]["year"] = json!(1999)),
            "cannot be begun",
        ),
        ("raised-score", raise("score", 0.000_001), "a score of"),
        ("raised-points", raise("points", -0.5), "points are claimed"),
        (
            "cheaper",
            changed(&|a| a["cost_yuan"]["2022"] = json!(1)),
            "the cost of 2022",
        ),
        (
            "nothing-later",
            changed(&|a| a["running_after_yuan"] = json!(1)),
            "money after the plan",
        ),
        (
            "hard-forged",
            raise("hard_shortfall", 1.0),
            "are said to lack",
        ),
        (
            "target",
            changed(&|a| a["targets"][1]["achieved"] = json!(77)),
            "target T2 in 2022",
        ),
        (
            "fewer-targets",
            changed(&|a| a["targets"] = json!([])),
            "one line for every target",
        ),
        (
            "other-data",
            changed(&|a| a["data_hash"] = json!("0123456789abcdef")),
            "other data",
        ),
        (
            "newer-model",
            changed(&|a| a["model_version"] = json!(99)),
            "model 99",
        ),
        (
            "no-plan",
            json!({"format": "dabiao-answer/1", "status": "conflict", "reasons": []}),
            "no plan",
        ),
    ];
    for (name, answer, reason) in &cases {
        refused(name, TINY, answer, reason);
    }
    refused("other-plan", RUIAN, &solved(TINY), "“tiny”");
}

#[test]
fn check_refuses_a_bound_that_is_not_proved() {
    let lowered = |by: f64| {
        let mut answer = solved(RUIAN);
        let bound = answer["bound"].as_f64().expect("a bound") - by;
        answer["bound"] = json!(bound);
        answer
    };
    refused(
        "lowered-bound",
        RUIAN,
        &lowered(0.000_001),
        "the proof gives",
    );
    let mut gap = solved(RUIAN);
    gap["gap"] = json!(0);
    refused("smaller-gap", RUIAN, &gap, "the gap is not");
    let mut without = solved(RUIAN);
    without["proof"] = Value::Null;
    refused("no-proof", RUIAN, &without, "without a proof");
    let mut truncated = solved(RUIAN);
    truncated["proof"]["root"] = json!({"leaf": []});
    refused("truncated-proof", RUIAN, &truncated, "the proof gives");
    let mut unsound = solved(RUIAN);
    unsound["proof"]["root"] = json!({"leaf": [[{"budget": [0, 0]}, -1]]});
    refused("unsound-proof", RUIAN, &unsound, "a multiplier is negative");
}

#[test]
fn an_answer_that_is_no_answer_is_bad_input() {
    let whole = printed(TINY);
    let cut = file("cut-answer.json", &whole[..whole.len() / 2]);
    let run_cut = run(&["check", TINY, &cut]);
    assert_eq!(run_cut.code, 2);
    assert!(
        run_cut.err.contains("cut-answer.json: line "),
        "{}",
        run_cut.err
    );
    let newer = file(
        "newer-answer.json",
        &whole.replace("dabiao-answer/1", "dabiao-answer/9"),
    );
    let run_newer = run(&["check", TINY, &newer]);
    assert_eq!(run_newer.code, 2);
    assert!(
        run_newer.err.contains("dabiao-answer/9"),
        "{}",
        run_newer.err
    );
    assert_eq!(run(&["check", TINY, TINY]).code, 2);
}

#[test]
fn every_bad_file_gets_a_message_with_its_place() {
    let mut seen = 0;
    for entry in fs::read_dir("fixtures/bad").expect("fixtures/bad") {
        let path = entry.expect("an entry").path();
        let path = path.to_str().expect("a UTF-8 path");
        let run = run(&["solve", path]);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{path}: {}", run.err);
        assert!(
            run.err
                .lines()
                .all(|l| l.starts_with(&format!("dabiao: {path}: "))),
            "{}",
            run.err
        );
        assert!(!run.err.contains("panicked"));
        seen += 1;
    }
    assert!(seen > 0);
    let negative = run(&["solve", "fixtures/bad/cost-negative.json", "--json"]);
    assert!(
        negative.err.contains("measures[0].cost.value: "),
        "{}",
        negative.err
    );
    let said: Value = serde_json::from_str(&negative.out).expect("JSON");
    assert_eq!(said["status"], "invalid");
    assert!(
        said["reasons"][0]
            .as_str()
            .is_some_and(|r| r.contains("measures[0].cost.value"))
    );
}

#[test]
fn a_scenario_names_a_built_in_plan() {
    let scenario = |plan: &str, edits: Value| {
        json!({"format": "dabiao-scenario/1", "plan": plan, "name": "test", "edits": edits})
            .to_string()
    };
    let more = file(
        "scenario.json",
        &scenario("ruian", json!({"budget": {"2023": 900_000_000}})),
    );
    let solved = run(&["solve", &more, "--steps", "1", "--json"]);
    assert_eq!((solved.code, solved.err.as_str()), (0, ""));
    let unknown = run(&[
        "solve",
        &file("unknown.json", &scenario("atlantis", json!({}))),
    ]);
    assert_eq!(unknown.code, 2);
    assert!(
        unknown.err.contains("plan: there is no plan “atlantis”"),
        "{}",
        unknown.err
    );
    let edit = file(
        "edit.json",
        &scenario("ruian", json!({"targets": {"RA99": {"weight": 1}}})),
    );
    let edit = run(&["solve", &edit]);
    assert_eq!(edit.code, 2);
    assert!(edit.err.contains("edits.targets.RA99"), "{}", edit.err);
}

#[test]
fn pins_beyond_the_budget_are_a_conflict_that_names_them() {
    let pin = json!({"unit": "330381001000", "measure": "home_basic", "year": 2022, "n": 1});
    let edits = json!({"budget": {"2022": 0, "2023": 0, "2024": 0}, "pins": [pin]});
    let scenario = json!({"format": "dabiao-scenario/1", "plan": "ruian", "edits": edits});
    let file = file("pins.json", &scenario.to_string());
    let run = run(&["solve", &file, "--json"]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert_eq!(
        serde_json::from_str::<Value>(&run.out).expect("JSON")["status"],
        "conflict"
    );
    assert!(run.err.contains("2022"), "{}", run.err);
}

#[test]
fn the_table_says_what_is_missed_first() {
    let run = run(&["solve", RUIAN, "--steps", "1"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    for part in [
        "checks are met",
        "Targets, missed ones first",
        "Money by year",
        "What is begun",
        "2024",
    ] {
        assert!(run.out.contains(part), "{part}");
    }
}

#[test]
fn the_environment_or_an_option_chooses_the_language() {
    let mut chinese = command(&["--help"]);
    chinese.env("LANG", "zh_CN.UTF-8");
    assert!(run_command(chinese).out.starts_with("用法"));
    assert!(run(&["--help"]).out.starts_with("Usage"));
    assert!(run(&["--help", "--lang", "zh"]).out.starts_with("用法"));
}

#[test]
fn help_and_version_are_results_and_wrong_usage_is_not() {
    let version = run(&["--version"]);
    assert_eq!(version.code, 0);
    assert!(
        version
            .out
            .starts_with(concat!("dabiao ", env!("CARGO_PKG_VERSION")))
    );
    let cases: [(&[&str], &str); 6] = [
        (&[], "missing"),
        (&["solve"], "FILE"),
        (&["check", TINY], "ANSWER"),
        (&["solve", TINY, "--fast"], "--fast"),
        (&["solve", TINY, "--steps", "-1"], "-1"),
        (
            &["solve", "fixtures/no-such-file.json"],
            "fixtures/no-such-file.json: cannot be read",
        ),
    ];
    for (args, part) in cases {
        let run = run(args);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}");
        assert!(
            run.err.contains(part) && run.err.starts_with("dabiao: "),
            "{args:?}: {}",
            run.err
        );
    }
}

#[test]
fn a_dash_reads_the_standard_input() {
    let mut command = command(&["solve", "-", "--json"]);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("it starts");
    let plan = fs::read(TINY).expect("the tiny plan");
    child
        .stdin
        .take()
        .expect("a pipe")
        .write_all(&plan)
        .expect("written");
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success());
    assert_eq!(
        serde_json::from_slice::<Value>(&output.stdout).expect("JSON"),
        solved(TINY)
    );
}

/// As in `dabiao solve FILE | head -1`.
#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let mut command = command(&["solve", RUIAN, "--json", "--steps", "1"]);
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(
        (output.status.code(), output.stderr.as_slice()),
        (Some(0), b"".as_slice())
    );
}
