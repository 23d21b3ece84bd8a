//! Reads Rust source as tokens, as far as the rules of the house need: comments and tests are left out, every token knows
//! its line, and paths are spelled out (`use a::{b, c::d}` is `a::b` and `a::c::d`).

use std::path::Path;

use super::syntax::Syntax;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    Ident,
    /// `::`
    PathSep,
    Punct(char),
    Text,
    Char,
    Number,
    Lifetime,
}

#[derive(Clone, Debug)]
pub struct Token {
    pub kind: Kind,
    /// The name, or what stands between the quotes.
    pub text: String,
    pub line: usize,
}

impl Token {
    pub fn is(&self, punct: char) -> bool {
        self.kind == Kind::Punct(punct)
    }

    pub fn names(&self, ident: &str) -> bool {
        self.kind == Kind::Ident && self.text == ident
    }
}

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
    /// The file's tokens without comments and without items under `#[cfg(test)]`.
    pub tokens: Vec<Token>,
    pub paths: Vec<Named>,
    pub syntax: Syntax,
}

impl Source {
    pub fn new(path: &str, text: &str) -> Source {
        let (tokens, syntax) = if is_test_file(path) {
            (Vec::new(), Syntax::default())
        } else {
            let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}"));
            (without_tests(tokens(text)), Syntax::of(&file))
        };
        Source {
            path: path.to_owned(),
            lines: text.lines().count(),
            paths: paths(&tokens),
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

fn is_name(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}

fn tokens(text: &str) -> Vec<Token> {
    let mut reader = Reader {
        rest: text,
        line: 1,
        found: Vec::new(),
    };
    while let Some(c) = reader.rest.chars().next() {
        reader.token(c);
    }
    reader.found
}

struct Reader<'a> {
    rest: &'a str,
    line: usize,
    found: Vec<Token>,
}

impl Reader<'_> {
    fn token(&mut self, c: char) {
        if self.rest.starts_with("//") {
            let end = self.rest.find('\n').unwrap_or(self.rest.len());
            self.skip(end);
        } else if self.rest.starts_with("/*") {
            let end = comment_end(self.rest);
            self.skip(end);
        } else if let Some((kind, open, end, close)) = literal(self.rest) {
            let text = self.rest[open..end - close].to_owned();
            self.push(kind, text, end);
        } else if c == '\'' {
            let end = 1 + name_end(&self.rest[1..]);
            self.push(Kind::Lifetime, self.rest[1..end].to_owned(), end);
        } else if c.is_ascii_digit() {
            let end = name_end(self.rest);
            self.push(Kind::Number, self.rest[..end].to_owned(), end);
        } else if is_name(c) {
            let start = if self.rest.starts_with("r#") { 2 } else { 0 };
            let end = start + name_end(&self.rest[start..]);
            self.push(Kind::Ident, self.rest[start..end].to_owned(), end);
        } else if self.rest.starts_with("::") {
            self.push(Kind::PathSep, "::".to_owned(), 2);
        } else if c.is_whitespace() {
            self.skip(c.len_utf8());
        } else {
            self.push(Kind::Punct(c), c.to_string(), c.len_utf8());
        }
    }

    fn push(&mut self, kind: Kind, text: String, length: usize) {
        self.found.push(Token {
            kind,
            text,
            line: self.line,
        });
        self.skip(length);
    }

    fn skip(&mut self, length: usize) {
        let (past, rest) = self.rest.split_at(length.max(1));
        self.line += past.matches('\n').count();
        self.rest = rest;
    }
}

fn name_end(text: &str) -> usize {
    text.find(|c| !is_name(c)).unwrap_or(text.len())
}

