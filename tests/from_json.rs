//! The page's small reader of JSON reads the same as the strict one.

use std::fs;
use std::path::Path;

use dabiao::domain::{Edits, Plan, Scenario};
use dabiao::read::from_json;

fn texts(folder: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let files = fs::read_dir(folder).expect("the folder is there");
    let paths = files.map(|f| f.expect("a file").path());
    let json = paths.filter(|p| p.extension().is_some_and(|e| e == "json"));
    json.map(|p| {
        (
            p.display().to_string(),
            fs::read_to_string(&p).unwrap_or_default(),
        )
    })
    .collect()
}

#[test]
fn every_built_in_plan_reads_the_same() {
    let plans = texts("fixtures/plans");
    assert!(plans.len() >= 2);
    for (name, text) in plans {
        let strict: Plan = serde_json::from_str(&text).expect("a plan");
        assert_eq!(from_json::<Plan>(&text), Some(strict), "{name}");
    }
}

#[test]
fn what_the_page_writes_is_read_again() {
    let text = r#"{"budget":{"2022":46300000},"added":{"own":{"2022":5000000,"2023":-1}},"targets":{"RA1":{"levels":{"2024":4.7},"weight":null,"hard":true}},
        "field_weights":{"childcare":1.25},"fairness":7.5,"path":"low","cost_factor":null,"field_costs":{},
        "pins":[{"unit":"330381001000","measure":"nursery_new","year":null,"n":3},
                {"unit":"330381001000","measure":"nursery_new","year":2023,"n":0}]}"#;
    let strict: Edits = serde_json::from_str(text).expect("edits");
    assert_eq!(strict.pins.len(), 2);
    let written = serde_json::to_string(&strict).expect("edits can be written");
    assert_eq!(from_json::<Edits>(&written), Some(strict));
    assert_eq!(from_json::<Edits>("{}"), Some(Edits::default()));
}

#[test]
fn kept_scenarios_are_read_again() {
    let text = r#"{"format":"dabiao-scenario/1","plan":"ruian","name":"少一点","edits":{"added":{"own":{"2022":5}}},
        "anchor":[{"unit":"330381001000","measure":"nursery_class","year":2022,"n":2}]}"#;
    let strict: Scenario = serde_json::from_str(text).expect("a scenario");
    let written = serde_json::to_string(&strict).expect("a scenario can be written");
    assert_eq!(from_json::<Scenario>(&written), Some(strict));
    let bare = Scenario::of_plan("ruian");
    let written = serde_json::to_string(&bare).expect("a scenario can be written");
    assert_eq!(from_json::<Scenario>(&written), Some(bare));
}

#[test]
fn other_shapes_and_half_texts_are_refused() {
    for text in [
        "",
        "[]",
        "{\"pins\": 3}",
        "{\"budget\": {\"soon\": 1}}",
        "{\"added\": {\"own\": 1}}",
        "{\"fairness\": 0.0000001}",
        "{\"pins\": [",
    ] {
        assert_eq!(from_json::<Edits>(text), None, "{text}");
    }
    assert_eq!(from_json::<Plan>("{}"), None);
}
