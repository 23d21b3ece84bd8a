//! The JSON Schema of plans and scenarios: generated from the types, kept beside the fixtures, and true of every one of them.

use std::path::PathBuf;

use dabiao::domain::{Plan, Scenario};
use serde_json::Value;

const AGAIN: &str =
    "the types have changed: UPDATE_SCHEMA=1 cargo test --test schema writes the schema again";

fn schemas() -> [(&'static str, Value); 2] {
    let (plan, scenario) = (schemars::schema_for!(Plan), schemars::schema_for!(Scenario));
    [("plan", plan.to_value()), ("scenario", scenario.to_value())]
}

fn validators() -> [jsonschema::Validator; 2] {
    schemas().map(|(_, schema)| jsonschema::validator_for(&schema).expect("a schema"))
}

fn kept(name: &str) -> PathBuf {
    format!("fixtures/schema/{name}.schema.json").into()
}

fn json(path: &PathBuf) -> Value {
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn plans() -> Vec<PathBuf> {
    let folder = std::fs::read_dir("fixtures/plans").expect("the folder");
    let mut plans: Vec<PathBuf> = folder
        .map(|entry| entry.expect("an entry").path())
        .collect();
    plans.sort();
    plans
}

#[test]
fn the_kept_schemas_are_those_of_the_types() {
    for (name, schema) in schemas() {
        if std::env::var_os("UPDATE_SCHEMA").is_some() {
            let text = serde_json::to_string_pretty(&schema).expect("a schema is JSON") + "\n";
            std::fs::write(kept(name), text).expect("the schema is written");
        }
        assert!(json(&kept(name)) == schema, "{name}: {AGAIN}");
    }
}

#[test]
fn every_plan_follows_the_schema() {
    let [schema, _] = validators();
    for path in plans() {
        let document = json(&path);
        let errors: Vec<String> = schema
            .iter_errors(&document)
            .map(|e| format!("{} {e}", e.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", path.display());
    }
}

#[test]
fn the_schema_refuses_what_the_types_refuse() {
    let [plan, scenario] = validators();
    for name in ["cost-is-text", "field-unknown"] {
        assert!(
            !plan.is_valid(&json(&format!("fixtures/bad/{name}.json").into())),
            "{name}"
        );
    }
    let edits = serde_json::json!({"budget": {"2022": 1}, "targets": {"RA1": {"levels": {"2024": 4.3}, "hard": true}}});
    let document =
        serde_json::json!({"format": "dabiao-scenario/1", "plan": "ruian", "edits": edits});
    assert!(scenario.is_valid(&document));
    assert!(!scenario.is_valid(&serde_json::json!({"plan": "ruian"})));
}
