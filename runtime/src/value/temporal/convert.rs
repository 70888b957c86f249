//! From text to parts and back, and the pattern by which date libraries join in.
//!
//! In: `Date`, `DateTime`, or parts. Out: the other. A library's module gives two functions for each of its types; the
//! macro makes the conversions of them.

use super::{Date, DateParts, DateTime, DateTimeParts, NotTemporal, Parsed, TimeParts};
use std::time::SystemTime;

macro_rules! to_parts {
    ($ty:ident) => {
        impl $ty {
            /// What the text says, in whatever shape: a date, a time, or both.
            ///
            /// # Errors
            /// When it is neither.
            pub fn to_parts(&self) -> Result<Parsed, NotTemporal> {
                self.as_str().parse()
            }

            /// The date; a time behind it is left out.
            ///
            /// # Errors
            /// When the text has none.
            pub fn to_date(&self) -> Result<DateParts, NotTemporal> {
                self.as_str().parse()
            }

            /// The time of day.
            ///
            /// # Errors
            /// When the text has none.
            pub fn to_time(&self) -> Result<TimeParts, NotTemporal> {
                self.as_str().parse()
            }

            /// Date and time, with the offset if the text has one. A date alone is its midnight.
            ///
            /// # Errors
            /// When the text has no date.
            pub fn to_date_time(&self) -> Result<DateTimeParts, NotTemporal> {
                self.as_str().parse()
            }
        }
    };
}

to_parts! { Date }
to_parts! { DateTime }

impl DateTime {
    /// Nanoseconds since 1970 began, in UTC, to compare and to sort moments by. `None` for what has no offset or is no
    /// time: which moment that is only its server knows, and [`DateTimeParts::or_offset`] takes the response.
    ///
    /// ```
    /// use sdk_runtime::DateTime;
    /// let mut times: Vec<DateTime> = vec!["2026-07-09T08:00:00Z".into(), "2026-07-09T09:59:59.9+02:00".into()];
    /// times.sort_by_key(DateTime::unix_nanos);
    /// assert_eq!(times[0].as_str(), "2026-07-09T09:59:59.9+02:00");
    /// ```
    pub fn unix_nanos(&self) -> Option<i128> {
        self.to_date_time().ok()?.unix_nanos()
    }
}

impl From<DateParts> for Date {
    fn from(parts: DateParts) -> Self {
        Self::from(parts.to_string())
    }
}

impl From<DateParts> for DateTime {
    /// The date alone, as servers take it where a time may be left out.
    fn from(parts: DateParts) -> Self {
        Self::from(parts.to_string())
    }
}

impl From<DateTimeParts> for DateTime {
    fn from(parts: DateTimeParts) -> Self {
        Self::from(parts.to_string())
    }
}

impl TryFrom<SystemTime> for DateTimeParts {
    type Error = NotTemporal;

    /// The moment in UTC.
    fn try_from(time: SystemTime) -> Result<Self, NotTemporal> {
        let far = || NotTemporal::new("a time", "it is not within the years 0 to 9999");
        match time.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(after) => Self::from_unix(i64::try_from(after.as_secs()).map_err(|_| far())?, after.subsec_nanos()),
            Err(error) => {
                let before = error.duration();
                let seconds = i64::try_from(before.as_secs()).map_err(|_| far())?;
                match before.subsec_nanos() {
                    0 => Self::from_unix(-seconds, 0),
                    nanos => Self::from_unix(-seconds - 1, 1_000_000_000 - nanos),
                }
            }
        }
    }
}

impl TryFrom<SystemTime> for DateTime {
    type Error = NotTemporal;

    /// The moment in UTC.
    fn try_from(time: SystemTime) -> Result<Self, NotTemporal> {
        DateTimeParts::try_from(time).map(Self::from)
    }
}

/// Conversions of a library's type `$lib`: from and into `$parts`, and with `$text` from and into that. `$read` makes
/// it of parts; `$write` makes parts of it.
#[cfg(any(feature = "jiff", feature = "chrono", feature = "time"))]
macro_rules! conversions {
    ($lib:ty, $parts:ident, $read:path, $write:path) => {
        impl TryFrom<$parts> for $lib {
            type Error = NotTemporal;

            fn try_from(parts: $parts) -> Result<Self, NotTemporal> {
                $read(parts).ok_or_else(|| NotTemporal::new(parts.to_string(), NOT_THERE))
            }
        }

        impl TryFrom<$lib> for $parts {
            type Error = NotTemporal;

            fn try_from(value: $lib) -> Result<Self, NotTemporal> {
                $write(&value).ok_or_else(|| NotTemporal::new(value.to_string(), NO_PARTS))
            }
        }
    };
    ($lib:ty, $text:ident, $parts:ident, $read:path, $write:path) => {
        conversions! { $lib, $parts, $read, $write }

        impl TryFrom<&$text> for $lib {
            type Error = NotTemporal;

            fn try_from(text: &$text) -> Result<Self, NotTemporal> {
                Self::try_from(text.as_str().parse::<$parts>()?)
            }
        }

        impl TryFrom<$text> for $lib {
            type Error = NotTemporal;

            fn try_from(text: $text) -> Result<Self, NotTemporal> {
                Self::try_from(&text)
            }
        }

        impl From<$lib> for $text {
            /// As the API takes it; what lies outside of the years 0 to 9999, as the library writes it.
            fn from(value: $lib) -> Self {
                $write(&value).map_or_else(|| Self::from(value.to_string()), Self::from)
            }
        }
    };
}

#[cfg(any(feature = "jiff", feature = "chrono", feature = "time"))]
pub(super) use conversions;

/// Why a library's type cannot be had.
#[cfg(any(feature = "jiff", feature = "chrono", feature = "time"))]
pub(super) const NOT_THERE: &str = "it has no offset, or lies outside of what the type holds";

/// Why parts cannot be had of a library's type.
#[cfg(any(feature = "jiff", feature = "chrono", feature = "time"))]
pub(super) const NO_PARTS: &str = "it is not within the years 0 to 9999, or its offset has seconds";

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn system_time_becomes_text() {
        let at = |time| DateTime::try_from(time).unwrap().into_string();
        assert_eq!(at(SystemTime::UNIX_EPOCH + Duration::from_millis(1_500)), "1970-01-01T00:00:01.5Z");
        assert_eq!(at(SystemTime::UNIX_EPOCH - Duration::from_millis(500)), "1969-12-31T23:59:59.5Z");
        assert_eq!(at(SystemTime::UNIX_EPOCH - Duration::from_secs(2)), "1969-12-31T23:59:58Z");
    }
}
