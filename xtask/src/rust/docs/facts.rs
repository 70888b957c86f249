//! What a document says of a value beyond its type, as sentences.
//!
//! In: constraints, default, example. Out: one paragraph of short sentences, safe for a doc comment.
//! Must not: check a value, or repeat what the description says already.

use serde_json::{Number, Value};

use super::escape::{code, plain};
use crate::ir::{Constraints, End};

/// A longer pattern helps nobody in a doc comment.
const LONGEST_PATTERN: usize = 200;
/// A longer example would hide the sentences around it.
const LONGEST_EXAMPLE: usize = 80;

/// What is known of a value.
#[derive(Debug, Clone, Copy, Default)]
pub struct Facts<'f> {
    pub constraints: Option<&'f Constraints>,
    pub default: Option<&'f Value>,
    pub example: Option<&'f Value>,
    pub access: Access,
}

/// Who sets a value.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Access {
    #[default]
    Both,
    /// The server sets it.
    ReadOnly,
    /// It is sent, and never returned.
    WriteOnly,
}

/// The sentences, but for those whose content stands in `description` already.
#[must_use]
pub fn sentences(facts: &Facts<'_>, description: &str) -> Vec<String> {
    let mut all = Vec::new();
    if let Some(constraints) = facts.constraints {
        all.extend(rules(constraints, Subject::Value));
    }
    all.extend(facts.default.and_then(value).map(|text| format!("Default: {text}.")));
    if facts.default != facts.example {
        all.extend(facts.example.and_then(value).map(|text| format!("Example: {text}.")));
    }
    match facts.access {
        Access::Both => {}
        Access::ReadOnly => all.push("Set by the server.".to_owned()),
        Access::WriteOnly => all.push("Sent only, never returned.".to_owned()),
    }
    let known = Known::of(description);
    all.retain(|sentence| !known.has(sentence));
    all
}

/// The sentences as a paragraph, if there are any.
#[must_use]
pub fn paragraph(facts: &Facts<'_>, description: &str) -> Vec<String> {
    let sentences = sentences(facts, description);
    if sentences.is_empty() { Vec::new() } else { vec![sentences.join(" ")] }
}

/// What a rule speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Subject {
    Value,
    /// Every element of an array or value of a map.
    Each,
}

fn rules(rules: &Constraints, subject: Subject) -> Vec<String> {
    let mut all = Vec::new();
    let sizes = [
        count(rules.min_items, rules.max_items, "item", "items"),
        count(rules.min_properties, rules.max_properties, "property", "properties"),
    ];
    all.extend(sizes.into_iter().flatten().map(|text| sentence(subject, &text)));
    match (rules.min_length, rules.max_length, subject) {
        (Some(1), None, Subject::Value) => all.push("Not empty.".to_owned()),
        (least, most, _) => {
            all.extend(count(least, most, "character", "characters").map(|text| sentence(subject, &text)))
        }
    }
    all.extend(numbers(rules).map(|text| sentence(subject, &text)));
    if let Some(step) = &rules.multiple_of {
        all.push(sentence(subject, &format!("a multiple of {}", number(step))));
    }
    let allowed: Vec<String> = rules.allowed.iter().filter_map(value).collect();
    if !allowed.is_empty() && allowed.len() == rules.allowed.len() {
        all.push(sentence(subject, &format!("one of {}", allowed.join(", "))));
    }
    if !rules.required_sets.is_empty() {
        let sets: Vec<String> = rules.required_sets.iter().map(|set| all_of(set)).collect();
        all.push(format!("Required: {}.", sets.join(", or ")));
    }
    if rules.unique_items {
        all.push("No item twice.".to_owned());
    }
    let of_each = if subject == Subject::Each { " of each" } else { "" };
    for pattern in &rules.patterns {
        all.push(match pattern.chars().count() {
            0 => continue,
            length if length > LONGEST_PATTERN => {
                format!("A pattern{of_each} of {length} characters: see the document.")
            }
            _ => format!("Pattern{of_each}: {}.", code(pattern)),
        });
    }
    if let Some(format) = rules.format.as_deref().filter(|format| is_news(format)) {
        all.push(format!("Format{of_each}: {}.", code(format)));
    }
    for inner in [&rules.items, &rules.values].into_iter().flatten() {
        all.extend(self::rules(inner, Subject::Each));
    }
    all
}

/// Names joined by `and`.
fn all_of(names: &[String]) -> String {
    names.iter().map(|name| code(name)).collect::<Vec<_>>().join(" and ")
}

/// A sentence that begins with a capital letter and ends with a full stop.
fn sentence(subject: Subject, text: &str) -> String {
    let text = match subject {
        Subject::Value => text.to_owned(),
        Subject::Each => format!("each {text}"),
    };
    let mut chars = text.chars();
    let first = chars.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(chars).chain(['.']).collect()
}

/// How many there may be: `1 to 25 items`.
fn count(least: Option<u64>, most: Option<u64>, one: &str, many: &str) -> Option<String> {
    let unit = |count: u64| if count == 1 { one } else { many };
    match (least.filter(|least| *least > 0), most) {
        (Some(least), Some(most)) if least == most => Some(format!("exactly {least} {}", unit(least))),
        (Some(least), Some(most)) => Some(format!("{least} to {most} {}", unit(most))),
        (Some(least), None) => Some(format!("at least {least} {}", unit(least))),
        (None, Some(most)) => Some(format!("at most {most} {}", unit(most))),
        (None, None) => None,
    }
}

