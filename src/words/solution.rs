//! What another solver's solution claims, how it stands beside ours, and why it cannot be used, as sentences.

use super::{Lang, count, decimal, say};
use crate::optimize::Points;
use crate::share::handoff::{Beside, Foreign, Solution, SolutionError, SolutionTrouble};

/// The sentence for what is wrong with a solution file, with its line.
#[must_use]
pub fn solution_error(lang: Lang, error: &SolutionError) -> String {
    let what = trouble(lang, &error.trouble);
    match error.line {
        Some(line) => say(lang, "handoff.at_line", &[("line", &line), ("what", &what)]),
        None => what,
    }
}

fn trouble(lang: Lang, trouble: &SolutionTrouble) -> String {
    match trouble {
        SolutionTrouble::NoKnownFormat => say(lang, "handoff.no_known_format", &[]),
        SolutionTrouble::Foreign { kind } => {
            say(lang, &format!("handoff.foreign.{}", foreign(*kind)), &[])
        }
        SolutionTrouble::NoSolution { status } => {
            say(lang, "handoff.no_solution", &[("status", status)])
        }
        SolutionTrouble::NotAValue { found } => {
            say(lang, "handoff.not_a_value", &[("found", found)])
        }
        SolutionTrouble::UnknownName { name } => {
            say(lang, "handoff.unknown_name", &[("name", name)])
        }
        SolutionTrouble::Twice { name } => say(lang, "handoff.twice", &[("name", name)]),
        SolutionTrouble::NotWhole { name, value } => say(
            lang,
            "handoff.not_whole",
            &[("name", name), ("value", value)],
        ),
        SolutionTrouble::Missing { name, count: n } => say(
            lang,
            "handoff.missing",
            &[("name", name), ("count", &count(*n as i64))],
        ),
        SolutionTrouble::Cut { announced, found } => say(
            lang,
            "handoff.cut",
            &[("announced", announced), ("found", found)],
        ),
    }
}

/// The word of a kind of file in the keys of the locales.
fn foreign(kind: Foreign) -> &'static str {
    match kind {
        Foreign::Lp => "lp",
        Foreign::Mps => "mps",
        Foreign::Names => "names",
        Foreign::Own => "own",
        Foreign::Json => "json",
        Foreign::Html => "html",
        Foreign::Xml => "xml",
        Foreign::Packed => "packed",
        Foreign::Log => "log",
    }
}

/// What to do about it.
#[must_use]
pub fn solution_advice(lang: Lang, error: &SolutionError) -> String {
    let key = match &error.trouble {
        SolutionTrouble::NoKnownFormat | SolutionTrouble::Foreign { .. } => "handoff.do_format",
        SolutionTrouble::NoSolution { .. } => "handoff.do_solve",
        SolutionTrouble::UnknownName { .. } | SolutionTrouble::Missing { .. } => "handoff.do_match",
        SolutionTrouble::NotWhole { .. } => "handoff.do_whole",
        SolutionTrouble::NotAValue { .. }
        | SolutionTrouble::Twice { .. }
        | SolutionTrouble::Cut { .. } => "handoff.do_write",
    };
    say(lang, key, &[])
}

/// How the solver says that it ended, in its own word.
#[must_use]
pub fn solution_status(lang: Lang, solution: &Solution) -> Option<String> {
    let (by, status) = (solution.engine.name(), solution.status.as_ref()?);
    let values: [(&str, &dyn std::fmt::Display); 2] = [("by", &by), ("status", status)];
    Some(say(lang, "handoff.status", &values))
}

/// What the solver itself says of its plan, beside what is certain here.
#[derive(Clone, Copy, Debug)]
pub struct Claims<'a> {
    /// What it says.
    pub solution: &'a Solution,
    /// What its plan scores here.
    pub found: Points,
    /// What a plan scores that was found here; none where none was.
    pub ours: Option<Points>,
}

