//! What the rules share: the floors, the rooms, and what a breach says.

use super::source::Source;

/// A breach of a rule: where, what, and what to do about it.
#[derive(Debug, PartialEq, Eq)]
pub struct Fault {
    pub path: String,
    pub line: usize,
    pub says: String,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.says)
    }
}

pub type Rule = fn(&[Source]) -> Vec<Fault>;

pub fn fault(source: &Source, line: usize, says: impl Into<String>) -> Fault {
    Fault {
        path: source.path.clone(),
        line,
        says: says.into(),
    }
}

/// Room and floor. Imports only look down; rooms of one floor may look at each other, but not both ways. A room may have
/// floors inside: then everything in it but its map stands on one of them.
pub const FLOORS: &[Room] = &[
    ("domain", 0),
    ("read", 1),
    ("optimize", 2),
    ("optimize/model", 0),
    ("optimize/params", 0),
    ("optimize/simplex", 0),
    ("optimize/certify", 1),
    ("optimize/relaxation", 2),
    ("optimize/restated", 2),
    ("optimize/evaluate", 2),
    ("optimize/tree", 3),
    ("optimize/heuristics", 4),
    ("optimize/search", 5),
    ("optimize/budget", 6),
    ("optimize/advice", 7),
    ("report", 3),
    ("share", 4),
    ("chart", 4),
    ("words", 4),
    ("command", 4),
    ("view_model", 5),
    ("jobs", 6),
    ("web", 7),
    ("web/browser", 0),
    ("web/state", 1),
    ("web/clients", 2),
    ("web/workers", 2),
    ("web/parts", 3),
    ("web/pages", 4),
    // Files that bind the pages together.
    ("web/app", 5),
    ("web/more", 5),
];

/// A path below src/, and the floor it stands on among the rooms beside it.
pub type Room = (&'static str, u8);

pub fn floors() -> impl Iterator<Item = Room> {
    FLOORS.iter().copied()
}

/// Floors up to this one are pure: no browser, no clock, no chance, no files.
pub const PURE: u8 = 3;
/// And so are these rooms above them: what the page knows and what its workers do runs natively as well.
pub const PURE_ABOVE: &[&str] = &["view_model", "jobs"];

/// The room of exactly this module.
pub fn room_at(module: &[&str]) -> Option<Room> {
    floors().find(|(name, _)| name.split('/').eq(module.iter().copied()))
}

pub fn has_floors_inside(module: &[&str]) -> bool {
    floors().any(|(name, _)| {
        let mut parts = name.split('/');
        module.iter().all(|part| parts.next() == Some(part)) && parts.next().is_some()
    })
}

/// The two rooms beside each other in which a module and a path part ways; none where they share the innermost, or where
/// one of them ends before.
pub fn rooms_apart(module: &[&str], path: &[&str]) -> Option<(Room, Room)> {
    let depth = 1 + module
        .iter()
        .zip(path)
        .take_while(|(own, other)| own == other)
        .count();
    Some((room_at(module.get(..depth)?)?, room_at(path.get(..depth)?)?))
}

pub fn is_pure(source: &Source) -> bool {
    let outer = source.module();
    let room = outer.get(..1).and_then(room_at);
    room.is_some_and(|(name, floor)| floor <= PURE || PURE_ABOVE.contains(&name))
}

pub fn in_src(sources: &[Source]) -> impl Iterator<Item = &Source> {
    sources
        .iter()
        .filter(|source| source.path.starts_with("src/"))
}

pub fn is_certify(source: &Source) -> bool {
    matches!(source.module()[..], ["optimize", "certify", ..])
}
