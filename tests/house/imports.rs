//! Rules on what looks at what.

use super::ground::{Fault, PURE, fault, in_src, is_certify, is_pure};
use super::modules::Modules;
use super::source::{Named, Source};
use super::tokens::Kind;

const SOLVERS: &[&str] = &["good_lp", "clarabel", "microlp", "highs", "lp_solvers"];

pub fn only_optimize_names_a_solver(sources: &[Source]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for source in in_src(sources).filter(|source| source.room() != Some("optimize")) {
        for Named { segments, line, .. } in &source.paths {
            if segments.len() > 1 && SOLVERS.contains(&segments[0].as_str()) {
                let says = format!(
                    "`{}` is a solver crate: only `optimize` may name one",
                    segments[0]
                );
                faults.push(fault(source, *line, says));
            }
        }
    }
    faults
}

/// What `certify` shares with the search: the words in which a plan and a proof are written.
const SHARED_WITH_CERTIFY: &[&[&str]] = &[
    &["certify"],
    &["model", "formulation"],
    &["model", "points"],
];

pub fn certify_knows_nothing_of_the_search(sources: &[Source]) -> Vec<Fault> {
    let modules = Modules::new(sources);
    let mut faults = Vec::new();
    for source in in_src(sources).filter(|source| is_certify(source)) {
        for look in modules.looks(source) {
            let ["optimize", seen @ ..] = look.defined.as_slice() else {
                continue;
            };
            if !SHARED_WITH_CERTIFY
                .iter()
                .any(|shared| seen.starts_with(shared))
            {
                let says = format!(
                    "`certify` uses `{}`, which it checks: recompute it from the case, or move a shared word to `model`'s `formulation`",
                    seen.join("::")
                );
                faults.push(fault(source, look.line, says));
            }
        }
    }
    faults.dedup_by_key(|fault| (fault.path.clone(), fault.line));
    faults
}

/// Workers show nothing: what draws a page would only make them larger.
pub fn workers_know_no_page(sources: &[Source]) -> Vec<Fault> {
    let mut faults = Vec::new();
    let of_workers = in_src(sources).filter(|source| source.path.starts_with("src/web/workers/"));
    for source in of_workers {
        for token in source.tokens.iter().filter(|token| token.names("leptos")) {
            let says = "a worker shows nothing: `leptos` belongs to the page";
            faults.push(fault(source, token.line, says));
        }
    }
    faults
}

const BROWSER: &[&str] = &[
    "web_sys",
    "js_sys",
    "wasm_bindgen",
    "wasm_bindgen_futures",
    "leptos",
    "gloo",
    "rand",
];
const OUTSIDE: &[&str] = &["time", "fs", "net", "env", "process", "thread"];
const PRINTS: &[&str] = &["print", "println", "eprint", "eprintln", "dbg"];

pub fn lower_floors_touch_nothing_outside(sources: &[Source]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for source in in_src(sources).filter(|source| is_pure(source)) {
        for Named { segments, line, .. } in &source.paths {
            let outside = match segments.as_slice() {
                [first, second, ..] if first == "std" => OUTSIDE.contains(&second.as_str()),
                [first, _, ..] => BROWSER.contains(&first.as_str()),
                _ => false,
            };
            if outside {
                let says = format!(
                    "`{}`: floors 0–{PURE} know no browser, clock, chance or file",
                    segments.join("::")
                );
                faults.push(fault(source, *line, says));
            }
        }
        for pair in source.tokens.windows(2) {
            if pair[0].kind == Kind::Ident
                && PRINTS.contains(&pair[0].text.as_str())
                && pair[1].is('!')
            {
                let says = format!(
                    "`{}!`: floors 0–{PURE} return what they have to say",
                    pair[0].text
                );
                faults.push(fault(source, pair[0].line, says));
            }
        }
    }
    faults
}
