//! Solution files of every kind that people bring: read whoever wrote them, or named; and claims that cannot be.
//!
//! The files are made here of what Gurobi wrote of the tiny plan, in the forms that the solvers' manuals and sources give; the
//! other solvers themselves were not run.
#![cfg(not(target_arch = "wasm32"))]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

const TINY: &str = "fixtures/plans/tiny-3units.json";

fn import(name: &str, bytes: &[u8], more: &[&str]) -> (i32, String, String) {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, bytes).expect("written");
    let mut command = Command::new(env!("CARGO_BIN_EXE_dabiao"));
    command
        .args(["--lang", "en", "import", TINY])
        .arg(&path)
        .args(more);
    let output = command
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("it runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (
        output.status.code().expect("it ends"),
        text(output.stdout),
        text(output.stderr),
    )
}

fn fixture(name: &str) -> String {
    let path = format!(
        "{}/fixtures/solutions/tiny-{name}.sol",
        env!("CARGO_MANIFEST_DIR")
    );
    fs::read_to_string(path).expect("the fixture")
}

/// Names and values as Gurobi wrote them.
fn values() -> Vec<(String, String)> {
    let text = fixture("gurobi");
    let lines = text.lines().filter(|l| !l.starts_with('#'));
    let pair = |l: &str| l.split_once(' ').map(|(a, b)| (a.to_owned(), b.to_owned()));
    lines.filter_map(pair).collect()
}

/// A head, a line for each column by its number from 1, its name and its value, and a tail.
fn of(head: &str, line: impl Fn(usize, &str, &str) -> String, tail: &str) -> String {
    let mut text = head.to_owned();
    for (i, (name, value)) in values().iter().enumerate() {
        writeln!(text, "{}", line(i + 1, name, value)).expect("a string takes it");
    }
    text + tail
}

fn files() -> Vec<(&'static str, &'static str, String)> {
    let plain = |_: usize, name: &str, value: &str| format!("{name} {value}");
    let cbc = |i: usize, name: &str, value: &str| match value {
        "0" => String::new(),
        _ => format!("{i:>7} {name:<20} {value:>16}   0"),
    };
    let table = |i: usize, name: &str, value: &str| match i {
        // A long name stands on a line of its own.
        3 => format!("{i:>6} {name}\n{:>22}* {value:>13}             0", ""),
        _ => format!("{i:>6} {name:<12} * {value:>13}             0             1"),
    };
    let numbered = |i: usize, _: &str, value: &str| format!("j {i} {value}");
    let cplex = |i: usize, name: &str, value: &str| {
        format!("  <variable name=\"{name}\" index=\"{i}\" value=\"{value}\"/>")
    };
    let cplex_head = "<?xml version = \"1.0\" standalone=\"yes\"?>\n<CPLEXSolution version=\"1.2\">\n <header\n   problemName=\"a.lp\"\n   objectiveValue=\"99.8934\"\n   solutionStatusString=\"integer optimal solution\"/>\n <variables>\n";
    let glpk = "Problem:    score\nRows:       2\nColumns:    46\nStatus:     INTEGER OPTIMAL\nObjective:  score = 99.8934 (MAXimum)\n\n   No.   Row name        Activity     Lower bound   Upper bound\n------ ------------    ------------- ------------- -------------\n     1 money1_2021              -8            -8\n\n   No. Column name       Activity     Lower bound   Upper bound\n------ ------------    ------------- ------------- -------------\n";
    vec![
        (
            "gurobi-manual",
            "Gurobi",
            of("# Solution file\n", plain, ""),
        ),
        (
            "copt",
            "*.sol",
            of("# Objective value 99.8934\n", plain, ""),
        ),
        ("miplib", "MIPLIB", of("=obj= 99.8934\n", plain, "")),
        ("no-head", "*.sol", of("", plain, "")),
        (
            "cbc",
            "CBC",
            of("Optimal - objective value 99.8934\n", cbc, ""),
        ),
        (
            "cplex",
            "CPLEX",
            of(cplex_head, cplex, " </variables>\n</CPLEXSolution>\n"),
        ),
        (
            "glpk",
            "GLPK",
            of(
                "c Problem: score\ns mip 50 46 o 99.8934\ni 1 -8\n",
                numbered,
                "e o f\n",
            ),
        ),
        (
            "highs-2",
            "HiGHS",
            of(
                "c Source: HiGHS\ns mip 50 46 o 99.8934\n",
                numbered,
                "e o f\n",
            ),
        ),
        (
            "glpk-table",
            "GLPK",
            of(glpk, table, "\nInteger feasibility conditions:\n"),
        ),
    ]
}

