//! `dabiao export` and `dabiao import` as their users run them, on files that the solvers wrote themselves:
//! `fixtures/solutions/` holds what HiGHS 1.16, SCIP 10 and Gurobi 13 made of the tiny plan's LP.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

const TINY: &str = "fixtures/plans/tiny-3units.json";
const RUIAN: &str = "fixtures/plans/ruian.json";

struct Run {
    code: i32,
    out: String,
    err: String,
}

fn run(args: &[&str]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dabiao"));
    command.args(args).current_dir(env!("CARGO_MANIFEST_DIR"));
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
        command.env_remove(name);
    }
    let output = command.output().expect("the command runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the command prints UTF-8");
    Run {
        code: output.status.code().expect("it ends by itself"),
        out: text(output.stdout),
        err: text(output.stderr),
    }
}

fn path(name: &str) -> String {
    let path: PathBuf = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    path.to_str().expect("a UTF-8 path").to_owned()
}

fn file(name: &str, text: &str) -> String {
    fs::write(path(name), text).expect("written");
    path(name)
}

fn solution(name: &str) -> String {
    format!("fixtures/solutions/tiny-{name}.sol")
}

fn text_of(name: &str) -> String {
    fs::read_to_string(solution(name)).expect("the fixture")
}

#[test]
fn the_lp_goes_to_a_file_or_to_the_standard_output() {
    let (lp, names) = (path("tiny.lp"), path("tiny-names.json"));
    let printed = run(&["export", TINY]);
    assert_eq!((printed.code, printed.err.as_str()), (0, ""));
    let written = run(&["export", TINY, "--lp", &lp, "--names", &names]);
    assert_eq!(
        (written.code, written.out.as_str(), written.err.as_str()),
        (0, "", "")
    );
    assert_eq!(fs::read_to_string(&lp).expect("the LP"), printed.out);
    let nowhere = run(&["export", TINY, "--lp", "no/such/folder/a.lp"]);
    assert_eq!(nowhere.code, 2);
    assert!(
        nowhere.err.contains("a.lp: cannot be written"),
        "{}",
        nowhere.err
    );
}

#[test]
fn every_name_of_the_lp_is_in_the_map_and_every_solver_can_read_it() {
    let names = path("ruian-names.json");
    let lp = run(&["export", RUIAN, "--names", &names]).out;
    let map: Value = serde_json::from_str(&fs::read_to_string(&names).expect("the map"))
        .expect("the map is JSON");
    let of = |key: &str| -> BTreeSet<String> {
        let names = map[key].as_object().expect("an object").keys();
        names.cloned().collect()
    };
    let (columns, rows) = (of("columns"), of("rows"));
    assert!(columns.len() > 1_000 && rows.len() > 500);
    assert!(lp.is_ascii() && lp.lines().all(|line| line.len() <= 200));
    let words: Vec<&str> = lp.lines().skip(1).flat_map(str::split_whitespace).collect();
    let begins = |w: &&&str| w.starts_with(|c: char| c.is_ascii_lowercase());
    let named = words.iter().filter(begins);
    let found: BTreeSet<String> = named
        .filter(|w| !w.ends_with(':'))
        .map(|w| (*w).to_owned())
        .collect();
    assert_eq!(found, columns, "the columns of the LP");
    let heads = words.iter().filter_map(|w| w.strip_suffix(':'));
    let heads: Vec<&str> = heads.filter(|w| *w != "score").collect();
    let found: BTreeSet<String> = heads.iter().map(|w| (*w).to_owned()).collect();
    assert_eq!(heads.len(), found.len(), "no row has the name of another");
    assert_eq!(found, rows, "the rows of the LP");
    let reserved = |name: &&String| name.starts_with(['e', 'E']) || name.len() > 16;
    assert_eq!(columns.iter().chain(&rows).find(reserved), None);
}

#[test]
fn the_constant_of_the_score_is_a_column() {
    let lp = run(&["export", TINY]).out;
    assert!(lp.contains("+ 100 one"), "{lp}");
    assert!(lp.contains("\n one = 1\n"), "{lp}");
}

