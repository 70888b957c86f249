//! Looking for the end of a run of bytes.
//!
//! In: bytes and a position. Out: the position of the first byte that ends the run. Must not: know what the run is for.

const LOW: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// The first `"`, `\` or control character at or after `at`; the length where there is none.
#[inline]
pub(super) fn string_stop(bytes: &[u8], mut at: usize) -> usize {
    // Eight bytes at a time. Each term sets the high bit of the bytes that it looks for; a borrow can set a bit too
    // many, but only above one that is right, and the lowest is what counts.
    while let Some(chunk) = bytes.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        let word = u64::from_le_bytes(*chunk);
        let quote = word ^ (LOW * b'"' as u64);
        let escape = word ^ (LOW * b'\\' as u64);
        let stops = (quote.wrapping_sub(LOW) & !quote)
            | (escape.wrapping_sub(LOW) & !escape)
            | (word.wrapping_sub(LOW * 0x20) & !word);
        let stops = stops & HIGH;
        if stops != 0 {
            return at + stops.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    while let Some(byte) = bytes.get(at) {
        if matches!(byte, b'"' | b'\\' | 0..=0x1f) {
            return at;
        }
        at += 1;
    }
    at
}

/// The first byte at or after `at` that is no white space.
#[inline]
pub(super) fn value_start(bytes: &[u8], mut at: usize) -> usize {
    while let Some(b' ' | b'\n' | b'\t' | b'\r') = bytes.get(at) {
        at += 1;
    }
    at
}

/// The first byte at or after `at` that is no digit.
#[inline]
pub(super) fn digits_end(bytes: &[u8], mut at: usize) -> usize {
    while let Some(b'0'..=b'9') = bytes.get(at) {
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every byte at every position in a word and behind it, among bytes that differ from the sought ones by one bit.
    #[test]
    fn string_stops_are_found_at_every_position() {
        for filler in [b'a', b'!', b'#', b']', 0x5d ^ 0x80, 0x22 ^ 0x80, 0x7f, 0x80, 0x9f, 0xff, b' '] {
            for position in 0..20 {
                for byte in 0..=u8::MAX {
                    let mut bytes = [filler; 20];
                    bytes[position] = byte;
                    let expected = if matches!(byte, b'"' | b'\\' | 0..=0x1f) { position } else { 20 };
                    for start in 0..=position {
                        assert_eq!(string_stop(&bytes, start), expected, "{filler} {byte} {position} {start}");
                    }
                }
            }
        }
    }

    #[test]
    fn runs_end_at_the_end_of_the_bytes() {
        assert_eq!(value_start(b" \t\r\n", 0), 4);
        assert_eq!(value_start(b"  x ", 0), 2);
        assert_eq!(digits_end(b"a12.5", 1), 3);
        assert_eq!(digits_end(b"", 0), 0);
    }
}
