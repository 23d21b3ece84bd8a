//! Texts that the page keeps in the browser: each with its format, and read only where nothing in it is passed over.
//!
//! [`from_json`](super::from_json) takes what it knows and drops the rest. What somebody kept must not be lost that way: a later
//! version may have written it.

use serde::Serialize;
use serde_json::{Map, Value};

use super::FromJson;

/// The text that keeps `content`: `{"format": …, "content": …}`; empty where it cannot be written, which no value of ours is.
#[must_use]
pub fn keeping<T: Serialize>(format: &str, content: &T) -> String {
    #[derive(Serialize)]
    struct Kept<'a, T> {
        format: &'a str,
        content: &'a T,
    }
    serde_json::to_string(&Kept { format, content }).unwrap_or_default()
}

/// What a text of [`keeping`] holds; a text without a format is read as the content itself, as it was kept before there was one.
/// None where the text is damaged, of another format, or holds anything that the value has no place for.
///
/// ```
/// use dabiao::{domain::Edits, read::{kept, keeping}};
/// let text = keeping("dabiao-edits/1", &Edits::default());
/// assert_eq!(kept::<Edits>("dabiao-edits/1", &text), Some(Edits::default()));
/// assert_eq!(kept::<Edits>("dabiao-edits/1", r#"{"later":1}"#), None);
/// ```
#[must_use]
pub fn kept<T: FromJson + Serialize>(format: &str, text: &str) -> Option<T> {
    let value: Value = serde_json::from_str(text).ok()?;
    match value.get("format") {
        None => whole(&value),
        Some(found) if found.as_str() == Some(format) => {
            let object = value.as_object()?;
            let known = |name: &String| matches!(name.as_str(), "format" | "content");
            let content = object.get("content")?;
            object.keys().all(known).then(|| whole(content))?
        }
        Some(_) => None,
    }
}

/// What a value holds, where that is all it holds.
#[must_use]
pub fn whole<T: FromJson + Serialize>(value: &Value) -> Option<T> {
    let found = T::read(value)?;
    let again = serde_json::to_value(&found).ok()?;
    is_all(value, &again).then_some(found)
}

/// Whether everything of `value` is in `again`; what is empty need not be.
fn is_all(value: &Value, again: &Value) -> bool {
    match (value, again) {
        (Value::Object(a), Value::Object(b)) => a.iter().all(|(k, v)| is_in(k, v, b)),
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_all(a, b))
        }
        (Value::Number(a), Value::Number(b)) => a.as_f64() == b.as_f64(),
        (a, b) => a == b,
    }
}

fn is_in(name: &str, value: &Value, again: &Map<String, Value>) -> bool {
    match again.get(name) {
        Some(again) if is_all(value, again) => true,
        Some(again) => is_empty(value) && is_empty(again),
        // A field that is left out where it is empty; a name nobody knows is kept whatever it holds.
        None => is_empty(value) && !value.is_null(),
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(all) => all.is_empty(),
        Value::Object(all) => all.is_empty(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Edits, Scenario};

    const FORMAT: &str = "dabiao-edits/1";

    #[test]
    fn what_was_kept_before_there_was_a_format_is_read() {
        let text = r#"{"budget":{"2022":1000000},"added":{"own":{"2024":25000000}},"targets":{"RA1":{"levels":{"2024":4.7},"weight":null,"hard":true}},"pins":[{"unit":"1","measure":"a","year":null,"n":3}],"fairness":7.5}"#;
        let edits: Edits = kept(FORMAT, text).expect("edits");
        assert_eq!(edits.pins.len(), 1);
        assert_eq!(kept(FORMAT, &keeping(FORMAT, &edits)), Some(edits));
    }

    #[test]
    fn nothing_is_passed_over() {
        for text in [
            "",
            "{",
            "[]",
            r#"{"later":1}"#,
            r#"{"budget":{"2022":1000000},"note":"keep me"}"#,
            r#"{"targets":{"RA1":{"levels":{},"weight":2,"hard":null,"soft":true}}}"#,
            r#"{"pins":[{"unit":"1","measure":"a","n":3,"by":"me"}]}"#,
            r#"{"budget":{"02022":1}}"#,
            r#"{"format":"dabiao-edits/2","content":{}}"#,
            r#"{"format":"dabiao-edits/1","content":{"later":1}}"#,
            r#"{"format":"dabiao-edits/1","content":{},"also":2}"#,
            r#"{"format":"dabiao-edits/1"}"#,
            r#"{"format":1,"content":{}}"#,
        ] {
            assert_eq!(kept::<Edits>(FORMAT, text), None, "{text}");
        }
    }

    #[test]
    fn a_scenario_is_whole_with_and_without_its_anchor() {
        for text in [
            r#"{"format":"dabiao-scenario/1","plan":"ruian","name":"x","edits":{}}"#,
            r#"{"format":"dabiao-scenario/1","plan":"ruian","name":"x","edits":{"budget":{}},"anchor":[{"unit":"1","measure":"a","year":2022,"n":2}]}"#,
        ] {
            let value: Value = serde_json::from_str(text).expect("JSON");
            assert!(whole::<Scenario>(&value).is_some(), "{text}");
        }
        let newer =
            r#"{"format":"dabiao-scenario/1","plan":"ruian","name":"x","edits":{},"colour":"red"}"#;
        let value: Value = serde_json::from_str(newer).expect("JSON");
        assert_eq!(whole::<Scenario>(&value), None);
    }
}