/// Points by which a claim may be off: solvers round, and stop at gaps of a millionth.
const HAIR: f64 = 1e-6;
/// A solver that claims so much more than its plan is worth has solved something else. Less is nothing strange: a search that
/// was cut off may have left its shortfalls larger than they need to be.
const OTHER: f64 = 1e-3;
/// No score is below: fairness takes at most a hundred points, what a plan costs some more.
const LEAST: f64 = -1_000.0;
/// Bounds beyond say nothing: some solvers write 1e+20 for none.
const NO_BOUND: f64 = 1e15;

impl Claims<'_> {
    /// Status, score and bound as sentences. What cannot be is called impossible; none of the rest is checked here.
    #[must_use]
    pub fn sentences(&self, lang: Lang) -> Vec<String> {
        let by = self.solution.engine.name();
        let mut lines = Vec::from_iter(solution_status(lang, self.solution));
        match (self.objective(lang), self.solution.objective) {
            (Some(doubt), _) => lines.push(doubt),
            (None, Some(claimed)) => {
                let claimed = decimal(claimed, 9);
                lines.push(say(
                    lang,
                    "handoff.objective",
                    &[("by", &by), ("objective", &claimed)],
                ));
            }
            (None, None) => {}
        }
        lines.push(match (self.bound(lang), self.bound_at_all()) {
            (Some(doubt), _) => doubt,
            (None, Some(bound)) => {
                let bound = decimal(bound, 9);
                say(lang, "handoff.bound", &[("by", &by), ("bound", &bound)])
            }
            (None, None) => say(lang, "handoff.no_bound", &[("by", &by)]),
        });
        lines
    }

    /// What is wrong with the score it claims; none where nothing is, or it claims none.
    #[must_use]
    pub fn objective(&self, lang: Lang) -> Option<String> {
        let claimed = self.solution.objective?;
        let found = self.found.to_f64();
        let by = self.solution.engine.name();
        let (said, found_said) = (number(claimed), number(found));
        let values: [(&str, &dyn std::fmt::Display); 3] =
            [("by", &by), ("claimed", &said), ("found", &found_said)];
        if !(LEAST..=Points::FULL.to_f64() + HAIR).contains(&claimed) {
            return Some(say(lang, "handoff.impossible_score", &values));
        }
        (claimed - found > OTHER).then(|| say(lang, "handoff.other_file", &values))
    }

    /// The bound it claims; none where it claims none.
    #[must_use]
    pub fn bound_at_all(&self) -> Option<f64> {
        self.solution
            .bound
            .filter(|bound| bound.is_nan() || *bound < NO_BOUND)
    }

    /// Why no such bound can be; none where it can, or it claims none.
    #[must_use]
    pub fn bound(&self, lang: Lang) -> Option<String> {
        let claimed = self.bound_at_all()?;
        let ours = self.ours.filter(|ours| *ours > self.found);
        let best = ours.unwrap_or(self.found).to_f64();
        // No number is not below it either.
        if claimed >= best - HAIR {
            return None;
        }
        let key = match ours {
            _ if claimed.is_nan() => "handoff.bound_no_number",
            Some(_) => "handoff.bound_below_ours",
            None => "handoff.bound_below",
        };
        let by = self.solution.engine.name();
        let (said, found) = (number(claimed), number(best));
        let values: [(&str, &dyn std::fmt::Display); 3] =
            [("by", &by), ("claimed", &said), ("found", &found)];
        Some(say(lang, key, &values))
    }
}

/// A number that may be absurd, and is short all the same.
fn number(x: f64) -> String {
    if x.abs() < 1e9 {
        decimal(x, 6)
    } else {
        format!("{x:e}")
    }
}

/// Which of two plans is the better one, to so many places of a point.
#[must_use]
pub fn which_is_better(lang: Lang, beside: Beside, places: usize) -> String {
    let (key, by) = match beside {
        Beside::Same => ("handoff.same", Points(0)),
        Beside::Theirs(by) => ("handoff.theirs_better", by),
        Beside::Ours(by) => ("handoff.ours_better", by),
        Beside::TheirsKeepsHard => ("handoff.theirs_keeps_hard", Points(0)),
        Beside::OursKeepsHard => ("handoff.ours_keeps_hard", Points(0)),
    };
    say(lang, key, &[("by", &decimal(by.to_f64(), places))])
}
