//! plotters' SVG with our measure of text.

use std::io::Error;

use plotters::prelude::{DrawingBackend, SVGBackend};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingErrorKind,
};
use unicode_width::UnicodeWidthChar;

/// plotters writes a font size 1.24 times smaller than the one it is given.
pub(super) const SIZE_FACTOR: f64 = 1.24;

/// Width of a glyph of half width, such as a digit or a Latin letter, in em.
const NARROW_EM: f64 = 0.55;

/// Width of a line of text in em: 1 for a glyph of full width, 0.55 for any other.
///
/// An upper estimate for the fonts of the page; proportional Latin text comes out up to a fifth narrower.
///
/// ```
/// assert_eq!(dabiao::chart::text_width_em("\u{4E07}\u{5143}"), 2.0);
/// assert_eq!(dabiao::chart::text_width_em("1234"), 2.2);
/// ```
#[must_use]
pub fn text_width_em(text: &str) -> f64 {
    text.chars()
        .map(|c| match c.width() {
            Some(2) => 1.0,
            Some(1) => NARROW_EM,
            _ => 0.0,
        })
        .sum()
}

/// What figures are drawn on: an SVG text that never asks a browser or a font file how wide a text is.
pub(super) struct Canvas<'a> {
    svg: SVGBackend<'a>,
}

impl<'a> Canvas<'a> {
    pub(super) fn new(text: &'a mut String, size: (u32, u32)) -> Self {
        Canvas {
            svg: SVGBackend::with_string(text, size),
        }
    }
}

type Drawing = Result<(), DrawingErrorKind<Error>>;

impl DrawingBackend for Canvas<'_> {
    type ErrorType = Error;

    fn get_size(&self) -> (u32, u32) {
        self.svg.get_size()
    }

    fn ensure_prepared(&mut self) -> Drawing {
        self.svg.ensure_prepared()
    }

    fn present(&mut self) -> Drawing {
        self.svg.present()
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Drawing {
        self.svg.draw_pixel(point, color)
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drawing {
        self.svg.draw_line(from, to, style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawing {
        self.svg.draw_rect(upper_left, bottom_right, style, fill)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawing {
        self.svg.draw_path(path, style)
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawing {
        self.svg.draw_circle(center, radius, style, fill)
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawing {
        self.svg.fill_polygon(path, style)
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        pos: BackendCoord,
    ) -> Drawing {
        self.svg.draw_text(text, style, pos)
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Error>> {
        let em = style.size() / SIZE_FACTOR;
        Ok(((text_width_em(text) * em).ceil() as u32, em.ceil() as u32))
    }
}
