//! Money by year: funding sources stacked against the budget.

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, VPos};

use super::axes::{Axes, Plot};
use super::frame::{Area, ChartError, Frame, LINE, Tick, all_finite, bold, text, widest};
use super::ink::Ink;
use super::legend::{LegendMark, dashed, legend};

/// What each period spends by funding source, and what it may spend.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MoneyByYear {
    /// Title, description, size.
    pub frame: Frame,
    /// Names of the funding sources, from the foot of the stack up.
    pub funds: Vec<String>,
    /// The legend's word for the budget line.
    pub budget: String,
    /// The legend's word for the dashed line: the budget with what earlier periods left over.
    pub carried: String,
    /// Periods from left to right.
    pub columns: Vec<MoneyColumn>,
    /// Labels of the vertical axis, ascending.
    pub ticks: Vec<Tick>,
}

/// One period. All numbers in one unit, the ticks' too.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MoneyColumn {
    /// The period.
    pub label: String,
    /// Spent, by funding source.
    pub spent: Vec<f64>,
    /// What is spent in all, in words.
    pub spent_label: String,
    /// The budget of this period alone.
    pub budget: f64,
    /// The budget in words.
    pub budget_label: String,
    /// Left over from earlier periods, 0 where nothing is carried over.
    pub carried: f64,
}

impl MoneyColumn {
    fn total(&self) -> f64 {
        self.spent.iter().sum()
    }

    /// The height its labels stand above.
    fn top(&self) -> f64 {
        self.total().max(self.budget + self.carried)
    }
}

impl MoneyByYear {
    /// The SVG text of the figure: a column per period, its sources from the foot up, the budget as a line across it.
    ///
    /// Where columns are too narrow for their labels the labels are left out; the page has a table with every number.
    ///
    /// # Errors
    /// No period, a number that is not finite, or too few pixels.
    pub fn svg(&self) -> Result<String, ChartError> {
        if self.columns.is_empty() {
            return Err(ChartError::Empty);
        }
        all_finite(self.columns.iter().flat_map(|c| {
            let own = [c.budget, c.carried];
            c.spent.iter().copied().chain(own)
        }))?;
        self.frame.draw(|area| self.draw(area))
    }

    fn draw(&self, area: &Area<'_>) -> Result<(), ChartError> {
        let above = legend(area, &self.marks())? + 2 * LINE + 6;
        let axes = Axes {
            columns: self.columns.iter().map(|c| c.label.as_str()).collect(),
            ticks: &self.ticks,
            top: self
                .columns
                .iter()
                .map(MoneyColumn::top)
                .fold(0.0, f64::max),
            above,
        };
        let plot = axes.draw(area)?;
        let slots = Slots::of(&plot, &self.columns);
        for (i, column) in self.columns.iter().enumerate() {
            self.stack(area, &plot, &slots, i)?;
            lines(area, &plot, &slots, i, column)?;
            labels(area, &plot, &slots, i, column)?;
        }
        Ok(())
    }

    fn marks(&self) -> Vec<(LegendMark, &str)> {
        let funds = self.funds.iter().enumerate();
        let mut marks: Vec<_> = funds
            .map(|(i, name)| (LegendMark::Fill(Ink::part(i)), name.as_str()))
            .collect();
        marks.push((LegendMark::Line(Ink::First), &self.budget));
        if self.columns.iter().any(|c| c.carried > 0.0) {
            marks.push((LegendMark::Dashed(Ink::Second), &self.carried));
        }
        marks
    }

    fn stack(
        &self,
        area: &Area<'_>,
        plot: &Plot<'_, '_>,
        slots: &Slots,
        i: usize,
    ) -> Result<(), ChartError> {
        let (left, right) = (
            slots.middle(i) - slots.bar / 2,
            slots.middle(i) + slots.bar / 2,
        );
        let mut sum = 0.0;
        let mut foot = slots.y(plot, 0.0);
        for (part, money) in self.columns[i].spent.iter().enumerate() {
            sum += money;
            let top = slots.y(plot, sum);
            if top < foot {
                let corners = [(left, top), (right, foot)];
                area.draw(&Rectangle::new(corners, Ink::part(part).color().filled()))?;
                let edge = vec![(left, top), (right, top)];
                area.draw(&PathElement::new(edge, Ink::Paper.color()))?;
                foot = top;
            }
        }
        Ok(())
    }
}

/// Where columns stand, in pixels.
struct Slots {
    left: i32,
    width: f64,
    bar: i32,
    labeled: bool,
}

impl Slots {
    fn of(plot: &Plot<'_, '_>, columns: &[MoneyColumn]) -> Self {
        let (left, _) = plot.backend_coord(&(0.0, 0.0));
        let (right, _) = plot.backend_coord(&(columns.len() as f64, 0.0));
        let width = f64::from(right - left) / columns.len() as f64;
        let texts = columns
            .iter()
            .flat_map(|c| [c.spent_label.as_str(), c.budget_label.as_str()]);
        Slots {
            left,
            width,
            bar: (width * 0.5).clamp(4.0, 56.0) as i32,
            labeled: f64::from(widest(texts)) + 4.0 <= width,
        }
    }

    fn middle(&self, i: usize) -> i32 {
        self.left + ((i as f64 + 0.5) * self.width) as i32
    }

    fn y(&self, plot: &Plot<'_, '_>, money: f64) -> i32 {
        plot.backend_coord(&(0.0, money)).1
    }

    /// Ends of the lines across a column: a little wider than its bar.
    fn ends(&self, i: usize) -> (i32, i32) {
        let reach = self.bar / 2 + 8;
        (self.middle(i) - reach, self.middle(i) + reach)
    }
}

/// The budget, and the budget with what is carried over.
fn lines(
    area: &Area<'_>,
    plot: &Plot<'_, '_>,
    slots: &Slots,
    i: usize,
    column: &MoneyColumn,
) -> Result<(), ChartError> {
    let (from, to) = slots.ends(i);
    let y = slots.y(plot, column.budget);
    let style = Ink::First.color().stroke_width(2);
    area.draw(&PathElement::new(vec![(from, y), (to, y)], style))?;
    if column.carried > 0.0 {
        dashed(
            area,
            (from, to),
            slots.y(plot, column.budget + column.carried),
            Ink::Second,
        )?;
    }
    Ok(())
}

/// Spent over budget, in two lines above everything else of the column.
fn labels(
    area: &Area<'_>,
    plot: &Plot<'_, '_>,
    slots: &Slots,
    i: usize,
    column: &MoneyColumn,
) -> Result<(), ChartError> {
    if !slots.labeled {
        return Ok(());
    }
    let x = slots.middle(i);
    let y = slots.y(plot, column.top()) - 4;
    let small = text(Ink::Third, HPos::Center, VPos::Bottom);
    area.draw_text(&column.budget_label, &small, (x, y))?;
    let strong = bold(Ink::First, HPos::Center, VPos::Bottom);
    area.draw_text(&column.spent_label, &strong, (x, y - LINE))?;
    Ok(())
}
