//! Proofs as files: those in `fixtures/proofs/sound` are accepted by `dabiao check`, those in `fixtures/proofs/unsound` refused, each
//! for the one thing that is wrong with it. The folder's README says what each is, and how to write others.
//!
//! `cargo test --test proof_files -- --ignored` writes them anew.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use dabiao::domain::{Case, Decimal, Edits, Plan, Yuan};
use dabiao::optimize::{Cut, Leaf, Node, Points, Proof, RowKey, VarKey, certify};
use serde_json::{Value, json};

/// One in the unit of multipliers.
const ONE: i64 = 1 << 50;
/// A pilot of eight, in points.
const PILOT: i64 = 25 * ONE / 2;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/proofs")
}

/// What `dabiao` says, in English, and whether it went well.
fn dabiao(args: &[&str]) -> (bool, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dabiao"));
    let output = command.args(args).args(["--lang", "en"]).output();
    let output = output.expect("it runs");
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8(said).expect("UTF-8");
    (output.status.success(), said)
}

fn check(file: &str) -> (bool, String) {
    let (plan, file) = (folder().join("pilots.json"), folder().join(file));
    let paths = [plan, file].map(|path| path.to_str().expect("UTF-8").to_owned());
    dabiao(&["check", &paths[0], &paths[1]])
}

/// The files of a folder, without their ending.
fn names(of: &str) -> Vec<String> {
    let entries = fs::read_dir(folder().join(of)).expect("a folder");
    let stem = |entry: std::io::Result<fs::DirEntry>| {
        let path = entry.expect("an entry").path();
        path.file_stem()
            .expect("a name")
            .to_string_lossy()
            .into_owned()
    };
    let mut all: Vec<String> = entries.map(stem).collect();
    all.sort();
    all
}

#[test]
fn sound_proofs_are_accepted() {
    let expected: Vec<&str> = sound().iter().map(|(name, _)| *name).collect();
    let mut expected: Vec<String> = expected.into_iter().map(str::to_owned).collect();
    expected.sort();
    assert_eq!(names("sound"), expected);
    for name in expected {
        let (ok, said) = check(&format!("sound/{name}.json"));
        assert!(ok && said.starts_with("accepted: score "), "{name}: {said}");
    }
}

#[test]
fn unsound_files_are_refused_each_for_its_own_reason() {
    let corruptions = corruptions();
    assert_eq!(
        names("unsound"),
        corruptions.keys().copied().collect::<Vec<_>>()
    );
    for (name, corruption) in corruptions {
        let (ok, said) = check(&format!("unsound/{name}.json"));
        let wanted = format!("dabiao: refused: {}", corruption.refusal);
        assert!(!ok && said.starts_with(&wanted), "{name}: {said}");
    }
}

/// The file that a corruption is made from is accepted, so what was changed is what is refused.
#[test]
fn a_corrupted_file_differs_from_a_sound_one_in_what_its_name_says() {
    for (name, corruption) in corruptions() {
        let mut file = read(&format!("sound/{}.json", corruption.of));
        (corruption.change)(&mut file);
        assert_eq!(file, read(&format!("unsound/{name}.json")), "{name}");
    }
}

fn read(file: &str) -> Value {
    let text = fs::read_to_string(folder().join(file)).expect("a file");
    serde_json::from_str(&text).expect("JSON")
}

/// Eight pilots of a million each are asked for, in two towns, and there are three and a half millions.
fn plan() -> Plan {
    let bytes = include_bytes!("../fixtures/plans/tiny-3units.json");
    let mut plan = dabiao::read::plan(bytes).expect("a plan");
    plan.id = "pilots".to_owned();
    plan.horizon.periods.truncate(1);
    plan.horizon.periods[0].last = 2022;
    plan.measures.retain(|m| m.id.0 == "pilot");
    plan.targets.retain(|t| t.id.0 == "T5");
    plan.committed.clear();
    plan.stock.clear();
    plan.region.member_classes.clear();
    plan.services
        .retain(|s| s.id.0 == "pilot" || s.id.0 == "school");
    for unit in &mut plan.region.units {
        unit.cost_factor.value = Decimal::ONE;
    }
    plan.measures[0].cost.value = Yuan(1_000_000);
    plan.measures[0].cap.each.value = 4;
    plan.targets[0].milestones[0].level.value = Decimal::whole(8);
    let amounts = &mut plan.budget.amounts[0].by_period;
    amounts.truncate(1);
    amounts[0].value = Yuan(3_500_000);
    plan.fairness.value = Decimal::whole(0);
    plan
}

