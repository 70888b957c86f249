//! The state of a walk through a document.
//!
//! In: what the rules report. Out: diagnostics with spans, and the list of moves. Must not: know any rule.

use std::collections::{HashMap, HashSet};

use crate::coverage::{Account, Keyword};
use crate::diag::codes::Code;
use crate::diag::{Diagnostics, Pointer, SourceId, SourceMap, Span, push_key};

use super::Version;

/// The current position, and the diagnostics so far.
pub(super) struct Context<'s> {
    pub(super) version: Version,
    pub(super) moves: Vec<Move>,
    /// References to shared parameters that are left out.
    pub(super) gone: HashSet<String>,
    sources: &'s mut SourceMap,
    account: &'s Account,
    diagnostics: Diagnostics,
    /// The diagnostic made last: the reason for what goes next.
    reason: Option<(Code, String)>,
    repeated: Vec<RepeatedDiagnostic>,
    repeated_index: HashMap<(Code, String), usize>,
    /// The pointer of the current node, as text, so that a step down or up allocates nothing.
    path: String,
}

/// Where a part was written, and where it stood before `downlevel`.
pub(super) struct Written {
    source: SourceId,
    pointer: Pointer,
    given: Pointer,
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
    code: Code,
    first: Span,
    message: String,
    help: String,
    count: usize,
}

impl<'s> Context<'s> {
    pub(super) fn new(sources: &'s mut SourceMap, account: &'s Account) -> Self {
        Self {
            version: Version::default(),
            moves: Vec::new(),
            gone: HashSet::new(),
            sources,
            account,
            diagnostics: Diagnostics::default(),
            reason: None,
            repeated: Vec::new(),
            repeated_index: HashMap::new(),
            path: String::new(),
        }
    }

    /// All diagnostics; the repeated ones come last.
    pub(super) fn finish(mut self) -> Diagnostics {
        for repeated in self.repeated {
            let message = match repeated.count {
                1 => repeated.message,
                2 => format!("{} (here and in one other place)", repeated.message),
                n => format!("{} (here and in {} other places)", repeated.message, n - 1),
            };
            self.diagnostics.report_at(repeated.code, repeated.first, message, repeated.help);
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
        push_key(&mut self.path, key);
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

    /// A scalar as it is written in the text, if it is written there.
    pub(super) fn text(&self, at: &Pointer) -> Option<&str> {
        self.sources.scalar(at)
    }

    /// Reports at the current node.
    pub(super) fn report(&mut self, code: Code, message: impl Into<String>, help: impl Into<String>) {
        let here = self.here();
        self.report_at_pointer(&here, code, message, help);
    }

    /// Reports at a property of the node at hand.
    pub(super) fn report_at(&mut self, key: &str, code: Code, message: impl Into<String>, help: impl Into<String>) {
        let at = self.here().child(key);
        self.report_at_pointer(&at, code, message, help);
    }

    /// Reports elsewhere.
    pub(super) fn report_at_pointer(
        &mut self,
        at: &Pointer,
        code: Code,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let (span, message) = (self.written(at), message.into());
        self.reason = Some((code, message.clone()));
        self.diagnostics.report_at(code, span, message, help);
    }

    /// Reports something that may stand in hundreds of places; `subject` tells one such thing from another.
    pub(super) fn report_once(
        &mut self,
        code: Code,
        subject: &str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let message = message.into();
        self.reason = Some((code, message.clone()));
        let key = (code, subject.to_owned());
        if let Some(repeated) = self.repeated_index.get(&key).and_then(|index| self.repeated.get_mut(*index)) {
            repeated.count += 1;
            return;
        }
        let first = self.written(&self.here());
        self.repeated_index.insert(key, self.repeated.len());
        self.repeated.push(RepeatedDiagnostic { code, first, message, help: help.into(), count: 1 });
    }

    /// Records that a subtree moved, for the source map and for the references into it.
    pub(super) fn moved(&mut self, from: &Pointer, to: &Pointer) {
        self.sources.moved(from, to);
        self.account.follow(|trail| trail.moved(from, to));
        self.moves.push(Move::Subtree { from: from.clone(), to: to.clone() });
    }

    /// Records that a subtree was copied; references still lead to the original.
    pub(super) fn copied(&mut self, from: &Pointer, to: &Pointer) {
        self.sources.copied(from, to);
        self.account.follow(|trail| trail.copied(from, to));
    }

    /// Says that what is read at `to` was written at `from`. References and positions do not change, nor what lies
    /// below.
    pub(super) fn stands_for(&self, from: &Pointer, to: &Pointer) {
        let given = self.account.given(from);
        self.account.follow(|trail| trail.record(to, SourceId::MAIN, given));
    }

    /// Where a part was written.
    pub(super) fn origin(&self, here: &Pointer) -> Written {
        let (source, pointer) = self.sources.entry(here);
        Written { source, pointer, given: self.account.given(here) }
    }

    /// Records where a part was written.
    pub(super) fn record(&mut self, here: &Pointer, origin: Written) {
        self.sources.record(here, origin.source, origin.pointer);
        self.account.follow(|trail| trail.record(here, SourceId::MAIN, origin.given));
    }

    /// Records that item `index` of `len` items was removed from the list at `list`.
    pub(super) fn removed_item(&mut self, list: &Pointer, index: usize, len: usize) {
        self.sources.removed_item(list, index, len);
        self.account.follow(|trail| trail.removed_item(list, index, len));
        self.moves.push(Move::Removed { list: list.clone(), index });
    }
}

/// What the account learns.
impl Context<'_> {
    /// A keyword of the node at hand was read, and does no more.
    pub(super) fn read(&self, keyword: Keyword) {
        self.account.settled(&self.here(), keyword);
    }

    pub(super) fn read_at(&self, at: &Pointer, keyword: Keyword) {
        self.account.settled(at, keyword);
    }

    /// A keyword of the node at hand was read and is now said with others.
    pub(super) fn rewritten(&self, keyword: Keyword, into: &[Keyword]) {
        self.account.rewritten(&self.here(), keyword, into);
    }

    /// The member `key` of the node at hand goes; the diagnostic made last says why.
    pub(super) fn left_out(&self, key: &str) {
        self.left_out_at(&self.here().child(key));
    }

    /// The same for the node at hand.
    pub(super) fn left_out_here(&self) {
        self.left_out_at(&self.here());
    }

    pub(super) fn left_out_at(&self, at: &Pointer) {
        if let Some((code, message)) = &self.reason {
            self.account.removed(at, *code, message.as_str());
        }
    }

    /// The node at hand becomes the value of an example.
    pub(super) fn wrapped(&self) {
        self.account.wrapped(&self.here());
    }

    /// The node at `at` says what another one says that stays.
    pub(super) fn repeated(&self, at: &Pointer) {
        self.account.repeated(at);
    }
}
