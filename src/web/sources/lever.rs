//! Assumptions that one edit moves. No markup.

use super::super::knob::{Knob, ONE};
use crate::domain::{Edits, Plan};
use crate::report::{Says, Use};
use crate::words::{Lang, LevelStyle, level_style, say};

/// One thing that can be moved by a single edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lever {
    /// A number.
    Number(Knob),
    /// Another population path: its index in the plan.
    Path(usize),
}

/// How it is moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// A tenth less.
    Less,
    /// A tenth more.
    More,
    /// The other one in its place.
    Instead,
}

/// The levers that are no target's: money, prices, population, fairness.
#[must_use]
pub fn general(plan: &Plan) -> Vec<Lever> {
    let priced = |f: &usize| plan.measures.iter().any(|m| m.field == plan.fields[*f].id);
    let prices = (0..plan.fields.len()).filter(priced).map(Knob::FieldCost);
    let numbers = [Knob::Total, Knob::Cost]
        .into_iter()
        .chain(prices)
        .chain([Knob::Fairness]);
    let paths = (0..plan.region.paths.len()).map(Lever::Path);
    numbers.map(Lever::Number).chain(paths).collect()
}

/// The lever behind a source's figures; none where no single edit moves them.
#[must_use]
pub fn of_uses(plan: &Plan, uses: &[Use]) -> Option<Lever> {
    let first = uses.first()?;
    if uses.iter().any(|u| u.says != first.says) {
        return None;
    }
    let field = |u: &Use| plan.measures.get(u.about).map(|m| &m.field);
    match first.says {
        Says::Budget => Some(Lever::Number(Knob::Total)),
        Says::Fairness => Some(Lever::Number(Knob::Fairness)),
        Says::Level if uses.len() == 1 => {
            let target = plan.targets.get(first.about)?;
            target
                .slider
                .map(|_| Lever::Number(Knob::Level(first.about)))
        }
        Says::Cost if uses.iter().all(|u| field(u) == field(first)) => {
            let id = field(first)?;
            let at = plan.fields.iter().position(|f| f.id == *id)?;
            Some(Lever::Number(Knob::FieldCost(at)))
        }
        Says::Cost => Some(Lever::Number(Knob::Cost)),
        _ => None,
    }
}

impl Lever {
    /// How it can be moved from where `edits` have it, with the edits that do; the ways that change nothing are left out.
    #[must_use]
    pub fn ways(self, plan: &Plan, edits: &Edits) -> Vec<(By, Edits)> {
        let ways = match self {
            Lever::Number(_) => vec![By::Less, By::More],
            Lever::Path(_) => vec![By::Instead],
        };
        let moved = ways.into_iter().map(|by| (by, self.moved(plan, edits, by)));
        moved.filter(|(_, to)| to != edits).collect()
    }

    fn moved(self, plan: &Plan, edits: &Edits, by: By) -> Edits {
        let mut to = edits.clone();
        match self {
            Lever::Path(path) => to.path = plan.region.paths.get(path).map(|p| p.id.clone()),
            Lever::Number(knob) => {
                let value = knob.value(plan, edits);
                let tenth = value / 10;
                let value = if by == By::Less {
                    value - tenth
                } else {
                    value + tenth
                };
                to = knob.set(plan, edits, knob_limit(knob, plan, value));
            }
        }
        super::super::tidy::tidy(plan, &mut to);
        to
    }

    /// Its name.
    #[must_use]
    pub fn label(self, lang: Lang, plan: &Plan) -> String {
        match self {
            Lever::Number(knob @ Knob::FieldCost(_)) => say(
                lang,
                "lever.field_cost",
                &[("field", &knob.label(lang, plan))],
            ),
            Lever::Number(knob @ Knob::Total) => {
                say(lang, "lever.budget", &[("name", &knob.label(lang, plan))])
            }
            Lever::Number(knob) => knob.label(lang, plan),
            Lever::Path(path) => {
                let name = plan
                    .region
                    .paths
                    .get(path)
                    .map_or("", |p| lang.pick(&p.name));
                say(lang, "step.path", &[("name", &name)])
            }
        }
    }

    /// Where it stands, with its unit; nothing for a path.
    #[must_use]
    pub fn now(self, lang: Lang, plan: &Plan, edits: &Edits) -> String {
        let Lever::Number(knob) = self else {
            return String::new();
        };
        let value = knob.write(lang, plan, knob.value(plan, edits));
        format!("{value} {}", knob.unit(lang, plan))
            .trim()
            .to_owned()
    }
}

/// A share cannot pass the whole.
fn knob_limit(knob: Knob, plan: &Plan, value: i64) -> i64 {
    let is_share = match knob {
        Knob::Level(t) => plan.targets.get(t).map(level_style) == Some(LevelStyle::Percent),
        _ => false,
    };
    if is_share { value.min(ONE) } else { value }
}
