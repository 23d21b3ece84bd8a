//! The scenario file: what is too large for a link, or is kept.

use crate::domain::Scenario;

/// Returns a scenario as indented JSON that ends with a line break; `read` reads it back.
///
/// ```
/// use dabiao::domain::Scenario;
/// let text = dabiao::share::scenario_file(&Scenario::of_plan("ruian"));
/// assert!(text.starts_with("{\n  \"format\": \"dabiao-scenario/1\""));
/// ```
#[must_use]
pub fn scenario_file(scenario: &Scenario) -> String {
    let mut text = serde_json::to_string_pretty(scenario).expect("a scenario has string keys only");
    text.push('\n');
    text
}
