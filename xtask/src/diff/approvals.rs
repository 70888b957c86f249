//! Changes that somebody has looked at and accepted.
//!
//! In: the text of `approvals.toml`, a comparison, a day. Out: the comparison with what approves its changes, and
//! diagnostics of entries that do not fit. Must not: read a file or a clock.

use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

use super::change::{Approved, Comparison};
use super::level::Wire;
use crate::diag::codes::{self, Code};
use crate::diag::{Diagnostics, Span};

/// The name under which the file is looked for, beside the documents of an API.
pub const FILE_NAME: &str = "approvals.toml";

/// The entries of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Approvals {
    entries: Vec<Entry>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    fingerprint: String,
    /// The worst level that is approved.
    wire: Option<Wire>,
    approved: Approved,
    span: Span,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    approval: Vec<Raw>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    /// The exact one, or the loose one, which holds for other values, too.
    fingerprint: Spanned<String>,
    reason: Spanned<String>,
    by: Option<String>,
    until: Option<Spanned<String>>,
    wire: Option<Spanned<String>>,
}

impl Approvals {
    /// Reads the text of a file.
    ///
    /// # Errors
    ///
    /// If it is not valid; all diagnostics are returned together.
    pub fn read(name: &str, text: &str) -> Result<Self, Diagnostics> {
        let mut reader = Reader { name, text, diagnostics: Diagnostics::default() };
        let file = match toml::from_str::<File>(text) {
            Ok(file) => file,
            Err(error) => {
                reader.report(&error.span().unwrap_or_default(), error.message(), "correct the file");
                return Err(reader.diagnostics);
            }
        };
        let entries: Vec<Entry> = file.approval.into_iter().map(|raw| reader.entry(raw)).collect();
        if reader.diagnostics.has_errors() { Err(reader.diagnostics) } else { Ok(Self { entries }) }
    }

    /// Marks the changes that are approved on a day, `YYYY-MM-DD`.
    pub fn apply(&self, comparison: &mut Comparison, today: &str) -> Diagnostics {
        let mut diagnostics = Diagnostics::default();
        for entry in &self.entries {
            self.one(entry, comparison, today, &mut diagnostics);
        }
        diagnostics
    }

    fn one(&self, entry: &Entry, comparison: &mut Comparison, today: &str, diagnostics: &mut Diagnostics) {
        let fits = |own: &str, loose: &str| own == entry.fingerprint || loose == entry.fingerprint;
        let mut changes = comparison
            .changes
            .iter_mut()
            .filter(|change| fits(&change.fingerprint, &change.loose_fingerprint))
            .peekable();
        let mut report = |code: Code, message: String, help: &str| {
            diagnostics.report_at(code, entry.span.clone(), message, help);
        };
        if changes.peek().is_none() {
            report(
                codes::DIFF_UNUSED_APPROVAL,
                format!("no change has the fingerprint {}", entry.fingerprint),
                "remove the entry",
            );
            return;
        }
        if let Some(until) = entry.approved.until.as_ref().filter(|until| until.as_str() < today) {
            report(codes::DIFF_EXPIRED_APPROVAL, format!("the approval ended on {until}"), "look at the change again");
            return;
        }
        for change in changes {
            match entry.wire {
                Some(wire) if change.wire > wire => {
                    let message =
                        format!("{} is {} now; {} was approved", change.message, change.wire.word(), wire.word());
                    report(codes::DIFF_WORSE_THAN_APPROVED, message, "look at the change again");
                }
                _ => change.approved = Some(entry.approved.clone()),
            }
        }
    }
}

struct Reader<'t> {
    name: &'t str,
    text: &'t str,
    diagnostics: Diagnostics,
}

impl Reader<'_> {
    fn entry(&mut self, raw: Raw) -> Entry {
        if raw.reason.get_ref().trim().is_empty() {
            self.report(&raw.reason.span(), "the reason is empty", "say why the change is accepted");
        }
        let print = raw.fingerprint.get_ref();
        if print.len() != 16 || !print.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            self.report(
                &raw.fingerprint.span(),
                "a fingerprint has 16 hex digits",
                "copy it from the output of `diff`",
            );
        }
        if let Some(until) = raw.until.as_ref().filter(|until| !is_day(until.get_ref())) {
            self.report(&until.span(), "the last day is no date", "write it as YYYY-MM-DD");
        }
        let wire = raw.wire.as_ref().and_then(|text| {
            let found = Wire::ALL.into_iter().find(|wire| wire.word() == text.get_ref());
            if found.is_none() {
                self.report(&text.span(), "there is no such level", "use breaking, risky or compatible");
            }
            found
        });
        let until = raw.until.map(Spanned::into_inner);
        Entry {
            span: self.span(&raw.fingerprint.span()),
            fingerprint: raw.fingerprint.into_inner().to_lowercase(),
            wire,
            approved: Approved { reason: raw.reason.into_inner().trim().to_owned(), by: raw.by, until },
        }
    }

    fn report(&mut self, at: &Range<usize>, message: &str, help: &str) {
        let span = self.span(at);
        self.diagnostics.report_at(codes::DIFF_APPROVALS_UNREADABLE, span, message, help);
    }

    fn span(&self, at: &Range<usize>) -> Span {
        Span::in_text(self.name, self.text, at.start)
    }
}

/// `YYYY-MM-DD`.
fn is_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let number = |text: &str, length: usize| text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    matches!(parts.as_slice(), [year, month, day] if number(year, 4) && number(month, 2) && number(day, 2))
}

#[cfg(test)]
mod tests {
    use super::Approvals;

    #[test]
    fn entries_need_a_reason_a_fingerprint_and_dates() {
        let text = "[[approval]]\nfingerprint = \"xyz\"\nreason = \" \"\nuntil = \"soon\"\nwire = \"bad\"\n";
        let diagnostics = Approvals::read("a.toml", text).unwrap_err();
        let messages: Vec<&str> = diagnostics.iter().map(|one| one.message.as_str()).collect();
        assert_eq!(
            messages,
            [
                "the reason is empty",
                "a fingerprint has 16 hex digits",
                "the last day is no date",
                "there is no such level"
            ]
        );
        assert!(Approvals::read("a.toml", "[[approval]]\nfingerprint = \"0123456789abcdef\"\n").is_err());
        assert!(Approvals::read("a.toml", "").is_ok());
    }
}
