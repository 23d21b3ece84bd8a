//! A stock by year against what is required.

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, VPos};

use super::axes::{Axes, Plot};
use super::frame::{Area, ChartError, Frame, LINE, Tick, all_finite, bold, text, widest};
use super::ink::Ink;
use super::legend::{LegendMark, legend};

/// What stands in each year, and what is required.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StockByYear {
    /// Title, description, size.
    pub frame: Frame,
    /// The legend's word for the stock.
    pub stock: String,
    /// The legend's word for the requirement.
    pub required: String,
    /// The base year and the periods, from left to right.
    pub points: Vec<StockPoint>,
    /// Labels of the vertical axis, ascending.
    pub ticks: Vec<Tick>,
}

/// One year. All numbers in one unit, the ticks' too.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StockPoint {
    /// The year or period.
    pub label: String,
    /// What stands.
    pub stock: f64,
    /// What stands, in words.
    pub stock_label: String,
    /// What is required, where the year has a requirement, with its words.
    pub required: Option<(f64, String)>,
}

impl StockPoint {
    fn is_short(&self) -> bool {
        self.required.as_ref().is_some_and(|(r, _)| self.stock < *r)
    }
}

impl StockByYear {
    /// The SVG text of the figure: the stock as a line with points, the requirement as a bar across its years; a point that
    /// falls short is hollow.
    ///
    /// # Errors
    /// No year, a number that is not finite, or too few pixels.
    pub fn svg(&self) -> Result<String, ChartError> {
        if self.points.is_empty() {
            return Err(ChartError::Empty);
        }
        all_finite(self.numbers())?;
        self.frame.draw(|area| self.draw(area))
    }

    fn numbers(&self) -> impl Iterator<Item = f64> {
        self.points
            .iter()
            .flat_map(|p| std::iter::once(p.stock).chain(p.required.as_ref().map(|(r, _)| *r)))
    }

    fn draw(&self, area: &Area<'_>) -> Result<(), ChartError> {
        let marks = [
            (LegendMark::Line(Ink::Met), self.stock.as_str()),
            (LegendMark::Line(Ink::First), self.required.as_str()),
        ];
        let required = self.points.iter().any(|p| p.required.is_some());
        let above = legend(area, &marks[..1 + usize::from(required)])? + LINE + 6;
        let axes = Axes {
            columns: self.points.iter().map(|p| p.label.as_str()).collect(),
            ticks: &self.ticks,
            top: self.numbers().fold(0.0, f64::max),
            above,
        };
        let plot = axes.draw(area)?;
        self.requirements(area, &plot)?;
        let line: Vec<_> = self.places(&plot).collect();
        area.draw(&PathElement::new(line, Ink::Met.color().stroke_width(2)))?;
        for (i, at) in self.places(&plot).enumerate() {
            self.dot(area, &self.points[i], at)?;
        }
        self.labels(area, &plot)
    }

    /// Pixels of the points of the stock.
    fn places(&self, plot: &Plot<'_, '_>) -> impl Iterator<Item = (i32, i32)> {
        let at = |(i, p): (usize, &StockPoint)| plot.backend_coord(&(i as f64 + 0.5, p.stock));
        self.points.iter().enumerate().map(at)
    }

    fn requirements(&self, area: &Area<'_>, plot: &Plot<'_, '_>) -> Result<(), ChartError> {
        for (i, point) in self.points.iter().enumerate() {
            let Some((required, _)) = point.required else {
                continue;
            };
            let from = plot.backend_coord(&(i as f64 + 0.1, required));
            let to = plot.backend_coord(&(i as f64 + 0.9, required));
            let style = Ink::First.color().stroke_width(2);
            area.draw(&PathElement::new(vec![from, to], style))?;
        }
        Ok(())
    }

    fn dot(&self, area: &Area<'_>, point: &StockPoint, at: (i32, i32)) -> Result<(), ChartError> {
        let (edge, fill) = if point.is_short() {
            (Ink::Missed, Ink::Paper)
        } else {
            (Ink::Paper, Ink::Met)
        };
        area.draw(&Circle::new(at, 5, edge.color().filled()))?;
        area.draw(&Circle::new(at, 3, fill.color().filled()))?;
        Ok(())
    }

    /// What stands, on the side of its point that the requirement leaves free; what is required, at the last year.
    fn labels(&self, area: &Area<'_>, plot: &Plot<'_, '_>) -> Result<(), ChartError> {
        let (left, right) = (
            plot.backend_coord(&(0.0, 0.0)).0,
            plot.backend_coord(&(1.0, 0.0)).0,
        );
        if widest(self.points.iter().map(|p| p.stock_label.as_str())) + 4 > right - left {
            return Ok(());
        }
        for (point, (x, y)) in self.points.iter().zip(self.places(plot)) {
            let below = point.is_short();
            let (v, y) = if below {
                (VPos::Top, y + 8)
            } else {
                (VPos::Bottom, y - 7)
            };
            let ink = if below { Ink::MissedText } else { Ink::First };
            area.draw_text(&point.stock_label, &bold(ink, HPos::Center, v), (x, y))?;
        }
        let last = self
            .points
            .iter()
            .enumerate()
            .rev()
            .find(|(_, p)| p.required.is_some());
        let Some((
            i,
            StockPoint {
                required: Some((required, words)),
                stock,
                ..
            },
        )) = last
        else {
            return Ok(());
        };
        let (x, y) = plot.backend_coord(&(i as f64 + 0.5, *required));
        let (v, y) = if stock < required {
            (VPos::Bottom, y - 4)
        } else {
            (VPos::Top, y + 5)
        };
        area.draw_text(words, &text(Ink::Second, HPos::Center, v), (x, y))?;
        Ok(())
    }
}
