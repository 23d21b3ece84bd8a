//! One word for each concept, as the table in ARCHITECTURE.md has them: a word that was given up does not come back.

use super::ground::{Fault, fault, in_src};
use super::source::Source;
use super::tokens::{Kind, Token};

/// Words that were given up, and what is said in their place.
const GIVEN_UP: &[(&str, &str)] = &[
    ("climb", "settle"),
    ("frontier", "curve"),
    ("hunt", "repair"),
    ("mend", "repair"),
    ("mends", "repairs"),
    ("mending", "repairs"),
];

/// What is built, by its types: not a plan, which is the document.
const BUILDS: &[&str] = &["Ledger", "Allocation"];

pub fn a_concept_has_one_word(sources: &[Source]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for source in in_src(sources) {
        for token in source.tokens.iter().filter(|t| t.kind == Kind::Ident) {
            for part in parts(&token.text) {
                if let Some((_, instead)) = GIVEN_UP.iter().find(|(word, _)| *word == part) {
                    let says = format!("\"{part}\" in {}: the word is \"{instead}\"", token.text);
                    faults.push(fault(source, token.line, says));
                }
            }
        }
    }
    faults
}

/// A name `plan` with the type of builds: `plan: &Ledger`, `plan: Allocation`.
pub fn a_plan_is_the_document(sources: &[Source]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for source in in_src(sources) {
        for (i, token) in source.tokens.iter().enumerate() {
            let colon = source.tokens.get(i + 1).is_some_and(|next| next.is(':'));
            if !token.names("plan") || !colon {
                continue;
            }
            let mut rest = source.tokens[i + 2..]
                .iter()
                .skip_while(|t| is_reference(t));
            let of = rest.next().filter(|t| t.kind == Kind::Ident);
            if let Some(of) = of.filter(|t| BUILDS.contains(&t.text.as_str())) {
                let says = format!("a plan is the document, this is a {}", of.text);
                faults.push(fault(source, token.line, says));
            }
        }
    }
    faults
}

fn is_reference(token: &Token) -> bool {
    token.is('&') || token.kind == Kind::Lifetime || token.names("mut")
}

/// The words of a name, in small letters: `RepairList` and `repair_list` have the same.
fn parts(name: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut last = ' ';
    for c in name.chars() {
        let begins = c.is_uppercase() && !last.is_uppercase();
        if c == '_' || begins || all.is_empty() {
            all.push(String::new());
        }
        if let (Some(word), true) = (all.last_mut(), c != '_') {
            word.extend(c.to_lowercase());
        }
        last = c;
    }
    all
}
