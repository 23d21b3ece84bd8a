//! Whether every number of a plan names its source, and every source is fit to be named.

use dabiao::domain::{Basis, Plan};
use serde_json::Value;

/// What is wrong with a plan's sources: numbers without one, sources without a use, a reference or a note.
pub fn troubles(plan: &Plan, text: &str) -> Vec<String> {
    let document: Value = serde_json::from_str(text).expect("JSON");
    let mut found = Vec::new();
    numbers_without_source(&document, "", false, &mut found);
    found.extend(unused(plan, text));
    found.extend(unexplained(plan));
    found
}

fn unused(plan: &Plan, text: &str) -> Vec<String> {
    let uses = |id: &str| {
        let named = format!("\"from\": \"{id}\"");
        let except = format!("\": \"{id}\"");
        text.matches(&named).count() + text.matches(&except).count()
    };
    // Its own entry in the list names it once.
    let idle = plan.sources.iter().filter(|s| uses(&s.id.0) <= 1);
    idle.map(|s| format!("{} is not used", s.id)).collect()
}

/// What is measured or estimated says where it stands, what is assumed says how.
fn unexplained(plan: &Plan) -> Vec<String> {
    let bare = plan.sources.iter().filter(|s| match s.basis {
        Basis::Assumed => s.note.is_none(),
        _ => s.reference.is_empty(),
    });
    bare.map(|s| format!("{} does not say why", s.id)).collect()
}

fn numbers_without_source(value: &Value, path: &str, sourced: bool, bare: &mut Vec<String>) {
    match value {
        Value::Number(_) if !sourced => bare.push(path.to_owned()),
        Value::Array(list) => {
            for (i, item) in list.iter().enumerate() {
                numbers_without_source(item, &format!("{path}[{i}]"), sourced, bare);
            }
        }
        Value::Object(fields) => {
            let sourced = sourced || fields.contains_key("from");
            for (key, field) in fields {
                let sourced = sourced || is_no_figure(key, field);
                numbers_without_source(field, &format!("{path}.{key}"), sourced, bare);
            }
        }
        _ => {}
    }
}

/// Years, positions, the shape of a rule, the range of a slider; and what shares the source of the figure beside it:
/// a single unit's cap, what remains of a stock, and what a clause names with its place.
fn is_no_figure(key: &str, field: &Value) -> bool {
    let years = [
        "base_year",
        "periods",
        "year",
        "in_use",
        "price_year",
        "begin_years",
    ];
    let shape = [
        "tile",
        "per",
        "at_least",
        "after",
        "min_population",
        "slider",
        "remains",
        "must",
    ];
    years.contains(&key) || shape.contains(&key) || (key == "units" && field.is_object())
}
