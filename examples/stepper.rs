//! The search in wasm, step by step, for the benchmark: the clock stays with the script that calls it.
//!
//! Running it puts functions on `globalThis.dabiao`: `open(plan)` reads a plan file, `begin(steps, gap)` begins a search with
//! these limits, `step()` does one piece of work and says whether more is left, `stand()` gives `[score, bound]` of now, the
//! bound infinite while there is none.
//!
//! Native: `stepper FILE GAP SECONDS…` searches a plan file and prints what there was after each of the times, as a line of
//! JSON. See scripts/bench/solvers.mjs for both.

#[cfg(target_arch = "wasm32")]
fn main() {
    stepper::publish();
}

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
    use dabiao::optimize::{Answer, Limits, Points, Progress, Search};
    use serde_json::json;

    pub(super) fn run() -> Result<(), Box<dyn Error>> {
        let args: Vec<String> = std::env::args().skip(1).collect();
        let [file, gap, times @ ..] = &args[..] else {
            return Err("usage: stepper FILE GAP SECONDS…".into());
        };
        let gap: f64 = gap.parse()?;
        let times = times.iter().map(|t| t.parse());
        let times = times.collect::<Result<Vec<f64>, _>>()?;
        let plan = dabiao::read::plan(&std::fs::read(file)?).map_err(|_| "the plan is not read")?;
        let case = Case::new(&plan, &Edits::default()).map_err(|_| "the plan makes no case")?;
        let limits = Limits {
            steps: u64::MAX,
            gap: Points((gap * Points::ONE as f64) as i64),
        };
        let begun = Instant::now();
        let mut marks = Vec::new();
        // What ends after a time does not count for it.
        let up_to = |marks: &mut Vec<_>, stand: Option<&Answer>| {
            while times
                .get(marks.len())
                .is_some_and(|t| *t < begun.elapsed().as_secs_f64())
            {
                marks.push(stand.map(marked));
            }
        };
        let mut search = Search::new(case, limits).map_err(|_| "pins that exclude each other")?;
        up_to(&mut marks, None);
        let first = begun.elapsed().as_secs_f64();
        let mut stand = search.answer();
        let mut settled = None;
        while marks.len() < times.len() && settled.is_none() {
            let ended = search.step() == Progress::Settled;
            up_to(&mut marks, Some(&stand));
            stand = search.answer();
            settled = ended.then(|| begun.elapsed().as_secs_f64());
        }
        marks.resize(times.len(), Some(marked(&stand)));
        println!(
            "{}",
            json!({ "marks": marks, "first": first, "settled": settled })
        );
        Ok(())
    }

    fn marked(answer: &Answer) -> (f64, Option<f64>) {
        (answer.score.to_f64(), answer.bound.map(Points::to_f64))
    }
}

#[cfg(target_arch = "wasm32")]
mod stepper {
    use std::cell::RefCell;

    use dabiao::domain::{Case, Edits};
    use dabiao::optimize::{Limits, Points, Progress, Search};
    use js_sys::{Array, Object, Reflect, global};
    use wasm_bindgen::{JsValue, closure::Closure};

    thread_local! {
        static CASE: RefCell<Option<Case>> = const { RefCell::new(None) };
        static SEARCH: RefCell<Option<Search>> = const { RefCell::new(None) };
    }

    pub(super) fn publish() {
        let open = Closure::<dyn Fn(String) -> bool>::new(|text: String| open(&text));
        let begin = Closure::<dyn Fn(f64, f64) -> bool>::new(begin);
        let step = Closure::<dyn Fn() -> bool>::new(step);
        let stand = Closure::<dyn Fn() -> Array>::new(stand);
        let all = Object::new();
        for (name, function) in [
            ("open", open.into_js_value()),
            ("begin", begin.into_js_value()),
            ("step", step.into_js_value()),
            ("stand", stand.into_js_value()),
        ] {
            set(&all, name, &function);
        }
        set(&global(), "dabiao", &all);
    }

    fn set(object: &Object, name: &str, value: &JsValue) {
        Reflect::set(object, &JsValue::from_str(name), value).expect("a plain object takes fields");
    }

    fn open(text: &str) -> bool {
        SEARCH.set(None);
        let plan = dabiao::read::plan(text.as_bytes()).ok();
        let case = plan.and_then(|plan| Case::new(&plan, &Edits::default()).ok());
        CASE.replace(case);
        CASE.with_borrow(Option::is_some)
    }

    fn begin(steps: f64, gap: f64) -> bool {
        let limits = Limits {
            steps: steps as u64,
            gap: Points((gap * Points::ONE as f64) as i64),
        };
        let case = CASE.take();
        SEARCH.set(case.and_then(|case| Search::new(case, limits).ok()));
        SEARCH.with_borrow(Option::is_some)
    }

    fn step() -> bool {
        SEARCH.with_borrow_mut(|search| {
            search
                .as_mut()
                .is_some_and(|search| search.step() != Progress::Settled)
        })
    }

    fn stand() -> Array {
        SEARCH.with_borrow(|search| {
            let answer = search.as_ref().map(Search::answer);
            let score = answer
                .as_ref()
                .map_or(f64::NEG_INFINITY, |a| a.score.to_f64());
            let bound = answer.and_then(|a| a.bound);
            let bound = bound.map_or(f64::INFINITY, Points::to_f64);
            [score, bound].into_iter().map(JsValue::from_f64).collect()
        })
    }
}