fn leaf(multipliers: &[(RowKey, i64)]) -> Node {
    Node::Leaf(Leaf {
        multipliers: multipliers.to_vec(),
    })
}

fn proof(cuts: Vec<Cut>, root: Node) -> Proof {
    Proof {
        hard: Vec::new(),
        cuts,
        root,
    }
}

/// The budget's row −10⁶ x − 10⁶ y ≥ −3.5 × 10⁶ in lots of a million: −x − y ≥ −3.
fn budget_in_millions() -> Cut {
    Cut {
        rows: vec![(RowKey::Budget(0, 0), 1)],
        flipped: Vec::new(),
        lot: 1_000_000,
    }
}

/// x + y ≤ 3, or at least 4.
fn split(below: Node, above: Node) -> Node {
    Node::Split {
        form: vec![(VarKey::Build(0), 1), (VarKey::Build(1), 1)],
        at_most: 3,
        below: Box::new(below),
        above: Box::new(above),
    }
}

/// Proofs for the plan, each by hand: x + y + 8 z ≥ 8 at 12½ points for a pilot, less what the money, the cut or the split allows.
fn sound() -> Vec<(&'static str, Proof)> {
    let (asked, money) = (RowKey::AtLeast(0), RowKey::Budget(0, 0));
    // A pilot for each million: what a yuan more would bring.
    let yuan = PILOT / 1_000_000;
    let at_most_three = leaf(&[(asked, PILOT), (RowKey::Split(0), PILOT)]);
    // Four would cost half a million more than there is: a ten thousandth of a point for each such yuan is enough.
    let missing = ONE / 5_000;
    let four = leaf(&[(money, missing), (RowKey::Split(0), 1_000_000 * missing)]);
    vec![
        ("nothing", proof(Vec::new(), leaf(&[]))),
        (
            "relaxation",
            proof(Vec::new(), leaf(&[(money, yuan), (asked, PILOT)])),
        ),
        (
            "cut",
            proof(
                vec![budget_in_millions()],
                leaf(&[(asked, PILOT), (RowKey::Cut(0), PILOT)]),
            ),
        ),
        ("split", proof(Vec::new(), split(at_most_three, four))),
    ]
}

/// One change of a sound file.
struct Corruption {
    of: &'static str,
    refusal: &'static str,
    change: fn(&mut Value),
}

const NO_ROW: &str = "the proof is not sound: a row does not exist or is there twice";
const NOT_WHOLE: &str = "the proof is not sound: a split is over something that need not be whole";
const NOT_ROUNDED: &str =
    "the proof is not sound: a row of the proof is said to follow by rounding";
const NO_PROOF: &str = "a bound is claimed without a proof";
const BOUND: &str = "a bound of ";

/// By the name of the file.
fn corruptions() -> BTreeMap<&'static str, Corruption> {
    let of_proof = of_proof().into_iter();
    let of_claim = of_claim().into_iter();
    let all = of_proof.chain(of_claim).chain(of_allocation());
    let named = all.map(|(name, of, refusal, change)| {
        let corruption = Corruption {
            of,
            refusal,
            change,
        };
        (name, corruption)
    });
    let count = 34;
    let named: BTreeMap<_, _> = named.collect();
    assert_eq!(named.len(), count, "every name once");
    named
}

