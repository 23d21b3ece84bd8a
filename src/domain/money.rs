//! When one module's cost is paid, and by whom: exact integer yuan.

use super::{Decimal, Yuan};

/// Splits `amount` by `shares` into whole yuan that sum to `amount`.
///
/// Cumulative rounding: part i is what brings the running total nearest to its share, so no yuan is lost or doubled.
/// Shares must sum to 1; the last part takes what is left.
///
/// ```
/// use dabiao::domain::{schedule, Decimal, Yuan};
/// let thirds = [333_333, 333_333, 333_334].map(|micro| Decimal { micro });
/// assert_eq!(schedule(Yuan(100), &thirds), vec![Yuan(33), Yuan(34), Yuan(33)]);
/// ```
#[must_use]
pub fn schedule(amount: Yuan, shares: &[Decimal]) -> Vec<Yuan> {
    let mut share = 0;
    let mut paid = 0;
    let mut parts = Vec::with_capacity(shares.len());
    for (i, part) in shares.iter().enumerate() {
        share += part.micro;
        let due = if i + 1 == shares.len() {
            amount.0
        } else {
            Decimal { micro: share }.of(amount.0)
        };
        parts.push(Yuan(due - paid));
        paid = due;
    }
    parts
}
