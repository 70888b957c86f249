//! Pairs of a query or a form, compared without regard to their order.
//!
//! In: `a=1&b=2` as it was sent, and what was expected. Out: a panic that names what differs.

use crate::wire::encoding::from_percent;
use serde_json::Value;

/// A pair that is expected.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Pair {
    /// Name and value, decoded.
    Plain(String, String),
    /// Exactly this text.
    Text(String),
    /// A value that is JSON text.
    Json(String, Value),
    /// One or more pairs of this name, whatever they hold.
    Named(String),
}

#[track_caller]
pub(super) fn check(what: &str, actual: &str, expected: &[Pair]) {
    let mut left: Vec<&str> = actual.split('&').filter(|pair| !pair.is_empty()).collect();
    let mut plain = Vec::new();
    for pair in expected {
        let before = left.len();
        match pair {
            Pair::Plain(name, value) => {
                plain.push((name.clone(), value.clone()));
                continue;
            }
            Pair::Named(name) => left.retain(|sent| decoded(sent).0 != *name),
            Pair::Text(text) => take(&mut left, |sent| sent == text),
            Pair::Json(name, value) => take(&mut left, |sent| {
                let (key, text) = decoded(sent);
                key == *name && serde_json::from_str::<Value>(&text).is_ok_and(|sent| sent == *value)
            }),
        }
        assert_ne!(left.len(), before, "{what} has no {pair:?}: {actual}");
    }
    let mut left: Vec<(String, String)> = left.into_iter().map(decoded).collect();
    left.sort();
    plain.sort();
    assert_eq!(left, plain, "{what}: {actual}");
}

/// Takes out the first that fits.
fn take(left: &mut Vec<&str>, fits: impl Fn(&str) -> bool) {
    if let Some(at) = left.iter().position(|sent| fits(sent)) {
        left.remove(at);
    }
}

fn decoded(pair: &str) -> (String, String) {
    let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
    (from_percent(name), from_percent(value))
}

/// The JSON of a test.
#[track_caller]
pub(super) fn parsed(json: &str) -> Value {
    serde_json::from_str(json).unwrap_or_else(|error| panic!("the test's own JSON: {error}\n{json}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(name: &str, value: &str) -> Pair {
        Pair::Plain(name.to_owned(), value.to_owned())
    }

    #[test]
    fn the_order_of_pairs_does_not_matter_and_their_encoding_does_where_it_is_given() {
        let json = Pair::Json("j".into(), serde_json::json!({"a": 1, "b": 2}));
        let expected = [plain("a", "x y"), Pair::Text("l=1,2%2C".into()), json, Pair::Named("n".into())];
        check("the query", "n=1&n=2&j=%7B%22b%22%3A2,%22a%22%3A1%7D&l=1,2%2C&a=x%20y", &expected);
        assert_eq!(from_percent("100%&%zz%C3%A9"), "100%&%zzé");
    }

    #[test]
    #[should_panic(expected = "the query")]
    fn what_was_not_expected_is_seen() {
        check("the query", "a=1&b=2", &[plain("a", "1")]);
    }

    #[test]
    #[should_panic(expected = "the form has no")]
    fn what_is_missing_is_seen() {
        check("the form", "a=1", &[Pair::Text("b=2".into())]);
    }
}
