//! Which of two plans is the better one.

use crate::domain::Case;
use crate::optimize::Points;
use crate::optimize::certify::Measured;

/// How a plan that was brought back stands beside ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    /// Both score the same.
    Same,
    /// Theirs scores more, by so much.
    Theirs(Points),
    /// Ours scores more, by so much.
    Ours(Points),
    /// Theirs leaves less of the hard targets.
    TheirsKeepsHard,
    /// Ours leaves less of the hard targets.
    OursKeepsHard,
}

/// Compares two plans of a case. Scores compare only where hard targets keep the same.
#[must_use]
pub fn beside(case: &Case, theirs: &Measured, ours: &Measured) -> Beside {
    let hard = hard(case, theirs) - hard(case, ours);
    let more = (theirs.score - ours.score).0;
    match more {
        _ if hard > 1e-9 => Beside::OursKeepsHard,
        _ if hard < -1e-9 => Beside::TheirsKeepsHard,
        0 => Beside::Same,
        1.. => Beside::Theirs(Points(more)),
        _ => Beside::Ours(Points(-more)),
    }
}

/// Σ of what hard targets miss.
fn hard(case: &Case, measured: &Measured) -> f64 {
    let checks = case.checks.iter().zip(&measured.checks);
    let missed = checks.filter(|(check, _)| check.hard);
    missed.map(|(_, t)| t.short as f64 / t.of as f64).sum()
}
