//! What is wrong, as a sentence with its place and what to do.

use super::malformed::malformed;
use super::{Lang, say};
use crate::domain::{Issue, MayNotPay, Noun, Place, Trouble};

/// The sentence for an issue, with its place in front.
#[must_use]
pub fn issue(lang: Lang, issue: &Issue) -> String {
    let what = trouble(lang, &issue.trouble);
    match &issue.place {
        Place::Whole => what,
        at => say(
            lang,
            "place.before",
            &[("place", &place(lang, at)), ("what", &what)],
        ),
    }
}

/// The sentences of several issues, the first `most` of them, and how many more there are.
#[must_use]
pub fn issues(lang: Lang, all: &[Issue], most: usize) -> Vec<String> {
    let mut lines: Vec<String> = all.iter().take(most).map(|i| issue(lang, i)).collect();
    if all.len() > most {
        lines.push(say(lang, "issue.more", &[("n", &(all.len() - most))]));
    }
    lines
}

/// The place of an issue in words.
#[must_use]
pub fn place(lang: Lang, place: &Place) -> String {
    match place {
        Place::Whole => say(lang, "place.whole", &[]),
        Place::Path(path) => path.clone(),
        Place::Text { line, column } => {
            say(lang, "place.text", &[("line", line), ("column", column)])
        }
    }
}

pub(super) fn noun(lang: Lang, noun: Noun) -> String {
    let key = match noun {
        Noun::Unit => "noun.unit",
        Noun::Service => "noun.service",
        Noun::Measure => "noun.measure",
        Noun::Target => "noun.target",
        Noun::Group => "noun.group",
        Noun::Class => "noun.class",
        Noun::Fund => "noun.fund",
        Noun::Path => "noun.path",
        Noun::Need => "noun.need",
        Noun::Field => "noun.field",
        Noun::Source => "noun.source",
        Noun::Plan => "noun.plan",
        Noun::Year => "noun.year",
    };
    say(lang, key, &[])
}

/// A kind of file of this product.
fn kind(lang: Lang, kind: &str) -> String {
    let key = match kind {
        "plan" => "file_kind.plan",
        "scenario" => "file_kind.scenario",
        "scenarios" => "file_kind.scenarios",
        "answer" => "file_kind.answer",
        "names" => "file_kind.names",
        "curve" => "file_kind.curve",
        "repairs" => "file_kind.repairs",
        "readings" => "file_kind.readings",
        _ => "file_kind.input",
    };
    say(lang, key, &[])
}

fn may_not_pay(lang: Lang, fund: &str, why: &MayNotPay) -> String {
    match why {
        MayNotPay::OtherField => say(lang, "issue.pays_other_fields", &[("fund", &fund)]),
        MayNotPay::NoRevenue => say(lang, "issue.pays_revenue_only", &[("fund", &fund)]),
        MayNotPay::Running => say(lang, "issue.pays_no_running", &[("fund", &fund)]),
        MayNotPay::TooLittle(least) => say(
            lang,
            "issue.pays_too_little",
            &[("fund", &fund), ("least", least)],
        ),
    }
}

pub(super) fn trouble(lang: Lang, trouble: &Trouble) -> String {
    match trouble {
        Trouble::NoContent => say(lang, "issue.no_content", &[]),
        Trouble::NotText => say(lang, "issue.not_text", &[]),
        Trouble::Malformed { detail } => {
            let detail = malformed(lang, detail);
            say(lang, "issue.malformed", &[("detail", &detail)])
        }
        Trouble::OtherKind { found, wanted } => {
            let found = found.strip_prefix("dabiao-").unwrap_or(found);
            let found = kind(lang, found.split('/').next().unwrap_or_default());
            let values: [(&str, &dyn std::fmt::Display); 2] =
                [("found", &found), ("wanted", &kind(lang, wanted))];
            say(lang, "issue.other_kind", &values)
        }
        Trouble::NotOurs => say(lang, "issue.not_ours", &[]),
        Trouble::OtherPlan { id, here } => {
            say(lang, "issue.other_plan", &[("id", id), ("here", here)])
        }
        Trouble::Format { found } => say(lang, "issue.format", &[("found", found)]),
        Trouble::Unknown { noun: n, id } => say(
            lang,
            "issue.unknown",
            &[("noun", &noun(lang, *n)), ("id", id)],
        ),
        Trouble::Missing { noun: n, id } => say(
            lang,
            "issue.missing",
            &[("noun", &noun(lang, *n)), ("id", id)],
        ),
        Trouble::Duplicate { noun: n, id } => say(
            lang,
            "issue.duplicate",
            &[("noun", &noun(lang, *n)), ("id", id)],
        ),
        Trouble::Negative { value } => say(lang, "issue.negative", &[("value", value)]),
        Trouble::OutOfRange { value, min, max } => say(
            lang,
            "issue.out_of_range",
            &[("value", value), ("min", min), ("max", max)],
        ),
        Trouble::Cycle { ids } => say(lang, "issue.cycle", &[("ids", &ids.join(" → "))]),
        Trouble::Unserved { target } => say(lang, "issue.unserved", &[("target", target)]),
        Trouble::ShareSum { sum } => say(lang, "issue.share_sum", &[("sum", sum)]),
        Trouble::Length { expected, found } => say(
            lang,
            "issue.length",
            &[("expected", expected), ("found", found)],
        ),
        Trouble::Empty => say(lang, "issue.empty", &[]),
        Trouble::MissingYear { year } => say(lang, "issue.missing_year", &[("year", year)]),
        Trouble::Periods => say(lang, "issue.periods", &[]),
        Trouble::Inverted { value, limit } => say(
            lang,
            "issue.inverted",
            &[("value", value), ("limit", limit)],
        ),
        Trouble::Hosted { measure } => say(lang, "issue.hosted", &[("measure", measure)]),
        Trouble::MayNotPay { fund, why } => may_not_pay(lang, fund, why),
        Trouble::PinNotPossible { unit, measure } => say(
            lang,
            "issue.pin_not_possible",
            &[("unit", unit), ("measure", measure)],
        ),
        Trouble::TooLarge { value } => say(lang, "issue.too_large", &[("value", value)]),
    }
}
