//! A target in words: its levels, what is divided by what, what is missing.

use super::{Lang, count, decimal, exact, percent, say};
use crate::domain::{
    CountBasis, Decimal, Level, Modality, NeedId, Plan, ServiceId, Target, TargetKind, Text,
};
use crate::report::CheckReport;

/// How the level of a target is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LevelStyle {
    /// A number with so many decimals.
    Number(usize),
    /// A share of 1, as percent.
    Percent,
    /// A whole number.
    Count,
}

/// How what a target reaches is written: growth and coverage of units by their counts, the rest in the level's unit.
#[must_use]
pub fn reached_style(target: &Target) -> LevelStyle {
    match &target.rule {
        TargetKind::Rate { per: 1, .. }
        | TargetKind::CoverageOfMembers { .. }
        | TargetKind::Share { .. } => LevelStyle::Percent,
        TargetKind::Rate { .. } => LevelStyle::Number(2),
        _ => LevelStyle::Count,
    }
}

/// How the level itself is written, as a slider shows it.
#[must_use]
pub fn level_style(target: &Target) -> LevelStyle {
    match &target.rule {
        TargetKind::Rate { per: 1, .. } => LevelStyle::Percent,
        TargetKind::Rate { .. } => LevelStyle::Number(step_places(target)),
        TargetKind::Count { .. } | TargetKind::Annual { .. } | TargetKind::Status { .. } => {
            LevelStyle::Count
        }
        _ => LevelStyle::Percent,
    }
}

fn step_places(target: &Target) -> usize {
    let micro = target.slider.map_or(100_000, |s| s.step.micro).max(1);
    (0..6)
        .find(|p| micro % 10_i64.pow(6 - *p as u32) == 0)
        .unwrap_or(6)
}

impl LevelStyle {
    /// A level that is wanted, with every decimal it has: what is asked for is never shown rounded.
    #[must_use]
    pub fn wanted(self, x: f64) -> String {
        let micro = (x * Decimal::SCALE as f64).round() as i64;
        match self {
            LevelStyle::Number(places) => exact(micro, Decimal::SCALE, places),
            LevelStyle::Percent => format!("{}%", exact(micro, Decimal::SCALE / 100, 0)),
            LevelStyle::Count => exact(micro, Decimal::SCALE, 0),
        }
    }

    /// A level that is reached: rounded down, so that what is short never looks met.
    #[must_use]
    pub fn reached(self, x: f64) -> String {
        let down = |x: f64, scale: f64| (x * scale + 1e-7).floor() / scale;
        match self {
            LevelStyle::Number(places) => {
                decimal(down(x, 10_i64.pow(places as u32) as f64), places)
            }
            LevelStyle::Percent => percent_trimmed(down(x, 1000.0)),
            LevelStyle::Count => count(x.floor() as i64),
        }
    }
}

fn percent_trimmed(share: f64) -> String {
    let hundredths = (share * 10_000.0).round();
    let places = match hundredths {
        h if h % 100.0 == 0.0 => 0,
        h if h % 10.0 == 0.0 => 1,
        _ => 2,
    };
    format!("{}%", decimal(hundredths / 100.0, places))
}

/// The word for what a target counts: 个, 张, 所; in English a plural noun.
#[must_use]
pub fn counter(lang: Lang, plan: &Plan, target: &Target) -> String {
    let of_service = |id: Option<&ServiceId>| {
        let service = id.and_then(|id| plan.services.iter().find(|s| s.id == *id));
        service.map(|s| lang.pick(&s.counter).to_owned())
    };
    let found = match &target.rule {
        TargetKind::Rate { services, .. }
        | TargetKind::Count { services, .. }
        | TargetKind::Annual { services, .. }
        | TargetKind::Growth { services, .. } => of_service(services.first()),
        TargetKind::Share { part, .. } => of_service(part.first()),
        TargetKind::CoverageOfUnits { scope, .. } => return unit_counter(lang, scope.level),
        TargetKind::Kinds { .. } => return say(lang, "target.kinds", &[]),
        TargetKind::Served { need, .. } => {
            let of = plan.needs.iter().find(|n| n.id == *need);
            of_service(of.and_then(|n| n.services.first()))
        }
        TargetKind::Status { of, .. } => {
            let followed = plan.targets.iter().find(|t| t.id == *of);
            let level = followed.and_then(|t| t.rule.scope().level);
            return unit_counter(lang, level);
        }
        TargetKind::CoverageOfMembers { members, .. } => {
            let class = plan
                .region
                .member_classes
                .iter()
                .find(|c| Some(&c.id) == members.first());
            class.map(|c| lang.pick(&c.counter).to_owned())
        }
    };
    found.unwrap_or_default()
}

fn unit_counter(lang: Lang, level: Option<Level>) -> String {
    let key = match level {
        Some(Level::Province) => "target.provinces",
        Some(Level::Prefecture) => "target.prefectures",
        Some(Level::County) => "target.counties",
        Some(Level::Township) | None => "target.townships",
    };
    say(lang, key, &[])
}

