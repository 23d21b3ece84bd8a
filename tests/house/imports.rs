//! Rules on what looks at what.

use std::collections::BTreeMap;

use super::ground::{Fault, PURE, fault, floor, in_src, is_certify, is_pure, looks};
use super::source::{Kind, Named, Source};

pub fn every_room_has_a_floor(sources: &[Source]) -> Vec<Fault> {
    in_src(sources)
        .filter(|source| source.room().is_some_and(|room| floor(room).is_none()))
        .map(|source| {
            let says = "this room stands on no floor: name it in FLOORS of tests/house/ground.rs and in ARCHITECTURE.md";
            fault(source, 1, says)
        })
        .collect()
}

pub fn imports_only_look_down(sources: &[Source]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for source in in_src(sources) {
        let Some((room, own)) = source.room().and_then(|room| Some((room, floor(room)?))) else {
            continue;
        };
        for (seen, line) in looks(source) {
            let Some(other) = floor(seen) else { continue };
            if other > own {
                let says = format!(
                    "`{room}` (floor {own}) looks up at `{seen}` (floor {other}): move what it needs down, or pass it in"
                );
                faults.push(fault(source, line, says));
            }
        }
    }
    faults
}

pub fn neighbours_do_not_look_both_ways(sources: &[Source]) -> Vec<Fault> {
    let mut edges = BTreeMap::new();
    for source in in_src(sources) {
        let Some(room) = source.room() else { continue };
        for (seen, line) in looks(source) {
            if seen != room && floor(seen).is_some() && floor(seen) == floor(room) {
                edges.entry((room, seen)).or_insert((source, line));
            }
        }
    }
    let both = edges
        .iter()
        .filter(|((a, b), _)| edges.contains_key(&(*b, *a)));
    both.map(|((a, b), (source, line))| {
        fault(
            source,
            *line,
            format!(
                "`{a}` and `{b}` stand on one floor and look at each other: keep one direction"
            ),
        )
    })
    .collect()
}

const SOLVERS: &[&str] = &["good_lp", "clarabel", "microlp", "highs", "lp_solvers"];

pub fn only_optimize_names_a_solver(sources: &[Source]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for source in in_src(sources).filter(|source| source.room() != Some("optimize")) {
        for Named { segments, line } in &source.paths {
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

/// The rooms of `optimize` that `certify` shares with the search: the words in which a plan and a proof are written.
const SHARED_WITH_CERTIFY: &[&str] = &["certify", "keys", "points"];

/// `pub use search::{Search, solve}` in optimize/mod.rs gives `Search → search`, `solve → search`.
fn origins(sources: &[Source]) -> BTreeMap<&str, &str> {
    let of_mod = sources
        .iter()
        .filter(|source| source.path == "src/optimize/mod.rs");
    let paths = of_mod
        .flat_map(|source| &source.paths)
        .filter(|named| named.segments.len() > 1);
    let relative = paths.map(|named| {
        named
            .segments
            .iter()
            .map(String::as_str)
            .filter(|s| *s != "self")
            .collect()
    });
    relative
        .filter_map(|segments: Vec<&str>| match segments[..] {
            [module, .., name] => Some((name, module)),
            _ => None,
        })
        .collect()
}

pub fn certify_knows_nothing_of_the_search(sources: &[Source]) -> Vec<Fault> {
    let origins = origins(sources);
    let mut faults = Vec::new();
    for source in in_src(sources).filter(|source| is_certify(source)) {
        for named in &source.paths {
            let Some(path) = source.path_from_root(named) else {
                continue;
            };
            let ["optimize", seen, ..] = path[..] else {
                continue;
            };
            let home = origins.get(seen).copied().unwrap_or(seen);
            if !SHARED_WITH_CERTIFY.contains(&home) {
                let says = format!(
                    "`certify` uses `{seen}` of `{home}`, which it checks: recompute it from the case, or move a shared word to `keys`"
                );
                faults.push(fault(source, named.line, says));
            }
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
        for Named { segments, line } in &source.paths {
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
