//! What every figure has: title, description, size, text.

use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::canvas::{Canvas, SIZE_FACTOR, text_width_em};
use super::ink::{Ink, Theme};
use crate::domain::magnitude;

/// Size of all text in pixels.
pub(super) const FONT: f64 = 12.0;
/// Height of a line of text in pixels.
pub(super) const LINE: i32 = 16;
/// Less than this is no figure.
const LEAST: (u32, u32) = (120, 80);

/// What every figure has.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Frame {
    /// What a screen reader calls it.
    pub title: String,
    /// What it says, in a sentence or two, for those who cannot see it.
    pub desc: String,
    /// Width in pixels; text does not scale with it.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Where it is shown.
    pub theme: Theme,
}

/// A labeled place on an axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// Where.
    pub at: f64,
    /// What stands there.
    pub label: String,
}

/// Why a figure was not drawn.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChartError {
    /// There is nothing to show.
    #[error("the figure has no data")]
    Empty,
    /// A number is infinite or not a number.
    #[error("a number of the figure is not finite")]
    NotFinite,
    /// The figure would be smaller than its labels.
    #[error("{width} × {height} pixels are too few for a figure")]
    TooSmall {
        /// Width asked for.
        width: u32,
        /// Height asked for.
        height: u32,
    },
    /// The drawing library refused.
    #[error("drawing failed: {0}")]
    Drawing(String),
}

impl<E: std::error::Error + Send + Sync> From<DrawingAreaErrorKind<E>> for ChartError {
    fn from(error: DrawingAreaErrorKind<E>) -> Self {
        ChartError::Drawing(error.to_string())
    }
}

/// Round numbers from 0 to `top` or just above it, about `count` steps apart.
///
/// Steps are 1, 2, 2.5 or 5 times a power of ten. A `top` that is not positive counts as 1.
///
/// ```
/// assert_eq!(dabiao::chart::ticks(93.0, 4), vec![0.0, 25.0, 50.0, 75.0, 100.0]);
/// ```
#[must_use]
pub fn ticks(top: f64, count: usize) -> Vec<f64> {
    let top = if top.is_finite() && top > 0.0 {
        top
    } else {
        1.0
    };
    let step = round_step(top / count.max(1) as f64);
    let steps = (top / step - 1e-9).ceil() as u32;
    (0..=steps).map(|i| f64::from(i) * step).collect()
}

/// Round numbers from `low`, or just below it, to `high` or just above it, about `count` steps apart.
///
/// ```
/// assert_eq!(dabiao::chart::ticks_between(35.0, 100.0, 4), vec![20.0, 40.0, 60.0, 80.0, 100.0]);
/// ```
#[must_use]
pub fn ticks_between(low: f64, high: f64, count: usize) -> Vec<f64> {
    if !(low.is_finite() && high.is_finite() && low < high) {
        return ticks(high, count);
    }
    let step = round_step((high - low) / count.max(1) as f64);
    let first = (low / step + 1e-9).floor() as i64;
    let last = (high / step - 1e-9).ceil() as i64;
    (first..=last).map(|i| i as f64 * step).collect()
}

/// The least of 1, 2, 2.5 or 5 times a power of ten that is not below `rough`.
fn round_step(rough: f64) -> f64 {
    let power = magnitude(rough);
    [1.0, 2.0, 2.5, 5.0, 10.0]
        .into_iter()
        .map(|m| m * power)
        .find(|step| *step >= rough * (1.0 - 1e-9))
        .unwrap_or(10.0 * power)
}

pub(super) type Area<'a> = DrawingArea<Canvas<'a>, Shift>;

impl Frame {
    /// Draws a figure and returns its SVG text.
    pub(super) fn draw(
        &self,
        figure: impl FnOnce(&Area<'_>) -> Result<(), ChartError>,
    ) -> Result<String, ChartError> {
        let (width, height) = (self.width, self.height);
        if width < LEAST.0 || height < LEAST.1 {
            return Err(ChartError::TooSmall { width, height });
        }
        let mut svg = String::new();
        {
            let area = Canvas::new(&mut svg, (width, height)).into_drawing_area();
            figure(&area)?;
            area.present()?;
        }
        Ok(self.finish(&svg))
    }

    /// Real colors, and the words for those who cannot see the picture.
    fn finish(&self, svg: &str) -> String {
        let (w, h) = (self.width, self.height);
        let mut out = format!(
            "<svg class=\"chart\" role=\"img\" width=\"{w}\" height=\"{h}\" viewBox=\"0 0 {w} {h}\""
        );
        out += &format!(
            "{} xmlns=\"http://www.w3.org/2000/svg\">\n",
            self.theme.fonts()
        );
        out += &format!(
            "<title>{}</title>\n<desc>{}</desc>\n",
            escape(&self.title),
            escape(&self.desc)
        );
        let body = svg.split_once(">\n").map_or("", |(_, body)| body);
        let body = body
            .replace(" opacity=\"1\"", "")
            .replace(" font-family=\"inherit\"", "");
        out + &texts_in_one_line(&self.theme.dress(&body))
    }
}

/// plotters writes a text between line breaks, which some readers of SVG show as spaces.
fn texts_in_one_line(svg: &str) -> String {
    let mut out = String::with_capacity(svg.len());
    let mut inside = false;
    for line in svg.lines() {
        out += line;
        inside = line.starts_with("<text") || (inside && line != "</text>");
        if !inside {
            out.push('\n');
        }
    }
    out
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// Refuses what plotters would draw nowhere.
pub(super) fn all_finite(mut numbers: impl Iterator<Item = f64>) -> Result<(), ChartError> {
    if numbers.all(f64::is_finite) {
        Ok(())
    } else {
        Err(ChartError::NotFinite)
    }
}

/// Width of a text in pixels.
pub(super) fn text_width(text: &str) -> i32 {
    (text_width_em(text) * FONT).ceil() as i32
}

/// Width of the widest text in pixels, 0 for none.
pub(super) fn widest<'a>(texts: impl Iterator<Item = &'a str>) -> i32 {
    texts.map(text_width).max().unwrap_or(0)
}

/// Plain text in a color, anchored.
pub(super) fn text(ink: Ink, h: HPos, v: VPos) -> TextStyle<'static> {
    styled(FontStyle::Normal, ink, h, v)
}

/// Bold text in a color, anchored.
pub(super) fn bold(ink: Ink, h: HPos, v: VPos) -> TextStyle<'static> {
    styled(FontStyle::Bold, ink, h, v)
}

fn styled(style: FontStyle, ink: Ink, h: HPos, v: VPos) -> TextStyle<'static> {
    let font = FontDesc::new(FontFamily::Name("inherit"), FONT * SIZE_FACTOR, style);
    TextStyle {
        font,
        color: ink.color().to_backend_color(),
        pos: Pos::new(h, v),
    }
}
