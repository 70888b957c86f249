//! Reading dates and times.
//!
//! In: text in any of the shapes that servers send: `2026-07-09`, `20260709`, `08:00:00`, `08:00`, and a date with a
//! time behind `T` or a blank, each time with or without a fraction and an offset (`Z`, `+02:00`, `+0200`, `+02`).
//! Out: the parts, or an error with the text. Must not guess: an offset that is not there stays unknown, and names of
//! months and zones are refused.

use super::not_temporal::NotTemporal;
use super::parts::{DateParts, DateTimeParts, TimeParts};
use std::str::FromStr;

/// What a text says: a date, a time, or both.
///
/// ```
/// use sdk_runtime::Parsed;
/// let day: Parsed = "20260709".parse()?;
/// assert_eq!(day.date.map(|date| date.day()), Some(9));
/// assert!(day.time.is_none());
/// let opening: Parsed = "08:30:00".parse()?;
/// assert_eq!(opening.time.map(|time| time.minute()), Some(30));
/// # Ok::<(), sdk_runtime::NotTemporal>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Parsed {
    /// The date, if the text has one.
    pub date: Option<DateParts>,
    /// The time of day, if the text has one.
    pub time: Option<TimeParts>,
    /// Local time minus UTC, in minutes, if the text says it.
    pub offset_minutes: Option<i16>,
}

impl FromStr for Parsed {
    type Err = NotTemporal;

    fn from_str(text: &str) -> Result<Self, NotTemporal> {
        read(text.trim()).map_err(|reason| NotTemporal::new(text, reason))
    }
}

impl FromStr for DateParts {
    type Err = NotTemporal;

    /// The date of a text; a time behind it is left out.
    fn from_str(text: &str) -> Result<Self, NotTemporal> {
        text.parse::<Parsed>()?.date.ok_or_else(|| NotTemporal::new(text, "it has no date"))
    }
}

impl FromStr for TimeParts {
    type Err = NotTemporal;

    /// The time of day of a text; a date before it is left out.
    fn from_str(text: &str) -> Result<Self, NotTemporal> {
        text.parse::<Parsed>()?.time.ok_or_else(|| NotTemporal::new(text, "it has no time of day"))
    }
}

impl FromStr for DateTimeParts {
    type Err = NotTemporal;

    /// The date and time of a text; a date alone is its midnight.
    fn from_str(text: &str) -> Result<Self, NotTemporal> {
        let parsed = text.parse::<Parsed>()?;
        let date = parsed.date.ok_or_else(|| NotTemporal::new(text, "it has no date"))?;
        Self::new(date, parsed.time.unwrap_or_default(), parsed.offset_minutes)
    }
}

const SHAPE: &str = "expected YYYY-MM-DD, YYYYMMDD, HH:MM:SS, or a date and a time";

fn read(text: &str) -> Result<Parsed, &'static str> {
    let mut reader = Reader { rest: text.as_bytes() };
    let mut parsed = Parsed { date: None, time: None, offset_minutes: None };
    // A time is told from a date by its colon.
    if text.as_bytes().get(2) != Some(&b':') {
        parsed.date = Some(reader.date()?);
        if reader.rest.is_empty() {
            return Ok(parsed);
        }
        if !(reader.skip(b'T') || reader.skip(b't') || reader.skip(b' ')) {
            return Err(SHAPE);
        }
    }
    parsed.time = Some(reader.time()?);
    parsed.offset_minutes = reader.offset()?;
    if reader.rest.is_empty() { Ok(parsed) } else { Err("there is more behind it") }
}

struct Reader<'a> {
    rest: &'a [u8],
}

