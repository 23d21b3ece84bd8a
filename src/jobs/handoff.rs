//! The hand-off to other solvers: the model out, and what they found back in, checked like a plan of our own.

use super::work::About;
use crate::domain::{Allocation, Text};
use crate::optimize::{Points, Stated, certify};
use crate::report::{Side, met, report};
use crate::share::handoff::{
    Beside, NameMap, SolutionError, allocation_of, beside, lp_file, read_solution,
};
use crate::view_model::sides::{TargetCell, lines_of};
use crate::view_model::wire::told::{BesideRow, Brought, Told};
use crate::words::{
    Claims, Lang, both, decimal, money, refusal, say, solution_advice, solution_error,
    solution_status, weighed_points, which_is_better,
};

/// The LP file of what is shown, or the map of its names.
pub fn hand_out(about: &About, known: &Allocation, names: bool) -> Told {
    let (id, case) = (about.id, &about.case);
    let stated = Stated::of(case, certify::allocation(case, known).ok().as_ref());
    let text = if names {
        names_text(&NameMap::of(case, &stated))
    } else {
        lp_file(case, &stated)
    };
    Told::Handed { id, text }
}

/// The map as JSON, one name a line.
fn names_text(names: &NameMap) -> String {
    let text = serde_json::to_string(names).unwrap_or_default();
    // Between two names stands the end of one meaning; ids have no braces.
    text.replace("},\"", "},\n\"")
        .replace(":{\"", ":{\n\"")
        .replace("{\n\"is\"", "{\"is\"")
}

/// The plan of a solution file beside ours, or what is wrong with it. `proof` is the bound of ours, and whether it is settled.
pub fn take_back(
    about: &About,
    text: &str,
    known: &Allocation,
    proof: (Option<Points>, bool),
) -> Told {
    let id = about.id;
    match brought(about, text, known, proof) {
        Ok(brought) => Told::Brought {
            id,
            brought: Some(brought),
            wrong: Vec::new(),
        },
        Err(Wrong(wrong)) => Told::Brought {
            id,
            brought: None,
            wrong,
        },
    }
}

/// What is wrong, then what to do about it.
struct Wrong(Vec<Text>);

impl From<SolutionError> for Wrong {
    fn from(error: SolutionError) -> Wrong {
        Wrong(vec![
            both(|lang| solution_error(lang, &error)),
            both(|lang| solution_advice(lang, &error)),
        ])
    }
}

fn brought(
    about: &About,
    text: &str,
    known: &Allocation,
    proof: (Option<Points>, bool),
) -> Result<Brought, Wrong> {
    let case = &about.case;
    let solution = read_solution(text)?;
    let names = NameMap::of(case, &Stated::of(case, None));
    let allocation = allocation_of(case, &names, &solution)?;
    let by = solution.engine.name();
    let refused = |why: certify::Refusal| {
        let said = |lang| {
            let why = refusal(lang, case, &why);
            say(lang, "handoff.refused", &[("by", &by), ("why", &why)])
        };
        let advice = |lang| say(lang, "handoff.do_rule", &[]);
        Wrong(vec![both(said), both(advice)])
    };
    let certified = |a: &Allocation| certify::allocation(case, a).map_err(refused);
    let (theirs, ours) = (certified(&allocation)?, certified(known)?);
    let which = beside(case, &theirs, &ours);
    let of = |a: &Allocation| report(case, a).map_err(refused);
    let (their_report, our_report) = (of(&allocation)?, of(known)?);
    let sides = [&our_report, &their_report].map(|report| Side { case, report });
    let claims = Claims {
        solution: &solution,
        found: their_report.score,
        ours: Some(our_report.score),
    };
    let better = |lang| which_is_better(lang, which, 6);
    let values = |lang| {
        say(
            lang,
            "handoff.checked",
            &[("by", &by), ("better", &better(lang))],
        )
    };
    Ok(Brought {
        by: by.to_owned(),
        checked: both(values),
        notes: notes(&claims),
        sums: sums(&sides, &claims, proof),
        targets: targets(&sides),
        better: matches!(which, Beside::Theirs(_) | Beside::TheirsKeepsHard),
        built: allocation,
    })
}

