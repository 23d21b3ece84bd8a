//! What is drawn of a budget curve, of one piece.

use std::sync::Arc;

use crate::chart::BudgetCurve;
use crate::report::CurvePoint;
use crate::view_model::budget_curve::Curve;

/// What is drawn, of one piece.
#[derive(Clone, Debug)]
pub struct DrawnCurve {
    /// The curve.
    pub curve: Arc<Curve>,
    /// Its points, none worse than the plan on the screen.
    pub points: Vec<CurvePoint>,
    /// The figure.
    pub figure: BudgetCurve,
}

impl DrawnCurve {
    /// The point of a rung; none where the curve has no such point any more.
    pub fn index_of(&self, rung: u32) -> Option<usize> {
        self.points.iter().position(|p| p.rung == rung)
    }
}
