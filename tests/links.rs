//! Golden links: every link in `fixtures/links/` was published once and must decode for ever.
//!
//! Never change a file there; add one for every new version and for every new kind of edit.

#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::{Path, PathBuf};

use dabiao::domain::{Allocation, Case, Edits, Plan};
use dabiao::optimize::{Limits, Outcome, solve};
use dabiao::share::{LinkError, Shared, decode, encode, encode_all};
use serde_json::{Value, json};

fn plan(id: &str) -> Option<Plan> {
    let path = format!("{}/fixtures/plans/{id}.json", env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(path).ok()?;
    Some(serde_json::from_str(&text).expect("a built-in plan reads"))
}

fn golden() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/links");
    let entries = fs::read_dir(folder).expect("fixtures/links is there");
    let mut files: Vec<PathBuf> = entries.map(|e| e.expect("an entry").path()).collect();
    files.sort();
    files
}

#[test]
fn published_links_decode_for_ever() {
    let files = golden();
    assert!(!files.is_empty());
    for file in files {
        let text = fs::read_to_string(&file).expect("a golden link reads");
        let golden: Value = serde_json::from_str(&text).expect("a golden link is JSON");
        let link = golden["link"].as_str().expect("it has a link");
        let arrived =
            decode(link, &plan).unwrap_or_else(|error| panic!("{}: {error:?}", file.display()));
        let found: Vec<&Shared> = arrived.iter().map(|a| &a.shared).collect();
        let found = serde_json::to_value(found).expect("json");
        let expected = match &golden["expect"] {
            Value::Array(several) => several.clone(),
            one => vec![one.clone()],
        };
        assert_eq!(found, Value::Array(expected), "{}", file.display());
    }
}

// One case a line would be a page.
#[rustfmt::skip]
/// Everything that was seen appended to links by chats, mail programs and people.
const TAILS: [&str; 27] = [
    "&shareTo=weixin", "?from=singlemessage&isappinstalled=0", "#wechat_redirect", "&from=timeline#/x",
    "\u{3002}", "\u{ff09}", ")", "\u{300d}", "\u{201d}", "\u{2019}", "\"", "'", ">", "]", "\u{3011}", ",", "\u{ff0c}", ";", ".", "!",
    "=", " \u{8bf7}\u{770b}", "\r\n2024\u{5e74}", "\u{200b}\u{feff}", "%E3%80%82", "%20thanks", "thanks for reading 1.5",
];

#[rustfmt::skip]
/// What may stand before what follows `#`, and what may stand for `#`.
const HEADS: [&str; 8] = [
    "", "#", "https://example.org/dabiao/#", "http://127.0.0.1:8080/#", "https://example.org/?from=groupmessage&n=1.5#",
    "https://example.org/dabiao/%23", "\u{201c}https://example.org/%2523", "\u{770b}\u{8fd9}\u{4e2a}\u{ff1a}",
];

#[test]
fn whatever_stands_around_a_link_is_passed_over() {
    let mut tried = 0;
    for file in golden() {
        let text = fs::read_to_string(&file).expect("a golden link reads");
        let golden: Value = serde_json::from_str(&text).expect("a golden link is JSON");
        let link = golden["link"].as_str().expect("it has a link");
        let whole = decode(link, &plan).expect("it decodes");
        let tails = TAILS.map(|tail| (HEADS[2], tail));
        for (head, tail) in HEADS.map(|head| (head, TAILS[0])).into_iter().chain(tails) {
            let pasted = format!("{head}{link}{tail}");
            assert_eq!(decode(&pasted, &plan).as_ref(), Ok(&whole), "{head}…{tail}");
            tried += 1;
        }
    }
    assert!(tried >= 6 * (8 + 27));
}

#[test]
fn a_link_that_was_broken_into_lines_is_put_together() {
    for file in golden() {
        let text = fs::read_to_string(&file).expect("a golden link reads");
        let golden: Value = serde_json::from_str(&text).expect("a golden link is JSON");
        let link = golden["link"].as_str().expect("it has a link");
        let whole = decode(link, &plan).expect("it decodes");
        for between in [
            "\n", "\r\n", " ", "\n> ", "=\r\n", "\u{ad}", "\u{200b}", "\u{2028}", "%0A", "%0D%0A",
        ] {
            let middle = link.len() / 2;
            let pasted = format!(
                "https://example.org/#{}{between}{}",
                &link[..middle],
                &link[middle..]
            );
            assert_eq!(decode(&pasted, &plan).as_ref(), Ok(&whole), "{between:?}");
        }
    }
}

#[test]
fn a_cut_link_is_refused_with_and_without_a_tail() {
    let text = fs::read_to_string(golden().pop().expect("a link")).expect("it reads");
    let golden: Value = serde_json::from_str(&text).expect("JSON");
    let link = golden["link"].as_str().expect("it has a link");
    for at in (2..link.len()).step_by(7) {
        assert_eq!(decode(&link[..at], &plan), Err(LinkError::Damaged));
        for tail in ["&shareTo=weixin", "\u{3002}", "thanks"] {
            let cut = format!("{}{tail}", &link[..at]);
            assert_eq!(decode(&cut, &plan), Err(LinkError::Damaged), "{cut}");
        }
    }
}

