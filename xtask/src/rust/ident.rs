//! The third kind of name: the Rust identifier.
//!
//! In: `ir::Words`. Out: `RustIdent`, valid where it is placed and unique in its scope.
//! Must not: know what the name is for; the callers choose case, reserved names and suffix.

use std::collections::BTreeSet;
use std::fmt;

use proc_macro2::{Ident, Span, TokenStream};
use quote::ToTokens;
use unicode_ident::{is_xid_continue, is_xid_start};
use unicode_normalization::UnicodeNormalization;

use crate::ir::{Words, capital};

/// A name that is valid in Rust without `r#`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RustIdent(String);

impl RustIdent {
    /// `tracking_number`, for fields, methods, arguments and modules.
    #[must_use]
    pub fn snake(words: &Words) -> Self {
        Self::checked(parts(words).join("_"))
    }

    /// `TrackingNumber`, for types and variants.
    #[must_use]
    pub fn pascal(words: &Words) -> Self {
        Self::checked(parts(words).iter().map(|word| capital(word)).collect())
    }

    /// `TRACKING_NUMBER`, for statics.
    #[must_use]
    pub fn screaming(words: &Words) -> Self {
        Self::checked(parts(words).join("_").to_uppercase())
    }

    /// Takes text that the generator wrote itself, and makes it a valid identifier.
    #[must_use]
    pub fn literal(text: &str) -> Self {
        Self::checked(text.to_owned())
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Makes any text an identifier: `Ident::new` must never see a bad one.
    fn checked(text: String) -> Self {
        let mut text: String = text.nfc().filter(|c| is_xid_continue(*c)).collect();
        if text.is_empty() || text.chars().all(|c| c == '_') {
            text = "unnamed".to_owned();
        }
        if !text.starts_with(|c: char| is_xid_start(c) || c == '_') {
            text.insert(0, 'n');
        }
        if is_keyword(&text) {
            // `Self_` would look odd; the others follow the convention of a trailing underscore.
            text.push_str(if text == "Self" { "Value" } else { "_" });
        }
        Self(text)
    }
}

impl fmt::Display for RustIdent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl ToTokens for RustIdent {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        Ident::new(&self.0, Span::call_site()).to_tokens(tokens);
    }
}

/// The result of claiming a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ClaimedIdent {
    pub(super) ident: RustIdent,
    /// The candidate was already used.
    pub(super) renamed: bool,
}

/// The names of one scope, each claimed once.
#[derive(Debug, Clone, Default)]
pub(super) struct Scope {
    taken: BTreeSet<String>,
}

impl Scope {
    /// A scope with reserved names.
    #[must_use]
    pub(super) fn reserving(names: &[&str]) -> Self {
        Self { taken: names.iter().map(|name| (*name).to_owned()).collect() }
    }

    /// Claims `candidate`, or `candidate` with `suffix`, or that with a number: the first that is free.
    pub(super) fn claim(&mut self, candidate: &RustIdent, suffix: &str) -> ClaimedIdent {
        if self.taken.insert(candidate.0.clone()) {
            return ClaimedIdent { ident: candidate.clone(), renamed: false };
        }
        let base = RustIdent::checked(format!("{}{suffix}", candidate.0.trim_end_matches('_')));
        let mut candidate = base.clone();
        let mut number = 2_u32;
        while !self.taken.insert(candidate.0.clone()) {
            candidate = RustIdent::checked(format!("{}{number}", base.0));
            number += 1;
        }
        ClaimedIdent { ident: candidate, renamed: true }
    }
}

/// Words that can be joined: `ir` guarantees letters and digits, and this ensures it.
fn parts(words: &Words) -> Vec<String> {
    let clean = |word: &String| -> String {
        word.chars().filter(|c| is_xid_continue(*c) && *c != '_').flat_map(char::to_lowercase).collect()
    };
    words.0.iter().map(clean).filter(|word| !word.is_empty()).collect()
}

/// Strict and reserved words of edition 2024, the weak ones that are confusing as names, and `_`.
pub(super) fn is_keyword(text: &str) -> bool {
    const KEYWORDS: &[&str] = &[
        "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do",
        "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop",
        "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct",
        "super", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while",
        "yield",
    ];
    KEYWORDS.binary_search(&text).is_ok()
}

/// A module name that is also a file name on every system. The compiler looks for files of ASCII names only.
#[must_use]
pub(super) fn module(words: &Words) -> RustIdent {
    let ident = RustIdent::snake(&words.ascii());
    let text = ident.as_str();
    // The compiler takes these for the root of a crate.
    let is_root = matches!(text, "lib" | "main");
    if is_root || is_device(text) { RustIdent(format!("{text}_")) } else { ident }
}

/// Whether Windows has a device of this name, in lower case, so that no file or folder can have it.
pub(super) fn is_device(name: &str) -> bool {
    let is_port = ["com", "lpt"].iter().any(|port| {
        name.strip_prefix(port).is_some_and(|rest| rest.len() == 1 && rest.starts_with(|c: char| c.is_ascii_digit()))
    });
    is_port || matches!(name, "aux" | "con" | "nul" | "prn")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Words {
        Words(text.split(' ').map(str::to_owned).collect())
    }

    #[test]
    fn cases() {
        let name = words("tracking number 2");
        assert_eq!(RustIdent::snake(&name).as_str(), "tracking_number_2");
        assert_eq!(RustIdent::pascal(&name).as_str(), "TrackingNumber2");
        assert_eq!(RustIdent::screaming(&name).as_str(), "TRACKING_NUMBER_2");
    }

    #[test]
    fn keywords_and_bad_words_become_identifiers() {
        for (text, ident) in [("type", "type_"), ("gen", "gen_"), ("self", "self_"), ("3d", "n3d"), ("", "unnamed")] {
            assert_eq!(RustIdent::snake(&words(text)).as_str(), ident);
        }
        assert_eq!(RustIdent::pascal(&words("self")).as_str(), "SelfValue");
        assert_eq!(RustIdent::snake(&Words(vec!["-".into(), "🎉".into()])).as_str(), "unnamed");
    }

    #[test]
    fn modules_are_file_names_on_every_system() {
        assert_eq!(module(&words("con")).as_str(), "con_");
        assert_eq!(module(&words("com1")).as_str(), "com1_");
        assert_eq!(module(&words("mod")).as_str(), "mod_");
        assert_eq!(module(&words("company")).as_str(), "company");
        assert_eq!(module(&words("größe 名")).as_str(), "grosse_u540d");
    }

    #[test]
    fn a_scope_gives_each_name_once() {
        let mut scope = Scope::reserving(&["Option"]);
        let option = RustIdent::literal("Option");
        assert_eq!(scope.claim(&option, "Model").ident.as_str(), "OptionModel");
        assert_eq!(scope.claim(&option, "Model").ident.as_str(), "OptionModel2");
        assert!(!scope.claim(&RustIdent::literal("Tag"), "Model").renamed);
    }
}
