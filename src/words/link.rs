//! Why a link cannot be read or written, as a sentence.

use super::{Lang, issues, say};
use crate::share::{LinkError, Table};

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
            table: Table::Names,
            ..
        } => say(lang, "link.newer_names", &[]),
        LinkError::Malformed | LinkError::NoSuchIndex { .. } => say(lang, "link.malformed", &[]),
        LinkError::UnknownPlan { id } => say(lang, "link.unknown_plan", &[("id", id)]),
        LinkError::NotInPlan { issues: all } => {
            let told = issues(lang, all, MOST_ISSUES).join("; ");
            say(lang, "link.not_in_plan", &[("issues", &told)])
        }
    }
}
