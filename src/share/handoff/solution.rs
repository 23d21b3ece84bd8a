//! A solution as another solver wrote it, before anything of it is believed.

use super::{of_gurobi, of_highs, of_scip};

/// Whose file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// HiGHS.
    Highs,
    /// SCIP, or its parallel ParaSCIP.
    Scip,
    /// Gurobi.
    Gurobi,
}

impl Engine {
    /// What it calls itself.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Engine::Highs => "HiGHS",
            Engine::Scip => "SCIP",
            Engine::Gurobi => "Gurobi",
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
    /// The objective it claims.
    pub objective: Option<f64>,
    /// The bound it claims.
    pub bound: Option<f64>,
    /// The values, in the order of the file.
    pub values: Vec<Value>,
    /// Columns that are not named are zero.
    pub zeros_left_out: bool,
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

/// Reads a solution file of HiGHS (raw, pretty or sparse), SCIP or Gurobi; the format shows in its first line.
///
/// Names are not looked up yet: [`super::allocation_of`] does that.
///
/// # Errors
/// Where the format is none of these, the file holds no solution, or a line cannot be read.
///
/// ```
/// use dabiao::share::handoff::{Engine, read_solution};
/// let solution = read_solution("# Objective value = 98.5\nx1_1_2024 2\n").unwrap();
/// assert_eq!((solution.engine, solution.objective), (Engine::Gurobi, Some(98.5)));
/// ```
pub fn read_solution(text: &str) -> Result<Solution, SolutionError> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let lines: Vec<Numbered> = (1..).zip(text.lines().map(str::trim_end)).collect();
    let first = lines.iter().find(|(_, line)| !line.is_empty());
    let (at, first) = first.copied().unwrap_or((1, ""));
    if first == "Model status" {
        of_highs::raw(&lines)
    } else if first == "Columns" {
        of_highs::pretty(&lines)
    } else if [
        "solution status:",
        "objective value:",
        "no solution",
        of_scip::FINAL,
    ]
    .iter()
    .any(|head| first.starts_with(head))
    {
        of_scip::read(&lines)
    } else if first.starts_with("# Solution for model") || first.starts_with("# Objective value") {
        of_gurobi::read(&lines)
    } else {
        Err(SolutionTrouble::NoKnownFormat.at(at))
    }
}

/// A line with its number, from 1.
pub(super) type Numbered<'a> = (usize, &'a str);

/// A finite number.
pub(super) fn number(text: &str) -> Option<f64> {
    text.trim().parse().ok().filter(|x: &f64| x.is_finite())
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
