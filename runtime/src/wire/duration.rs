//! Durations as some headers have them.
//!
//! In: the text of a header. Out: a duration, or nothing. Must not: read a unit that it does not know as another.

use super::pull::float;
use std::time::Duration;

/// Reads `1m30s`, `250ms`, `1.5s` and the like; a plain number is seconds.
pub(crate) fn parse(text: &str) -> Option<Duration> {
    let mut rest = text.trim();
    if let Some(plain) = seconds(rest) {
        return Some(plain);
    }
    let mut total = Duration::ZERO;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !(c.is_ascii_digit() || c == '.'))?;
        let (number, after) = rest.split_at(digits);
        let end = after.find(|c: char| c.is_ascii_digit()).unwrap_or(after.len());
        let (unit, after) = after.split_at(end);
        let scale = match unit.trim() {
            "ns" => 1e-9,
            "us" | "µs" => 1e-6,
            "ms" => 1e-3,
            "s" => 1.0,
            "m" => 60.0,
            "h" => 3_600.0,
            "d" => 86_400.0,
            _ => return None,
        };
        let part = float::parse(number)? * scale;
        total = total.checked_add(Duration::try_from_secs_f64(part).ok()?)?;
        rest = after;
    }
    (!total.is_zero() || text.contains('0')).then_some(total)
}

/// Whole seconds, or a decimal number of them, which some servers send.
pub(crate) fn seconds(text: &str) -> Option<Duration> {
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    text.parse().map(Duration::from_secs).ok().or_else(|| Duration::try_from_secs_f64(float::parse(text)?).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read() {
        for (text, milliseconds) in [
            ("1m30s", 90_000),
            ("6m0s", 360_000),
            ("250ms", 250),
            ("1.5s", 1_500),
            ("1h 1m", 3_660_000),
            (" 7 ", 7_000),
            ("0s", 0),
            ("0", 0),
        ] {
            assert_eq!(parse(text), Some(Duration::from_millis(milliseconds)), "{text}");
        }
        for text in ["", "soon", "s", "1y", "-3s", "1m30", "1e400s", "m1"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
