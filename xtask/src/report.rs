//! The output of a run: diagnostics and a summary, for people or for programs.
//!
//! In: the results of the pipeline and of `sync`. Out: text on standard error, one line of JSON on standard output.
//! Must not: decide whether the run failed.

use std::io::{IsTerminal, Write};
use std::time::Duration;

use serde_json::{Value, json};

use crate::cli::Format;
use crate::coverage::Coverage;
use crate::diag::{self, Colour, Diagnostics, Level, SourceMap, Summary};
use crate::policy::{Policy, Scope};

/// What is shown of the diagnostics.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// Errors and warnings.
    Usual,
    /// Notes too, and each file.
    All,
}

/// Collects the output of a run.
#[derive(Debug)]
pub struct Report {
    format: Format,
    detail: Detail,
    pub policy: Policy,
    diagnostics: Vec<Value>,
    /// For the line of JSON; a position costs a parse of the text.
    skipped: Vec<Value>,
    unread: usize,
    pub files: usize,
    pub written: usize,
    pub operations: usize,
    pub types: usize,
    summary: Summary,
}

/// Whether a document may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    Pass,
    /// It has errors, or diagnostics that are denied.
    Fail,
}

impl Report {
    #[must_use]
    pub fn new(format: Format, detail: Detail, policy: Policy) -> Self {
        Self {
            format,
            detail,
            policy,
            diagnostics: Vec::new(),
            skipped: Vec::new(),
            unread: 0,
            files: 0,
            written: 0,
            operations: 0,
            types: 0,
            summary: Summary::default(),
        }
    }

    /// Shows diagnostics at once as text, or keeps them for the line of JSON.
    pub fn diagnostics(&mut self, diagnostics: &Diagnostics, sources: &SourceMap) -> Verdict {
        let mut diagnostics = diagnostics.clone();
        self.policy.apply(&mut diagnostics, sources);
        self.summary.add(diagnostics.summary());
        match (self.format, self.detail) {
            (Format::Text, Detail::Usual) => print(&diag::render_text(&diagnostics.usual(), sources, colour())),
            (Format::Text, Detail::All) => print(&diag::render_text(&diagnostics, sources, colour())),
            (Format::Json, detail) => {
                let least = if detail == Detail::All { Level::Note } else { Level::Warning };
                if let Value::Array(items) = diag::to_json(&diagnostics.at_least(least), sources) {
                    self.diagnostics.extend(items);
                }
            }
        }
        if diagnostics.has_errors() { Verdict::Fail } else { Verdict::Pass }
    }

    /// Reports the entries that allow nothing, of those for which all documents have been read.
    pub fn stale_allowances(&mut self, complete: impl Fn(&Scope) -> bool) -> Verdict {
        let (stale, sources) = (self.policy.stale(complete), self.policy.sources().clone());
        self.diagnostics(&stale, &sources)
    }

    /// What of a document is not in the crate.
    pub fn coverage(&mut self, coverage: &Coverage, sources: &SourceMap) {
        self.unread += coverage.skipped.len();
        if self.format == Format::Json {
            self.skipped.extend(coverage.skipped.iter().map(|skipped| {
                let location = sources.locate(&skipped.span);
                json!({
                    "pointer": skipped.pointer.as_str(), "file": location.file, "line": location.line,
                    "column": location.column, "level": skipped.level.word(), "code": skipped.code.id(),
                    "reason": skipped.reason,
                })
            }));
        }
    }

    /// A line for people, such as a diff.
    pub fn text(&self, text: &str) {
        if self.format == Format::Text {
            print(text);
        }
    }

    /// A line of the verbose output.
    pub fn detail(&self, text: &str) {
        if self.detail == Detail::All {
            self.text(text);
        }
    }

    /// Whether anything has been an error so far.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.summary.errors > 0
    }

    /// The counts: for programs always, for people when there is something to look at, or a terminal.
    pub fn finish(&self, elapsed: Duration) {
        let Summary { errors, warnings, notes, allowed } = self.summary;
        match self.format {
            Format::Json => {
                let line = json!({
                    "files": self.files, "written": self.written, "operations": self.operations, "types": self.types,
                    "errors": errors, "warnings": warnings, "notes": notes, "allowed": allowed,
                    "skipped": self.skipped, "diagnostics": self.diagnostics,
                    "elapsed_ms": u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX),
                });
                let _ = writeln!(std::io::stdout().lock(), "{line}");
            }
            Format::Text => {
                let eventful = errors + warnings + self.unread > 0;
                if eventful || self.detail == Detail::All || std::io::stderr().is_terminal() {
                    print(&self.counts(elapsed));
                }
            }
        }
    }

    fn counts(&self, elapsed: Duration) -> String {
        format!(
            "{} files ({} written), {} operations, {} types; {}, {} skipped; {} ms
",
            self.files,
            self.written,
            self.operations,
            self.types,
            self.summary,
            self.unread,
            elapsed.as_millis()
        )
    }
}

/// Writes to standard error; a closed pipe is ignored.
pub fn print(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}

fn colour() -> Colour {
    if std::io::stderr().is_terminal() { Colour::Always } else { Colour::Never }
}
