//! Requirements as whole numbers.

use crate::domain::Decimal;

/// The least whole number of places for which places ÷ persons × `per` ≥ `level` (> where strict); 0 without persons.
pub(super) fn rate_required(level: Decimal, persons: i64, per: i64, strict: bool) -> i64 {
    if !strict {
        return level.for_every(per, persons);
    }
    let wanted = i128::from(level.micro) * i128::from(persons);
    let one = i128::from(Decimal::SCALE) * i128::from(per.max(1));
    (wanted.div_euclid(one) + 1) as i64
}

/// The least whole number above `share` × `of`.
pub(super) fn above(share: Decimal, of: i64) -> i64 {
    (i128::from(share.micro) * i128::from(of)).div_euclid(i128::from(Decimal::SCALE)) as i64 + 1
}

/// ⌈base × (1 + rate)^years⌉, exact; none where the numbers grow too large.
pub(super) fn grown(base: i64, rate: Decimal, years: i32) -> Option<i64> {
    let (mut up, mut down) = (
        i128::from(Decimal::SCALE + rate.micro),
        i128::from(Decimal::SCALE),
    );
    let common = greatest_common_divisor(up.abs(), down);
    (up, down) = (up / common, down / common);
    let years = u32::try_from(years).ok()?;
    let numerator = i128::from(base).checked_mul(up.checked_pow(years)?)?;
    i64::try_from(-(-numerator).div_euclid(down.checked_pow(years)?)).ok()
}

pub(super) fn greatest_common_divisor(a: i128, b: i128) -> i128 {
    if b == 0 {
        a.max(1)
    } else {
        greatest_common_divisor(b, a % b)
    }
}

pub(super) fn least_common_multiple(a: i64, b: i64) -> i64 {
    a / greatest_common_divisor(i128::from(a), i128::from(b)) as i64 * b
}
