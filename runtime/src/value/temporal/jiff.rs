//! Conversions of jiff's types.
//!
//! In: dates and moments of this crate. Out: those of jiff 0.2, and back. `Timestamp` and `Zoned` need an offset in the
//! text; the civil types take what the text shows and leave the offset out. A leap second is the second before it.

use super::convert::{NO_PARTS, NOT_THERE, conversions};
use super::{Date, DateParts, DateTime, DateTimeParts, NotTemporal, TimeParts};
use ::jiff::civil;
use ::jiff::tz::{Offset, TimeZone};
use ::jiff::{Timestamp, Zoned};

conversions! { civil::Date, Date, DateParts, read_date, write_date }
conversions! { civil::Time, TimeParts, read_time, write_time }
conversions! { civil::DateTime, DateTime, DateTimeParts, read_civil, write_civil }
conversions! { Timestamp, DateTime, DateTimeParts, read_timestamp, write_timestamp }
conversions! { Zoned, DateTime, DateTimeParts, read_zoned, write_zoned }

fn read_date(parts: DateParts) -> Option<civil::Date> {
    let year = i16::try_from(parts.year()).ok()?;
    civil::Date::new(year, i8::try_from(parts.month()).ok()?, i8::try_from(parts.day()).ok()?).ok()
}

fn write_date(date: &civil::Date) -> Option<DateParts> {
    let year = u16::try_from(date.year()).ok()?;
    DateParts::new(year, u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?).ok()
}

fn read_time(parts: TimeParts) -> Option<civil::Time> {
    let part = |value: u8| i8::try_from(value).ok();
    let nanos = i32::try_from(parts.nanosecond()).ok()?;
    civil::Time::new(part(parts.hour())?, part(parts.minute())?, part(parts.plain_second())?, nanos).ok()
}

fn write_time(time: &civil::Time) -> Option<TimeParts> {
    let part = |value: i8| u8::try_from(value).ok();
    let nanos = u32::try_from(time.subsec_nanosecond()).ok()?;
    TimeParts::new(part(time.hour())?, part(time.minute())?, part(time.second())?, nanos).ok()
}

fn read_civil(parts: DateTimeParts) -> Option<civil::DateTime> {
    Some(civil::DateTime::from_parts(read_date(parts.date())?, read_time(parts.time())?))
}

fn write_civil(at: &civil::DateTime) -> Option<DateTimeParts> {
    DateTimeParts::new(write_date(&at.date())?, write_time(&at.time())?, None).ok()
}

fn read_timestamp(parts: DateTimeParts) -> Option<Timestamp> {
    Offset::from_seconds(parts.offset_seconds()?).ok()?.to_timestamp(read_civil(parts)?).ok()
}

fn write_timestamp(at: &Timestamp) -> Option<DateTimeParts> {
    DateTimeParts::from_unix_nanos(at.as_nanosecond())
}

fn read_zoned(parts: DateTimeParts) -> Option<Zoned> {
    let offset = Offset::from_seconds(parts.offset_seconds()?).ok()?;
    Some(read_timestamp(parts)?.to_zoned(TimeZone::fixed(offset)))
}

fn write_zoned(at: &Zoned) -> Option<DateTimeParts> {
    DateTimeParts::with_offset_seconds(write_date(&at.date())?, write_time(&at.time())?, at.offset().seconds())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        let text = DateTime::from("2026-07-09T08:00:00.5+02:00");
        let at = Timestamp::try_from(&text).unwrap();
        assert_eq!(at.to_string(), "2026-07-09T06:00:00.5Z");
        assert_eq!(DateTime::from(at).as_str(), "2026-07-09T06:00:00.5Z");
        let zoned = Zoned::try_from(&text).unwrap();
        assert_eq!(DateTime::from(zoned), text);
        assert_eq!(civil::DateTime::try_from(&text).unwrap().to_string(), "2026-07-09T08:00:00.5");
        assert_eq!(civil::Date::try_from(Date::from("20260709")).unwrap().to_string(), "2026-07-09");
        assert_eq!(Date::from(civil::date(2026, 7, 9)).as_str(), "2026-07-09");
        assert_eq!(DateTime::from(civil::date(2026, 7, 9).at(1, 2, 3, 0)).as_str(), "2026-07-09T01:02:03");
        assert_eq!(TimeParts::try_from(civil::time(1, 2, 3, 4)).unwrap().nanosecond(), 4);
        assert_eq!(DateTime::from(Timestamp::new(-1, -500_000_000).unwrap()).as_str(), "1969-12-31T23:59:58.5Z");
    }

    #[test]
    fn a_moment_needs_an_offset() {
        let error = Timestamp::try_from(&DateTime::from("2026-07-09 08:00:00")).unwrap_err();
        assert!(error.to_string().contains("no offset"), "{error}");
        assert!(DateParts::try_from(civil::date(-1, 1, 1)).is_err());
        assert_eq!(Date::from(civil::date(-1, 1, 1)).as_str(), "-000001-01-01");
    }
}