/// The range of a number.
fn numbers(rules: &Constraints) -> Option<String> {
    // What every 32-bit or 64-bit integer is, is no news.
    let natural = |value: &Number| {
        let limits = [i64::from(i32::MIN), i64::from(i32::MAX), i64::MIN, i64::MAX];
        value.as_i64().is_some_and(|value| limits.contains(&value))
    };
    let least = rules.minimum.as_ref().filter(|bound| !natural(&bound.value));
    let most = rules.maximum.as_ref().filter(|bound| !natural(&bound.value));
    let low = least.map(|bound| match bound.end {
        End::Inclusive => format!("at least {}", number(&bound.value)),
        End::Exclusive => format!("more than {}", number(&bound.value)),
    });
    let high = most.map(|bound| match bound.end {
        End::Inclusive => format!("at most {}", number(&bound.value)),
        End::Exclusive => format!("less than {}", number(&bound.value)),
    });
    match (least, most, low, high) {
        (Some(least), Some(most), ..) if (least.end, most.end) == (End::Inclusive, End::Inclusive) => {
            Some(format!("{} to {}", number(&least.value), number(&most.value)))
        }
        (.., Some(low), Some(high)) => Some(format!("{low} and {high}")),
        (.., low, high) => low.or(high),
    }
}

/// `1` for `1.0`.
fn number(number: &Number) -> String {
    let text = number.to_string();
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

/// Formats that the Rust type does not show.
fn is_news(format: &str) -> bool {
    let shown = [
        "int32",
        "int64",
        "float",
        "double",
        "date",
        "date-time",
        "byte",
        "base64url",
        "uint32",
        "uint64",
        "binary",
        "password",
        "string",
    ];
    !format.is_empty() && !shown.contains(&format)
}

/// A value in code, if it is short.
fn value(value: &Value) -> Option<String> {
    let text = match value {
        Value::Null => return None,
        Value::String(text) if text.trim().is_empty() => return None,
        Value::String(text) => plain(text),
        Value::Array(items) if items.is_empty() => return None,
        Value::Object(properties) if properties.is_empty() => return None,
        other => other.to_string(),
    };
    (text.chars().count() <= LONGEST_EXAMPLE).then(|| code(&text))
}

/// The words of a description.
struct Known {
    words: Vec<String>,
}

impl Known {
    fn of(text: &str) -> Self {
        Self { words: words(text) }
    }

    /// The words of the sentence stand in the description in this order, at most two words apart.
    fn has(&self, sentence: &str) -> bool {
        let wanted = words(sentence);
        let wanted: Vec<&String> = wanted.iter().filter(|word| !matches!(word.as_str(), "each" | "of")).collect();
        let Some((first, others)) = wanted.split_first() else { return true };
        let starts = self.words.iter().enumerate().filter(|(_, word)| word == first);
        starts.map(|(at, _)| at).any(|at| {
            let mut rest = self.words.get(at + 1..).unwrap_or_default();
            others.iter().all(|word| {
                let found = rest.iter().take(3).position(|have| have == *word);
                rest = found.and_then(|at| rest.get(at + 1..)).unwrap_or_default();
                found.is_some()
            })
        })
    }
}

fn words(text: &str) -> Vec<String> {
    let split = text.split(|c: char| c.is_whitespace() || "`*\"'(),;:=".contains(c));
    let words = split.map(|word| word.trim_matches(['.', '!', '?']).to_lowercase());
    words.filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Access, Facts, sentences};
    use crate::ir::{Bound, Constraints, End};

    fn said(constraints: &Constraints, description: &str) -> String {
        sentences(&Facts { constraints: Some(constraints), ..Facts::default() }, description).join(" ")
    }

    fn bound(value: i64, end: End) -> Option<Bound> {
        Some(Bound { value: value.into(), end })
    }

    #[test]
    fn lists_and_their_elements() {
        let items = Constraints { min_length: Some(1), max_length: Some(512), ..Constraints::default() };
        let list = Constraints {
            max_items: Some(25),
            unique_items: true,
            items: Some(Box::new(items)),
            ..Constraints::default()
        };
        assert_eq!(said(&list, ""), "At most 25 items. No item twice. Each 1 to 512 characters.");
        assert_eq!(said(&list, "At most 25 items."), "No item twice. Each 1 to 512 characters.");
    }

    #[test]
    fn numbers() {
        let range = |minimum, maximum| Constraints { minimum, maximum, ..Constraints::default() };
        assert_eq!(said(&range(bound(1, End::Inclusive), bound(200, End::Inclusive)), ""), "1 to 200.");
        assert_eq!(said(&range(bound(0, End::Exclusive), None), ""), "More than 0.");
        assert_eq!(said(&range(bound(0, End::Exclusive), bound(9, End::Inclusive)), ""), "More than 0 and at most 9.");
        assert_eq!(said(&range(None, bound(i64::MAX, End::Inclusive)), ""), "");
    }

    #[test]
    fn text_never_becomes_markup() {
        let rules = Constraints { patterns: vec!["^`a`$\n```".to_owned()], ..Constraints::default() };
        assert_eq!(said(&rules, ""), "Pattern: ```` ^`a`$ ``` ````.");
        let facts = Facts { default: Some(&json!("<b>")), example: Some(&json!(["x"])), ..Facts::default() };
        assert_eq!(sentences(&facts, ""), ["Default: `<b>`.", "Example: `[\"x\"]`."]);
    }

    #[test]
    fn what_the_description_says_is_not_repeated() {
        let facts = Facts { default: Some(&json!(100)), access: Access::ReadOnly, ..Facts::default() };
        assert_eq!(sentences(&facts, "How many (default: 100)."), ["Set by the server."]);
        assert_eq!(sentences(&facts, "By default there are 2 of 100."), ["Default: `100`.", "Set by the server."]);
        let long = Facts { example: Some(&json!("x".repeat(81))), ..Facts::default() };
        assert!(sentences(&long, "").is_empty());
    }
}
