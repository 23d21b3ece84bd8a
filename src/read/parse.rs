//! Bytes → text → JSON → types. Each step has its own issue.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeOwned, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::whole;
use crate::domain::{Issue, Place, Trouble};

/// What the file says it is; empty where it does not say.
///
/// # Errors
/// Where the bytes are no text or no JSON object.
pub(super) fn format(bytes: &[u8]) -> Result<String, Issue> {
    #[derive(Deserialize)]
    struct Head {
        #[serde(default)]
        format: String,
    }
    let text = &text(bytes)?;
    if let Distinct::Other = json(text)? {
        let detail = "expected an object, { … }".to_owned();
        return Err(Issue {
            place: Place::Whole,
            trouble: Trouble::Malformed { detail },
        });
    }
    json::<Head>(text).map(|head| head.format)
}

/// A value of the types.
///
/// # Errors
/// Where the bytes are no text, no JSON or of other types, with the place.
pub(super) fn typed<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Issue> {
    json(&text(bytes)?)
}

fn text(bytes: &[u8]) -> Result<Cow<'_, str>, Issue> {
    let whole = |trouble| Issue {
        place: Place::Whole,
        trouble,
    };
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|_| whole(Trouble::NotText))?;
    if text.trim().is_empty() {
        return Err(whole(Trouble::NoContent));
    }
    Ok(whole::written_whole(text))
}

fn json<T: DeserializeOwned>(text: &str) -> Result<T, Issue> {
    let mut reader = serde_json::Deserializer::from_str(text);
    let value = serde_path_to_error::deserialize(&mut reader)
        .map_err(|e| issue(&e.path().to_string(), e.inner()))?;
    reader.end().map_err(|e| issue("", &e))?;
    Ok(value)
}

fn issue(path: &str, error: &serde_json::Error) -> Issue {
    let place = if !error.is_data() {
        Place::Text {
            line: error.line(),
            column: error.column().max(1),
        }
    } else if path.is_empty() || path == "." {
        Place::Whole
    } else {
        Place::Path(path.to_owned())
    };
    let detail = without_position(&error.to_string());
    Issue {
        place,
        trouble: Trouble::Malformed { detail },
    }
}

/// The place is said once, in `Place`.
fn without_position(message: &str) -> String {
    message
        .rsplit_once(" at line ")
        .map_or(message, |(said, _)| said)
        .to_owned()
}

/// Any JSON in which no object names a field twice. Maps by unit would otherwise lose a number in silence.
enum Distinct {
    Object,
    Other,
}

impl<'de> Deserialize<'de> for Distinct {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(DistinctVisitor)
    }
}

struct DistinctVisitor;

impl<'de> Visitor<'de> for DistinctVisitor {
    type Value = Distinct;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Distinct, A::Error> {
        let mut seen = std::collections::BTreeSet::new();
        while let Some(key) = map.next_key::<String>()? {
            if seen.contains(&key) {
                return Err(Error::custom(format!(
                    "the field `{key}` stands here twice"
                )));
            }
            map.next_value::<Distinct>()?;
            seen.insert(key);
        }
        Ok(Distinct::Object)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Distinct, A::Error> {
        while seq.next_element::<Distinct>()?.is_some() {}
        Ok(Distinct::Other)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Distinct, E> {
        Ok(Distinct::Other)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Distinct, E> {
        Ok(Distinct::Other)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Distinct, E> {
        Ok(Distinct::Other)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Distinct, E> {
        Ok(Distinct::Other)
    }

    fn visit_str<E>(self, _: &str) -> Result<Distinct, E> {
        Ok(Distinct::Other)
    }

    fn visit_unit<E>(self) -> Result<Distinct, E> {
        Ok(Distinct::Other)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{plan, scenario};
    use super::*;

    const TINY: &str = include_str!("../../fixtures/plans/tiny-3units.json");

    fn check(bytes: &[u8], place: Place, trouble: Trouble) {
        assert_eq!(plan(bytes), Err(vec![Issue { place, trouble }]));
    }

    fn malformed(detail: &str) -> Trouble {
        let detail = detail.to_owned();
        Trouble::Malformed { detail }
    }

    fn path(path: &str) -> Place {
        Place::Path(path.to_owned())
    }

    /// The tiny plan with one text in place of another.
    fn check_swap(old: &str, new: &str, place: Place, detail: &str) {
        assert!(TINY.contains(old), "the tiny plan has {old}");
        check(
            TINY.replacen(old, new, 1).as_bytes(),
            place,
            malformed(detail),
        );
    }

    #[test]
    fn bytes_that_are_no_text() {
        check(b"", Place::Whole, Trouble::NoContent);
        check(b" \n", Place::Whole, Trouble::NoContent);
        check(b"\xEF\xBB\xBF", Place::Whole, Trouble::NoContent);
        check(b"\xB5\xA5\xCE\xBB", Place::Whole, Trouble::NotText);
    }

    #[test]
    fn a_byte_order_mark_is_tolerated() {
        assert!(plan(format!("\u{FEFF}{TINY}").as_bytes()).is_ok());
    }

    #[test]
    fn text_that_is_no_json() {
        let at = |line, column| Place::Text { line, column };
        check(b"name,level\n", at(1, 2), malformed("expected ident"));
        check(
            b"{\n  \"format\": 1,\n}",
            at(3, 1),
            malformed("trailing comma"),
        );
        check(b"{} {}", at(1, 4), malformed("trailing characters"));
        let half = &TINY.as_bytes()[..20];
        check(half, at(2, 18), malformed("EOF while parsing a string"));
    }

    #[test]
    fn json_of_other_types() {
        let detail = "expected an object, { … }";
        check(b"[]", Place::Whole, malformed(detail));
        let number = "invalid type: string \"2\", expected u32";
        check_swap(
            "\"lead\": { \"value\": 1",
            "\"lead\": { \"value\": \"2\"",
            path("measures[0].lead.value"),
            number,
        );
    }

    #[test]
    fn formats_of_other_versions() {
        let other = |found: &str| Trouble::Format {
            found: found.to_owned(),
        };
        check(b"{}", path("format"), Trouble::NotOurs);
        check(b"{\"format\": \"geo/1\"}", path("format"), Trouble::NotOurs);
        check(
            b"{\"format\": \"dabiao-plan/2\", \"new\": 1}",
            path("format"),
            other("dabiao-plan/2"),
        );
        let issues = scenario(TINY.as_bytes()).expect_err("a plan is no scenario");
        let kinds = |found: &str, wanted: &str| Trouble::OtherKind {
            found: found.to_owned(),
            wanted: wanted.to_owned(),
        };
        assert_eq!(issues[0].trouble, kinds("dabiao-plan/1", "scenario"));
        let answer = b"{\"format\": \"dabiao-answer/1\", \"status\": \"settled\"}";
        let issues = super::super::file(answer).expect_err("an answer is no plan");
        assert_eq!(issues[0].trouble, kinds("dabiao-answer/1", "input"));
    }

    #[test]
    fn a_field_that_stands_twice() {
        let twice = "the field `a` stands here twice";
        check(
            b"{\"x\": [{\"a\": 1, \"a\": 2}]}",
            path("x[0]"),
            malformed(twice),
        );
    }
}
