//! Rules on what stands in a file.

use super::ground::{Fault, fault, in_src, is_certify, is_pure};
use super::source::Source;
use super::tokens::Kind;

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}')
}

fn is_full_width_punctuation(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{303F}' | '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}' | '\u{FF3B}'..='\u{FF40}' | '\u{FF5B}'..='\u{FF65}')
}

/// A single full-width mark is no sentence: parsers may know it as a character.
pub fn only_locales_hold_text(sources: &[Source]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for source in in_src(sources) {
        for token in &source.tokens {
            let wrong = match token.kind {
                Kind::Text => token
                    .text
                    .chars()
                    .any(|c| is_han(c) || is_full_width_punctuation(c)),
                Kind::Char => token.text.chars().any(is_han),
                _ => false,
            };
            if wrong {
                let says = format!(
                    "\"{}\" is text for people: move it to locales/ and ask `words` for it",
                    token.text
                );
                faults.push(fault(source, token.line, says));
            }
        }
    }
    faults
}

pub fn certify_counts_exactly(sources: &[Source]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for source in in_src(sources).filter(|source| is_certify(source)) {
        for token in source
            .tokens
            .iter()
            .filter(|token| token.names("f64") || token.names("f32"))
        {
            faults.push(fault(
                source,
                token.line,
                "a float in `certify`: use integers or rationals",
            ));
        }
    }
    faults
}

pub fn no_hash_order_below_the_page(sources: &[Source]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for source in in_src(sources).filter(|source| is_pure(source)) {
        for token in source
            .tokens
            .iter()
            .filter(|token| token.names("HashMap") || token.names("HashSet"))
        {
            let says = format!(
                "`{}` has no fixed order: use a BTreeMap, a BTreeSet or a sorted Vec",
                token.text
            );
            faults.push(fault(source, token.line, says));
        }
    }
    faults
}

pub fn no_unwrap_outside_tests(sources: &[Source]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for source in in_src(sources) {
        for four in source.tokens.windows(4) {
            if four[0].is('.') && four[1].names("unwrap") && four[2].is('(') && four[3].is(')') {
                let says = "`.unwrap()`: return an error, or `expect(\"why this holds\")`";
                faults.push(fault(source, four[1].line, says));
            }
        }
    }
    faults
}

pub fn floats_are_ordered_totally(sources: &[Source]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for source in in_src(sources) {
        for pair in source.tokens.windows(2) {
            if pair[0].is('.') && pair[1].names("partial_cmp") {
                let says = "`.partial_cmp()` leaves NaN to chance: `total_cmp` for floats, `cmp` for the rest";
                faults.push(fault(source, pair[1].line, says));
            }
        }
    }
    faults
}
