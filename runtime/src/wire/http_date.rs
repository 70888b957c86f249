//! Dates as HTTP headers have them.
//!
//! In: a time, or a header's text. Out: the text of RFC 9110, or seconds since 1970. All three forms of the RFC are
//! read; only the one that it prefers is written.

use std::fmt::Write as _;
use std::time::{Duration, SystemTime};

const DAY_NAMES: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DAY: u64 = 86_400;

/// `Sun, 06 Nov 1994 08:49:37 GMT`. Parts of a second are cut off; a time before 1970 counts as 1970.
#[cfg_attr(not(feature = "signing"), allow(dead_code, reason = "only signatures need it"))]
pub(crate) fn format(time: SystemTime) -> String {
    let seconds = time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or(Duration::ZERO).as_secs();
    let (days, second) = (seconds / DAY, seconds % DAY);
    let (year, month, day) = civil(days);
    // Both indexes are within their tables by the arithmetic above; `get` is for code without a panic.
    let name = DAY_NAMES.get(usize::try_from(days % 7).unwrap_or(0)).copied().unwrap_or_default();
    let month = MONTHS.get(month).copied().unwrap_or_default();
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    let mut text = String::with_capacity(29);
    // Writing to a string does not fail.
    let _ = write!(text, "{name}, {day:02} {month} {year:04} {hour:02}:{minute:02}:{second:02} GMT");
    text
}

/// `1994-11-06T08:49:37Z`. Parts of a second are cut off; a time before 1970 counts as 1970.
#[cfg_attr(not(feature = "signing"), allow(dead_code, reason = "only signatures need it"))]
pub(crate) fn format_iso8601(time: SystemTime) -> String {
    let seconds = time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or(Duration::ZERO).as_secs();
    let (days, second) = (seconds / DAY, seconds % DAY);
    let (year, month, day) = civil(days);
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    format!("{year:04}-{:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z", month + 1)
}

/// Seconds since 1970 of a header's text.
pub(crate) fn parse(text: &str) -> Option<u64> {
    let words: Vec<&str> = text.split([' ', ',', '-']).filter(|word| !word.is_empty()).collect();
    let (day, month, year, clock) = match *words.as_slice() {
        // `Sun, 06 Nov 1994 08:49:37 GMT` and `Sunday, 06-Nov-94 08:49:37 GMT`.
        [_, day, month, year, clock, "GMT" | "UTC"] => (day, month, year, clock),
        // `Sun Nov  6 08:49:37 1994`.
        [_, month, day, clock, year] => (day, month, year, clock),
        _ => return None,
    };
    let month = MONTHS.iter().position(|name| *name == month)?;
    let year = match year.parse::<u64>().ok()? {
        short @ 0..70 => 2000 + short,
        short @ 70..100 => 1900 + short,
        year @ 1970..=9999 => year,
        _ => return None,
    };
    let day: u64 = day.parse().ok().filter(|day| (1..=31).contains(day))?;
    let mut parts = clock.split(':').map(|part| part.parse::<u64>().ok());
    let (hour, minute, second) = (parts.next()??, parts.next()??, parts.next()??);
    if parts.next().is_some() || hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    Some(days_until(year, month, day)? * DAY + hour * 3600 + minute * 60 + second)
}

/// Year, month from 0, and day of a day since 1970. After Howard Hinnant's `civil_from_days`.
const fn civil(days: u64) -> (u64, usize, u64) {
    let shifted = days + 719_468;
    let era = shifted / 146_097;
    let of_era = shifted % 146_097;
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 2 } else { from_march - 10 };
    let year = year_of_era + era * 400 + if month < 2 { 1 } else { 0 };
    (year, month as usize, day)
}

/// Days since 1970 of a date; `month` counts from 0. After Howard Hinnant's `days_from_civil`.
fn days_until(year: u64, month: usize, day: u64) -> Option<u64> {
    let year = if month < 2 { year - 1 } else { year };
    let from_march = (u64::try_from(month).ok()? + 10) % 12;
    let of_year = (153 * from_march + 2) / 5 + day - 1;
    let (era, year_of_era) = (year / 400, year % 400);
    (era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + of_year).checked_sub(719_468)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(seconds: u64) -> String {
        format(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds))
    }

    #[test]
    fn dates_go_both_ways() {
        assert_eq!(written(784_111_777), "Sun, 06 Nov 1994 08:49:37 GMT");
        assert_eq!(written(0), "Thu, 01 Jan 1970 00:00:00 GMT");
        assert_eq!(written(951_782_400), "Tue, 29 Feb 2000 00:00:00 GMT");
        for seconds in (0..8_000_000_000).step_by(12_345_677) {
            assert_eq!(parse(&written(seconds)), Some(seconds));
        }
    }

    #[test]
    fn all_forms_of_the_rfc_are_read() {
        for text in ["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"] {
            assert_eq!(parse(text), Some(784_111_777), "{text}");
        }
        for text in ["", "soon", "Sun, 06 Nov 1994 25:49:37 GMT", "Sun, 06 Nox 1994 08:49:37 GMT", "120"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
