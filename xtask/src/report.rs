//! The output of a run: diagnostics and a summary, for people or for programs.
//!
//! In: the results of the pipeline and of `sync`. Out: text on standard error, one line of JSON on standard output.
//! Must not: decide whether the run failed.

use std::io::{IsTerminal, Write};
use std::time::Duration;

use serde_json::{Value, json};

use crate::cli::Format;
use crate::diag::{self, Colour, Diagnostics, Level, SourceMap};

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
    diagnostics: Vec<Value>,
    skipped: Vec<Value>,
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
            files: 0,
            written: 0,
            operations: 0,
            types: 0,
            errors: 0,
            warnings: 0,
        }
    }

    /// Prints diagnostics at once as text, or keeps them for the line of JSON.
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

    /// A part of a document that is not in the crate.
    pub fn skip(&mut self, pointer: &str, reason: &str) {
        self.skipped.push(json!({"pointer": pointer, "reason": reason}));
        if self.format == Format::Text {
            print(&format!("skipped {pointer}: {reason}\n"));
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

    /// The summary: printed only to a terminal, or as JSON.
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
                "{} files ({} written), {} operations, {} types, {} errors, {} warnings, {} ms\n",
                self.files,
                self.written,
                self.operations,
                self.types,
                self.errors,
                self.warnings,
                elapsed.as_millis()
            )),
            Format::Text => {}
        }
    }
}

/// Writes to standard error; a closed pipe is ignored.
pub fn print(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}

fn colour() -> Colour {
    if std::io::stderr().is_terminal() { Colour::Always } else { Colour::Never }
}
