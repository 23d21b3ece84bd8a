//! Numbers as people type them: one rule for every field.
//!
//! Digits of full width, Chinese punctuation and spaces are understood; commas only where they part groups of three; units of
//! money, words for powers of ten (`typed.magnitudes` in the locales); a percentage or a multiple of what the plan says. Whatever can be read in two ways is
//! not read: [`Unread`] says why, and [`unread`] says it in words.

use super::{Lang, say};
use crate::domain::{Decimal, Yuan};

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypedKind {
    /// Yuan, typed in ten thousands where nothing else is said (in English: in millions). The value is in yuan.
    Money,
    /// A share of one, typed in percent. The value is in millionths.
    Share,
    /// Any number. The value is in millionths.
    Number,
    /// A whole number. The value is that number.
    Whole,
}

/// A field that a number is typed into.
#[derive(Clone, Copy, Debug)]
pub struct TypedField<'a> {
    /// What it holds.
    pub kind: TypedKind,
    /// The language of the page.
    pub lang: Lang,
    /// The unit that stands behind the field, which may be typed as well; empty where there is none.
    pub unit: &'a str,
    /// What the plan says, as a value of the kind: `−20%` is a fifth less. None: nothing can be said against it.
    pub plan: Option<i64>,
}

/// Why what was typed is no number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread {
    /// Nothing was typed.
    Empty,
    /// Commas or spaces that do not part groups of three: a decimal comma, or a slip.
    Groups(String),
    /// What stands behind the number is no unit here.
    Unit(String),
    /// A sign before what is no percentage.
    Sign,
    /// A signed percentage where the field itself is in percent: points or parts?
    SignedShare,
    /// A percentage or multiple, where there is nothing to take it of.
    NoPlan,
    /// Decimals where whole numbers are wanted.
    NotWhole,
    /// No number.
    NoNumber(String),
}

/// Reads what was typed: a value of the field's kind, rounded to its smallest part.
///
/// # Errors
/// Why it is no number, or not certainly this or that one.
///
/// ```
/// use dabiao::words::{Lang, TypedField, TypedKind, Unread, typed_number};
/// let field = TypedField { kind: TypedKind::Money, lang: Lang::Zh, unit: "万元", plan: Some(1_298_000_000) };
/// assert_eq!(typed_number("12.98亿", &field), Ok(1_298_000_000));
/// assert_eq!(typed_number("−20 %", &field), Ok(1_038_400_000));
/// assert_eq!(typed_number("12,98", &field), Err(Unread::Groups("12,98".to_owned())));
/// ```
pub fn typed_number(text: &str, field: &TypedField) -> Result<i64, Unread> {
    let plain = plain(text);
    let mut rest = plain.trim();
    let sign = rest.chars().next().filter(|c| matches!(c, '+' | '-'));
    rest = rest.strip_prefix(['+', '-']).unwrap_or(rest).trim_start();
    if field.kind == TypedKind::Money {
        rest = rest.strip_prefix('¥').unwrap_or(rest).trim_start();
    }
    if rest.is_empty() {
        return Err(sign.map_or(Unread::Empty, |_| Unread::NoNumber(plain.clone())));
    }
    let mut parts = Vec::new();
    while !rest.is_empty() {
        let (part, behind) = NumberPart::read(rest)?;
        parts.push(part);
        rest = behind;
    }
    match (parts.as_slice(), sign) {
        ([part], _) if field.is_of_plan(part) => of_plan(part, sign, field),
        ([part], Some(_)) if part.unit == "%" => Err(Unread::SignedShare),
        (_, Some(_)) => Err(Unread::Sign),
        _ => field.sum(&parts),
    }
}

/// Why something was not read, as a sentence that says what to type.
#[must_use]
pub fn unread(lang: Lang, why: &Unread) -> String {
    match why {
        Unread::Empty => say(lang, "typed.empty", &[]),
        Unread::Groups(text) => say(lang, "typed.groups", &[("text", text)]),
        Unread::Unit(unit) => say(lang, "typed.unit", &[("unit", unit)]),
        Unread::Sign => say(lang, "typed.sign", &[]),
        Unread::SignedShare => say(lang, "typed.signed_share", &[]),
        Unread::NoPlan => say(lang, "typed.no_plan", &[]),
        Unread::NotWhole => say(lang, "typed.not_whole", &[]),
        Unread::NoNumber(text) => say(lang, "typed.no_number", &[("text", text)]),
    }
}

/// What was typed with plain digits, signs and points. Spaces of every kind become one kind.
#[must_use]
pub fn plain(text: &str) -> String {
    let one = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3002}' | '\u{ff61}' => '.',
        '\u{2212}' | '\u{2010}'..='\u{2014}' | '\u{fe63}' => '-',
        '\u{fe62}' => '+',
        '\u{fe6a}' => '%',
        '\u{ffe5}' => '¥',
        '\u{d7}' => 'x',
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}' | '\t' => ' ',
        c => c,
    };
    text.chars()
        .map(one)
        .collect::<String>()
        .trim()
        .to_lowercase()
}

