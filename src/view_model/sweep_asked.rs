//! What is asked for, as it is typed and as it is meant. No markup.

use crate::domain::{Decimal, PathId};
use crate::words::{Lang, TypedField, TypedKind, plain, typed_number};

/// The most budgets of one sweep.
pub const MOST_BUDGETS: usize = 101;
/// The largest budget, in percent of the plan's money.
pub const LARGEST: u32 = 1_000;

/// Budgets × paths × cost factors.
#[derive(Clone, Debug, PartialEq)]
pub struct SweepAsked {
    /// Percent of the unedited plan's money, ascending.
    pub budgets: Vec<u32>,
    /// Population paths, in the order of the plan.
    pub paths: Vec<PathId>,
    /// Factors on every cost, ascending.
    pub costs: Vec<Decimal>,
    /// The most steps of each search; 0 for as many as usual.
    pub steps: u64,
}

impl SweepAsked {
    /// The groups that a worker takes one at a time, in the order of the results.
    pub fn groups(&self) -> impl Iterator<Item = (PathId, Decimal)> {
        let paths = self.paths.iter();
        paths.flat_map(|path| self.costs.iter().map(|cost| (path.clone(), *cost)))
    }

    /// Lines of the result.
    #[must_use]
    pub fn lines(&self) -> usize {
        self.budgets.len() * self.paths.len() * self.costs.len()
    }
}

/// Budgets as they are typed: `50..150:10` (also `50~150`), or `80,100,120`, ascending and each once, with or without %. None
/// where they are not readable, none at all, too many or too large.
#[must_use]
pub fn budgets(text: &str) -> Option<Vec<u32>> {
    let text = plain(text);
    let percent = |n: &str| u32::try_from(number(n.trim_end_matches('%'), TypedKind::Whole)?).ok();
    let mut all = match text.split_once("..").or_else(|| text.split_once('~')) {
        Some((first, rest)) => {
            let (last, step) = rest.split_once(':').unwrap_or((rest, "10"));
            let (first, last, step) = (percent(first)?, percent(last)?, percent(step)?);
            if step == 0 || last > LARGEST {
                return None;
            }
            (first..=last).step_by(step as usize).collect()
        }
        None => listed(&text, percent)?,
    };
    all.sort_unstable();
    all.dedup();
    let fit = (1..=MOST_BUDGETS).contains(&all.len()) && all.iter().all(|n| *n <= LARGEST);
    fit.then_some(all)
}

/// Cost factors as they are typed: `0.9,1,1.1`, above 0 and at most 100.
#[must_use]
pub fn costs(text: &str) -> Option<Vec<Decimal>> {
    let one = |n: &str| number(n, TypedKind::Number).map(|micro| Decimal { micro });
    let mut all = listed(&plain(text), one)?;
    all.sort_unstable();
    all.dedup();
    let fits = |d: &Decimal| (1..=100 * Decimal::SCALE).contains(&d.micro);
    (!all.is_empty() && all.len() <= 9 && all.iter().all(fits)).then_some(all)
}

/// Steps as they are typed: nothing for as many as usual, else a whole number from 1 on.
#[must_use]
pub fn steps(text: &str) -> Option<u64> {
    match plain(text).as_str() {
        "" => Some(0),
        text => u64::try_from(number(text, TypedKind::Whole)?)
            .ok()
            .filter(|n| *n > 0),
    }
}

/// One number, by the rule of every field; against a factor of 1 and a budget of 100 percent.
fn number(text: &str, kind: TypedKind) -> Option<i64> {
    let field = TypedField {
        kind,
        lang: Lang::Zh,
        unit: "",
        plan: (kind == TypedKind::Number).then_some(Decimal::SCALE),
    };
    typed_number(text, &field).ok()
}

/// The numbers of a list. Zeros before a number are the end of a thousand, `1,000`, which is no list of 1 and 0.
fn listed<T>(text: &str, one: impl Fn(&str) -> Option<T>) -> Option<Vec<T>> {
    let separated = text.split([',', '\u{3001}', ';', ' ']);
    let words = separated.map(str::trim).filter(|w| !w.is_empty());
    let is_part = |w: &str| w.len() > 1 && w.starts_with('0') && !w.starts_with("0.");
    words
        .map(|w| if is_part(w) { None } else { one(w) })
        .collect()
}
