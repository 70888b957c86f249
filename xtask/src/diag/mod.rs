//! Diagnostics about a document: each with a code, a level, a span and a help line.
//!
//! In: what a stage reports. Out: `Diagnostics`, rendered as text or JSON with file, line and column.
//! Must not: decide what to do about a diagnostic; the pipeline does.

pub mod codes;
mod index;
mod json;
mod nearest;
mod pointer;
mod source_map;
mod summary;
mod text;

use std::collections::HashSet;

use codes::Code;

pub use json::to_json;
pub use nearest::nearest;
pub use pointer::Pointer;
pub(crate) use pointer::push_key;
pub use source_map::{Location, SourceId, SourceMap, Written};
pub use summary::Summary;
pub use text::{Colour, Paint, clean, render_text};

/// How serious a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// A type is looser than described, or a name was chosen.
    Note,
    /// Something that the document describes cannot be called, sent or read so.
    Warning,
    /// Nothing is written.
    Error,
}

/// What has been decided about a diagnostic.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub enum State {
    #[default]
    Reported,
    /// Accepted, for this reason: not counted, and shown on demand only.
    Allowed(String),
    /// An error although its code has a lower level.
    Denied,
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

impl Span {
    /// The line and column of an offset in bytes.
    #[must_use]
    pub fn in_text(file: &str, text: &str, offset: usize) -> Self {
        let before = text.get(..offset).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Self::Text { file: file.to_owned(), line, column }
    }
}

/// One diagnostic.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    pub code: Code,
    pub level: Level,
    pub state: State,
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

impl Diagnostic {
    #[must_use]
    pub fn is_allowed(&self) -> bool {
        matches!(self.state, State::Allowed(_))
    }
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
    /// Adds a diagnostic at a place in the working document.
    pub fn report(&mut self, code: Code, at: &Pointer, message: impl Into<String>, help: impl Into<String>) {
        self.report_at(code, Span::At(at.clone()), message, help);
    }

    /// Adds a diagnostic at any place.
    pub fn report_at(&mut self, code: Code, span: Span, message: impl Into<String>, help: impl Into<String>) {
        let (level, state) = (code.level(), State::Reported);
        self.items.push(Diagnostic { code, level, state, message: message.into(), span, help: help.into() });
    }

    pub fn extend(&mut self, other: Diagnostics) {
        self.items.extend(other.items);
    }

    /// Gives every diagnostic the level that it has in a document of somebody else.
    pub fn relax(&mut self) {
        for diagnostic in &mut self.items {
            diagnostic.level = diagnostic.code.tolerant_level();
        }
    }

    /// Errors, and warnings that nobody has allowed.
    #[must_use]
    pub fn usual(&self) -> Self {
        self.filtered(|diagnostic| diagnostic.level >= Level::Warning && !diagnostic.is_allowed())
    }

    /// Those at this level and above, whether allowed or not.
    #[must_use]
    pub fn at_least(&self, level: Level) -> Self {
        self.filtered(|diagnostic| diagnostic.level >= level)
    }

    /// Those with this code.
    #[must_use]
    pub fn only(&self, code: Code) -> Self {
        self.filtered(|diagnostic| diagnostic.code == code)
    }

    fn filtered(&self, keep: impl Fn(&Diagnostic) -> bool) -> Self {
        Self { items: self.items.iter().filter(|diagnostic| keep(diagnostic)).cloned().collect() }
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

    /// For whoever decides about diagnostics.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Diagnostic> {
        self.items.iter_mut()
    }

    /// Adds a diagnostic that was made elsewhere.
    pub fn add(&mut self, diagnostic: Diagnostic) {
        self.items.push(diagnostic);
    }
}
