//! What is wrong with an input, and where. The sentence is made in `locales/`.

use serde::{Deserialize, Serialize};

/// One thing that is wrong, with its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issue {
    /// Where.
    pub place: Place,
    /// What.
    pub trouble: Trouble,
}

/// Where in an input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Place {
    /// The input as a whole.
    Whole,
    /// A field path such as `measures[3].cost.value`.
    Path(String),
    /// A position in a text, from 1.
    Text {
        /// The line.
        line: usize,
        /// The column.
        column: usize,
    },
}

/// What kind of thing an id names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Noun {
    /// A unit.
    Unit,
    /// A service.
    Service,
    /// A measure.
    Measure,
    /// A target.
    Target,
    /// A population group.
    Group,
    /// A class of members.
    Class,
    /// A funding source.
    Fund,
    /// A population path.
    Path,
    /// A need.
    Need,
    /// A field of work.
    Field,
    /// A source.
    Source,
    /// A plan.
    Plan,
    /// A year.
    Year,
}

/// What is wrong. Every variant has a sentence in `locales/` that says what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Trouble {
    /// A file without content.
    NoContent,
    /// A file that is not UTF-8 text.
    NotText,
    /// Not JSON, or a value of the wrong type or with an unknown field name.
    Malformed {
        /// What the reader expected and found.
        detail: String,
    },
    /// A format this version does not read.
    Format {
        /// What the file says.
        found: String,
    },
    /// Another kind of file of this product.
    OtherKind {
        /// The format that the file names.
        found: String,
        /// The kind that is needed: `plan`, `scenario`, `input` (either of them), `answer` or `names`.
        wanted: String,
    },
    /// It names no format of this product.
    NotOurs,
    /// A scenario of another plan.
    OtherPlan {
        /// The plan of the scenario.
        id: String,
        /// The plan that is open.
        here: String,
    },
    /// Refers to something that does not exist.
    Unknown {
        /// What kind.
        noun: Noun,
        /// Its id.
        id: String,
    },
    /// Something that is needed and not there.
    Missing {
        /// What kind.
        noun: Noun,
        /// Its id.
        id: String,
    },
    /// The same id twice.
    Duplicate {
        /// What kind.
        noun: Noun,
        /// The id.
        id: String,
    },
    /// A number that must not be negative.
    Negative {
        /// The number.
        value: String,
    },
    /// A number outside its range.
    OutOfRange {
        /// The number.
        value: String,
        /// The least that is accepted.
        min: String,
        /// The most that is accepted.
        max: String,
    },
    /// Units that are their own ancestors.
    Cycle {
        /// The units in order.
        ids: Vec<String>,
    },
    /// No measure adds to what the target counts, and it is not met without.
    Unserved {
        /// The target.
        target: String,
    },
    /// Shares that must sum to 1.
    ShareSum {
        /// Their sum.
        sum: String,
    },
    /// A list of the wrong length.
    Length {
        /// How many are needed.
        expected: usize,
        /// How many there are.
        found: usize,
    },
    /// A list that must not be empty.
    Empty,
    /// A number that is needed and missing for a year.
    MissingYear {
        /// The year.
        year: i32,
    },
    /// Periods with a gap, an overlap or the wrong order.
    Periods,
    /// A subsidy above the cost, a least above the most.
    Inverted {
        /// The number that is too large.
        value: String,
        /// What it must not exceed.
        limit: String,
    },
    /// A measure whose modules stand in sites cannot be a site itself.
    Hosted {
        /// The measure that is meant as the site.
        measure: String,
    },
    /// A funding source that may not pay for a measure.
    MayNotPay {
        /// The source.
        fund: String,
        /// Why.
        why: MayNotPay,
    },
    /// A pin where the measure cannot be built.
    PinNotPossible {
        /// Where.
        unit: String,
        /// What.
        measure: String,
    },
    /// A number too large to compute with exactly.
    TooLarge {
        /// The number.
        value: String,
    },
}

/// Why a funding source may not pay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MayNotPay {
    /// It pays for other fields.
    OtherField,
    /// The measure has no revenue of its own.
    NoRevenue,
    /// It pays no running cost.
    Running,
    /// It pays less than the least share, which this is.
    TooLittle(String),
}

impl Issue {
    /// An issue at a field path.
    #[must_use]
    pub fn at(path: impl Into<String>, trouble: Trouble) -> Self {
        Issue {
            place: Place::Path(path.into()),
            trouble,
        }
    }
}
