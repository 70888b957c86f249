//! The query of a signed call.
//!
//! In: encoded pairs in any order and style. Out: the pairs in the form that the API's data has, each value encoded
//! once. Must not: change what a pair means to a server that reads queries as forms.

use crate::description::canonical::{QueryOrder, RepeatedKeys, SignedQuery, SpaceEncoding};
use crate::wire::param::QueryPair;

/// Puts the pairs in the one form that is both sent and signed.
pub(super) fn canonical(pairs: &mut dyn Iterator<Item = &QueryPair>, form: SignedQuery) -> Vec<QueryPair> {
    let mut decoded_pairs: Vec<(Vec<u8>, Vec<u8>)> = Vec::new();
    for (key, value) in pairs {
        let (key, value) = (decoded(key), decoded(value));
        // A server's parser may keep only one of a repeated key, and then the signature would miss the rest.
        let earlier = match form.repeated_keys {
            RepeatedKeys::Joined => decoded_pairs.iter_mut().find(|(known, _)| *known == key),
            RepeatedKeys::Kept => None,
        };
        match earlier {
            Some((_, joined)) => {
                joined.push(b',');
                joined.extend_from_slice(&value);
            }
            None => {
                let place = match form.order {
                    // By the key's own bytes, as a server sees them that rebuilds the query from what it parsed; behind
                    // those of the same key, so that repeated keys keep their order.
                    QueryOrder::ByKey => decoded_pairs.partition_point(|(other, _)| *other <= key),
                    QueryOrder::AsSet => decoded_pairs.len(),
                };
                decoded_pairs.insert(place, (key, value));
            }
        }
    }
    decoded_pairs.iter().map(|(key, value)| (encoded(key, form.space), encoded(value, form.space))).collect()
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

    const JOINED: SignedQuery = SignedQuery::new().repeated_keys(RepeatedKeys::Joined);

    fn text(pairs: &[(&str, &str)], form: SignedQuery) -> String {
        let pairs: Vec<QueryPair> = pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
        let pairs = canonical(&mut pairs.iter(), form);
        pairs.iter().map(|(key, value)| format!("{key}={value}")).collect::<Vec<_>>().join("&")
    }

    #[test]
    fn keys_are_sorted_and_sent_once() {
        let pairs = [("b", "2"), ("a%5Bx%5D", "%C3%A9"), ("b", "1%202"), ("aA", ""), ("~", "a,b/%7E%2b")];
        assert_eq!(text(&pairs, JOINED.space(SpaceEncoding::Plus)), "aA=&a%5Bx%5D=%C3%A9&b=2%2C1+2&~=a%2Cb%2F~%2B");
        assert_eq!(text(&[("q", "a%20b%2Bc")], JOINED), "q=a%20b%2Bc");
        assert_eq!(text(&[("q", "100%")], JOINED), "q=100%25");
    }

    #[test]
    fn order_and_repeated_keys_can_be_kept() {
        let pairs = [("b", "2"), ("a", "x"), ("b", "1%202")];
        assert_eq!(text(&pairs, SignedQuery::new()), "a=x&b=2&b=1%202");
        assert_eq!(text(&pairs, SignedQuery::new().order(QueryOrder::AsSet)), "b=2&a=x&b=1%202");
        assert_eq!(text(&pairs, JOINED.order(QueryOrder::AsSet)), "b=2%2C1%202&a=x");
    }
}