impl Reader<'_> {
    fn skip(&mut self, byte: u8) -> bool {
        match self.rest.split_first() {
            Some((first, rest)) if *first == byte => {
                self.rest = rest;
                true
            }
            _ => false,
        }
    }

    /// So many digits.
    fn digits(&mut self, count: usize) -> Result<u16, &'static str> {
        let (digits, rest) = self.rest.split_at_checked(count).ok_or(SHAPE)?;
        self.rest = rest;
        digits.iter().try_fold(0, |value: u16, digit| match digit {
            b'0'..=b'9' => Ok(value * 10 + u16::from(digit - b'0')),
            _ => Err(SHAPE),
        })
    }

    fn two(&mut self) -> Result<u8, &'static str> {
        self.digits(2).and_then(|value| u8::try_from(value).map_err(|_| SHAPE))
    }

    fn date(&mut self) -> Result<DateParts, &'static str> {
        let year = self.digits(4)?;
        let dashes = self.skip(b'-');
        let month = self.two()?;
        if dashes && !self.skip(b'-') {
            return Err(SHAPE);
        }
        let day = self.two()?;
        DateParts::new(year, month, day).map_err(|fault| fault.reason)
    }

    fn time(&mut self) -> Result<TimeParts, &'static str> {
        let hour = self.two()?;
        if !self.skip(b':') {
            return Err(SHAPE);
        }
        let minute = self.two()?;
        let second = if self.skip(b':') { self.two()? } else { 0 };
        let nanosecond = if self.skip(b'.') || self.skip(b',') { self.fraction()? } else { 0 };
        TimeParts::new(hour, minute, second, nanosecond).map_err(|fault| fault.reason)
    }

    /// Digits behind the point as nanoseconds; those beyond the ninth are cut off.
    fn fraction(&mut self) -> Result<u32, &'static str> {
        let count = self.rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (digits, rest) = self.rest.split_at(count);
        self.rest = rest;
        if digits.is_empty() {
            return Err("a point needs digits behind it");
        }
        let digits = digits.iter().chain(std::iter::repeat(&b'0')).take(9);
        Ok(digits.fold(0, |value, digit| value * 10 + u32::from(digit - b'0')))
    }

    fn offset(&mut self) -> Result<Option<i16>, &'static str> {
        if self.rest.is_empty() {
            return Ok(None);
        }
        self.skip(b' ');
        if self.skip(b'Z') || self.skip(b'z') {
            return Ok(Some(0));
        }
        let sign = match (self.skip(b'+'), self.skip(b'-')) {
            (true, false) => 1,
            (false, true) => -1,
            _ => return Err("expected an offset: Z, +HH:MM or -HH:MM"),
        };
        let hours = self.two()?;
        self.skip(b':');
        let minutes = if self.rest.is_empty() { 0 } else { self.two()? };
        if hours > 23 || minutes > 59 {
            return Err("an offset is less than a day");
        }
        Ok(Some(sign * (i16::from(hours) * 60 + i16::from(minutes))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shape_is_read() {
        for (text, plain) in [
            ("2026-07-09T08:05:09", "2026-07-09T08:05:09"),
            ("2026-07-09 08:05:09", "2026-07-09T08:05:09"),
            ("2026-07-09T08:05:09Z", "2026-07-09T08:05:09Z"),
            ("2026-07-09t08:05:09z", "2026-07-09T08:05:09Z"),
            ("2026-07-09T08:05:09+00:00", "2026-07-09T08:05:09Z"),
            ("2026-07-09T08:05:09.120+05:30", "2026-07-09T08:05:09.12+05:30"),
            ("2026-07-09 08:05:09 -0930", "2026-07-09T08:05:09-09:30"),
            ("2026-07-09T08:05:09,123456789999-08", "2026-07-09T08:05:09.123456789-08:00"),
            ("2026-07-09T08:05", "2026-07-09T08:05:00"),
            ("2026-07-09", "2026-07-09T00:00:00"),
            (" 20260709 ", "2026-07-09T00:00:00"),
            ("20260709T08:05:09Z", "2026-07-09T08:05:09Z"),
            ("2024-02-29T23:59:60Z", "2024-02-29T23:59:60Z"),
        ] {
            assert_eq!(text.parse::<DateTimeParts>().unwrap().to_string(), plain, "{text}");
        }
        assert_eq!("18:00:00".parse::<TimeParts>().unwrap().to_string(), "18:00:00");
        assert_eq!("18:00".parse::<TimeParts>().unwrap().hour(), 18);
        assert_eq!("2026-07-09 18:00:00".parse::<DateParts>().unwrap().to_string(), "2026-07-09");
    }

    #[test]
    fn what_is_no_date_is_refused_with_its_text() {
        for text in [
            "",
            "2026",
            "2026-7-9",
            "2026-13-01",
            "2026-02-29",
            "2026-00-10",
            "202607",
            "2026-07-09X",
            "2026-07-09T",
            "2026-07-09T24:00:00",
            "2026-07-09T08:60:00",
            "2026-07-09T08:00:00+24:00",
            "2026-07-09T08:00:00 UTC",
            "2026-07-09T08:00:00.Z",
            "yesterday",
            "１2:00:00",
            "2026-0709",
            "12:00:00Zjunk",
            "2026-07-09T08:00:00+2",
        ] {
            let error = text.parse::<Parsed>().unwrap_err();
            assert_eq!(error.text(), text);
        }
        let error = "2026-02-30".parse::<Parsed>().unwrap_err();
        assert_eq!(error.to_string(), "the text is not a date or time: there is no such day");
        assert_eq!(
            "18:00:00".parse::<DateTimeParts>().unwrap_err().to_string(),
            "the text is not a date or time: it has no date"
        );
    }
}
