//! What a run tells: diagnostics and a summary, for people or for programs.
//!
//! In: what the pipeline and `sync` found. Out: text on standard error, one line of JSON on standard output.
//! Must not: decide whether the run failed.

use std::io::{IsTerminal, Write};
use std::time::Duration;

use serde_json::{Value, json};

use crate::cli::Format;
use crate::coverage::Coverage;
use crate::diag::{self, Colour, Diagnostics, Level, SourceMap};

/// What is shown of the diagnostics.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// Errors and warnings.
    Usual,
    /// Notes too, and each file.
    All,
}

/// Collects what a run has to say.
#[derive(Debug)]
pub struct Report {
    format: Format,
    detail: Detail,
    diagnostics: Vec<Value>,
    skipped: Vec<Value>,
    unread: usize,
    pub files: usize,
    pub written: usize,
    pub operations: usize,
    pub types: usize,
    pub errors: usize,
    pub warnings: usize,
}

impl Report {
    #[must_use]
    pub fn new(format: Format, detail: Detail) -> Self {
        Self {
            format,
            detail,
            diagnostics: Vec::new(),
            skipped: Vec::new(),
            unread: 0,
            files: 0,
            written: 0,
            operations: 0,
            types: 0,
            errors: 0,
            warnings: 0,
        }
    }

    /// Says diagnostics at once as text, or keeps them for the line of JSON.
    pub fn diagnostics(&mut self, diagnostics: &Diagnostics, sources: &SourceMap) {
        let shown = match self.detail {
            Detail::All => diagnostics.clone(),
            Detail::Usual => diagnostics.at_least(Level::Warning),
        };
        let summary = diagnostics.summary();
        self.errors += summary.errors;
        self.warnings += summary.warnings;
        match self.format {
            Format::Text => print(&diag::render_text(&shown, sources, colour())),
            Format::Json => {
                if let Value::Array(items) = diag::to_json(&shown, sources) {
                    self.diagnostics.extend(items);
                }
            }
        }
    }

    /// What of a document is not in the crate.
    pub fn coverage(&mut self, coverage: &Coverage, sources: &SourceMap) {
        self.unread += coverage.skipped.len();
        if self.format == Format::Json {
            self.skipped.extend(coverage.skipped.iter().map(|skipped| {
                let location = sources.locate(&skipped.span);
                json!({
                    "pointer": skipped.pointer.as_str(), "file": location.file, "line": location.line,
                    "column": location.column, "level": skipped.level.word(), "code": skipped.code,
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

    /// A line for people who asked for more.
    pub fn detail(&self, text: &str) {
        if self.detail == Detail::All {
            self.text(text);
        }
    }

    /// The last word: quiet unless a person watches, or a program asked.
    pub fn finish(&self, elapsed: Duration) {
        match self.format {
            Format::Json => {
                let line = json!({
                    "files": self.files, "written": self.written, "operations": self.operations, "types": self.types,
                    "errors": self.errors, "warnings": self.warnings, "skipped": self.skipped,
                    "diagnostics": self.diagnostics,
                    "elapsed_ms": u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX),
                });
                let _ = writeln!(std::io::stdout().lock(), "{line}");
            }
            Format::Text if std::io::stderr().is_terminal() || self.detail == Detail::All => print(&format!(
                "{} files ({} written), {} operations, {} types, {} errors, {} warnings, {} parts unread, {} ms\n",
                self.files,
                self.written,
                self.operations,
                self.types,
                self.errors,
                self.warnings,
                self.unread,
                elapsed.as_millis()
            )),
            Format::Text => {}
        }
    }
}

/// Writes to standard error; a closed pipe is nobody's fault.
pub fn print(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}

fn colour() -> Colour {
    if std::io::stderr().is_terminal() { Colour::Always } else { Colour::Never }
}
