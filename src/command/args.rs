//! What was asked for.

use std::ffi::OsString;
use std::path::PathBuf;

use lexopt::{Arg, Parser, ValueExt};

use crate::domain::{Decimal, PathId};
use crate::words::{Lang, say};

/// What was asked for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Request {
    /// `--help`.
    Help,
    /// `--version`.
    Version,
    /// `solve FILE`.
    Solve(SolveArgs),
    /// `check FILE ANSWER`.
    Check {
        /// A plan or scenario.
        file: PathBuf,
        /// What `solve --json` printed.
        answer: PathBuf,
    },
    /// `export FILE`.
    Export(ExportArgs),
    /// `import FILE SOLUTION`.
    Import(ImportArgs),
    /// `curve FILE`.
    Curve(SolveArgs),
    /// `repairs FILE`.
    Repairs(SolveArgs),
    /// `sweep FILE`.
    Sweep(SweepArgs),
}

/// `solve FILE [--steps N] [--json]`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct SolveArgs {
    /// A plan or scenario.
    pub(super) file: PathBuf,
    /// The step budget; none: until it is settled.
    pub(super) steps: Option<u64>,
    /// Print JSON instead of tables.
    pub(super) json: bool,
}

/// `sweep FILE [--budgets …] [--paths …] [--costs …] [--steps N] [--jobs N]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SweepArgs {
    /// A plan or scenario.
    pub(super) file: PathBuf,
    /// Percent of the unedited plan's money, ascending.
    pub(super) budgets: Vec<u32>,
    /// Population paths; empty: the file's.
    pub(super) paths: Vec<PathId>,
    /// Factors on every cost; empty: the file's.
    pub(super) costs: Vec<Decimal>,
    /// Steps for each rung; none: until it is settled.
    pub(super) steps: Option<u64>,
    /// Threads; none: one for each core.
    pub(super) jobs: Option<usize>,
}

/// `export FILE [--lp OUT] [--names OUT]`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ExportArgs {
    /// A plan or scenario.
    pub(super) file: PathBuf,
    /// Where the LP goes; none: to the standard output.
    pub(super) lp: Option<PathBuf>,
    /// Where the map of its names goes; none: nowhere.
    pub(super) names: Option<PathBuf>,
}

/// `import FILE SOLUTION [--names NAMES] [--beside] [--json]`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ImportArgs {
    /// A plan or scenario.
    pub(super) file: PathBuf,
    /// What another solver wrote.
    pub(super) solution: PathBuf,
    /// The map that `export` wrote; none: the names of this version.
    pub(super) names: Option<PathBuf>,
    /// Solve the file here too, and compare.
    pub(super) beside: bool,
    /// Print an answer file instead of sentences.
    pub(super) json: bool,
}

/// A request or what is wrong with it, and the language to answer in.
#[derive(Debug)]
pub(super) struct Asked {
    pub(super) lang: Lang,
    pub(super) request: Result<Request, String>,
}

#[derive(Default)]
struct Words {
    operands: Vec<OsString>,
    /// The options that were given, in order.
    given: Vec<&'static str>,
    steps: Option<u64>,
    json: bool,
    lp: Option<PathBuf>,
    names: Option<PathBuf>,
    beside: bool,
    budgets: Option<Vec<u32>>,
    paths: Vec<PathId>,
    costs: Vec<Decimal>,
    jobs: Option<usize>,
    answer_at_once: Option<Request>,
}

/// Reads the arguments after the program's name; `lang` is the language of the environment.
pub(super) fn parse(args: impl IntoIterator<Item = OsString>, mut lang: Lang) -> Asked {
    let mut parser = Parser::from_args(args);
    let words = words(&mut parser, &mut lang);
    let request = words
        .map_err(|e| usage(lang, &e))
        .and_then(|w| request(lang, w));
    Asked { lang, request }
}

fn words(parser: &mut Parser, lang: &mut Lang) -> Result<Words, lexopt::Error> {
    let mut words = Words::default();
    while let Some(arg) = parser.next()? {
        match arg {
            Arg::Short('h') | Arg::Long("help") => words.answer_at_once = Some(Request::Help),
            Arg::Short('V') | Arg::Long("version") => words.answer_at_once = Some(Request::Version),
            Arg::Long("lang") => *lang = parser.value()?.parse_with(language)?,
            Arg::Long(long) => {
                let long = long.to_owned();
                option(&long, parser, &mut words)?;
            }
            Arg::Value(value) => words.operands.push(value),
            other => return Err(other.unexpected()),
        }
    }
    Ok(words)
}

