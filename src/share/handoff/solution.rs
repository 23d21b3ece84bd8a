//! A solution as another solver wrote it, before anything of it is believed.

use super::foreign::{Foreign, Numbered};

/// Whose file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// HiGHS.
    Highs,
    /// SCIP, or its parallel ParaSCIP.
    Scip,
    /// Gurobi.
    Gurobi,
    /// GLPK.
    Glpk,
    /// CBC.
    Cbc,
    /// CPLEX.
    Cplex,
    /// A file as MIPLIB keeps them, whoever wrote it.
    Miplib,
    /// Names and values, whoever wrote them.
    Other,
}

impl Engine {
    /// What it calls itself.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Engine::Highs => "HiGHS",
            Engine::Scip => "SCIP",
            Engine::Gurobi => "Gurobi",
            Engine::Glpk => "GLPK",
            Engine::Cbc => "CBC",
            Engine::Cplex => "CPLEX",
            Engine::Miplib => "MIPLIB",
            // No word of a language: it stands in sentences of both.
            Engine::Other => "*.sol",
        }
    }
}

/// What a solution file says.
#[derive(Clone, Debug, PartialEq)]
pub struct Solution {
    /// Who wrote it.
    pub engine: Engine,
    /// The status in the solver's own words.
    pub status: Option<String>,
    /// The objective it claims; no number (NaN) where what it claims is none.
    pub objective: Option<f64>,
    /// The bound it claims; no number (NaN) where what it claims is none.
    pub bound: Option<f64>,
    /// The values, in the order of the file.
    pub values: Vec<Value>,
    /// Columns that are not named are zero.
    pub zeros_left_out: bool,
    /// Names are numbers: places in the LP file, from 1 in the order in which columns first occur there.
    pub by_number: bool,
}

impl Solution {
    /// A solution of which nothing has been read yet.
    pub(super) fn of(engine: Engine) -> Solution {
        Solution {
            engine,
            status: None,
            objective: None,
            bound: None,
            values: Vec::new(),
            zeros_left_out: false,
            by_number: false,
        }
    }
}

/// The value of one column.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// The line of the file, from 1.
    pub line: usize,
    /// The column's name.
    pub name: String,
    /// Its value.
    pub value: f64,
}

/// Why a solution file cannot be used.
#[derive(Clone, Debug, PartialEq)]
pub struct SolutionError {
    /// The line of the file, from 1; none where something is missing.
    pub line: Option<usize>,
    /// What is wrong.
    pub trouble: SolutionTrouble,
}

/// What is wrong with a solution file. Every variant has a sentence in `locales/`.
#[derive(Clone, Debug, PartialEq)]
pub enum SolutionTrouble {
    /// Its beginning is that of no known format.
    NoKnownFormat,
    /// It is another kind of file.
    Foreign {
        /// Which.
        kind: Foreign,
    },
    /// The solver had no solution.
    NoSolution {
        /// Its status, in its own words.
        status: String,
    },
    /// A line that does not have a name and a value.
    NotAValue {
        /// The line.
        found: String,
    },
    /// A name that the model does not have.
    UnknownName {
        /// The name.
        name: String,
    },
    /// A name for the second time.
    Twice {
        /// The name.
        name: String,
    },
    /// A number of modules that is not whole.
    NotWhole {
        /// The name.
        name: String,
        /// Its value.
        value: f64,
    },
    /// Columns that the model has and the file has not.
    Missing {
        /// The first of them.
        name: String,
        /// How many.
        count: usize,
    },
    /// The file ends before all values it announces.
    Cut {
        /// Values that are announced.
        announced: usize,
        /// Values that are there.
        found: usize,
    },
}

impl SolutionTrouble {
    pub(super) fn at(self, line: usize) -> SolutionError {
        SolutionError {
            line: Some(line),
            trouble: self,
        }
    }

    pub(super) fn anywhere(self) -> SolutionError {
        SolutionError {
            line: None,
            trouble: self,
        }
    }
}

/// A finite number.
pub(super) fn number(text: &str) -> Option<f64> {
    text.trim().parse().ok().filter(|x: &f64| x.is_finite())
}

/// A number that a solver claims; no number where it is none. What it is worth is for `words` to say.
pub(super) fn claimed(text: &str) -> f64 {
    text.trim().parse().unwrap_or(f64::NAN)
}

/// A line of a name and a value, and whatever may follow them.
pub(super) fn value((line, text): Numbered<'_>, most_words: usize) -> Result<Value, SolutionError> {
    let mut words = text.split_whitespace();
    let named = words.next().zip(words.next().and_then(number));
    match named.filter(|_| words.count() + 2 <= most_words) {
        Some((name, value)) => Ok(Value {
            line,
            name: name.to_owned(),
            value,
        }),
        None => Err(not_a_value((line, text))),
    }
}

pub(super) fn not_a_value((line, text): Numbered<'_>) -> SolutionError {
    let found = text.trim().chars().take(80).collect();
    SolutionTrouble::NotAValue { found }.at(line)
}
