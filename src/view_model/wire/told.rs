//! What the worker tells.

use serde::Serialize;

use super::says::WorkerSays;
use super::solving::Found;
use crate::domain::{Allocation, Edits, Scenario, Text, Yuan};
use crate::optimize::{Conflict, Points};
use crate::read::{read_fields, read_variants};
use crate::report::CurvePoint;

/// From the worker to the page.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Told {
    /// The worker listens.
    Ready {},
    /// A canonical answer is under way.
    Progress {
        /// The job.
        id: u64,
        /// Budgets solved so far; how many it takes is not known before.
        solved: usize,
        /// Steps taken at the budget that is being solved.
        step: u64,
        /// The most steps a budget takes.
        of: u64,
    },
    /// The canonical answer.
    Plan(Found),
    /// The curve so far.
    Curve(CurveNews),
    /// More repairs.
    Repairs {
        /// The job.
        id: u64,
        /// Found since the last message.
        found: Vec<ToldRepair>,
        /// There will be no more.
        ended: bool,
    },
    /// Many budgets, as lines of CSV.
    Swept {
        /// The job.
        id: u64,
        /// The lines, as the command prints them.
        lines: String,
    },
    /// What a scenario file holds.
    Scenario {
        /// The job.
        id: u64,
        /// The scenario, where nothing is wrong with it.
        scenario: Option<Scenario>,
        /// What is wrong, each with its place.
        wrong: Vec<Text>,
    },
    /// A file of the hand-off.
    Handed {
        /// The job.
        id: u64,
        /// What it says.
        text: String,
    },
    /// A plan that another solver found.
    Brought {
        /// The job.
        id: u64,
        /// The plan beside ours, where nothing is wrong with it.
        brought: Option<Brought>,
        /// What is wrong, then what to do about it.
        wrong: Vec<Text>,
    },
    /// Reasons.
    Why {
        /// The job.
        id: u64,
        /// One for each cell; empty where nothing is built.
        cells: Vec<Text>,
        /// One for each check; empty where it is met.
        checks: Vec<Text>,
    },
    /// The pins leave no plan.
    Conflict {
        /// The job.
        id: u64,
        /// Why.
        conflicts: Vec<Conflict>,
    },
    /// The edits cannot be worked out.
    Issues {
        /// The job.
        id: u64,
    },
    /// The worker failed and could not be started again. Told by the page's own end.
    Broken {},
}

impl WorkerSays for Told {
    fn ready() -> Self {
        Told::Ready {}
    }

    fn is_ready(&self) -> bool {
        matches!(self, Told::Ready {})
    }
}

impl Told {
    /// The job it is about.
    #[must_use]
    pub fn id(&self) -> Option<u64> {
        match self {
            Told::Ready {} | Told::Broken {} => None,
            Told::Plan(found) => Some(found.id),
            Told::Curve(news) => Some(news.id),
            Told::Progress { id, .. }
            | Told::Repairs { id, .. }
            | Told::Swept { id, .. }
            | Told::Scenario { id, .. }
            | Told::Handed { id, .. }
            | Told::Brought { id, .. }
            | Told::Why { id, .. }
            | Told::Conflict { id, .. }
            | Told::Issues { id } => Some(*id),
        }
    }

    /// Nothing more will be told of the job.
    #[must_use]
    pub fn is_last(&self) -> bool {
        match self {
            Told::Ready {} | Told::Progress { .. } => false,
            Told::Curve(CurveNews { ended, .. }) | Told::Repairs { ended, .. } => *ended,
            _ => true,
        }
    }
}

