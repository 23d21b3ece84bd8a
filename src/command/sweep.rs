//! `dabiao sweep FILE`: budgets × population paths × cost factors, solved over all cores, as CSV.
//!
//! First the rungs that are asked for are solved, any thread any rung; then the ladder of each path and cost factor settles its
//! budgets from low to high. Groups are taken in order, as many at a time as keep the threads busy, so that lines come early.
//! What is printed does not depend on the number of threads, nor on which was faster.

use std::io;
use std::num::NonZero;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::args::SweepArgs;
use crate::domain::{Decimal, Edits, Issue, Plan};
use crate::optimize::{Answer, Limits, Progress, Search};
use crate::report::{SWEEP_HEAD, SweepGroup};

/// Where a sweep goes.
pub(super) struct Sink<'a> {
    /// Takes lines of the CSV as they are ready.
    pub(super) print: &'a dyn Fn(&str) -> io::Result<()>,
    /// Told how many rungs are solved, and of how many.
    pub(super) progress: &'a dyn Fn(usize, usize),
}

/// Why a sweep ends early.
pub(super) enum NotSwept {
    /// Paths that the plan does not have, and edits that do not fit it.
    Issues(Vec<Issue>),
    /// Lines are taken no more.
    Closed(io::Error),
}

impl From<io::Error> for NotSwept {
    fn from(error: io::Error) -> Self {
        NotSwept::Closed(error)
    }
}

/// The CSV of a sweep: one line a scenario, by path, cost factor and budget as they were asked for. The lines of a path and
/// factor are printed together: the last budget may tighten the bound of the first.
///
/// Cost: for each path and factor one solve for each budget, one for the topmost rung, and those the ladder asks for.
///
/// # Errors
/// See [`NotSwept`].
pub(super) fn sweep(
    plan: &Plan,
    edits: &Edits,
    asked: &SweepArgs,
    sink: &Sink<'_>,
) -> Result<(), NotSwept> {
    let mut limits = Limits::default();
    limits.steps = asked.steps.unwrap_or(limits.steps);
    let jobs = asked
        .jobs
        .or_else(|| thread::available_parallelism().ok().map(NonZero::get));
    let jobs = jobs.unwrap_or(1).max(1);
    let mut waiting = groups(plan, edits, asked, limits).map_err(NotSwept::Issues)?;
    (sink.print)(SWEEP_HEAD)?;
    let rungs = waiting.iter().map(|g| g.ready(&asked.budgets).len()).sum();
    let mut done = Count {
        rungs: 0,
        of: rungs,
    };
    while !waiting.is_empty() {
        let later = waiting.split_off(enough(&waiting, asked, jobs));
        settling(&mut waiting, (asked, jobs), (&mut done, sink));
        let count = waiting.len();
        let shared: Vec<Mutex<SweepGroup>> = waiting.into_iter().map(Mutex::new).collect();
        let lines = over_all(count, jobs, |g| {
            let mut group = shared[g].lock().expect("no thread that holds it panics");
            group.lines(&asked.budgets)
        });
        (sink.print)(&lines.concat())?;
        waiting = later;
    }
    Ok(())
}

/// Rungs that are solved, of those that are known to be needed.
struct Count {
    rungs: usize,
    of: usize,
}

/// So many of the groups that come next that every thread has two rungs to solve.
fn enough(groups: &[SweepGroup], asked: &SweepArgs, jobs: usize) -> usize {
    let mut rungs = 0;
    let before = groups.iter().take_while(|group| {
        let more = rungs < 2 * jobs;
        rungs += group.ready(&asked.budgets).len();
        more
    });
    before.count()
}

fn groups(
    plan: &Plan,
    edits: &Edits,
    asked: &SweepArgs,
    limits: Limits,
) -> Result<Vec<SweepGroup>, Vec<Issue>> {
    let own_path = edits.path.as_ref().unwrap_or(&plan.region.default_path);
    let own_cost = edits.cost_factor.unwrap_or(Decimal::ONE);
    let paths = or_own(&asked.paths, own_path);
    let costs = or_own(&asked.costs, &own_cost);
    let mut groups = Vec::new();
    for path in &paths {
        for cost in &costs {
            groups.push(SweepGroup::of(plan, edits, path, *cost, limits)?);
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

/// Solves the rungs that are asked for, and the topmost one of each ladder, as soon as those that they start from are solved.
fn settling(
    groups: &mut [SweepGroup],
    (asked, jobs): (&SweepArgs, usize),
    (done, sink): (&mut Count, &Sink<'_>),
) {
    loop {
        let of = |(g, group): (usize, &SweepGroup)| {
            let rungs = group.ready(&asked.budgets);
            rungs.into_iter().map(move |k| (g, k)).collect::<Vec<_>>()
        };
        let all: Vec<(usize, u32)> = groups.iter().enumerate().flat_map(of).collect();
        if all.is_empty() {
            return;
        }
        let found: Vec<Option<Answer>> = over_all(all.len(), jobs, |i| {
            let (group, rung) = all[i];
            groups[group].search(rung).ok().map(finished)
        });
        done.rungs += all.len();
        for ((group, rung), answer) in all.into_iter().zip(found) {
            groups[group].ladder().take(rung, answer);
        }
        let open = groups.iter().map(|g| g.ready(&asked.budgets).len());
        done.of = done.of.max(done.rungs + open.sum::<usize>());
        (sink.progress)(done.rungs, done.of);
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
