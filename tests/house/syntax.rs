//! Functions, types and `use`s of a file, as `syn` reads them. Code that only tests compile is passed over.

use std::ops::Range;

use proc_macro2::{LineColumn, Span};
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

use super::source::Named;

/// A function, a method, or what a trait asks for.
#[derive(Debug)]
pub struct Function {
    /// A method with its type before it: `Search::step`.
    pub name: String,
    pub line: usize,
    /// Where its body ends.
    pub last: usize,
    /// Without `self`.
    pub parameters: usize,
}

impl Function {
    /// From the line with its name to the line that closes its body.
    pub fn lines(&self) -> usize {
        self.last + 1 - self.line
    }
}

/// A struct, an enum, a union, a trait or an alias of a type.
#[derive(Debug)]
pub struct TypeName {
    pub name: String,
    pub line: usize,
}

/// From where a thing begins to what follows it.
pub type Part = Range<LineColumn>;

/// A `use` with all that it names.
#[derive(Debug)]
pub struct Use {
    pub whole: Part,
    pub names: Vec<Named>,
}

#[derive(Debug, Default)]
pub struct Syntax {
    pub functions: Vec<Function>,
    pub types: Vec<TypeName>,
    pub uses: Vec<Use>,
    /// What only tests compile.
    pub for_tests: Vec<Part>,
    /// The type or trait whose methods are being read.
    owner: Option<String>,
}

impl Syntax {
    pub fn of(file: &syn::File) -> Syntax {
        let mut found = Syntax::default();
        found.visit_file(file);
        found
    }

    fn function(&mut self, signature: &syn::Signature, whole: Span) {
        let name = &signature.ident;
        let inputs = signature.inputs.iter();
        self.functions.push(Function {
            name: match &self.owner {
                Some(owner) => format!("{owner}::{name}"),
                None => name.to_string(),
            },
            line: name.span().start().line,
            last: whole.end().line,
            parameters: inputs
                .filter(|input| matches!(input, syn::FnArg::Typed(_)))
                .count(),
        });
    }

    fn type_name(&mut self, name: &syn::Ident) {
        self.types.push(TypeName {
            name: name.to_string(),
            line: name.span().start().line,
        });
    }

    /// What stands inside `owner`; functions inside of functions have none.
    fn inside(&mut self, owner: Option<String>, read: impl FnOnce(&mut Syntax)) {
        let outer = std::mem::replace(&mut self.owner, owner);
        read(self);
        self.owner = outer;
    }
}

impl<'ast> Visit<'ast> for Syntax {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        if is_for_tests(attributes(item)) {
            self.for_tests.push(part(item.span()));
        } else {
            visit::visit_item(self, item);
        }
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.function(&item.sig, item.span());
        self.inside(None, |inner| visit::visit_item_fn(inner, item));
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        if is_for_tests(&item.attrs) {
            self.for_tests.push(part(item.span()));
        } else {
            self.function(&item.sig, item.span());
            self.inside(None, |inner| visit::visit_impl_item_fn(inner, item));
        }
    }

    fn visit_trait_item_fn(&mut self, item: &'ast syn::TraitItemFn) {
        self.function(&item.sig, item.span());
        self.inside(None, |inner| visit::visit_trait_item_fn(inner, item));
    }

    fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
        let owner = match &*item.self_ty {
            syn::Type::Path(path) => path.path.segments.last(),
            _ => None,
        };
        let owner = owner.map(|segment| segment.ident.to_string());
        self.inside(owner, |inner| visit::visit_item_impl(inner, item));
    }

    fn visit_item_trait(&mut self, item: &'ast syn::ItemTrait) {
        self.type_name(&item.ident);
        let owner = Some(item.ident.to_string());
        self.inside(owner, |inner| visit::visit_item_trait(inner, item));
    }

    fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
        self.type_name(&item.ident);
    }

    fn visit_item_enum(&mut self, item: &'ast syn::ItemEnum) {
        self.type_name(&item.ident);
    }

    fn visit_item_union(&mut self, item: &'ast syn::ItemUnion) {
        self.type_name(&item.ident);
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        let mut names = Vec::new();
        spell_out(&item.tree, &[], &mut names);
        let whole = item.use_token.span.start()..item.semi_token.span.end();
        self.uses.push(Use { whole, names });
    }

    fn visit_item_type(&mut self, item: &'ast syn::ItemType) {
        self.type_name(&item.ident);
    }
}

fn part(span: Span) -> Part {
    span.start()..span.end()
}

fn spell_out(tree: &syn::UseTree, before: &[String], found: &mut Vec<Named>) {
    let onward = |name: &str| [before, &[name.to_owned()]].concat();
    let mut push = |segments: Vec<String>, binds: Option<String>, at: Span| {
        let line = at.start().line;
        found.push(Named {
            segments,
            line,
            binds,
        });
    };
    match tree {
        syn::UseTree::Path(path) => spell_out(&path.tree, &onward(&plain(&path.ident)), found),
        syn::UseTree::Group(group) => {
            for tree in &group.items {
                spell_out(tree, before, found);
            }
        }
        syn::UseTree::Glob(glob) => push(onward("*"), None, glob.span()),
        syn::UseTree::Rename(name) => {
            let binds = Some(plain(&name.rename));
            push(onward(&plain(&name.ident)), binds, name.rename.span());
        }
        syn::UseTree::Name(name) => {
            let segments = onward(&plain(&name.ident));
            let binds = segments.iter().rev().find(|name| *name != "self").cloned();
            push(segments, binds, name.ident.span());
        }
    }
}

/// `r#type` is `type`.
fn plain(name: &syn::Ident) -> String {
    name.to_string().trim_start_matches("r#").to_owned()
}

/// `#[test]`, `#[cfg(test)]`, `#[cfg(all(test, …))]`; not `#[cfg(not(test))]`.
fn is_for_tests(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        syn::Meta::Path(path) => path.is_ident("test"),
        syn::Meta::List(list) if list.path.is_ident("cfg") => {
            let condition = list.tokens.to_string();
            let says = |word| {
                condition
                    .split(|c: char| !c.is_alphanumeric())
                    .any(|it| it == word)
            };
            says("test") && !says("not")
        }
        _ => false,
    })
}

fn attributes(item: &syn::Item) -> &[syn::Attribute] {
    match item {
        syn::Item::Const(item) => &item.attrs,
        syn::Item::Enum(item) => &item.attrs,
        syn::Item::ExternCrate(item) => &item.attrs,
        syn::Item::Fn(item) => &item.attrs,
        syn::Item::ForeignMod(item) => &item.attrs,
        syn::Item::Impl(item) => &item.attrs,
        syn::Item::Macro(item) => &item.attrs,
        syn::Item::Mod(item) => &item.attrs,
        syn::Item::Static(item) => &item.attrs,
        syn::Item::Struct(item) => &item.attrs,
        syn::Item::Trait(item) => &item.attrs,
        syn::Item::TraitAlias(item) => &item.attrs,
        syn::Item::Type(item) => &item.attrs,
        syn::Item::Union(item) => &item.attrs,
        syn::Item::Use(item) => &item.attrs,
        _ => &[],
    }
}
