//! What the JSON reader says is wrong, in words. The reader speaks English of its own types; here every kind of its messages
//! becomes a sentence of the locale.

use std::fmt::Display;

use super::{Lang, say};

/// The sentence for a message of the reader. A message that is not known is said to be one, without its text.
pub(super) fn malformed(lang: Lang, detail: &str) -> String {
    wrong_value(lang, detail)
        .or_else(|| wrong_name(lang, detail))
        .unwrap_or_else(|| wrong_text(lang, detail))
}

/// `invalid type: string "2", expected u32` and its kin.
fn wrong_value(lang: Lang, detail: &str) -> Option<String> {
    if let Some(rest) = detail.strip_prefix("invalid length ") {
        let (n, wanted) = rest.split_once(", expected ")?;
        let wanted = expected(lang, wanted);
        return Some(say(
            lang,
            "malformed.length",
            &[("n", &n), ("expected", &wanted)],
        ));
    }
    let rest = detail
        .strip_prefix("invalid type: ")
        .or_else(|| detail.strip_prefix("invalid value: "))?;
    let (value, wanted) = rest.rsplit_once(", expected ")?;
    let (value, wanted) = (found(lang, value), expected(lang, wanted));
    Some(say(
        lang,
        "malformed.value",
        &[("found", &value), ("expected", &wanted)],
    ))
}

/// `unknown field …, expected one of …` and its kin.
fn wrong_name(lang: Lang, detail: &str) -> Option<String> {
    let kinds = [
        ("unknown field ", "malformed.unknown_field"),
        ("unknown variant ", "malformed.unknown_word"),
        ("missing field ", "malformed.missing_field"),
        ("duplicate field ", "malformed.twice"),
        ("the field ", "malformed.twice"),
    ];
    let (rest, key) = kinds
        .iter()
        .find_map(|(head, key)| Some((detail.strip_prefix(head)?, *key)))?;
    let (own, known) = rest.split_once(", ").unwrap_or((rest, ""));
    let name = own.split('`').nth(1).unwrap_or(own);
    let known: Vec<&str> = known.split('`').skip(1).step_by(2).collect();
    let known = known.join(&say(lang, "list.comma", &[]));
    let values: [(&str, &dyn Display); 2] = [("name", &name), ("known", &known)];
    let key = match (key, known.is_empty()) {
        ("malformed.unknown_field", true) => "malformed.unknown_field_alone",
        ("malformed.unknown_word", true) => "malformed.unknown_word_alone",
        (key, _) => key,
    };
    Some(say(lang, key, &values))
}

/// What is wrong with the text before any value is looked at, and what our own types say.
fn wrong_text(lang: Lang, detail: &str) -> String {
    let key = match detail {
        "expected value" | "expected ident" => "no_value",
        "expected an object, { … }" => "no_object",
        "trailing comma" => "trailing_comma",
        "trailing characters" => "trailing_characters",
        "invalid number" => "number",
        "number out of range" | "the number is too large" => "number_range",
        "the number has more than six decimals or is too large" => "decimals",
        "recursion limit exceeded" => "too_deep",
        _ if detail.starts_with("EOF while parsing") => "ends_early",
        _ if detail.starts_with("control character") => "control",
        _ if detail.contains("escape") || detail.contains("unicode") => "escape",
        _ if detail.contains("key must be") || detail.contains("expected key") => "key",
        _ if detail.starts_with("expected `") => {
            let sign = detail
                .trim_start_matches("expected ")
                .replace(" or ", " / ")
                .replace('`', "");
            return say(lang, "malformed.sign", &[("sign", &sign)]);
        }
        _ => "other",
    };
    say(lang, &format!("malformed.{key}"), &[])
}

/// What should stand there.
fn expected(lang: Lang, wanted: &str) -> String {
    let key = match wanted {
        "u8" | "u16" | "u32" | "u64" | "usize" => "natural",
        "i8" | "i16" | "i32" | "i64" | "isize" => "whole",
        "f32" | "f64" => "number",
        "a number with at most six decimals" => "decimal",
        "a boolean" => "boolean",
        "a string" | "string" | "a borrowed string" => "text",
        "a sequence" | "an array" => "list",
        "a map" => "object",
        _ if wanted.starts_with("struct ") || wanted.contains("tagged enum") => "object",
        _ if wanted.starts_with("a tuple") || wanted.starts_with("tuple") => "list",
        _ if wanted.starts_with("enum ") || wanted.contains("identifier") => "word",
        _ => "other",
    };
    say(lang, &format!("malformed.expected.{key}"), &[])
}

