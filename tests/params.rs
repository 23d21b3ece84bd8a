//! `docs/algorithm.md` lists every parameter of the search as it stands in `src/optimize/params.rs`: neither drifts from the other.

use std::collections::BTreeMap;

/// Name with its module, and the value as it is written.
type Values = BTreeMap<String, String>;

fn in_source(text: &str) -> Values {
    let file = syn::parse_file(text).expect("the project's own source");
    let modules = file.items.iter().filter_map(|item| match item {
        syn::Item::Mod(module) => Some(module),
        _ => None,
    });
    let mut found = Values::new();
    for module in modules {
        let inside = module.content.iter().flat_map(|(_, items)| items);
        for item in inside {
            if let syn::Item::Const(constant) = item {
                let name = format!("{}::{}", module.ident, constant.ident);
                found.insert(name, squeezed(&source_of(text, constant)));
            }
        }
    }
    found
}

/// What stands between `=` and `;`.
fn source_of(text: &str, constant: &syn::ItemConst) -> String {
    let name = format!("pub const {}:", constant.ident);
    let at = text.match_indices(&name).map(|(i, _)| &text[i..]);
    // Several modules may have one of that name: the line tells them apart.
    let line = constant.ident.span().start().line;
    let before: usize = text.lines().take(line - 1).map(|l| l.len() + 1).sum();
    let here = at.min_by_key(|rest| (text.len() - rest.len()).abs_diff(before));
    let rest = here.expect("the constant stands in the text");
    let (_, value) = rest.split_once(" =").expect("a constant has a value");
    value.split_once(';').expect("and an end").0.to_owned()
}

fn in_table(text: &str) -> Values {
    let rows = text.lines().filter_map(|line| {
        let mut cells = line.strip_prefix("| `")?.split("` | `");
        let name = cells.next().filter(|name| name.contains("::"))?;
        let value = cells.next()?.split("` |").next()?;
        Some((name.to_owned(), squeezed(value)))
    });
    rows.collect()
}

fn squeezed(value: &str) -> String {
    value.split_whitespace().collect()
}

#[test]
fn the_document_lists_every_parameter_as_it_is() {
    let source = in_source(include_str!("../src/optimize/params.rs"));
    let table = in_table(include_str!("../docs/algorithm.md"));
    assert!(source.len() > 100, "{} parameters were read", source.len());
    for (name, value) in &source {
        assert_eq!(table.get(name), Some(value), "{name} in docs/algorithm.md");
    }
    assert_eq!(table.len(), source.len(), "the table has others besides");
}

#[test]
fn a_value_that_has_drifted_is_seen() {
    let source =
        in_source("pub mod a {\n    /// X\n    pub const B: [u8; 2] = [1,\n        2];\n}\n");
    assert_eq!(source, in_table("| `a::B` | `[1, 2]` | X |"));
    assert_ne!(source, in_table("| `a::B` | `[1, 3]` | X |"));
    assert_ne!(source, in_table("| `a::C` | `[1, 2]` | X |"));
}
