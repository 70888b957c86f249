//! The state of a walk through a document.
//!
//! In: what the rules report. Out: diagnostics with spans, and the list of moves. Must not: know any rule.

use std::collections::{HashMap, HashSet};

use crate::diag::{Diagnostics, Level, Pointer, SourceId, SourceMap, Span};

use super::Version;

/// The current position, and the diagnostics so far.
pub(super) struct Context<'s> {
    pub(super) version: Version,
    pub(super) moves: Vec<Move>,
    /// References to shared parameters that are left out.
    pub(super) gone: HashSet<String>,
    sources: &'s mut SourceMap,
    diagnostics: Diagnostics,
    repeated: Vec<RepeatedDiagnostic>,
    repeated_index: HashMap<(&'static str, String), usize>,
    /// The pointer of the current node, as text, so that a step down or up allocates nothing.
    path: String,
}

/// How pointers into the document changed, in the order in which it happened.
#[derive(Debug, Clone)]
pub(super) enum Move {
    /// A subtree moved.
    Subtree { from: Pointer, to: Pointer },
    /// An item was removed from its list; those after it moved up.
    Removed { list: Pointer, index: usize },
}

/// The same diagnostic in many places, reported once.
struct RepeatedDiagnostic {
    level: Level,
    code: &'static str,
    first: Span,
    message: String,
    help: String,
    count: usize,
}

impl<'s> Context<'s> {
    pub(super) fn new(sources: &'s mut SourceMap) -> Self {
        Self {
            version: Version::default(),
            moves: Vec::new(),
            gone: HashSet::new(),
            sources,
            diagnostics: Diagnostics::default(),
            repeated: Vec::new(),
            repeated_index: HashMap::new(),
            path: String::new(),
        }
    }

    /// All diagnostics; the repeated ones come last.
    pub(super) fn finish(mut self) -> Diagnostics {
        for note_once in self.repeated {
            let message = match note_once.count {
                1 => note_once.message,
                2 => format!("{} (here and in one other place)", note_once.message),
                n => format!("{} (here and in {} other places)", note_once.message, n - 1),
            };
            self.diagnostics.push(note_once.level, note_once.code, note_once.first, message, note_once.help);
        }
        self.diagnostics
    }

    /// The current node.
    pub(super) fn here(&self) -> Pointer {
        Pointer::new(self.path.as_str())
    }

    /// Runs `work` at a property of the current node.
    pub(super) fn within<R>(&mut self, key: &str, work: impl FnOnce(&mut Self) -> R) -> R {
        let mark = self.path.len();
        self.path.push('/');
        for c in key.chars() {
            match c {
                '~' => self.path.push_str("~0"),
                '/' => self.path.push_str("~1"),
                other => self.path.push(other),
            }
        }
        let result = work(self);
        self.path.truncate(mark);
        result
    }

    /// Runs `work` at an item of the current list.
    pub(super) fn item<R>(&mut self, index: usize, work: impl FnOnce(&mut Self) -> R) -> R {
        self.within(&index.to_string(), work)
    }

    /// Diagnostics point into the text as it was written, because the node may move or be removed later.
    fn written(&self, at: &Pointer) -> Span {
        let (file, pointer) = self.sources.origin(at);
        Span::In { file: file.to_owned(), pointer }
    }

    fn push(
        &mut self,
        level: Level,
        code: &'static str,
        at: &Pointer,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let span = self.written(at);
        self.diagnostics.push(level, code, span, message, help);
    }

    pub(super) fn error(&mut self, code: &'static str, message: impl Into<String>, help: impl Into<String>) {
        let here = self.here();
        self.push(Level::Error, code, &here, message, help);
    }

    pub(super) fn error_at(
        &mut self,
        key: &str,
        code: &'static str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let at = self.here().child(key);
        self.push(Level::Error, code, &at, message, help);
    }

    pub(super) fn error_at_pointer(
        &mut self,
        at: &Pointer,
        code: &'static str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.push(Level::Error, code, at, message, help);
    }

    pub(super) fn warn(&mut self, code: &'static str, message: impl Into<String>, help: impl Into<String>) {
        let here = self.here();
        self.push(Level::Warning, code, &here, message, help);
    }

    pub(super) fn warn_at(
        &mut self,
        key: &str,
        code: &'static str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let at = self.here().child(key);
        self.push(Level::Warning, code, &at, message, help);
    }

    pub(super) fn note(&mut self, code: &'static str, message: impl Into<String>, help: impl Into<String>) {
        let here = self.here();
        self.push(Level::Note, code, &here, message, help);
    }

    pub(super) fn note_at(
        &mut self,
        key: &str,
        code: &'static str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let at = self.here().child(key);
        self.push(Level::Note, code, &at, message, help);
    }

    pub(super) fn note_at_pointer(
        &mut self,
        at: &Pointer,
        code: &'static str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.push(Level::Note, code, at, message, help);
    }

    /// Notes something that may occur hundreds of times; `subject` distinguishes one such thing from another.
    pub(super) fn note_once(
        &mut self,
        code: &'static str,
        subject: &str,
        message: impl Into<String>,
        help: &'static str,
    ) {
        self.count(Level::Note, code, subject, message.into(), help.to_owned());
    }

    /// The same as a warning, where it looks like a mistake.
    pub(super) fn warn_once(&mut self, code: &'static str, subject: &str, message: String, help: String) {
        self.count(Level::Warning, code, subject, message, help);
    }

    fn count(&mut self, level: Level, code: &'static str, subject: &str, message: String, help: String) {
        let key = (code, subject.to_owned());
        if let Some(note_once) = self.repeated_index.get(&key).and_then(|index| self.repeated.get_mut(*index)) {
            note_once.count += 1;
            return;
        }
        let first = self.written(&self.here());
        self.repeated_index.insert(key, self.repeated.len());
        self.repeated.push(RepeatedDiagnostic { level, code, first, message, help, count: 1 });
    }

    /// Records that a subtree moved, for the source map and for the references into it.
    pub(super) fn moved(&mut self, from: &Pointer, to: &Pointer) {
        self.sources.moved(from, to);
        self.moves.push(Move::Subtree { from: from.clone(), to: to.clone() });
    }

    /// Records that a subtree was copied; references still lead to the original.
    pub(super) fn copied(&mut self, from: &Pointer, to: &Pointer) {
        self.sources.copied(from, to);
    }

    /// Where a part was written.
    pub(super) fn origin(&self, here: &Pointer) -> (SourceId, Pointer) {
        self.sources.entry(here)
    }

    /// Records where a part was written.
    pub(super) fn record(&mut self, here: &Pointer, origin: (SourceId, Pointer)) {
        self.sources.record(here, origin.0, origin.1);
    }

    /// Records that item `index` of `len` items was removed from the list at `list`.
    pub(super) fn removed_item(&mut self, list: &Pointer, index: usize, len: usize) {
        self.sources.removed_item(list, index, len);
        self.moves.push(Move::Removed { list: list.clone(), index });
    }
}
