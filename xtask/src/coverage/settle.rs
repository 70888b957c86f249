//! Compares what is there with what was read.
//!
//! In: the account of a document. Out: everything unread, each with a reason; what nobody read and nobody left out is
//! a warning, because a reader has forgotten it. Must not: know what a keyword means.

use std::collections::{HashMap, HashSet};

use super::account::{Account, Reads, Report, State, Time};
use super::inventory::{Entry, Inventory};
use super::keyword::Keyword;
use crate::diag::codes::{self, Code};
use crate::diag::{Diagnostics, Level, Pointer, SourceMap, Span};

/// What became of a document.
#[derive(Debug, Default)]
pub struct Coverage {
    /// How many keywords decided about the code.
    pub used: usize,
    /// How many became facts or docs.
    pub carried: usize,
    /// What is in neither, in document order.
    pub skipped: Vec<Skipped>,
    /// For what no stage has spoken of.
    pub diagnostics: Diagnostics,
}

/// A part of a document that is not in the crate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// In the document with its overlays.
    pub pointer: Pointer,
    /// In the text that it was written in.
    pub span: Span,
    pub level: Level,
    pub code: Code,
    pub reason: String,
}

impl Account {
    /// Settles the account. `sources` is the source map from before `downlevel`, `level` the level of a code.
    #[must_use]
    pub fn settle(self, sources: &SourceMap, level: fn(Code) -> Level) -> Coverage {
        let Self { inventory, state } = self;
        let state = state.into_inner();
        let reads = given_reads(&state);
        let reasons = given_reasons(&state, &reads);
        let mut settle = Settle {
            inventory: &inventory,
            reads,
            explained: reasons.iter().map(|reason| &reason.at).chain(&state.repeated).cloned().collect(),
            state: &state,
            forgotten: Vec::new(),
            coverage: Coverage::default(),
        };
        settle.run();
        let Settle { forgotten, mut coverage, .. } = settle;
        report(reasons.into_iter().chain(forgotten).collect(), sources, level, &mut coverage);
        coverage
    }
}

/// Why something is unread.
struct Reason {
    at: Pointer,
    code: Code,
    report: Report,
    text: String,
}

struct Settle<'a> {
    inventory: &'a Inventory,
    reads: HashMap<Pointer, Reads>,
    /// Where a stage left something out.
    explained: HashSet<Pointer>,
    state: &'a State,
    forgotten: Vec<Reason>,
    coverage: Coverage,
}

/// Whether an object was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Settled,
    Unread,
}

impl Settle<'_> {
    fn run(&mut self) {
        if self.object(0) == Outcome::Unread {
            self.forget(Pointer::default(), "the document is not read");
        }
        for index in &self.inventory.roots {
            let entry = self.inventory.entries.get(*index);
            if let (Outcome::Unread, Some(entry)) = (self.object(*index), entry) {
                self.forget(entry.at.clone(), "nothing reads what is referred to here");
            }
        }
        for at in &self.inventory.extensions {
            self.extension(at.clone());
        }
    }

    fn object(&mut self, index: usize) -> Outcome {
        let Some(entry) = self.inventory.entries.get(index) else { return Outcome::Settled };
        if self.explained.contains(&entry.at) {
            return Outcome::Settled;
        }
        let Some(reads) = self.reads.get(&entry.at).copied() else { return Outcome::Unread };
        if reads.all().contains(Keyword::Value) && self.state.wrapped.contains(&entry.at) {
            self.coverage.carried += 1;
            return Outcome::Settled;
        }
        self.coverage.used += reads.used.len();
        self.coverage.carried += reads.carried.len();
        for keyword in entry.keys.without(reads.all()) {
            self.keyword(entry, keyword, reads);
        }
        for key in &entry.others {
            let at = entry.at.child(key);
            if key.starts_with("x-") {
                self.extension(at);
            } else {
                self.forget(at, format!("`{key}` is not known here"));
            }
        }
        self.held(index, entry);
        Outcome::Settled
    }

    fn keyword(&mut self, entry: &Entry, keyword: Keyword, reads: Reads) {
        let by = self.state.rewritten.get(&(entry.at.clone(), keyword));
        if by.is_some_and(|by| by.iter().any(|other| reads.all().contains(other))) {
            self.coverage.used += 1;
            return;
        }
        self.forget(entry.at.child(keyword.as_str()), format!("nothing reads `{}` here", keyword.as_str()));
    }

    /// The objects in an object. Those under one key that nobody read are one entry.
    fn held(&mut self, index: usize, entry: &Entry) {
        let mut next = index + 1;
        let mut group: Option<(Keyword, Vec<Pointer>, usize)> = None;
        while next < entry.end {
            let Some(held) = self.inventory.entries.get(next) else { break };
            let under = held.under.unwrap_or(Keyword::Value);
            if group.as_ref().is_some_and(|(keyword, ..)| *keyword != under) {
                self.close(entry, group.take());
            }
            let (_, unread, count) = group.get_or_insert((under, Vec::new(), 0));
            *count += 1;
            let outcome = self.object(next);
            if outcome == Outcome::Unread {
                unread.push(held.at.clone());
            }
            next = held.end;
        }
        self.close(entry, group);
    }

    fn close(&mut self, entry: &Entry, group: Option<(Keyword, Vec<Pointer>, usize)>) {
        let Some((keyword, unread, count)) = group else { return };
        let (holder, name) = (entry.at.child(keyword.as_str()), keyword.as_str());
        if self.explained.contains(&holder) {
            return;
        }
        let shared = entry.at.as_str() == "/components";
        if shared {
            for at in unread {
                let what = at.parts().last().unwrap_or_default();
                let reason = format!("nothing refers to `{what}` of `components.{name}`");
                self.forgotten.push(Reason {
                    at,
                    code: codes::COVERAGE_UNUSED_COMPONENT,
                    report: Report::BySettle,
                    text: reason,
                });
            }
        } else if unread.len() == count {
            if !unread.is_empty() {
                self.forget(holder, format!("nothing reads `{name}` here"));
            }
        } else {
            for at in unread {
                self.forget(at, format!("nothing reads this entry of `{name}`"));
            }
        }
    }

    fn extension(&mut self, at: Pointer) {
        let roots = self.inventory.roots.iter().filter_map(|index| self.inventory.entries.get(*index));
        let is_read = roots.into_iter().any(|entry| entry.at.below(&at).is_some());
        if !is_read && !self.explained.contains(&at) {
            let key = at.parts().last().unwrap_or_default();
            let reason = format!("`{key}` is an extension of another tool");
            self.forgotten.push(Reason { at, code: codes::COVERAGE_EXTENSION, report: Report::BySettle, text: reason });
        }
    }

    fn forget(&mut self, at: Pointer, reason: impl Into<String>) {
        if !self.explained.contains(&at) {
            let (code, text) = (codes::COVERAGE_UNREAD, reason.into());
            self.forgotten.push(Reason { at, code, report: Report::BySettle, text });
        }
    }
}

