//! The tokens of a file in one row, as `proc_macro2` reads them: brackets are marks like others, comments are left out.

use proc_macro2::{Delimiter, Group, LineColumn, Literal, Span, TokenStream, TokenTree};

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
    /// The name, or what a literal stands for.
    pub text: String,
    pub line: usize,
    /// Where it begins.
    pub at: LineColumn,
}

impl Token {
    pub fn is(&self, punct: char) -> bool {
        self.kind == Kind::Punct(punct)
    }

    pub fn names(&self, ident: &str) -> bool {
        self.kind == Kind::Ident && self.text == ident
    }
}

pub fn tokens(stream: TokenStream) -> Vec<Token> {
    let mut row = Row(Vec::new());
    row.read(stream);
    row.0
}

struct Row(Vec<Token>);

impl Row {
    fn push(&mut self, kind: Kind, text: impl Into<String>, span: Span) {
        let at = span.start();
        let (text, line) = (text.into(), at.line);
        self.0.push(Token {
            kind,
            text,
            line,
            at,
        });
    }

    fn read(&mut self, stream: TokenStream) {
        let trees: Vec<TokenTree> = stream.into_iter().collect();
        let mut rest = trees.as_slice();
        while let [tree, after @ ..] = rest {
            rest = match (mark(tree), after) {
                (Some('#'), [TokenTree::Group(inside), after @ ..]) if is_comment(inside) => after,
                (Some('#'), [_, TokenTree::Group(inside), after @ ..]) if is_comment(inside) => {
                    after
                }
                (Some(':'), [second, after @ ..]) if mark(second) == Some(':') => {
                    self.push(Kind::PathSep, "::", tree.span());
                    after
                }
                (Some('\''), [TokenTree::Ident(name), after @ ..]) => {
                    self.push(Kind::Lifetime, name.to_string(), tree.span());
                    after
                }
                _ => {
                    self.single(tree);
                    after
                }
            };
        }
    }

    fn single(&mut self, tree: &TokenTree) {
        match tree {
            TokenTree::Ident(name) => {
                let name = name.to_string();
                self.push(Kind::Ident, name.trim_start_matches("r#"), tree.span());
            }
            TokenTree::Punct(punct) => self.mark(punct.as_char(), tree.span()),
            TokenTree::Literal(literal) => {
                let (kind, text) = meaning(literal.clone());
                self.push(kind, text, tree.span());
            }
            TokenTree::Group(group) => self.group(group),
        }
    }

    fn mark(&mut self, mark: char, span: Span) {
        self.push(Kind::Punct(mark), mark, span);
    }

    fn group(&mut self, group: &Group) {
        let brackets = match group.delimiter() {
            Delimiter::Parenthesis => Some(('(', ')')),
            Delimiter::Brace => Some(('{', '}')),
            Delimiter::Bracket => Some(('[', ']')),
            Delimiter::None => None,
        };
        if let Some((open, _)) = brackets {
            self.mark(open, group.span_open());
        }
        self.read(group.stream());
        if let Some((_, close)) = brackets {
            self.mark(close, group.span_close());
        }
    }
}

fn mark(tree: &TokenTree) -> Option<char> {
    match tree {
        TokenTree::Punct(punct) => Some(punct.as_char()),
        _ => None,
    }
}

/// What follows the `#` that `/// …` is read as: `[doc = "…"]`.
fn is_comment(inside: &Group) -> bool {
    let mut trees = inside.stream().into_iter();
    let is_doc = matches!(trees.next(), Some(TokenTree::Ident(name)) if name == "doc");
    is_doc && trees.next().as_ref().and_then(mark) == Some('=')
}

fn meaning(literal: Literal) -> (Kind, String) {
    let bytes = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    match syn::Lit::new(literal) {
        syn::Lit::Str(text) => (Kind::Text, text.value()),
        syn::Lit::ByteStr(text) => (Kind::Text, bytes(&text.value())),
        syn::Lit::CStr(text) => (Kind::Text, bytes(text.value().to_bytes())),
        syn::Lit::Char(char) => (Kind::Char, char.value().to_string()),
        syn::Lit::Byte(byte) => (Kind::Char, char::from(byte.value()).to_string()),
        syn::Lit::Int(number) => (Kind::Number, number.to_string()),
        syn::Lit::Float(number) => (Kind::Number, number.to_string()),
        _ => (Kind::Number, String::new()),
    }
}
