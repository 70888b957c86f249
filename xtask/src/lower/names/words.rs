//! A text as words.
//!
//! In: any text. Out: `Words`: not empty, letters and digits that identifiers may have, starting with a letter.
//! Must not: look at other names.

use heck::ToSnakeCase;
use unicode_ident::{is_xid_continue, is_xid_start};
use unicode_normalization::UnicodeNormalization;

use crate::ir::{Words, short_hash};

/// Longest name, in letters without separators.
const MAX_LETTERS: usize = 80;

/// The prefix of a name that would begin with a digit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DigitPrefix {
    /// `n200`: enum values, properties, parameters, variants.
    Value,
    /// `type 2fa`.
    Type,
    /// `service 2fa`.
    Service,
    /// `call 2fa verify`.
    Operation,
}

/// The words of a text; symbols separate words. `None` if no letter or digit is left.
fn plain(text: &str, prefix: DigitPrefix) -> Option<Words> {
    let cleaned = clean(text, |_| " ".to_owned());
    finish(text, split(&cleaned), prefix)
}

/// The words of a text with every symbol named: `c++` → `c plus plus`.
pub(crate) fn spelled(text: &str, prefix: DigitPrefix) -> Words {
    let text = text.replace(">=", " greater or equal ").replace("<=", " less or equal ").replace("!=", " not equal ");
    let cleaned = clean(&text, |symbol| format!(" {} ", symbol_name(symbol)));
    finish(&text, split(&cleaned), prefix).unwrap_or_else(|| Words(vec!["blank".to_owned()]))
}

/// The words of any text; symbols are named if nothing else is left.
pub(crate) fn words(text: &str, prefix: DigitPrefix) -> Words {
    if text.is_empty() {
        return Words(vec!["empty".to_owned()]);
    }
    plain(text, prefix).unwrap_or_else(|| spelled(text, prefix))
}

/// The words of an enum value: a sign at its beginning is part of the meaning (`-1`, `-name`, `>5`).
pub(crate) fn value(text: &str) -> Words {
    let rest = text.trim_start_matches(|c| "+-!<>=~^".contains(c));
    let sign = &text[..text.len() - rest.len()];
    if sign.is_empty() || !rest.contains(|c: char| c.is_alphanumeric()) {
        return words(text, DigitPrefix::Value);
    }
    let mut all = spelled(sign, DigitPrefix::Value).0;
    // After a sign, a word may start with a digit.
    all.extend(split(&clean(rest, |_| " ".to_owned())));
    finish(text, all, DigitPrefix::Value).unwrap_or_else(|| words(text, DigitPrefix::Value))
}

/// Two names as one; the length limit holds for the whole.
pub(crate) fn joined(parts: &[&Words]) -> Words {
    let all: Vec<String> = parts.iter().flat_map(|part| part.0.iter().cloned()).collect();
    let text = all.join(" ");
    finish(&text, all, DigitPrefix::Type).unwrap_or_else(|| Words(vec!["type".to_owned()]))
}

/// The name of one item: the last word in the singular. Words that may not be plural stay as they are; a name
/// need not be correct English, but the same everywhere.
pub(crate) fn singular(mut name: Words) -> Words {
    if let Some(last) = name.0.last_mut()
        && let Some(one) = one_of(last)
    {
        *last = one;
    }
    name
}

/// The singular of an English plural.
fn one_of(many: &str) -> Option<String> {
    const SAME: [&str; 11] =
        ["series", "species", "alias", "atlas", "bias", "canvas", "gas", "lens", "news", "gps", "sms"];
    /// Their singular ends with `e`.
    const PLAIN: [&str; 6] = ["movies", "cookies", "calories", "caches", "axes", "ties"];
    if many.len() < 4 || SAME.contains(&many) {
        return None;
    }
    let cut = |count: usize| many.get(..many.len() - count).map(str::to_owned);
    if PLAIN.contains(&many) {
        return cut(1);
    }
    if let Some(stem) = many.strip_suffix("ies") {
        return Some(format!("{stem}y"));
    }
    if ["sses", "ches", "shes", "xes", "zzes", "atuses", "onuses", "iruses", "mses"]
        .iter()
        .any(|end| many.ends_with(end))
    {
        return cut(2);
    }
    let is_plural = many.ends_with('s') && !["ss", "us", "is"].iter().any(|end| many.ends_with(end));
    if is_plural { cut(1) } else { None }
}