fn comment_end(text: &str) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at < text.len() {
        if text[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if text[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    text.len()
}

/// A string or character at the start of `text`: its kind, where its content begins, where it ends with its closing
/// quotes, and how long those are.
fn literal(text: &str) -> Option<(Kind, usize, usize, usize)> {
    let prefix = text
        .find(|c| !matches!(c, 'b' | 'c' | 'r'))
        .filter(|&length| length <= 2)?;
    let (marks, body) = text.split_at(prefix);
    let hashes = body.find(|c| c != '#').unwrap_or(0);
    if marks.contains('r') && body[hashes..].starts_with('"') {
        let open = prefix + hashes + 1;
        let close = format!("\"{}", "#".repeat(hashes));
        let end = text[open..]
            .find(&close)
            .map_or(text.len(), |at| open + at + close.len());
        return Some((Kind::Text, open, end, close.len()));
    }
    let quote = body.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let open = prefix + 1;
    let mut characters = text[open..].char_indices();
    while let Some((at, c)) = characters.next() {
        if c == '\\' {
            characters.next();
        } else if c == quote {
            let kind = if quote == '"' { Kind::Text } else { Kind::Char };
            return Some((kind, open, open + at + 1, 1));
        } else if quote == '\'' && at > 0 && !text[open..].starts_with('\\') {
            return None; // a lifetime
        }
    }
    None
}

/// Leaves out every item under a `#[cfg(test)]`.
fn without_tests(tokens: Vec<Token>) -> Vec<Token> {
    let mut kept = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        let end = if tokens[at].is('#') {
            attribute_end(&tokens, at)
        } else {
            at
        };
        if end > at && is_cfg_test(&tokens[at..end]) {
            at = item_end(&tokens, end);
        } else {
            let end = end.max(at + 1);
            kept.extend_from_slice(&tokens[at..end]);
            at = end;
        }
    }
    kept
}

fn is_cfg_test(attribute: &[Token]) -> bool {
    attribute.iter().any(|token| token.names("cfg"))
        && attribute.iter().any(|token| token.names("test"))
        && !attribute.iter().any(|token| token.names("not"))
}

/// Past the `]` of an attribute that begins at `at`; `at` itself where there is none.
fn attribute_end(tokens: &[Token], at: usize) -> usize {
    let open = at + 1 + usize::from(tokens.get(at + 1).is_some_and(|token| token.is('!')));
    if tokens.get(open).is_some_and(|token| token.is('[')) {
        group_end(tokens, open)
    } else {
        at
    }
}

/// Past the bracket that closes the one at `open`.
fn group_end(tokens: &[Token], open: usize) -> usize {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        match token.kind {
            Kind::Punct('(' | '[' | '{') => depth += 1,
            Kind::Punct(')' | ']' | '}') => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    tokens.len()
}

/// Past the item that begins at `at`: its closing brace or semicolon.
fn item_end(tokens: &[Token], mut at: usize) -> usize {
    while at < tokens.len() {
        match tokens[at].kind {
            Kind::Punct(';') => return at + 1,
            Kind::Punct('{') => return group_end(tokens, at),
            Kind::Punct('(' | '[') => at = group_end(tokens, at),
            _ => at += 1,
        }
    }
    at
}

fn paths(tokens: &[Token]) -> Vec<Named> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let token = &tokens[at];
        if token.names("use") && !tokens.get(at + 1).is_some_and(|next| next.is('<')) {
            at = use_tree(tokens, at + 1, &[], &mut found);
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

/// Spells out the `use` tree that begins at `at`, and returns where it ends.
fn use_tree(tokens: &[Token], mut at: usize, before: &[String], found: &mut Vec<Named>) -> usize {
    let mut segments = before.to_vec();
    let mut renamed = None;
    while let Some(token) = tokens.get(at) {
        match token.kind {
            Kind::PathSep => at += 1,
            Kind::Ident if token.text == "as" => {
                renamed = tokens.get(at + 1).map(|name| name.text.clone());
                at += 2;
            }
            Kind::Ident => {
                segments.push(token.text.clone());
                at += 1;
            }
            Kind::Punct('*') => {
                segments.push("*".to_owned());
                at += 1;
            }
            Kind::Punct('{') => {
                let end = group_end(tokens, at);
                at += 1;
                while at < end - 1 {
                    at = use_tree(tokens, at, &segments, found) + 1;
                }
                return end;
            }
            _ => break,
        }
    }
    if let Some(last) = tokens
        .get(at.saturating_sub(1))
        .filter(|_| segments.len() > before.len())
    {
        let own = segments.iter().rev().find(|name| *name != "self").cloned();
        found.push(Named {
            segments,
            line: last.line,
            binds: renamed.or(own),
        });
    }
    at
}
