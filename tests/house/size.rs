//! Rules on what one reader can hold in mind: how long a function is, how much it is told, and that a type's name says which
//! type is meant. Each has exceptions with a name and a reason, in tests/house/exceptions.rs.

use std::collections::{BTreeMap, BTreeSet};

use super::exceptions::{self, faults, without};
use super::ground::{Fault, fault, in_src};
use super::source::Source;
use super::syntax::{Function, TypeName};

/// What a rule has found before exceptions are made.
pub struct Finding {
    /// The function's or the type's.
    pub name: String,
    pub fault: Fault,
}

/// Lines from a function's name to the end of its body.
pub const LONGEST: usize = 60;

/// The same where the function holds markup, which takes a line for each element.
pub const LONGEST_WITH_VIEW: usize = 80;

/// `self` is not counted.
pub const MOST_PARAMETERS: usize = 4;

pub fn functions_are_short(sources: &[Source]) -> Vec<Fault> {
    faults(without(long_functions(sources), exceptions::LONG_FUNCTIONS))
}

pub fn functions_are_told_little(sources: &[Source]) -> Vec<Fault> {
    faults(without(
        many_parameters(sources),
        exceptions::MANY_PARAMETERS,
    ))
}

pub fn a_type_name_is_defined_once(sources: &[Source]) -> Vec<Fault> {
    let mut homes = BTreeSet::new();
    let mut left = without(double_types(sources), exceptions::DOUBLE_TYPES);
    left.retain(|finding| !homes.insert(finding.name.clone()));
    faults(left)
}

fn functions(sources: &[Source]) -> impl Iterator<Item = (&Source, &Function)> {
    in_src(sources).flat_map(|source| {
        source
            .syntax
            .functions
            .iter()
            .map(move |function| (source, function))
    })
}

pub fn long_functions(sources: &[Source]) -> Vec<Finding> {
    let judge = |(source, function): (&Source, &Function)| {
        let most = if holds_markup(source, function) {
            LONGEST_WITH_VIEW
        } else {
            LONGEST
        };
        let says = format!(
            "`{}` has {} lines, more than {most}: give a part of it a name",
            function.name,
            function.lines()
        );
        let fault = fault(source, function.line, says);
        (function.lines() > most).then(|| Finding {
            name: function.name.clone(),
            fault,
        })
    };
    functions(sources).filter_map(judge).collect()
}

fn holds_markup(source: &Source, function: &Function) -> bool {
    let inside = function.line..=function.last;
    let mut pairs = source.tokens.windows(2);
    pairs.any(|pair| pair[0].names("view") && pair[1].is('!') && inside.contains(&pair[0].line))
}

pub fn many_parameters(sources: &[Source]) -> Vec<Finding> {
    let many = functions(sources).filter(|(_, function)| function.parameters > MOST_PARAMETERS);
    let judge = |(source, function): (&Source, &Function)| {
        let says = format!(
            "`{}` takes {} parameters, more than {MOST_PARAMETERS}: give those that belong together a type",
            function.name, function.parameters
        );
        let fault = fault(source, function.line, says);
        Finding {
            name: function.name.clone(),
            fault,
        }
    };
    many.map(judge).collect()
}

/// Every definition of a name that has more than one, in the order of the files.
pub fn double_types(sources: &[Source]) -> Vec<Finding> {
    let defined = |source| in_file(source).map(move |defined| (source, defined));
    let mut homes: BTreeMap<&str, Vec<&Source>> = BTreeMap::new();
    for (source, defined) in in_src(sources).flat_map(defined) {
        homes.entry(&defined.name).or_default().push(source);
    }
    let judge = |(source, defined): (&Source, &TypeName)| {
        let all = &homes[defined.name.as_str()];
        let elsewhere = all.iter().find(|home| home.path != source.path);
        let says = format!(
            "`{}` is also a type of {}: let the name say which one it is",
            defined.name,
            elsewhere.map_or("this file", |home| &home.path)
        );
        let fault = fault(source, defined.line, says);
        (all.len() > 1).then(|| Finding {
            name: defined.name.clone(),
            fault,
        })
    };
    in_src(sources)
        .flat_map(defined)
        .filter_map(judge)
        .collect()
}

