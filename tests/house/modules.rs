//! Where the things stand that paths name: `mod.rs` and `lib.rs` are maps, and a path goes through their `use`s to the file
//! that defines the item.

use std::collections::BTreeMap;

use super::ground::in_src;
use super::source::Source;

/// A path from the crate's root.
pub type FromRoot<'a> = Vec<&'a str>;

/// A look of one file at something of the crate.
pub struct Look<'a> {
    pub written: FromRoot<'a>,
    /// Where maps lead from there.
    pub defined: FromRoot<'a>,
    pub line: usize,
}

pub struct Modules<'a> {
    files: BTreeMap<FromRoot<'a>, &'a Source>,
    /// What each map hands on: the name, and the path it stands for.
    handed_on: BTreeMap<FromRoot<'a>, BTreeMap<&'a str, FromRoot<'a>>>,
}

/// Rounds through maps until a `use` counts as one that leads nowhere.
const MOST_TURNS: usize = 9;

impl<'a> Modules<'a> {
    pub fn new(sources: &'a [Source]) -> Modules<'a> {
        let not_bins = in_src(sources).filter(|source| !source.path.starts_with("src/bin/"));
        let files: BTreeMap<_, _> = not_bins.map(|source| (source.module(), source)).collect();
        let maps = files.values().copied().filter(|source| is_map(source));
        let handed_on = maps.map(|map| (map.module(), uses(map))).collect();
        Modules { files, handed_on }
    }

    pub fn files(&self) -> impl Iterator<Item = &'a Source> {
        self.files.values().copied()
    }

    /// Everything of the crate that a file names. A path that begins with an imported name (`use super::rows;` …
    /// `rows::cost()`) is one more where the import is a map's, and so says too little.
    pub fn looks(&self, source: &'a Source) -> Vec<Look<'a>> {
        let imported = uses(source);
        let mut found = Vec::new();
        for named in &source.paths {
            let through_a_map = || {
                let import = imported.get(named.segments[0].as_str())?;
                let rest = named.segments[1..].iter().map(String::as_str);
                (named.binds.is_none() && self.is_map(import)).then(|| onward(import, rest))
            };
            let path = source.path_from_root(named).or_else(through_a_map);
            let paths = path.into_iter().flat_map(|path| self.spelled_out(path));
            found.extend(paths.map(|written| Look {
                defined: self.definition(&written),
                written,
                line: named.line,
            }));
        }
        found
    }

    /// The file that a path leads into; none where it ends on a map.
    pub fn file(&self, path: &[&str]) -> Option<&'a Source> {
        let mut inside = (1..=path.len())
            .rev()
            .filter_map(|end| self.files.get(&path[..end]));
        inside.next().copied().filter(|source| !is_map(source))
    }

    fn is_map(&self, path: &[&str]) -> bool {
        self.files.get(path).is_some_and(|source| is_map(source))
    }

    /// A glob over a map names everything that the map hands on.
    fn spelled_out(&self, path: FromRoot<'a>) -> Vec<FromRoot<'a>> {
        match path.split_last() {
            Some((&"*", map)) if self.handed_on.contains_key(map) => {
                let names = self.handed_on[map].keys();
                names.map(|name| onward(map, [*name])).collect()
            }
            Some((&"self", module)) => vec![module.to_vec()],
            _ => vec![path],
        }
    }

    fn definition(&self, written: &[&'a str]) -> FromRoot<'a> {
        let mut path = written.to_vec();
        for _ in 0..MOST_TURNS {
            match self.turn(&path) {
                Some(next) => path = next,
                None => break,
            }
        }
        path
    }

    /// The path behind the first name on it that a map hands on. A module of the same name comes first, unless the path ends
    /// with it: `certify::bound` is the function of `certify::bound::bound`.
    fn turn(&self, path: &[&'a str]) -> Option<FromRoot<'a>> {
        (0..path.len()).find_map(|at| {
            let target = self.handed_on.get(&path[..at])?.get(path[at])?;
            let rest = &path[at + 1..];
            let is_module = self.files.contains_key(&path[..=at]);
            (rest.is_empty() || !is_module).then(|| onward(target, rest.iter().copied()))
        })
    }
}

/// Files that hold nothing themselves.
pub fn is_map(source: &Source) -> bool {
    source.path.ends_with("/mod.rs") || source.path == "src/lib.rs"
}

fn onward<'a>(start: &[&'a str], rest: impl IntoIterator<Item = &'a str>) -> FromRoot<'a> {
    start.iter().copied().chain(rest).collect()
}

/// The names that a file's `use`s make known. In a map, `use rows::Row` begins in the map's own folder.
fn uses(source: &Source) -> BTreeMap<&str, FromRoot<'_>> {
    let mut known = BTreeMap::new();
    for named in &source.paths {
        let Some(name) = named.binds.as_deref() else {
            continue;
        };
        let own = || {
            let segments = named.segments.iter().map(String::as_str);
            is_map(source).then(|| onward(&source.module(), segments))
        };
        if let Some(mut path) = source.path_from_root(named).or_else(own) {
            path.truncate(path.len() - usize::from(path.last() == Some(&"self")));
            known.insert(name, path);
        }
    }
    known
}
