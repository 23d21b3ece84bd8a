//! What can be tried out: sliders, figures of the plan, other readings; and what each of them changes. No markup.

use super::knob::{Knob, ONE};
use super::use_words;
use crate::domain::{Basis, Edits, OtherReading, Plan};
use crate::report::{Figures, Says, Step, Use};
use crate::words::{Lang, LevelStyle, level_style, say};

/// One thing that can be moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lever {
    /// A number that an edit moves.
    Number(Knob),
    /// Another population path: its index in the plan.
    Path(usize),
    /// Figures of the plan that no edit moves.
    Figures(Figures),
    /// Another reading: its index among those of the page.
    Reading(usize),
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

/// What is to be solved with something moved.
pub struct LeverJob {
    /// Another plan in place of the page's; none: the page's own.
    pub plan: Option<Plan>,
    /// The edits.
    pub edits: Edits,
    /// How far figures were moved.
    pub step: Step,
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
    let given = |k: &Knob| k.range(plan).is_some() && k.no_limit(plan).is_none();
    let limits = [Knob::Idle, Knob::IdleMost, Knob::RunningMost];
    let numbers = numbers.chain(limits.into_iter().filter(given));
    let paths = (0..plan.region.paths.len()).map(Lever::Path);
    numbers.map(Lever::Number).chain(paths).collect()
}

/// The level of a target: its slider, else its figures.
#[must_use]
pub fn level(plan: &Plan, target: usize) -> Option<Lever> {
    let own = plan.targets.get(target)?;
    if own.slider.is_some() {
        return Some(Lever::Number(Knob::Level(target)));
    }
    let from = &own.milestones.first()?.level.from;
    let source = plan.sources.iter().position(|s| s.id == *from)?;
    let (says, about) = (Says::Level, Some(target));
    Some(Lever::Figures(Figures {
        source,
        says,
        about,
    }))
}

/// The levers of the figures of all sources that are not measured, those that say the same together.
#[must_use]
pub fn of_sources(plan: &Plan, uses: &[Vec<Use>]) -> Vec<Lever> {
    let open = |(source, _): &(usize, &Vec<Use>)| plan.sources[*source].basis != Basis::Measured;
    let lines = |(source, uses): (usize, &Vec<Use>)| -> Vec<Lever> {
        let same = uses.chunk_by(|a, b| a.says == b.says);
        let moving = same.filter(|same| same.iter().all(|u| u.says.moves()));
        moving.map(|same| Lever::of(source, same, None)).collect()
    };
    uses.iter()
        .enumerate()
        .filter(open)
        .flat_map(lines)
        .collect()
}

impl Lever {
    /// The figures of a source that say what `same` says.
    #[must_use]
    pub fn of(source: usize, same: &[Use], about: Option<usize>) -> Lever {
        let says = same.first().map_or(Says::Level, |u| u.says);
        Lever::Figures(Figures {
            source,
            says,
            about,
        })
    }

    /// How it can be moved from where `edits` have it; sliders leave out the ways that change nothing.
    #[must_use]
    pub fn ways(self, plan: &Plan, edits: &Edits) -> Vec<By> {
        let tenth = vec![By::Less, By::More];
        let (ways, is_edit) = match self {
            Lever::Number(_) => (tenth, true),
            Lever::Path(_) => (vec![By::Instead], true),
            Lever::Figures(_) => (tenth, false),
            Lever::Reading(_) => (vec![By::Instead], false),
        };
        let changes = |by: &By| !is_edit || self.moved(plan, edits, *by) != *edits;
        ways.into_iter().filter(changes).collect()
    }

    /// What is to be solved with it moved; none where that changes nothing.
    #[must_use]
    pub fn job(
        self,
        plan: &Plan,
        edits: &Edits,
        by: By,
        readings: &[OtherReading],
    ) -> Option<LeverJob> {
        let mut edits = edits.clone();
        let mut step = Step::Tenth;
        let plan = match self {
            Lever::Figures(figures) => {
                let moved = figures.moved(plan, by == By::More)?;
                step = moved.step;
                Some(moved.plan)
            }
            Lever::Reading(reading) => {
                let other = plan.read_otherwise(readings.get(reading)?);
                keep_known_years(&other, &mut edits);
                Some(other)
            }
            _ => {
                edits = self.moved(plan, &edits, by);
                None
            }
        };
        Some(LeverJob { plan, edits, step })
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
            Lever::Figures(_) | Lever::Reading(_) => {}
        }
        super::tidy::tidy(plan, &mut to);
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
            Lever::Figures(figures) => figures_label(lang, plan, figures),
            Lever::Reading(_) => say(lang, "reading.other", &[]),
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

/// Edits of years in which nothing is checked any more are left out.
fn keep_known_years(plan: &Plan, edits: &mut Edits) {
    for (id, edit) in &mut edits.targets {
        if let Some(target) = plan.targets.iter().find(|t| t.id == *id) {
            let is_checked = |year: &i32| target.milestones.iter().any(|m| m.year == *year);
            edit.levels.retain(|year, _| is_checked(year));
        }
    }
}

fn figures_label(lang: Lang, plan: &Plan, figures: Figures) -> String {
    let what = say(lang, use_words::key(figures.says), &[]);
    let about = figures
        .about
        .and_then(|i| use_words::name(lang, plan, figures.says, i));
    let source = plan.sources.get(figures.source);
    let of = about.or_else(|| source.map(|s| lang.pick(&s.title)));
    let of = of.unwrap_or_default();
    say(lang, "lever.figures", &[("what", &what), ("of", &of)])
}
