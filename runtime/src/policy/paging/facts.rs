//! What a response says of its position in the list.
//!
//! In: the decoded page, or the body where the page lacks a fact. Out: the number of items, and cursor, end mark and total
//! as JSON. The decoded page is read through functions that the macro writes from its typed fields, so that no page is
//! read twice; only a fact outside the payload, or one that is missing, costs a second pass over the body. Must not:
//! decide what follows from the facts.

use crate::description::pagination::Pagination;
use crate::value::maybe::Maybe;
use crate::wire::encode::Encode;
use crate::wire::json::{json_body, pick, to_value, value_at};
use serde_json::Value;

/// How to read a decoded page: written by `paged_operation!`.
#[doc(hidden)]
#[allow(missing_docs, reason = "for the macro only")]
pub struct Paging<T, I> {
    pub items: fn(T) -> Vec<I>,
    pub count: fn(&T) -> usize,
    /// `None`: the body is read, at the operation's path.
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

/// Whether a response has a list of items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum ItemList {
    #[default]
    Missing,
    Present,
    /// Something else is in its place.
    Odd,
}

/// What a page says of its position. A fact that the response does not have is `None`; `null` is a value.
#[derive(Debug, Default)]
pub(crate) struct PageFacts {
    pub(crate) count: u64,
    pub(crate) list: ItemList,
    pub(crate) next: Option<Value>,
    pub(crate) more: Option<Value>,
    pub(crate) total: Option<Value>,
    /// The `Link` headers of the response.
    pub(crate) links: Vec<String>,
}

/// Reads the facts of a decoded page.
pub(crate) fn read<T, I>(paging: &Paging<T, I>, pagination: &Pagination, page: &T, body: &[u8]) -> PageFacts {
    let count = u64::try_from((paging.count)(page)).unwrap_or(u64::MAX);
    let mut values = [Value::Null, Value::Null, Value::Null];
    let paths = [pagination.next_path(), pagination.more, pagination.total];
    let mut outside = Vec::new();
    for ((value, path), typed) in values.iter_mut().zip(paths).zip([paging.next, paging.more, paging.total]) {
        match (path, typed) {
            (None, _) => {}
            (Some(_), Some(typed)) => *value = typed(page),
            (Some(path), None) => outside.push((path, value)),
        }
    }
    if !outside.is_empty() {
        pick(body, &mut outside);
    }
    // Here null may be a missing property, and no items may be no list: only the body tells them apart.
    let is_known = |(value, path): (&Value, &Option<&[&str]>)| path.is_none() || !value.is_null();
    let is_complete = says_no(&values[1]) || values.iter().zip(&paths).all(is_known);
    let missing = match count > 0 && is_complete {
        true => PageFacts::default(),
        // A payload that may be left out was left out: that is an empty list.
        false if body.trim_ascii().is_empty() => PageFacts { list: ItemList::Present, ..PageFacts::default() },
        false => read_body(pagination, body).unwrap_or_default(),
    };
    let list = if count > 0 { ItemList::Present } else { missing.list };
    let [next, more, total] = values.map(|value| Some(value).filter(|value| !value.is_null()));
    PageFacts {
        count,
        list,
        next: next.or(missing.next),
        more: more.or(missing.more),
        total: total.or(missing.total),
        links: Vec::new(),
    }
}

/// Whether a value says that there are no more pages.
pub(super) fn says_no(more: &Value) -> bool {
    match more {
        Value::Bool(more) => !more,
        Value::String(text) => matches!(text.as_str(), "false" | "0"),
        Value::Number(number) => number.as_i64() == Some(0),
        _ => false,
    }
}

/// Reads the facts from the body; `None` when it is no JSON, so that it says nothing.
pub(crate) fn read_body(pagination: &Pagination, body: &[u8]) -> Option<PageFacts> {
    let body = json_body(body)?;
    let at = |path: Option<&[&str]>| value_at(&body, path?).cloned();
    let (count, list) = match value_at(&body, pagination.items_path()) {
        Some(Value::Array(items)) => (u64::try_from(items.len()).unwrap_or(u64::MAX), ItemList::Present),
        None | Some(Value::Null) => (0, ItemList::Missing),
        Some(_) => (0, ItemList::Odd),
    };
    Some(PageFacts {
        count,
        list,
        next: at(pagination.next_path()),
        more: at(pagination.more),
        total: at(pagination.total),
        ..PageFacts::default()
    })
}

/// A fact from a typed field; a missing one is null.
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
