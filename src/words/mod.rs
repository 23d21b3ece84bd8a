//! Floor 4: sentences and numbers in the languages of the product. All text is in `locales/`.
//!
//! [`say`] fills a sentence of the locale; [`issue`], [`place`], [`conflict`], [`link_error`], [`left_out`] and [`solution_error`] say
//! what is wrong and where; [`money`], [`count`], [`decimal`] and [`percent`] write numbers as planners read them; [`definition`] and
//! [`shortfall`] speak of targets; [`typed_number`] reads the numbers that people type.

mod beyond;
mod conflict;
mod funds;
mod label;
mod link;
mod locale;
mod malformed;
mod number;
mod refusal;
mod repair;
mod solution;
mod target;
mod trouble;
mod typed_number;

pub use beyond::{
    hard_first, hard_lacks, owed_after, paid_first, runs_after, stands_empty, unsure,
};
pub use conflict::conflict;
pub use funds::fund_lines;
pub use label::{money_column, period, short_names};
pub use link::{left_out, link_error};
pub use locale::{Lang, both, say, seen, steers};
pub use number::{count, decimal, money, money_parts, percent, points, weighed_points};
pub use refusal::refusal;
pub use repair::{obstacle, repair, side_effects, why_here, why_not};
pub use solution::{Claims, solution_advice, solution_error, solution_status, which_is_better};
pub use target::{
    LevelStyle, attained, bound_by, counter, definition, level_style, modality, reached_style,
    shortfall,
};
pub use trouble::{issue, issues, place};
pub use typed_number::{TypedField, TypedKind, Unread, exact, plain, typed_number, unread};
