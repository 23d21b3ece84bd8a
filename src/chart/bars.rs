//! A few numbers side by side, each with its goal.

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, VPos};

use super::frame::{Area, ChartError, Frame, all_finite, bold, text, widest};
use super::ink::Ink;

/// Numbers in rows, longest bar to the right edge.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bars {
    /// Title, description, size; rows share the height.
    pub frame: Frame,
    /// Rows from the top.
    pub bars: Vec<Bar>,
}

/// One row. All numbers in one unit, not negative.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bar {
    /// What is counted.
    pub label: String,
    /// How much.
    pub value: f64,
    /// How much, in words.
    pub value_label: String,
    /// The goal, drawn as a line across the row.
    pub goal: Option<f64>,
}

/// Room between label, bar and number.
const GAP: i32 = 8;

impl Bars {
    /// The SVG text of the figure.
    ///
    /// # Errors
    /// No row, a number that is not finite, or too few pixels for labels and bars.
    pub fn svg(&self) -> Result<String, ChartError> {
        if self.bars.is_empty() {
            return Err(ChartError::Empty);
        }
        all_finite(
            self.bars
                .iter()
                .flat_map(|b| std::iter::once(b.value).chain(b.goal)),
        )?;
        self.frame.draw(|area| self.draw(area))
    }

    fn draw(&self, area: &Area<'_>) -> Result<(), ChartError> {
        let (width, height) = area.dim_in_pixel();
        let left = widest(self.bars.iter().map(|b| b.label.as_str())) + GAP;
        let right = width as i32 - widest(self.bars.iter().map(|b| b.value_label.as_str())) - GAP;
        if right - left < 40 {
            return Err(ChartError::TooSmall { width, height });
        }
        let most = self
            .bars
            .iter()
            .map(|b| b.value.max(b.goal.unwrap_or(0.0)))
            .fold(f64::MIN_POSITIVE, f64::max);
        let scale = f64::from(right - left) / most;
        let row = f64::from(height) / self.bars.len() as f64;
        for (i, bar) in self.bars.iter().enumerate() {
            let middle = ((i as f64 + 0.5) * row) as i32;
            let place = BarRow {
                left,
                middle,
                half: (row * 0.3).clamp(2.0, 8.0) as i32,
                scale,
            };
            place.draw(area, bar)?;
        }
        Ok(())
    }
}

/// Where a row is drawn, in pixels.
struct BarRow {
    left: i32,
    middle: i32,
    half: i32,
    scale: f64,
}

impl BarRow {
    fn draw(&self, area: &Area<'_>, bar: &Bar) -> Result<(), ChartError> {
        let short = bar.goal.is_some_and(|goal| bar.value < goal);
        let ink = if short { Ink::Missed } else { Ink::Met };
        let end = self.x(bar.value);
        let corners = [
            (self.left, self.middle - self.half),
            (end, self.middle + self.half),
        ];
        area.draw(&Rectangle::new(corners, ink.color().filled()))?;
        if let Some(goal) = bar.goal {
            let x = self.x(goal);
            let reach = self.half + 3;
            let line = vec![(x, self.middle - reach), (x, self.middle + reach)];
            area.draw(&PathElement::new(line, Ink::First.color().stroke_width(2)))?;
        }
        let name = text(Ink::Second, HPos::Right, VPos::Center);
        area.draw_text(&bar.label, &name, (self.left - GAP, self.middle))?;
        let beyond = end.max(bar.goal.map_or(end, |goal| self.x(goal)));
        let number = bold(Ink::First, HPos::Left, VPos::Center);
        area.draw_text(&bar.value_label, &number, (beyond + GAP, self.middle))?;
        Ok(())
    }

    fn x(&self, value: f64) -> i32 {
        self.left + (value.max(0.0) * self.scale).round() as i32
    }
}
