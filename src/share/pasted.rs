//! What programs put around a link and into it. Chats append `&shareTo=…`, a full stop or a bracket, mail breaks lines, and
//! some write `%23` for `#`; people paste the sentence in which a link stands.
//!
//! Nothing of it needs a list: whatever is no character of a link is passed over, and a link tells by itself where it ends.

/// Places in one text at which a link is looked for; a text of numbers has many.
const MOST_STARTS: usize = 64;
/// Texts are encoded twice where one program hands an address to another.
const MOST_ENCODED: usize = 3;

/// A place where a link may begin.
pub(super) struct Start<'a> {
    /// The number before the dot.
    pub(super) version: u32,
    /// What follows the dot, to the end of the text.
    pub(super) rest: &'a str,
    /// It stands where links stand: behind a `#`, or at the beginning of a text without one.
    pub(super) expected: bool,
}

/// The text with `%…` read as what it stands for, and without breaks and signs that cannot be seen.
#[must_use]
pub fn plain(text: &str) -> String {
    let mut text = text.to_owned();
    for _ in 0..MOST_ENCODED {
        let decoded = percent_decoded(&text);
        if decoded == text {
            break;
        }
        text = decoded;
    }
    text.retain(|c| !is_invisible(c));
    text
}

/// The steps of a route such as `/ruian/compare`, without what programs append; none where the text is no route.
///
/// A step is made of ASCII letters, digits, `-` and `_`; one that begins otherwise is kept as it is, so that it can be named.
#[must_use]
pub fn steps(fragment: &str) -> Option<Vec<String>> {
    let text = plain(fragment);
    let mut steps = Vec::new();
    for step in text.strip_prefix('/')?.split('/') {
        let end = step.find(|c| !is_of_link(c)).unwrap_or(step.len());
        match end {
            0 if step.is_empty() || is_tail(step) => break,
            0 => steps.push(step.to_owned()),
            _ => steps.push(step[..end].to_owned()),
        }
        if end < step.len() {
            break;
        }
    }
    Some(steps)
}

/// Nothing but what programs append: `&shareTo=…`, `?from=…`, `wechat_redirect`.
#[must_use]
pub fn is_tail(fragment: &str) -> bool {
    let appended = fragment.starts_with(['&', '?', '#', '=']);
    appended || fragment.is_empty() || fragment == "wechat_redirect"
}

/// Every place in a plain text where digits and a dot stand.
pub(super) fn starts(text: &str) -> impl Iterator<Item = Start<'_>> {
    let expected_from = text.find(['#', '\u{ff03}']);
    let dots = text.match_indices('.');
    let starts = dots.filter_map(move |(dot, _)| {
        let head = &text[..dot];
        let from = head.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let version = head[from..].parse().ok().filter(|v| *v > 0)?;
        let before = head[..from].chars().next_back();
        let expected = match expected_from {
            Some(_) => matches!(before, Some('#' | '\u{ff03}')),
            None => !head[..from].contains(is_of_link),
        };
        let rest = &text[dot + 1..];
        Some(Start {
            version,
            rest,
            expected,
        })
    });
    starts.take(MOST_STARTS)
}

/// A character of the text of a link, behind its version.
pub(super) fn is_of_link(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_'
}

/// White space, and signs without width: joiners, marks of direction, byte-order marks, soft hyphens.
fn is_invisible(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Bytes that are no text become the sign for what cannot be read: nothing of a link is among them.
fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        match (first, encoded(tail)) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn encoded(tail: &[u8]) -> Option<u8> {
    let digit = |byte: &u8| char::from(*byte).to_digit(16);
    let (high, low) = (digit(tail.first()?)?, digit(tail.get(1)?)?);
    u8::try_from(high * 16 + low).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_route_ends_where_programs_append() {
        let steps = |text: &str| steps(text).map(|all| all.join("|"));
        let cases = [
            ("/ruian", "ruian"),
            ("/ruian/compare", "ruian|compare"),
            ("/ruian/", "ruian"),
            ("/ruian?from=timeline&isappinstalled=0", "ruian"),
            ("/ruian&shareTo=weixin", "ruian"),
            ("/ruian/compare&shareTo=a/b", "ruian|compare"),
            ("/ruian/sources\u{3002}", "ruian|sources"),
            ("/ruian\u{ff09}", "ruian"),
            ("/ruian%E3%80%82", "ruian"),
            ("/ruian.", "ruian"),
            ("/ruian#wechat_redirect", "ruian"),
            ("/shanxi-years\u{200b}\n", "shanxi-years"),
            ("%2Fruian%2Fsweep", "ruian|sweep"),
            ("/", ""),
            ("/?from=groupmessage", ""),
            ("/\u{745e}\u{5b89}", "\u{745e}\u{5b89}"),
        ];
        for (text, expected) in cases {
            assert_eq!(steps(text).as_deref(), Some(expected), "{text}");
        }
        assert_eq!(steps("1.AAAA"), None);
        assert_eq!(steps("ruian"), None);
    }

    #[test]
    fn encoded_characters_are_read_as_often_as_they_were_encoded() {
        assert_eq!(plain("%23"), "#");
        assert_eq!(plain("%252523a"), "#a");
        assert_eq!(plain("100 %, 5%zz%"), "100%,5%zz%");
        assert_eq!(plain("a%E3%80b"), "a\u{fffd}b");
    }

    #[test]
    fn a_text_of_numbers_has_few_starts() {
        let text = "1.".repeat(100_000);
        assert_eq!(starts(&text).count(), MOST_STARTS);
        assert_eq!(starts("0. 99999999999. a.b").count(), 0);
    }
}
