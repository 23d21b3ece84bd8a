//! A file of the project as the rules see it: its tokens without comments and tests, each with its line; its functions and
//! types; and the paths it names, spelled out (`use a::{b, c::d}` is `a::b` and `a::c::d`).

use std::path::Path;

use super::syntax::{Syntax, Use};
use super::tokens::{Kind, Token, tokens};

/// A path as it is written, `crate::read::json`; a glob ends in `*`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub segments: Vec<String>,
    pub line: usize,
    /// Under which name a `use` makes it known; none where the path stands in code.
    pub binds: Option<String>,
}

#[derive(Debug)]
pub struct Source {
    /// From the top of the project, with forward slashes: `src/read/json.rs`.
    pub path: String,
    pub lines: usize,
    /// The file's tokens without comments and without what only tests compile.
    pub tokens: Vec<Token>,
    pub paths: Vec<Named>,
    pub syntax: Syntax,
}

impl Source {
    pub fn new(path: &str, text: &str) -> Source {
        let text_read = if is_test_file(path) { "" } else { text };
        let stream: proc_macro2::TokenStream = text_read
            .parse()
            .unwrap_or_else(|error| panic!("{path}: {error}"));
        let file = syn::parse2(stream.clone()).unwrap_or_else(|error| panic!("{path}: {error}"));
        let syntax = Syntax::of(&file);
        let mut tokens = tokens(stream);
        tokens.retain(|token| !syntax.for_tests.iter().any(|part| part.contains(&token.at)));
        Source {
            path: path.to_owned(),
            lines: text.lines().count(),
            paths: paths(&tokens, &syntax.uses),
            tokens,
            syntax,
        }
    }

    /// `src/optimize/certify/plan.rs` is `["optimize", "certify", "plan"]`; empty outside src/, for lib.rs and for bins.
    pub fn module(&self) -> Vec<&str> {
        let Some(inside) = self
            .path
            .strip_prefix("src/")
            .and_then(|rest| rest.strip_suffix(".rs"))
        else {
            return Vec::new();
        };
        let mut module: Vec<&str> = inside.split('/').collect();
        if module.last() == Some(&"mod") {
            module.pop();
        }
        if module == ["lib"] || module[0] == "bin" {
            Vec::new()
        } else {
            module
        }
    }

    pub fn room(&self) -> Option<&str> {
        self.module().first().copied()
    }

    /// The path from the crate's root, for a path that says `crate`, `self` or `super`. None for all others, and for
    /// more `super`s than there are modules.
    pub fn path_from_root<'a>(&'a self, named: &'a Named) -> Option<Vec<&'a str>> {
        let mut segments = named.segments.iter().map(String::as_str).peekable();
        let mut root = match segments.next()? {
            "crate" => Vec::new(),
            "self" => self.module(),
            "super" => {
                let mut above = self.module();
                above.pop()?;
                above
            }
            _ => return None,
        };
        while segments.next_if_eq(&"super").is_some() {
            root.pop()?;
        }
        root.extend(segments);
        Some(root)
    }
}

/// A module of tests in a file of its own: `src/read/tests.rs`, `src/read/tests/csv.rs`.
fn is_test_file(path: &str) -> bool {
    path.starts_with("src/")
        && Path::new(path)
            .with_extension("")
            .iter()
            .any(|part| part == "tests")
}

/// What `use`s name, and the paths in between, in the order of the file.
fn paths(tokens: &[Token], uses: &[Use]) -> Vec<Named> {
    let mut found = Vec::new();
    let mut uses = uses.iter().peekable();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        if let Some(item) = uses.next_if(|item| item.whole.start == token.at) {
            found.extend_from_slice(&item.names);
            let whole = tokens[at..]
                .iter()
                .take_while(|token| item.whole.contains(&token.at));
            at += whole.count();
        } else if token.kind == Kind::Ident {
            let (segments, end) = plain_path(tokens, at);
            found.push(Named {
                segments,
                line: token.line,
                binds: None,
            });
            at = end;
        } else {
            at += 1;
        }
    }
    found
}

fn plain_path(tokens: &[Token], mut at: usize) -> (Vec<String>, usize) {
    let mut segments = vec![tokens[at].text.clone()];
    at += 1;
    while at + 1 < tokens.len()
        && tokens[at].kind == Kind::PathSep
        && tokens[at + 1].kind == Kind::Ident
    {
        segments.push(tokens[at + 1].text.clone());
        at += 2;
    }
    (segments, at)
}
