//! Targets of actions.
//!
//! In: a JSONPath as text. Out: the path, or why it is none. Must not: look at a document.
//!
//! The parser takes time that doubles with every nested filter, and recurses without a bound. So what no target needs is
//! refused before it is parsed.

use serde_json_path::JsonPath;

/// Bytes of a target.
const LONGEST: usize = 8_192;
/// Brackets and parentheses within each other.
const DEEPEST: usize = 8;

/// Parses a target.
///
/// # Errors
/// Why the text cannot be used, as the end of a sentence that begins with the text.
pub(super) fn parse(text: &str) -> Result<JsonPath, String> {
    if text.len() > LONGEST {
        return Err(format!("is longer than {LONGEST} bytes"));
    }
    let depth = depth(text);
    if depth > DEEPEST {
        return Err(format!("nests {depth} levels deep; {DEEPEST} are allowed"));
    }
    JsonPath::parse(text).map_err(|error| format!("is not a JSONPath: {error}"))
}

/// How deeply brackets and parentheses nest, those in quotes apart.
fn depth(text: &str) -> usize {
    let (mut open, mut deepest) = (0_usize, 0);
    let mut quote = None;
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match (quote, c) {
            (Some(_), '\\') => drop(chars.next()),
            (Some(end), c) if c == end => quote = None,
            (Some(_), _) => {}
            (None, '\'' | '"') => quote = Some(c),
            (None, '[' | '(') => {
                open += 1;
                deepest = deepest.max(open);
            }
            (None, ']' | ')') => open = open.saturating_sub(1),
            (None, _) => {}
        }
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_take_for_ever_is_refused_at_once() {
        let nested = |count: usize| format!("${}@.a{}", "[?".repeat(count), "]".repeat(count));
        for text in [
            nested(9),
            nested(1_000),
            format!("${}", "[?@".repeat(500_000)),
            format!("$[?{}", "(".repeat(2_000)),
            format!("$[?{}", "!(".repeat(2_000)),
            format!("$[?{}", "length(".repeat(1_000)),
            "$.a".repeat(10_000),
        ] {
            assert!(parse(&text).is_err());
        }
    }

    #[test]
    fn what_targets_need_is_parsed() {
        for text in [
            "$",
            "$.paths['/a(b)[c]'].get",
            "$.paths[?@.get.tags[?(@ == 'x' || @ == \"it's [[[[[[[[[[\")]].get",
            "$..[?@.a[?@.b[?@.c == 1]]]",
        ] {
            assert!(parse(text).is_ok(), "{text}: {:?}", parse(text).err());
        }
    }
}
