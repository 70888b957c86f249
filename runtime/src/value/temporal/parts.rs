//! Dates and times as numbers.
//!
//! In: numbers that are checked. Out: the same numbers, the text that APIs take, seconds since 1970. Knows the calendar
//! and nothing of time zones: an offset is what the text says.

use super::not_temporal::NotTemporal;
use std::fmt;

/// A date of the Gregorian calendar, year 0 to 9999.
///
/// ```
/// use sdk_runtime::{Date, DateParts};
/// let day = DateParts::new(2026, 7, 9)?;
/// assert_eq!(Date::from(day).as_str(), "2026-07-09");
/// assert!(DateParts::new(2026, 2, 29).is_err());
/// # Ok::<(), sdk_runtime::NotTemporal>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateParts {
    year: u16,
    month: u8,
    day: u8,
}

impl DateParts {
    /// A date.
    ///
    /// # Errors
    /// When there is no such day.
    pub fn new(year: u16, month: u8, day: u8) -> Result<Self, NotTemporal> {
        let fault = || NotTemporal::new(format!("{year:04}-{month:02}-{day:02}"), "there is no such day");
        if year > 9999 || !(1..=12).contains(&month) || day == 0 || day > days_of(year, month) {
            return Err(fault());
        }
        Ok(Self { year, month, day })
    }

    /// The year, 0 to 9999.
    pub const fn year(self) -> u16 {
        self.year
    }

    /// The month, 1 to 12.
    pub const fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, 1 to 31.
    pub const fn day(self) -> u8 {
        self.day
    }

    /// Days since 1970-01-01; negative before.
    fn unix_days(self) -> i64 {
        // Years that begin in March have their leap day at the end.
        let (year, month) = (i64::from(self.year), i64::from(self.month));
        let year = if month <= 2 { year - 1 } else { year };
        let month = (month + 9) % 12;
        let day_of_year = (153 * month + 2) / 5 + i64::from(self.day) - 1;
        let day = year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + day_of_year;
        day - 719_468
    }

    fn from_unix_days(days: i64) -> Option<Self> {
        let days = days + 719_468;
        let era = days.div_euclid(146_097);
        let day_of_era = days.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month + 2) / 5 + 1;
        let (month, carry) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
        let year = u16::try_from(era * 400 + year_of_era + carry).ok()?;
        Self::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?).ok()
    }
}

fn days_of(year: u16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

impl fmt::Display for DateParts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct TimeParts {
    hour: u8,
    minute: u8,
    second: u8,
    nanosecond: u32,
}

impl TimeParts {
    /// A time of day. Second 60 is allowed, for leap seconds.
    ///
    /// # Errors
    /// When there is no such time.
    pub fn new(hour: u8, minute: u8, second: u8, nanosecond: u32) -> Result<Self, NotTemporal> {
        let time = Self { hour, minute, second, nanosecond };
        if hour > 23 || minute > 59 || second > 60 || nanosecond > 999_999_999 {
            return Err(NotTemporal::new(time.to_string(), "there is no such time of day"));
        }
        Ok(time)
    }

    /// The hour, 0 to 23.
    pub const fn hour(self) -> u8 {
        self.hour
    }

    /// The minute, 0 to 59.
    pub const fn minute(self) -> u8 {
        self.minute
    }

    /// The second, 0 to 60.
    pub const fn second(self) -> u8 {
        self.second
    }

    /// The nanosecond, 0 to 999 999 999.
    pub const fn nanosecond(self) -> u32 {
        self.nanosecond
    }

    /// The second for calendars without leap seconds: 60 is the 59 before it.
    #[cfg(any(feature = "jiff", feature = "time", feature = "chrono"))]
    pub(super) fn plain_second(self) -> u8 {
        self.second.min(59)
    }
}

impl fmt::Display for TimeParts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}:{:02}", self.hour, self.minute, self.second)?;
        if self.nanosecond > 0 {
            let digits = format!("{:09}", self.nanosecond);
            write!(f, ".{}", digits.trim_end_matches('0'))?;
        }
        Ok(())
    }
}

/// A date with a time of day, and its offset from UTC where the text has one.
///
/// ```
/// use sdk_runtime::{DateTime, DateTimeParts};
/// let at: DateTimeParts = "2026-07-09 08:00:00.5+0200".parse()?;
/// assert_eq!((at.date().day(), at.time().hour(), at.offset_minutes()), (9, 8, Some(120)));
/// assert_eq!(DateTime::from(at).as_str(), "2026-07-09T08:00:00.5+02:00");
/// # Ok::<(), sdk_runtime::NotTemporal>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DateTimeParts {
    date: DateParts,
    time: TimeParts,
    offset_minutes: Option<i16>,
}

impl DateTimeParts {
    /// A date with a time of day. `offset_minutes` is local time minus UTC, and `None` where it is not known.
    ///
    /// # Errors
    /// When the offset is a day or more.
    pub fn new(date: DateParts, time: TimeParts, offset_minutes: Option<i16>) -> Result<Self, NotTemporal> {
        match offset_minutes {
            Some(minutes) if minutes.unsigned_abs() >= 24 * 60 => {
                Err(NotTemporal::new(format!("{minutes} minutes"), "an offset is less than a day"))
            }
            _ => Ok(Self { date, time, offset_minutes }),
        }
    }