type Named = (&'static str, &'static str, &'static str, fn(&mut Value));

fn of_proof() -> Vec<Named> {
    vec![
        (
            "multiplier-negative",
            "relaxation",
            "the proof is not sound: a multiplier is negative",
            |a| {
                a["proof"]["root"]["leaf"][0][1] = json!(-1);
            },
        ),
        ("multiplier-too-large", "relaxation", BOUND, |a| {
            a["proof"]["root"]["leaf"][1][1] = json!(i64::MAX);
        }),
        ("row-that-does-not-exist", "relaxation", NO_ROW, |a| {
            a["proof"]["root"]["leaf"][1][0] = json!({"at_least": 9});
        }),
        ("row-twice", "relaxation", NO_ROW, |a| {
            a["proof"]["root"]["leaf"][1] = a["proof"]["root"]["leaf"][0].clone();
        }),
        ("row-of-a-need-without-a-level", "relaxation", NO_ROW, |a| {
            a["proof"]["root"]["leaf"][1][0] = json!({"local_whole": [0, 1]});
        }),
        ("row-of-a-split-below-the-leaf", "split", NO_ROW, |a| {
            a["proof"]["root"]["split"]["below"]["leaf"][1][0] = json!({"split": 1});
        }),
        ("split-over-a-shortfall", "split", NOT_WHOLE, |a| {
            a["proof"]["root"]["split"]["form"][0][0] = json!({"short": 0});
        }),
        ("split-over-what-does-not-exist", "split", NOT_WHOLE, |a| {
            a["proof"]["root"]["split"]["form"][0][0] = json!({"build": 2});
        }),
        ("split-elsewhere", "split", BOUND, |a| {
            a["proof"]["root"]["split"]["at_most"] = json!(4);
        }),
        ("split-with-its-sides-changed", "split", BOUND, |a| {
            let sides = &mut a["proof"]["root"]["split"];
            let below = sides["below"].take();
            sides["below"] = sides["above"].take();
            sides["above"] = below;
        }),
        (
            "level-of-a-plan-without-local-needs",
            "split",
            "the proof is not sound: The proof splits at a largest local shortfall",
            |a| {
                let sides = a["proof"]["root"]["split"].take();
                a["proof"]["root"] =
                    json!({"level": {"at": 0, "below": sides["below"], "above": sides["above"]}});
            },
        ),
        ("cut-in-lots-of-nothing", "cut", NOT_ROUNDED, |a| {
            a["proof"]["cuts"][0]["lot"] = json!(0);
        }),
        ("cut-that-rounds-nothing", "cut", NOT_ROUNDED, |a| {
            a["proof"]["cuts"][0]["lot"] = json!(500_000);
        }),
        ("cut-in-other-lots", "cut", BOUND, |a| {
            a["proof"]["cuts"][0]["lot"] = json!(600_000);
        }),
        ("cut-of-itself", "cut", NO_ROW, |a| {
            a["proof"]["cuts"][0]["rows"][0][0] = json!({"cut": 0});
        }),
        ("cut-of-a-split", "cut", NO_ROW, |a| {
            a["proof"]["cuts"][0]["rows"][0][0] = json!({"split": 0});
        }),
        (
            "cut-that-counts-a-shortfall-from-above",
            "cut",
            NOT_WHOLE,
            |a| {
                a["proof"]["cuts"][0]["flipped"] = json!([{"short": 0}]);
            },
        ),
        ("cut-that-is-not-there", "cut", NO_ROW, |a| {
            a["proof"]["cuts"] = json!([]);
        }),
        (
            "shortfall-kept-for-what-is-not-hard",
            "cut",
            "the proof is not sound: a shortfall is kept for a target that is not hard",
            |a| {
                a["proof"]["hard"] = json!([[0, 0]]);
            },
        ),
    ]
}

fn of_claim() -> Vec<Named> {
    vec![
        ("bound-below-what-is-proved", "nothing", BOUND, |a| {
            a["bound"] = json!(99.0);
        }),
        ("bound-without-a-proof", "cut", NO_PROOF, |a| {
            a["proof"] = Value::Null;
        }),
        ("certified-without-a-bound", "cut", NO_PROOF, |a| {
            (a["proof"], a["bound"], a["gap"]) = (Value::Null, Value::Null, Value::Null);
        }),
        (
            "gap-smaller",
            "cut",
            "the gap is not the bound less the score",
            |a| {
                a["gap"] = json!(0.0);
            },
        ),
        ("score-higher", "cut", "a score of 37.6", |a| {
            a["score"] = json!(37.6)
        }),
        (
            "points-higher",
            "cut",
            "38.000000000 points are claimed",
            |a| a["points"] = json!(38.0),
        ),
        (
            "cheaper",
            "cut",
            "the cost of 2021 is not as claimed",
            |a| {
                a["cost_yuan"]["2021"] = json!(2_000_000);
            },
        ),
        (
            "target-said-to-be-met",
            "cut",
            "target T5 in 2022 is not as claimed",
            |a| {
                a["targets"][0]["met"] = json!(true);
            },
        ),
        (
            "target-left-out",
            "cut",
            "the answer does not have one line for every target",
            |a| {
                a["targets"] = json!([]);
            },
        ),
        (
            "other-plan",
            "cut",
            "the answer is for the plan “tiny”",
            |a| a["plan"] = json!("tiny"),
        ),
        (
            "other-data",
            "cut",
            "the answer was made from other data of this plan",
            |a| {
                a["data_hash"] = json!("0000000000000000");
            },
        ),
        (
            "other-model",
            "cut",
            "the answer was made with model 1,",
            |a| {
                a["model_version"] = json!(1);
            },
        ),
    ]
}

fn of_allocation() -> Vec<Named> {
    vec![
        (
            "builds-for-more-money-than-there-is",
            "cut",
            "the allocation breaks a rule: “own” spends ¥5 million",
            |a| a["allocation"][0]["n"] = json!(4),
        ),
        (
            "builds-fewer-than-nothing",
            "cut",
            "the allocation breaks a rule: “pilot” in “west”: -1,",
            |a| a["allocation"][0]["n"] = json!(-1),
        ),
        (
            "builds-where-nothing-can-be",
            "cut",
            "the allocation breaks a rule: “pilot” cannot be begun in “east” in 2021",
            |a| a["allocation"][0]["unit"] = json!("east"),
        ),
    ]
}

/// An answer as `dabiao solve --json` prints it, with another proof and the bound that it gives.
fn with_proof(case: &Case, answer: &Value, proof: &Proof) -> Value {
    let bound = certify::bound(case, proof).expect("a sound proof");
    let score = answer["score"].as_f64().expect("a score");
    let score = Points((score * Points::ONE as f64).round() as i64);
    let mut file = answer.clone();
    file["bound"] = json!(bound.to_f64());
    file["gap"] = json!((bound - score).to_f64());
    file["proof"] = serde_json::to_value(proof).expect("JSON");
    (file["status"], file["steps"]) = (json!("preliminary"), json!(0));
    file
}

#[test]
#[ignore = "writes the files of fixtures/proofs anew"]
fn write_the_files() {
    let plan = plan();
    let write = |file: &str, value: &Value| {
        let path = folder().join(file);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        let text = serde_json::to_string_pretty(value).expect("JSON");
        fs::write(path, text + "\n").expect("written");
    };
    write("pilots.json", &serde_json::to_value(&plan).expect("JSON"));
    let path = folder().join("pilots.json");
    let (ok, said) = dabiao(&["solve", path.to_str().expect("UTF-8"), "--json"]);
    assert!(ok, "{said}");
    let answer: Value = serde_json::from_str(&said).expect("JSON");
    let case = Case::new(&plan, &Edits::default()).expect("a case");
    for (name, proof) in sound() {
        let file = with_proof(&case, &answer, &proof);
        write(&format!("sound/{name}.json"), &file);
    }
    for (name, corruption) in corruptions() {
        let mut file = read(&format!("sound/{}.json", corruption.of));
        (corruption.change)(&mut file);
        write(&format!("unsound/{name}.json"), &file);
    }
}
