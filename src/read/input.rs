//! The doors of the room: bytes in, a plan or scenario or every issue out.

use crate::domain::{Issue, Plan, Scenario, Trouble};

use super::findings::Findings;
use super::{
    check_frame, check_measures, check_money, check_region, check_scenario, check_served,
    check_stock, check_targets, parse,
};

/// What a file turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A plan of its own.
    Plan(Box<Plan>),
    /// Edits against a built-in plan.
    Scenario(Box<Scenario>),
}

/// A plan or a scenario, by what the file's `format` says.
///
/// # Errors
/// As [`plan`] and [`scenario`]; [`Trouble::OtherKind`] or [`Trouble::NotOurs`] where the format is neither.
pub fn file(bytes: &[u8]) -> Result<Input, Vec<Issue>> {
    let format = parse::format(bytes).map_err(|issue| vec![issue])?;
    match kind_of(&format) {
        Some("scenario") => scenario(bytes).map(|s| Input::Scenario(Box::new(s))),
        Some("plan") => plan(bytes).map(|p| Input::Plan(Box::new(p))),
        _ => Err(vec![Issue::at("format", wrong_format(format, "input"))]),
    }
}

/// What is wrong with the format that a file names, where a file of the kind `wanted` is needed: it is of another kind, of
/// another version, or none of ours.
#[must_use]
pub fn wrong_format(found: String, wanted: &str) -> Trouble {
    match kind_of(&found) {
        None => Trouble::NotOurs,
        Some(kind) if kind != wanted && KINDS.contains(&kind) => Trouble::OtherKind {
            wanted: wanted.to_owned(),
            found,
        },
        Some(_) => Trouble::Format { found },
    }
}

/// The kinds of files of this product.
const KINDS: [&str; 8] = [
    "plan",
    "scenario",
    "scenarios",
    "answer",
    "names",
    "curve",
    "repairs",
    "readings",
];

/// `plan` of `dabiao-plan/1`; none where the format is none of ours.
fn kind_of(format: &str) -> Option<&str> {
    let kind = format.strip_prefix("dabiao-")?.split('/').next()?;
    (!kind.is_empty()).then_some(kind)
}

/// A plan that can be worked out: every id exists, every number is in its range, every target can be served.
///
/// A byte-order mark is tolerated.
///
/// # Errors
/// One issue where the bytes are no text, no JSON, of another format or of the wrong types; otherwise every issue that
/// the checks found, in the order of the file.
///
/// ```
/// use dabiao::domain::{Place, Trouble};
/// let issues = dabiao::read::plan(b"{\"format\": \"dabiao-plan/9\"}").unwrap_err();
/// assert_eq!(issues[0].place, Place::Path("format".into()));
/// assert_eq!(issues[0].trouble, Trouble::Format { found: "dabiao-plan/9".into() });
/// ```
pub fn plan(bytes: &[u8]) -> Result<Plan, Vec<Issue>> {
    let plan: Plan = typed(bytes, Plan::FORMAT)?;
    let issues = plan_issues(&plan);
    if issues.is_empty() {
        Ok(plan)
    } else {
        Err(issues)
    }
}

/// A scenario. Whether its plan has what the edits name is found when the case is worked out.
///
/// # Errors
/// One issue where the bytes are no text, no JSON, of another format or of the wrong types; otherwise every number that
/// can never be meant.
pub fn scenario(bytes: &[u8]) -> Result<Scenario, Vec<Issue>> {
    let scenario: Scenario = typed(bytes, Scenario::FORMAT)?;
    let issues = check_scenario::issues(&scenario);
    if issues.is_empty() {
        Ok(scenario)
    } else {
        Err(issues)
    }
}

fn typed<T: serde::de::DeserializeOwned>(bytes: &[u8], format: &str) -> Result<T, Vec<Issue>> {
    let found = parse::format(bytes).map_err(|issue| vec![issue])?;
    if found != format {
        let wanted = kind_of(format).unwrap_or_default();
        return Err(vec![Issue::at("format", wrong_format(found, wanted))]);
    }
    parse::typed(bytes).map_err(|issue| vec![issue])
}

fn plan_issues(plan: &Plan) -> Vec<Issue> {
    let mut findings = Findings::of(plan);
    check_frame::all(&mut findings);
    check_region::all(&mut findings);
    check_stock::all(&mut findings);
    check_measures::all(&mut findings);
    check_targets::all(&mut findings);
    check_money::all(&mut findings);
    let issues = findings.issues;
    if issues.is_empty() {
        check_served::issues(plan)
    } else {
        issues
    }
}