#[test]
fn every_solver_is_read_by_name() {
    for (name, by, text) in files() {
        let (code, out, err) = import(
            &format!("format-{name}.sol"),
            text.as_bytes(),
            &["--beside"],
        );
        assert_eq!((code, err.as_str()), (0, ""), "{name}");
        let accepted = format!("the plan of {by} reaches 100.0 points, score 99.893439950");
        assert!(out.contains(&accepted), "{name}: {out}");
        assert!(out.contains("both plans score the same"), "{name}: {out}");
        if !matches!(name, "gurobi-manual" | "no-head") {
            let claimed = format!("{by} says that its plan scores 99.893400000");
            assert!(out.contains(&claimed), "{name}: {out}");
        }
    }
}

#[test]
fn a_file_that_ends_early_is_told() {
    for (name, _, text) in files() {
        let lines: Vec<&str> = text.lines().collect();
        let half = lines[..lines.len() - 12].join("\n");
        let (code, out, err) = import(&format!("half-{name}.sol"), half.as_bytes(), &[]);
        // CBC leaves zeros out and writes no end: a cut file is another plan, which is checked like any other.
        let is_told = err.contains("ends early") || err.contains("missing");
        assert!(code == 2 && is_told || name == "cbc", "{name}: {out}{err}");
    }
}

#[test]
fn every_encoding_and_line_end_is_read() {
    let text = fixture("highs-raw");
    let (_, expected, _) = import("plain.sol", text.as_bytes(), &[]);
    let units: Vec<u16> = text.encode_utf16().collect();
    let little: Vec<u8> = units.iter().flat_map(|u| u.to_le_bytes()).collect();
    let big: Vec<u8> = units.iter().flat_map(|u| u.to_be_bytes()).collect();
    let with = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
    let cases = [
        ("utf-8-mark", with(b"\xEF\xBB\xBF", text.as_bytes())),
        ("utf-16-le", with(b"\xFF\xFE", &little)),
        ("utf-16-be", with(b"\xFE\xFF", &big)),
        ("utf-16-le-bare", little),
        ("utf-16-be-bare", big),
        ("cr", text.replace('\n', "\r").into_bytes()),
        ("crlf", text.replace('\n', "\r\n").into_bytes()),
        ("latin", with("\n".as_bytes(), text.as_bytes())),
    ];
    for (name, bytes) in cases {
        let (code, out, err) = import(&format!("encoding-{name}.sol"), &bytes, &[]);
        assert_eq!(
            (code, out.as_str(), err.as_str()),
            (0, expected.as_str(), ""),
            "{name}"
        );
    }
}

