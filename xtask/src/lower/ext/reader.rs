//! Reads an extension object strictly.
//!
//! In: the value of an `x-sdk` property. Out: typed parts, and a diagnostic for each wrong or unknown one.
//! Must not: know which keys there are; the callers do.

use serde_json::{Map, Value};

use crate::diag::codes;
use crate::diag::{Diagnostics, Pointer, nearest};
use crate::ir::WireName;

/// An object being read; keys that were not read are unknown.
pub(super) struct Reader<'v> {
    map: Option<&'v Map<String, Value>>,
    at: Pointer,
    known: Vec<&'static str>,
}

impl<'v> Reader<'v> {
    /// Starts reading; a value that is not an object is an error.
    pub(super) fn new(value: &'v Value, at: Pointer, diagnostics: &mut Diagnostics) -> Self {
        let map = value.as_object();
        if map.is_none() {
            diagnostics.report(
                codes::LOWER_EXTENSION_VALUE,
                &at,
                "this extension must be an object",
                "write it as an object",
            );
        }
        Self { map, at, known: Vec::new() }
    }

    /// The raw property.
    pub(super) fn get(&mut self, key: &'static str) -> Option<(&'v Value, Pointer)> {
        self.known.push(key);
        self.map.and_then(|map| map.get(key)).map(|value| (value, self.at.child(key)))
    }

