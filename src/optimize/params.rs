//! The parameters of the search, in one place: what each is, in which unit, and where it was measured. Nothing here is set from
//! outside; `docs/algorithm.md` lists them, and `tests/params.rs` holds the two against each other.
//!
//! "lab.md" is `docs/lab.md`: what was tried, and by how much it won or lost. "Not measured" says that a value was chosen and has never been
//! held against another one.

use super::model::points::Points;

/// What is tried next. Aims: lab.md, the row on later dives; the rest by the runs of lab.md, "By part".
pub mod schedule {
    /// Nodes of the tree between two neighborhoods.
    pub const NODES_BETWEEN: u64 = 4;
    /// Factors on the level of the tree's node at which the first dives and every other later one aim.
    pub const FIRST_AIMS: [f64; 4] = [1.25, 1.6, 1.0, 2.0];
    /// Factors on the aim of the best plan at which the others do.
    pub const LATER_AIMS: [f64; 4] = [1.0, 1.1, 0.92, 1.05];
}

/// Dives, walks and polishing within a search. Measured with lab.md, "By part" and "Large cases".
pub mod plans {
    /// Options of a case in which a dive takes long.
    pub const MIDDLE: usize = 6_000;
    /// Options of a case in which single pieces of work take long.
    pub const LARGE: usize = 20_000;
    /// A largest local shortfall below this is an effect of fractional builds.
    pub const TELLING: f64 = 0.01;
    /// Nodes of the tree before the first dive.
    pub const FIRST_DIVE: u64 = 4;
    /// Points beyond the best plan at which a dive ends: the walk from there gains some.
    pub const BEYOND: f64 = 1.0;
    /// Turns of a dive in one step.
    pub const TURNS: usize = 2;
    /// Points by which a plan may be worse than the best and still be worth polishing.
    pub const NEAR: f64 = 0.2;
}

/// Neighborhoods within a search: lab.md, "a dive in each of 4 nodes of a neighborhood".
pub mod near {
    /// Nodes of one neighborhood.
    pub const VISITS: usize = 4;
}

/// Rounds of cuts: lab.md, "Cuts".
pub mod cutting {
    /// A round that closes this part of what is open is proved at once.
    pub const WORTH_A_PROOF: f64 = 0.15;
    /// Rounds at most.
    pub const MOST_ROUNDS: usize = 20;
    /// Rounds without much gain after which there are no more.
    pub const MOST_IDLE: usize = 3;
    /// A round is worth it when it closes this part of what is open.
    pub const LEAST_GAIN: f64 = 0.01;
    /// Iterations of the relaxation in a round,
    pub const MOST_ITERATIONS: u64 = 800;
    /// so many times at most where the case is large.
    pub const MOST_TIMES: usize = 4;
    /// A fall of the objective by this part of what is open is no rounding.
    pub const LOST: f64 = 0.1;
}

/// Certified bounds. Not measured one by one.
pub mod bounding {
    use super::Points;

    /// A gap below this is one of rounding, however small a gap is asked for.
    pub const MISLED: Points = Points(Points::ONE / 100);
    /// A bound is certified when it closes this part of the gap.
    pub const CLOSES: f64 = 0.05;
}

/// Hard targets out of reach: lab.md, "Hard targets". `MOST_NODES`: S-beyond 60 %.
pub mod hard_targets {
    /// A part of a target that is nothing.
    pub const HAIR: f64 = 1e-7;
    /// Nodes of the tree in which hard targets come first.
    pub const MOST_NODES: u64 = 100;
    /// Nodes after the last plan that left less of them.
    pub const MOST_IDLE: u64 = 16;
    /// Sums of hard shortfalls are the same within this part of a target.
    pub const SAME: f64 = 1e-3;
    /// Points that a full shortfall beyond what is kept costs a walk.
    pub const WALKS_PAY: f64 = 1e5;
    /// A plan that leaves less than this part of a target beyond what is kept, and has more points, is worth polishing.
    pub const NEARLY: f64 = 0.1;
}

