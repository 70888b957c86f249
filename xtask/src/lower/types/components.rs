//! The names of components.
//!
//! In: the keys of `components.schemas`. Out: words for each. Must not: look at a schema.

use std::collections::HashMap;

use crate::ir::Words;
use crate::lower::names::{DigitPrefix, words};
use crate::resolve::SchemaId;

/// Names of components: a trailing `.v1` falls away where the rest is unique.
pub(in crate::lower) fn component_words(components: &[(String, SchemaId)]) -> Vec<Words> {
    let stripped: Vec<&str> = components.iter().map(|(key, _)| without_version(key)).collect();
    let mut count: HashMap<String, usize> = HashMap::new();
    for name in &stripped {
        *count.entry(words(name, DigitPrefix::Type).0.concat()).or_default() += 1;
    }
    let unique = |name: &str| count.get(&words(name, DigitPrefix::Type).0.concat()) == Some(&1);
    let pairs = components.iter().zip(&stripped);
    pairs.map(|((key, _), name)| words(if unique(name) { name } else { key }, DigitPrefix::Type)).collect()
}

/// `Tag.v1` → `Tag`.
fn without_version(key: &str) -> &str {
    match key.rsplit_once(".v") {
        Some((rest, version))
            if !rest.is_empty() && !version.is_empty() && version.bytes().all(|b| b.is_ascii_digit()) =>
        {
            rest
        }
        _ => key,
    }
}
