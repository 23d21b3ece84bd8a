//! Files that are no solution, by what their beginning shows: people choose the wrong one of many.

/// A line with its number, from 1.
pub(super) type Numbered<'a> = (usize, &'a str);

/// What a file is that is no solution file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Foreign {
    /// A model in the LP format.
    Lp,
    /// A model in the MPS format.
    Mps,
    /// The map of names that was exported beside the LP.
    Names,
    /// A plan, a scenario or an answer of this product.
    Own,
    /// JSON of another program, such as Gurobi's.
    Json,
    /// A web page.
    Html,
    /// XML of a program that is not known.
    Xml,
    /// A packed file: zip, gzip, bzip2.
    Packed,
    /// The log of a solver.
    Log,
}

/// What the lines are those of; none where nothing shows.
pub(super) fn of(lines: &[Numbered<'_>]) -> Option<Foreign> {
    let mut said = lines.iter().map(|(_, line)| line.trim());
    let first = said.find(|line| !line.is_empty())?;
    let lower = first.to_ascii_lowercase();
    let begins = |heads: &[&str]| heads.iter().any(|head| lower.starts_with(head));
    let somewhere = |text: &str| lines.iter().take(40).any(|(_, line)| line.contains(text));
    if begins(&["pk\u{3}\u{4}", "\u{1f}\u{fffd}", "bzh"]) {
        Some(Foreign::Packed)
    } else if begins(&["{", "["]) {
        Some(match () {
            () if somewhere("dabiao-names/") => Foreign::Names,
            () if somewhere("\"dabiao-") => Foreign::Own,
            () => Foreign::Json,
        })
    } else if begins(&["<!doctype html", "<html"]) || begins(&["<"]) && somewhere("<html") {
        Some(Foreign::Html)
    } else if begins(&["<"]) {
        Some(Foreign::Xml)
    } else if begins(&["name "]) && somewhere("ROWS")
        || begins(&["* "]) && somewhere("NAME")
        || lower == "name"
    {
        Some(Foreign::Mps)
    } else if begins(&[
        "\\",
        "maximize",
        "minimize",
        "maximum",
        "minimum",
        "max:",
        "min:",
        "subject to",
    ]) {
        Some(Foreign::Lp)
    } else if begins(&[
        "running highs",
        "scip version",
        "gurobi optimizer",
        "set parameter",
        "welcome to the cbc",
        "glpsol",
        "welcome to ibm",
    ]) {
        Some(Foreign::Log)
    } else {
        None
    }
}
