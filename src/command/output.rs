//! What the command prints and how it ends.

use std::fs;
use std::io::{self, ErrorKind, IsTerminal as _, Write};
use std::path::Path;
use std::process::ExitCode;

use super::args::{self, ExportArgs, ImportArgs, Request, SolveArgs, SweepArgs};
use super::export::{self, NotExported};
use super::import::{self, NotImported};
use super::input::{self, InputError};
use super::repairs::{self, NotRepaired};
use super::sweep::{NotSwept, Sink};
use super::{NoAnswer, Objection, Status, check, curve, json, locale, solve, sweep};
use crate::domain::{Case, Edits, Plan};
use crate::optimize::{Conflict, Points};
use crate::share::MODEL_VERSION;
use crate::words::{Lang, conflict, decimal, issue, say, seen, solution_error};

/// Refused, or no plan exists.
const REFUSED: u8 = 1;
/// Bad usage or input.
const BAD_INPUT: u8 = 2;

/// What is printed, and the exit code.
#[derive(Debug, Default)]
struct Output {
    out: String,
    messages: Vec<String>,
    code: u8,
}

/// Runs the command with the arguments and environment of this process.
#[must_use]
pub fn run() -> ExitCode {
    let asked = args::parse(
        std::env::args_os().skip(1),
        locale::of_environment(variable),
    );
    let output = match asked.request {
        Ok(request) => answer(asked.lang, &request),
        Err(message) => {
            let hint = say(asked.lang, "command.see_help", &[]);
            Output {
                messages: vec![message, hint],
                code: BAD_INPUT,
                ..Output::default()
            }
        }
    };
    ExitCode::from(print(&output))
}

/// Only the language of messages depends on the environment; no answer does.
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// A reader that has gone away (`| head`) is no failure.
fn print(output: &Output) -> u8 {
    for message in &output.messages {
        // Nobody is left to be told where stderr is closed.
        let _ = writeln!(io::stderr(), "dabiao: {}", seen(message));
    }
    match write(&output.out) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            let _ = writeln!(io::stderr(), "dabiao: {}", seen(&error.to_string()));
            BAD_INPUT
        }
        _ => output.code,
    }
}

/// Writes at once, and nothing that would steer the terminal: names of a plan are what anyone has written.
fn write(text: &str) -> io::Result<()> {
    let lines: Vec<String> = text.split('\n').map(seen).collect();
    let mut out = io::stdout().lock();
    out.write_all(lines.join("\n").as_bytes())?;
    out.flush()
}

fn answer(lang: Lang, request: &Request) -> Output {
    match request {
        Request::Help => said(say(lang, "command.help", &[])),
        Request::Version => {
            let version = env!("CARGO_PKG_VERSION");
            said(say(
                lang,
                "command.version",
                &[("version", &version), ("model", &MODEL_VERSION)],
            ))
        }
        Request::Solve(asked) => match input::case(&asked.file) {
            Ok(case) => solved(lang, asked, &case),
            Err(error) => {
                let reasons = bad_input(lang, &asked.file, &error);
                none(Status::Invalid, asked.json, reasons, BAD_INPUT)
            }
        },
        Request::Check { file, answer } => checked(lang, file, answer),
        Request::Export(asked) => match input::case(&asked.file) {
            Ok(case) => exported(lang, asked, &case),
            Err(error) => bad(lang, &asked.file, &error),
        },
        Request::Curve(asked) => match input::case(&asked.file) {
            Ok(case) => printed(curve::print(lang, &case, asked)),
            Err(error) => bad(lang, &asked.file, &error),
        },
        Request::Repairs(asked) => match input::edited(&asked.file) {
            Ok((plan, edits)) => repaired(lang, asked, &plan, &edits),
            Err(error) => bad(lang, &asked.file, &error),
        },
        Request::Sweep(asked) => match input::edited(&asked.file) {
            Ok((plan, edits)) => swept(lang, asked, &plan, &edits),
            Err(error) => bad(lang, &asked.file, &error),
        },
        Request::Import(asked) => match input::case(&asked.file) {
            Ok(case) => imported(lang, asked, &case),
            Err(error) => bad(lang, &asked.file, &error),
        },
    }
}

fn printed(out: String) -> Output {
    Output {
        out,
        ..Output::default()
    }
}

fn repaired(lang: Lang, asked: &SolveArgs, plan: &Plan, edits: &Edits) -> Output {
    match repairs::print(lang, plan, edits, asked) {
        Ok(out) => printed(out),
        Err(NotRepaired::Issues(issues)) => bad(lang, &asked.file, &InputError::Issues(issues)),
        Err(NotRepaired::Conflict(case, conflicts)) => {
            let reasons = conflicts.iter().map(|c| conflict(lang, &case, c)).collect();
            none(Status::Conflict, false, reasons, REFUSED)
        }
    }
}

/// Lines are printed as they come, and people are told how far it is.
fn swept(lang: Lang, asked: &SweepArgs, plan: &Plan, edits: &Edits) -> Output {
    let is_watched = io::stderr().is_terminal();
    let progress = |n: usize, all: usize| {
        if is_watched {
            let said = say(lang, "command.sweep_progress", &[("n", &n), ("all", &all)]);
            let _ = writeln!(io::stderr(), "dabiao: {said}");
        }
    };
    match sweep::sweep(
        plan,
        edits,
        asked,
        &Sink {
            print: &write,
            progress: &progress,
        },
    ) {
        Ok(()) => Output::default(),
        Err(NotSwept::Issues(issues)) => bad(lang, &asked.file, &InputError::Issues(issues)),
        Err(NotSwept::Closed(error)) if error.kind() == ErrorKind::BrokenPipe => Output::default(),
        Err(NotSwept::Closed(error)) => Output {
            messages: vec![say(
                lang,
                "command.unwritable",
                &[("error", &file_error(lang, &error))],
            )],
            code: BAD_INPUT,
            ..Output::default()
        },
    }
}