/// What was read, by pointers into the document as it was given.
fn given_reads(state: &State) -> HashMap<Pointer, Reads> {
    let mut all = state.given.clone();
    let straight = state.trail.is_straight();
    for (at, reads) in &state.reads {
        if straight {
            all.entry(at.clone()).or_default().extend(*reads);
            continue;
        }
        let mut rest = *reads;
        // Keys that came from elsewhere count there.
        for (key, from) in state.trail.children(at) {
            let (Some(keyword), Some(from)) = (Keyword::of(&key), from.parent()) else { continue };
            let there = all.entry(from).or_default();
            for (mine, theirs) in [(&mut rest.used, &mut there.used), (&mut rest.carried, &mut there.carried)] {
                if mine.remove(keyword) {
                    theirs.insert(keyword);
                }
            }
        }
        all.entry(state.trail.entry(at).1).or_default().extend(rest);
    }
    all
}

/// What stages left out, by pointers into the document as it was given.
fn given_reasons(state: &State, reads: &HashMap<Pointer, Reads>) -> Vec<Reason> {
    let mut seen = HashSet::new();
    let given = |at: &Pointer, time: Time| match time {
        Time::Given => at.clone(),
        Time::Rewritten if state.trail.is_straight() => at.clone(),
        Time::Rewritten => state.trail.entry(at).1,
    };
    let all = state.unread.iter().map(|unread| Reason {
        at: given(&unread.at, unread.time),
        code: unread.code,
        report: unread.report,
        text: unread.reason.clone(),
    });
    let replaced = state.replaced.iter().map(|(at, code, text)| Reason {
        at: given(at, Time::Rewritten),
        code: *code,
        report: Report::BySettle,
        text: (*text).to_owned(),
    });
    let replaced = replaced.filter(|reason| !reads.contains_key(&reason.at));
    all.chain(replaced).filter(|reason| seen.insert((reason.at.clone(), reason.code))).collect()
}

/// Makes entries of the reasons, and diagnostics of those that no stage has reported: one for all places of a reason.
fn report(mut reasons: Vec<Reason>, sources: &SourceMap, level: fn(Code) -> Level, coverage: &mut Coverage) {
    let span = |at: &Pointer| {
        let (file, pointer) = sources.origin(at);
        Span::In { file: file.to_owned(), pointer }
    };
    reasons.sort_by(|a, b| (&a.at, a.code).cmp(&(&b.at, b.code)));
    let mut alike: Vec<(&Reason, usize)> = Vec::new();
    let mut index: HashMap<(Code, &str), usize> = HashMap::new();
    for reason in reasons.iter().filter(|reason| reason.report == Report::BySettle) {
        let place = *index.entry((reason.code, reason.text.as_str())).or_insert(alike.len());
        match alike.get_mut(place) {
            Some((_, count)) => *count += 1,
            None => alike.push((reason, 1)),
        }
    }
    for (reason, count) in alike {
        let message = match count {
            1 => reason.text.clone(),
            2 => format!("{} (here and in one other place)", reason.text),
            n => format!("{} (here and in {} other places)", reason.text, n - 1),
        };
        coverage.diagnostics.report_at(reason.code, span(&reason.at), message, reason.code.fix());
    }
    let skipped = reasons.into_iter().map(|reason| Skipped {
        span: span(&reason.at),
        pointer: reason.at,
        level: level(reason.code),
        code: reason.code,
        reason: reason.text,
    });
    coverage.skipped = skipped.collect();
}
