//! Rules on the shape of files: their length, their names, and what maps and bins hold.

use std::collections::BTreeSet;

use super::ground::{Fault, fault, in_src};
use super::source::Source;
use super::tokens::{Kind, Token};

/// A second look is due at 400 lines; here it stops.
pub const LONGEST: usize = 500;

pub fn files_stay_short(sources: &[Source]) -> Vec<Fault> {
    let long = sources.iter().filter(|source| source.lines > LONGEST);
    let judge = |source: &Source| {
        let says = format!(
            "{} lines, more than {LONGEST}: split it by duty",
            source.lines
        );
        fault(source, source.lines, says)
    };
    long.map(judge).collect()
}

const VAGUE: &[&str] = &[
    "util", "utils", "helper", "helpers", "manager", "managers", "common", "misc",
];

pub fn names_say_what_is_inside(sources: &[Source]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for source in sources {
        let parts = source
            .path
            .split('/')
            .map(|part| part.trim_end_matches(".rs"));
        for part in parts.filter(|part| VAGUE.contains(part)) {
            faults.push(fault(
                source,
                1,
                format!("`{part}` says nothing: name the module after its duty"),
            ));
        }
        for pair in source.tokens.windows(2).filter(|pair| pair[0].names("mod")) {
            if VAGUE.contains(&pair[1].text.as_str()) {
                let says = format!(
                    "`mod {}` says nothing: name the module after its duty",
                    pair[1].text
                );
                faults.push(fault(source, pair[1].line, says));
            }
        }
    }
    faults
}

/// `mod.rs` and `lib.rs` hold documentation, `mod x;`, `use …;` and attributes, nothing else.
pub fn a_mod_file_is_a_map(sources: &[Source]) -> Vec<Fault> {
    let maps = in_src(sources)
        .filter(|source| source.path.ends_with("/mod.rs") || source.path == "src/lib.rs");
    maps.filter_map(|source| {
        let line = first_foreign_line(source)?;
        Some(fault(source, line, "only documentation, `mod x;` and re-exports belong here: move this to a file of its own"))
    })
    .collect()
}

/// Statement by statement: attributes, `pub` or `pub(…)`, then `mod name;` or `use …;`.
fn first_foreign_line(source: &Source) -> Option<usize> {
    let mut rest = source.tokens.as_slice();
    while let Some(token) = rest.first() {
        if token.is('#') {
            rest = after(rest, ']');
        } else if token.names("pub") {
            rest = if rest.get(1).is_some_and(|next| next.is('(')) {
                after(rest, ')')
            } else {
                &rest[1..]
            };
        } else if token.names("use")
            || token.names("mod") && rest.get(2).is_some_and(|end| end.is(';'))
        {
            rest = after(rest, ';');
        } else {
            return Some(token.line);
        }
    }
    None
}

/// What follows the first `mark` outside of inner brackets.
fn after(tokens: &[Token], mark: char) -> &[Token] {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate() {
        match token.kind {
            Kind::Punct('(' | '[' | '{') => depth += 1,
            Kind::Punct(')' | ']' | '}') => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 && token.is(mark) {
            return &tokens[at + 1..];
        }
    }
    &[]
}

/// Lines with code in a bin: a main that calls the library, and its empty twin for the other machine.
const LONGEST_BIN: usize = 12;

pub fn bins_only_call_the_library(sources: &[Source]) -> Vec<Fault> {
    let bins = in_src(sources).filter(|source| source.path.starts_with("src/bin/"));
    bins.filter_map(|source| {
        let lines: BTreeSet<usize> = source.tokens.iter().map(|token| token.line).collect();
        let says = format!(
            "{} lines of code in a bin: call the library instead",
            lines.len()
        );
        (lines.len() > LONGEST_BIN).then(|| fault(source, 1, says))
    })
    .collect()
}
