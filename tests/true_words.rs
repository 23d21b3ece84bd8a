//! What the command says of files that are not what was meant, and of plans with odd names, pins and weights.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

const TINY: &str = "fixtures/plans/tiny-3units.json";

fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dabiao"));
    command.args(args).current_dir(env!("CARGO_MANIFEST_DIR"));
    command
}

fn run(args: &[&str]) -> (i32, String, String) {
    let output = command(args).output().expect("it runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (
        output.status.code().expect("it ends"),
        text(output.stdout),
        text(output.stderr),
    )
}

fn file(name: &str, text: &str) -> String {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, text).expect("written");
    path.to_str().expect("a UTF-8 path").to_owned()
}

fn tiny() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(TINY);
    serde_json::from_str(&fs::read_to_string(path).expect("the plan")).expect("JSON")
}

/// What is said in either language holds all of these.
fn told(args: &[&str], zh: &[&str], en: &[&str]) {
    for (lang, parts) in [("zh", zh), ("en", en)] {
        let (_, out, err) = run(&[&["--lang", lang], args].concat());
        for part in parts {
            assert!(
                out.contains(part) || err.contains(part),
                "{part}: {out}{err}"
            );
        }
    }
}

#[test]
fn a_file_of_another_kind_is_named() {
    let answer = run(&["solve", TINY, "--json"]).1;
    let answer = file("words-answer.json", &answer);
    told(
        &["solve", &answer],
        &["这是方案文件，这里要的是规划或情景文件"],
        &["this is an answer file; a plan or scenario file is needed here"],
    );
    told(
        &["check", TINY, TINY],
        &["这是规划文件，这里要的是方案文件"],
        &["this is a plan file; an answer file is needed here"],
    );
    let solution = "fixtures/solutions/tiny-scip.sol";
    told(
        &["import", TINY, solution, "--names", TINY],
        &["这是规划文件，这里要的是名称对照表"],
        &["this is a plan file; a map of names is needed here"],
    );
    let other = file("words-other.json", "{\"type\": \"FeatureCollection\"}");
    told(
        &["solve", &other],
        &["不是本工具的文件"],
        &["none of its files"],
    );
    let newer = file("words-newer.json", "{\"format\": \"dabiao-plan/9\"}");
    told(&["solve", &newer], &["请升级后再打开"], &["dabiao-plan/9"]);
}

#[test]
fn what_the_system_and_the_readers_say_is_translated() {
    let no_english = |args: &[&str]| {
        let (code, _, err) = run(&[&["--lang", "zh"], args].concat());
        assert_eq!(code, 2, "{err}");
        for word in [
            "No such",
            "os error",
            "directory",
            "invalid",
            "expected",
            "digit",
        ] {
            assert!(!err.contains(word), "{err}");
        }
        err
    };
    assert!(no_english(&["solve", "no-such.json"]).contains("没有这个文件"));
    assert!(no_english(&["solve", "src"]).contains("这是文件夹"));
    no_english(&["solve", TINY, "--steps", "many"]);
    let mut plan = tiny();
    plan["horizon"]["base_year"] = json!("2020");
    let text = file("words-text.json", &plan.to_string());
    let said = no_english(&["solve", &text]);
    assert!(
        said.contains("horizon.base_year：格式不对：这里应为整数，现在是文字“2020”"),
        "{said}"
    );
}

#[test]
fn whole_numbers_with_a_fraction_of_nothing_are_whole() {
    let expected = run(&["solve", TINY, "--json"]);
    let text = tiny().to_string();
    let mut plan = text;
    for (n, float) in [
        ("\"value\":1}", "\"value\":1.0}"),
        ("\"east\":10000", "\"east\":1e4"),
        ("\"base_year\":2020", "\"base_year\":2.02e3"),
    ] {
        assert!(plan.contains(n), "the plan has {n}");
        plan = plan.replace(n, float);
    }
    assert_eq!(
        run(&["solve", &file("words-floats.json", &plan), "--json"]),
        expected
    );
}

#[test]
fn all_weights_at_nothing_give_no_points() {
    let mut plan = tiny();
    for target in plan["targets"].as_array_mut().expect("targets") {
        target["weight"]["value"] = json!(0);
    }
    let path = file("words-weightless.json", &plan.to_string());
    told(
        &["solve", &path],
        &["各项目标的权重都是 0，不计分"],
        &["every weight is 0, so there are no points"],
    );
    for command in ["solve", "curve", "repairs"] {
        let (code, out, err) = run(&["--lang", "en", command, &path]);
        assert_eq!(code, 0, "{err}");
        assert!(
            !out.contains("100.0 points") && !out.contains("(100.0)"),
            "{command}: {out}"
        );
    }
    let (_, out, _) = run(&["--lang", "en", "curve", &path]);
    assert!(out.contains("no points"), "{out}");
    told(
        &["import", &path, "fixtures/solutions/tiny-scip.sol"],
        &["不计分"],
        &["so there are no points"],
    );
}

