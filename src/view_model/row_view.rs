//! What one row of the target table says, worked out from the plan that is shown. No markup.

use crate::domain::{Case, Plan, Target, TargetKind};
use crate::report::{CheckReport, Report};
use crate::words::{Lang, LevelStyle, attained, count, reached_style, say, shortfall};

/// What one row says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RowView {
    /// Met at every milestone.
    pub met: bool,
    /// Today's level.
    pub today: String,
    /// The plan's level at the last milestone.
    pub reached: String,
    /// The level wanted at the last milestone.
    pub wanted: String,
    /// Of a target over kinds: those that are missing at the last milestone, by name.
    pub lacking: String,
    /// 达标, or what is missing and when.
    pub verdict: String,
    /// The bar: one part per milestone.
    pub parts: Vec<Part>,
}

/// One milestone of the bar. Lengths are relative to what is wanted: 1 is the goal line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Part {
    /// The year.
    pub year: i32,
    /// Today's stock.
    pub today: String,
    /// With the plan.
    pub reached: String,
    /// Nothing is missing.
    pub met: bool,
    /// The number reached, where the bar is split.
    pub label: String,
}

/// A bar may pass its goal by so much.
const BEYOND: f64 = 1.08;

/// The row of target `t`.
#[must_use]
pub fn row(lang: Lang, case: &Case, report: &Report, t: usize) -> RowView {
    let plan = &case.plan;
    let checks: Vec<&CheckReport> = report.checks.iter().filter(|c| c.target == t).collect();
    let (Some(target), Some(last)) = (plan.targets.get(t), checks.last()) else {
        return RowView::default();
    };
    let style = reached_style(target);
    let split = checks.len() > 1;
    let level = |counted: i64, level: f64| match style {
        LevelStyle::Count => count(counted),
        style => style.reached(level),
    };
    let wanted = match style {
        LevelStyle::Count => count(last.required),
        LevelStyle::Number(_) => LevelStyle::Number(0).wanted(last.level_required),
        style => style.wanted(last.level_required),
    };
    let wanted = if target.strict {
        say(lang, "target.above", &[("level", &wanted)])
    } else {
        wanted
    };
    RowView {
        met: checks.iter().all(|c| c.met),
        today: level(last.today, last.level_today),
        reached: level(last.achieved, last.level_achieved),
        wanted,
        lacking: lacking(lang, case, report, last),
        verdict: verdict(lang, plan, target, &checks),
        parts: checks.iter().map(|c| part(c, split, style)).collect(),
    }
}

fn part(check: &CheckReport, split: bool, style: LevelStyle) -> Part {
    let most = if split { 1.0 } else { BEYOND };
    let reached = check.attainment.clamp(0.0, most);
    // What is missing stays visible, and what is met never ends short of the line.
    let reached = if check.met {
        reached.max(1.0)
    } else {
        reached.min(0.999)
    };
    let today = check.today_attainment.clamp(0.0, reached);
    let label = match style {
        LevelStyle::Count if split => count(check.achieved),
        _ => String::new(),
    };
    Part {
        year: check.year,
        today: format!("{today:.4}"),
        reached: format!("{reached:.4}"),
        met: check.met,
        label: if label.len() > 4 {
            String::new()
        } else {
            label
        },
    }
}

/// The kinds that are not there at a check, by name; empty where it asks for no kinds.
fn lacking(lang: Lang, case: &Case, report: &Report, check: &CheckReport) -> String {
    let same = |c: &CheckReport| (c.target, c.milestone) == (check.target, check.milestone);
    let at = report.checks.iter().position(same);
    let Some(missing) = at.and_then(|c| report.kinds_missing(case, c)) else {
        return String::new();
    };
    let names = missing.iter().filter_map(|s| case.plan.services.get(*s));
    let names: Vec<&str> = names.map(|s| lang.pick(&s.name)).collect();
    match names.len() {
        0 => say(lang, "target.every_kind", &[]),
        _ => {
            let kinds = names.join(&say(lang, "list.comma", &[]));
            say(lang, "target.kinds_missing", &[("kinds", &kinds)])
        }
    }
}

fn verdict(lang: Lang, plan: &Plan, target: &Target, checks: &[&CheckReport]) -> String {
    let Some(missed) = checks.iter().find(|c| !c.met) else {
        return match (&target.rule, checks.last()) {
            (TargetKind::Status { .. }, Some(last)) => attained(lang, target, last),
            _ => say(lang, "target.met", &[]),
        };
    };
    let short = shortfall(lang, plan, target, missed.missing);
    if checks.len() == 1 {
        return short;
    }
    say(
        lang,
        "target.short_by",
        &[("year", &missed.year), ("short", &short)],
    )
}
