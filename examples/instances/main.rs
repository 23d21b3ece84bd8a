//! Writes the benchmark's instances: a plan file and the LP file of the same case for each.
//!
//! `cargo run --release --example instances -- FOLDER [SIZE …] [--seeds N]`; sizes are S, M, L and XL, by default the first
//! three.

#[path = "../../tests/support/dice.rs"]
mod dice;
mod made;
mod shape;

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use dabiao::domain::{Case, Edits};
use dabiao::optimize::{Limits, Outcome, Stated, certify, solve};
use dabiao::share::handoff::lp_file;
use shape::{SIZES, Size, Structure};

/// Percent of what the plan needs.
const BUDGETS: [i64; 3] = [60, 85, 110];

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let Some(folder) = args.next() else {
        eprintln!("usage: instances FOLDER [SIZE …] [--seeds N]");
        return ExitCode::from(2);
    };
    let rest: Vec<String> = args.collect();
    let seeds = rest.iter().position(|a| a == "--seeds");
    let seeds = seeds
        .and_then(|at| rest.get(at + 1)?.parse().ok())
        .unwrap_or(3);
    let asked = |size: &&Size| {
        let named = SIZES.iter().any(|s| rest.iter().any(|a| a == s.name));
        if named {
            rest.iter().any(|a| a == size.name)
        } else {
            size.name != "XL"
        }
    };
    for size in SIZES.iter().filter(asked) {
        for structure in Structure::ALL {
            for seed in 0..seeds {
                write(Path::new(&folder), size, structure, seed);
            }
        }
    }
    ExitCode::SUCCESS
}

/// The three budgets of one plan.
fn write(folder: &Path, size: &Size, structure: Structure, seed: u64) {
    let rich = made::rich(size, structure, seed);
    let large = size.units > 1_000;
    let needs =
        made::full(&rich, if large { 2 } else { 8 }).expect("a plan with money without end exists");
    // What cannot be met of hard targets is known early; a step there takes seconds.
    let usual = Limits::default();
    let limits = Limits {
        steps: if large { 40 } else { usual.steps },
        ..usual
    };
    for percent in BUDGETS {
        let plan = made::with_money(rich.clone(), structure, &needs, percent);
        let case = Case::new(&plan, &Edits::default()).expect("a plan that was made is sound");
        let best = case.checks.iter().any(|c| c.hard).then(|| {
            let Outcome::Answer(answer) = solve(&case, limits) else {
                panic!("without pins a plan exists")
            };
            certify::allocation(&case, &answer.allocation).expect("a certified plan")
        });
        let lp = lp_file(&case, &Stated::of(&case, best.as_ref()));
        let json = serde_json::to_string(&plan).expect("a plan has string keys only");
        fs::create_dir_all(folder).expect("the folder can be made");
        for (ending, text) in [("json", json), ("lp", lp)] {
            let path = folder.join(format!("{}.{ending}", plan.id));
            fs::write(path, text).expect("the folder can be written to");
        }
    }
}
