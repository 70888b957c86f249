//! Two of the three kinds of name. The third, the Rust identifier, lives in `rust`.

use serde::{Serialize, Serializer};

use std::fmt;

/// A name exactly as it is serialised: a property, a parameter, a header, an enum value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct WireName(pub String);

/// A name as lower-case words, in order, free of any target language's case or reserved words.
///
/// Never empty; every word is letters and digits of any script, in normal form C, and the first one starts with a letter.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Words(pub Vec<String>);

impl Serialize for Words {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl fmt::Display for WireName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join(" "))
    }
}

/// The word with a capital first letter.
#[must_use]
pub fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
