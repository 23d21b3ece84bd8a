//! What a source is used for, in words.

use crate::domain::Plan;
use crate::report::{Says, Use};
use crate::words::{Lang, say};

/// As many names as are spelled out.
const NAMES: usize = 4;

/// One line for each kind of figure: what they say, how many, and about what.
#[must_use]
pub fn lines(lang: Lang, plan: &Plan, uses: &[Use]) -> Vec<String> {
    uses.chunk_by(|a, b| a.says == b.says)
        .map(|same| line(lang, plan, same))
        .collect()
}

fn line(lang: Lang, plan: &Plan, same: &[Use]) -> String {
    let says = same[0].says;
    let figures: usize = same.iter().map(|u| u.figures).sum();
    let names: Vec<&str> = same.iter().filter_map(|u| name(lang, plan, u)).collect();
    let what = say(lang, key(says), &[]);
    let comma = say(lang, "list.comma", &[]);
    let mut about = names[..names.len().min(NAMES)].join(&comma);
    if names.len() > NAMES {
        about = say(
            lang,
            "list.and_more",
            &[("first", &about), ("n", &names.len())],
        );
    }
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

fn name<'a>(lang: Lang, plan: &'a Plan, of: &Use) -> Option<&'a str> {
    let i = of.about;
    let text = match of.says {
        Says::Level | Says::Weight | Says::Covered => plan.targets.get(i).map(|t| &t.name),
        Says::Population => plan.region.groups.get(i).map(|g| &g.name),
        Says::Path => plan.region.paths.get(i).map(|p| &p.name),
        Says::Members => plan.region.member_classes.get(i).map(|c| &c.name),
        Says::Stock => plan.services.get(i).map(|s| &s.name),
        Says::Committed => plan.committed.get(i).map(|c| &c.name),
        Says::Budget => plan.budget.funds.get(i).map(|f| &f.name),
        Says::UnitCost | Says::Fairness => None,
        _ => plan.measures.get(i).map(|m| &m.name),
    };
    text.map(|t| lang.pick(t))
}

fn key(says: Says) -> &'static str {
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
    }
}
