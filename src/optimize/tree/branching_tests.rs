//! Branching on models of two or three variables, to be followed by hand.

use super::*;
use crate::optimize::model::formulation::{RowKey, VarKey};
use crate::optimize::model::rows::{Row, Var};
use crate::optimize::relaxation::sums::Sum;

/// No plan is known: nothing is closed for being no better than it.
const FAR: f64 = 1_000.0;

fn build(hi: i64, cost: f64) -> impl Fn(usize) -> Var {
    move |option| Var {
        key: VarKey::Build(option),
        lo: 0,
        hi,
        cost,
        whole: true,
    }
}

/// Points, by variable, that so much of it costs; not whole.
fn short(check: usize, cost: f64) -> Var {
    Var {
        key: VarKey::Short(check),
        lo: 0,
        hi: 100,
        cost,
        whole: false,
    }
}

fn row(place: usize, terms: &[(usize, i64)], rhs: i64) -> Row {
    Row {
        key: RowKey::AtLeast(place),
        terms: terms.to_vec(),
        rhs,
    }
}

/// Two builds that stand at 3⁄2. One more or less of the first moves the loss by ½ and ½, of the second by 5 and 3: each build
/// gains as much as it costs less, and 2x beyond 3 costs so much again.
fn two_halves() -> Model {
    // Of what a build brings beyond 3⁄2, twice so much is taken: 2 of 1, 16 of 10.
    let penalty = [1.0, 8.0];
    Model {
        vars: vec![
            build(3, -1.0)(0),
            build(3, -10.0)(1),
            short(0, penalty[0]),
            short(1, penalty[1]),
        ],
        rows: vec![
            row(0, &[(0, -2), (2, 1)], -3),
            row(1, &[(1, -2), (3, 1)], -3),
        ],
    }
}

fn rooted(model: &Model, sums: Vec<Sum>) -> (Relaxation, Tree) {
    let relaxation = Relaxation::stated(model, sums, Vec::new());
    let tree = Tree::new(&relaxation, None);
    (relaxation, tree)
}

fn root_split(tree: &Tree) -> Branch {
    match &tree.stored[0] {
        Stored::Split { branch, .. } => *branch,
        Stored::Leaf { .. } => panic!("the root is split"),
    }
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-6
}

#[test]
fn the_variable_whose_both_sides_gain_most_is_split() {
    let model = two_halves();
    let (mut relaxation, mut tree) = rooted(&model, Vec::new());
    assert!(matches!(
        tree.visit(&model, &mut relaxation, FAR),
        Visit::Point
    ));
    let split = root_split(&tree);
    assert_eq!((split.variable, split.k), (1, 1), "5 × 3 beats ½ × ½");
    assert!(near(tree.loss(), -16.5), "{}", tree.loss());
    // The trial returned to where it began: both are at 3⁄2 still.
    assert!(near(relaxation.simplex.value(0), 1.5) && near(relaxation.simplex.value(1), 1.5));
}

#[test]
fn a_trial_and_the_visits_of_both_sides_are_what_is_known_of_a_split() {
    let model = two_halves();
    let (mut relaxation, mut tree) = rooted(&model, Vec::new());
    tree.visit(&model, &mut relaxation, FAR);
    let gained =
        |tree: &Tree, v: usize| tree.paid[v].map(|(sum, n)| ((sum * 1e6).round() / 1e6, n));
    assert_eq!(gained(&tree, 0), [(1.0, 1), (1.0, 1)], "½ for half a unit");
    assert_eq!(gained(&tree, 1), [(10.0, 1), (6.0, 1)]);
    // The side above lost less, but of equals the one that was opened first comes first: both stand at the root's loss.
    tree.visit(&model, &mut relaxation, FAR);
    assert_eq!(
        gained(&tree, 1),
        [(20.0, 2), (6.0, 1)],
        "below: five more for half a unit"
    );
    tree.visit(&model, &mut relaxation, FAR);
    assert_eq!(
        gained(&tree, 1),
        [(20.0, 2), (12.0, 2)],
        "above: three more for half a unit"
    );
    assert!(near(tree.loss(), -13.5), "the better side bounds the tree");
}

#[test]
fn what_is_known_of_a_variable_is_believed_without_a_trial() {
    let model = two_halves();
    let (mut relaxation, mut tree) = rooted(&model, Vec::new());
    relaxation.solve(FAR, 100);
    let before = relaxation.simplex.iterations;
    // 20 a side on the average for the first, against what a trial would show.
    tree.paid[0] = [(40.0, 2), (40.0, 2)];
    tree.paid[1] = [(10.0, 2), (6.0, 2)];
    let chosen = tree.choose(&model, &mut relaxation, FAR);
    assert_eq!(chosen.map(|(v, _)| v), Some(0));
    assert_eq!(relaxation.simplex.iterations, before, "no trial");
    // One side known only once is tried again, and its average goes down: (40 + ½ ⁄ ½) ⁄ 2.
    tree.paid[0] = [(40.0, 1), (40.0, 2)];
    tree.choose(&model, &mut relaxation, FAR);
    assert!(near(tree.paid[0][0].0, 41.0) && tree.paid[0][0].1 == 2);
    assert!(relaxation.simplex.iterations > before, "a trial");
}

