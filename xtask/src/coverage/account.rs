//! Who read what.
//!
//! In: the stages, at the moment when they read a keyword, move an object or leave something out. Out: the account that
//! `settle` compares with the inventory. Must not: know what a keyword means, or count as read what was not there.

use std::cell::RefCell;
use std::collections::HashMap;

use serde_json::Value;

use super::inventory::Inventory;
use super::keyword::{Keyword, Keywords};
use crate::diag::codes::Code;
use crate::diag::{Pointer, SourceMap};

/// The account of one document. Stages share it.
#[derive(Debug, Default)]
pub struct Account {
    pub(super) inventory: Inventory,
    pub(super) state: RefCell<State>,
}

#[derive(Debug, Default)]
pub(super) struct State {
    /// By the pointer in the document as it was given.
    pub(super) given: HashMap<Pointer, Reads>,
    /// By the pointer after `downlevel`.
    pub(super) reads: HashMap<Pointer, Reads>,
    pub(super) unread: Vec<Unread>,
    /// Nodes that give way to others, where they are not read elsewhere all the same.
    pub(super) replaced: Vec<(Pointer, Code, &'static str)>,
    /// Nodes that say what another one says.
    pub(super) repeated: Vec<Pointer>,
    /// Nodes that are the value of an example now.
    pub(super) wrapped: Vec<Pointer>,
    /// Keywords that `downlevel` says with others: read if one of those is.
    pub(super) rewritten: HashMap<(Pointer, Keyword), Keywords>,
    /// From pointers after `downlevel` to those before.
    pub(super) trail: SourceMap,
}

/// Something that a stage leaves out, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unread {
    /// In the document as it was given.
    pub(super) at: Pointer,
    pub(super) time: Time,
    pub(super) code: Code,
    pub(super) report: Report,
    pub(super) reason: String,
}

/// Who makes a diagnostic of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Report {
    ByStage,
    BySettle,
}

/// When a pointer was taken down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Time {
    /// It is one of the document as it was given.
    Given,
    /// It is one after `downlevel`.
    Rewritten,
}

/// What was read of one object. A keyword counts only with the value that was read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reads {
    pub(super) used: Keywords,
    pub(super) carried: Keywords,
}

/// A value of a typed model that may stand for an absent key.
pub trait Presence {
    /// The document has the key, or the value is what its absence means.
    fn is_present(&self) -> bool;
}

impl<T> Presence for Option<T> {
    fn is_present(&self) -> bool {
        self.is_some()
    }
}

impl<T> Presence for [T] {
    fn is_present(&self) -> bool {
        !self.is_empty()
    }
}

impl<T> Presence for Vec<T> {
    fn is_present(&self) -> bool {
        !self.is_empty()
    }
}

impl Presence for str {
    fn is_present(&self) -> bool {
        !self.is_empty()
    }
}

impl Presence for String {
    fn is_present(&self) -> bool {
        !self.is_empty()
    }
}

/// A flag that is false says nothing.
impl Presence for bool {
    fn is_present(&self) -> bool {
        *self
    }
}

impl Reads {
    /// Hands a value on that decides about the code of the crate.
    pub fn used<'v, T: Presence + ?Sized>(&mut self, keyword: Keyword, value: &'v T) -> &'v T {
        if value.is_present() {
            self.used.insert(keyword);
        }
        value
    }

    /// Hands a value on that becomes a fact of the IR or a text in the docs.
    pub fn carried<'v, T: Presence + ?Sized>(&mut self, keyword: Keyword, value: &'v T) -> &'v T {
        if value.is_present() {
            self.carried.insert(keyword);
        }
        value
    }

    pub(super) fn all(self) -> Keywords {
        let mut all = self.used;
        all.extend(self.carried);
        all
    }

    pub(super) fn extend(&mut self, other: Self) {
        self.used.extend(other.used);
        self.carried.extend(other.carried);
    }
}

