//! No circle of files: where two files need each other, neither can be read, tested or moved alone. Maps do not count, they
//! only name what stands elsewhere; a path through them leads to the file that defines the item.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::exceptions::{self, OutOfCircles};
use super::ground::{Fault, fault};
use super::modules::{Modules, is_map};
use super::source::Source;

/// Which files each file names, and the first line where it does.
type Edges<'a> = BTreeMap<&'a str, BTreeMap<&'a str, usize>>;

pub fn no_circle_of_files(sources: &[Source]) -> Vec<Fault> {
    let edges = without(edges(&Modules::new(sources)), exceptions::CIRCLES);
    let mut faults = Vec::new();
    for ring in rings(&edges) {
        let first = *ring.first().expect("a ring has files");
        let circle = shortest_circle(first, &edges);
        let source = sources.iter().find(|source| source.path == first);
        let says = format!(
            "a circle ({} files are in it): {}: move what both sides need into a file below them",
            ring.len(),
            circle.join(" → ")
        );
        faults.push(fault(
            source.expect("edges are between sources"),
            edges[first][circle[1]],
            says,
        ));
    }
    faults
}

/// The exceptions without which no circle would be found.
pub fn needless(sources: &[Source], listed: &'static [OutOfCircles]) -> Vec<OutOfCircles> {
    let all = edges(&Modules::new(sources));
    let is_needed = |&(start, _): &OutOfCircles| {
        let others: Vec<_> = listed
            .iter()
            .copied()
            .filter(|(other, _)| *other != start)
            .collect();
        let rings = rings(&without(all.clone(), &others));
        rings.iter().flatten().any(|path| path.starts_with(start))
    };
    listed
        .iter()
        .copied()
        .filter(|exception| !is_needed(exception))
        .collect()
}

fn edges<'a>(modules: &Modules<'a>) -> Edges<'a> {
    let of_file = |source: &'a Source| {
        let mut seen = BTreeMap::new();
        for look in modules.looks(source) {
            if let Some(file) = modules
                .file(&look.defined)
                .filter(|file| file.path != source.path)
            {
                seen.entry(file.path.as_str()).or_insert(look.line);
            }
        }
        (source.path.as_str(), seen)
    };
    let files = modules.files().filter(|source| !is_map(source));
    files.map(of_file).collect()
}

fn without<'a>(mut edges: Edges<'a>, exceptions: &[OutOfCircles]) -> Edges<'a> {
    edges.retain(|path, _| !exceptions.iter().any(|(start, _)| path.starts_with(start)));
    edges
}

/// The largest sets of files that all reach each other, each with its files in order.
fn rings<'a>(edges: &Edges<'a>) -> Vec<BTreeSet<&'a str>> {
    let reach: BTreeMap<&str, BTreeSet<&str>> = edges
        .keys()
        .map(|file| (*file, reached(file, edges)))
        .collect();
    let mut found = Vec::new();
    let mut placed: BTreeSet<&str> = BTreeSet::new();
    for (file, beyond) in &reach {
        if beyond.contains(file) && !placed.contains(file) {
            let back = |other: &&&str| reach.get(*other).is_some_and(|from| from.contains(file));
            let ring: BTreeSet<&str> = beyond.iter().filter(back).copied().collect();
            placed.extend(&ring);
            found.push(ring);
        }
    }
    found
}

fn reached<'a>(start: &str, edges: &Edges<'a>) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    let mut open: Vec<&str> = vec![start];
    while let Some(file) = open.pop() {
        for next in edges.get(file).into_iter().flat_map(BTreeMap::keys) {
            if found.insert(*next) {
                open.push(next);
            }
        }
    }
    found
}

/// From a file of a ring back to it; both ends are that file.
fn shortest_circle<'a>(start: &'a str, edges: &Edges<'a>) -> Vec<&'a str> {
    let mut open = VecDeque::from([vec![start]]);
    let mut seen = BTreeSet::new();
    while let Some(way) = open.pop_front() {
        let last = way[way.len() - 1];
        for next in edges.get(last).into_iter().flat_map(BTreeMap::keys) {
            let onward = [way.as_slice(), &[*next]].concat();
            if *next == start {
                return onward;
            }
            if seen.insert(*next) {
                open.push_back(onward);
            }
        }
    }
    unreachable!("a file of a ring reaches itself")
}

mod tests {
    use super::super::{holds, refuses};
    use super::*;

    #[test]
    fn there_is_no_circle_of_files() {
        holds(no_circle_of_files);
        let map =
            "mod bar;\nmod line;\nmod ink;\nmod lone;\npub use line::{Line as Stroke, long};\n";
        let bar = "\nuse super::{Stroke, ink};\nfn f() { ink::color() }\n";
        let line =
            "use crate::chart;\nuse crate::chart::ink::Ink;\nfn f() {\n    chart::bar::tall()\n}\n";
        let lone = "use super::lone::Own;\nuse super::*;\n#[cfg(test)]\nmod tests {\n    use super::*;\n}\n";
        refuses(
            no_circle_of_files,
            &[
                ("src/chart/mod.rs", map, &[]),
                ("src/chart/bar.rs", bar, &[2]),
                (
                    "src/chart/ink.rs",
                    "pub struct Ink;\n#[cfg(test)]\nuse super::bar::Bar;\n",
                    &[],
                ),
                ("src/chart/line.rs", line, &[]),
                ("src/chart/lone.rs", lone, &[]),
            ],
        );
        refuses(
            no_circle_of_files,
            &[
                ("src/read/json.rs", "use super::kept::keep;\n", &[1]),
                ("src/read/kept.rs", "use super::known::Known;\n", &[]),
                ("src/read/known.rs", "// …\nuse super::json::Json;\n", &[]),
            ],
        );
    }

    #[test]
    fn an_exception_that_no_circle_needs_is_found() {
        const LISTED: &[OutOfCircles] = &[("src/read/", ""), ("src/words/", "")];
        let sources = [
            Source::new("src/read/json.rs", "use super::kept::keep;"),
            Source::new("src/read/kept.rs", "use super::json::Json;"),
            Source::new("src/words/label.rs", "use super::number::plain;"),
        ];
        assert_eq!(needless(&sources, LISTED), [("src/words/", "")]);
    }
}
