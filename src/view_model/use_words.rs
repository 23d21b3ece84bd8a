//! What a source is used for, in words.

use crate::domain::Plan;
use crate::report::{Says, Use};
use crate::words::{Lang, say};

/// As many names as are spelled out.
const NAMES: usize = 4;

/// Figures of one kind in a line: what they say, how many, and about what.
#[must_use]
pub fn line(lang: Lang, plan: &Plan, same: &[Use]) -> String {
    let says = same[0].says;
    let figures: usize = same.iter().map(|u| u.figures).sum();
    let names = same
        .iter()
        .filter_map(|u| name(lang, plan, u.says, u.about));
    let names: Vec<&str> = names.collect();
    let what = say(lang, self::key(says), &[]);
    let about = shortened(lang, &names, NAMES);
    let key = if about.is_empty() {
        "use.line"
    } else {
        "use.line_about"
    };
    say(
        lang,
        key,
        &[("what", &what), ("n", &figures), ("about", &about)],
    )
}

/// Names one after another; of more than `most` only the first, with their number.
#[must_use]
pub fn shortened(lang: Lang, names: &[&str], most: usize) -> String {
    let comma = say(lang, "list.comma", &[]);
    let first = names[..names.len().min(most)].join(&comma);
    if names.len() <= most {
        return first;
    }
    let n = names.len();
    say(lang, "list.and_more", &[("first", &first), ("n", &n)])
}

/// What figures are about, by the index of [`Use`]; none where there is only one thing to speak of.
#[must_use]
pub fn name(lang: Lang, plan: &Plan, says: Says, i: usize) -> Option<&str> {
    let text = match says {
        Says::Level | Says::Weight | Says::Covered | Says::After => {
            plan.targets.get(i).map(|t| &t.name)
        }
        Says::Population => plan.region.groups.get(i).map(|g| &g.name),
        Says::Path => plan.region.paths.get(i).map(|p| &p.name),
        Says::Members => plan.region.member_classes.get(i).map(|c| &c.name),
        Says::Stock | Says::Remains | Says::Local => plan.services.get(i).map(|s| &s.name),
        Says::Committed | Says::Unpaid | Says::InUse => plan.committed.get(i).map(|c| &c.name),
        Says::Need => {
            let first = plan.needs.get(i).and_then(|n| n.services.first());
            let service = plan.services.iter().find(|s| Some(&s.id) == first);
            service.map(|s| &s.name)
        }
        Says::Budget | Says::LeastShare => plan.budget.funds.get(i).map(|f| &f.name),
        Says::UnitCost | Says::Fairness | Says::Idle | Says::IdleMost | Says::RunningMost => None,
        _ => plan.measures.get(i).map(|m| &m.name),
    };
    text.map(|t| lang.pick(t))
}

/// The word for what figures say.
#[must_use]
pub fn key(says: Says) -> &'static str {
    match says {
        Says::Level => "use.level",
        Says::Weight => "use.weight",
        Says::Covered => "use.covered",
        Says::Population => "use.population",
        Says::Path => "use.path",
        Says::Members => "use.members",
        Says::Stock => "use.stock",
        Says::Committed => "use.committed",
        Says::Cost => "use.cost",
        Says::Running => "use.running",
        Says::Subsidy => "use.subsidy",
        Says::Funding => "use.funding",
        Says::Spending => "use.spending",
        Says::Effect => "use.effect",
        Says::Cap => "use.cap",
        Says::Lead => "use.lead",
        Says::Site => "use.site",
        Says::UnitCost => "use.unit_cost",
        Says::Budget => "use.budget",
        Says::Fairness => "use.fairness",
        Says::Unpaid => "use.unpaid",
        Says::Need => "use.need",
        Says::Prepare => "use.prepare",
        Says::LeastShare => "use.least_share",
        Says::RunningMost => "use.running_most",
        Says::Idle => "use.idle",
        Says::IdleMost => "use.idle_most",
        Says::Remains => "use.remains",
        Says::InUse => "use.in_use",
        Says::Local => "use.local",
        Says::Who => "use.who",
        Says::BeginYears => "use.begin_years",
        Says::After => "use.after",
    }
}
