//! Prints the calls of the runtime's macros: one entry per line, so that a new property adds one line.
//!
//! In: a macro call that is an item. Out: its text. Must not: be used for code; `prettyplease` prints that.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use quote::ToTokens;

/// What fits in one line.
const WIDTH: usize = 100;

pub(super) fn item(call: &syn::Macro) -> String {
    let path = inline(call.path.to_token_stream());
    let body = inline(call.tokens.clone());
    let short = format!("{path}! {{ {body} }}\n");
    if short.len() <= WIDTH && !has_entries(&call.tokens) {
        return short;
    }
    let mut text = format!("{path}! {{\n    ");
    let mut line = String::new();
    let mut before = Before::Other;
    for token in call.tokens.clone() {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                text.push_str(std::mem::take(&mut line).trim_end());
                text.push_str(" {\n");
                for entry in entries(group.stream()) {
                    text.push_str(&format!("        {},\n", inline(entry)));
                }
                text.push_str("    }");
            }
            other => {
                if line.is_empty() && text.ends_with('}') {
                    line.push(' ');
                }
                before = push(&mut line, &other, before);
            }
        }
    }
    text.push_str(line.trim_end());
    text.push_str("\n}\n");
    text
}

/// Whether there is a braced list with something in it.
fn has_entries(tokens: &TokenStream) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace && !group.stream().is_empty(),
        _ => false,
    })
}

fn entries(tokens: TokenStream) -> Vec<TokenStream> {
    let mut out = Vec::new();
    let mut current = Vec::new();
    let mut depth = 0_usize;
    let mut previous = ' ';
    for token in tokens {
        let punct = if let TokenTree::Punct(punct) = &token { punct.as_char() } else { ' ' };
        match punct {
            '<' => depth += 1,
            // Not the head of an arrow.
            '>' if previous != '=' && previous != '-' => depth = depth.saturating_sub(1),
            _ => {}
        }
        previous = punct;
        if punct == ',' && depth == 0 {
            out.push(std::mem::take(&mut current).into_iter().collect());
        } else {
            current.push(token);
        }
    }
    if !current.is_empty() {
        out.push(current.into_iter().collect());
    }
    out
}

/// What precedes a token, as far as spacing depends on it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    /// The first half of `=>` or `::`.
    Joint,
    Other,
}

fn inline(tokens: TokenStream) -> String {
    let mut text = String::new();
    let mut before = Before::Other;
    for token in tokens {
        before = push(&mut text, &token, before);
    }
    text.trim_end().to_owned()
}

fn push(text: &mut String, token: &TokenTree, before: Before) -> Before {
    match token {
        TokenTree::Punct(punct) => {
            let joint = punct.spacing() == Spacing::Joint;
            match punct.as_char() {
                '=' if joint => text.push_str(if text.ends_with(' ') { "=" } else { " =" }),
                '>' if text.ends_with('=') => text.push_str("> "),
                ',' => text.push_str(", "),
                '|' if !joint => text.push_str(" | "),
                ':' if !joint && before == Before::Other => text.push_str(": "),
                other => text.push(other),
            }
            if joint { Before::Joint } else { Before::Other }
        }
        TokenTree::Ident(_) | TokenTree::Literal(_) => {
            if text.ends_with(|c: char| c.is_alphanumeric() || "_\"')]}>".contains(c)) {
                text.push(' ');
            }
            text.push_str(&token.to_string());
            Before::Other
        }
        TokenTree::Group(group) => {
            let inner = inline(group.stream());
            let space = if text.is_empty() || text.ends_with(' ') { "" } else { " " };
            text.push_str(&match group.delimiter() {
                Delimiter::Parenthesis => format!("({inner})"),
                Delimiter::Bracket => format!("[{inner}]"),
                Delimiter::Brace if inner.is_empty() => format!("{space}{{}}"),
                Delimiter::Brace => format!("{space}{{ {inner} }}"),
                Delimiter::None => inner,
            });
            Before::Other
        }
    }
}
