//! Digests, signatures and dates as text.
//!
//! In: bytes or a time, and the form that the API wants. Out: text. Must not: choose the form.

use crate::description::canonical::BinaryEncoding;
use crate::description::signing::DateFormat;
use crate::value::base64;
use crate::wire::http_date;
use std::time::{Duration, SystemTime};

/// Bytes as text.
pub(super) fn bytes(encoding: BinaryEncoding, bytes: &[u8]) -> String {
    match encoding {
        BinaryEncoding::Base64 => base64::encode(bytes),
        BinaryEncoding::HexLower => hex(bytes, b"0123456789abcdef"),
        BinaryEncoding::HexUpper => hex(bytes, b"0123456789ABCDEF"),
    }
}

fn hex(bytes: &[u8], digits: &[u8; 16]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        text.push(char::from(digits[usize::from(byte >> 4)]));
        text.push(char::from(digits[usize::from(byte & 15)]));
    }
    text
}

/// As a `u64`, which holds them for longer than any server: to write an `u128` takes code of its own.
fn milliseconds(time: Duration) -> u64 {
    time.as_secs().saturating_mul(1000).saturating_add(u64::from(time.subsec_millis()))
}

/// A time as text. A time before 1970 counts as 1970.
pub(super) fn date(format: DateFormat, now: SystemTime) -> String {
    let since_epoch = || now.duration_since(SystemTime::UNIX_EPOCH).unwrap_or(Duration::ZERO);
    match format {
        DateFormat::HttpDate => http_date::format(now),
        DateFormat::Iso8601 => http_date::format_iso8601(now),
        DateFormat::EpochSeconds => since_epoch().as_secs().to_string(),
        DateFormat::EpochMilliseconds => milliseconds(since_epoch()).to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_in_each_encoding() {
        let of = |encoding| bytes(encoding, &[0x0f, 0xa0, 0xff]);
        assert_eq!(of(BinaryEncoding::HexLower), "0fa0ff");
        assert_eq!(of(BinaryEncoding::HexUpper), "0FA0FF");
        assert_eq!(of(BinaryEncoding::Base64), "D6D/");
    }

    #[test]
    fn dates_in_each_format() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_millis(784_111_777_123);
        assert_eq!(date(DateFormat::HttpDate, now), "Sun, 06 Nov 1994 08:49:37 GMT");
        assert_eq!(date(DateFormat::Iso8601, now), "1994-11-06T08:49:37Z");
        assert_eq!(date(DateFormat::EpochSeconds, now), "784111777");
        assert_eq!(date(DateFormat::EpochMilliseconds, now), "784111777123");
    }
}