/// Staying near to an allocation: lab.md, "Budgets near to each other".
pub mod incumbent {
    /// Points that a plan must be better by to differ from its home in as many options as that has.
    pub const FAR: f64 = 0.2;
    /// As many points at least for each of them.
    pub const LEAST_FAR: f64 = 3.5e-4;
}

/// Branch and bound: lab.md, "By part"; trials not measured one by one.
pub mod tree {
    /// Rows with which levels are not split: they change so many rows at once that the relaxation takes long.
    pub const MANY_ROWS: usize = 15_000;
    /// Iterations in one visit.
    pub const ITERATIONS_AT_ONCE: u64 = 2_000;
    /// Iterations after which a node is given up (its parent's bound stays).
    pub const MOST_ITERATIONS: u64 = 20_000;
    /// Points by which a plan at a whole point may lose more than the relaxation says.
    pub const HAIR: f64 = 1e-4;
    /// So many times the loss at which a node is closed is enough for it.
    pub const ENOUGH: f64 = 2.0;
    /// Points that no plan loses.
    pub const WORST_LOSS: f64 = 1_000.0;
    /// A value that moves less counts as moved so far: next to nothing would make a pseudocost of next to anything.
    pub const LEAST_MOVED: f64 = 1e-3;
    /// Variables tried at a node.
    pub const TRIALS: usize = 6;
    /// Iterations on each side of a trial.
    pub const TRIAL_ITERATIONS: u64 = 25;
    /// The same for a level, which moves many rows at once.
    pub const LEVEL_ITERATIONS: u64 = 75;
}

/// Separation of cuts: lab.md, "Cuts".
pub mod separation {
    /// Options of a case for which the numbers below are meant; larger ones have so many times as many.
    pub const OPTIONS_OF_SMALL: usize = 4_000;
    /// Cuts of one round.
    pub const MOST_CUTS: usize = 80;
    /// The terms of one round's cuts are at most this part of the model's.
    pub const PART_OF_MODEL: usize = 4;
    /// Basic variables whose tableau rows are rounded in one round.
    pub const MOST_ROWS: usize = 150;
    /// Terms of a combination that is rounded.
    pub const MOST_TERMS: usize = 1_200;
    /// Recipes that are made into rows in one round.
    pub const MOST_RECIPES: usize = 200;
    /// A fraction nearer to a whole number is not cut off.
    pub const LEAST_PART: f64 = 0.01;
    /// A right side whose part is smaller than this, or nearer to 1, is not rounded.
    pub const LEAST_ROUNDED: f64 = 0.005;
    /// Distance by which a cut must be beyond the point.
    pub const LEAST_DEPTH: f64 = 1e-4;
    /// Cuts are chosen apart: the cosine between two is at most this.
    pub const MOST_PARALLEL: f64 = 0.8;
    /// The largest coefficient of a cut is at most so many times the least: others make the simplex unsure.
    pub const MOST_SPREAD: f64 = 1e5;
    /// Lots in which a tableau's row is rounded.
    pub const LOTS: [f64; 3] = [1.0, 0.5, 1.0 / 3.0];
    /// Lots in which a row of the model is rounded, at most.
    pub const MOST_LOTS: usize = 6;
}

/// The relaxation: lab.md, levels far apart.
pub mod relaxation {
    /// Points that the bounds on the largest local shortfall may differ by.
    pub const LEVELS_APART: f64 = 0.03;
    /// A value this near to a whole number is whole.
    pub const WHOLE: f64 = 1e-6;
}

/// Local needs in lots (C11): lab.md, "C11 for every effect".
pub mod needs_in_lots {
    /// Rows in lots for one local need.
    pub const MOST_LOTS: usize = 3;
}

/// Leaves of proofs. Not measured.
pub mod leaf {
    /// Multipliers beyond this leave the range in which proofs are written.
    pub const LARGEST_MULTIPLIER: f64 = 3_000.0;
}

