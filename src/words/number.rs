//! Numbers as planners read them: the same in the page and in the command.

use super::{Lang, say};
use crate::domain::{Case, Yuan};
use crate::optimize::Points;

const WAN: i64 = Yuan::WAN;
const MILLION: i64 = 1_000_000;
const YI: i64 = 100_000_000;

/// A whole number with its thousands apart: `17,040`.
///
/// ```
/// assert_eq!(dabiao::words::count(-1_234_567), "-1,234,567");
/// ```
#[must_use]
pub fn count(n: i64) -> String {
    let digits = n.unsigned_abs().to_string();
    let mut out = String::new();
    if n < 0 {
        out.push('-');
    }
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A number with exactly `places` decimals and its thousands apart, rounded half away from zero.
///
/// ```
/// assert_eq!(dabiao::words::decimal(1234.5, 2), "1,234.50");
/// ```
#[must_use]
pub fn decimal(x: f64, places: usize) -> String {
    let text = format!("{:.places$}", x.abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let grouped = whole.parse().map_or_else(|_| whole.to_owned(), count);
    let sign = if x < 0.0 && text.bytes().any(|b| (b'1'..=b'9').contains(&b)) {
        "-"
    } else {
        ""
    };
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{grouped}{point}{fraction}")
}

/// A share of 1 as percent with at most one decimal: `91.2%`, `100%`. Never rounded up to 100 when something is missing.
#[must_use]
pub fn percent(share: f64) -> String {
    let tenths = (share * 1000.0).round();
    let tenths = if share < 1.0 {
        tenths.min(999.0)
    } else {
        tenths
    };
    let places = usize::from(tenths % 10.0 != 0.0);
    format!("{}%", decimal(tenths / 10.0, places))
}

/// Points with one decimal, rounded down: 99.96 is not 100.
#[must_use]
pub fn points(p: f64) -> String {
    decimal((p * 10.0 + 1e-6).floor() / 10.0, 1)
}

/// Points as [`points`] writes them, or that there are none: where nothing is weighed, nothing can be reached.
#[must_use]
pub fn weighed_points(lang: Lang, case: &Case, p: Points) -> String {
    if case.total_weight == 0 {
        say(lang, "points.unweighed", &[])
    } else {
        points(p.to_f64())
    }
}

/// Money with its unit: 万元, from one hundred million on 亿元; in English million yuan.
///
/// ```
/// use dabiao::{domain::Yuan, words::{money, Lang}};
/// assert_eq!(money(Lang::En, Yuan(323_120_000)), "¥323.12 million");
/// ```
#[must_use]
pub fn money(lang: Lang, amount: Yuan) -> String {
    let (number, unit) = money_parts(lang, amount);
    say(lang, unit, &[("n", &number)])
}

/// The number of an amount of money and the key of the sentence that puts its unit to it.
#[must_use]
pub fn money_parts(lang: Lang, amount: Yuan) -> (String, &'static str) {
    match lang {
        Lang::Zh if amount.0.abs() >= YI => (trimmed(amount.0, YI, 4), "money.yi"),
        Lang::Zh => (trimmed(amount.0, WAN, 2), "money.wan"),
        Lang::En if amount.0.abs() >= MILLION => (trimmed(amount.0, MILLION, 2), "money.million"),
        Lang::En => (count(amount.0), "money.yuan"),
    }
}

/// `n` in units of `unit` with at most `places` decimals, without trailing zeros.
fn trimmed(n: i64, unit: i64, places: usize) -> String {
    let text = decimal(n as f64 / unit as f64, places);
    if !text.contains('.') {
        return text;
    }
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_thousands_apart() {
        assert_eq!(count(0), "0");
        assert_eq!(count(999), "999");
        assert_eq!(count(17_040), "17,040");
        assert_eq!(decimal(-0.001, 2), "0.00");
    }

    #[test]
    fn almost_all_is_not_all() {
        assert_eq!(percent(0.9999), "99.9%");
        assert_eq!(percent(1.0), "100%");
        assert_eq!(percent(0.91), "91%");
        assert_eq!(points(99.96), "99.9");
        assert_eq!(points(100.0), "100.0");
    }

    #[test]
    fn small_sums_are_whole_yuan_in_english() {
        assert_eq!(money(Lang::En, Yuan(450_000)), "¥450,000");
        assert_eq!(money_parts(Lang::Zh, Yuan(319_940_000)).0, "3.1994");
        assert_eq!(money_parts(Lang::Zh, Yuan(3_120_000)).0, "312");
    }
}