/// The status in the solver's words, and what it claims and cannot be.
fn notes(claims: &Claims) -> Vec<Text> {
    let mut notes = Vec::new();
    let mut note = |of: &dyn Fn(Lang) -> Option<String>| {
        if of(Lang::Zh).is_some() {
            notes.push(both(|lang| of(lang).unwrap_or_default()));
        }
    };
    note(&|lang| solution_status(lang, claims.solution));
    note(&|lang| claims.objective(lang));
    note(&|lang| claims.bound(lang));
    notes
}

/// Score, points, money, targets, limit; ours first among the sides.
fn sums(sides: &[Side; 2], claims: &Claims, proof: (Option<Points>, bool)) -> Vec<BesideRow> {
    let row = |key: &str, of: &dyn Fn(Lang, &Side) -> String| BesideRow {
        name: both(|lang| say(lang, key, &[])),
        ours: both(|lang| of(lang, &sides[0])),
        theirs: both(|lang| of(lang, &sides[1])),
        ..BesideRow::default()
    };
    let n = sides[0].case.plan.targets.len();
    let count = |lang, side: &Side| say(lang, "handoff.met_of", &[("met", &met(side)), ("n", &n)]);
    vec![
        row("handoff.row_score", &|_, s| {
            decimal(s.report.score.to_f64(), 6)
        }),
        row("handoff.row_points", &|lang, s| {
            weighed_points(lang, s.case, s.report.points)
        }),
        row("handoff.row_cost", &|lang, s| money(lang, s.report.cost)),
        row("handoff.row_met", &count),
        BesideRow {
            name: both(|lang| say(lang, "handoff.row_bound", &[])),
            ours: both(|lang| our_bound(lang, proof)),
            theirs: both(|lang| their_bound(lang, claims)),
            ..BesideRow::default()
        },
    ]
}

fn our_bound(lang: Lang, (bound, settled): (Option<Points>, bool)) -> String {
    match bound {
        _ if !settled => say(lang, "handoff.our_estimate", &[]),
        None => say(lang, "handoff.our_unproved", &[]),
        Some(bound) => {
            let bound = decimal(bound.to_f64(), 6);
            say(lang, "handoff.our_bound", &[("bound", &bound)])
        }
    }
}

fn their_bound(lang: Lang, claims: &Claims) -> String {
    match claims.bound_at_all() {
        None => say(lang, "handoff.no_claim", &[]),
        Some(_) if claims.bound(lang).is_some() => say(lang, "handoff.impossible", &[]),
        Some(bound) => {
            let bound = decimal(bound, 6);
            say(lang, "handoff.their_bound", &[("bound", &bound)])
        }
    }
}

/// The targets at which the two differ.
fn targets(sides: &[Side; 2]) -> Vec<BesideRow> {
    let lines = |lang| lines_of(lang, sides).into_iter().flat_map(|(_, own)| own);
    let pairs = lines(Lang::Zh).zip(lines(Lang::En));
    let different = pairs.filter(|(zh, _)| zh.different);
    let rows = different.filter_map(|(zh, en)| {
        let cells = (zh.cells.get(0..2)?, en.cells.get(0..2)?);
        let text = |i: usize, of: fn(&TargetCell) -> String| Text {
            zh: of(&cells.0[i]),
            en: of(&cells.1[i]),
        };
        let reached: fn(&TargetCell) -> String = |cell| cell.view.reached.clone();
        let missed: fn(&TargetCell) -> String = |cell| match cell.view.met {
            true => String::new(),
            false => cell.view.verdict.clone(),
        };
        Some(BesideRow {
            ours: text(0, reached),
            theirs: text(1, reached),
            missed: (text(0, missed), text(1, missed)),
            more: text(1, |cell| cell.more.clone()),
            name: Text {
                zh: zh.name,
                en: en.name,
            },
        })
    });
    rows.collect()
}