/// An option that belongs to some commands only.
fn option(long: &str, parser: &mut Parser, words: &mut Words) -> Result<(), lexopt::Error> {
    let given = match long {
        "steps" => {
            words.steps = Some(parser.value()?.parse()?);
            "--steps"
        }
        "json" => {
            words.json = true;
            "--json"
        }
        "beside" => {
            words.beside = true;
            "--beside"
        }
        "lp" => {
            words.lp = Some(parser.value()?.into());
            "--lp"
        }
        "names" => {
            words.names = Some(parser.value()?.into());
            "--names"
        }
        "budgets" => {
            words.budgets = Some(parser.value()?.parse_with(budgets)?);
            "--budgets"
        }
        "paths" => {
            let paths = parser.value()?.string()?;
            words.paths = paths.split(',').map(|id| PathId(id.to_owned())).collect();
            "--paths"
        }
        "costs" => {
            words.costs = parser.value()?.parse_with(costs)?;
            "--costs"
        }
        "jobs" => {
            words.jobs = Some(parser.value()?.parse()?);
            "--jobs"
        }
        _ => return Err(lexopt::Error::UnexpectedOption(format!("--{long}"))),
    };
    words.given.push(given);
    Ok(())
}

/// `50..150:10`, `50..150` in steps of 10, or `80,100,120`; ascending, each once.
fn budgets(text: &str) -> Result<Vec<u32>, &'static str> {
    const FORM: &str = "50..150:10 | 80,100,120";
    let number = |t: &str| {
        t.trim()
            .parse::<u32>()
            .ok()
            .filter(|n| *n <= MOST_PERCENT)
            .ok_or(FORM)
    };
    let mut all = match text.split_once("..") {
        Some((from, rest)) => {
            let (to, step) = rest.split_once(':').unwrap_or((rest, "10"));
            let step = usize::try_from(number(step)?)
                .ok()
                .filter(|s| *s > 0)
                .ok_or(FORM)?;
            (number(from)?..=number(to)?).step_by(step).collect()
        }
        None => text
            .split(',')
            .map(number)
            .collect::<Result<Vec<u32>, _>>()?,
    };
    all.sort_unstable();
    all.dedup();
    if all.is_empty() { Err(FORM) } else { Ok(all) }
}

/// Budgets end at a thousand times the plan's money.
const MOST_PERCENT: u32 = 100_000;

fn costs(text: &str) -> Result<Vec<Decimal>, &'static str> {
    let one = |t: &str| {
        t.trim()
            .parse::<f64>()
            .ok()
            .and_then(Decimal::from_f64)
            .filter(|d| d.micro >= 0)
    };
    text.split(',').map(|t| one(t).ok_or("0.9,1,1.1")).collect()
}

fn language(tag: &str) -> Result<Lang, &'static str> {
    match tag {
        "zh" => Ok(Lang::Zh),
        "en" => Ok(Lang::En),
        _ => Err("zh, en"),
    }
}

fn request(lang: Lang, words: Words) -> Result<Request, String> {
    if let Some(request) = words.answer_at_once {
        return Ok(request);
    }
    let missing = |what: &str| say(lang, "command.missing_argument", &[("what", &what)]);
    let mut operands = words.operands.into_iter();
    let commands = "solve | check | export | import | curve | repairs | sweep";
    let command = operands.next().ok_or_else(|| missing(commands))?;
    let allowed: &[&str] = match command.to_str() {
        Some("solve") => &["--steps", "--json"],
        Some("curve" | "repairs") => &["--steps", "--json"],
        Some("sweep") => &["--budgets", "--paths", "--costs", "--steps", "--jobs"],
        Some("check") => &[],
        Some("export") => &["--lp", "--names"],
        Some("import") => &["--names", "--beside", "--json"],
        _ => {
            let found = command.to_string_lossy();
            return Err(say(lang, "command.unknown_command", &[("found", &found)]));
        }
    };
    if let Some(option) = words.given.iter().find(|o| !allowed.contains(*o)) {
        return Err(say(lang, "command.unknown_option", &[("option", option)]));
    }
    let mut path = |what: &str| {
        operands
            .next()
            .map(PathBuf::from)
            .ok_or_else(|| missing(what))
    };
    let file = path("FILE")?;
    let request = match command.to_str() {
        Some("check") => Request::Check {
            file,
            answer: path("ANSWER")?,
        },
        Some("export") => Request::Export(ExportArgs {
            file,
            lp: words.lp,
            names: words.names,
        }),
        Some("import") => Request::Import(ImportArgs {
            file,
            solution: path("SOLUTION")?,
            names: words.names,
            beside: words.beside,
            json: words.json,
        }),
        Some("sweep") => Request::Sweep(SweepArgs {
            file,
            budgets: words
                .budgets
                .unwrap_or_else(|| (50..=150).step_by(10).collect()),
            paths: words.paths,
            costs: words.costs,
            steps: words.steps,
            jobs: words.jobs,
        }),
        of_file => {
            let (steps, json) = (words.steps, words.json);
            let args = SolveArgs { file, steps, json };
            match of_file {
                Some("curve") => Request::Curve(args),
                Some("repairs") => Request::Repairs(args),
                _ => Request::Solve(args),
            }
        }
    };
    match operands.next() {
        Some(extra) => Err(unexpected(lang, &extra)),
        None => Ok(request),
    }
}

