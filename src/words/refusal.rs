//! Why a plan or a proof is refused, as a sentence.

use super::{Lang, count, money, say};
use crate::domain::{Case, FundId, MeasureId, Plan, ServiceId, UnitId};
use crate::optimize::certify::Refusal;

/// The sentence for a refusal.
#[must_use]
pub fn refusal(lang: Lang, case: &Case, refusal: &Refusal) -> String {
    let named = Named {
        lang,
        plan: &case.plan,
    };
    match refusal {
        Refusal::NotAnOption {
            unit,
            measure,
            year,
        } => {
            let (unit, measure) = (named.unit(unit), named.measure(measure));
            say(
                lang,
                "refusal.not_an_option",
                &[("unit", &unit), ("measure", &measure), ("year", year)],
            )
        }
        Refusal::OutOfBounds {
            unit,
            measure,
            n,
            least,
            most,
        } => {
            let (unit, measure) = (named.unit(unit), named.measure(measure));
            let values: [(&str, &dyn std::fmt::Display); 5] = [
                ("unit", &unit),
                ("measure", &measure),
                ("n", &count(*n)),
                ("least", &count(*least)),
                ("most", &count(*most)),
            ];
            say(lang, "refusal.out_of_bounds", &values)
        }
        Refusal::Sites {
            unit,
            measure,
            year,
        } => {
            let (unit, measure) = (named.unit(unit), named.measure(measure));
            say(
                lang,
                "refusal.sites",
                &[("unit", &unit), ("measure", &measure), ("year", year)],
            )
        }
        Refusal::BelowZero {
            service,
            unit,
            year,
        } => {
            let (unit, service) = (named.unit(unit), named.service(service));
            say(
                lang,
                "refusal.below_zero",
                &[("unit", &unit), ("service", &service), ("year", year)],
            )
        }
        Refusal::OverBudget {
            fund,
            year,
            spent,
            available,
        } => {
            let values: [(&str, &dyn std::fmt::Display); 4] = [
                ("fund", &named.fund(fund)),
                ("year", year),
                ("spent", &money(lang, *spent)),
                ("available", &money(lang, *available)),
            ];
            say(lang, "refusal.over_budget", &values)
        }
        Refusal::OverRunning { running, most } => {
            let values: [(&str, &dyn std::fmt::Display); 2] = [
                ("running", &money(lang, *running)),
                ("most", &money(lang, *most)),
            ];
            say(lang, "refusal.over_running", &values)
        }
        Refusal::OverNeed {
            service,
            unit,
            year,
            new,
            most,
        } => {
            let values: [(&str, &dyn std::fmt::Display); 5] = [
                ("service", &named.service(service)),
                ("unit", &named.unit(unit)),
                ("year", year),
                ("new", &count(*new)),
                ("most", &count(*most)),
            ];
            say(lang, "refusal.over_need", &values)
        }
        Refusal::NegativeMultiplier { .. } => say(lang, "refusal.negative_multiplier", &[]),
        Refusal::NoSuchRow { .. } => say(lang, "refusal.no_such_row", &[]),
        Refusal::NotWhole => say(lang, "refusal.not_whole", &[]),
        Refusal::NothingRounded { .. } => say(lang, "refusal.nothing_rounded", &[]),
        Refusal::NotHard { .. } => say(lang, "refusal.not_hard", &[]),
        Refusal::TooLarge => say(lang, "refusal.too_large", &[]),
        Refusal::NoSuchLevel => say(lang, "refusal.no_such_level", &[]),
        Refusal::TooDeep => say(lang, "refusal.too_deep", &[]),
    }
}

/// Ids → names; an id that the plan does not have stays as it is.
struct Named<'a> {
    lang: Lang,
    plan: &'a Plan,
}

impl<'a> Named<'a> {
    fn unit(&self, id: &'a UnitId) -> &'a str {
        let found = self.plan.region.units.iter().find(|u| u.id == *id);
        found.map_or(&id.0, |u| self.lang.pick(&u.name))
    }

    fn measure(&self, id: &'a MeasureId) -> &'a str {
        let found = self.plan.measures.iter().find(|m| m.id == *id);
        found.map_or(&id.0, |m| self.lang.pick(&m.name))
    }

    fn service(&self, id: &'a ServiceId) -> &'a str {
        let found = self.plan.services.iter().find(|s| s.id == *id);
        found.map_or(&id.0, |s| self.lang.pick(&s.name))
    }

    fn fund(&self, id: &'a FundId) -> &'a str {
        let found = self.plan.budget.funds.iter().find(|f| f.id == *id);
        found.map_or(&id.0, |f| self.lang.pick(&f.name))
    }
}
