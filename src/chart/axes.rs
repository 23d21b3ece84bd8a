//! Axes of equal columns and labeled heights.

use std::ops::Range;

use plotters::coord::ranged1d::{KeyPointHint, NoDefaultFormatting, ValueFormatter};
use plotters::coord::types::RangedCoordf64;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, VPos};

use super::frame::{Area, ChartError, LINE, Tick, text, widest};
use super::ink::Ink;

/// Room between the axes and their labels.
pub(super) const LABEL_GAP: i32 = 8;

/// An axis that has labels exactly where it is told to.
pub(super) struct Labeled {
    numbers: RangedCoordf64,
    ticks: Vec<Tick>,
}

impl Ranged for Labeled {
    type FormatOption = NoDefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, limit: (i32, i32)) -> i32 {
        self.numbers.map(value, limit)
    }

    fn key_points<Hint: KeyPointHint>(&self, _: Hint) -> Vec<f64> {
        self.ticks.iter().map(|t| t.at).collect()
    }

    fn range(&self) -> Range<f64> {
        self.numbers.range()
    }
}

impl ValueFormatter<f64> for Labeled {
    fn format_ext(&self, value: &f64) -> String {
        let tick = self.ticks.iter().find(|t| t.at == *value);
        tick.map(|t| t.label.clone()).unwrap_or_default()
    }
}

pub(super) type Plot<'a, 'b> =
    ChartContext<'a, super::canvas::Canvas<'b>, Cartesian2d<Labeled, Labeled>>;

/// The part of a figure between its axes.
pub(super) struct Axes<'a> {
    /// Labels of equal columns, from left to right.
    pub columns: Vec<&'a str>,
    /// Labels of the vertical axis, ascending; the first is its foot.
    pub ticks: &'a [Tick],
    /// The largest number shown.
    pub top: f64,
    /// Pixels above the plot.
    pub above: i32,
}

impl Axes<'_> {
    /// Draws axes and lines; columns are 1 wide, from 0 on.
    pub(super) fn draw<'a, 'b>(&self, area: &'a Area<'b>) -> Result<Plot<'a, 'b>, ChartError> {
        let left = widest(self.ticks.iter().map(|t| t.label.as_str())) + LABEL_GAP;
        let width = area.dim_in_pixel().0 as i32 - left;
        let mut plot = ChartBuilder::on(area)
            .margin_top(self.above)
            .x_label_area_size(LINE + LABEL_GAP)
            .y_label_area_size(left)
            .build_cartesian_2d(self.across(width), self.up())?;
        mesh(&mut plot)?;
        Ok(plot)
    }

    /// Columns, labeled in the middle: every one that has room, every second, …
    fn across(&self, width: i32) -> Labeled {
        let count = self.columns.len();
        let slot = (width / count.max(1) as i32).max(1);
        let need = widest(self.columns.iter().copied()) + LABEL_GAP;
        let every = ((need + slot - 1) / slot).max(1) as usize;
        let labeled = self.columns.iter().enumerate().step_by(every);
        Labeled {
            numbers: (0.0..count as f64).into(),
            ticks: labeled
                .map(|(i, label)| Tick {
                    at: i as f64 + 0.5,
                    label: (*label).to_owned(),
                })
                .collect(),
        }
    }

    fn up(&self) -> Labeled {
        let foot = self.ticks.first().map_or(0.0, |t| t.at);
        let top = self.ticks.last().map_or(self.top, |t| t.at.max(self.top));
        let top = if top > foot { top } else { foot + 1.0 };
        Labeled {
            numbers: (foot..top).into(),
            ticks: self.ticks.to_vec(),
        }
    }
}

fn mesh(plot: &mut Plot<'_, '_>) -> Result<(), ChartError> {
    plot.configure_mesh()
        .disable_x_mesh()
        .bold_line_style(Ink::Line.color())
        .light_line_style(TRANSPARENT)
        .axis_style(TRANSPARENT)
        .set_all_tick_mark_size(LABEL_GAP / 2)
        .label_style(text(Ink::Third, HPos::Center, VPos::Center))
        .draw()?;
    Ok(())
}

/// The part of a figure between two axes of numbers.
pub(super) struct Grid {
    /// What is shown from left to right, and its labels.
    pub across: (Range<f64>, Vec<Tick>),
    /// What is shown from the foot up, and its labels.
    pub up: (Range<f64>, Vec<Tick>),
    /// Pixels left of the plot.
    pub left: i32,
    /// Pixels right of it.
    pub right: i32,
    /// Pixels above it.
    pub above: i32,
}

impl Grid {
    /// Draws axes and lines.
    pub(super) fn draw<'a, 'b>(self, area: &'a Area<'b>) -> Result<Plot<'a, 'b>, ChartError> {
        let labeled = |(range, ticks): (Range<f64>, Vec<Tick>)| Labeled {
            numbers: range.into(),
            ticks,
        };
        let mut plot = ChartBuilder::on(area)
            .margin_top(self.above)
            .margin_right(self.right)
            .x_label_area_size(LINE + LABEL_GAP)
            .y_label_area_size(self.left)
            .build_cartesian_2d(labeled(self.across), labeled(self.up))?;
        mesh(&mut plot)?;
        Ok(plot)
    }
}
