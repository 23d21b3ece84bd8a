//! The budget curve, in slices.

use std::collections::BTreeMap;

use super::least_budget::Reaching;
use super::work::{About, Work};
use crate::domain::{Allocation, Plan};
use crate::optimize::{CurveSearch, Limits, OutOfReach, Point, certify, next_unit, obstacles};
use crate::report::CurvePoint;
use crate::view_model::wire::told::{CurveNews, CurvePlan, Money, Out, Told};
use crate::words::{both, obstacle};

/// Steps at each budget: as many as the command takes.
const STEPS: u64 = 100;

/// The budget curve on its way.
pub struct Curving {
    about: About,
    curve: CurveSearch,
    families: Vec<Vec<usize>>,
    /// Plans the page has.
    sent: BTreeMap<u32, Allocation>,
    /// What was told last.
    told: Option<BudgetState>,
    /// Begun once the least budget is known.
    reaching: Option<Reaching>,
}

/// What makes news.
#[derive(Clone, Copy, PartialEq, Eq)]
struct BudgetState {
    solved: usize,
    band: Option<(u32, Option<u32>)>,
    out: usize,
    sought: bool,
    reached: bool,
    ended: bool,
}

impl Curving {
    /// A curve with the prices of the next unit of families of services, at most so many budgets.
    #[must_use]
    pub fn new(about: About, known: &Allocation, families: &[Vec<usize>], most: usize) -> Curving {
        let limits = Limits {
            steps: STEPS,
            ..Limits::default()
        };
        let mut curve = CurveSearch::new(&about.case, limits, most);
        curve.offer(known);
        let known_services = |s: &usize| *s < about.plan.services.len();
        let family = |f: &Vec<usize>| f.iter().copied().filter(known_services).collect();
        Curving {
            families: families.iter().map(family).collect(),
            curve,
            about,
            sent: BTreeMap::new(),
            told: None,
            reaching: None,
        }
    }

    fn state(&self, ended: bool) -> BudgetState {
        let least_budget = self.curve.least_budget();
        BudgetState {
            solved: self.curve.solved(),
            band: least_budget.band().map(|b| (b.enough, b.too_little)),
            out: least_budget.out_of_reach().len(),
            sought: least_budget.ended(),
            reached: self.reaching.as_ref().is_some_and(|r| r.reach().is_some()),
            ended,
        }
    }

    fn money(&self, rung: u32) -> Money {
        Money {
            rung,
            budget: self.curve.rungs().budget(rung),
        }
    }

    fn plans(&mut self, curve: &[Point]) -> Vec<CurvePlan> {
        let mut news = Vec::new();
        for point in curve {
            if self.sent.get(&point.found_at) == Some(&point.allocation) {
                continue;
            }
            self.sent.insert(point.found_at, point.allocation.clone());
            news.push(CurvePlan {
                found_at: point.found_at,
                next: self.next(point),
            });
        }
        news
    }

    fn next(&self, point: &Point) -> Vec<Option<(i64, i64)>> {
        let case = self.curve.rungs().case(point.rung);
        let measured = certify::allocation(&case, &point.allocation);
        let begun = measured.map(|m| m.begun).unwrap_or_default();
        let price = |family: &Vec<usize>| {
            let next = (!begun.is_empty()).then(|| next_unit(&case, &begun, family))??;
            Some((next.cost.0, next.adds))
        };
        self.families.iter().map(price).collect()
    }

    fn out(&self, out: &OutOfReach) -> Out {
        let plan: &Plan = &self.about.plan;
        let why = obstacles(plan, &self.about.edits, out.check);
        let first = why.first();
        let sentence = first.map(|o| both(|lang| obstacle(lang, &self.about.case, out.check, o)));
        Out {
            check: out.check,
            proved: out.proved,
            why: sentence.unwrap_or_default(),
        }
    }
}

fn told(point: &Point) -> CurvePoint {
    CurvePoint {
        rung: point.rung,
        budget: point.budget,
        points: point.points,
        score: point.score,
        bound: point.bound,
        met: point.met,
        spent: point.spent,
        found_at: point.found_at,
    }
}

impl Work for Curving {
    fn step(&mut self) -> bool {
        if self.reaching.is_none() && self.curve.least_budget().ended() {
            self.reaching = Some(Reaching::new(&self.about, &self.curve));
        }
        let reached = self.reaching.as_mut().is_none_or(|r| !r.step());
        !reached || self.curve.step()
    }

    fn news(&mut self, ended: bool, ms: f64) -> Option<Told> {
        let state = self.state(ended);
        if self.told == Some(state) {
            return None;
        }
        self.told = Some(state);
        let curve = self.curve.points();
        let plans = self.plans(&curve);
        let least_budget = self.curve.least_budget();
        let band = least_budget.band();
        let rung = |rung: Option<u32>| rung.map(|rung| self.money(rung));
        Some(Told::Curve(CurveNews {
            id: self.about.id,
            ms,
            points: curve.iter().map(told).collect(),
            plans,
            enough: rung(band.map(|b| b.enough)),
            reach: self.reaching.as_ref().and_then(|r| r.reach().cloned()),
            too_little: rung(band.and_then(|b| b.too_little)),
            out: least_budget
                .out_of_reach()
                .iter()
                .map(|o| self.out(o))
                .collect(),
            sought: state.sought,
            ended,
        }))
    }
}
