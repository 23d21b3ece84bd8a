//! Where tiles stand: by their place on the map, or in a row of blocks, one for each parent.

use std::collections::BTreeSet;

use crate::domain::{Level, Plan, set_of, sort_by_key};
use crate::words::Lang;

/// More columns than this leave no room for a name in a tile.
const MOST_COLUMNS: i32 = 14;
/// The same for the longer names of English, on a map of many tiles.
const MOST_COLUMNS_EN: i32 = 8;
/// More tiles than this are drawn small.
pub const MANY: usize = 60;
/// Tiles side by side in a block.
const BLOCK_COLUMNS: i32 = 9;
/// A map with fewer than one tile in so many places is drawn together.
const SPARSE: i32 = 4;

/// A unit with its place among the tiles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TilePlace {
    /// Its index.
    pub unit: usize,
    /// From the top, from 0.
    pub row: i32,
    /// From the left, from 0.
    pub column: i32,
    /// Above, right, below and left of it another parent's units begin, or none.
    pub edges: [bool; 4],
}

/// Tiles that stand together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The unit above them; none for the map itself.
    pub parent: Option<usize>,
    /// In rows from the top, each from the left. Rows go on from block to block.
    pub places: Vec<TilePlace>,
    /// How many columns they take up.
    pub columns: i32,
    /// The row of its first tile.
    pub first_row: i32,
    /// Whether tiles have room for their names.
    pub has_names: bool,
    /// The names of parents over their tiles, on a map that has no room for names in tiles.
    pub labels: Vec<Label>,
}

/// A unit above others, over the rows and columns that theirs take up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label {
    /// Its index.
    pub unit: usize,
    /// The first and the last.
    pub rows: (i32, i32),
    /// The first and the last.
    pub columns: (i32, i32),
}

/// The levels that have tiles: those with several units, the highest first.
pub fn levels(plan: &Plan) -> Vec<Level> {
    let all = [
        Level::Province,
        Level::Prefecture,
        Level::County,
        Level::Township,
    ];
    all.into_iter()
        .filter(|l| of_level(plan, *l).count() > 1)
        .collect()
}

/// The level with most units, which the map starts with.
pub fn usual_level(plan: &Plan) -> Level {
    let by_size = |l: &Level| of_level(plan, *l).count();
    levels(plan)
        .into_iter()
        .max_by_key(by_size)
        .unwrap_or(Level::Township)
}

/// A residual has no tile: nothing is built there.
fn of_level(plan: &Plan, level: Level) -> impl Iterator<Item = usize> {
    let units = plan.region.units.iter().enumerate();
    units
        .filter(move |(_, u)| u.level == level && !u.residual)
        .map(|(i, _)| i)
}

/// The tiles of a level.
pub fn blocks(plan: &Plan, level: Level, lang: Lang) -> Vec<Block> {
    let units: Vec<usize> = of_level(plan, level).collect();
    on_map(plan, &units, lang).map_or_else(|| by_parent(plan, &units), |block| vec![block])
}

/// The units of a level under the same parent as `unit`, in a block of `columns`.
pub fn siblings(plan: &Plan, unit: usize, columns: i32) -> Block {
    let (level, parent) = (plan.region.units[unit].level, parent(plan, unit));
    let own: Vec<usize> = of_level(plan, level)
        .filter(|u| self::parent(plan, *u) == parent)
        .collect();
    row_by_row(parent, &own, columns, 0)
}

fn parent(plan: &Plan, unit: usize) -> Option<usize> {
    let id = plan.region.units[unit].parent.as_ref()?;
    plan.region.units.iter().position(|u| u.id == *id)
}

/// All at their places; none where a unit has no place of its own.
fn on_map(plan: &Plan, units: &[usize], lang: Lang) -> Option<Block> {
    let at = units.iter().map(|u| place(plan, *u));
    let at = drawn_together(at.collect::<Option<Vec<_>>>()?);
    let parents: Vec<Option<usize>> = units.iter().map(|u| parent(plan, *u)).collect();
    let all: Vec<_> = units.iter().zip(&at).zip(&parents).collect();
    let parent_at = |row: i32, column: i32| {
        let here = all.iter().find(|((_, at), _)| **at == (row, column));
        here.map(|(_, parent)| **parent)
    };
    let several = parents.iter().any(|p| *p != parents[0]);
    let mut places: Vec<TilePlace> = Vec::new();
    for ((unit, (row, column)), own) in &all {
        let (row, column) = (*row, *column);
        // A line between two tiles is drawn once, by the one below or to the right.
        let differs = |row, column| several && parent_at(row, column) != Some(**own);
        let ends = |row, column| several && parent_at(row, column).is_none();
        places.push(TilePlace {
            unit: **unit,
            row,
            column,
            edges: [
                differs(row - 1, column),
                ends(row, column + 1),
                ends(row + 1, column),
                differs(row, column - 1),
            ],
        });
    }
    sort_by_key(&mut places, |p| (p.row, p.column));
    let is_twice = |p: &[TilePlace]| (p[0].row, p[0].column) == (p[1].row, p[1].column);
    let columns = places.iter().map(|p| p.column + 1).max()?;
    let mut block = Block {
        parent: None,
        places,
        columns,
        first_row: 0,
        has_names: columns <= most_columns(lang, units.len()),
        labels: Vec::new(),
    };
    if several && !block.has_names {
        block.labels = labels(plan, &block.places);
    }
    (!block.places.windows(2).any(is_twice)).then_some(block)
}

