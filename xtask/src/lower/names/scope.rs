//! A set of distinct names.
//!
//! In: candidate names, in document order. Out: distinct names. Must not: report; the caller knows the span.

use std::collections::HashSet;

use super::words::joined;
use crate::ir::Words;

/// Names claimed so far, compared without case and separators.
#[derive(Debug, Default)]
pub(crate) struct Scope {
    taken: HashSet<String>,
}

/// A claimed name, and whether it differs from the first candidate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ClaimedName {
    pub(crate) name: Words,
    pub(crate) collided: bool,
}

impl Scope {
    /// Reserves names.
    pub(crate) fn reserve(&mut self, names: &[&str]) {
        self.taken.extend(names.iter().map(|name| name.replace('_', "")));
    }

    #[must_use]
    pub(crate) fn is_free(&self, name: &Words) -> bool {
        !self.taken.contains(&key(name))
    }

    /// Whether a name of these letters is claimed.
    pub(super) fn is_taken(&self, letters: &str) -> bool {
        self.taken.contains(letters)
    }

    /// Claims the first candidate that is free, else the first one with a number.
    pub(crate) fn claim(&mut self, candidates: &[Words]) -> ClaimedName {
        for (index, candidate) in candidates.iter().enumerate() {
            if self.taken.insert(key(candidate)) {
                return ClaimedName { name: candidate.clone(), collided: index > 0 };
            }
        }
        let fallback = Words(vec!["unnamed".to_owned()]);
        let first = candidates.first().unwrap_or(&fallback);
        let mut number = 2_u64;
        loop {
            let name = joined(&[first, &Words(vec![format!("n{number}")])]);
            let name = numbered(name, number);
            if self.taken.insert(key(&name)) {
                return ClaimedName { name, collided: true };
            }
            number += 1;
        }
    }
}

/// The number as a word of its own, where the name was not cut.
fn numbered(mut name: Words, number: u64) -> Words {
    if let Some(last) = name.0.last_mut()
        && *last == format!("n{number}")
    {
        *last = number.to_string();
    }
    name
}

/// Names with the same key cannot live in one scope.
fn key(name: &Words) -> String {
    name.0.concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn w(text: &str) -> Words {
        Words(text.split(' ').map(str::to_owned).collect())
    }

    #[test]
    fn the_first_keeps_the_name_then_a_qualifier_then_a_number() {
        let mut scope = Scope::default();
        scope.reserve(&["send", "max_retries"]);
        assert!(!scope.claim(&[w("foo bar")]).collided);
        assert_eq!(scope.claim(&[w("foobar"), w("query foobar")]).name, w("query foobar"));
        assert_eq!(scope.claim(&[w("foo bar")]).name, w("foo bar 2"));
        assert_eq!(scope.claim(&[w("foo bar")]).name, w("foo bar 3"));
        assert_eq!(scope.claim(&[w("max retries"), w("query max retries")]).name, w("query max retries"));
        assert!(!scope.is_free(&w("send")));
    }

    #[test]
    fn a_name_at_the_limit_can_still_be_numbered() {
        let long = w(&"a".repeat(80));
        let mut scope = Scope::default();
        let names: Vec<Words> = (0..3).map(|_| scope.claim(std::slice::from_ref(&long)).name).collect();
        assert_ne!(names[0], names[1]);
        assert_ne!(names[1], names[2]);
    }
}