/// The curve so far; see `optimize::CurveSearch`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CurveNews {
    /// The job.
    pub id: u64,
    /// Milliseconds since the job was taken up.
    pub ms: f64,
    /// By budget; score, bound and budget never decrease.
    pub points: Vec<CurvePoint>,
    /// Plans that are new or have changed since the last message.
    pub plans: Vec<CurvePlan>,
    /// At this budget some plan meets every check that can be met.
    pub enough: Option<Money>,
    /// How to get there, once it has been tried.
    pub reach: Option<Reach>,
    /// At this one none does; proved.
    pub too_little: Option<Money>,
    /// Checks that no money meets.
    pub out: Vec<Out>,
    /// The search for the least budget has ended.
    pub sought: bool,
    /// The curve will not become finer.
    pub ended: bool,
}

/// A budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Money {
    /// Percent of the unedited plan's money.
    pub rung: u32,
    /// All funds, all periods.
    pub budget: Yuan,
}

/// Edits with which the plan on the screen meets every check that can be met: tried as the screen tries them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reach {
    /// All money then.
    pub budget: Yuan,
    /// Targets that have to be settled first for it.
    pub first: usize,
    /// Every edit of the scenario then.
    pub edits: Edits,
}

/// A plan of the curve.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CurvePlan {
    /// Its name.
    pub found_at: u32,
    /// By family: yuan for so many units more; none where every cap is reached.
    pub next: Vec<Option<(i64, i64)>>,
}

/// A check that no money meets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Out {
    /// The check.
    pub check: usize,
    /// It is proved for the check alone.
    pub proved: bool,
    /// What stands in its way.
    pub why: Reason,
}

/// A plan of another solver, checked here, beside ours.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Brought {
    /// Whose plan it is.
    pub by: String,
    /// That it was accepted, and which of the two is better.
    pub checked: Text,
    /// What else is worth knowing.
    pub notes: Vec<Text>,
    /// Score, points, money, targets, limit.
    pub sums: Vec<BesideRow>,
    /// The targets at which the two differ.
    pub targets: Vec<BesideRow>,
    /// It scores more than ours.
    pub better: bool,
    /// What it builds.
    pub built: Allocation,
}

/// A row of two plans side by side.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct BesideRow {
    /// What it is about.
    pub name: Text,
    /// Of our plan.
    pub ours: Text,
    /// Of theirs.
    pub theirs: Text,
    /// What is missed, ours and theirs; empty where nothing is.
    pub missed: (Text, Text),
    /// By how much theirs differs, where it is a number.
    pub more: Text,
}

/// A sentence in both languages; empty where there is nothing to say.
pub type Reason = Text;

/// A repair with its sentences.
#[derive(Clone, Debug, Serialize)]
pub struct ToldRepair {
    /// The check that is met then.
    pub check: usize,
    /// What is changed, with its price.
    pub change: Reason,
    /// What it does to other targets.
    pub sides: Reason,
    /// Every edit of the scenario with the change applied.
    pub edits: Edits,
    /// Money added to the budget.
    pub extra: Yuan,
    /// Points then.
    pub points: Points,
    /// Checks that are met now and not then.
    pub lost: usize,
    /// Checks that are missed now and met then, this one included.
    pub won: usize,
}

read_fields! {
    CurveNews { id, ms, points, plans, enough, reach, too_little, out, sought, ended }
    Money { rung, budget }
    Reach { budget, first, edits }
    CurvePoint { rung, budget, points, score, bound, met, spent, found_at }
    CurvePlan { found_at, next }
    Out { check, proved, why }
    ToldRepair { check, change, sides, edits, extra, points, lost, won }
    Brought { by, checked, notes, sums, targets, better, built }
    BesideRow { name, ours, theirs, missed, more }
}

read_variants! {
    Told {
        "ready" => Ready {}
        "progress" => Progress { id, solved, step, of }
        "plan" => Plan(_)
        "curve" => Curve(_)
        "repairs" => Repairs { id, found, ended }
        "swept" => Swept { id, lines }
        "scenario" => Scenario { id, scenario, wrong }
        "handed" => Handed { id, text }
        "brought" => Brought { id, brought, wrong }
        "why" => Why { id, cells, checks }
        "conflict" => Conflict { id, conflicts }
        "issues" => Issues { id }
    }
}