impl Account {
    /// Takes the inventory of a document.
    #[must_use]
    pub fn of(document: &Value) -> Self {
        let mut trail = SourceMap::default();
        trail.add("", "");
        let state = State { trail, ..State::default() };
        Self { inventory: Inventory::of(document), state: RefCell::new(state) }
    }

    /// Enters what was read of the object at `at`, as the document is after `downlevel`. The object counts as read
    /// even if nothing of it was.
    pub fn read(&self, at: &Pointer, reads: Reads) {
        let mut state = self.state.borrow_mut();
        match state.reads.get_mut(at) {
            Some(have) => have.extend(reads),
            None => {
                state.reads.insert(at.clone(), reads);
            }
        }
    }

    /// Enters one keyword that decided something.
    pub fn used(&self, at: &Pointer, keyword: Keyword) {
        self.read(at, Reads { used: Keywords::from_iter([keyword]), carried: Keywords::default() });
    }

    /// Leaves out what is at `at`, and everything below it. The stage reports it, too.
    pub fn unread(&self, at: &Pointer, code: Code, reason: impl Into<String>) {
        self.leave_out(at, code, reason.into(), Report::ByStage);
    }

    /// Leaves out what is at `at`, and everything below it. `settle` reports it, once for all places with that reason.
    pub fn unread_alike(&self, at: &Pointer, code: Code, reason: impl Into<String>) {
        self.leave_out(at, code, reason.into(), Report::BySettle);
    }

    fn leave_out(&self, at: &Pointer, code: Code, reason: String, report: Report) {
        let unread = Unread { at: at.clone(), time: Time::Rewritten, code, report, reason };
        self.state.borrow_mut().unread.push(unread);
    }
}

impl Account {
    /// Another node takes the place of the one at `at`, unless it is read elsewhere.
    pub fn replaced(&self, at: &Pointer, code: Code, reason: &'static str) {
        self.state.borrow_mut().replaced.push((at.clone(), code, reason));
    }
}

/// For `downlevel`, which sees objects before they move. Pointers are those of the moment.
impl Account {
    /// A keyword was read and has done all that it does.
    pub(crate) fn settled(&self, at: &Pointer, keyword: Keyword) {
        let mut state = self.state.borrow_mut();
        let at = state.given(at);
        state.given.entry(at).or_default().used.insert(keyword);
    }

    /// A keyword is now said with others in the same object.
    pub(crate) fn rewritten(&self, at: &Pointer, keyword: Keyword, into: &[Keyword]) {
        let mut state = self.state.borrow_mut();
        let at = state.given(at);
        state.rewritten.entry((at, keyword)).or_default().extend(into.iter().copied().collect());
    }

    /// Something goes, and everything below it.
    pub(crate) fn removed(&self, at: &Pointer, code: Code, reason: impl Into<String>) {
        let mut state = self.state.borrow_mut();
        let at = state.given(at);
        state.unread.push(Unread { at, time: Time::Given, code, report: Report::ByStage, reason: reason.into() });
    }

    /// The node says what another one says.
    pub(crate) fn repeated(&self, at: &Pointer) {
        let at = self.given(at);
        self.state.borrow_mut().repeated.push(at);
    }

    /// The node is the value of an example now, with all that it says.
    pub(crate) fn wrapped(&self, at: &Pointer) {
        let at = self.given(at);
        self.state.borrow_mut().wrapped.push(at);
    }

    /// Where that which is at `at` now was in the document as it was given.
    pub(crate) fn given(&self, at: &Pointer) -> Pointer {
        self.state.borrow().given(at)
    }

    /// Runs a change of the trail, the same as of the source map.
    pub(crate) fn follow(&self, change: impl FnOnce(&mut SourceMap)) {
        change(&mut self.state.borrow_mut().trail);
    }
}

impl State {
    /// Where that which is at `at` now was in the document as it was given.
    fn given(&self, at: &Pointer) -> Pointer {
        if self.trail.is_straight() { at.clone() } else { self.trail.entry(at).1 }
    }
}
