//! The three states of a property in a request: absent, null, or a value.
//!
//! In: what the caller sets. Out: a property that is left out, written as `null`, or written as its value.

use std::collections::BTreeMap;

/// A property that may be left out, sent as `null`, or sent with a value.
///
/// An update that leaves a property out keeps what the server has; one that sends `null` clears it.
///
/// ```
/// use sdk_runtime::Maybe;
/// let title: Maybe<String> = "Shoes".into();
/// assert_eq!(title.value().map(String::as_str), Some("Shoes"));
/// assert!(Maybe::<String>::from(None).is_null());
/// assert!(Maybe::<String>::default().is_absent());
/// ```
///
/// Setters take `impl Into<Maybe<T>>`: a value sets, and `None` or [`Maybe::Null`] clears.
///
/// ```
/// # use sdk_runtime::Maybe;
/// # #[derive(Default)] struct Update { note: Maybe<String>, stars: Maybe<i64>, tags: Maybe<Vec<String>>, due: Maybe<sdk_runtime::Date> }
/// # impl Update {
/// #     fn note(mut self, note: impl Into<Maybe<String>>) -> Self { self.note = note.into(); self }
/// #     fn stars(mut self, stars: impl Into<Maybe<i64>>) -> Self { self.stars = stars.into(); self }
/// #     fn tags(mut self, tags: impl Into<Maybe<Vec<String>>>) -> Self { self.tags = tags.into(); self }
/// #     fn due(mut self, due: impl Into<Maybe<sdk_runtime::Date>>) -> Self { self.due = due.into(); self }
/// # }
/// let stored: Option<String> = None;
/// let update = Update::default();
/// assert!(update.note.is_absent()); // not sent: the server keeps what it has
/// let update = update.note("by the door"); // sent as this text
/// let update = update.note(None); // sent as `null`: the server clears it
/// assert!(update.note.is_null());
/// let update = update.note(stored).note(Maybe::Null).note(Maybe::Absent); // the last one counts
/// let update = update.stars(5).stars(None).tags(["new".to_owned()]).tags(None).due("2026-07-09").due(None);
/// assert!(update.note.is_absent() && update.stars.is_null() && update.tags.is_null() && update.due.is_null());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Maybe<T> {
    /// Not sent.
    #[default]
    Absent,
    /// Sent as `null`.
    Null,
    /// Sent as this value.
    Value(T),
}

impl<T> Maybe<T> {
    /// Whether the property is left out.
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Whether the property is `null`.
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The value, if there is one.
    pub const fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The same state around a reference.
    pub const fn as_ref(&self) -> Maybe<&T> {
        match self {
            Self::Absent => Maybe::Absent,
            Self::Null => Maybe::Null,
            Self::Value(value) => Maybe::Value(value),
        }
    }

    /// The value, with absent and null both as `None`.
    pub fn into_option(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }
}

impl<T> From<T> for Maybe<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl<T> From<Option<T>> for Maybe<T> {
    /// `None` is `null`: absent is what a property is before it is set.
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::Value)
    }
}

impl From<&str> for Maybe<String> {
    fn from(value: &str) -> Self {
        Self::Value(value.to_owned())
    }
}

impl<T> From<&[T]> for Maybe<Vec<T>>
where
    T: Clone,
{
    fn from(value: &[T]) -> Self {
        Self::Value(value.to_vec())
    }
}

impl<T, const N: usize> From<[T; N]> for Maybe<Vec<T>> {
    fn from(value: [T; N]) -> Self {
        Self::Value(value.into())
    }
}

impl<T, const N: usize> From<[(String, T); N]> for Maybe<BTreeMap<String, T>> {
    fn from(value: [(String, T); N]) -> Self {
        Self::Value(value.into())
    }
}
