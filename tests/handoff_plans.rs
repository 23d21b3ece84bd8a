//! The LP of a plan, solved by HiGHS outside and brought back with the commands a user has.
//! HiGHS has some seconds for the Ruian plan; the long test gives it two minutes for each of the four.
#![cfg(not(target_arch = "wasm32"))]
// The long run prints how long our own answer takes beside HiGHS.
#![allow(clippy::disallowed_types)]

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use serde_json::Value;

/// HiGHS may miss a row by about this; its score is off by as much.
const NEAR: f64 = 1e-5;

fn run(program: &str, args: &[&str]) -> String {
    let mut command = Command::new(program);
    command.args(args).current_dir(env!("CARGO_MANIFEST_DIR"));
    let output = command.output().expect("it runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program} {args:?}: {said}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn dabiao(args: &[&str]) -> String {
    run(env!("CARGO_BIN_EXE_dabiao"), args)
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

/// Scores and bounds of answer files are strings of points, or numbers.
fn number(value: &Value) -> Option<f64> {
    value
        .as_f64()
        .or_else(|| value.as_str().and_then(|s| s.parse().ok()))
}

/// Out, solved for so long, and back. `ours` is our own answer where it takes no time to speak of.
fn there_and_back(name: &str, seconds: u32, with_ours: bool) {
    let plan = format!("fixtures/plans/{name}.json");
    let place = |ending: &str| {
        let file = format!("there-and-back-{name}.{ending}");
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(file);
        path.to_str().expect("a UTF-8 path").to_owned()
    };
    let (lp, names, solution) = (place("lp"), place("names.json"), place("sol"));
    // What an earlier run has left must not be taken for the answer of this one.
    let _ = fs::remove_file(&solution);
    dabiao(&["export", &plan, "--lp", &lp, "--names", &names]);
    let limit = seconds.to_string();
    let theirs = json(&run(
        "node",
        &["tests/highs/bring.mjs", &lp, &solution, &limit],
    ));
    let claimed = number(&theirs["score"]).expect("HiGHS finds a plan in that time");
    let back = dabiao(&["import", &plan, &solution, "--names", &names, "--json"]);
    let answer = place("answer.json");
    fs::write(&answer, &back).expect("written");
    // What was brought back is an answer file, and the checker accepts it.
    dabiao(&["check", &plan, &answer]);
    let found = number(&json(&back)["score"]).expect("a score");
    // A search that was cut off may have left its shortfalls larger than they need to be, never smaller.
    assert!(
        found >= claimed - NEAR,
        "{name}: HiGHS claims {claimed}, found {found}"
    );
    if theirs["status"] == "Optimal" {
        assert!((found - claimed).abs() < NEAR, "{name}: {claimed}, {found}");
    }
    print!("{name}: HiGHS {theirs}, its plan scores {found} here");
    if with_ours {
        let begun = Instant::now();
        let ours = json(&dabiao(&["solve", &plan, "--json"]));
        let (score, bound) = (number(&ours["score"]), number(&ours["bound"]));
        let (score, bound) = (score.expect("a score"), bound.expect("a bound"));
        let took = begun.elapsed().as_secs_f64();
        print!("; ours {score}, bound {bound}, {took:.1} s");
        assert!(found <= bound + 1e-9, "{name}: our bound excludes {found}");
        if let Some(theirs) = number(&theirs["bound"]) {
            assert!(
                score <= theirs + NEAR,
                "{name}: their bound {theirs} excludes ours, {score}"
            );
        }
    }
    println!();
}

#[test]
fn the_plan_of_highs_comes_back() {
    there_and_back("ruian", 6, false);
}

#[test]
#[ignore = "two minutes of HiGHS for each of the four plans, and our own answers: ten minutes"]
fn the_plans_of_highs_come_back_and_no_bound_excludes_another() {
    for name in ["ruian", "yueqing", "hengyang", "shanxi"] {
        there_and_back(name, 120, true);
    }
}
