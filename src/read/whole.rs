//! Whole numbers that a program has written with a fraction of nothing: `900000.0`, `9e5`.
//!
//! JSON has one kind of numbers. Spreadsheets and scripts write every number as a fraction; that is no reason to refuse a file.

use std::borrow::Cow;

/// Beyond, not every whole number is one of the reader's.
const MOST: f64 = 9_007_199_254_740_992.0;

/// The text with such numbers written as whole ones. Nothing moves to another line, and nothing in a line moves unless a power of
/// ten is written out.
pub(super) fn written_whole(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut done = 0;
    let mut at = 0;
    let bytes = text.as_bytes();
    while let Some(byte) = bytes.get(at) {
        let end = match byte {
            b'"' => end_of_text(bytes, at),
            b'-' | b'0'..=b'9' => end_of_number(bytes, at),
            _ => at + 1,
        };
        // A byte in the middle of a character is no number.
        if let Some(whole) = text.get(at..end).and_then(whole) {
            out.push_str(&text[done..at]);
            out.push_str(&format!("{whole:<width$}", width = end - at));
            done = end;
        }
        at = end;
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[done..]);
    Cow::Owned(out)
}

/// Behind the closing quote.
fn end_of_text(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    loop {
        match bytes.get(at) {
            Some(b'\\') => at += 2,
            Some(b'"') => return at + 1,
            Some(_) => at += 1,
            None => return bytes.len(),
        }
    }
}

fn end_of_number(bytes: &[u8], start: usize) -> usize {
    let rest = bytes[start..].iter();
    let more = rest.take_while(|b| matches!(b, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E'));
    start + more.count()
}

/// The whole number that a number with a fraction or a power is; none where it is another, or no number of JSON.
fn whole(number: &str) -> Option<i64> {
    let digits = number.strip_prefix('-').unwrap_or(number);
    let second = digits.as_bytes().get(1)?;
    let padded = digits.starts_with('0') && second.is_ascii_digit();
    let bare_point = number
        .split_once('.')
        .is_some_and(|(_, f)| !f.starts_with(|c: char| c.is_ascii_digit()));
    if padded || bare_point || !number.contains(['.', 'e', 'E']) {
        return None;
    }
    let value: f64 = number.parse().ok()?;
    (value.fract() == 0.0 && value.abs() < MOST).then_some(value as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_are_written_whole_where_they_stand() {
        let cases = [
            ("[900000.0]", "[900000  ]"),
            ("[9e5, -2.50E1, -0.0]", "[900000, -25    , 0   ]"),
            ("{\"a 1.0\": 1.0}", "{\"a 1.0\": 1  }"),
            ("[\"\\\"1.0\", 3.00]", "[\"\\\"1.0\", 3   ]"),
        ];
        for (text, expected) in cases {
            assert_eq!(written_whole(text), expected, "{text}");
        }
    }

    #[test]
    fn everything_else_stays_as_it_is() {
        for text in [
            "[1.5, 2, -3]",
            "[01.0, 1., 1e, 1.e2, --1.0]",
            "[1e400, 1e16]",
            "\"1.0",
            "[1e-2]",
            "\u{540d}\u{79f0}, \u{9020}\u{4ef7} 1.5",
            "",
        ] {
            assert!(matches!(written_whole(text), Cow::Borrowed(_)), "{text}");
        }
    }

    #[test]
    fn a_plan_of_fractions_is_the_same_plan() {
        let text = include_str!("../../fixtures/plans/tiny-3units.json");
        let floats = text
            .replace("\"value\": 10000,", "\"value\": 10000.0,")
            .replace("\"lead\": { \"value\": 1", "\"lead\": { \"value\": 1.0");
        assert_ne!(text, floats, "the plan has such numbers");
        assert_eq!(
            super::super::plan(floats.as_bytes()),
            super::super::plan(text.as_bytes())
        );
    }
}
