//! The rules of the house, kept by reading the source. Each rule is tested twice: on the project, and on a bad
//! sample that it must refuse, so that no rule passes because it sees nothing.

#[path = "house/circles.rs"]
mod circles;
#[path = "house/content.rs"]
mod content;
#[path = "house/exceptions.rs"]
mod exceptions;
#[path = "house/floors.rs"]
mod floors;
#[path = "house/ground.rs"]
mod ground;
#[path = "house/imports.rs"]
mod imports;
#[path = "house/modules.rs"]
mod modules;
#[path = "house/shape.rs"]
mod shape;
#[path = "house/size.rs"]
mod size;
#[path = "house/source.rs"]
mod source;
#[path = "house/syntax.rs"]
mod syntax;
#[path = "house/tokens.rs"]
mod tokens;
#[path = "house/words.rs"]
mod words;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use ground::{Fault, Rule};
use source::Source;

/// The rule finds nothing in the project.
fn holds(rule: Rule) {
    let faults = rule(project());
    let list: String = faults.iter().map(|fault| format!("\n  {fault}")).collect();
    assert!(
        faults.is_empty(),
        "{} breach(es) of a rule of the house:{list}",
        faults.len()
    );
}

/// The rule finds exactly these lines of the sample wrong. Samples of several files: `(path, text, lines)` each.
fn refuses(rule: Rule, samples: &[(&str, &str, &[usize])]) {
    let sources: Vec<Source> = samples
        .iter()
        .map(|(path, text, _)| Source::new(path, text))
        .collect();
    let found: Vec<(String, usize)> = rule(&sources)
        .into_iter()
        .map(|Fault { path, line, .. }| (path, line))
        .collect();
    let expected = samples
        .iter()
        .flat_map(|(path, _, lines)| lines.iter().map(|line| ((*path).to_owned(), *line)));
    assert_eq!(found, expected.collect::<Vec<_>>());
}

fn project() -> &'static [Source] {
    static PROJECT: OnceLock<Vec<Source>> = OnceLock::new();
    PROJECT.get_or_init(read_project)
}

