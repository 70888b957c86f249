//! Which names of a version's module a piece of code uses.
//!
//! In: code of an example or of a test. Out: the names to import. Must not: know where the code is used.

use std::collections::BTreeSet;

use proc_macro2::{Spacing, TokenStream, TokenTree};

/// The names that code imports from the module of its version.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imports(BTreeSet<&'static str>);

/// All names that a version's module has for its users, in the order in which they are imported.
const NAMES: [&str; 4] = ["Client", "ErrorCode", "enums", "models"];

impl Imports {
    /// The names that the code uses: those that begin a path.
    #[must_use]
    pub fn of(code: &TokenStream) -> Self {
        let mut imports = Self::default();
        imports.add(code);
        imports
    }

    /// Adds the names that more code uses.
    pub fn add(&mut self, code: &TokenStream) {
        let tokens: Vec<TokenTree> = code.clone().into_iter().collect();
        // Two colons are two tokens, of which the first is joined to the second.
        let colons_at = |at: Option<usize>| at.and_then(|at| tokens.get(at)).is_some_and(is_colon);
        for (at, token) in tokens.iter().enumerate() {
            match token {
                TokenTree::Group(group) => self.add(&group.stream()),
                TokenTree::Ident(ident) if colons_at(Some(at + 1)) && !colons_at(at.checked_sub(2)) => {
                    self.0.extend(NAMES.iter().filter(|name| ident == **name));
                }
                _ => {}
            }
        }
    }

    /// The same with `Client`, whether the code names it or not.
    #[must_use]
    pub fn with_client(mut self) -> Self {
        self.0.insert("Client");
        self
    }

    /// The same with `ErrorCode`, whether the code names it or not.
    #[must_use]
    pub fn with_error_code(mut self) -> Self {
        self.0.insert("ErrorCode");
        self
    }

    /// In the order in which they are imported.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.0.iter().copied()
    }

    /// The end of a `use`: `Client` or `{Client, models}`; empty where nothing is used.
    #[must_use]
    pub fn text(&self) -> String {
        let names: Vec<&str> = self.names().collect();
        match names.as_slice() {
            [] => String::new(),
            [one] => (*one).to_owned(),
            several => format!("{{{}}}", several.join(", ")),
        }
    }
}

fn is_colon(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == ':' && punct.spacing() == Spacing::Joint)
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::Imports;

    #[test]
    fn names_are_found_at_the_start_of_paths() {
        let text = |code| Imports::of(&code).text();
        assert_eq!(text(quote!(f(models::A::new(), [enums::B::C]))), "{enums, models}");
        assert_eq!(text(quote!(Client::builder())), "Client");
        assert_eq!(text(quote!(f(enums::ErrorCode::Unknown, models::Client::new()))), "{enums, models}");
        assert_eq!(text(quote!(A { code: ErrorCode::Gone })), "ErrorCode");
        assert_eq!(text(quote!(models.len() + x { models: 1 })), "");
        assert_eq!(Imports::default().with_client().with_error_code().text(), "{Client, ErrorCode}");
    }
}
