//! The query of a signed call.
//!
//! In: encoded pairs in any order and style. Out: one pair for each key, sorted by key, each value encoded once.
//! Must not: change what a pair means to a server that reads queries as forms.

use crate::description::signing::SpaceEncoding;
use crate::wire::param::QueryPair;
use std::borrow::Borrow;
use std::collections::BTreeMap;

/// Puts the pairs in the one form that is both sent and signed.
pub(super) fn canonical<P: Borrow<QueryPair>>(pairs: impl Iterator<Item = P>, space: SpaceEncoding) -> Vec<QueryPair> {
    // Sorted by the key's own bytes, as a server sees them that rebuilds the query from what it parsed.
    let mut by_key: BTreeMap<Vec<u8>, Vec<u8>> = BTreeMap::new();
    for pair in pairs {
        let (key, value) = pair.borrow();
        let value = decoded(value);
        // A server's parser may keep only one of a repeated key, and then the signature would miss the rest.
        by_key
            .entry(decoded(key))
            .and_modify(|joined| {
                joined.push(b',');
                joined.extend_from_slice(&value);
            })
            .or_insert(value);
    }
    by_key.iter().map(|(key, value)| (encoded(key, space), encoded(value, space))).collect()
}

/// The bytes behind percent-encoded text.
fn decoded(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    loop {
        match *rest {
            [b'%', high, low, ref after @ ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                bytes.push(digit(high) << 4 | digit(low));
                rest = after;
            }
            [byte, ref after @ ..] => {
                bytes.push(byte);
                rest = after;
            }
            [] => return bytes,
        }
    }
}

const fn digit(hex: u8) -> u8 {
    match hex {
        b'0'..=b'9' => hex - b'0',
        b'a'..=b'f' => hex - b'a' + 10,
        _ => hex.wrapping_sub(b'A').wrapping_add(10),
    }
}

fn encoded(bytes: &[u8], space: SpaceEncoding) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut text = String::with_capacity(bytes.len());
    for &byte in bytes {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => text.push(char::from(byte)),
            b' ' if space == SpaceEncoding::Plus => text.push('+'),
            _ => {
                text.push('%');
                text.push(char::from(HEX[usize::from(byte >> 4)]));
                text.push(char::from(HEX[usize::from(byte & 15)]));
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(pairs: &[(&str, &str)], space: SpaceEncoding) -> String {
        let pairs = pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned()));
        let pairs = canonical(pairs, space);
        pairs.iter().map(|(key, value)| format!("{key}={value}")).collect::<Vec<_>>().join("&")
    }

    #[test]
    fn keys_are_sorted_and_sent_once() {
        let pairs = [("b", "2"), ("a%5Bx%5D", "%C3%A9"), ("b", "1%202"), ("aA", ""), ("~", "a,b/%7E%2b")];
        assert_eq!(text(&pairs, SpaceEncoding::Plus), "aA=&a%5Bx%5D=%C3%A9&b=2%2C1+2&~=a%2Cb%2F~%2B");
        assert_eq!(text(&[("q", "a%20b%2Bc")], SpaceEncoding::Percent), "q=a%20b%2Bc");
        assert_eq!(text(&[("q", "100%")], SpaceEncoding::Percent), "q=100%25");
    }
}
