//! Diagnostics about a document: each with a code, a level, a span and a help line.
//!
//! In: what a stage reports. Out: `Diagnostics`, rendered as text or JSON with file, line and column.
//! Must not: decide what to do about a diagnostic; the pipeline does.

mod index;
mod json;
mod nearest;
mod pointer;
mod source_map;
mod summary;
mod text;

use std::collections::HashSet;

pub use json::to_json;
pub use nearest::nearest;
pub use pointer::Pointer;
pub use source_map::{Location, SourceId, SourceMap};
pub use summary::Summary;
pub use text::{Colour, render_text};

/// How serious a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Worth knowing: a name was resolved, a default chosen.
    Note,
    /// Something is left out or read loosely; the rest is generated.
    Warning,
    /// Nothing is written.
    Error,
}

/// Where a diagnostic points.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Span {
    /// In the working document; the source map finds file, line and column.
    At(Pointer),
    /// The second occurrence of a key in the same object.
    Duplicate(Pointer),
    /// In one of the sources by name, whether or not that node is part of the working document: an overlay's action.
    In { file: String, pointer: Pointer },
    /// In a source text that could not be read as a whole. One-based line and column.
    Text { file: String, line: usize, column: usize },
    /// A file or folder as a whole.
    File(String),
}

/// One diagnostic.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// Stable, `stage-what`: `load-duplicate-key`.
    pub code: &'static str,
    pub level: Level,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    pub span: Span,
    /// What to do about it.
    pub help: String,
}

/// Diagnostics in the order in which they were made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diagnostics {
    items: Vec<Diagnostic>,
}

impl Level {
    /// The word that starts a rendered diagnostic.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl Diagnostics {
    /// Adds a diagnostic.
    pub fn push(
        &mut self,
        level: Level,
        code: &'static str,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.items.push(Diagnostic { code, level, message: message.into(), span, help: help.into() });
    }

    /// Adds an error at a node of the working document.
    pub fn error(&mut self, code: &'static str, at: &Pointer, message: impl Into<String>, help: impl Into<String>) {
        self.push(Level::Error, code, Span::At(at.clone()), message, help);
    }

    /// Adds a warning at a node of the working document.
    pub fn warn(&mut self, code: &'static str, at: &Pointer, message: impl Into<String>, help: impl Into<String>) {
        self.push(Level::Warning, code, Span::At(at.clone()), message, help);
    }

    /// Adds a note at a node of the working document.
    pub fn note(&mut self, code: &'static str, at: &Pointer, message: impl Into<String>, help: impl Into<String>) {
        self.push(Level::Note, code, Span::At(at.clone()), message, help);
    }

    pub fn extend(&mut self, other: Diagnostics) {
        self.items.extend(other.items);
    }

    /// Turns warnings with these codes into errors.
    pub fn raise(&mut self, codes: &[&str]) {
        for diagnostics in &mut self.items {
            if diagnostics.level == Level::Warning && codes.contains(&diagnostics.code) {
                diagnostics.level = Level::Error;
            }
        }
    }

    /// Those at this level and above.
    #[must_use]
    pub fn at_least(&self, level: Level) -> Self {
        Self { items: self.items.iter().filter(|diagnostics| diagnostics.level >= level).cloned().collect() }
    }

    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.items.iter().any(|d| d.level == Level::Error)
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Every diagnostic once, in the order in which they were made; exact repetitions are left out.
    pub fn unique(&self) -> impl Iterator<Item = &Diagnostic> {
        let mut seen = HashSet::new();
        self.items.iter().filter(move |d| seen.insert(*d))
    }

    /// How many diagnostics of each level there are; a repeated one counts once.
    #[must_use]
    pub fn summary(&self) -> Summary {
        Summary::of(self.unique())
    }

    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.items.iter()
    }
}
