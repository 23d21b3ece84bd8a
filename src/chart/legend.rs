//! Names with the marks they are drawn with.

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, VPos};

use super::frame::{Area, ChartError, LINE, text, text_width};
use super::ink::Ink;

/// How a name of the legend is drawn in the figure.
#[derive(Clone, Copy)]
pub(super) enum LegendMark {
    Fill(Ink),
    Line(Ink),
    Dashed(Ink),
}

/// Draws names with their marks in rows from the top left; returns the height used.
pub(super) fn legend(area: &Area<'_>, entries: &[(LegendMark, &str)]) -> Result<i32, ChartError> {
    let width = area.dim_in_pixel().0 as i32;
    for ((mark, name), (x, row)) in entries.iter().zip(places(width, entries)) {
        let middle = row * (LINE + 2) + LINE / 2;
        draw_mark(area, *mark, (x, middle), SWATCH)?;
        let style = text(Ink::Second, HPos::Left, VPos::Center);
        area.draw_text(name, &style, (x + SWATCH + 5, middle))?;
    }
    Ok(legend_height(width, entries))
}

const SWATCH: i32 = 14;
const GAP: i32 = 14;

/// Pixels from the left, and row, of each name.
fn places(width: i32, entries: &[(LegendMark, &str)]) -> Vec<(i32, i32)> {
    let (mut x, mut row) = (0, 0);
    let place = |(_, name): &(LegendMark, &str)| {
        let need = SWATCH + 5 + text_width(name);
        if x > 0 && x + need > width {
            (x, row) = (0, row + 1);
        }
        let here = (x, row);
        x += need + GAP;
        here
    };
    entries.iter().map(place).collect()
}

/// Pixels that a legend takes.
pub(super) fn legend_height(width: i32, entries: &[(LegendMark, &str)]) -> i32 {
    let last = places(width, entries).last().copied();
    last.map_or(0, |(_, row)| (row + 1) * (LINE + 2))
}

fn draw_mark(
    area: &Area<'_>,
    mark: LegendMark,
    (x, y): (i32, i32),
    width: i32,
) -> Result<(), ChartError> {
    match mark {
        LegendMark::Fill(ink) => {
            let corners = [(x, y - 4), (x + width, y + 5)];
            area.draw(&Rectangle::new(corners, ink.color().filled()))?;
        }
        LegendMark::Line(ink) => {
            let style = ink.color().stroke_width(2);
            area.draw(&PathElement::new(vec![(x, y), (x + width, y)], style))?;
        }
        LegendMark::Dashed(ink) => dashed(area, (x, x + width), y, ink)?,
    }
    Ok(())
}

/// A level dashed line from one x to another.
pub(super) fn dashed(
    area: &Area<'_>,
    (from, to): (i32, i32),
    y: i32,
    ink: Ink,
) -> Result<(), ChartError> {
    const DASH: i32 = 4;
    const GAP: i32 = 3;
    let mut x = from;
    while x < to {
        let line = vec![(x, y), ((x + DASH).min(to), y)];
        area.draw(&PathElement::new(line, ink.color().stroke_width(1)))?;
        x += DASH + GAP;
    }
    Ok(())
}
