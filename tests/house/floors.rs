//! Rules on floors: imports only look down, from room to room, and inside a room that has floors of its own.

use std::collections::BTreeMap;

use super::ground::{Fault, Room, fault, has_floors_inside, in_src, room_at, rooms_apart};
use super::modules::Modules;
use super::source::Source;

pub fn every_room_has_a_floor(sources: &[Source]) -> Vec<Fault> {
    let nowhere = in_src(sources).filter(|source| {
        let module = source.module();
        let mut depths = 1..=module.len();
        depths.any(|end| {
            let is_asked = end == 1 || has_floors_inside(&module[..end - 1]);
            is_asked && room_at(&module[..end]).is_none()
        })
    });
    nowhere
        .map(|source| {
            let says = "this room stands on no floor: name it in FLOORS of tests/house/ground.rs and in ARCHITECTURE.md";
            fault(source, 1, says)
        })
        .collect()
}

/// A look from one room into another.
struct Apart<'a> {
    source: &'a Source,
    from: Room,
    to: Room,
    line: usize,
}

/// A path is judged as it is written; where it is written as the own room's, by what the room's map makes of it.
fn looks_apart(sources: &[Source]) -> Vec<Apart<'_>> {
    let modules = Modules::new(sources);
    let mut found = Vec::new();
    for source in in_src(sources) {
        let own = source.module();
        for look in modules.looks(source) {
            let rooms =
                rooms_apart(&own, &look.written).or_else(|| rooms_apart(&own, &look.defined));
            if let Some((from, to)) = rooms {
                let line = look.line;
                found.push(Apart {
                    source,
                    from,
                    to,
                    line,
                });
            }
        }
    }
    found
}

pub fn imports_only_look_down(sources: &[Source]) -> Vec<Fault> {
    let upward = looks_apart(sources)
        .into_iter()
        .filter(|look| look.to.1 > look.from.1);
    let judge = |Apart {
                     source,
                     from,
                     to,
                     line,
                 }| {
        let (room, own) = from;
        let (seen, other) = to;
        let says = format!(
            "`{room}` (floor {own}) looks up at `{seen}` (floor {other}): move what it needs down, or pass it in"
        );
        fault(source, line, says)
    };
    upward.map(judge).collect()
}

pub fn neighbours_do_not_look_both_ways(sources: &[Source]) -> Vec<Fault> {
    let mut edges = BTreeMap::new();
    for Apart {
        source,
        from,
        to,
        line,
    } in looks_apart(sources)
    {
        if from.1 == to.1 {
            edges.entry((from.0, to.0)).or_insert((source, line));
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

mod tests {
    use super::super::{holds, refuses};
    use super::*;

    #[test]
    fn every_room_stands_on_a_floor() {
        holds(every_room_has_a_floor);
        refuses(
            every_room_has_a_floor,
            &[
                ("src/attic/mod.rs", "", &[1]),
                ("src/read/mod.rs", "", &[]),
                ("src/lib.rs", "", &[]),
                ("src/bin/app.rs", "", &[]),
            ],
        );
        refuses(
            every_room_has_a_floor,
            &[
                ("src/optimize/attic/mod.rs", "", &[1]),
                ("src/optimize/loose.rs", "", &[1]),
                ("src/optimize/mod.rs", "", &[]),
                ("src/optimize/search/inner/deep.rs", "", &[]),
            ],
        );
    }

    #[test]
    fn no_import_looks_up() {
        holds(imports_only_look_down);
        let upward = "\
use crate::domain::Plan;
use crate::report::Report; // floor 3
use crate::{
    domain::Case,
    optimize::{Answer, certify},
};
fn f() -> crate::web::Page { super::super::share::encode() }
// use crate::web::Page;
const S: &str = \"crate::web::Page\";
#[cfg(test)]
mod tests {
    use crate::web::Page;
}
";
        refuses(
            imports_only_look_down,
            &[("src/read/json.rs", upward, &[2, 5, 5, 7, 7])],
        );
        refuses(imports_only_look_down, &[("src/web/page.rs", upward, &[])]);
    }

    #[test]
    fn no_import_looks_up_inside_a_room() {
        let map = "pub mod model;\nmod search;\nmod tree;\npub use search::state::{Search as Hunt, solve};\npub use model::Row;\n";
        let upward = "\
use super::super::search::state;
use crate::optimize::{Hunt, Row};
use crate::optimize;
use crate::domain::Case;
use super::super::certify::bound;
fn f() { optimize::solve(optimize::Row); crate::optimize::tree::grow(super::other()) }
";
        refuses(
            imports_only_look_down,
            &[
                ("src/optimize/mod.rs", map, &[]),
                ("src/optimize/tree/node.rs", upward, &[1, 2, 6]),
                (
                    "src/report/sweep.rs",
                    "use crate::optimize::{Hunt, solve};\n",
                    &[],
                ),
            ],
        );
    }

    #[test]
    fn neighbours_keep_one_direction() {
        holds(neighbours_do_not_look_both_ways);
        refuses(
            neighbours_do_not_look_both_ways,
            &[
                ("src/chart/bar.rs", "use crate::words::say;", &[]),
                ("src/share/link.rs", "\nuse crate::words::say;", &[2]),
                ("src/words/link.rs", "use crate::share::LinkError;", &[1]),
            ],
        );
        refuses(
            neighbours_do_not_look_both_ways,
            &[
                ("src/optimize/mod.rs", "pub use simplex::solver::Lp;\n", &[]),
                (
                    "src/optimize/model/rows.rs",
                    "use crate::optimize::Lp;\n",
                    &[1],
                ),
                (
                    "src/optimize/simplex/solver.rs",
                    "\nuse super::super::model::rows;\n",
                    &[2],
                ),
            ],
        );
    }
}
