//! Conversions of the `time` crate's types.
//!
//! In: dates and moments of this crate. Out: those of time 0.3, and back. `OffsetDateTime` needs an offset in the text;
//! `PrimitiveDateTime` takes what the text shows and leaves the offset out. A leap second is the second before it.

use super::convert::{NO_PARTS, NOT_THERE, conversions};
use super::{Date, DateParts, DateTime, DateTimeParts, NotTemporal, TimeParts};
use ::time::{Date as Day, Month, OffsetDateTime, PrimitiveDateTime, Time, UtcOffset};

conversions! { Day, Date, DateParts, read_date, write_date }
conversions! { Time, TimeParts, read_time, write_time }
conversions! { PrimitiveDateTime, DateTime, DateTimeParts, read_primitive, write_primitive }
conversions! { OffsetDateTime, DateTime, DateTimeParts, read_offset, write_offset }

fn read_date(parts: DateParts) -> Option<Day> {
    Day::from_calendar_date(i32::from(parts.year()), Month::try_from(parts.month()).ok()?, parts.day()).ok()
}

fn write_date(date: &Day) -> Option<DateParts> {
    DateParts::new(u16::try_from(date.year()).ok()?, u8::from(date.month()), date.day()).ok()
}

fn read_time(parts: TimeParts) -> Option<Time> {
    Time::from_hms_nano(parts.hour(), parts.minute(), parts.plain_second(), parts.nanosecond()).ok()
}

fn write_time(time: &Time) -> Option<TimeParts> {
    TimeParts::new(time.hour(), time.minute(), time.second(), time.nanosecond()).ok()
}

fn read_primitive(parts: DateTimeParts) -> Option<PrimitiveDateTime> {
    Some(PrimitiveDateTime::new(read_date(parts.date())?, read_time(parts.time())?))
}

fn write_primitive(at: &PrimitiveDateTime) -> Option<DateTimeParts> {
    DateTimeParts::new(write_date(&at.date())?, write_time(&at.time())?, None).ok()
}

fn read_offset(parts: DateTimeParts) -> Option<OffsetDateTime> {
    let offset = UtcOffset::from_whole_seconds(parts.offset_seconds()?).ok()?;
    Some(read_primitive(parts)?.assume_offset(offset))
}

fn write_offset(at: &OffsetDateTime) -> Option<DateTimeParts> {
    DateTimeParts::with_offset_seconds(write_date(&at.date())?, write_time(&at.time())?, at.offset().whole_seconds())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        let text = DateTime::from("2026-07-09T08:00:00.5+02:00");
        let at = OffsetDateTime::try_from(&text).unwrap();
        assert_eq!(at.unix_timestamp(), text.to_date_time().unwrap().unix_seconds().unwrap());
        assert_eq!(DateTime::from(at), text);
        let primitive = PrimitiveDateTime::try_from(&text).unwrap();
        assert_eq!(DateTime::from(primitive).as_str(), "2026-07-09T08:00:00.5");
        let day = Day::try_from(&Date::from("20260709")).unwrap();
        assert_eq!(Date::from(day).as_str(), "2026-07-09");
        assert_eq!(TimeParts::try_from(Time::MIDNIGHT).unwrap().to_string(), "00:00:00");
    }

    #[test]
    fn a_moment_needs_an_offset() {
        let error = OffsetDateTime::try_from(&DateTime::from("2026-07-09 08:00:00")).unwrap_err();
        assert!(error.to_string().contains("no offset"), "{error}");
        assert!(DateParts::try_from(Day::MIN).is_err());
    }
}