/// What stands there.
fn found(lang: Lang, value: &str) -> String {
    let inside = |quote: char| {
        value
            .split_once(quote)
            .and_then(|(_, rest)| Some(rest.rsplit_once(quote)?.0))
    };
    let head = value.split([' ', '`']).next().unwrap_or_default();
    let (key, inner) = match head {
        "integer" | "floating" => ("number", inside('`')),
        "boolean" => ("word", inside('`')),
        "character" => ("text", inside('`')),
        "string" => ("text", inside('"')),
        "null" | "unit" | "Option" => ("null", None),
        "sequence" | "tuple" => ("list", None),
        "map" | "struct" | "newtype" => ("object", None),
        _ => ("other", None),
    };
    // A file of one long text is no reason for a long sentence.
    let inner: String = inner.unwrap_or_default().chars().take(40).collect();
    say(
        lang,
        &format!("malformed.found.{key}"),
        &[("value", &inner)],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Trouble;
    use crate::read;

    fn said(lang: Lang, detail: &str) -> String {
        malformed(lang, detail)
    }

    // One message after another, as many as fit a line.
    #[rustfmt::skip]
    /// Every message that serde and its JSON reader have, and those of our own types.
    const ALL: [&str; 41] = [
        "invalid type: string \"2\", expected u32", "invalid type: floating point `1.5`, expected i64",
        "invalid type: integer `5`, expected a string", "invalid type: null, expected f64",
        "invalid type: map, expected a sequence", "invalid type: sequence, expected a map",
        "invalid type: boolean `true`, expected struct Plan", "invalid type: sequence, expected internally tagged enum Rule",
        "invalid type: unit value, expected a boolean", "invalid value: integer `-3`, expected u32",
        "invalid value: string \"x\", expected a number with at most six decimals", "invalid type: character `x`, expected variant identifier",
        "invalid length 1, expected a tuple of size 2", "invalid type: newtype struct, expected enum Level",
        "unknown variant `x`, expected one of `a`, `b`, `c`", "unknown variant `x`, there are no variants",
        "unknown field `x`, expected `a` or `b`", "unknown field `x`, there are no fields",
        "missing field `x`", "duplicate field `x`", "the field `a` stands here twice",
        "EOF while parsing a list", "EOF while parsing an object", "EOF while parsing a string", "EOF while parsing a value",
        "expected `:`", "expected `,` or `]`", "expected `,` or `}`", "expected ident", "expected value",
        "invalid escape", "invalid number", "number out of range", "invalid unicode code point",
        "control character (\\u0000-\\u001F) found while parsing a string", "key must be a string",
        "invalid value: expected key to be a number in quotes", "lone leading surrogate in hex escape", "trailing comma",
        "trailing characters", "recursion limit exceeded",
    ];

    #[test]
    fn no_english_of_the_reader_is_left_in_a_chinese_sentence() {
        for detail in ALL {
            let zh = said(Lang::Zh, detail);
            assert_ne!(zh, said(Lang::Zh, "what nobody knows"), "{detail}");
            for word in [
                "expected", "invalid", "type", "field", "variant", "EOF", "parsing", "struct",
                "u32", "i64", "f64", "found",
            ] {
                assert!(!zh.contains(word), "{detail}: {zh}");
            }
            assert!(!zh.contains("malformed"), "{detail}: {zh}");
            assert!(!said(Lang::En, detail).contains("malformed"), "{detail}");
        }
    }

    #[test]
    fn what_stands_there_and_what_should_is_said() {
        assert_eq!(
            said(Lang::En, ALL[0]),
            "here should be a whole number, not below 0, and there is the text “2”"
        );
        assert_eq!(
            said(Lang::En, ALL[14]),
            "“x” is not known here; known are: a, b, c"
        );
        assert_eq!(
            said(Lang::En, "missing field `id`"),
            "the field “id” is missing"
        );
        assert_eq!(
            said(Lang::En, "expected `,` or `}`"),
            "here should be , / }"
        );
    }

    /// Messages as the reader really makes them, of broken files.
    #[test]
    fn broken_files_are_told_in_words() {
        let mut tried = 0;
        let plan = include_str!("../../fixtures/plans/tiny-3units.json");
        let swaps = [
            ("\"id\": \"tiny\"", "\"id\": 5"),
            ("\"lead\"", "\"led\""),
            ("\"township\"", "\"village\""),
            ("[", "{"),
            (",", ""),
            ("\"base_year\": 2020", "\"base_year\": 2020.5"),
            ("\"base_year\": 2020", "\"base_year\": 99999999999"),
            ("\"document\"", "\"documents\""),
        ];
        for (old, new) in swaps {
            let broken = plan.replacen(old, new, 1);
            let Err(issues) = read::plan(broken.as_bytes()) else {
                panic!("{old} → {new} is no fault")
            };
            for issue in &issues {
                if let Trouble::Malformed { detail } = &issue.trouble {
                    assert_ne!(
                        said(Lang::Zh, detail),
                        said(Lang::Zh, "what nobody knows"),
                        "{detail}"
                    );
                    tried += 1;
                }
            }
        }
        assert!(tried >= 7, "{tried}");
    }
}
