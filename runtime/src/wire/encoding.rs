//! Percent-encoding.
//!
//! In: raw text. Out: text that is safe where it is put. Each value passes through here exactly once.

/// What percent-encoding leaves alone beside the unreserved characters of RFC 3986.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reserved {
    /// Nothing: reserved characters are escaped, so that a value can never end its place.
    Escape,
    /// Reserved characters stay (`allowReserved`), but for those that would end the value: `#`, `&`, `=`, `+`.
    Allow,
}

/// Appends `text`, percent-encoded. A space becomes `%20`.
pub(crate) fn percent_into(out: &mut String, text: &str, reserved: Reserved) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    // What stays is ASCII, so that it is appended in whole pieces; between the bytes of another letter there is nothing.
    let piece = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    let mut start = 0;
    for (at, &byte) in text.as_bytes().iter().enumerate() {
        if !keeps(byte, reserved) {
            out.push_str(piece(start, at));
            out.push('%');
            out.push(char::from(HEX[usize::from(byte >> 4)]));
            out.push(char::from(HEX[usize::from(byte & 15)]));
            start = at + 1;
        }
    }
    out.push_str(piece(start, text.len()));
}

/// `text`, percent-encoded.
pub(crate) fn percent(text: &str, reserved: Reserved) -> String {
    let mut out = String::with_capacity(text.len());
    percent_into(&mut out, text, reserved);
    out
}

/// Reads what [`percent`] wrote. What is no escape stays as it is.
pub(crate) fn from_percent(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let escaped = match (first, after) {
            (b'%', [high, low, ..]) => hex(*high).zip(hex(*low)),
            _ => None,
        };
        match escaped {
            Some((high, low)) => bytes.push(high << 4 | low),
            None => bytes.push(first),
        }
        rest = &after[if escaped.is_some() { 2 } else { 0 }..];
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

const fn keeps(byte: u8, reserved: Reserved) -> bool {
    match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => true,
        // `#`, `&`, `=` and `+` would end the value or change it, so they are escaped even when reserved ones are allowed.
        b':' | b'/' | b'?' | b'[' | b']' | b'@' | b'!' | b'$' | b'\'' | b'(' | b')' | b'*' | b',' | b';' => {
            matches!(reserved, Reserved::Allow)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_unreserved_characters_stay() {
        assert_eq!(percent("aZ09-._~", Reserved::Escape), "aZ09-._~");
        assert_eq!(percent("a b+c,d:e/é%", Reserved::Escape), "a%20b%2Bc%2Cd%3Ae%2F%C3%A9%25");
        assert_eq!(percent("it's (a)*!", Reserved::Escape), "it%27s%20%28a%29%2A%21");
    }

    #[test]
    fn allowed_reserved_characters_cannot_end_the_value() {
        assert_eq!(percent("a/b?c=d&e#f+g", Reserved::Allow), "a/b?c%3Dd%26e%23f%2Bg");
    }
}
