//! Tables of ids: short by a common list of names, spelled out where a name is not on it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{LinkError, LinkTable};
use crate::domain::{map_of, sort_by_key};

/// One name per line. It only ever grows at its end: links name its lines for ever.
const COMMON: &str = include_str!("names.txt");

/// The ids that a link uses, each once: those on the common list first, then the others.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct LinkNames {
    /// Lines of the common list, rising: the first, then distances.
    common: Vec<u32>,
    /// Ids that are not on the list.
    spelled: Vec<String>,
}

/// Id → its place in a table.
pub(super) type LinkPlaces = BTreeMap<String, usize>;

impl LinkNames {
    /// A table of `ids` and where each of them stands in it.
    pub(super) fn of(ids: BTreeSet<&str>) -> (LinkNames, LinkPlaces) {
        let lines: BTreeMap<&str, u32> = map_of(COMMON.lines().zip(0..));
        let mut known: Vec<(u32, &str)> = ids
            .iter()
            .filter_map(|id| lines.get(id).map(|line| (*line, *id)))
            .collect();
        sort_by_key(&mut known, |k| *k);
        let spelled: Vec<&str> = ids
            .into_iter()
            .filter(|id| !lines.contains_key(id))
            .collect();
        let all = known
            .iter()
            .map(|(_, id)| *id)
            .chain(spelled.iter().copied());
        let places = map_of(all.enumerate().map(|(i, id)| (id.to_owned(), i)));
        let mut last = 0;
        let distance = |line: u32| line - std::mem::replace(&mut last, line);
        let common = known.iter().map(|(line, _)| *line).map(distance).collect();
        let spelled = spelled.into_iter().map(str::to_owned).collect();
        (LinkNames { common, spelled }, places)
    }

    /// The ids in the order of the table.
    pub(super) fn ids(&self) -> Result<Vec<String>, LinkError> {
        let lines: Vec<&str> = COMMON.lines().collect();
        let mut line: u64 = 0;
        let mut ids = Vec::with_capacity(self.common.len().min(lines.len()) + self.spelled.len());
        for distance in &self.common {
            line += u64::from(*distance);
            ids.push(at(&lines, LinkTable::Names, line)?.to_string());
        }
        ids.extend(self.spelled.iter().cloned());
        Ok(ids)
    }
}

/// The entry of a list that a link names.
pub(super) fn at<T>(list: &[T], table: LinkTable, index: impl Into<u64>) -> Result<&T, LinkError> {
    let index = index.into();
    let found = usize::try_from(index).ok().and_then(|i| list.get(i));
    found.ok_or(LinkError::NoSuchIndex {
        table,
        index,
        len: list.len(),
    })
}

#[cfg(test)]
mod tests {
    use super::super::checksum::crc32;
    use super::*;

    #[test]
    fn a_table_gives_back_every_id_at_its_place() {
        let ids = BTreeSet::from(["330381003000", "zebra", "330381001000", "aardvark"]);
        let (names, places) = LinkNames::of(ids.clone());
        let back = names.ids().unwrap();
        assert_eq!(names.common, [0, 2]);
        assert!(ids.iter().all(|id| back[places[*id]] == *id));
        assert_eq!(back.len(), ids.len());
    }

    #[test]
    fn a_line_beyond_the_list_is_said() {
        let names = LinkNames {
            common: vec![u32::MAX, u32::MAX],
            spelled: Vec::new(),
        };
        let table = LinkTable::Names;
        let error = names.ids().unwrap_err();
        assert!(matches!(error, LinkError::NoSuchIndex { table: t, .. } if t == table));
    }

    #[test]
    fn no_name_is_listed_twice() {
        let distinct: BTreeSet<&str> = COMMON.lines().collect();
        assert_eq!(distinct.len(), COMMON.lines().count());
    }

    /// How many lines were published, and the checksum of them.
    const PUBLISHED: [(usize, u32); 1] = [(121, 0x92B2_E9BD)];

    /// The list may grow; what was published must not move. After appending, add an entry with the new length.
    #[test]
    fn published_lines_stay_where_they_are() {
        for (lines, checksum) in PUBLISHED {
            let published: String = COMMON.split_inclusive('\n').take(lines).collect();
            assert_eq!(
                crc32(published.as_bytes()),
                checksum,
                "the first {lines} lines of names.txt"
            );
        }
    }
}