fn read_project() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for folder in ["src", "tests", "benches", "examples"] {
        rust_files(&root.join(folder), &mut files);
    }
    files.sort();
    files.iter().map(|file| read(root, file)).collect()
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for path in entries.map(|entry| entry.expect("a folder that opens can be listed").path()) {
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

fn read(root: &Path, file: &Path) -> Source {
    let text = fs::read_to_string(file).expect("the project's sources are UTF-8");
    let inside = file.strip_prefix(root).expect("found below the root");
    let path: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
    Source::new(&path.join("/"), &text)
}

#[test]
fn the_project_is_read() {
    let sources = project();
    assert!(
        sources
            .iter()
            .any(|source| source.path == "src/lib.rs" && !source.tokens.is_empty())
    );
    for (room, _) in ground::floors() {
        let folder = format!("src/{room}");
        assert!(
            sources
                .iter()
                .any(|source| source.path.starts_with(&folder)),
            "nothing was read in {room}"
        );
    }
}

#[test]
fn only_optimize_names_a_solver() {
    holds(imports::only_optimize_names_a_solver);
    let names = "use good_lp::variable;\nfn f() { let highs = 3; clarabel::solve(highs) }\n";
    refuses(
        imports::only_optimize_names_a_solver,
        &[("src/report/mod.rs", names, &[1, 2])],
    );
    refuses(
        imports::only_optimize_names_a_solver,
        &[("src/optimize/relax.rs", names, &[])],
    );
}

#[test]
fn only_locales_hold_text() {
    holds(content::only_locales_hold_text);
    let text = "//! 达标\nconst A: &str = \"达标\";\nconst B: &str = r#\"a \"，\" b\"#;\nconst C: char = '，';\nconst D: char = '亿';\nconst E: &str = \"\\\" 0–3 … €\"; // 缺口\nfn f<'a>(x: &'a str) -> &'a str { x }\n/* \"缺\" /* 口 */ \"缺口\" */\n#[cfg(test)]\nfn g() { h(\"缺口\") }\n";
    refuses(
        content::only_locales_hold_text,
        &[("src/report/verdict.rs", text, &[2, 3, 5])],
    );
    refuses(
        content::only_locales_hold_text,
        &[("src/report/tests.rs", text, &[])],
    );
}

#[test]
fn certify_knows_nothing_of_the_search() {
    holds(imports::certify_knows_nothing_of_the_search);
    let map = "mod search;\npub use search::{Search, solve};\npub use model::formulation::Proof;\npub use self::relax::Relaxed as Loose;\n";
    let imports = "\
use super::Refusal;
use super::super::construct;
use crate::domain::Case;
use crate::optimize::{Proof, Search};
use crate::optimize::*;
fn f() { crate::optimize::model::rows() }
use crate::optimize::{Loose, model::points::Points};
";
    refuses(
        imports::certify_knows_nothing_of_the_search,
        &[
            ("src/optimize/mod.rs", map, &[]),
            ("src/optimize/certify/plan.rs", imports, &[2, 4, 5, 6, 7]),
        ],
    );
    refuses(
        imports::certify_knows_nothing_of_the_search,
        &[("src/optimize/certify.rs", "use super::prove;", &[1])],
    );
}

#[test]
fn workers_know_no_page() {
    holds(imports::workers_know_no_page);
    let page = "use wasm_bindgen::JsValue;\nuse leptos::prelude::*;\n// leptos\n";
    refuses(
        imports::workers_know_no_page,
        &[
            ("src/web/workers/study.rs", page, &[2]),
            ("src/web/pages/home.rs", page, &[]),
        ],
    );
}

#[test]
fn certify_counts_exactly() {
    holds(content::certify_counts_exactly);
    let floats = "fn f(x: f64) -> i64 {\n    (x * 2.0) as i64 // f64\n}\n";
    refuses(
        content::certify_counts_exactly,
        &[("src/optimize/certify/bound.rs", floats, &[1])],
    );
    refuses(
        content::certify_counts_exactly,
        &[("src/optimize/relax.rs", floats, &[])],
    );
}

#[test]
fn no_hash_order_below_the_page() {
    holds(content::no_hash_order_below_the_page);
    let maps =
        "use std::collections::{BTreeMap, HashMap};\ntype S = std::collections::HashSet<u8>;\n";
    refuses(
        content::no_hash_order_below_the_page,
        &[("src/domain/region.rs", maps, &[1, 2])],
    );
    refuses(
        content::no_hash_order_below_the_page,
        &[("src/web/store.rs", maps, &[])],
    );
}

#[test]
fn lower_floors_touch_nothing_outside() {
    holds(imports::lower_floors_touch_nothing_outside);
    let outside = "\
use std::time::Instant;
use std::{collections::BTreeMap, fs};
fn f() {
    web_sys::window();
    println!(\"x\");
    let time = std::mem::take(&mut rand);
}
";
    refuses(
        imports::lower_floors_touch_nothing_outside,
        &[("src/optimize/search.rs", outside, &[1, 2, 4, 5])],
    );
    refuses(
        imports::lower_floors_touch_nothing_outside,
        &[("src/command/mod.rs", outside, &[])],
    );
}

#[test]
fn no_unwrap_outside_tests() {
    holds(content::no_unwrap_outside_tests);
    let unwraps = "/// `x.unwrap()`\nfn f() {\n    x.unwrap();\n    x.unwrap_or(1);\n    x\n        .unwrap()\n}\n#[cfg(all(test, feature = \"a\"))]\nmod tests {\n    fn g() { x.unwrap(); }\n}\n#[cfg(not(test))]\nfn h() { x.unwrap() }\n";
    refuses(
        content::no_unwrap_outside_tests,
        &[("src/read/csv.rs", unwraps, &[3, 6, 13])],
    );
    refuses(
        content::no_unwrap_outside_tests,
        &[("tests/laws.rs", unwraps, &[])],
    );
}

#[test]
fn floats_are_ordered_totally() {
    holds(content::floats_are_ordered_totally);
    let order = "impl PartialOrd for A {\n    fn partial_cmp(&self) { a.partial_cmp(b) }\n}\n";
    refuses(
        content::floats_are_ordered_totally,
        &[("src/chart/axis.rs", order, &[2])],
    );
}

#[test]
fn files_stay_short() {
    holds(shape::files_stay_short);
    refuses(
        shape::files_stay_short,
        &[
            (
                "src/read/long.rs",
                &"// x\n".repeat(shape::LONGEST + 1),
                &[shape::LONGEST + 1],
            ),
            ("tests/brief.rs", &"// x\n".repeat(shape::LONGEST), &[]),
        ],
    );
}

#[test]
fn names_say_what_is_inside() {
    holds(shape::names_say_what_is_inside);
    refuses(
        shape::names_say_what_is_inside,
        &[
            ("src/read/utils.rs", "", &[1]),
            ("src/share/mod.rs", "\nmod common;\nmod commonplace;", &[2]),
        ],
    );
}

#[test]
fn a_concept_has_one_word() {
    holds(words::a_concept_has_one_word);
    let given_up = "struct Mend;\nfn hunt_all() { let amend = climb; }\nconst RECOMMENDED: u8 = 0;\n// a hunt\n";
    refuses(
        words::a_concept_has_one_word,
        &[("src/jobs/repairs.rs", given_up, &[1, 2, 2])],
    );
}

#[test]
fn a_plan_is_the_document() {
    holds(words::a_plan_is_the_document);
    let builds = "fn f(plan: &Ledger, other: &Plan) {}\nstruct A { plan: Allocation, x: Plan }\nfn g(plan: &Plan) { let h = |plan: &'a mut Ledger| 1; }\nfn h(plan: Option<Allocation>) {}\n";
    refuses(
        words::a_plan_is_the_document,
        &[("src/optimize/search/plans.rs", builds, &[1, 2, 3])],
    );
}

#[test]
fn a_mod_file_is_a_map() {
    holds(shape::a_mod_file_is_a_map);
    let map = "//! Docs.\n#![allow(missing_docs)]\n#[cfg(target_arch = \"wasm32\")]\npub mod a;\nmod b;\npub use b::{C, d::{E, F}};\n#[cfg(test)]\nmod tests {\n    fn f() {}\n}\n";
    refuses(shape::a_mod_file_is_a_map, &[("src/read/mod.rs", map, &[])]);
    let with_code = format!("{map}pub(crate) use g::h;\n\npub fn f() {{}}\n");
    refuses(
        shape::a_mod_file_is_a_map,
        &[("src/read/mod.rs", &with_code, &[13])],
    );
    refuses(
        shape::a_mod_file_is_a_map,
        &[("src/lib.rs", "pub mod a;\nmod b {\n}\n", &[2])],
    );
    refuses(
        shape::a_mod_file_is_a_map,
        &[("src/read/json.rs", "fn f() {}", &[])],
    );
}

#[test]
fn bins_only_call_the_library() {
    holds(shape::bins_only_call_the_library);
    let long = format!("fn main() {{\n{}}}\n", "    work();\n".repeat(11));
    refuses(
        shape::bins_only_call_the_library,
        &[
            (
                "src/bin/app.rs",
                "fn main() {\n    dabiao::web::app::main();\n}\n",
                &[],
            ),
            ("src/bin/solver.rs", &long, &[1]),
        ],
    );
}

#[test]
fn the_npm_lock_names_no_address() {
    let lock = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("package-lock.json"))
        .expect("it is committed");
    let line = lock
        .lines()
        .position(|line| line.contains("\"resolved\"") || line.contains("://registry"));
    assert_eq!(
        line, None,
        "package-lock.json names a registry: write it with npm's omit-lockfile-registry-resolved=true"
    );
}
