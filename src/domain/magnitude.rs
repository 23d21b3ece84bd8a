//! Powers of ten, for round numbers on axes and in legends.

/// The largest power of ten that is not above `x`; 1 where `x` is not a positive number.
///
/// Computed by multiplication, because `log10` and `powf` differ in their last bits between machines.
///
/// ```
/// use dabiao::domain::magnitude;
/// assert_eq!(magnitude(999.0), 100.0);
/// assert_eq!(magnitude(1000.0), 1000.0);
/// assert_eq!(magnitude(0.02), 0.01);
/// assert_eq!(magnitude(-3.0), 1.0);
/// ```
#[must_use]
pub fn magnitude(x: f64) -> f64 {
    if !x.is_finite() || x <= 0.0 {
        return 1.0;
    }
    let mut power = 1.0;
    if x >= 1.0 {
        while power * 10.0 <= x {
            power *= 10.0;
        }
        power
    } else {
        while 1.0 / power > x && power < 1e300 {
            power *= 10.0;
        }
        1.0 / power
    }
}

#[cfg(test)]
mod tests {
    use super::magnitude;

    #[test]
    fn every_power_of_ten_is_its_own_magnitude() {
        for power in -22..=22 {
            let x: f64 = format!("1e{power}").parse().expect("a number");
            assert_eq!(magnitude(x), x);
        }
        assert_eq!(magnitude(f64::NAN), 1.0);
        assert_eq!(magnitude(f64::INFINITY), 1.0);
        assert!(magnitude(f64::MIN_POSITIVE) > 0.0);
        assert!(magnitude(f64::MAX).is_finite());
    }
}
