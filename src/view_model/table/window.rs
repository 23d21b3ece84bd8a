//! Of many rows only those in view are drawn, and some above and below.

/// Fewer rows than this are all drawn.
const FEW: usize = 60;
/// Rows drawn beyond each edge of the view, so that scrolling meets no gap.
const SPARE: usize = 12;

/// How far the table is scrolled and how much of it is seen, in pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Scrolled {
    /// What is above the part that is seen.
    pub top: f64,
    /// How much is seen.
    pub height: f64,
}

/// The rows from `first` on, before `end`, are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The first row that is drawn.
    pub first: usize,
    /// The row after the last one that is.
    pub end: usize,
    /// How many there are.
    pub all: usize,
}

impl Window {
    /// All rows, as for a printer, which cannot scroll.
    pub fn whole(all: usize) -> Window {
        Window {
            first: 0,
            end: all,
            all,
        }
    }

    /// The window of `all` rows of `row` pixels each.
    pub fn of(all: usize, row: f64, scrolled: Scrolled) -> Window {
        if all <= FEW {
            return Window::whole(all);
        }
        let height = if scrolled.height > 0.0 {
            scrolled.height
        } else {
            900.0
        };
        let first = (scrolled.top / row) as usize;
        let seen = (height / row).ceil() as usize;
        // In steps of the spare rows: not every pixel of scrolling draws anew.
        let from = first.saturating_sub(SPARE) / SPARE * SPARE;
        let to = (first + seen + 2 * SPARE) / SPARE * SPARE;
        let first = from.min(all.saturating_sub(seen));
        Window {
            first,
            end: to.min(all),
            all,
        }
    }

    /// Pixels of the rows above that are not drawn.
    pub fn above(&self, row: f64) -> f64 {
        self.first as f64 * row
    }

    /// Pixels of the rows below that are not drawn.
    pub fn below(&self, row: f64) -> f64 {
        (self.all - self.end) as f64 * row
    }
}