    /// The moment so many seconds after 1970 began, in UTC.
    ///
    /// # Errors
    /// When it is not within the years 0 to 9999.
    pub fn from_unix(seconds: i64, nanosecond: u32) -> Result<Self, NotTemporal> {
        let fault =
            || NotTemporal::new(format!("{seconds} seconds since 1970"), "it is not within the years 0 to 9999");
        let date = DateParts::from_unix_days(seconds.div_euclid(86_400)).ok_or_else(fault)?;
        let second = seconds.rem_euclid(86_400);
        let part = |value: i64| u8::try_from(value).map_err(|_| fault());
        let time = TimeParts::new(part(second / 3_600)?, part(second / 60 % 60)?, part(second % 60)?, nanosecond)?;
        Ok(Self { date, time, offset_minutes: Some(0) })
    }

    /// The moment so many nanoseconds after 1970 began, in UTC.
    #[cfg(feature = "jiff")]
    pub(super) fn from_unix_nanos(nanos: i128) -> Option<Self> {
        let seconds = i64::try_from(nanos.div_euclid(1_000_000_000)).ok()?;
        Self::from_unix(seconds, u32::try_from(nanos.rem_euclid(1_000_000_000)).ok()?).ok()
    }

    /// The parts of what has an offset in seconds, which has to be whole minutes.
    #[cfg(any(feature = "jiff", feature = "chrono", feature = "time"))]
    pub(super) fn with_offset_seconds(date: DateParts, time: TimeParts, seconds: i32) -> Option<Self> {
        let minutes = (seconds % 60 == 0).then_some(seconds / 60)?;
        Self::new(date, time, Some(i16::try_from(minutes).ok()?)).ok()
    }

    /// The offset in seconds.
    #[cfg(any(feature = "jiff", feature = "chrono", feature = "time"))]
    pub(super) fn offset_seconds(self) -> Option<i32> {
        Some(i32::from(self.offset_minutes?) * 60)
    }

    /// The date, local to the offset.
    pub const fn date(self) -> DateParts {
        self.date
    }

    /// The time of day, local to the offset.
    pub const fn time(self) -> TimeParts {
        self.time
    }

    /// Local time minus UTC, in minutes; `None` where the text does not say.
    pub const fn offset_minutes(self) -> Option<i16> {
        self.offset_minutes
    }

    /// The same with this offset where the text has none: for servers that say elsewhere in which zone their times are.
    pub fn or_offset(self, offset_minutes: i16) -> Result<Self, NotTemporal> {
        Self::new(self.date, self.time, Some(self.offset_minutes.unwrap_or(offset_minutes)))
    }

    /// Whole seconds since 1970 began, in UTC; `None` without an offset.
    pub fn unix_seconds(self) -> Option<i64> {
        let time = self.time;
        let second = i64::from(time.hour) * 3_600 + i64::from(time.minute) * 60 + i64::from(time.second);
        Some(self.date.unix_days() * 86_400 + second - i64::from(self.offset_minutes?) * 60)
    }

    /// Nanoseconds since 1970 began, in UTC, to compare moments by; `None` without an offset.
    pub fn unix_nanos(self) -> Option<i128> {
        Some(i128::from(self.unix_seconds()?) * 1_000_000_000 + i128::from(self.time.nanosecond))
    }
}

impl fmt::Display for DateTimeParts {
    /// RFC 3339; without an offset where there is none.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}T{}", self.date, self.time)?;
        match self.offset_minutes {
            None => Ok(()),
            Some(0) => f.write_str("Z"),
            Some(minutes) => {
                let sign = if minutes < 0 { '-' } else { '+' };
                let minutes = minutes.unsigned_abs();
                write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_dates_agree() {
        for (text, days) in [((1970, 1, 1), 0), ((1969, 12, 31), -1), ((2000, 2, 29), 11_016), ((2026, 7, 9), 20_643)] {
            assert_eq!(DateParts::new(text.0, text.1, text.2).unwrap().unix_days(), days, "{text:?}");
        }
        let mut expected = DateParts::from_unix_days(-719_528).unwrap();
        assert_eq!(expected.to_string(), "0000-01-01");
        for days in -719_528..=2_932_896 {
            let date = DateParts::from_unix_days(days).unwrap();
            assert_eq!(date.unix_days(), days);
            assert!(date >= expected);
            expected = date;
        }
        assert_eq!(expected.to_string(), "9999-12-31");
        assert_eq!((DateParts::from_unix_days(2_932_897), DateParts::from_unix_days(-719_529)), (None, None));
    }

    #[test]
    fn moments_count_from_1970() {
        let at = DateTimeParts::from_unix(-1, 5).unwrap();
        assert_eq!(at.to_string(), "1969-12-31T23:59:59.000000005Z");
        assert_eq!(at.unix_seconds(), Some(-1));
        assert_eq!(at.unix_nanos(), Some(-999_999_995));
        assert!(DateTimeParts::from_unix(i64::MAX, 0).is_err());
        assert!(DateTimeParts::from_unix(i64::MIN, 0).is_err());
    }
}