#[test]
fn a_side_that_is_infeasible_gains_all_there_is_to_gain() {
    // As above, but nothing pays for more than 3⁄2 of the first build.
    let mut model = two_halves();
    model.rows[0] = row(0, &[(0, -2)], -3);
    let (mut relaxation, mut tree) = rooted(&model, Vec::new());
    tree.visit(&model, &mut relaxation, -16.0);
    // Down ½, up the whole of −16 + 16½, each for half a unit.
    assert!(near(tree.paid[0][0].0, 1.0) && near(tree.paid[0][1].0, 1.0));
}

/// Two builds of one town each, at most one in each, with room for 3⁄2: a single build only moves the half to the other town,
/// the sum of both gains ½ below and is impossible above.
#[test]
fn a_sum_is_split_where_single_builds_only_move_the_half() {
    let model = Model {
        vars: vec![build(1, -1.0)(0), build(1, -1.0)(1)],
        rows: vec![row(0, &[(0, -2), (1, -2)], -3)],
    };
    let both = Sum { vars: vec![0, 1] };
    let (mut relaxation, mut tree) = rooted(&model, vec![both]);
    tree.visit(&model, &mut relaxation, FAR);
    let split = root_split(&tree);
    assert_eq!(split.variable, relaxation.sum_variable(0));
    assert_eq!(split.k, 1);
    let Node::Split { form, at_most, .. } = tree.proof(&model, &relaxation) else {
        panic!("a split");
    };
    let both = vec![(VarKey::Build(0), 1), (VarKey::Build(1), 1)];
    assert_eq!((form, at_most), (both, 1), "as the proof says it");
}

/// One local need of 4, met by builds of 2 each, with money for 4⁄3 of one: a third of it is missing.
fn one_need() -> Model {
    let largest = Var {
        key: VarKey::Largest,
        lo: 0,
        hi: 1_000,
        cost: 5.0,
        whole: false,
    };
    Model {
        vars: vec![build(3, 0.001)(0), largest],
        rows: vec![
            row(0, &[(0, -3)], -4),
            Row {
                key: RowKey::Local(0),
                terms: vec![(0, 2), (1, 4)],
                rhs: 4,
            },
        ],
    }
}

#[test]
fn a_level_is_split_first_while_the_largest_shortfall_may_be_anything() {
    let model = one_need();
    let (mut relaxation, mut tree) = rooted(&model, Vec::new());
    tree.visit(&model, &mut relaxation, FAR);
    let split = root_split(&tree);
    // A quarter above the third that the relaxation has.
    assert_eq!(split.variable, 1);
    assert!(near(split.k as f64 / (1_u64 << 50) as f64, 5.0 / 12.0));
    // Below, the need asks for both builds; there is no money for that. Above, F is 5⁄12 or more.
    assert!(matches!(
        tree.visit(&model, &mut relaxation, FAR),
        Visit::Closed
    ));
    tree.visit(&model, &mut relaxation, FAR);
    assert!(near(relaxation.simplex.value(1), 5.0 / 12.0));
}

#[test]
fn the_open_node_with_the_least_loss_comes_next_and_in_a_deep_tree_the_newest() {
    let model = two_halves();
    let (relaxation, mut tree) = rooted(&model, Vec::new());
    let open = |loss: f64, place: usize| OpenNode {
        path: Vec::new(),
        basis: None,
        loss,
        place,
        moved: 1.0,
    };
    tree.open = vec![open(3.0, 1), open(2.0, 2), open(2.0, 3), open(4.0, 4)];
    assert_eq!(tree.next(), Some(1), "of equals the first");
    let mut deep = Tree::deep(&relaxation);
    deep.open = tree.open;
    assert_eq!(deep.next(), Some(3));
}

/// At 5⁄4 the side at most 1 is nearer: it is opened last, so that it is visited next.
#[test]
fn a_deep_tree_visits_the_nearer_side_first() {
    for (room, nearer) in [(5, true), (7, false)] {
        let mut model = two_halves();
        model.vars[1].hi = 0;
        model.rows[0] = row(0, &[(0, -4), (2, 1)], -room);
        model.vars[2].cost = 1.0;
        let relaxation = Relaxation::stated(&model, Vec::new(), Vec::new());
        let (mut relaxation, mut tree) = (relaxation.clone(), Tree::deep(&relaxation));
        tree.visit(&model, &mut relaxation, FAR);
        let next = &tree.open[tree.next().expect("two sides are open")];
        let branch = next.path.last().expect("a branch");
        assert_eq!((branch.variable, branch.at_most), (0, nearer), "{room}⁄4");
    }
}

#[test]
fn a_gain_is_weighed_by_how_far_the_value_moves() {
    assert_eq!(distances(1.25, false), [0.25, 0.75]);
    assert_eq!(distances(3.0 + 1e-9, false)[0], LEAST_MOVED);
    assert_eq!(distances(0.3, true), [1.0, 1.0], "a level is one step");
    // Alike per unit and as near to a half: the one with more per unit is chosen; what is nearly whole has little to gain.
    let model = two_halves();
    let (mut relaxation, mut tree) = rooted(&model, Vec::new());
    relaxation.solve(FAR, 100);
    tree.paid[0] = [(8.0, 2), (8.0, 2)];
    tree.paid[1] = [(10.0, 2), (10.0, 2)];
    let chosen = tree.choose(&model, &mut relaxation, FAR);
    assert_eq!(chosen, Some((1, 1.5)));
}