#[test]
fn what_is_no_solution_is_named() {
    let plan =
        fs::read_to_string(format!("{}/{TINY}", env!("CARGO_MANIFEST_DIR"))).expect("the plan");
    let cases = [
        (
            "lp",
            "\\ a model\nMaximize\n score: + 1 x\n",
            "model in the LP format",
        ),
        (
            "lp-bare",
            "Minimize\n obj: x\nSubject To\n",
            "model in the LP format",
        ),
        (
            "mps",
            "NAME          score\nROWS\n N  obj\n",
            "model in the MPS format",
        ),
        ("names", "{\"format\":\"dabiao-names/1\",\n", "map of names"),
        (
            "plan",
            plan.as_str(),
            "a plan, scenario or answer of this tool",
        ),
        ("json", "{\"SolutionInfo\": {\"Status\": 2}}", "a JSON file"),
        (
            "html",
            "<!DOCTYPE html>\n<html><body>404</body></html>",
            "a web page",
        ),
        ("xml", "<?xml version=\"1.0\"?>\n<other/>", "an XML file"),
        ("zip", "PK\u{3}\u{4}\u{14}", "a packed file"),
        ("log", "Running HiGHS 1.11.0\n", "the log of a solver"),
        ("nothing", "", "no solution file of a solver known here"),
        (
            "words",
            "name,level\na,b\n",
            "no solution file of a solver known here",
        ),
    ];
    for (name, text, part) in cases {
        let (code, out, err) = import(&format!("foreign-{name}"), text.as_bytes(), &[]);
        assert_eq!((code, out.as_str()), (2, ""), "{name}: {err}");
        assert!(err.contains(part), "{name}: {err}");
    }
    let none = [
        ("miplib", "=infeas=\n", "“=infeas=”"),
        ("cbc", "Infeasible - objective value 0\n", "“Infeasible”"),
        (
            "glpk",
            "c Problem:\ns mip 1 1 u u 0\ne o f\n",
            "no solution",
        ),
        (
            "cplex",
            "<?xml?>\n<CPLEXSolution>\n solutionStatusString=\"infeasible\"\n</CPLEXSolution>",
            "“infeasible”",
        ),
    ];
    for (name, text, part) in none {
        let (code, _, err) = import(&format!("none-{name}"), text.as_bytes(), &[]);
        assert!(
            code == 2 && err.contains("had no solution"),
            "{name}: {err}"
        );
        assert!(err.contains(part), "{name}: {err}");
    }
}

#[test]
fn an_impossible_claim_is_called_impossible_and_never_printed_as_a_fact() {
    let text = fixture("highs-raw");
    let line = |key: &str| {
        text.lines()
            .find(|l| l.starts_with(key))
            .expect("the line")
            .to_owned()
    };
    let (score, bound) = (line("Objective "), line("Objective_bound "));
    let claim = |old: &str, new: &str| {
        let (code, out, err) = import("claim.sol", text.replace(old, new).as_bytes(), &[]);
        assert_eq!((code, err.as_str()), (0, ""), "{new}");
        out
    };
    for (x, said) in [
        ("1e30", "1e30"),
        ("inf", "inf"),
        ("nan", "NaN"),
        ("101", "101.0"),
        ("-1e9", "-1e9"),
        ("many", "NaN"),
    ] {
        let out = claim(&score, &format!("Objective {x}"));
        assert!(
            out.contains(&format!("scores {said}")) && out.contains("which is impossible"),
            "{out}"
        );
    }
    for x in ["50", "99.8", "-inf", "-1e30"] {
        let out = claim(&bound, &format!("Objective_bound {x}"));
        assert!(
            out.contains("which is impossible: its own plan scores 99.893440 here"),
            "{out}"
        );
        assert!(!out.contains("its claim, not checked here"), "{out}");
    }
    assert!(claim(&bound, "Objective_bound nan").contains("NaN, is no number"));
    // No bound at all is no impossible one.
    for x in ["inf", "1e20", "1e+30"] {
        let out = claim(&bound, &format!("Objective_bound {x}"));
        assert!(
            out.contains("claims no bound") && !out.contains("impossible"),
            "{out}"
        );
    }
    // A hair below is rounding.
    let near = claim(&bound, "Objective_bound 99.8934397");
    assert!(near.contains("its claim, not checked here"), "{near}");
}

#[test]
fn a_bound_below_our_own_plan_is_impossible_too() {
    // Builds nothing, and claims to be the best there is.
    let zeros = of(
        "# Solution file\n# Objective bound = 20\n",
        |_, name, value| {
            let value = if name.starts_with('x') { "0" } else { value };
            format!("{name} {value}")
        },
        "",
    );
    let (code, out, err) = import("nothing-built.sol", zeros.as_bytes(), &["--beside"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(
        out.contains("impossible: the plan of this tool scores 99.893440"),
        "{out}"
    );
}