/// Letters and digits of any script stay, in one spelling; other characters outside ASCII become `u` and hex; ASCII
/// symbols are up to `symbol`.
fn clean(text: &str, symbol: impl Fn(char) -> String) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfkc() {
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if c.is_ascii_whitespace() || c.is_ascii_control() {
            out.push(' ');
        } else if c.is_ascii() {
            out.push_str(&symbol(c));
        } else if is_separator(c) {
            out.push(' ');
        } else if is_xid_continue(c) {
            out.push(c);
        } else {
            out.push_str(&format!(" u{:x} ", u32::from(c)));
        }
    }
    out
}

/// Spaces, dashes and quotes outside ASCII.
fn is_separator(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(u32::from(c), 0x80..=0xbf | 0x2000..=0x206f | 0x3000..=0x303f | 0xfe00..=0xfe0f | 0xfeff)
}

fn split(cleaned: &str) -> Vec<String> {
    let mut words = Vec::new();
    for part in cleaned.split([' ', '_']).filter(|part| !part.is_empty()) {
        if part.is_ascii() {
            words.extend(part.to_snake_case().split('_').filter(|word| !word.is_empty()).map(str::to_owned));
        } else {
            split_by_case(part, &mut words);
        }
    }
    words
}

/// Splits where a capital letter follows a small one. `heck` would drop the marks that some scripts write vowels with.
fn split_by_case(part: &str, words: &mut Vec<String>) {
    let mut word = String::new();
    let mut was_lower = false;
    for c in part.chars() {
        if was_lower && c.is_uppercase() {
            words.push(std::mem::take(&mut word));
        }
        was_lower = c.is_lowercase();
        word.extend(c.to_lowercase());
    }
    words.push(word.nfkc().collect());
}

/// Puts the prefix before a digit and keeps the length limit.
fn finish(text: &str, mut all: Vec<String>, prefix: DigitPrefix) -> Option<Words> {
    let first = all.first_mut()?;
    // A digit, or a mark that stands behind a letter.
    if !first.starts_with(is_xid_start) {
        match prefix {
            DigitPrefix::Value => first.insert(0, 'n'),
            DigitPrefix::Type => all.insert(0, "type".to_owned()),
            DigitPrefix::Service => all.insert(0, "service".to_owned()),
            DigitPrefix::Operation => all.insert(0, "call".to_owned()),
        }
    }
    if all.iter().map(|word| letters(word)).sum::<usize>() > MAX_LETTERS {
        shorten(&mut all, text);
    }
    Some(Words(all))
}

fn letters(word: &str) -> usize {
    word.chars().count()
}

fn shorten(all: &mut Vec<String>, text: &str) {
    let mut room = MAX_LETTERS - 9;
    let mut kept = Vec::new();
    for word in all.iter() {
        if letters(word) <= room {
            room -= letters(word);
            kept.push(word.clone());
        } else {
            if kept.is_empty() {
                kept.push(word.chars().take(room).collect());
            }
            break;
        }
    }
    kept.push(format!("h{:08x}", short_hash(text)));
    *all = kept;
}

