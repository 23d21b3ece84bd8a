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

/// Room and floor. Imports only look down; rooms of one floor may look at each other, but not both ways.
pub const FLOORS: &[(&str, u8)] = &[
    ("domain", 0),
    ("read", 1),
    ("optimize", 2),
    ("report", 3),
    ("share", 4),
    ("chart", 4),
    ("words", 4),
    ("command", 4),
    ("web", 5),
];

/// Floors up to this one are pure: no browser, no clock, no chance, no files.
pub const PURE: u8 = 3;

pub fn floor(room: &str) -> Option<u8> {
    FLOORS
        .iter()
        .find(|(name, _)| *name == room)
        .map(|(_, floor)| *floor)
}

pub fn is_pure(source: &Source) -> bool {
    source
        .room()
        .and_then(floor)
        .is_some_and(|floor| floor <= PURE)
}

pub fn in_src(sources: &[Source]) -> impl Iterator<Item = &Source> {
    sources
        .iter()
        .filter(|source| source.path.starts_with("src/"))
}

/// Every room a file looks into, and the line where it does.
pub fn looks<'a>(source: &'a Source) -> impl Iterator<Item = (&'a str, usize)> + 'a {
    source
        .paths
        .iter()
        .filter_map(|named| Some((*source.path_from_root(named)?.first()?, named.line)))
}

pub fn is_certify(source: &Source) -> bool {
    matches!(source.module()[..], ["optimize", "certify", ..])
}
