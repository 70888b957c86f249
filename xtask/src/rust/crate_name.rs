//! Names of crates.
//!
//! In: the name that somebody wants, or the words of a title. Out: a name that Cargo and the compiler take, or why it is
//! none. Must not: know where the crate is written.

use super::ident::{is_device, is_keyword};
use crate::ir::Words;

/// The longest name that crates.io takes.
const LONGEST: usize = 64;

/// Crates that code relies on by these names, and names that Cargo keeps for itself.
const TAKEN: &[&str] = &[
    "alloc",
    "build",
    "core",
    "deps",
    "examples",
    "incremental",
    "proc-macro",
    "proc_macro",
    "sdk-runtime",
    "sdk_runtime",
    "std",
    "test",
];

/// Checks a name that somebody has chosen.
///
/// # Errors
/// What is wrong with it, as the end of a sentence that begins with the name.
pub fn check(name: &str) -> Result<(), String> {
    let starts_well = name.starts_with(|first: char| first.is_ascii_alphabetic());
    let is_plain = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    if !starts_well || !is_plain {
        return Err("is no name of a crate; it begins with a letter and holds letters, digits, `-` and `_`".to_owned());
    }
    if name.len() > LONGEST {
        return Err(format!("is longer than the {LONGEST} characters of a crate's name"));
    }
    if is_taken(name) {
        return Err("is a word of Rust, of Cargo or of the system, and cannot be the name of a crate".to_owned());
    }
    Ok(())
}

fn is_taken(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    TAKEN.contains(&lower.as_str()) || is_device(&lower) || is_keyword(&lower.replace('-', "_"))
}

/// The name that follows from a title: `Test` becomes `test-client`.
#[must_use]
pub fn from_words(words: &Words) -> String {
    let mut parts = words.ascii().0;
    if !parts.first().is_some_and(|first| first.starts_with(|c: char| c.is_ascii_alphabetic())) {
        parts.insert(0, "api".to_owned());
    }
    let mut name = parts.join("-");
    // Room for the end below.
    name.truncate(LONGEST - "-client".len());
    let name = name.trim_end_matches('-');
    if check(name).is_ok() { name.to_owned() } else { format!("{name}-client") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_do_not_build_are_refused() {
        for name in
            ["../x", "a/b", "a b", "", "9lives", "-a", "größe", "test", "Std", "match", "self", "con", "COM1", "a.b"]
        {
            assert!(check(name).is_err(), "{name}");
        }
        assert!(check(&"a".repeat(65)).is_err());
        for name in ["depot", "my-sdk", "a_b", "x2", "coma"] {
            assert_eq!(check(name), Ok(()), "{name}");
        }
    }

    #[test]
    fn every_title_gives_a_name_that_builds() {
        let long = "word ".repeat(40);
        for (title, expected) in [
            ("depot", "depot"),
            ("test", "test-client"),
            ("match", "match-client"),
            ("std", "std-client"),
            ("3 d", "api-3-d"),
            ("名前", "u540d-u524d"),
            ("", "api"),
            ("größe", "grosse"),
            (long.as_str(), "word-word-word-word-word-word-word-word-word-word-word-wo"),
        ] {
            let name = from_words(&Words(title.split(' ').map(str::to_owned).collect()));
            assert_eq!(name, expected, "{title}");
            assert_eq!(check(&name), Ok(()), "{title}");
        }
    }
}