#[test]
fn plans_of_every_solver_are_accepted() {
    let cases = [
        ("highs-raw", "HiGHS"),
        ("highs-pretty", "HiGHS"),
        ("highs-sparse", "HiGHS"),
        ("scip", "SCIP"),
        ("gurobi", "Gurobi"),
    ];
    for (name, by) in cases {
        let run = run(&["import", TINY, &solution(name), "--beside"]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{name}");
        for part in [
            &format!("the plan of {by} reaches 100.0 points, score 99.893439950 (recomputed here)"),
            &format!("{by} says that its plan scores 99.893439951"),
            "solved here: score 99.893439950",
            "both plans score the same",
        ] {
            assert!(run.out.contains(part), "{name}: {}", run.out);
        }
        let claimed = "no plan scores more than 99.893439951 (its claim, not checked here)";
        assert_eq!(
            run.out.contains(claimed),
            by == "HiGHS",
            "{name}: {}",
            run.out
        );
        assert_eq!(run.out.contains("claims no bound"), by != "HiGHS");
    }
}

#[test]
fn an_imported_plan_is_an_answer_that_check_accepts() {
    let imported = run(&["import", TINY, &solution("gurobi"), "--json"]);
    assert_eq!((imported.code, imported.err.as_str()), (0, ""));
    let answer: Value = serde_json::from_str(&imported.out).expect("JSON");
    assert_eq!(answer["certified"], false);
    assert_eq!(answer["bound"], Value::Null);
    let check = run(&["check", TINY, &file("imported.json", &imported.out)]);
    assert_eq!((check.code, check.err.as_str()), (0, ""));
    assert!(check.out.contains("no bound is claimed"), "{}", check.out);
}

#[test]
fn a_worse_plan_is_said_to_be_worse() {
    let worse = text_of("scip").replace("x2_3_2022   ", "x2_3_2021   ");
    let worse = worse
        .lines()
        .filter(|l| !l.starts_with("x4_5_2022") && !l.starts_with("x2_3_2021"))
        .collect::<Vec<_>>()
        .join("\n");
    let run = run(&["import", TINY, &file("worse.sol", &worse), "--beside"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(
        run.out.contains("the plan solved here is better by "),
        "{}",
        run.out
    );
}

#[test]
fn a_plan_that_breaks_a_rule_is_refused() {
    let spent = text_of("gurobi").replace("x4_1_2021 0", "x4_1_2021 1");
    let run = run(&["import", TINY, &file("rule.sol", &spent)]);
    assert_eq!((run.code, run.out.as_str()), (1, ""), "{}", run.err);
    assert!(run.err.contains("breaks a rule"), "{}", run.err);
}

#[test]
fn names_come_from_the_map_that_was_exported() {
    let names = path("own-names.json");
    assert_eq!(run(&["export", TINY, "--names", &names]).code, 0);
    let import = run(&["import", TINY, &solution("scip"), "--names", &names]);
    assert_eq!((import.code, import.err.as_str()), (0, ""));
    let map = fs::read_to_string(&names).expect("the map");
    let renamed = file("renamed.json", &map.replace("\"x2_3_2022\"", "\"b17\""));
    let values = file(
        "renamed.sol",
        &text_of("scip").replace("x2_3_2022", "b17      "),
    );
    assert_eq!(
        run(&["import", TINY, &values, "--names", &renamed]).out,
        import.out
    );
    let foreign = run(&["import", RUIAN, &solution("scip"), "--names", &names]);
    assert_eq!(foreign.code, 1);
    assert!(foreign.err.contains("“tiny”"), "{}", foreign.err);
    let other = file(
        "other.json",
        &map.replace("\"data_hash\": \"", "\"data_hash\": \"0"),
    );
    let other = run(&["import", TINY, &solution("scip"), "--names", &other]);
    assert!(other.code == 1 && other.err.contains("other data"));
    let newer = file(
        "newer.json",
        &map.replace("dabiao-names/1", "dabiao-names/9"),
    );
    let newer = run(&["import", TINY, &solution("scip"), "--names", &newer]);
    assert!(
        newer.code == 2 && newer.err.contains("dabiao-names/9"),
        "{}",
        newer.err
    );
    let no_map = run(&["import", TINY, &solution("scip"), "--names", TINY]);
    assert_eq!(no_map.code, 2, "{}", no_map.err);
}

#[test]
fn a_bad_file_is_told_with_its_line() {
    let raw = text_of("highs-raw");
    let pretty = text_of("highs-pretty");
    let gurobi = text_of("gurobi");
    let without = |text: &str, name: &str| -> String {
        let lines = text.lines().filter(|l| !l.starts_with(name));
        lines.collect::<Vec<_>>().join("\n")
    };
    let half = |text: &str| text.lines().take(30).collect::<Vec<_>>().join("\n");
    let cases = [
        (
            "unknown",
            raw.replace("\nworst ", "\nwurst "),
            "line 19: the model has no column “wurst”",
        ),
        (
            "half-built",
            gurobi.replace("x3_6_2021 1", "x3_6_2021 0.5"),
            "line 25: “x3_6_2021” is 0.5, but",
        ),
        (
            "no-number",
            gurobi.replace("x3_6_2021 1", "x3_6_2021 many"),
            "line 25: “x3_6_2021 many” is not a name and a number",
        ),
        (
            "nan",
            gurobi.replace("x3_6_2021 1", "x3_6_2021 nan"),
            "line 25: “x3_6_2021 nan” is not",
        ),
        (
            "three-words",
            gurobi.replace("x3_6_2021 1", "x3_6_2021 1 2"),
            "line 25: ",
        ),
        (
            "huge",
            gurobi.replace("x3_6_2021 1", "x3_6_2021 1e300"),
            "line 25: “x3_6_2021” is 1",
        ),
        (
            "twice",
            gurobi.clone() + "one 1\n",
            "“one” stands here for the second time",
        ),
        (
            "missing",
            without(&gurobi, "x4_"),
            "the file does not name “x4_1_2021”; 10 columns are missing",
        ),
        (
            "missing-one",
            without(&gurobi, "x4_1"),
            "1 column is missing",
        ),
        ("cut-raw", half(&raw), "the file ends early"),
        ("cut-pretty", half(&pretty), "the file ends early"),
        (
            "infeasible",
            "Model status\nInfeasible\n\n# Primal solution values\nNone\n".to_owned(),
            "the solver had no solution: “Infeasible”",
        ),
        (
            "scip-none",
            "solution status: infeasible\nno solution available\n".to_owned(),
            "line 2: the solver had no solution: “infeasible”",
        ),
        (
            "head-only",
            "Model status\n".to_owned(),
            "the solver had no solution",
        ),
        ("empty", String::new(), "line 1: this is no solution file"),
        (
            "an-lp",
            run(&["export", TINY]).out,
            "line 1: this is a model in the LP format",
        ),
    ];
    for (name, text, part) in cases {
        let path = file(&format!("bad-{name}.sol"), &text);
        let run = run(&["import", TINY, &path]);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{name}: {}", run.err);
        assert!(run.err.contains(part), "{name}: {}", run.err);
        assert!(
            run.err.starts_with(&format!("dabiao: {path}: ")),
            "{}",
            run.err
        );
    }
    let none = run(&["import", TINY, "no-such.sol"]);
    assert!(none.code == 2 && none.err.contains("no-such.sol: cannot be read"));
}

/// Solvers stop a hair beside whole numbers.
#[test]
fn a_hair_beside_a_whole_number_is_whole() {
    let near = text_of("gurobi").replace("x3_6_2021 1\n", "x3_6_2021 9.9999900001e-01\n");
    let run_near = run(&["import", TINY, &file("near.sol", &near)]);
    assert_eq!(
        run_near.out,
        run(&["import", TINY, &solution("gurobi")]).out
    );
    let windows = text_of("gurobi").replace('\n', "\r\n");
    let run_windows = run(&["import", TINY, &file("windows.sol", &windows)]);
    assert_eq!(run_windows.out, run_near.out);
}

#[test]
fn the_head_that_scip_writes_itself_is_read() {
    let text = "solution status: optimal solution found\n".to_owned() + &text_of("scip");
    let run = run(&["import", TINY, &file("scip-head.sol", &text)]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("SCIP says “optimal solution found”"));
}

/// In the form of UG's source, made by hand of what SCIP wrote: ParaSCIP itself was not run.
#[test]
fn of_the_solutions_that_parascip_writes_the_last_one_counts() {
    let best = text_of("scip");
    let earlier = "objective value:  12.5\nx2_3_2021   1 \t(obj:0)\n";
    let whole = run(&["import", TINY, &solution("scip")]);
    let cases = [
        ("final", format!("[ Final Solution ]\n{best}")),
        (
            "several",
            format!("\n{earlier}\n{best}\n[ Final Solution ]\n{best}"),
        ),
        ("cut-off", format!("\n{earlier}\n{best}")),
    ];
    for (name, text) in cases {
        let run = run(&["import", TINY, &file(&format!("ug-{name}.sol"), &text)]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{name}");
        assert_eq!(run.out, whole.out, "{name}");
    }
    let none = "[ Final Solution ]\nNo Solution\n";
    let none = run(&["import", TINY, &file("ug-none.sol", none)]);
    assert_eq!(none.code, 2);
    assert!(
        none.err.contains("the solver had no solution"),
        "{}",
        none.err
    );
}
