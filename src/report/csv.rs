//! Lines of a CSV file as RFC 4180 has them, safe for spreadsheet programs.
//!
//! The names in a plan are its author's. One with a comma, a quote or a line break would shift the columns behind it, and one
//! that begins like a formula would be worked out by the program that opens the file.

/// What makes a spreadsheet program take a cell for a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// One line with its line break. A cell that would be a formula gets an apostrophe in front; numbers stay numbers.
///
/// ```
/// use dabiao::report::csv_line;
///
/// let cells = ["a,b", "say \"no\"", "=1+1", "-0.5", "plain"].map(str::to_owned);
/// assert_eq!(csv_line(&cells), "\"a,b\",\"say \"\"no\"\"\",'=1+1,-0.5,plain\n");
/// ```
#[must_use]
pub fn csv_line(cells: &[String]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| quoted(&guarded(cell))).collect();
    cells.join(",") + "\n"
}

/// The cells of every line that [`csv_line`] wrote, as they were.
///
/// ```
/// use dabiao::report::{csv_cells, csv_line};
///
/// let cells = ["a,b\nc", "'=1", "say \"no\"", ""].map(str::to_owned).to_vec();
/// assert_eq!(csv_cells(&csv_line(&cells)), [cells]);
/// ```
#[must_use]
pub fn csv_cells(text: &str) -> Vec<Vec<String>> {
    let (mut lines, mut line, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut is_quoted = false;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '"' if is_quoted && rest.next_if_eq(&'"').is_some() => cell.push('"'),
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => line.push(unguarded(std::mem::take(&mut cell))),
            '\n' if !is_quoted => {
                line.push(unguarded(std::mem::take(&mut cell)));
                lines.push(std::mem::take(&mut line));
            }
            _ => cell.push(c),
        }
    }
    lines
}

/// Whether a cell, whatever apostrophes stand before it, begins like a formula and is no number.
fn is_formula(cell: &str) -> bool {
    let bare = cell.trim_start_matches('\'');
    let is_number = bare.len() == cell.len() && cell.parse::<f64>().is_ok();
    bare.starts_with(FORMULA) && !is_number
}

fn guarded(cell: &str) -> String {
    let mark = if is_formula(cell) { "'" } else { "" };
    format!("{mark}{cell}")
}

fn unguarded(cell: String) -> String {
    match cell.strip_prefix('\'') {
        Some(bare) if is_formula(&cell) => bare.to_owned(),
        _ => cell,
    }
}

fn quoted(cell: &str) -> String {
    if cell.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(cell: &str, written: &str) {
        let line = csv_line(&[cell.to_owned()]);
        assert_eq!(line, format!("{written}\n"), "{cell:?}");
        assert_eq!(csv_cells(&line), [[cell.to_owned()]], "{cell:?} comes back");
    }

    #[test]
    fn cells_that_would_be_formulas_are_text_and_numbers_stay_numbers() {
        check("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0");
        check("+86 577", "'+86 577");
        check("@SUM(A1)", "'@SUM(A1)");
        check("-a", "'-a");
        check("\tx", "'\tx");
        check("'=1", "''=1");
        check("'-5", "''-5");
        check("-5", "-5");
        check("-0.000000001", "-0.000000001");
        check("+5", "+5");
        check("it's", "it's");
    }

    #[test]
    fn commas_quotes_and_line_breaks_stay_within_their_cell() {
        check("a,b", "\"a,b\"");
        check("a\nb", "\"a\nb\"");
        check("a\r\nb", "\"a\r\nb\"");
        check("\"", "\"\"\"\"");
        check("\u{745e}\u{5b89}", "\u{745e}\u{5b89}");
        check("", "");
    }
}
