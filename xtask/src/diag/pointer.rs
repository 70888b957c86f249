//! JSON pointers (RFC 6901) into the working document.

use std::fmt;

/// A node of a document: `/paths/~1trackings/get`. The empty pointer is the root.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pointer(String);

impl Pointer {
    /// Takes a pointer as written; the caller ensures that it is escaped.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The property `key` of what this points at; `key` is escaped here.
    #[must_use]
    pub fn child(&self, key: &str) -> Self {
        let mut text = String::with_capacity(self.0.len() + key.len() + 1);
        text.push_str(&self.0);
        push_key(&mut text, key);
        Self(text)
    }

    /// The item `index` of what this points at.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        Self(format!("{}/{index}", self.0))
    }

    /// What holds this; `None` at the root.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        self.0.rfind('/').and_then(|at| self.0.get(..at)).map(|held| Self(held.to_owned()))
    }

    /// The unescaped parts, from the root.
    pub fn parts(&self) -> impl Iterator<Item = String> + '_ {
        self.0.split('/').skip(1).map(|part| part.replace("~1", "/").replace("~0", "~"))
    }

    /// This pointer with the beginning `from` replaced by `to`; `None` if it is neither `from` nor below it.
    #[must_use]
    pub fn rebased(&self, from: &Self, to: &Self) -> Option<Self> {
        let rest = self.below(from)?;
        Some(Self(format!("{}{rest}", to.0)))
    }

    /// What follows `ancestor` in this pointer, empty when they are equal.
    #[must_use]
    pub fn below(&self, ancestor: &Self) -> Option<&str> {
        let rest = self.0.strip_prefix(ancestor.as_str())?;
        (rest.is_empty() || rest.starts_with('/')).then_some(rest)
    }

    /// This pointer, then what holds it, and so on to the root.
    pub fn ancestors(&self) -> impl Iterator<Item = &str> {
        let mut next = Some(self.as_str());
        std::iter::from_fn(move || {
            let here = next?;
            next = here.rfind('/').and_then(|at| here.get(..at));
            Some(here)
        })
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Appends a key to the text of a pointer, escaped.
pub(crate) fn push_key(text: &mut String, key: &str) {
    text.push('/');
    if !key.contains(['~', '/']) {
        text.push_str(key);
        return;
    }
    for c in key.chars() {
        match c {
            '~' => text.push_str("~0"),
            '/' => text.push_str("~1"),
            other => text.push(other),
        }
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_empty() { "/" } else { &self.0 })
    }
}