#[test]
fn a_conflict_of_two_pins_names_both_in_any_order() {
    let pin = |year: Value, n: i64| json!({"unit": "330381001000", "measure": "home_basic", "n": n, "year": year});
    let (in_year, over_all) = (pin(json!(2022), 3), pin(Value::Null, 2));
    for pins in [json!([in_year, over_all]), json!([over_all, in_year])] {
        let scenario =
            json!({"format": "dabiao-scenario/1", "plan": "ruian", "edits": {"pins": pins}});
        let path = file("words-pins.json", &scenario.to_string());
        told(
            &["solve", &path],
            &["3（2022 年）", "2（各年合计）"],
            &[
                "in Anyang Subdistrict: 3 in 2022",
                "in Anyang Subdistrict: 2 over all years",
            ],
        );
    }
}

/// Escapes, carriage returns, line breaks, C1 signs, marks and isolates of direction.
const ODD: &str = "a\u{1b}[31m\u{1b}]0;x\u{7}\r\n\u{9b}2J\u{7f}\u{202e}b\u{2066}c\u{200f}\u{2028}";

fn steers(c: char) -> bool {
    c != '\n' && c.is_control() || "\u{202e}\u{2066}\u{200f}\u{2028}".contains(c)
}

#[test]
fn no_name_steers_the_terminal() {
    let mut plan = tiny();
    plan["targets"][0]["milestones"][0]["level"]["value"] = json!(900_000);
    let plain = file("words-plain.json", &plan.to_string());
    let odd = json!({"zh": ODD, "en": ODD});
    for list in ["targets", "measures", "services", "fields"] {
        for one in plan[list].as_array_mut().expect("a list") {
            one["name"] = odd.clone();
        }
    }
    for unit in plan["region"]["units"].as_array_mut().expect("units") {
        unit["name"] = odd.clone();
    }
    for fund in plan["budget"]["funds"].as_array_mut().expect("funds") {
        fund["name"] = odd.clone();
    }
    let path = file("words-odd.json", &plan.to_string());
    let broken = file(
        "words-odd-broken.json",
        &plan
            .to_string()
            .replace("\"base_year\":2020", "\"base_year\":\"\\u001b[31m\\u202e\""),
    );
    let odd_file = "no-\u{1b}[2J\u{202e}.json".to_owned();
    let mut lines = Vec::new();
    for lang in ["zh", "en"] {
        for args in [
            vec!["solve", &path],
            vec!["solve", &path, "--json"],
            vec!["curve", &path, "--steps", "1"],
            vec!["repairs", &path, "--steps", "1"],
            vec!["repairs", &path, "--steps", "1", "--json"],
            vec!["export", &path],
            vec!["sweep", &path, "--budgets", "100", "--steps", "1"],
            vec!["solve", &broken],
            vec!["solve", &odd_file],
            vec!["solve", TINY, "--\u{1b}[2J"],
        ] {
            let (_, out, err) = run(&[vec!["--lang", lang], args.clone()].concat());
            assert!(
                !out.contains(steers) && !err.contains(steers),
                "{args:?}: {out:?}{err:?}"
            );
            lines.push(out.lines().count());
        }
    }
    // A line break in a name makes no line.
    let plain = run(&["--lang", "zh", "solve", &plain]).1;
    assert_eq!(lines[0], plain.lines().count());
}

/// The head is there while the rest is solved, and the lines of one group before the next is.
#[test]
fn a_sweep_prints_as_it_goes() {
    let args = [
        "sweep",
        "ruian-scenario",
        "--budgets",
        "100",
        "--paths",
        "low,middle,high",
        "--steps",
        "3",
        "--jobs",
        "1",
    ];
    let scenario = file(
        "words-ruian.json",
        "{\"format\": \"dabiao-scenario/1\", \"plan\": \"ruian\"}",
    );
    let args = args.map(|arg| {
        if arg == "ruian-scenario" {
            scenario.as_str()
        } else {
            arg
        }
    });
    let mut child = command(&args)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("it runs");
    let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    let mut next = || lines.next().expect("a line").expect("UTF-8");
    assert!(next().starts_with("plan,path,"));
    assert!(next().starts_with("ruian,low,"));
    assert!(
        child.try_wait().expect("it can be asked").is_none(),
        "two groups are still to be solved"
    );
    assert!(next().starts_with("ruian,middle,"));
    assert!(next().starts_with("ruian,high,"));
    assert!(child.wait().expect("it ends").success());
}
