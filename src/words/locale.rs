//! The locales: sentences by dotted key, with placeholders.

use std::collections::BTreeMap;
use std::fmt::{Display, Write as _};
use std::sync::OnceLock;

use serde_json::Value;

use crate::domain::Text;

/// A language of the product.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// The language that a tag such as `en-GB` asks for; Chinese where it is neither.
    #[must_use]
    pub fn of_tag(tag: &str) -> Self {
        match tag.split(['-', '_']).next() {
            Some("en") => Lang::En,
            _ => Lang::Zh,
        }
    }

    /// What `lang` attributes and storage call it.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Lang::Zh => "zh-CN",
            Lang::En => "en",
        }
    }

    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Lang::Zh => Lang::En,
            Lang::En => Lang::Zh,
        }
    }

    /// A name of the data in this language.
    #[must_use]
    pub fn pick(self, text: &Text) -> &str {
        match self {
            Lang::Zh => &text.zh,
            Lang::En => &text.en,
        }
    }
}

/// A sentence in both languages.
#[must_use]
pub fn both(sentence: impl Fn(Lang) -> String) -> Text {
    Text {
        zh: sentence(Lang::Zh),
        en: sentence(Lang::En),
    }
}

/// The sentence `key` in `lang`, with `{name}` replaced by the value of that name and `{name|one|many}` by the word that
/// fits it: the first where the value is written `1`, else the second.
///
/// An unknown key is returned as it is; a test keeps that from happening.
///
/// ```
/// use dabiao::words::{say, Lang};
/// assert_eq!(say(Lang::En, "targets.field_missed", &[("n", &1)]), "1 missed");
/// ```
#[must_use]
pub fn say(lang: Lang, key: &str, values: &[(&str, &dyn Display)]) -> String {
    sentences(lang)
        .get(key)
        .map_or_else(|| key.to_owned(), |s| fill(s, values))
}

/// All sentences of a language by key.
pub(super) fn sentences(lang: Lang) -> &'static BTreeMap<String, String> {
    static ZH: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    static EN: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    match lang {
        Lang::Zh => ZH.get_or_init(|| parse(include_str!("../../locales/zh.json"))),
        Lang::En => EN.get_or_init(|| parse(include_str!("../../locales/en.json"))),
    }
}

fn parse(text: &str) -> BTreeMap<String, String> {
    let mut flat = BTreeMap::new();
    if let Ok(value) = serde_json::from_str::<Value>(text) {
        flatten("", &value, &mut flat);
    }
    flat
}

fn flatten(prefix: &str, value: &Value, into: &mut BTreeMap<String, String>) {
    match value {
        Value::String(text) => {
            into.insert(prefix.to_owned(), text.clone());
        }
        Value::Object(map) => {
            for (key, inner) in map {
                let dot = if prefix.is_empty() { "" } else { "." };
                flatten(&format!("{prefix}{dot}{key}"), inner, into);
            }
        }
        _ => {}
    }
}

fn fill(sentence: &str, values: &[(&str, &dyn Display)]) -> String {
    let mut out = String::with_capacity(sentence.len());
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((slot, tail)) = after.split_once('}') else {
            out.push('{');
            rest = after;
            continue;
        };
        put(slot, values, &mut out);
        rest = tail;
    }
    out.push_str(rest);
    out
}

fn put(slot: &str, values: &[(&str, &dyn Display)], out: &mut String) {
    let mut parts = slot.split('|');
    let name = parts.next().unwrap_or_default();
    let Some((_, value)) = values.iter().find(|(n, _)| *n == name) else {
        return;
    };
    // Writing to a String never fails.
    let _ = match (parts.next(), parts.next()) {
        (Some(one), Some(many)) => {
            let word = if value.to_string() == "1" { one } else { many };
            write!(out, "{word}")
        }
        _ => write!(Seen(out), "{value}"),
    };
}

/// A text as it may be shown: signs that steer a terminal, break a line or turn the direction of what follows become `�`.
///
/// ```
/// assert_eq!(dabiao::words::seen("a\u{1b}[31mb\u{202e}c\n"), "a�[31mb�c�");
/// ```
#[must_use]
pub fn seen(text: &str) -> String {
    text.chars().map(seen_sign).collect()
}

/// Whether a sign steers what shows it instead of being seen: control signs, and marks of direction.
#[must_use]
pub fn steers(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn seen_sign(c: char) -> char {
    if steers(c) {
        char::REPLACEMENT_CHARACTER
    } else {
        c
    }
}

/// Takes what is put into a sentence: the name of something in a plan that was brought is what anyone has written.
struct Seen<'a>(&'a mut String);

impl std::fmt::Write for Seen<'_> {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        self.0.extend(text.chars().map(seen_sign));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_and_plurals_are_filled_in() {
        let one: &[(&str, &dyn Display)] = &[("n", &1)];
        let two: &[(&str, &dyn Display)] = &[("n", &2)];
        assert_eq!(fill("{n} {n|target|targets}.", one), "1 target.");
        assert_eq!(fill("{n} {n|target|targets}.", two), "2 targets.");
        assert_eq!(fill("a { b", one), "a { b");
    }
}
