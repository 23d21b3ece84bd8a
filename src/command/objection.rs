//! Why an answer is refused.

use crate::domain::{Case, TargetId, Yuan};
use crate::optimize::Points;
use crate::optimize::certify::Refusal;
use crate::words::{Lang, decimal, money, refusal, say};

/// Why an answer is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Objection {
    /// It says itself that there is no plan.
    NoPlan,
    /// It answers another plan.
    OtherPlan {
        /// The plan it answers.
        answered: String,
        /// The plan of the file.
        asked: String,
    },
    /// The plan's data are not those it was made from.
    OtherData,
    /// The model is not the one it was made with.
    OtherModel {
        /// Its model.
        answered: u32,
        /// The model here.
        here: u32,
    },
    /// The allocation breaks a rule.
    Allocation(Refusal),
    /// Its points are not what the allocation reaches.
    Points {
        /// As it says.
        claimed: Points,
        /// As computed here.
        found: Points,
    },
    /// Its score is not what the allocation reaches.
    Score {
        /// As it says.
        claimed: Points,
        /// As computed here.
        found: Points,
    },
    /// Its money is not what the allocation costs.
    Cost {
        /// The first year of the period.
        year: i32,
        /// As computed here.
        found: Yuan,
    },
    /// Its money after the last period is not what the allocation leaves to pay.
    After,
    /// What its hard targets lack is not what the allocation leaves of them.
    HardShortfall {
        /// As it says.
        claimed: Points,
        /// As computed here.
        found: Points,
    },
    /// A line of its targets is not what the allocation reaches.
    Target {
        /// The target.
        id: TargetId,
        /// The year.
        milestone: i32,
    },
    /// Its list of targets or years has more or fewer lines than there are.
    Lines,
    /// It claims a bound, a gap or that it is certified without a proof.
    NoProof,
    /// The proof is not sound.
    Proof(Refusal),
    /// The proof is sound and proves less.
    Bound {
        /// As it says.
        claimed: Points,
        /// What its proof gives.
        proved: Points,
    },
    /// Its gap is not bound − score.
    Gap,
}

impl Objection {
    /// The sentence.
    #[must_use]
    pub fn sentence(&self, lang: Lang, case: &Case) -> String {
        match self {
            Objection::NoPlan => say(lang, "command.objection.no_plan", &[]),
            Objection::OtherPlan { answered, asked } => say(
                lang,
                "command.objection.other_plan",
                &[("answered", answered), ("asked", asked)],
            ),
            Objection::OtherData => say(lang, "command.objection.other_data", &[]),
            Objection::OtherModel { answered, here } => say(
                lang,
                "command.objection.other_model",
                &[("answered", answered), ("here", here)],
            ),
            Objection::Allocation(why) => say(
                lang,
                "command.objection.allocation",
                &[("why", &refusal(lang, case, why))],
            ),
            Objection::Points { claimed, found } => {
                two(lang, "command.objection.points", *claimed, *found)
            }
            Objection::Score { claimed, found } => {
                two(lang, "command.objection.score", *claimed, *found)
            }
            Objection::Cost { year, found } => say(
                lang,
                "command.objection.cost",
                &[("year", year), ("found", &money(lang, *found))],
            ),
            Objection::Target { id, milestone } => say(
                lang,
                "command.objection.target",
                &[("id", id), ("year", milestone)],
            ),
            Objection::After => say(lang, "after.objection", &[]),
            Objection::HardShortfall { claimed, found } => {
                two(lang, "hard.objection", *claimed, *found)
            }
            Objection::Lines => say(lang, "command.objection.lines", &[]),
            Objection::NoProof => say(lang, "command.objection.no_proof", &[]),
            Objection::Proof(why) => say(
                lang,
                "command.objection.proof",
                &[("why", &refusal(lang, case, why))],
            ),
            Objection::Bound { claimed, proved } => {
                two(lang, "command.objection.bound", *claimed, *proved)
            }
            Objection::Gap => say(lang, "command.objection.gap", &[]),
        }
    }
}

/// Nine decimals: the two may differ in the last one only.
fn two(lang: Lang, key: &str, claimed: Points, found: Points) -> String {
    let exact = |p: Points| decimal(p.to_f64(), 9);
    say(
        lang,
        key,
        &[("claimed", &exact(claimed)), ("found", &exact(found))],
    )
}