/// What is missing, in countable things: 差 106 个.
#[must_use]
pub fn shortfall(lang: Lang, plan: &Plan, target: &Target, missing: i64) -> String {
    let what = counter(lang, plan, target);
    let key = if missing == 1 {
        "target.short_one"
    } else {
        "target.short"
    };
    say(lang, key, &[("n", &count(missing)), ("what", &what)])
}

/// What a check reaches, in a word or two: a part as percent, never rounded up to the whole; what is met as met, with what
/// there is beyond it. Of a status everyone who qualifies is counted, though only some are named.
#[must_use]
pub fn attained(lang: Lang, target: &Target, check: &CheckReport) -> String {
    let beyond = check.achieved - check.required.max(0);
    match &target.rule {
        _ if !check.met => percent(check.attainment.max(0.0)),
        TargetKind::Status { .. } => say(lang, "target.qualify", &[("n", &count(check.achieved))]),
        _ if beyond > 0 => say(lang, "target.beyond", &[("n", &count(beyond))]),
        _ => say(lang, "target.met", &[]),
    }
}

/// 约束性 or 预期性, as the document's verb has it; none where it uses no such word.
#[must_use]
pub fn modality(lang: Lang, target: &Target) -> Option<String> {
    let key = match target.modality()? {
        Modality::Binding => "modality.binding",
        Modality::Expected => "modality.expected",
    };
    Some(say(lang, key, &[]))
}

/// How the document binds itself to a target, and which defaults of it follow from that.
#[must_use]
pub fn bound_by(lang: Lang, target: &Target) -> String {
    let kind = modality(lang, target);
    let word = target.verb.as_ref().map(|v| v.word.as_str());
    let said = match (&kind, word) {
        (Some(kind), Some(word)) => say(lang, "modality.said", &[("kind", kind), ("word", &word)]),
        _ => say(lang, "modality.none", &[]),
    };
    let hard = word.filter(|_| target.hard.is_none() && target.is_hard());
    let hard = hard.map(|word| say(lang, "modality.hard_by_verb", &[("word", &word)]));
    let n = exact(target.weighs().micro, Decimal::SCALE, 0);
    let weight = target.weight.is_none().then(|| match &kind {
        Some(kind) => say(
            lang,
            "modality.weight_by_verb",
            &[("n", &n), ("kind", kind)],
        ),
        None => say(lang, "modality.weight_unworded", &[("n", &n)]),
    });
    let all: Vec<String> = [Some(said), hard, weight].into_iter().flatten().collect();
    all.join(&say(lang, "list.semicolon", &[]))
}

/// What is counted, and what is divided by what.
#[must_use]
pub fn definition(lang: Lang, plan: &Plan, target: &Target) -> String {
    match &target.rule {
        TargetKind::Rate {
            services, per, of, ..
        } => {
            let group = plan.region.groups.iter().find(|g| g.id == *of);
            let people = group.map_or(of.0.as_str(), |g| lang.pick(&g.name));
            let names = services_named(lang, plan, services);
            if *per == 1 {
                say(
                    lang,
                    "definition.rate_each",
                    &[("services", &names), ("people", &people)],
                )
            } else {
                let values: [(&str, &dyn std::fmt::Display); 3] = [
                    ("services", &names),
                    ("people", &people),
                    ("per", &count(*per)),
                ];
                say(lang, "definition.rate", &values)
            }
        }
        TargetKind::Count {
            services, basis, ..
        } => {
            let key = match basis {
                CountBasis::Built => "definition.count_built",
                CountBasis::BuiltOrCommitted => "definition.count_committed",
                CountBasis::Standing => "definition.count_standing",
            };
            say(
                lang,
                key,
                &[("services", &services_named(lang, plan, services))],
            )
        }
        TargetKind::Annual { services, .. } => say(
            lang,
            "definition.annual",
            &[("services", &services_named(lang, plan, services))],
        ),
        TargetKind::CoverageOfUnits {
            services,
            at_least,
            scope,
            ..
        } => {
            let units = unit_counter(lang, scope.level);
            let names = services_named(lang, plan, services);
            let values: [(&str, &dyn std::fmt::Display); 3] =
                [("services", &names), ("m", at_least), ("units", &units)];
            say(lang, "definition.units", &values)
        }
        TargetKind::Kinds {
            services, at_least, ..
        } => {
            let names = services
                .iter()
                .filter_map(|id| plan.services.iter().find(|s| s.id == *id));
            let all = names.map(|s| lang.pick(&s.name)).collect::<Vec<&str>>();
            let all = all.join(&say(lang, "list.comma", &[]));
            say(
                lang,
                "definition.kinds",
                &[("services", &all), ("m", at_least)],
            )
        }
        TargetKind::Served { need, .. } => served(lang, plan, need),
        TargetKind::Status { of, after, .. } => {
            let followed = plan.targets.iter().find(|t| t.id == *of);
            let name = followed.map_or(of.0.as_str(), |t| lang.pick(&t.name));
            let values: [(&str, &dyn std::fmt::Display); 3] =
                [("id", &of.0), ("name", &name), ("years", after)];
            say(lang, "definition.status", &values)
        }
        TargetKind::CoverageOfMembers {
            members,
            at_least,
            service,
            ..
        } => {
            let classes = plan
                .region
                .member_classes
                .iter()
                .filter(|c| members.contains(&c.id));
            let classes = joined(lang, classes.map(|c| &c.name));
            let name = services_named(lang, plan, std::slice::from_ref(service));
            let values: [(&str, &dyn std::fmt::Display); 3] =
                [("services", &name), ("m", at_least), ("members", &classes)];
            say(lang, "definition.members", &values)
        }
        TargetKind::Share { part, whole, .. } => {
            let (part, whole) = (
                services_named(lang, plan, part),
                services_named(lang, plan, whole),
            );
            say(
                lang,
                "definition.share",
                &[("part", &part), ("whole", &whole)],
            )
        }
        TargetKind::Growth { services, .. } => {
            let names = services_named(lang, plan, services);
            say(
                lang,
                "definition.growth",
                &[("services", &names), ("year", &plan.horizon.base_year)],
            )
        }
    }
}