fn symbol_name(symbol: char) -> &'static str {
    match symbol {
        '+' => "plus",
        '-' => "minus",
        '*' => "star",
        '/' => "slash",
        '\\' => "backslash",
        '<' => "less than",
        '>' => "greater than",
        '=' => "equals",
        '!' => "not",
        '#' => "hash",
        '%' => "percent",
        '&' => "and",
        '@' => "at",
        '$' => "dollar",
        '^' => "caret",
        '~' => "tilde",
        '|' => "or",
        '?' => "question",
        '.' => "dot",
        ',' => "comma",
        ':' => "colon",
        ';' => "semicolon",
        '_' => "underscore",
        '\'' => "apostrophe",
        '"' => "quote",
        '`' => "backtick",
        '(' | '[' | '{' => "open",
        _ => "close",
    }
}

/// Short, and made of letters: a title that can be a name.
#[must_use]
pub(crate) fn reads_as_name(title: &str) -> bool {
    title.len() <= 40
        && title.split_whitespace().count() <= 4
        && title.starts_with(is_xid_start)
        && title.chars().all(|c| is_xid_continue(c) || " -".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(words: Words) -> String {
        assert!(words.0.iter().all(|w| !w.is_empty() && w.chars().all(|c| is_xid_continue(c) && c != '_')), "{words}");
        assert!(words.0[0].starts_with(is_xid_start) && !words.to_string().contains(char::is_uppercase), "{words}");
        words.to_string()
    }

    #[test]
    fn texts_become_words() {
        for (from, to) in [
            ("Tracking_response_get_multiple", "tracking response get multiple"),
            ("get-tracking-by-id", "get tracking by id"),
            ("OutForDelivery", "out for delivery"),
            ("application/json", "application json"),
            ("Carrier EDD", "carrier edd"),
            ("@type", "type"),
            ("200", "n200"),
            ("", "empty"),
            ("*", "star"),
            (">=", "greater or equal"),
            ("<", "less than"),
            ("...", "dot dot dot"),
            ("日本", "日本"),
            ("größeÄndern", "größe ändern"),
            ("e\u{301}tat", "état"),
            ("हिन्दी", "हिन्दी"),
            ("x²", "x2"),
            ("ﬁle", "file"),
            ("٣", "n٣"),
            ("🎉", "u1f389"),
            ("   ", "blank"),
            ("\u{2014}", "blank"),
        ] {
            assert_eq!(text(words(from, DigitPrefix::Value)), to, "{from}");
        }
        assert_eq!(text(words("2FA", DigitPrefix::Type)), "type 2fa");
        assert_eq!(text(words("2fa-verify", DigitPrefix::Operation)), "call 2fa verify");
    }

    #[test]
    fn signs_before_values_are_named() {
        for (from, to) in [
            ("+1", "plus 1"),
            ("-1", "minus 1"),
            ("-created_at", "minus created at"),
            ("1", "n1"),
            ("-", "minus"),
            ("a-b", "a b"),
            (">=5", "greater or equal 5"),
        ] {
            assert_eq!(text(value(from)), to, "{from}");
        }
    }

    #[test]
    fn many_become_one() {
        for (many, one) in [
            ("tracking customers", "tracking customer"),
            ("addresses", "address"),
            ("countries", "country"),
            ("pieces", "piece"),
            ("statuses", "status"),
            ("smses", "sms"),
            ("boxes", "box"),
            ("batches", "batch"),
            ("cookies", "cookie"),
            ("status", "status"),
            ("address", "address"),
            ("analysis", "analysis"),
            ("series", "series"),
            ("gps", "gps"),
            ("data", "data"),
            ("people", "people"),
        ] {
            assert_eq!(text(singular(words(many, DigitPrefix::Type))), one, "{many}");
        }
    }

    #[test]
    fn long_names_are_cut_and_stay_apart() {
        let a = words(&"word ".repeat(2_000), DigitPrefix::Type);
        let b = words(&format!("{}x", "word ".repeat(2_000)), DigitPrefix::Type);
        assert!(text(a.clone()).len() < 120);
        assert_ne!(a, b);
        assert!(text(words(&"a".repeat(10_000), DigitPrefix::Type)).len() <= 81);
    }
}
