//! Many budgets of one plan: what the command and the page print of them, line by line.

use std::collections::BTreeMap;

use super::csv_line;
use crate::domain::{Case, Decimal, Edits, Issue, PathId, Plan};
use crate::optimize::certify;
use crate::optimize::{Answer, Conflict, Ladder, Limits, Outcome, Points, Search};

/// The columns of a sweep's CSV, with their units, and a line break.
pub const SWEEP_HEAD: &str = "plan,path,cost_factor,budget_percent,budget_yuan,spent_yuan,points,score,bound,gap,targets_met,\
    targets,certified,missed\n";

/// One population path with one cost factor, and its ladder of budgets.
pub struct SweepGroup {
    path: PathId,
    cost: Decimal,
    ladder: Ladder,
}

impl SweepGroup {
    /// The group of `plan` with `edits` under a path and a cost factor. Nothing is solved yet.
    ///
    /// # Errors
    /// A path that the plan does not have, and edits that do not fit it.
    pub fn of(
        plan: &Plan,
        edits: &Edits,
        path: &PathId,
        cost: Decimal,
        limits: Limits,
    ) -> Result<SweepGroup, Vec<Issue>> {
        let edits = Edits {
            path: Some(path.clone()),
            cost_factor: Some(cost),
            ..edits.clone()
        };
        Ok(SweepGroup {
            path: path.clone(),
            cost,
            ladder: Ladder::of(&Case::new(plan, &edits)?, limits),
        })
    }

    /// Rungs that can be solved now, each by itself, on the way to those of the budgets (percent of the unedited plan's money)
    /// and the topmost one. Ascending; none once all are solved.
    #[must_use]
    pub fn ready(&self, budgets: &[u32]) -> Vec<u32> {
        let wanted = budgets.iter().copied().chain([self.ladder.top()]);
        let open = wanted.filter(|rung| !self.ladder.has(*rung));
        let mut ready: Vec<u32> = open.map(|rung| self.ladder.first(rung)).collect();
        ready.sort_unstable();
        ready.dedup();
        ready
    }

    /// The search of a rung that is [`SweepGroup::ready`].
    ///
    /// # Errors
    /// What makes the pins impossible there.
    pub fn search(&self, rung: u32) -> Result<Search, Vec<Conflict>> {
        self.ladder.search(rung)
    }

    /// The ladder, to be told what was found at a rung.
    pub fn ladder(&mut self) -> &mut Ladder {
        &mut self.ladder
    }

    /// The case at a budget.
    #[must_use]
    pub fn case(&self, percent: u32) -> Case {
        self.ladder.rungs().case(percent)
    }

    /// The lines of the CSV, one for each budget as they were asked for, each with its line break.
    ///
    /// All budgets are settled first, from the first to the last: a line tells the tightest bound of all rungs solved by then, and
    /// none above that of more money, so that bounds grow with the money as well. Solves what the ladder still wants.
    #[must_use]
    pub fn lines(&mut self, budgets: &[u32]) -> String {
        let mut settled = BTreeMap::new();
        for percent in budgets {
            let case = self.case(*percent);
            settled.insert(*percent, self.ladder.settle(&case));
        }
        let mut lines = BTreeMap::new();
        let mut above: Option<Bounded> = None;
        for (percent, outcome) in settled.into_iter().rev() {
            let case = self.case(percent);
            let answer = match outcome {
                Outcome::Answer(answer) => Some(self.ladder.answer(&case).unwrap_or(answer)),
                Outcome::Conflict(_) => None,
            };
            let bounded = answer.as_ref().map(|answer| Bounded::of(&case, answer));
            // No less money has more to gain: cuts that fit one budget may fit another a little worse.
            above = match (bounded, above) {
                (Some(own), Some(above)) if own.is_above(above) => Some(above),
                (own, above) => own.or(above),
            };
            let figures = answer.zip(above).and_then(|(mut answer, by)| {
                answer.bound = by.bound;
                figures(&case, &answer, by.is_certified)
            });
            lines.insert(percent, self.line(&case, percent, figures));
        }
        budgets
            .iter()
            .filter_map(|p| lines.get(p).cloned())
            .collect()
    }

    /// Figures are empty where the pins leave no plan.
    fn line(&self, case: &Case, percent: u32, figures: Option<Vec<String>>) -> String {
        let budget: i64 = case.budget.iter().flatten().sum();
        let start = [
            case.plan.id.clone(),
            self.path.0.clone(),
            self.cost.to_string(),
            percent.to_string(),
            budget.to_string(),
        ];
        let columns = SWEEP_HEAD.split(',').count();
        let rest = figures.unwrap_or_else(|| vec![String::new(); columns - start.len()]);
        let cells: Vec<String> = start.into_iter().chain(rest).collect();
        csv_line(&cells)
    }
}

/// A bound, and whether its proof bears it out.
#[derive(Clone, Copy)]
struct Bounded {
    bound: Option<Points>,
    is_certified: bool,
}

impl Bounded {
    fn of(case: &Case, answer: &Answer) -> Bounded {
        let proof = answer.proof.as_ref();
        let checked = proof.and_then(|proof| certify::bound(case, proof).ok());
        Bounded {
            bound: answer.bound,
            is_certified: checked.is_some() && checked <= answer.bound,
        }
    }

    fn is_above(self, other: Bounded) -> bool {
        let both = self.bound.zip(other.bound);
        both.is_some_and(|(own, other)| other < own)
    }
}

fn figures(case: &Case, answer: &Answer, is_certified: bool) -> Option<Vec<String>> {
    let measured = certify::allocation(case, &answer.allocation).ok()?;
    let exact = |p: Points| format!("{:.9}", p.to_f64());
    let maybe = |p: Option<Points>| p.map(exact).unwrap_or_default();
    let missed: Vec<String> = case
        .checks
        .iter()
        .zip(&measured.checks)
        .filter(|(_, tally)| !tally.met())
        .map(|(check, _)| format!("{}@{}", case.plan.targets[check.target].id, check.year))
        .collect();
    Some(vec![
        measured.cost.to_string(),
        exact(measured.points),
        exact(measured.score),
        maybe(answer.bound),
        maybe(answer.gap()),
        (case.checks.len() - missed.len()).to_string(),
        case.checks.len().to_string(),
        is_certified.to_string(),
        missed.join(" "),
    ])
}
