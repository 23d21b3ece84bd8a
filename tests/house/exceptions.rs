//! The named exceptions from rules of the house, each with its reason. A test fails as well when one is not needed any more.

use super::ground::Fault;
use super::size::Finding;

/// A reason, and what may stay for it: the end of the file's path, as much as tells it apart, and the name of the function
/// or the type. A method's name begins with its type's.
pub type Reason = (&'static str, &'static [Exception]);
pub type Exception = (&'static str, &'static str);

/// The beginning of the paths that are left out, and why.
pub type OutOfCircles = (&'static str, &'static str);

/// Files that the rule against circles leaves out.
pub const CIRCLES: &[OutOfCircles] = &[];

/// Functions of more lines than others may have.
pub const LONG_FUNCTIONS: &[Reason] = &[
    (
        "One arm for each kind, and the compiler sees that none is missing.",
        &[
            ("words/conflict.rs", "conflict"),
            ("words/refusal.rs", "refusal"),
            ("words/target.rs", "definition"),
            ("words/trouble.rs", "trouble"),
        ],
    ),
    (
        "One check after another, in the order in which their issues are told.",
        &[
            ("command/args.rs", "request"),
            ("resolve/edits.rs", "edit_issues"),
            ("resolve/edits.rs", "range_issues"),
        ],
    ),
    (
        "The order of its steps is the algorithm.",
        &[
            ("search/lifecycle.rs", "Search::prove"),
            ("simplex/solver.rs", "Simplex::solve"),
        ],
    ),
    (
        "The state of a view and its markup in one piece: to be cut by part.",
        &[
            ("allocation/desk.rs", "TableDesk::new"),
            ("allocation/editor.rs", "EditorBox"),
            ("budget/curve_pointer.rs", "CurvePointer"),
        ],
    ),
];

/// Functions of more than four parameters.
pub const MANY_PARAMETERS: &[Reason] = &[
    (
        "A component: its parameters are attributes, and stand with their names where it is used.",
        &[
            ("compare/moves.rs", "Moves"),
            ("share_panel.rs", "ShareDialog"),
            ("tile_map/tile.rs", "TileButton"),
        ],
    ),
    (
        "The opening of a dialog's door: what it hands to the component.",
        &[("share_panel.rs", "dialog")],
    ),
    (
        "Tables, moves, prices and ledger go through the construction side by side, borrowed apart: a type for them is due.",
        &[
            ("heuristics/exchange.rs", "swap"),
            ("heuristics/exchange.rs", "lift"),
            ("heuristics/exchange.rs", "cheapest_lift"),
            ("heuristics/greedy.rs", "fill"),
            ("heuristics/greedy.rs", "look"),
            ("heuristics/greedy.rs", "worth"),
        ],
    ),
    (
        "What a change reads and what it writes, borrowed apart: the walk owns both.",
        &[
            ("anneal/change.rs", "Ways::draw"),
            ("anneal/change.rs", "Ways::instead"),
        ],
    ),
    (
        "The fields of what it makes, in their order, and called in this file only.",
        &[
            ("model/rows.rs", "Builder::var"),
            ("simplex/eliminate.rs", "Elimination::store"),
        ],
    ),
    (
        "One pivot with the lists that were found for it; called in one place.",
        &[("simplex/eliminate.rs", "Elimination::take")],
    ),
    (
        "Variable, value and loss of a branching go together: a type for them is due.",
        &[
            ("tree/branch_and_bound.rs", "Tree::try_both"),
            ("tree/branch_and_bound.rs", "Tree::split"),
        ],
    ),
    (
        "Area, plot and slots of a column go together: a type for them is due.",
        &[("chart/money.rs", "lines"), ("chart/money.rs", "labels")],
    ),
    (
        "One entry of a sweep, spelled out: path and cost factor are a type only in the page.",
        &[
            ("report/sweep.rs", "SweepGroup::of"),
            ("jobs/sweep.rs", "Sweeping::new"),
        ],
    ),
    (
        "A plan, and what is asked about it: the parts come from different owners.",
        &[
            ("advice/explain.rs", "explain_miss"),
            ("allocation/desk.rs", "gets"),
            ("view_model/curve_figure.rs", "figure"),
            ("compare/moves.rs", "line"),
            ("sources/try_out.rs", "said"),
            ("map/picture.rs", "tile"),
        ],
    ),
];

/// Types whose name another type has as well. That one other needs no exception.
pub const DOUBLE_TYPES: &[Reason] = &[(
    "The word of its field on both sides, and neither room names the other's: the basis of a simplex, and of a figure.",
    &[("simplex/tableau.rs", "Basis")],
)];

/// What is left of the findings when exceptions have been made.
pub fn without(found: Vec<Finding>, listed: &[Reason]) -> Vec<Finding> {
    let is_excepted = |finding: &Finding| all(listed).any(|exception| is_meant(exception, finding));
    found
        .into_iter()
        .filter(|finding| !is_excepted(finding))
        .collect()
}

/// The exceptions that none of the findings needs.
pub fn needless(found: &[Finding], listed: &[Reason]) -> Vec<Exception> {
    let is_needed =
        |exception: &Exception| found.iter().any(|finding| is_meant(*exception, finding));
    all(listed)
        .filter(|exception| !is_needed(exception))
        .collect()
}

fn all(listed: &[Reason]) -> impl Iterator<Item = Exception> {
    listed
        .iter()
        .flat_map(|(_, exceptions)| exceptions.iter().copied())
}

fn is_meant((path, name): Exception, finding: &Finding) -> bool {
    let before = finding.fault.path.strip_suffix(path);
    finding.name == name && before.is_some_and(|rest| rest.is_empty() || rest.ends_with('/'))
}

pub fn faults(found: Vec<Finding>) -> Vec<Fault> {
    found.into_iter().map(|finding| finding.fault).collect()
}
