//! `sdk.toml`.
//!
//! In: the path of the file. Out: its entries, each with its place. Must not: look for the file.

use std::io::ErrorKind;
use std::ops::Range;
use std::path::Path;

use serde::Deserialize;
use toml::Spanned;

use super::{Allowance, Denial, Pattern, Policy, Scope, allowable, deny};
use crate::diag::codes::{self, Code};
use crate::diag::{Diagnostics, Span};

/// The name under which the file is looked for.
pub const FILE_NAME: &str = "sdk.toml";

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    diagnostics: Section,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Section {
    #[serde(default)]
    allow: Vec<Spanned<Entry>>,
    #[serde(default)]
    deny: Vec<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    code: Spanned<String>,
    reason: Spanned<String>,
    #[serde(rename = "where")]
    place: Option<Spanned<String>>,
}

/// Adds the entries of a file to a policy; a file that does not exist has none.
pub fn load(path: &Path, scope: &Scope, policy: &mut Policy) -> Diagnostics {
    let name = path.display().to_string();
    match std::fs::read_to_string(path) {
        Ok(text) => read(&name, &text, scope, policy),
        Err(error) if error.kind() == ErrorKind::NotFound => Diagnostics::default(),
        Err(error) => {
            let mut diagnostics = Diagnostics::default();
            let message = format!("cannot read the file: {error}");
            diagnostics.report_at(codes::POLICY_UNREADABLE, Span::File(name), message, "check its permissions");
            diagnostics
        }
    }
}

/// The same, of the file's text.
pub(super) fn read(name: &str, text: &str, scope: &Scope, policy: &mut Policy) -> Diagnostics {
    policy.sources.add(name, text);
    let mut reader = Reader { name, text, scope, diagnostics: Diagnostics::default() };
    match toml::from_str::<File>(text) {
        Ok(file) => reader.section(file.diagnostics, policy),
        Err(error) => {
            let span = error.span().unwrap_or_default();
            reader.report(codes::POLICY_UNREADABLE, &span, error.message().to_owned(), "correct the file".to_owned());
        }
    }
    reader.diagnostics
}

struct Reader<'t> {
    name: &'t str,
    text: &'t str,
    scope: &'t Scope,
    diagnostics: Diagnostics,
}

impl Reader<'_> {
    fn section(&mut self, section: Section, policy: &mut Policy) {
        for entry in section.allow {
            if let Some(allowance) = self.allowance(&entry) {
                policy.allow(allowance);
            }
        }
        for what in section.deny {
            match deny(what.get_ref()) {
                Ok(what) => policy.deny(Denial { what, scope: self.scope.clone() }),
                Err((message, help)) => self.report(codes::POLICY_UNKNOWN_CODE, &what.span(), message, help),
            }
        }
    }

    fn allowance(&mut self, entry: &Spanned<Entry>) -> Option<Allowance> {
        let Entry { code, reason, place } = entry.get_ref();
        if reason.get_ref().trim().is_empty() {
            let (message, help) = ("the reason is empty", "say why the diagnostic is accepted");
            self.report(codes::POLICY_VALUE, &reason.span(), message.to_owned(), help.to_owned());
        }
        let pattern = match place {
            None => None,
            Some(place) => match Pattern::new(place.get_ref()) {
                Some(pattern) => Some(pattern),
                None => {
                    let (message, help) = ("`where` is not a pattern of JSON pointers", "begin it with `/`");
                    self.report(codes::POLICY_VALUE, &place.span(), message.to_owned(), help.to_owned());
                    return None;
                }
            },
        };
        match allowable(code.get_ref()) {
            Ok(known) => Some(Allowance {
                code: known,
                pattern,
                reason: reason.get_ref().trim().to_owned(),
                scope: self.scope.clone(),
                span: self.span(&code.span()),
            }),
            Err((kind, message, help)) => {
                self.report(kind, &code.span(), message, help);
                None
            }
        }
    }

    fn report(&mut self, code: Code, at: &Range<usize>, message: String, help: String) {
        let span = self.span(at);
        self.diagnostics.report_at(code, span, message, help);
    }

    /// Line and column, both from one.
    fn span(&self, at: &Range<usize>) -> Span {
        Span::in_text(self.name, self.text, at.start)
    }
}
