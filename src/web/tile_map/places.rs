//! Where tiles stand: by their place on the map, or in a row of blocks, one for each parent.

use crate::domain::{Level, Plan};

/// More columns than this leave no room for a name in a tile.
const MOST_COLUMNS: i32 = 14;
/// More tiles than this are drawn small.
pub const MANY: usize = 60;
/// Tiles side by side in a block.
const BLOCK_COLUMNS: i32 = 9;

/// A unit with its place among the tiles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub unit: usize,
    pub row: i32,
    pub column: i32,
}

/// Tiles that stand together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The unit above them; none for the map itself.
    pub parent: Option<usize>,
    /// In rows from the top, each from the left. Rows go on from block to block.
    pub places: Vec<Place>,
    pub columns: i32,
    /// The row of its first tile.
    pub first_row: i32,
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
pub fn blocks(plan: &Plan, level: Level) -> Vec<Block> {
    let units: Vec<usize> = of_level(plan, level).collect();
    on_map(plan, &units).map_or_else(|| by_parent(plan, &units), |block| vec![block])
}

/// All at their places; none where a unit has no place of its own, or there is no room for the columns.
fn on_map(plan: &Plan, units: &[usize]) -> Option<Block> {
    let place = |unit: &usize| {
        let tile = plan.region.units[*unit].tile?;
        Some(Place {
            unit: *unit,
            row: tile.row as i32,
            column: tile.column as i32,
        })
    };
    let mut places = units.iter().map(place).collect::<Option<Vec<Place>>>()?;
    let left = places.iter().map(|p| p.column).min()?;
    let top = places.iter().map(|p| p.row).min()?;
    for place in &mut places {
        place.column -= left;
        place.row -= top;
    }
    places.sort_by_key(|p| (p.row, p.column));
    let twice = places
        .windows(2)
        .any(|p| (p[0].row, p[0].column) == (p[1].row, p[1].column));
    let columns = places.iter().map(|p| p.column + 1).max()?;
    (!twice && columns <= MOST_COLUMNS).then_some(Block {
        parent: None,
        places,
        columns,
        first_row: 0,
    })
}

fn by_parent(plan: &Plan, units: &[usize]) -> Vec<Block> {
    let index = |unit: usize| {
        let id = plan.region.units[unit].parent.as_ref();
        plan.region.units.iter().position(|u| Some(&u.id) == id)
    };
    let mut groups: Vec<(Option<usize>, Vec<usize>)> = Vec::new();
    for unit in units {
        let parent = index(*unit);
        match groups.iter_mut().find(|(p, _)| *p == parent) {
            Some((_, group)) => group.push(*unit),
            None => groups.push((parent, vec![*unit])),
        }
    }
    let mut first_row = 0;
    let block = |(parent, group): (Option<usize>, Vec<usize>)| {
        let place = |(i, unit): (i32, usize)| Place {
            unit,
            row: first_row + i / BLOCK_COLUMNS,
            column: i % BLOCK_COLUMNS,
        };
        let places: Vec<Place> = (0..).zip(group).map(place).collect();
        let block = Block {
            parent,
            places,
            columns: BLOCK_COLUMNS,
            first_row,
        };
        first_row = block.places.last().map_or(first_row, |p| p.row + 1);
        block
    };
    groups.into_iter().map(block).collect()
}

/// The place an arrow key leads to: the nearest in its direction, straight ahead before aside.
pub fn toward(places: &[Place], from: Place, (down, right): (i32, i32)) -> Option<Place> {
    let distance = |p: &Place| {
        let (dr, dc) = (p.row - from.row, p.column - from.column);
        let (ahead, aside) = (dr * down + dc * right, dr * right + dc * down);
        (ahead > 0).then(|| ahead + 3 * aside.abs())
    };
    let near = places.iter().filter_map(|p| distance(p).map(|d| (d, *p)));
    near.min_by_key(|(d, _)| *d).map(|(_, p)| p)
}
