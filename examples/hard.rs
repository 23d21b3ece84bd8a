//! A search of a plan with hard targets, with what it has after some seconds of CPU.
//!
//! `hard FILE [--gap G] [--steps N] [--lp OUT] SECONDS…` prints a line of JSON: at each mark the hard shortfalls in hundredths of
//! targets, the score and the bound; when the first plan and the first bound came; and what each hard target lacks in the last plan. `--lp` writes
//! the model for other solvers, each hard target kept at what that plan leaves of it.

#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> Result<(), Box<dyn core::error::Error>> {
    native::run()
}

// The clock is not the core's: this measures it.
#[cfg(not(target_arch = "wasm32"))]
#[allow(clippy::disallowed_types)]
mod native {
    use core::error::Error;
    use std::time::Instant;

    use dabiao::domain::{Case, Edits};
    use dabiao::optimize::{Answer, Limits, Points, Progress, Search, Stated, certify};
    use dabiao::share::handoff::lp_file;
    use serde_json::json;

    /// Seconds that this process has had of a processor; where the system does not say, seconds of the clock.
    struct Processor(Instant);

    impl Processor {
        fn seconds(&self) -> f64 {
            let told = std::fs::read_to_string("/proc/self/schedstat").ok();
            let nanoseconds = told.and_then(|t| t.split(' ').next()?.parse::<f64>().ok());
            nanoseconds.map_or_else(|| self.0.elapsed().as_secs_f64(), |n| n / 1e9)
        }
    }

    pub(super) fn run() -> Result<(), Box<dyn Error>> {
        let mut args: Vec<String> = std::env::args().skip(1).collect();
        let mut option = |name: &str| {
            let at = args.iter().position(|a| a == name)?;
            (at + 1 < args.len()).then(|| args.drain(at..at + 2).nth(1))?
        };
        let lp = option("--lp");
        let steps = option("--steps").map_or(Ok(u64::MAX), |s| s.parse())?;
        let gap: f64 = option("--gap").map_or(Ok(0.001), |g| g.parse())?;
        let [file, times @ ..] = &args[..] else {
            return Err("usage: hard FILE [--gap G] [--steps N] [--lp OUT] SECONDS…".into());
        };
        let times = times.iter().map(|t| t.parse());
        let times = times.collect::<Result<Vec<f64>, _>>()?;
        let plan = dabiao::read::plan(&std::fs::read(file)?).map_err(|_| "the plan is not read")?;
        let case = Case::new(&plan, &Edits::default()).map_err(|_| "the plan makes no case")?;
        let limits = Limits {
            steps,
            gap: Points((gap * Points::ONE as f64) as i64),
        };
        let processor = Processor(Instant::now());
        let mut marks = Vec::new();
        let mut search =
            Search::new(case.clone(), limits).map_err(|_| "pins that exclude each other")?;
        let mut stand = search.answer();
        let planned = processor.seconds();
        let mut settled = None;
        let mut bounded = None;
        while marks.len() < times.len() && settled.is_none() {
            let progress = search.step();
            let now = processor.seconds();
            // What ends after a time does not count for it.
            while times.get(marks.len()).is_some_and(|t| *t < now) {
                marks.push(marked(&stand));
            }
            if !times.is_empty() && marks.len() == times.len() {
                break;
            }
            if progress != Progress::Nothing {
                stand = search.answer();
            }
            if bounded.is_none() && stand.bound.is_some() {
                bounded = Some(now);
            }
            settled = (progress == Progress::Settled).then_some(now);
        }
        marks.resize(times.len(), marked(&stand));
        let measured = certify::allocation(&case, &stand.allocation)
            .map_err(|refusal| format!("{refusal:?}"))?;
        if let Some(out) = lp {
            std::fs::write(out, lp_file(&case, &Stated::of(&case, Some(&measured))))?;
        }
        let checks = case.checks.iter().zip(&measured.checks);
        let lacks: Vec<f64> = checks
            .filter(|(check, _)| check.hard)
            .map(|(_, tally)| tally.short as f64 / tally.of as f64)
            .collect();
        println!(
            "{}",
            json!({ "marks": marks, "planned": planned, "bounded": bounded, "settled": settled, "steps": search.answer().steps, "lacks": lacks })
        );
        Ok(())
    }

    fn marked(answer: &Answer) -> (f64, f64, Option<f64>) {
        let bound = answer.bound.map(Points::to_f64);
        (answer.hard.to_f64(), answer.score.to_f64(), bound)
    }
}