fn in_file(source: &Source) -> impl Iterator<Item = &TypeName> {
    source.syntax.types.iter()
}

mod tests {
    use super::super::circles;
    use super::super::exceptions::{Reason, needless};
    use super::super::{holds, project, refuses};
    use super::*;

    /// A function of so many lines.
    fn function(lines: usize, inside: &str) -> String {
        format!("fn long() {{\n{inside}\n{}}}\n", "// x\n".repeat(lines - 3))
    }

    #[test]
    fn no_function_is_long() {
        holds(functions_are_short);
        let fitting = function(LONGEST, "");
        let long = format!(
            "struct A;\nimpl A {{\n{}}}\n#[test]\n{}",
            function(LONGEST + 1, ""),
            function(LONGEST + 1, "")
        );
        let markup = |lines| function(lines, "view! { <p /> }");
        let views = format!(
            "{}{}",
            markup(LONGEST_WITH_VIEW),
            markup(LONGEST_WITH_VIEW + 1)
        );
        refuses(
            functions_are_short,
            &[
                ("src/read/fitting.rs", &fitting, &[]),
                ("src/read/long.rs", &long, &[3]),
                ("src/web/view.rs", &views, &[LONGEST_WITH_VIEW + 1]),
                ("tests/long.rs", &long, &[]),
            ],
        );
    }

    #[test]
    fn no_function_takes_many_parameters() {
        holds(functions_are_told_little);
        let many = "\
fn four(a: u8, b: u8, c: u8, d: u8) {}
fn five(
    a: u8, b: u8, c: u8, (d, e): (u8, u8), f: u8,
) {}
trait T {
    fn four(&self, a: u8, b: u8, c: u8, d: u8);
    fn five(&self, a: u8, b: u8, c: u8, d: u8, e: u8);
}
impl T for U {
    fn five(self, a: u8, b: u8, c: u8, d: u8, e: u8) { fn inner(a: u8, b: u8, c: u8, d: u8, e: u8) {} }
}
#[cfg(test)]
mod tests {
    fn five(a: u8, b: u8, c: u8, d: u8, e: u8) {}
}
";
        refuses(
            functions_are_told_little,
            &[("src/read/many.rs", many, &[2, 7, 10, 10])],
        );
    }

    #[test]
    fn no_type_name_is_defined_twice() {
        holds(a_type_name_is_defined_once);
        let first = "pub struct Row;\nenum Side { Row }\ntrait Lasts { type Row; }\n";
        let second = "type Side = u8;\n#[cfg(test)]\nstruct Row;\nfn f() { struct Row; }\ntrait Row {}\nimpl Lasts for Own { type Row = u8; }\n";
        refuses(
            a_type_name_is_defined_once,
            &[
                ("src/read/first.rs", first, &[]),
                ("src/words/second.rs", second, &[1, 4, 5]),
            ],
        );
    }

    #[test]
    fn every_exception_is_needed() {
        let sources = project();
        let lists: [(&[Reason], Vec<Finding>); 3] = [
            (exceptions::LONG_FUNCTIONS, long_functions(sources)),
            (exceptions::MANY_PARAMETERS, many_parameters(sources)),
            (exceptions::DOUBLE_TYPES, double_types(sources)),
        ];
        for (listed, found) in &lists {
            assert_eq!(
                exceptions::needless(found, listed),
                [],
                "not needed any more"
            );
        }
        let circles = circles::needless(sources, exceptions::CIRCLES);
        assert_eq!(circles, [], "not needed any more");
    }

    #[test]
    fn an_exception_means_one_name_in_one_file() {
        let long = function(LONGEST + 1, "");
        let sources = [
            "src/read/long.rs",
            "src/words/long.rs",
            "src/words/overlong.rs",
        ];
        let sources = sources.map(|path| Source::new(path, &long));
        let listed: &[Reason] = &[("…", &[("words/long.rs", "long"), ("long.rs", "longer")])];
        let found = long_functions(&sources);
        assert_eq!(needless(&found, listed), [("long.rs", "longer")]);
        let left = faults(without(found, listed))
            .into_iter()
            .map(|fault| fault.path);
        let left: Vec<_> = left.collect();
        assert_eq!(left, ["src/read/long.rs", "src/words/overlong.rs"]);
    }
}