/// How many of those who need a place have one in their own unit.
fn served(lang: Lang, plan: &Plan, need: &NeedId) -> String {
    let Some(need) = plan.needs.iter().find(|n| n.id == *need) else {
        return need.0.clone();
    };
    let group = plan.region.groups.iter().find(|g| g.id == need.of);
    let people = group.map_or(need.of.0.as_str(), |g| lang.pick(&g.name));
    let names = services_named(lang, plan, &need.services);
    let each = count_of(need.each.value.to_f64());
    let values: [(&str, &dyn std::fmt::Display); 4] = [
        ("services", &names),
        ("people", &people),
        ("per", &count(need.per)),
        ("each", &each),
    ];
    let key = if need.per == 1 {
        "definition.served_each"
    } else {
        "definition.served"
    };
    say(lang, key, &values)
}

/// A number without trailing zeros.
fn count_of(x: f64) -> String {
    let text = decimal(x, 4);
    let text = text.trim_end_matches('0');
    text.trim_end_matches('.').to_owned()
}

fn services_named(lang: Lang, plan: &Plan, ids: &[ServiceId]) -> String {
    joined(
        lang,
        plan.services
            .iter()
            .filter(|s| ids.contains(&s.id))
            .map(|s| &s.name),
    )
}

/// Names one after another; more than four are cut with their number.
fn joined<'a>(lang: Lang, names: impl Iterator<Item = &'a Text>) -> String {
    let all: Vec<&str> = names.map(|n| lang.pick(n)).collect();
    let comma = say(lang, "list.comma", &[]);
    if all.len() <= 4 {
        return all.join(&comma);
    }
    let first = all[..3].join(&comma);
    say(
        lang,
        "list.and_more",
        &[("first", &first), ("n", &all.len())],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_short_never_looks_met() {
        assert_eq!(LevelStyle::Number(2).reached(4.4999), "4.49");
        assert_eq!(LevelStyle::Percent.reached(0.9099), "90.9%");
        assert_eq!(LevelStyle::Percent.reached(0.91), "91%");
        assert_eq!(LevelStyle::Number(1).wanted(4.5), "4.5");
    }

    #[test]
    fn what_is_wanted_is_never_shown_rounded() {
        assert_eq!(LevelStyle::Number(1).wanted(4.49), "4.49");
        assert_eq!(LevelStyle::Number(1).wanted(5.0), "5.0");
        assert_eq!(LevelStyle::Percent.wanted(0.85125), "85.125%");
        assert_eq!(LevelStyle::Count.wanted(1200.5), "1,200.5");
    }

    #[test]
    fn what_is_met_says_what_is_beyond_it_and_a_status_who_qualifies() {
        let plan: Plan =
            serde_json::from_str(include_str!("../../fixtures/plans/shanxi.json")).expect("a plan");
        let target = |id: &str| {
            let found = plan.targets.iter().find(|t| t.id.0 == id);
            found.expect("the plan has the target")
        };
        let check = |achieved: i64, required: i64| CheckReport {
            target: 0,
            milestone: 0,
            year: 2035,
            period: 0,
            today: 0,
            achieved,
            required,
            missing: (required - achieved).max(0),
            met: achieved >= required,
            level_today: 0.0,
            level_achieved: achieved as f64,
            level_required: required as f64,
            attainment: achieved as f64 / required.max(1) as f64,
            today_attainment: 0.0,
            weight: 1.0,
            hard: false,
        };
        let said = |id: &str, achieved, required| {
            attained(Lang::En, target(id), &check(achieved, required))
        };
        assert_eq!(said("SX5", 6, 2), "Met: 6 qualify");
        assert_eq!(said("SX5", 1, 2), "50%");
        assert_eq!(said("SX9", 2999, 3000), "99.9%");
        assert_eq!(said("SX9", 70, 70), "Met");
        assert_eq!(said("SX9", 72, 70), "Met, 2 more");
        assert_eq!(said("SX9", -3, 70), "0%");
        assert_eq!(level_style(target("SX5")).wanted(2.0), "2");
    }
}