fn unexpected(lang: Lang, found: &OsString) -> String {
    say(
        lang,
        "command.unexpected_argument",
        &[("found", &found.to_string_lossy())],
    )
}

fn usage(lang: Lang, error: &lexopt::Error) -> String {
    use lexopt::Error::{
        Custom, MissingValue, NonUnicodeValue, ParsingFailed, UnexpectedArgument, UnexpectedOption,
        UnexpectedValue,
    };
    match error {
        MissingValue { option } => {
            let option = option.as_deref().unwrap_or_default();
            say(lang, "command.missing_value", &[("option", &option)])
        }
        UnexpectedOption(option) => say(lang, "command.unknown_option", &[("option", option)]),
        UnexpectedArgument(found) | NonUnicodeValue(found) => unexpected(lang, found),
        UnexpectedValue { option, value } => {
            let value = value.to_string_lossy();
            say(
                lang,
                "command.unexpected_value",
                &[("option", option), ("value", &value)],
            )
        }
        ParsingFailed { value, error } => {
            // What the numbers' own readers say is English.
            let error = match error.downcast_ref::<std::num::ParseIntError>() {
                Some(_) => say(lang, "command.no_number", &[]),
                None => error.to_string(),
            };
            let values: [(&str, &dyn std::fmt::Display); 2] = [("value", value), ("error", &error)];
            say(lang, "command.bad_value", &values)
        }
        Custom(error) => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(line: &str) -> Asked {
        parse(line.split_whitespace().map(OsString::from), Lang::En)
    }

    fn solve(file: &str, steps: Option<u64>, json: bool) -> Request {
        Request::Solve(SolveArgs {
            file: file.into(),
            steps,
            json,
        })
    }

    #[test]
    fn options_stand_anywhere() {
        for line in [
            "solve a.json --steps 7 --json",
            "--json --steps=7 solve a.json",
        ] {
            assert_eq!(
                asked(line).request,
                Ok(solve("a.json", Some(7), true)),
                "{line}"
            );
        }
        assert_eq!(asked("solve -").request, Ok(solve("-", None, false)));
        assert_eq!(asked("solve --help").request, Ok(Request::Help));
    }

    #[test]
    fn each_command_has_its_own_options() {
        let import = ImportArgs {
            file: "a".into(),
            solution: "b.sol".into(),
            names: Some("n.json".into()),
            beside: true,
            json: false,
        };
        let line = "import a --names n.json b.sol --beside";
        assert_eq!(asked(line).request, Ok(Request::Import(import)));
        let export = ExportArgs {
            file: "a".into(),
            lp: Some("a.lp".into()),
            names: None,
        };
        assert_eq!(
            asked("export a --lp a.lp").request,
            Ok(Request::Export(export))
        );
    }

    #[test]
    fn a_sweep_is_a_grid() {
        let line = "sweep a --budgets 80..120:20 --paths low,high --costs 0.9,1 --jobs 3";
        let expected = SweepArgs {
            file: "a".into(),
            budgets: vec![80, 100, 120],
            paths: vec![PathId::from("low"), PathId::from("high")],
            costs: vec![Decimal { micro: 900_000 }, Decimal::ONE],
            steps: None,
            jobs: Some(3),
        };
        assert_eq!(asked(line).request, Ok(Request::Sweep(expected)));
        assert_eq!(budgets("120,80,80"), Ok(vec![80, 120]));
    }

    #[test]
    fn what_is_wrong_is_named() {
        let cases = [
            (
                "",
                "solve | check | export | import | curve | repairs | sweep",
            ),
            ("sweep", "FILE"),
            ("sweep a --budgets 10..5", "50..150:10"),
            ("sweep a --budgets 1..2:0", "50..150:10"),
            ("sweep a --costs 1,x", "0.9,1,1.1"),
            ("sweep a --json", "--json"),
            ("curve a --jobs 2", "--jobs"),
            ("solve", "FILE"),
            ("check a", "ANSWER"),
            ("dance a", "dance"),
            ("solve a b", "b"),
            ("solve a --fast", "--fast"),
            ("solve a --steps", "--steps"),
            ("solve a --steps many", "many"),
            ("check a b --json", "--json"),
            ("solve a --lp b", "--lp"),
            ("export a --beside", "--beside"),
            ("import a", "SOLUTION"),
            ("import a b --steps 3", "--steps"),
            ("--lang fr", "fr"),
        ];
        for (line, named) in cases {
            let message = asked(line).request.expect_err(line);
            assert!(message.contains(named), "{line}: {message}");
        }
    }

    #[test]
    fn the_language_can_be_chosen() {
        assert_eq!(asked("--lang zh --help").lang, Lang::Zh);
        assert_eq!(asked("--help").lang, Lang::En);
    }
}
