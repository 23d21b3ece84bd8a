//! Oracle: HiGHS, reading the LP files that the hand-off writes. What it finds has to be a plan of ours with the score it
//! says, and neither our plan nor our bound may be worse than what it proves.
//!
//! The npm package is one of the tools that `make test` sets up.
#![cfg(not(target_arch = "wasm32"))]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::Command;

use dabiao::domain::{Case, Edits, Plan};
use dabiao::optimize::certify::{self, Measured};
use dabiao::optimize::{Answer, Limits, Outcome, Points, Stated, relaxed, solve};
use dabiao::share::handoff::{Engine, NameMap, Solution, Value, allocation_of, lp_file};
use serde::Deserialize;

/// What `solve.mjs` prints of a file.
#[derive(Debug, Deserialize)]
struct Found {
    file: String,
    status: String,
    objective: Option<f64>,
    #[serde(default)]
    columns: BTreeMap<String, f64>,
}

/// A folder of LP files that one test alone uses.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        // What an earlier run with more cases has left would be solved again.
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("a folder");
        Folder(path)
    }

    fn write(&self, name: &str, lp: &str) {
        fs::write(self.0.join(format!("{name}.lp")), lp).expect("written");
    }

    /// Solves every file, by name.
    fn solve(&self) -> BTreeMap<String, Found> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        assert!(
            root.join("node_modules/highs").is_dir(),
            "the npm package highs is not installed: run `make setup` first"
        );
        let mut node = Command::new("node");
        node.arg(root.join("tests/highs/solve.mjs")).arg(&self.0);
        let output = node.output().expect("node runs: install Node 20 or newer");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "solve.mjs failed: {said}");
        let lines = String::from_utf8(output.stdout).expect("UTF-8");
        let found = lines.lines().map(|line| {
            let found: Found = serde_json::from_str(line).expect("a line of JSON");
            (found.file.trim_end_matches(".lp").to_owned(), found)
        });
        found.collect()
    }
}

/// The LP without its integrality.
fn without_general(lp: &str) -> String {
    let (rest, _) = lp
        .split_once("General\n")
        .expect("a section for whole columns");
    format!("{rest}End\n")
}

fn ruian() -> Case {
    let plan: Plan =
        serde_json::from_str(include_str!("../fixtures/plans/ruian.json")).expect("the fixture");
    Case::new(&plan, &Edits::default()).expect("a case")
}

#[test]
fn the_relaxation_of_ruian_is_the_same() {
    let (case, folder) = (ruian(), Folder::new("highs-ruian"));
    let stated = Stated::of(&case, None);
    folder.write("ruian", &without_general(&lp_file(&case, &stated)));
    let found = &folder.solve()["ruian"];
    let theirs = found.objective.expect("an optimum");
    let ours = relaxed(&stated).expect("an optimum").score;
    assert!(
        (theirs - ours).abs() <= 1e-6 * theirs,
        "{theirs} and {ours}"
    );
    // `tests/stated.rs` compares the same number with our simplex. Here: the bound that is proved at the root.
    let root = Limits {
        steps: 2,
        gap: Points(0),
    };
    let Outcome::Answer(answer) = solve(&case, root) else {
        panic!("a plan exists")
    };
    let bound = answer.bound.expect("the root is proved").to_f64();
    assert!(
        bound >= theirs - 1e-7 && bound <= theirs + 1e-5 * theirs,
        "the root's certified bound {bound} and the relaxation {theirs}"
    );
}

/// Ends only when nothing better than a thousandth of a point can exist.
const EXACT: Limits = Limits {
    steps: 20_000,
    gap: Points(Points::ONE / 1_000),
};

struct Posed {
    seed: u64,
    case: Case,
    names: NameMap,
    ours: Option<(Answer, Measured)>,
}

fn pose(seed: u64, folder: &Folder) -> Option<Posed> {
    let case = support::case(seed)?;
    let ours = match solve(&case, EXACT) {
        Outcome::Answer(answer) => {
            let measured =
                certify::allocation(&case, &answer.allocation).expect("a certified plan");
            Some((answer, measured))
        }
        Outcome::Conflict(_) => None,
    };
    let stated = Stated::of(&case, ours.as_ref().map(|(_, m)| m));
    folder.write(&seed.to_string(), &lp_file(&case, &stated));
    let names = NameMap::of(&case, &stated);
    Some(Posed {
        seed,
        case,
        names,
        ours,
    })
}

fn theirs(posed: &Posed, found: &Found) -> Measured {
    let values = found.columns.iter().map(|(name, value)| Value {
        line: 0,
        name: name.clone(),
        value: *value,
    });
    let solution = Solution {
        engine: Engine::Highs,
        status: Some(found.status.clone()),
        objective: found.objective,
        bound: None,
        values: values.collect(),
        zeros_left_out: false,
        by_number: false,
    };
    let seed = posed.seed;
    let allocation = allocation_of(&posed.case, &posed.names, &solution)
        .unwrap_or_else(|e| panic!("seed {seed}: {e:?}"));
    certify::allocation(&posed.case, &allocation)
        .unwrap_or_else(|e| panic!("seed {seed}: HiGHS's plan is refused: {e:?}"))
}

#[test]
fn neither_solver_is_ahead_on_random_cases() {
    neither_is_ahead(0..400, "highs-random");
}

#[test]
#[ignore = "3,700 cases more: a minute"]
fn neither_solver_is_ahead_on_many_random_cases() {
    neither_is_ahead(400..4_100, "highs-random-many");
}

fn neither_is_ahead(seeds: Range<u64>, folder: &str) {
    let (cases, folder) = (seeds.end - seeds.start, Folder::new(folder));
    let posed: Vec<Posed> = seeds.filter_map(|seed| pose(seed, &folder)).collect();
    let found = folder.solve();
    let (mut compared, mut conflicts) = (0, 0);
    for posed in &posed {
        let seed = posed.seed;
        let found = &found[&seed.to_string()];
        let Some((answer, measured)) = &posed.ours else {
            assert_eq!(found.status, "Infeasible", "seed {seed}: we find no plan");
            conflicts += 1;
            continue;
        };
        assert_eq!(found.status, "Optimal", "seed {seed}");
        let optimum = found.objective.expect("an optimum");
        let other = theirs(posed, found);
        assert!(
            (other.score.to_f64() - optimum).abs() < 1e-6,
            "seed {seed}: HiGHS says {optimum}, its plan scores {:?}",
            other.score
        );
        let bound = answer.bound.expect("a bound").to_f64();
        assert!(
            bound >= optimum - 1e-6,
            "seed {seed}: our bound {bound} excludes {optimum}"
        );
        let keeps = posed.case.checks.iter().zip(&measured.checks);
        let keeps = keeps
            .filter(|(check, tally)| check.hard && !tally.met())
            .count();
        // Several hard targets that cannot all be met: how they divide what is missing is not settled (tests/oracle.rs).
        if keeps <= 1 {
            let score = answer.score.to_f64();
            assert!(
                score >= optimum - 0.002,
                "seed {seed}: ours scores {score}, HiGHS's {optimum}"
            );
        }
        compared += 1;
    }
    println!("{compared} cases compared with HiGHS, {conflicts} conflicts confirmed");
    assert!(
        compared * 5 > 4 * cases && conflicts * 50 > cases,
        "{compared} of {cases} cases compared, {conflicts} conflicts"
    );
}
