//! The budget curve: the best score by budget, and what is proved to be the most.

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, VPos};

use super::axes::{Grid, LABEL_GAP, Plot};
use super::frame::{Area, ChartError, Frame, LINE, Tick, all_finite, bold, text_width, widest};
use super::ink::Ink;
use super::legend::{LegendMark, legend, legend_height};

/// The best score by budget between what is found and what is proved.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BudgetCurve {
    /// Title, description, size.
    pub frame: Frame,
    /// The legend's word for the plans found.
    pub plan: String,
    /// The legend's word for the bound.
    pub bound: String,
    /// By budget, none twice.
    pub steps: Vec<CurveStep>,
    /// Labels of the budgets, ascending; the axis goes from the first label or step to `end`.
    pub across: Vec<Tick>,
    /// The most money shown.
    pub end: f64,
    /// Labels of the scores, ascending; the first is the foot, the last the top.
    pub up: Vec<Tick>,
    /// The budget that is enough for all targets, in words.
    pub enough: Option<(f64, String)>,
    /// The budget that is proved to be too little for that.
    pub too_little: Option<f64>,
}

/// What is known at a budget. A plan holds for all budgets from there on, a bound for all up to there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CurveStep {
    /// The budget, in the unit of the ticks.
    pub budget: f64,
    /// The best score found.
    pub score: f64,
    /// No plan scores more.
    pub bound: Option<f64>,
}

/// Where a figure shows what, in pixels from its top left corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlotArea {
    /// Pixels of the sides: left, right.
    pub x: (f64, f64),
    /// Pixels of top and foot.
    pub y: (f64, f64),
    /// What stands at the left and at the right.
    pub across: (f64, f64),
    /// What stands at the top and at the foot.
    pub up: (f64, f64),
}

impl PlotArea {
    /// Where a budget and a score stand, kept inside the plot.
    #[must_use]
    pub fn place(&self, budget: f64, score: f64) -> (f64, f64) {
        let at = |value: f64, from: (f64, f64), to: (f64, f64)| {
            let share = ((value - from.0) / (from.1 - from.0)).clamp(0.0, 1.0);
            to.0 + share * (to.1 - to.0)
        };
        (at(budget, self.across, self.x), at(score, self.up, self.y))
    }

    /// The budget that stands at a pixel.
    #[must_use]
    pub fn budget_at(&self, x: f64) -> f64 {
        let share = ((x - self.x.0) / (self.x.1 - self.x.0)).clamp(0.0, 1.0);
        self.across.0 + share * (self.across.1 - self.across.0)
    }
}

impl BudgetCurve {
    /// The SVG text of the figure: plans as a line in steps, the proved bound above it, what is not known shaded between.
    ///
    /// # Errors
    /// No budget, a number that is not finite, or too few pixels.
    pub fn svg(&self) -> Result<String, ChartError> {
        if self.steps.is_empty() || self.up.len() < 2 {
            return Err(ChartError::Empty);
        }
        let ends = [self.end, self.up[0].at];
        let steps = self.steps.iter();
        all_finite(
            steps
                .flat_map(|s| [s.budget, s.score, s.bound.unwrap_or(0.0)])
                .chain(ends),
        )?;
        self.frame.draw(|area| self.draw(area))
    }

    /// Where the figure shows what.
    #[must_use]
    pub fn area(&self) -> PlotArea {
        let (width, height) = (f64::from(self.frame.width), f64::from(self.frame.height));
        let up = |tick: Option<&Tick>| tick.map_or(0.0, |t| t.at);
        // plotters ends an axis one pixel before the end of its room.
        PlotArea {
            x: (f64::from(self.left()), width - f64::from(self.right() + 1)),
            y: (
                f64::from(self.above()),
                height - f64::from(LINE + LABEL_GAP + 1),
            ),
            across: (self.begin(), self.end.max(self.begin() + 1.0)),
            up: (up(self.up.last()), up(self.up.first())),
        }
    }

    fn begin(&self) -> f64 {
        let first = self.steps.first().map_or(0.0, |s| s.budget);
        self.across.first().map_or(first, |t| t.at.min(first))
    }

    fn left(&self) -> i32 {
        widest(self.up.iter().map(|t| t.label.as_str())) + LABEL_GAP
    }

    /// Half of the last label of the budgets stands beyond the plot.
    fn right(&self) -> i32 {
        widest(self.across.iter().map(|t| t.label.as_str())) / 2 + 2
    }

