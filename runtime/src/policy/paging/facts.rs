//! What a response says of its place in the list.
//!
//! In: the decoded page, or the body where the page lacks a fact. Out: the count of items, and cursor, end mark and
//! total as JSON. The decoded page is asked through functions that the macro writes from its typed fields, so that no
//! page is read twice; only a fact outside the payload costs a second, skipping pass over the body.

use crate::description::pagination::{PageStyle, Pagination};
use crate::value::maybe::Maybe;
use crate::wire::encode::Encode;
use crate::wire::json::{json_body, pick, to_value, value_at};
use serde_json::Value;

/// How to ask a decoded page: written by `paged_operation!`.
#[doc(hidden)]
#[allow(missing_docs, reason = "for the macro only")]
pub struct Paging<T, I> {
    pub items: fn(T) -> Vec<I>,
    pub count: fn(&T) -> usize,
    /// `None`: the body is asked, at the operation's path.
    pub next: Option<fn(&T) -> Value>,
    pub more: Option<fn(&T) -> Value>,
    pub total: Option<fn(&T) -> Value>,
}

impl<T, I> Clone for Paging<T, I> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T, I> Copy for Paging<T, I> {}

/// A builder of a call that gives pages: implemented by `paged_operation!`.
#[doc(hidden)]
#[allow(missing_docs, reason = "for the macro only")]
pub trait Paged {
    type Page;
    type Item;
    const PAGING: Paging<Self::Page, Self::Item>;
}

/// What a page says of its place.
#[derive(Debug, Default)]
pub(crate) struct PageFacts {
    pub(crate) count: u64,
    pub(crate) next: Value,
    pub(crate) more: Value,
    pub(crate) total: Value,
}

/// Asks a page.
pub(crate) fn read<T, I>(paging: &Paging<T, I>, pagination: &Pagination, page: &T, body: &[u8]) -> PageFacts {
    let count = u64::try_from((paging.count)(page)).unwrap_or(u64::MAX);
    let mut facts = PageFacts { count, ..PageFacts::default() };
    let mut wanted = Vec::new();
    match pagination.style {
        PageStyle::Cursor { next, more, .. } => {
            ask(page, paging.next, Some(next), &mut facts.next, &mut wanted);
            ask(page, paging.more, more, &mut facts.more, &mut wanted);
        }
        PageStyle::Page { total, .. } => ask(page, paging.total, total, &mut facts.total, &mut wanted),
    }
    if !wanted.is_empty() {
        pick(body, &mut wanted);
    }
    facts
}

/// Asks the body of a page that cannot be decoded; `None` when it is no JSON, so that it tells nothing. Items that are no
/// list count as none: with numbered pages that is the end, since nobody can tell whether there are more.
pub(crate) fn read_body(pagination: &Pagination, body: &[u8]) -> Option<PageFacts> {
    let body = json_body(body)?;
    let at = |path: &[&str]| value_at(&body, path).cloned().unwrap_or_default();
    let count = value_at(&body, pagination.items_path()).and_then(Value::as_array).map_or(0, Vec::len);
    let count = u64::try_from(count).unwrap_or(u64::MAX);
    let facts = PageFacts { count, ..PageFacts::default() };
    Some(match pagination.style {
        PageStyle::Cursor { next, more, .. } => {
            PageFacts { next: at(next), more: more.map(at).unwrap_or_default(), ..facts }
        }
        PageStyle::Page { total, .. } => PageFacts { total: total.map(at).unwrap_or_default(), ..facts },
    })
}

/// Asks the page for one fact, or puts it down as wanted from the body. A fact without a path is not looked for.
fn ask<'f, T>(
    page: &T,
    typed: Option<fn(&T) -> Value>,
    path: Option<&'static [&'static str]>,
    out: &'f mut Value,
    wanted: &mut Vec<(&'static [&'static str], &'f mut Value)>,
) {
    match (typed, path) {
        (_, None) => {}
        (Some(typed), Some(_)) => *out = typed(page),
        (None, Some(path)) => wanted.push((path, out)),
    }
}

/// A fact from a typed field; nothing is null.
#[doc(hidden)]
pub fn fact<V: Encode + ?Sized>(field: &V) -> Value {
    to_value(field)
}

/// A field on the way to a fact: there may be nothing.
#[doc(hidden)]
#[allow(missing_docs, reason = "for the macro only")]
pub trait Down {
    type To;
    fn down(&self) -> Option<&Self::To>;
    fn into_down(self) -> Option<Self::To>;
}

impl<T> Down for Option<T> {
    type To = T;

    fn down(&self) -> Option<&T> {
        self.as_ref()
    }

    fn into_down(self) -> Self {
        self
    }
}

impl<T> Down for Maybe<T> {
    type To = T;

    fn down(&self) -> Option<&T> {
        self.value()
    }

    fn into_down(self) -> Option<T> {
        self.into_option()
    }
}

/// A field that is the list.
#[doc(hidden)]
#[allow(missing_docs, reason = "for the macro only")]
pub trait List {
    type Item;
    fn count(&self) -> usize;
    fn list(self) -> Vec<Self::Item>;
}

impl<T> List for Vec<T> {
    type Item = T;

    fn count(&self) -> usize {
        self.len()
    }

    fn list(self) -> Self {
        self
    }
}

impl<T> List for Option<Vec<T>> {
    type Item = T;

    fn count(&self) -> usize {
        self.as_ref().map_or(0, Vec::len)
    }

    fn list(self) -> Vec<T> {
        self.unwrap_or_default()
    }
}

impl<T> List for Maybe<Vec<T>> {
    type Item = T;

    fn count(&self) -> usize {
        self.value().map_or(0, Vec::len)
    }

    fn list(self) -> Vec<T> {
        self.into_option().unwrap_or_default()
    }
}