fn shared(plan: &Plan, edits: Value, name: &str, solved: bool) -> Shared {
    let edits: Edits = serde_json::from_value(edits).expect("edits");
    let shared = Shared::of(plan, edits, name.to_owned());
    if !solved {
        return shared;
    }
    let case = Case::new(plan, &shared.edits).expect("a case");
    let limits = Limits {
        steps: 1,
        ..Limits::default()
    };
    let Outcome::Answer(answer) = solve(&case, limits) else {
        panic!("a conflict")
    };
    Shared {
        allocation: Some(answer.allocation),
        score: Some(answer.score),
        bound: answer.bound,
        ..shared
    }
}

/// Run by hand (`cargo test --test links -- --ignored`) to write the golden links of a new version; existing files stay.
#[test]
#[ignore = "writes fixtures"]
fn write_golden_links() {
    let plan = plan("ruian").expect("the Ruian plan");
    let every_edit = json!({
        "budget": {"2022": 180_000_000, "2024": 0},
        "targets": {
            "RA1": {"levels": {"2024": 4.8}, "weight": 2.5, "hard": true},
            "RA15": {"levels": {"2022": 4, "2023": 9}}, "RA7": {"hard": false}
        },
        "field_weights": {"health": 1.5, "culture": 0},
        "fairness": 12.5, "path": "low", "cost_factor": 1.08, "field_costs": {"education": 0.95},
        "pins": [
            {"unit": "330381001000", "measure": "home_basic", "year": 2023, "n": 2},
            {"unit": "330381222000", "measure": "pilot_village", "n": 0}
        ]
    });
    let nothing = Shared {
        allocation: Some(Allocation::default()),
        ..shared(&plan, json!({}), "什么都不建", false)
    };
    let cases = [
        ("1-nothing-built", nothing),
        ("1-plain-plan", shared(&plan, json!({}), "", false)),
        (
            "1-every-edit",
            shared(&plan, every_edit, "瑞安 spring 🌱", false),
        ),
        (
            "1-whole-plan",
            shared(
                &plan,
                json!({"budget": {"2023": 400_000_000}}),
                "预算会",
                true,
            ),
        ),
    ];
    for (name, shared) in cases {
        let path = format!("{}/fixtures/links/{name}.json", env!("CARGO_MANIFEST_DIR"));
        let link = encode(&plan, &shared).expect("a link").text;
        if !Path::new(&path).exists() {
            let golden = json!({"link": link, "expect": shared});
            fs::write(path, format!("{golden}\n")).expect("written");
        }
    }
    let added = json!({
        "budget": {"2022": 180_000_000},
        "added": {plan.budget.funds[0].id.0.clone(): {"2022": -1_000_000, "2024": 25_000_000}}
    });
    let added = vec![shared(&plan, added, "自有多一点", false)];
    for (name, all) in [
        ("2-money-added", added),
        ("2-three-budgets", three_budgets()),
    ] {
        let path = format!("{}/fixtures/links/{name}.json", env!("CARGO_MANIFEST_DIR"));
        let link = encode_all(&plan, &all).expect("a link").text;
        if !Path::new(&path).exists() {
            let golden = json!({"link": link, "expect": all});
            fs::write(path, format!("{golden}\n")).expect("written");
        }
    }
}

/// The Ruian plan with 80 %, 100 % and 120 % of its money.
fn three_budgets() -> Vec<Shared> {
    let plan = plan("ruian").expect("the Ruian plan");
    let scaled = |percent: i64| {
        let of = |p: usize| -> i64 {
            plan.budget
                .amounts
                .iter()
                .map(|a| a.by_period[p].value.0)
                .sum()
        };
        let years = plan.horizon.periods.iter().enumerate();
        let budget: std::collections::BTreeMap<String, i64> = years
            .map(|(p, period)| (period.first.to_string(), of(p) * percent / 100))
            .collect();
        let name = format!("{percent} %");
        let one = shared(&plan, json!({"budget": budget}), &name, true);
        Shared {
            bound: one.bound.or(one.score),
            ..one
        }
    };
    [80, 100, 120].map(scaled).into()
}

/// Prints the size that `src/share/mod.rs` quotes: three whole scenarios of the Ruian plan.
#[test]
fn a_comparison_of_three_ruian_budgets_fits_a_message() {
    let plan = plan("ruian").expect("the Ruian plan");
    let all = three_budgets();
    let cells: Vec<usize> = all
        .iter()
        .map(|s| s.allocation.as_ref().map_or(0, |a| a.builds.len()))
        .collect();
    let alone: usize = all
        .iter()
        .map(|s| encode(&plan, s).expect("a link").text.len())
        .sum();
    let encoded = encode_all(&plan, &all).expect("a link");
    println!(
        "{cells:?} cells: {} characters, {alone} as three links",
        encoded.text.len()
    );
    assert!(
        !encoded.long && encoded.text.len() < alone,
        "{} characters",
        encoded.text.len()
    );
}

/// Prints the sizes that `src/share/mod.rs` quotes: what a full allocation of the Ruian plan takes.
#[test]
fn a_full_ruian_link_stays_short() {
    let plan = plan("ruian").expect("the Ruian plan");
    let full = shared(&plan, json!({"budget": {"2023": 600_000_000}}), "", true);
    let cells = full
        .allocation
        .as_ref()
        .map_or(0, |a: &Allocation| a.builds.len());
    let encoded = encode(&plan, &full).expect("a link");
    println!("{cells} cells: {} characters", encoded.text.len());
    assert!(!encoded.long, "{} characters", encoded.text.len());
}