/// Dives: lab.md, "By part", from "dives over single builds" on.
pub mod dive {
    /// Times that the relaxation is solved for sums, and for builds.
    pub const MOST_TURNS: [usize; 2] = [32, 20];
    /// Iterations of each.
    pub const MOST_ITERATIONS: u64 = 400;
    /// A value this near to a whole number is whole.
    pub const WHOLE: f64 = 1e-6;
    /// This share of the builds that are fractional is rounded at once,
    pub const PART: usize = 4;
    /// and this share of the sums.
    pub const PART_OF_SUMS: usize = 2;
    /// Sites are rounded before builds that are surer by less than this.
    pub const SITES_FIRST: f64 = 0.25;
    /// A part of a module from which on it is rounded up.
    pub const UP: f64 = 0.4;
    /// Modules by which a sum may move while builds are rounded.
    pub const WINDOW: f64 = 1.0;
}

/// Simulated annealing: lab.md, heat and length of walks.
pub mod walk {
    /// Changes in one step: some milliseconds.
    pub const STEP: u64 = 8_000;
    /// Steps of a walk for each option of the case,
    pub const STEPS_PER_OPTION: f64 = 0.004;
    /// at least,
    pub const LEAST_STEPS: u64 = 6;
    /// at most.
    pub const MOST_STEPS: u64 = 64;
    /// Changes between two looks at heat and money; a step is a multiple of it.
    pub const EPOCH: u64 = 2_000;
    /// Changes whose losses say how hot to begin.
    pub const SAMPLES: u64 = 400;
    /// Heat at the start, as a part of the median loss of a change.
    pub const HOT: f64 = 0.015;
    /// Builds given up for one change.
    pub const MOST_GIVEN: usize = 24;
    /// Builds looked at for each.
    pub const LOOKS: usize = 12;
    /// Points by which a plan must be better to be kept.
    pub const LEAST_GAIN: f64 = 1e-7;
}

/// Money in a walk: lab.md, "money left over".
pub mod walk_money {
    /// Part of its worth that money left over counts for: less than all of it, so that spending it well is a gain.
    pub const THRIFT: f64 = 0.6;
    /// Limits of money that do not bind in the relaxation cost this part of the dearest when they are broken.
    pub const LEAST_PART: f64 = 0.3;
    /// Factor by which strictness changes.
    pub const STRICTER: f64 = 1.1;
    /// Bounds of strictness.
    pub const STRICTNESS: (f64, f64) = (0.5, 1_000.0);
}

/// Changes of a walk. Not measured one by one.
pub mod walk_change {
    /// Changes are drawn from so many lots,
    pub const KINDS: usize = 64;
    /// of which so many complete a bundle,
    pub const COMPLETING: usize = 2;
    /// and so many are given room.
    pub const WITH_ROOM: usize = 4;
    /// Builds added for one row of a bundle.
    pub const MOST_FILLS: usize = 8;
    /// Builds added in an exchange.
    pub const MOST_EXCHANGED: i64 = 4;
}

/// Exchange: lab.md, "By part", lifting.
pub mod exchange {
    /// Moves that are tried, those that gain most first.
    pub const ADDS: usize = 48;
    /// Builds that may be given up, those that are worth least for their price first.
    pub const DROPS: usize = 64;
    /// Builds given up for one move.
    pub const MOST_DROPS: usize = 8;
    /// Passes of one polish.
    pub const MOST_PASSES: usize = 12;
    /// Moves for one need.
    pub const MOST_LIFTS: usize = 12;
}

/// Neighborhoods: lab.md, "By part".
pub mod neighborhood {
    /// Builds beyond this many are not opened at once.
    pub const MOST_OPEN: usize = 900;
    /// Parts into which units and measures are cut, for a case of up to [`SMALL`] options; larger ones are cut finer.
    pub const PARTS: [usize; 3] = [5, 3, 7];
    /// Options of a case that is not cut finer.
    pub const SMALL: usize = 2_500;
}

/// The fallback. Not measured.
pub mod fallback {
    /// Nodes after which the pins are taken for contradictory.
    pub const MOST_NODES: usize = 2_000;
}