fn most_columns(lang: Lang, tiles: usize) -> i32 {
    match lang {
        Lang::En if tiles > MANY => MOST_COLUMNS_EN,
        _ => MOST_COLUMNS,
    }
}

/// Row and column of a unit; of one without a place, amid those below it.
fn place(plan: &Plan, unit: usize) -> Option<(i32, i32)> {
    let units = &plan.region.units;
    if let Some(tile) = units[unit].tile {
        return Some((tile.row as i32, tile.column as i32));
    }
    let id = &units[unit].id;
    let below = units.iter().filter(|u| u.parent.as_ref() == Some(id));
    let tiles: Vec<(i32, i32)> = below
        .filter_map(|u| u.tile)
        .map(|t| (t.row as i32, t.column as i32))
        .collect();
    let n = i32::try_from(tiles.len()).ok().filter(|n| *n > 0)?;
    let sum = |of: fn(&(i32, i32)) -> i32| tiles.iter().map(of).sum::<i32>();
    Some((sum(|t| t.0) / n, sum(|t| t.1) / n))
}

/// The same places from row and column 0; where few stand far apart, as near as they keep their order, without empty rows
/// and columns.
fn drawn_together(at: Vec<(i32, i32)>) -> Vec<(i32, i32)> {
    let top = at.iter().map(|p| p.0).min().unwrap_or(0);
    let left = at.iter().map(|p| p.1).min().unwrap_or(0);
    let at: Vec<(i32, i32)> = at.iter().map(|p| (p.0 - top, p.1 - left)).collect();
    let rows = at.iter().map(|p| p.0 + 1).max().unwrap_or(0);
    let columns = at.iter().map(|p| p.1 + 1).max().unwrap_or(0);
    let n = i32::try_from(at.len()).unwrap_or(i32::MAX);
    if n.saturating_mul(SPARSE) > rows * columns {
        return at;
    }
    let nearer = |by: i32| -> Vec<(i32, i32)> { at.iter().map(|p| (p.0 / by, p.1 / by)).collect() };
    let keeps_apart = |at: &Vec<(i32, i32)>| set_of(at.iter().copied()).len() == at.len();
    let at = (1..rows.max(columns)).rev().map(nearer).find(keeps_apart);
    let at = at.unwrap_or_default();
    let used = |of: fn(&(i32, i32)) -> i32| set_of(at.iter().map(of));
    let (rows, columns) = (used(|p| p.0), used(|p| p.1));
    let rank = |all: &BTreeSet<i32>, n: i32| all.range(..n).count() as i32;
    at.iter()
        .map(|p| (rank(&rows, p.0), rank(&columns, p.1)))
        .collect()
}

fn labels(plan: &Plan, places: &[TilePlace]) -> Vec<Label> {
    let mut all: Vec<Label> = Vec::new();
    for place in places {
        let Some(unit) = parent(plan, place.unit) else {
            continue;
        };
        match all.iter_mut().find(|l| l.unit == unit) {
            Some(label) => {
                let (rows, columns) = (&mut label.rows, &mut label.columns);
                *rows = (rows.0.min(place.row), rows.1.max(place.row));
                *columns = (columns.0.min(place.column), columns.1.max(place.column));
            }
            None => all.push(Label {
                unit,
                rows: (place.row, place.row),
                columns: (place.column, place.column),
            }),
        }
    }
    all
}

fn by_parent(plan: &Plan, units: &[usize]) -> Vec<Block> {
    let mut groups: Vec<(Option<usize>, Vec<usize>)> = Vec::new();
    for unit in units {
        let parent = parent(plan, *unit);
        match groups.iter_mut().find(|(p, _)| *p == parent) {
            Some((_, group)) => group.push(*unit),
            None => groups.push((parent, vec![*unit])),
        }
    }
    let mut first_row = 0;
    let block = |(parent, group): (Option<usize>, Vec<usize>)| {
        let block = row_by_row(parent, &group, BLOCK_COLUMNS, first_row);
        first_row = block.places.last().map_or(first_row, |p| p.row + 1);
        block
    };
    groups.into_iter().map(block).collect()
}

fn row_by_row(parent: Option<usize>, units: &[usize], columns: i32, first_row: i32) -> Block {
    let place = |(i, unit): (i32, &usize)| TilePlace {
        unit: *unit,
        row: first_row + i / columns,
        column: i % columns,
        edges: [false; 4],
    };
    Block {
        parent,
        places: (0..).zip(units).map(place).collect(),
        columns,
        first_row,
        has_names: true,
        labels: Vec::new(),
    }
}

/// The place an arrow key leads to: the nearest in its direction, straight ahead before aside.
pub fn toward(
    places: &[TilePlace],
    from: TilePlace,
    (down, right): (i32, i32),
) -> Option<TilePlace> {
    let distance = |p: &TilePlace| {
        let (dr, dc) = (p.row - from.row, p.column - from.column);
        let (ahead, aside) = (dr * down + dc * right, dr * right + dc * down);
        (ahead > 0).then(|| ahead + 3 * aside.abs())
    };
    let near = places.iter().filter_map(|p| distance(p).map(|d| (d, *p)));
    near.min_by_key(|(d, _)| *d).map(|(_, p)| p)
}
