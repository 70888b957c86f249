//! Strings with escapes.
//!
//! In: a reader at an escape. Out: the characters that it stands for. Must not: fail for half a surrogate pair, which
//! servers in UTF-16 languages send when they cut a text.

use super::error::{DecodeErrorKind, Stop};
use super::reader::Reader;
use super::scan::string_stop;

impl Reader<'_> {
    /// The text between two offsets, with its escapes resolved.
    #[inline]
    pub(super) fn unescaped(&mut self, start: usize, stop: usize) -> Result<String, Stop> {
        unescaped(self, start, stop)
    }
}

/// The rest of a string that starts at `start`, whose first byte that is no plain text is at `stop`. Leaves the reader
/// behind the closing quote.
#[cold]
fn unescaped(reader: &mut Reader<'_>, start: usize, stop: usize) -> Result<String, Stop> {
    let mut out = String::new();
    let (mut from, mut at) = (start, stop);
    loop {
        out.push_str(reader.text.get(from..at).unwrap_or_default());
        reader.at = at;
        match reader.text.as_bytes().get(at) {
            Some(b'"') => {
                reader.at += 1;
                return Ok(out);
            }
            Some(b'\\') => out.push(escape(reader)?),
            Some(_) => return reader.syntax("no control character in a string"),
            None => return reader.fail(DecodeErrorKind::Incomplete),
        }
        from = reader.at;
        at = string_stop(reader.text.as_bytes(), from);
    }
}

/// Reads one escape, whose backslash is next; a pair of surrogates is one.
pub(super) fn escape(reader: &mut Reader<'_>) -> Result<char, Stop> {
    reader.at += 1;
    let Some(byte) = reader.text.as_bytes().get(reader.at).copied() else {
        return reader.fail(DecodeErrorKind::Incomplete);
    };
    let plain = match byte {
        b'"' | b'\\' | b'/' => char::from(byte),
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => return unicode(reader),
        _ => return reader.syntax("an escape"),
    };
    reader.at += 1;
    Ok(plain)
}

/// Reads `uXXXX`, and the second half where it is the first of a pair.
fn unicode(reader: &mut Reader<'_>) -> Result<char, Stop> {
    let first = hex(reader)?;
    if let 0xd800..=0xdbff = first {
        let is_escape = reader.text.as_bytes()[reader.at..].starts_with(b"\\u");
        if is_escape {
            let behind_first = reader.at;
            reader.at += 1;
            let second = hex(reader)?;
            if let 0xdc00..=0xdfff = second {
                let code = 0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00);
                return Ok(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
            }
            // Not its other half: an escape of its own, read next.
            reader.at = behind_first;
        }
    }
    // The only codes that are no character are halves of pairs.
    Ok(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER))
}

/// Reads `uXXXX`, whose `u` is next.
fn hex(reader: &mut Reader<'_>) -> Result<u32, Stop> {
    let mut code = 0;
    for _ in 0..4 {
        reader.at += 1;
        let Some(byte) = reader.text.as_bytes().get(reader.at) else {
            return reader.fail(DecodeErrorKind::Incomplete);
        };
        let Some(digit) = char::from(*byte).to_digit(16) else {
            return reader.syntax("four hexadecimal digits");
        };
        code = code * 16 + digit;
    }
    reader.at += 1;
    Ok(code)
}