    fn marks(&self) -> [(LegendMark, &str); 2] {
        [
            (LegendMark::Line(Ink::First), self.plan.as_str()),
            (LegendMark::Line(Ink::Bound), self.bound.as_str()),
        ]
    }

    fn above(&self) -> i32 {
        legend_height(self.frame.width as i32, &self.marks()) + LINE + 6
    }

    fn draw(&self, area: &Area<'_>) -> Result<(), ChartError> {
        legend(area, &self.marks())?;
        let whole = self.area();
        let grid = Grid {
            across: (whole.across.0..whole.across.1, self.across.clone()),
            up: (whole.up.1..whole.up.0, self.up.clone()),
            left: self.left(),
            right: self.right(),
            above: self.above(),
        };
        let plot = grid.draw(area)?;
        let shown: Vec<CurveStep> = self.shown();
        self.band(area, &plot, &shown)?;
        self.least(area, &plot)?;
        let style = Ink::First.color().stroke_width(2);
        area.draw(&PathElement::new(self.plans(&plot, &shown), style))?;
        Ok(())
    }

    /// Steps up to the end of the axis.
    fn shown(&self) -> Vec<CurveStep> {
        let inside = |s: &&CurveStep| s.budget <= self.end;
        self.steps.iter().filter(inside).copied().collect()
    }

    /// The line of the plans: level until the next budget, then up.
    fn plans(&self, plot: &Plot<'_, '_>, shown: &[CurveStep]) -> Vec<(i32, i32)> {
        let mut line = Vec::new();
        let mut before = None;
        for step in shown {
            let foot = self.up[0].at;
            line.extend(
                before.map(|score: f64| plot.backend_coord(&(step.budget, score.max(foot)))),
            );
            line.push(plot.backend_coord(&(step.budget, step.score.max(foot))));
            before = Some(step.score);
        }
        line.extend(before.map(|score| plot.backend_coord(&(self.end, score.max(self.up[0].at)))));
        line
    }

    /// The line of the bounds, which hold up to their budget; and the room between both lines.
    fn band(
        &self,
        area: &Area<'_>,
        plot: &Plot<'_, '_>,
        shown: &[CurveStep],
    ) -> Result<(), ChartError> {
        let top = self.up.last().map_or(100.0, |t| t.at);
        let mut line = Vec::new();
        let mut from = shown.first().map_or(0.0, |s| s.budget);
        for step in shown {
            let bound = step.bound.unwrap_or(top).min(top);
            line.push(plot.backend_coord(&(from, bound)));
            line.push(plot.backend_coord(&(step.budget, bound)));
            from = step.budget;
        }
        // Beyond the last budget that was solved only the next one's bound holds.
        let beyond = self.steps.iter().find(|s| s.budget > self.end);
        if let Some(bound) = beyond.and_then(|s| s.bound) {
            line.push(plot.backend_coord(&(from, bound.min(top))));
            line.push(plot.backend_coord(&(self.end, bound.min(top))));
        }
        let mut around = line.clone();
        around.extend(self.plans(plot, shown).into_iter().rev());
        area.draw(&Polygon::new(around, Ink::BoundSoft.color().filled()))?;
        area.draw(&PathElement::new(line, Ink::Bound.color().stroke_width(1)))?;
        Ok(())
    }

    /// The budget that is enough for everything, and how far down that is not yet known.
    fn least(&self, area: &Area<'_>, plot: &Plot<'_, '_>) -> Result<(), ChartError> {
        let Some((enough, label)) = self.enough.as_ref().filter(|(e, _)| *e <= self.end) else {
            return Ok(());
        };
        let (top, foot) = (self.area().y.0 as i32, self.area().y.1 as i32);
        let (x, _) = plot.backend_coord(&(*enough, self.up[0].at));
        let from = self
            .too_little
            .map_or(x, |low| plot.backend_coord(&(low, self.up[0].at)).0);
        let bar = [(from, top - 3), (x + 1, top)];
        area.draw(&Rectangle::new(bar, Ink::Met.color().filled()))?;
        area.draw(&PathElement::new(
            vec![(x, top), (x, foot)],
            Ink::Met.color(),
        ))?;
        let width = self.frame.width as i32;
        let middle = x.clamp(text_width(label) / 2, width - text_width(label) / 2);
        area.draw_text(
            label,
            &bold(Ink::Met, HPos::Center, VPos::Bottom),
            (middle, top - 5),
        )?;
        Ok(())
    }
}
