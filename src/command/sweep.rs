//! `dabiao sweep FILE`: budgets × population paths × cost factors, solved over all cores, as CSV.
//!
//! First the rungs that are asked for are solved, any thread any rung; then the ladder of each path and cost factor settles its
//! budgets from low to high. What is printed does not depend on the number of threads, nor on which was faster.

use std::num::NonZero;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::args::SweepArgs;
use crate::domain::{Case, Decimal, Edits, Issue, PathId, Plan};
use crate::optimize::certify;
use crate::optimize::{Answer, Ladder, Limits, Outcome, Points, Progress, Search};

/// The columns, with their units.
const HEAD: &str = "plan,path,cost_factor,budget_percent,budget_yuan,spent_yuan,points,score,bound,gap,targets_met,\
    targets,certified,missed\n";

/// One population path with one cost factor.
struct Group {
    path: PathId,
    cost: Decimal,
    ladder: Ladder,
}

/// The CSV of a sweep: one line a scenario, by path, cost factor and budget as they were asked for.
///
/// Cost: for each path and factor one solve for each budget, one for the topmost rung, and those the ladder asks for.
///
/// # Errors
/// Paths that the plan does not have, and edits that do not fit it.
pub(super) fn sweep(plan: &Plan, edits: &Edits, asked: &SweepArgs) -> Result<String, Vec<Issue>> {
    let mut limits = Limits::default();
    limits.steps = asked.steps.unwrap_or(limits.steps);
    let jobs = asked
        .jobs
        .or_else(|| thread::available_parallelism().ok().map(NonZero::get));
    let jobs = jobs.unwrap_or(1).max(1);
    let mut groups = groups(plan, edits, asked, limits)?;
    climb(&mut groups, asked, jobs);
    let count = groups.len();
    let shared: Vec<Mutex<Group>> = groups.into_iter().map(Mutex::new).collect();
    let lines = over_all(count, jobs, |g| {
        let mut group = shared[g].lock().expect("no thread that holds it panics");
        let settled: Vec<(u32, Outcome)> = asked
            .budgets
            .iter()
            .map(|k| (*k, settle(&mut group, *k)))
            .collect();
        let line = |(percent, outcome)| line(plan, &group, percent, outcome);
        settled.into_iter().map(line).collect::<String>()
    });
    Ok(HEAD.to_owned() + &lines.concat())
}

fn groups(
    plan: &Plan,
    edits: &Edits,
    asked: &SweepArgs,
    limits: Limits,
) -> Result<Vec<Group>, Vec<Issue>> {
    let own_path = edits.path.as_ref().unwrap_or(&plan.region.default_path);
    let own_cost = edits.cost_factor.unwrap_or(Decimal::ONE);
    let paths = or_own(&asked.paths, own_path);
    let costs = or_own(&asked.costs, &own_cost);
    let mut groups = Vec::new();
    for path in &paths {
        for cost in &costs {
            let edits = Edits {
                path: Some(path.clone()),
                cost_factor: Some(*cost),
                ..edits.clone()
            };
            groups.push(Group {
                path: path.clone(),
                cost: *cost,
                ladder: Ladder::of(&Case::new(plan, &edits)?, limits),
            });
        }
    }
    Ok(groups)
}

fn or_own<T: Clone>(asked: &[T], own: &T) -> Vec<T> {
    if asked.is_empty() {
        vec![own.clone()]
    } else {
        asked.to_vec()
    }
}

/// Solves the rungs that are asked for, and the topmost one of each ladder: first those that others start from.
fn climb(groups: &mut [Group], asked: &SweepArgs, jobs: usize) {
    let mut first: Vec<(usize, u32)> = Vec::new();
    let mut then: Vec<(usize, u32)> = Vec::new();
    for (g, group) in groups.iter().enumerate() {
        for rung in asked.budgets.iter().copied().chain([group.ladder.top()]) {
            match group.ladder.anchor(rung) {
                Some(anchor) => {
                    first.push((g, anchor));
                    then.push((g, rung));
                }
                None => first.push((g, rung)),
            }
        }
    }
    for mut all in [first, then] {
        all.sort_unstable();
        all.dedup();
        let found: Vec<Option<Answer>> = over_all(all.len(), jobs, |i| {
            let (group, rung) = all[i];
            groups[group].ladder.search(rung).ok().map(finished)
        });
        for ((group, rung), answer) in all.into_iter().zip(found) {
            groups[group].ladder.take(rung, answer);
        }
    }
}

fn finished(mut search: Search) -> Answer {
    while search.step() != Progress::Settled {}
    search.answer()
}

/// Calls `of` for every number below `count` from so many threads; results in the order of the numbers.
fn over_all<T: Send>(count: usize, jobs: usize, of: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, T)>> = Mutex::new(Vec::with_capacity(count));
    let work = || {
        loop {
            let i = next.fetch_add(1, Ordering::Relaxed);
            if i >= count {
                return;
            }
            let result = of(i);
            done.lock()
                .expect("no thread that holds it panics")
                .push((i, result));
        }
    };
    #[expect(
        clippy::disallowed_methods,
        reason = "the native command has threads; this room is not built for browsers"
    )]
    thread::scope(|scope| {
        for _ in 0..jobs.min(count) {
            scope.spawn(work);
        }
    });
    let mut done = done.into_inner().expect("all threads have ended well");
    done.sort_by_key(|(i, _)| *i);
    done.into_iter().map(|(_, result)| result).collect()
}

fn settle(group: &mut Group, percent: u32) -> Outcome {
    let case = group.ladder.rungs().case(percent);
    group.ladder.settle(&case)
}

/// One line of the CSV: the settled plan, with the tightest bound of all rungs solved by now, so that bounds grow with the
/// money as well. Figures are empty where the pins leave no plan.
fn line(plan: &Plan, group: &Group, percent: u32, outcome: Outcome) -> String {
    let case = group.ladder.rungs().case(percent);
    let budget: i64 = case.budget.iter().flatten().sum();
    let start = [
        plan.id.clone(),
        group.path.0.clone(),
        group.cost.to_string(),
        percent.to_string(),
        budget.to_string(),
    ];
    let rest = match outcome {
        Outcome::Plan(answer) => figures(&case, &group.ladder.answer(&case).unwrap_or(answer)),
        Outcome::Conflict(_) => None,
    };
    let rest = rest.unwrap_or_else(|| vec![String::new(); HEAD.split(',').count() - start.len()]);
    let cells: Vec<String> = start.into_iter().chain(rest).collect();
    cells.join(",") + "\n"
}

fn figures(case: &Case, answer: &Answer) -> Option<Vec<String>> {
    let measured = certify::plan(case, &answer.allocation).ok()?;
    let exact = |p: Points| format!("{:.9}", p.to_f64());
    let maybe = |p: Option<Points>| p.map(exact).unwrap_or_default();
    let proof = answer.proof.as_ref();
    let checked = proof.and_then(|proof| certify::bound(case, proof).ok());
    let missed: Vec<String> = case
        .checks
        .iter()
        .zip(&measured.checks)
        .filter(|(_, tally)| !tally.met())
        .map(|(check, _)| format!("{}@{}", case.plan.targets[check.target].id, check.year))
        .collect();
    Some(vec![
        measured.cost.to_string(),
        exact(measured.points),
        exact(measured.score),
        maybe(answer.bound),
        maybe(answer.gap()),
        (case.checks.len() - missed.len()).to_string(),
        case.checks.len().to_string(),
        (checked.is_some() && checked <= answer.bound).to_string(),
        missed.join(" "),
    ])
}