/// What the system says of a file, in words.
fn file_error(lang: Lang, error: &io::Error) -> String {
    let key = match error.kind() {
        ErrorKind::NotFound => "command.file.not_found",
        ErrorKind::PermissionDenied => "command.file.denied",
        ErrorKind::IsADirectory => "command.file.folder",
        _ => "command.file.other",
    };
    let code = error
        .raw_os_error()
        .map_or_else(|| error.kind().to_string(), |n| n.to_string());
    say(lang, key, &[("code", &code)])
}

fn said(text: String) -> Output {
    Output {
        out: text + "\n",
        ..Output::default()
    }
}

fn refused(message: String) -> Output {
    Output {
        messages: vec![message],
        code: REFUSED,
        ..Output::default()
    }
}

/// No plan: messages to people, and JSON to programs that asked for it.
fn none(status: Status, json: bool, reasons: Vec<String>, code: u8) -> Output {
    let out = if json {
        json::text(&NoAnswer::of(status, reasons.clone()))
    } else {
        String::new()
    };
    Output {
        out,
        messages: reasons,
        code,
    }
}

fn solved(lang: Lang, asked: &SolveArgs, case: &Case) -> Output {
    match solve::settled_by_ladder(case, asked.steps) {
        Ok((answer, first)) => match solve::print(lang, case, (&answer, first), asked.json) {
            Ok(out) => Output {
                out,
                ..Output::default()
            },
            Err(why) => refused(Objection::Allocation(why).sentence(lang, case)),
        },
        Err(conflicts) => {
            let sentence = |c: &Conflict| conflict(lang, case, c);
            none(
                Status::Conflict,
                asked.json,
                conflicts.iter().map(sentence).collect(),
                REFUSED,
            )
        }
    }
}

fn bad(lang: Lang, path: &Path, error: &InputError) -> Output {
    Output {
        messages: bad_input(lang, path, error),
        code: BAD_INPUT,
        ..Output::default()
    }
}

/// The LP goes to its file, or to the standard output.
fn exported(lang: Lang, asked: &ExportArgs, case: &Case) -> Output {
    let exported = match export::export(case) {
        Ok(exported) => exported,
        Err(NotExported::Refused(why)) => {
            return refused(Objection::Allocation(why).sentence(lang, case));
        }
        Err(NotExported::Conflict(conflicts)) => {
            let reasons = conflicts.iter().map(|c| conflict(lang, case, c)).collect();
            return none(Status::Conflict, false, reasons, REFUSED);
        }
    };
    let files = [(&asked.names, &exported.names), (&asked.lp, &exported.lp)];
    for (path, text) in files {
        let Some(path) = path else { continue };
        if let Err(error) = fs::write(path, text) {
            let what = say(
                lang,
                "command.unwritable",
                &[("error", &file_error(lang, &error))],
            );
            return Output {
                messages: vec![format!("{}: {what}", path.display())],
                code: BAD_INPUT,
                ..Output::default()
            };
        }
    }
    Output {
        out: if asked.lp.is_none() {
            exported.lp
        } else {
            String::new()
        },
        ..Output::default()
    }
}

fn imported(lang: Lang, asked: &ImportArgs, case: &Case) -> Output {
    let told = import::import(case, asked).map(|imported| {
        if asked.json {
            import::answer_file(case, &imported)
        } else {
            Ok(import::sentences(lang, case, &imported) + "\n")
        }
    });
    match told {
        Ok(Ok(out)) => Output {
            out,
            ..Output::default()
        },
        Ok(Err(objection)) | Err(NotImported::Objection(objection)) => {
            refused(objection.sentence(lang, case))
        }
        Err(NotImported::Unreadable(error)) => bad(lang, &asked.solution, &error),
        Err(NotImported::Names(error)) => {
            let path = asked.names.as_deref().unwrap_or(&asked.file);
            bad(lang, path, &error)
        }
        Err(NotImported::Solution(error)) => {
            let what = solution_error(lang, &error);
            Output {
                messages: vec![format!("{}: {what}", asked.solution.display())],
                code: BAD_INPUT,
                ..Output::default()
            }
        }
    }
}

fn checked(lang: Lang, file: &Path, answer: &Path) -> Output {
    let case = match input::case(file) {
        Ok(case) => case,
        Err(error) => return bad(lang, file, &error),
    };
    let found = match check::read(answer) {
        Ok(found) => found,
        Err(error) => return bad(lang, answer, &error),
    };
    match found
        .ok_or(Objection::NoPlan)
        .and_then(|answer| check::check(&case, &answer))
    {
        Ok(accepted) => said(accepted_sentence(lang, &accepted)),
        Err(objection) => refused(objection.sentence(lang, &case)),
    }
}

fn accepted_sentence(lang: Lang, accepted: &check::Accepted) -> String {
    let exact = |p: Points| decimal(p.to_f64(), 9);
    let score = exact(accepted.score);
    match accepted.bound {
        Some(bound) => say(
            lang,
            "command.accepted",
            &[("score", &score), ("bound", &exact(bound))],
        ),
        None => say(lang, "command.accepted_no_bound", &[("score", &score)]),
    }
}

fn bad_input(lang: Lang, path: &Path, error: &InputError) -> Vec<String> {
    let at = |what: String| format!("{}: {what}", path.display());
    match error {
        InputError::File(error) => {
            let error = file_error(lang, error);
            vec![at(say(lang, "command.unreadable", &[("error", &error)]))]
        }
        InputError::Issues(issues) => issues.iter().map(|i| at(issue(lang, i))).collect(),
    }
}
