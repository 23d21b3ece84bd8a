//! What is known of a curve.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::shown::Shown;
use super::wire::told::{CurveNews, Money, Out, Reach};
use crate::domain::{Case, Edits, ServiceId, TargetKind, Text, Yuan};
use crate::optimize::{Rungs, next_unit};
use crate::report::{CurvePoint, headline, raised};
use crate::words::{Lang, say};

/// Groups of services of which the price of one more is shown.
const FAMILIES: usize = 5;
/// Names the plan on the screen.
const ON_SCREEN: u32 = u32::MAX - 1;

/// What a curve depends on: everything but how much money there is.
#[derive(Clone, Debug, PartialEq)]
pub struct CurveBasis {
    edits: Edits,
    proportion: Vec<Vec<i64>>,
}

impl CurveBasis {
    /// Of a case with its edits.
    pub fn of(case: &Case, edits: &Edits) -> CurveBasis {
        CurveBasis {
            edits: Edits {
                budget: BTreeMap::new(),
                added: BTreeMap::new(),
                ..edits.clone()
            },
            proportion: Rungs::of(case).money(100),
        }
    }
}

/// Services that one price is asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Family {
    /// Indices of the services.
    pub services: Vec<usize>,
    /// What they are called.
    pub name: Text,
    /// What they are counted in.
    pub counter: Text,
}

/// A curve as far as it has come.
#[derive(Clone, Debug)]
pub struct Curve {
    /// What it depends on.
    pub basis: CurveBasis,
    /// The case it was asked for.
    pub case: Arc<Case>,
    /// Services whose prices are known.
    pub families: Arc<Vec<Family>>,
    /// By budget.
    pub points: Vec<CurvePoint>,
    /// By the plan's name, then by family: yuan for so many units.
    pub next: BTreeMap<u32, Vec<Option<(i64, i64)>>>,
    /// Verdict for every check that can be met.
    pub enough: Option<Money>,
    /// Proved to be too little.
    pub too_little: Option<Money>,
    /// How to get there.
    pub reach: Option<Reach>,
    /// Checks that no money meets.
    pub out: Vec<Out>,
    /// The least budget has been sought.
    pub sought: bool,
    /// It will not become finer.
    pub ended: bool,
}

impl Curve {
    /// Nothing is known yet.
    pub fn new(basis: CurveBasis, case: Arc<Case>) -> Curve {
        Curve {
            basis,
            families: Arc::new(families(&case)),
            case,
            points: Vec::new(),
            next: BTreeMap::new(),
            enough: None,
            too_little: None,
            reach: None,
            out: Vec::new(),
            sought: false,
            ended: false,
        }
    }

    /// With what was told.
    pub fn take(&mut self, news: CurveNews) {
        self.points = news.points;
        self.next
            .extend(news.plans.into_iter().map(|p| (p.found_at, p.next)));
        (self.enough, self.too_little) = (news.enough, news.too_little);
        (self.reach, self.out) = (news.reach, news.out);
        (self.sought, self.ended) = (news.sought, news.ended);
    }

    /// Its points, none worse than the plan on the screen where that is a plan of this curve.
    pub fn with(&self, shown: &Shown) -> Vec<CurvePoint> {
        if CurveBasis::of(&shown.case, &shown.edits) == self.basis {
            raised(&self.points, &on_screen(shown))
        } else {
            self.points.clone()
        }
    }

    /// With the prices of the plan on the screen.
    pub fn with_prices_of(&self, shown: &Shown) -> Curve {
        let price = |f: &Family| {
            let next = next_unit(&shown.case, &shown.report.begun, &f.services)?;
            Some((next.cost.0, next.adds))
        };
        let prices = self.families.iter().map(price).collect();
        let mut curve = self.clone();
        curve.next.insert(ON_SCREEN, prices);
        curve
    }

    /// The unedited plan's money.
    pub fn plan_money(&self) -> Yuan {
        Rungs::of(&self.case).budget(100)
    }
}

/// The plan on the screen as a point.
pub fn on_screen(shown: &Shown) -> CurvePoint {
    CurvePoint {
        rung: 0,
        budget: Yuan(shown.case.budget.iter().flatten().sum()),
        points: shown.report.points,
        score: shown.answer.score,
        bound: shown.answer.bound,
        met: shown.report.checks.iter().filter(|c| c.met).count(),
        spent: shown.report.cost,
        found_at: ON_SCREEN,
    }
}

/// What rates count, then what fields are mainly about.
fn families(case: &Case) -> Vec<Family> {
    let plan = &case.plan;
    let service = |id: &ServiceId| plan.services.iter().position(|s| s.id == *id);
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for target in &plan.targets {
        if let TargetKind::Rate { services, .. } = &target.rule {
            groups.push(services.iter().filter_map(service).collect());
        }
    }
    let heads = (0..plan.fields.len()).filter_map(|f| headline(case, f));
    groups.extend(heads.map(|(_, services)| services));
    let mut seen = Vec::new();
    for group in groups {
        let is_new = group.iter().all(|s| !seen.iter().flatten().any(|t| t == s));
        if is_new && !group.is_empty() && group.iter().any(|s| is_added(case, *s)) {
            seen.push(group);
        }
    }
    seen.truncate(FAMILIES);
    seen.into_iter()
        .map(|services| family(case, services))
        .collect()
}

fn is_added(case: &Case, service: usize) -> bool {
    let adds = |(s, n): &(usize, i64)| *s == service && *n > 0;
    case.options.iter().any(|o| o.effects.iter().any(adds))
}

fn family(case: &Case, services: Vec<usize>) -> Family {
    let all = &case.plan.services;
    let names = |lang: Lang| {
        let names = services.iter().take(2).map(|s| lang.pick(&all[*s].name));
        names
            .collect::<Vec<_>>()
            .join(&say(lang, "list.comma", &[]))
    };
    let name = Text {
        zh: names(Lang::Zh),
        en: names(Lang::En),
    };
    let counter = services.first().map(|s| all[*s].counter.clone());
    Family {
        services,
        name,
        counter: counter.unwrap_or_default(),
    }
}
