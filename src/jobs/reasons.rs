//! Why something is built, and why something is missed, as sentences.

use super::work::About;
use crate::domain::Allocation;
use crate::optimize::{bindings, certify, explain_here, explain_miss};
use crate::view_model::wire::ask::AskedCell;
use crate::view_model::wire::told::Told;
use crate::words::{both, why_here, why_not};

/// The reasons that were asked for.
pub fn why(about: &About, known: &Allocation, cells: &[AskedCell], checks: &[usize]) -> Told {
    let binding = if checks.is_empty() {
        Vec::new()
    } else {
        bindings(&about.case)
    };
    let case = &about.case;
    let missed = |check: &usize| {
        let miss = explain_miss(case, &about.edits, known, *check, &binding);
        miss.map(|miss| both(|lang| why_not(lang, case, *check, &miss)))
    };
    let here = |cell: &AskedCell| {
        let option = built_option(about, known, cell)?;
        let here = explain_here(case, known, option)?;
        Some(both(|lang| why_here(lang, case, option, &here)))
    };
    Told::Why {
        id: about.id,
        cells: cells.iter().map(|c| here(c).unwrap_or_default()).collect(),
        checks: checks
            .iter()
            .map(|c| missed(c).unwrap_or_default())
            .collect(),
    }
}

/// The option of a cell of which most is built; none where nothing is.
fn built_option(about: &About, known: &Allocation, cell: &AskedCell) -> Option<usize> {
    let measured = certify::allocation(&about.case, known).ok()?;
    let begun = |o: &usize| measured.begun.get(*o).copied().unwrap_or(0);
    let options = about.case.options.iter().enumerate();
    let of_cell = options.filter(|(_, o)| {
        let here = o.unit == cell.unit && o.measure == cell.measure;
        here && cell.period.is_none_or(|p| p == o.period)
    });
    let built = of_cell.map(|(o, _)| o).filter(|o| begun(o) > 0);
    built.max_by_key(|o| (begun(o), std::cmp::Reverse(*o)))
}