    pub(super) fn text(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Option<String> {
        let (value, at) = self.get(key)?;
        let text = value.as_str().filter(|text| !text.is_empty()).map(str::to_owned);
        if text.is_none() {
            wrong(&at, key, "a string that is not empty", diagnostics);
        }
        text
    }

    pub(super) fn need_text(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Option<String> {
        let text = self.text(key, diagnostics);
        self.need(key, diagnostics);
        text
    }

    /// A name of letters in the case of the first character of `like`, digits, and its second character; it starts with
    /// a letter.
    pub(super) fn spelt(
        &mut self,
        key: &'static str,
        like: [char; 2],
        diagnostics: &mut Diagnostics,
    ) -> Option<String> {
        let text = self.text(key, diagnostics)?;
        let [letter, joint] = like;
        let is_letter = |c: char| c.is_ascii_alphabetic() && c.is_ascii_lowercase() == letter.is_ascii_lowercase();
        let fits = |c: char| is_letter(c) || c.is_ascii_digit() || c == joint;
        if !text.starts_with(is_letter) || !text.chars().all(fits) {
            let size = if letter.is_ascii_lowercase() { "small" } else { "capital" };
            wrong(
                &self.at.child(key),
                key,
                &format!("{size} letters, digits and `{joint}`, a letter first"),
                diagnostics,
            );
        }
        Some(text)
    }

    pub(super) fn whole(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Option<i64> {
        let (value, at) = self.get(key)?;
        if value.as_i64().is_none() {
            wrong(&at, key, "a whole number", diagnostics);
        }
        value.as_i64()
    }

    pub(super) fn count(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Option<u64> {
        let (value, at) = self.get(key)?;
        if value.as_u64().is_none() {
            wrong(&at, key, "a whole number, zero or more", diagnostics);
        }
        value.as_u64()
    }

    /// A positive integer.
    pub(super) fn positive(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Option<u64> {
        let (value, at) = self.get(key)?;
        let number = value.as_u64().filter(|number| *number > 0);
        if number.is_none() {
            wrong(&at, key, "a whole number, one or more", diagnostics);
        }
        number
    }

    /// One of a few words.
    pub(super) fn choice(
        &mut self,
        key: &'static str,
        words: &[&'static str],
        diagnostics: &mut Diagnostics,
    ) -> Option<&'static str> {
        let (value, at) = self.get(key)?;
        let word = words.iter().find(|word| value.as_str() == Some(**word)).copied();
        if word.is_none() {
            wrong(&at, key, &any_of(words), diagnostics);
        }
        word
    }

    /// One of a few words, as the value that it stands for.
    pub(super) fn one_of<T: Clone>(
        &mut self,
        key: &'static str,
        words: &[(&'static str, T)],
        diagnostics: &mut Diagnostics,
    ) -> Option<T> {
        let names: Vec<&'static str> = words.iter().map(|(name, _)| *name).collect();
        let word = self.choice(key, &names, diagnostics)?;
        words.iter().find(|(name, _)| *name == word).map(|(_, value)| value.clone())
    }

    /// The name of a header.
    pub(super) fn header(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Option<String> {
        let (value, at) = self.get(key)?;
        let name = value.as_str().filter(|name| is_header_name(name)).map(str::to_owned);
        if name.is_none() {
            wrong(&at, key, "the name of a header", diagnostics);
        }
        name
    }

    /// A text that may be empty.
    pub(super) fn literal(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Option<String> {
        let (value, at) = self.get(key)?;
        if !value.is_string() {
            wrong(&at, key, "a string", diagnostics);
        }
        value.as_str().map(str::to_owned)
    }

    pub(super) fn flag(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> bool {
        let Some((value, at)) = self.get(key) else { return false };
        if !value.is_boolean() {
            wrong(&at, key, "true or false", diagnostics);
        }
        value.as_bool().unwrap_or(false)
    }

    pub(super) fn texts(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Vec<String> {
        let Some((value, at)) = self.get(key) else { return Vec::new() };
        let all = value.as_array().map(|list| list.iter().filter_map(Value::as_str).map(str::to_owned).collect());
        let all: Vec<String> = all.unwrap_or_default();
        if value.as_array().is_none_or(|list| list.len() != all.len()) {
            wrong(&at, key, "a list of strings", diagnostics);
        }
        all
    }

    /// Property names, as `a.b` or `[a, b]`.
    pub(super) fn path(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Option<Vec<WireName>> {
        let (value, at) = self.get(key)?;
        let path = as_path(value);
        if path.is_none() {
            wrong(&at, key, "a dotted path or a list of property names", diagnostics);
        }
        path
    }

    /// Reports a missing property.
    pub(super) fn need(&self, key: &str, diagnostics: &mut Diagnostics) {
        if self.map.is_some_and(|map| !map.contains_key(key)) {
            missing(&self.at, key, diagnostics);
        }
    }

    /// Ends reading, and reports the keys that were not read.
    pub(super) fn finish(self, diagnostics: &mut Diagnostics) {
        for key in self.map.into_iter().flat_map(Map::keys) {
            if !self.known.contains(&key.as_str()) {
                let help = match nearest(key, self.known.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("use one of {}", self.known.join(", ")),
                };
                let text = format!("`{key}` is not a key of this extension");
                diagnostics.report(codes::LOWER_UNKNOWN_EXTENSION_KEY, &self.at.child(key), text, help);
            }
        }
    }

    pub(super) fn at(&self) -> &Pointer {
        &self.at
    }
}

/// `data.items` or `[data, items]`; an empty text is the empty path.
pub(super) fn as_path(value: &Value) -> Option<Vec<WireName>> {
    match value {
        Value::String(text) if text.is_empty() => Some(Vec::new()),
        Value::String(text) => Some(text.split('.').map(|part| WireName(part.to_owned())).collect()),
        Value::Array(list) => list.iter().map(|part| part.as_str().map(|part| WireName(part.to_owned()))).collect(),
        _ => None,
    }
}

pub(super) fn wrong(at: &Pointer, key: &str, expected: &str, diagnostics: &mut Diagnostics) {
    let text = format!("`{key}` must be {expected}");
    diagnostics.report(codes::LOWER_EXTENSION_VALUE, at, text, "see spec/README.md for the extension");
}

pub(super) fn missing(at: &Pointer, key: &str, diagnostics: &mut Diagnostics) {
    let text = format!("`{key}` is missing from this extension");
    diagnostics.report(codes::LOWER_EXTENSION_VALUE, &at.child(key), text, "see spec/README.md for the extension");
}

/// Whether a header can have the name: a token of RFC 9110.
pub(in crate::lower) fn is_header_name(name: &str) -> bool {
    let is_token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    !name.is_empty() && name.chars().all(is_token)
}

/// `a, b or c`.
fn any_of(words: &[&str]) -> String {
    match words {
        [first @ .., last] if !first.is_empty() => format!("{} or {last}", first.join(", ")),
        _ => words.concat(),
    }
}
