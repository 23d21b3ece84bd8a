//! The locales are complete: the same keys and values in every language, no key missing, none unused.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn locale(name: &str) -> BTreeMap<String, String> {
    let text = fs::read_to_string(root().join("locales").join(name)).expect("the locale is there");
    let value: Value = serde_json::from_str(&text).expect("the locale is JSON");
    let mut flat = BTreeMap::new();
    flatten("", &value, &mut flat);
    flat
}

fn flatten(prefix: &str, value: &Value, into: &mut BTreeMap<String, String>) {
    match value {
        Value::Object(map) => {
            for (key, inner) in map {
                let dot = if prefix.is_empty() { "" } else { "." };
                flatten(&format!("{prefix}{dot}{key}"), inner, into);
            }
        }
        Value::String(text) => {
            into.insert(prefix.to_owned(), text.clone());
        }
        other => panic!("{prefix} is {other}, not a sentence"),
    }
}

/// The names in braces; a word that follows a number (`{n|one|many}`) counts as its name.
fn placeholders(sentence: &str) -> BTreeSet<&str> {
    let slots = sentence.split('{').skip(1);
    slots
        .filter_map(|s| s.split_once('}'))
        .map(|(slot, _)| slot.split('|').next().unwrap_or(slot))
        .collect()
}

fn sources(folder: &Path, into: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("the folder is there").flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|e| e == "rs") {
            into.push(fs::read_to_string(path).expect("the source is text"));
        }
    }
}

/// Every text in quotes of the source that has the form of a key.
fn literals() -> BTreeSet<String> {
    let mut texts = Vec::new();
    sources(&root().join("src"), &mut texts);
    let parts = texts.iter().flat_map(|t| t.split('"'));
    let is_key = |s: &&str| {
        s.contains('.')
            && s.bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'.')
    };
    parts.filter(is_key).map(str::to_owned).collect()
}

#[test]
fn both_languages_say_the_same_things() {
    let (zh, en) = (locale("zh.json"), locale("en.json"));
    let (zh_keys, en_keys): (Vec<_>, Vec<_>) = (zh.keys().collect(), en.keys().collect());
    assert_eq!(zh_keys, en_keys);
    for (key, sentence) in &zh {
        let wrong = format!("{key}: {sentence} / {}", en[key]);
        let extra: Vec<_> = placeholders(&en[key])
            .difference(&placeholders(sentence))
            .copied()
            .collect::<Vec<_>>();
        assert!(extra.is_empty() || key.starts_with("verdict."), "{wrong}");
        let lost: Vec<_> = placeholders(sentence)
            .difference(&placeholders(&en[key]))
            .copied()
            .collect();
        assert!(lost.is_empty() || key.starts_with("verdict."), "{wrong}");
    }
}

#[test]
fn no_key_is_missing_and_none_is_unused() {
    let (known, used) = (locale("zh.json"), literals());
    let sections: BTreeSet<&str> = known.keys().filter_map(|k| k.split('.').next()).collect();
    let missing: Vec<_> = used
        .iter()
        .filter(|k| {
            k.split('.').next().is_some_and(|s| sections.contains(s)) && !known.contains_key(*k)
        })
        .collect();
    assert!(missing.is_empty(), "not in the locales: {missing:?}");
    let unused: Vec<_> = known.keys().filter(|k| !used.contains(*k)).collect();
    assert!(unused.is_empty(), "nobody says: {unused:?}");
}

#[test]
fn chinese_comes_with_full_width_punctuation_and_english_without_han() {
    for (key, sentence) in locale("en.json") {
        let han = sentence
            .chars()
            .any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        assert!(!han || key == "top.languages", "{key}: {sentence}");
    }
    for (key, sentence) in locale("zh.json") {
        let comma = sentence.contains(", ") || sentence.contains("; ");
        assert!(!comma, "{key}: {sentence}");
    }
}