/// A number and its unit.
struct NumberPart {
    digits: String,
    /// Digits behind the point.
    places: u32,
    unit: String,
}

impl NumberPart {
    /// The first number of `text` with the unit behind it, and what follows.
    fn read(text: &str) -> Result<(NumberPart, &str), Unread> {
        let is_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ');
        let end = text.find(|c| !is_number(c)).unwrap_or(text.len());
        let (number, behind) = (text[..end].trim(), &text[end..]);
        let end = behind.find(|c: char| c.is_ascii_digit());
        let (unit, behind) = behind.split_at(end.unwrap_or(behind.len()));
        let (digits, places) = digits(number).ok_or_else(|| wrong(text, number))?;
        let unit = unit.trim().to_owned();
        Ok((
            NumberPart {
                digits,
                places,
                unit,
            },
            behind,
        ))
    }

    /// The number times `scale`, rounded half up; none where it is too large to be counted.
    fn times(&self, scale: i128) -> Option<i128> {
        let all: i128 = self.digits.parse().ok()?;
        let down = 10_i128.checked_pow(self.places)?;
        let doubled = all.checked_mul(scale)?.checked_mul(2)?;
        Some((doubled + down) / (2 * down))
    }

    fn is_whole(&self, scale: i128) -> bool {
        let all = self.digits.parse::<i128>().ok();
        let product = all.and_then(|n| n.checked_mul(scale));
        let down = 10_i128.checked_pow(self.places);
        product.zip(down).is_some_and(|(n, down)| n % down == 0)
    }
}

fn wrong(text: &str, number: &str) -> Unread {
    if number.contains([',', ' ']) {
        Unread::Groups(number.to_owned())
    } else {
        Unread::NoNumber(text.to_owned())
    }
}

/// The digits of a number without its point and groups, and how many stand behind the point.
fn digits(number: &str) -> Option<(String, u32)> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    let whole = match whole.find([',', ' ']) {
        Some(at) => grouped(whole, &whole[at..=at])?,
        None => whole.to_owned(),
    };
    let fits =
        all_digits(&whole) && all_digits(fraction) && !(whole.is_empty() && fraction.is_empty());
    let short = whole.len() <= 18 && fraction.len() <= 12;
    (fits && short).then(|| (format!("{whole}{fraction}"), fraction.len() as u32))
}

/// Digits in groups of three, all parted in one way.
fn grouped(whole: &str, by: &str) -> Option<String> {
    let groups: Vec<&str> = whole.split(by).collect();
    let first = groups.first()?;
    let begins = (1..=3).contains(&first.len()) && !first.starts_with('0');
    let follow = groups[1..].iter().all(|g| g.len() == 3);
    (begins && follow).then(|| groups.concat())
}

impl TypedField<'_> {
    fn is_of_plan(&self, part: &NumberPart) -> bool {
        match part.unit.as_str() {
            "%" => self.kind != TypedKind::Share,
            unit => self.is_times(unit) && self.kind != TypedKind::Number,
        }
    }

    fn is_times(&self, unit: &str) -> bool {
        is_word("typed.times", unit)
    }

    /// How much of the value's smallest part the number in this unit counts in; none where it is no unit here.
    fn scale(&self, unit: &str) -> Option<i128> {
        let one = i128::from(Decimal::SCALE);
        let own = self.unit.to_lowercase();
        match self.kind {
            TypedKind::Money => money_scale(self.lang, unit.trim_start_matches('¥')),
            TypedKind::Share => matches!(unit, "" | "%").then_some(one / 100),
            TypedKind::Number if self.is_times(unit) => Some(one),
            TypedKind::Number => Some(one * count_scale(unit, &own)?),
            TypedKind::Whole => count_scale(unit, &own),
        }
    }

    /// The parts together, as in 12亿9800万元: each in a smaller unit than the one before.
    fn sum(&self, parts: &[NumberPart]) -> Result<i64, Unread> {
        let (mut all, mut before) = (0_i128, None);
        for part in parts {
            let known = self.scale(&part.unit);
            let scale = known.ok_or_else(|| Unread::Unit(part.unit.clone()))?;
            if before.is_some_and(|b| scale >= b) || (before.is_some() && part.unit.is_empty()) {
                return Err(Unread::Unit(part.unit.clone()));
            }
            if self.kind == TypedKind::Whole && !part.is_whole(scale) {
                return Err(Unread::NotWhole);
            }
            before = Some(scale);
            all += part.times(scale).unwrap_or(i128::from(i64::MAX));
        }
        Ok(i64::try_from(all).unwrap_or(i64::MAX))
    }
}

