//! The paths that a module names.
//!
//! In: its tokens. Out: every path that starts with `crate`, `super` or `self`, and those of `use` that start with a
//! module of its own, each from the root of the crate. `$crate` of macros is left out: it names what the caller sees.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::iter::Peekable;

/// A path that a module names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Import {
    /// From the root of the crate.
    pub(super) path: Vec<String>,
    /// The name that it has here; `None` outside of `use`.
    pub(super) name: Option<String>,
}

/// The paths that a module names.
pub(super) fn of(module: &[String], tokens: TokenStream) -> Vec<Import> {
    let mut reader = Reader { module, found: Vec::new() };
    reader.read(tokens, &[]);
    reader.found
}

struct Reader<'a> {
    module: &'a [String],
    found: Vec<Import>,
}

type Tokens = Peekable<proc_macro2::token_stream::IntoIter>;

impl Reader<'_> {
    /// Reads tokens in the inline module `inner` of the file.
    fn read(&mut self, tokens: TokenStream, inner: &[String]) {
        let mut tokens = tokens.into_iter().peekable();
        let (mut after_dollar, mut for_tests) = (false, false);
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Group(group) => {
                    let is_attribute = group.delimiter() == Delimiter::Bracket;
                    for_tests |= is_attribute && group.stream().to_string().replace(' ', "") == "cfg(test)";
                    self.read(group.stream(), inner);
                }
                TokenTree::Ident(ident) => match &*ident.to_string() {
                    "mod" => self.module(&mut tokens, inner, std::mem::take(&mut for_tests)),
                    "use" => self.tree(&mut tokens, &self.start(inner), false),
                    word @ ("crate" | "super" | "self") if !after_dollar && is_path(&mut tokens) => {
                        let mut start = self.start(inner);
                        step(&mut start, word);
                        self.tree(&mut tokens, &start, true);
                    }
                    _ => {}
                },
                TokenTree::Punct(punct) => {
                    for_tests &= punct.as_char() != ';';
                    after_dollar = punct.as_char() == '$';
                    continue;
                }
                TokenTree::Literal(_) => {}
            }
            after_dollar = false;
        }
    }

    fn start(&self, inner: &[String]) -> Vec<String> {
        [self.module, inner].concat()
    }

    /// An inline module; those of tests are left out.
    fn module(&mut self, tokens: &mut Tokens, inner: &[String], for_tests: bool) {
        let Some(TokenTree::Ident(name)) = tokens.next() else { return };
        let Some(TokenTree::Group(group)) = tokens.peek() else { return };
        let body = group.stream();
        tokens.next();
        if !for_tests {
            self.read(body, &[inner, &[name.to_string()]].concat());
        }
    }

    /// The rest of a path, or a tree of paths: `a::{b, c as d}`.
    fn tree(&mut self, tokens: &mut Tokens, start: &[String], in_expression: bool) {
        let mut path = start.to_vec();
        let mut name = None;
        while let Some(token) = tokens.peek() {
            match token {
                TokenTree::Ident(ident) if *ident == "as" => {
                    tokens.next();
                    name = tokens.next().map(|token| token.to_string());
                    break;
                }
                TokenTree::Ident(ident) => {
                    step(&mut path, &ident.to_string());
                    tokens.next();
                    if !is_path(tokens) && tokens.peek().is_none_or(|next| next.to_string() != "as") {
                        break;
                    }
                }
                TokenTree::Punct(punct) if matches!(punct.as_char(), ':' | '*') => drop(tokens.next()),
                TokenTree::Group(group) if group.delimiter() == Delimiter::Brace && !in_expression => {
                    let mut branches = group.stream().into_iter().peekable();
                    tokens.next();
                    while branches.peek().is_some() {
                        self.tree(&mut branches, &path, false);
                        while branches.next_if(|token| token.to_string() != ",").is_some() {}
                        branches.next();
                    }
                    return;
                }
                _ => break,
            }
        }
        let name = name.or_else(|| path.last().cloned()).filter(|_| !in_expression);
        self.found.push(Import { path, name });
    }
}

/// Whether `::` comes next.
fn is_path(tokens: &mut Tokens) -> bool {
    tokens.peek().is_some_and(|token| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ':'))
}

fn step(path: &mut Vec<String>, word: &str) {
    match word {
        "crate" => path.clear(),
        "super" => drop(path.pop()),
        "self" => {}
        name => path.push(name.to_owned()),
    }
}
