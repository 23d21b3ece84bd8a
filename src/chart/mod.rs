//! Floor 4: figures → SVG by plotters, with real text.
//!
//! A figure is plain data with its labels already in words; the sentence, the unit and the language are the caller's.
//! The picture depends on the data alone: text is measured by [`text_width_em`], never by a browser or a font file, so the
//! same figure is the same text everywhere, in a page, in a worker and in a test.
//!
//! | file | what it draws |
//! |---|---|
//! | `money` | money by year: funding sources stacked against the budget |
//! | `curve` | the best score by budget, between plan and bound |
//! | `stock` | a stock by year against what is required |
//! | `bars` | a few numbers side by side, each with its goal |
//! | `frame` | what every figure has: title, description, size, text |
//! | `axes`, `legend` | columns and heights with their labels; names with their marks |
//! | `canvas` | plotters' SVG with our measure of text |
//! | `ink` | colors by role: style sheet variables on a page, fixed ones on paper |

mod axes;
mod bars;
mod canvas;
mod curve;
mod frame;
mod ink;
mod legend;
mod money;
mod stock;

pub use bars::{Bar, Bars};
pub use canvas::text_width_em;
pub use curve::{BudgetCurve, CurveStep, PlotArea};
pub use frame::{ChartError, Frame, Tick, ticks, ticks_between};
pub use ink::Theme;
pub use money::{MoneyByYear, MoneyColumn};
pub use stock::{StockByYear, StockPoint};