/// A percentage or multiple of the plan's value; with a sign, so much more or less.
fn of_plan(part: &NumberPart, sign: Option<char>, field: &TypedField) -> Result<i64, Unread> {
    let one = i128::from(Decimal::SCALE);
    let plan = i128::from(field.plan.ok_or(Unread::NoPlan)?);
    let scale = if part.unit == "%" { one / 100 } else { one };
    let share = part.times(scale).unwrap_or(i128::from(i64::MAX));
    let share = match sign {
        Some(_) if part.unit != "%" => return Err(Unread::Sign),
        Some('-') => one - share,
        Some(_) => one + share,
        None => share,
    };
    let doubled = plan.saturating_mul(share).saturating_mul(2);
    let value = doubled.saturating_add(one).div_euclid(2 * one);
    Ok(i64::try_from(value).unwrap_or(if value < 0 { i64::MIN } else { i64::MAX }))
}

/// Yuan in a unit of money.
fn money_scale(lang: Lang, unit: &str) -> Option<i128> {
    let bare = bare_of_yuan(unit);
    match bare.trim() {
        "" if bare.len() < unit.len() => Some(1),
        "" if lang == Lang::Zh => Some(i128::from(Yuan::WAN)),
        "" => Some(1_000_000),
        bare => magnitude(bare),
    }
}

/// `unit` without the name of the currency at its end.
fn bare_of_yuan(unit: &str) -> &str {
    let names = words("typed.yuan");
    let bare = names
        .iter()
        .filter(|n| !n.is_empty())
        .find_map(|name| unit.strip_suffix(name.as_str()));
    bare.unwrap_or(unit)
}

/// The words of a list in both languages: whoever reads the page in one may type in the other.
fn words(key: &str) -> Vec<String> {
    let all = [Lang::Zh, Lang::En].map(|lang| say(lang, key, &[]));
    let each = all.iter().flat_map(|list| list.split(' '));
    each.map(str::to_owned).collect()
}

fn is_word(key: &str, word: &str) -> bool {
    words(key).iter().any(|w| w == word)
}

/// How much a number counts with this behind it: nothing, the field's own unit, 万, or both.
fn count_scale(unit: &str, own: &str) -> Option<i128> {
    let bare = if own.is_empty() {
        unit
    } else {
        unit.strip_suffix(own).unwrap_or(unit)
    };
    match bare.trim() {
        "" => Some(1),
        bare => magnitude(bare),
    }
}

/// A word for a power of ten, as the locales list them: `million=1000000`.
fn magnitude(word: &str) -> Option<i128> {
    let all = words("typed.magnitudes");
    let found = all.iter().filter_map(|pair| pair.split_once('='));
    let (_, number) = found.into_iter().find(|(name, _)| *name == word)?;
    number.parse().ok()
}

