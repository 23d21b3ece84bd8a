//! `dabiao repairs FILE`: why each missed target is missed, and what would repair it at which price.

use serde_json::{Value, json};

use super::args::SolveArgs;
use super::json;
use crate::domain::{Case, Edits, Issue, Plan};
use crate::optimize::{
    Answer, Binding, Conflict, Limits, Outcome, Repair, Repairs, bindings, explain_miss, settle,
};
use crate::words::{Lang, repair, say, side_effects, weighed_points, why_not};

/// Repairs shown for one check.
const SHOWN: usize = 3;
/// Steps of each canonical answer, where none are asked for.
const STEPS: u64 = 100;

/// Why there is nothing to print.
pub(super) enum NotRepaired {
    /// The edits do not fit the plan.
    Issues(Vec<Issue>),
    /// The pins leave no plan.
    Conflict(Box<Case>, Vec<Conflict>),
}

/// Sentences or JSON.
pub(super) fn print(
    lang: Lang,
    plan: &Plan,
    edits: &Edits,
    asked: &SolveArgs,
) -> Result<String, NotRepaired> {
    let limits = Limits {
        steps: asked.steps.unwrap_or(STEPS),
        ..Limits::default()
    };
    let case = Case::new(plan, edits).map_err(NotRepaired::Issues)?;
    let answer = match settle(&case, limits) {
        Outcome::Answer(answer) => answer,
        Outcome::Conflict(conflicts) => {
            return Err(NotRepaired::Conflict(Box::new(case), conflicts));
        }
    };
    let mut repairs = Repairs::new(&case.plan, edits, &answer.allocation, limits);
    repairs.finish();
    let told = RepairsTold {
        lang,
        case: &case,
        edits,
        answer: &answer,
        binding: bindings(&case),
        repairs: &repairs,
    };
    let checks: Vec<usize> = (0..case.checks.len()).collect();
    if asked.json {
        let missed: Vec<Value> = checks.iter().filter_map(|c| told.json(*c)).collect();
        return Ok(json::text(&json!({
            "format": "dabiao-repairs/1", "plan": plan.id, "points": answer.points.to_f64(), "missed": missed,
        })));
    }
    let text: String = checks.iter().filter_map(|c| told.text(*c)).collect();
    Ok(if text.is_empty() {
        say(lang, "command.nothing_missed", &[]) + "\n"
    } else {
        text
    })
}

struct RepairsTold<'a> {
    lang: Lang,
    case: &'a Case,
    edits: &'a Edits,
    answer: &'a Answer,
    binding: Vec<Binding>,
    repairs: &'a Repairs,
}

impl RepairsTold<'_> {
    fn why(&self, check: usize) -> Option<String> {
        let plan = &self.answer.allocation;
        let miss = explain_miss(self.case, self.edits, plan, check, &self.binding)?;
        Some(why_not(self.lang, self.case, check, &miss))
    }

    fn text(&self, check: usize) -> Option<String> {
        let why = self.why(check)?;
        let of = &self.case.checks[check];
        let target = &self.case.plan.targets[of.target];
        let name = format!("{} {}", target.id, self.lang.pick(&target.name));
        let head = say(
            self.lang,
            "command.missed",
            &[("target", &name), ("year", &of.year)],
        );
        let mut lines = vec![head, format!("  {why}")];
        let repairs = self.repairs.of_check(check);
        lines.extend(repairs.iter().take(SHOWN).map(|r| self.line(r)));
        if repairs.is_empty() {
            lines.push(format!("  {}", say(self.lang, "repair.none", &[])));
        }
        Some(lines.join("\n") + "\n\n")
    }

    fn line(&self, found: &Repair) -> String {
        let sides = side_effects(self.lang, self.case, found);
        let change = format!(
            "  + {} ({})",
            repair(self.lang, self.case, found),
            weighed_points(self.lang, self.case, found.points)
        );
        if sides.is_empty() {
            change
        } else {
            format!("{change}\n    {sides}")
        }
    }

    fn json(&self, check: usize) -> Option<Value> {
        let why = self.why(check)?;
        let of = &self.case.checks[check];
        let id = |c: usize| &self.case.plan.targets[self.case.checks[c].target].id;
        let year = |c: usize| self.case.checks[c].year;
        let one = |r: &&Repair| {
            let sides = r.sides.iter().map(|s| {
                json!({
                    "target": id(s.check), "milestone": year(s.check),
                    "achieved_before": s.before.achieved, "achieved_after": s.after.achieved,
                    "met_before": s.before.met(), "met_after": s.after.met(),
                })
            });
            json!({
                "change": repair(self.lang, self.case, r), "edits": r.edits, "extra_yuan": r.extra.0,
                "spent_yuan": r.spent.0, "points": r.points.to_f64(), "sides": sides.collect::<Vec<_>>(),
            })
        };
        let repairs: Vec<Value> = self.repairs.of_check(check).iter().map(one).collect();
        Some(json!({"target": id(check), "milestone": of.year, "why": why, "repairs": repairs}))
    }
}
