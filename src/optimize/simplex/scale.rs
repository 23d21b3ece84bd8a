//! Powers of two that bring the entries of rows and columns near 1.

use super::factor::Sparse;

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

fn near_power(x: f64) -> f64 {
    x.log2().round().clamp(-60.0, 60.0).exp2()
}
