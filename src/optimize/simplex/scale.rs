//! Powers of two that bring the entries of rows and columns near 1.

use super::sparse::Sparse;

/// Factors by row and by column; the scaled entry is row × entry × column.
pub fn factors(rows: usize, columns: &[Sparse]) -> (Vec<f64>, Vec<f64>) {
    let mut of_row = vec![1.0; rows];
    let mut of_column = vec![1.0; columns.len()];
    for _ in 0..3 {
        let mut least = vec![f64::INFINITY; rows];
        let mut most = vec![0.0_f64; rows];
        for (j, column) in columns.iter().enumerate() {
            for (r, a) in column {
                let size = (a * of_column[j]).abs();
                least[*r] = least[*r].min(size);
                most[*r] = most[*r].max(size);
            }
        }
        for r in 0..rows {
            if most[r] > 0.0 {
                of_row[r] = near_power(1.0 / (least[r] * most[r]).sqrt());
            }
        }
        for (j, column) in columns.iter().enumerate() {
            let sizes = column.iter().map(|(r, a)| (a * of_row[*r]).abs());
            let (least, most) =
                sizes.fold((f64::INFINITY, 0.0_f64), |(l, m), s| (l.min(s), m.max(s)));
            if most > 0.0 {
                of_column[j] = near_power(1.0 / (least * most).sqrt());
            }
        }
    }
    (of_row, of_column)
}

/// The power of two nearest to a positive `x` by ratio, from 2⁻⁶⁰ to 2⁶⁰. Read from the bits of `x`: `log2` and `exp2`
/// differ in their last bits between machines.
fn near_power(x: f64) -> f64 {
    const BIAS: i64 = 1023;
    let bits = x.to_bits();
    let exponent = (bits >> 52) as i64 - BIAS;
    let mantissa = f64::from_bits(bits & ((1 << 52) - 1) | (BIAS as u64) << 52);
    let nearest = exponent + i64::from(mantissa > std::f64::consts::SQRT_2);
    f64::from_bits(((nearest.clamp(-60, 60) + BIAS) as u64) << 52)
}

#[cfg(test)]
mod tests {
    use super::near_power;

    #[test]
    fn the_nearest_power_of_two_is_read_from_the_bits() {
        for (x, power) in [
            (1.0, 1.0),
            (1.41, 1.0),
            (1.42, 2.0),
            (0.7, 0.5),
            (0.71, 1.0),
            (3.0, 4.0),
            (1e-9, 1.0 / (1_u64 << 30) as f64),
        ] {
            assert_eq!(near_power(x), power, "{x}");
        }
        assert_eq!(near_power(0.0), 1.0 / near_power(f64::INFINITY));
        assert_eq!(near_power(f64::INFINITY), (1_u64 << 60) as f64);
    }
}