/// The ladder: lab.md, "Budgets near to each other".
pub mod ladder {
    /// Rungs between two that are solved from nothing whatever their neighbors have; see above.
    pub const APART: u32 = 5;
    /// Steps of a search that stays near to the plan of the rung below.
    pub const NEAR_STEPS: u64 = 60;
    /// Steps of a search for a bound alone.
    pub const BOUND_STEPS: u64 = 60;
    /// Steps of a search from nothing where that one has drifted.
    pub const DRIFTED_STEPS: u64 = 240;
}

/// When a rung is searched anew: lab.md, "Budgets near to each other".
pub mod rung_result {
    use super::Points;

    /// Points by which the gap of a search that stays near may be wider than that of the last search from nothing.
    pub const DRIFT: Points = Points(3 * Points::ONE / 20);
}

/// Spending what is left. Not measured.
pub mod spend_rest {
    /// Moves at most.
    pub const MOST_MOVES: usize = 100;
}

/// The budget curve: lab.md, "In the browser".
pub mod curve {
    use super::Points;

    /// Rungs of the first picture, in the order in which they are solved.
    pub const COARSE: [u32; 7] = [100, 50, 150, 0, 75, 125, 25];
    /// Rungs of the curve before the least budget is sought.
    pub const FIRST: usize = 12;
    /// Rungs beyond, solved while targets that can be met are missed.
    pub const BEYOND: [u32; 6] = [200, 300, 500, 1_000, 3_000, 10_000];
    /// The curve is fine where no further point would move it by more.
    pub const FINE: i64 = Points::ONE / 20;
}

/// The search for repairs. Not measured one by one.
pub mod repair_search {
    /// The most money that is offered: ten times C₀.
    pub const MOST_RUNGS: u32 = 1_000;
    /// Steps of a probe.
    pub const PROBE_STEPS: u64 = 60;
    /// Raises of the money after a failed confirmation.
    pub const MOST_RAISES: u32 = 4;
}

/// Repairs. Not measured one by one.
pub mod repair {
    /// Hard targets, and pins, that are tried for one check.
    pub const MOST_LIFTED: usize = 6;
}

/// Reasons. Not measured.
pub mod explain {
    /// Iterations of the relaxation.
    pub const MOST_ITERATIONS: u64 = 50_000;
    /// Points per yuan below which money does not bind: a hundredth of a point for a hundred million yuan.
    pub const LEAST_WORTH: f64 = 1e-10;
    /// Modules that are taken away together.
    pub const MOST_REMOVED: usize = 200;
}

/// The dual simplex. Not measured.
pub mod simplex {
    /// Iterations of one run after which costs are moved.
    pub const PATIENCE: u64 = 50;
}

/// What follows from a basis. Not measured one by one.
pub mod simplex_state {
    /// Costs are moved by about this much, relative to themselves, against degeneracy.
    pub const PERTURB: f64 = 1e-5;
    /// Up to so many moved bounds are followed one by one.
    pub const FEW: usize = 500;
    /// A reduced cost on the wrong side by more than this is no rounding.
    pub const WRONG: f64 = 1e-6;
    /// Reduced costs below this are zero.
    pub const DUAL: f64 = 1e-9;
}

/// One iteration; the usual tolerances.
pub mod pivot {
    /// Basic variables this far outside their bounds are infeasible.
    pub const FEASIBLE: f64 = 1e-7;
    /// Entries smaller than this are not pivoted on.
    pub const PIVOT: f64 = 1e-7;
}

/// Factors of the basis: lab.md, "Factors".
pub mod factor {
    /// Updates after which to factor anew, where the rows are few;
    pub const MOST_UPDATES: usize = 64;
    /// where they are many, one for so many rows.
    pub const ROWS_PER_UPDATE: usize = 128;
    /// What a solve leaves below this is zero.
    pub const DUST: f64 = 1e-14;
}

/// Elimination: lab.md, "Factors"; the threshold is the usual one.
pub mod eliminate {
    /// A pivot smaller than this times the largest of its column is not taken.
    pub const THRESHOLD: f64 = 0.1;
    /// A column whose largest entry is below this is dependent.
    pub const SINGULAR: f64 = 1e-9;
    /// Columns and rows with few entries among which a pivot is sought.
    pub const LOOKED_AT: usize = 4;
}
