//! Why a link cannot be read or written, as a sentence.

use super::trouble::noun;
use super::{Lang, issues, say};
use crate::domain::{Plan, Trouble};
use crate::share::{LinkError, LinkTable};

/// Issues of a link that are told; more are counted.
const MOST_ISSUES: usize = 3;

/// The sentence for what is wrong with a link, and what to do.
#[must_use]
pub fn link_error(lang: Lang, error: &LinkError) -> String {
    match error {
        LinkError::NoVersion => say(lang, "link.no_version", &[]),
        LinkError::Newer { found, known } => {
            say(lang, "link.newer", &[("found", found), ("known", known)])
        }
        LinkError::TooLong { chars, most } => {
            say(lang, "link.too_long", &[("chars", chars), ("most", most)])
        }
        LinkError::NotBase64 { at, found } => say(
            lang,
            "link.not_base64",
            &[("at", &(at + 1)), ("found", found)],
        ),
        LinkError::Damaged => say(lang, "link.damaged", &[]),
        LinkError::TooLarge { .. } => say(lang, "link.too_large", &[]),
        LinkError::NoSuchIndex {
            table: LinkTable::Names,
            ..
        } => say(lang, "link.newer_names", &[]),
        LinkError::Malformed | LinkError::NoSuchIndex { .. } => say(lang, "link.malformed", &[]),
        LinkError::OtherPlan { id } => say(lang, "link.other_plan", &[("id", id)]),
        LinkError::UnknownPlan { id } => say(lang, "link.unknown_plan", &[("id", id)]),
        LinkError::NotInPlan { issues: all } => {
            let told = issues(lang, all, MOST_ISSUES).join("; ");
            say(lang, "link.not_in_plan", &[("issues", &told)])
        }
    }
}

/// The sentence for something that a link names and its plan no longer has, or no longer allows.
#[must_use]
pub fn left_out(lang: Lang, plan: &Plan, trouble: &Trouble) -> String {
    match trouble {
        Trouble::Unknown { noun: kind, id } => {
            let values: [(&str, &dyn std::fmt::Display); 2] =
                [("noun", &noun(lang, *kind)), ("id", id)];
            say(lang, "link.gone", &values)
        }
        Trouble::PinNotPossible { unit, measure } => {
            let units = plan.region.units.iter();
            let unit = units
                .filter(|u| u.id.0 == *unit)
                .map(|u| lang.pick(&u.name))
                .next();
            let measures = plan.measures.iter();
            let measure = measures
                .filter(|m| m.id.0 == *measure)
                .map(|m| lang.pick(&m.name))
                .next();
            let (unit, measure) = (unit.unwrap_or_default(), measure.unwrap_or_default());
            say(
                lang,
                "link.pin_gone",
                &[("unit", &unit), ("measure", &measure)],
            )
        }
        other => super::trouble::trouble(lang, other),
    }
}