/// A value in parts of `scale` with every decimal it has, at least `places` of them, its thousands apart: what is shown is what
/// is kept.
///
/// ```
/// assert_eq!(dabiao::words::exact(4_490_000, 1_000_000, 1), "4.49");
/// assert_eq!(dabiao::words::exact(1_298_000_000, 10_000, 0), "129,800");
/// ```
#[must_use]
pub fn exact(value: i64, scale: i64, places: usize) -> String {
    let (value, scale) = (i128::from(value), i128::from(scale.max(1)));
    let sign = if value < 0 { "-" } else { "" };
    let whole = super::count((value.abs() / scale) as i64);
    let mut rest = value.abs() % scale;
    let mut fraction = String::new();
    while rest != 0 || fraction.len() < places {
        rest *= 10;
        fraction.push_str(&(rest / scale).to_string());
        rest %= scale;
    }
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{whole}{point}{fraction}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(kind: TypedKind, plan: Option<i64>) -> TypedField<'static> {
        let (lang, unit) = (Lang::Zh, "个");
        TypedField {
            kind,
            lang,
            unit,
            plan,
        }
    }

    fn read(kind: TypedKind, plan: i64, text: &str) -> Result<i64, Unread> {
        typed_number(text, &field(kind, Some(plan)))
    }

    #[test]
    fn money_with_and_without_its_unit() {
        let plan = 1_298_000_000;
        for (text, yuan) in [
            ("129800", plan),
            ("129,800", plan),
            ("129 800", plan),
            ("１２９，８００", plan),
            ("129800万元", plan),
            ("129,800 万", plan),
            ("12.98亿", plan),
            ("１２．９８亿元", plan),
            ("12亿9800万元", plan),
            ("¥1,298,000,000元", plan),
            ("￥1298000000 元", plan),
            ("1298 million", plan),
            ("1.298bn", plan),
            ("100%", plan),
            ("１倍", plan),
            ("-20%", 1_038_400_000),
            ("−20 %", 1_038_400_000),
            ("－２０％", 1_038_400_000),
            ("+10%", 1_427_800_000),
            ("80%", 1_038_400_000),
            ("0.8倍", 1_038_400_000),
            ("0.5", 5_000),
            (".5", 5_000),
            ("5。5", 55_000),
            ("0", 0),
        ] {
            assert_eq!(read(TypedKind::Money, plan, text), Ok(yuan), "{text}");
        }
        let english = TypedField {
            lang: Lang::En,
            ..field(TypedKind::Money, None)
        };
        assert_eq!(typed_number("1,298", &english), Ok(plan));
        assert_eq!(typed_number("-20%", &english), Err(Unread::NoPlan));
    }

    #[test]
    fn commas_part_groups_of_three_only() {
        for text in [
            "1,2", "12,98", "0,5", "0,500", "1,2345", "1,234,5", "1,,234", ",5", "1,", "1, 234",
            "1 2", "12，98",
        ] {
            for kind in [
                TypedKind::Money,
                TypedKind::Share,
                TypedKind::Number,
                TypedKind::Whole,
            ] {
                let found = read(kind, 1, text);
                assert!(matches!(found, Err(Unread::Groups(_))), "{text}: {found:?}");
            }
        }
    }

    #[test]
    fn what_is_no_number_says_why() {
        let money = |text| read(TypedKind::Money, 1_000_000, text);
        assert_eq!(money("  "), Err(Unread::Empty));
        assert_eq!(money("很多"), Err(Unread::NoNumber("很多".to_owned())));
        assert_eq!(money("-"), Err(Unread::NoNumber("-".to_owned())));
        assert_eq!(money("1.2.3"), Err(Unread::NoNumber("1.2.3".to_owned())));
        assert_eq!(money("1e5"), Err(Unread::Unit("e".to_owned())));
        assert_eq!(money("5个"), Err(Unread::Unit("个".to_owned())));
        assert_eq!(money("5万6亿"), Err(Unread::Unit("亿".to_owned())));
        assert_eq!(money("-5"), Err(Unread::Sign));
        assert_eq!(money("+500万"), Err(Unread::Sign));
        assert_eq!(money("-2倍"), Err(Unread::Sign));
        for why in [
            Unread::Empty,
            Unread::Sign,
            Unread::SignedShare,
            Unread::NoPlan,
            Unread::NotWhole,
        ] {
            assert!(!unread(Lang::Zh, &why).starts_with("typed"), "{why:?}");
        }
    }

    #[test]
    fn shares_factors_and_whole_numbers() {
        let share = |text| read(TypedKind::Share, 800_000, text);
        assert_eq!(share("85"), Ok(850_000));
        assert_eq!(share("85.25％"), Ok(852_500));
        assert_eq!(share("1.1倍"), Ok(880_000));
        assert_eq!(share("-5%"), Err(Unread::SignedShare));
        let number = |text| read(TypedKind::Number, 2_000_000, text);
        assert_eq!(number("4.49"), Ok(4_490_000));
        assert_eq!(number("0.5倍"), Ok(500_000));
        assert_eq!(number("120%"), Ok(2_400_000));
        assert_eq!(number("-50%"), Ok(1_000_000));
        assert_eq!(number("1.2万个"), Ok(12_000_000_000));
        assert_eq!(number("0.0000004"), Ok(0));
        let whole = |text| read(TypedKind::Whole, 40, text);
        assert_eq!(whole("１２"), Ok(12));
        assert_eq!(whole("12 个"), Ok(12));
        assert_eq!(whole("1,200"), Ok(1_200));
        assert_eq!(whole("1.2万"), Ok(12_000));
        assert_eq!(whole("1.5"), Err(Unread::NotWhole));
        assert_eq!(whole("+50%"), Ok(60));
        assert_eq!(whole("999999999999999999"), Ok(999_999_999_999_999_999));
    }

    #[test]
    fn what_is_written_is_read_again() {
        for micro in [
            0,
            1,
            4_490_000,
            4_500_000,
            999_999,
            123_456_789,
            10_000_000_000,
        ] {
            for (kind, scale) in [
                (TypedKind::Number, 1_000_000),
                (TypedKind::Share, 10_000),
                (TypedKind::Money, 10_000),
                (TypedKind::Whole, 1),
            ] {
                let text = exact(micro, scale, 1);
                let text = if kind == TypedKind::Whole {
                    exact(micro, 1, 0)
                } else {
                    text
                };
                assert_eq!(read(kind, 1, &text), Ok(micro), "{text}");
            }
        }
        assert_eq!(exact(-15, 10, 0), "-1.5");
        assert_eq!(exact(1_234_500_000, 1_000_000, 2), "1,234.50");
    }
}
