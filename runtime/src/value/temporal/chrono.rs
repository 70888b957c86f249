//! Conversions of chrono's types.
//!
//! In: dates and moments of this crate. Out: those of chrono 0.4, and back. `DateTime<_>` needs an offset in the text;
//! the naive types take what the text shows and leave the offset out. A leap second is the second before it.

use super::convert::{NO_PARTS, NOT_THERE, conversions};
use super::{Date, DateParts, DateTime, DateTimeParts, NotTemporal, TimeParts};
use ::chrono::{
    DateTime as Moment, Datelike as _, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeZone as _, Timelike as _,
    Utc,
};

conversions! { NaiveDate, Date, DateParts, read_date, write_date }
conversions! { NaiveTime, TimeParts, read_time, write_time }
conversions! { NaiveDateTime, DateTime, DateTimeParts, read_naive, write_naive }
conversions! { Moment<FixedOffset>, DateTime, DateTimeParts, read_fixed, write_fixed }
conversions! { Moment<Utc>, DateTime, DateTimeParts, read_utc, write_utc }

fn read_date(parts: DateParts) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(i32::from(parts.year()), u32::from(parts.month()), u32::from(parts.day()))
}

fn write_date(date: &NaiveDate) -> Option<DateParts> {
    let year = u16::try_from(date.year()).ok()?;
    DateParts::new(year, u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?).ok()
}

fn read_time(parts: TimeParts) -> Option<NaiveTime> {
    let second = u32::from(parts.plain_second());
    NaiveTime::from_hms_nano_opt(u32::from(parts.hour()), u32::from(parts.minute()), second, parts.nanosecond())
}

fn write_time(time: &NaiveTime) -> Option<TimeParts> {
    let part = |value: u32| u8::try_from(value).ok();
    // chrono counts the nanoseconds of a leap second on from a thousand million.
    let leap = u32::from(time.nanosecond() >= 1_000_000_000);
    let second = part(time.second() + leap)?;
    TimeParts::new(part(time.hour())?, part(time.minute())?, second, time.nanosecond() % 1_000_000_000).ok()
}

fn read_naive(parts: DateTimeParts) -> Option<NaiveDateTime> {
    Some(read_date(parts.date())?.and_time(read_time(parts.time())?))
}

fn write_naive(at: &NaiveDateTime) -> Option<DateTimeParts> {
    DateTimeParts::new(write_date(&at.date())?, write_time(&at.time())?, None).ok()
}

fn read_fixed(parts: DateTimeParts) -> Option<Moment<FixedOffset>> {
    FixedOffset::east_opt(parts.offset_seconds()?)?.from_local_datetime(&read_naive(parts)?).single()
}

fn write_fixed(at: &Moment<FixedOffset>) -> Option<DateTimeParts> {
    let local = at.naive_local();
    let offset = at.offset().local_minus_utc();
    DateTimeParts::with_offset_seconds(write_date(&local.date())?, write_time(&local.time())?, offset)
}

fn read_utc(parts: DateTimeParts) -> Option<Moment<Utc>> {
    read_fixed(parts).map(|at| at.with_timezone(&Utc))
}

fn write_utc(at: &Moment<Utc>) -> Option<DateTimeParts> {
    write_fixed(&at.fixed_offset())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        let text = DateTime::from("2026-07-09T08:00:00.5+02:00");
        let at = Moment::<Utc>::try_from(&text).unwrap();
        assert_eq!(at.to_rfc3339(), "2026-07-09T06:00:00.500+00:00");
        assert_eq!(DateTime::from(at).as_str(), "2026-07-09T06:00:00.5Z");
        assert_eq!(DateTime::from(Moment::<FixedOffset>::try_from(&text).unwrap()), text);
        let naive = NaiveDateTime::try_from(&text).unwrap();
        assert_eq!(DateTime::from(naive).as_str(), "2026-07-09T08:00:00.5");
        let day = NaiveDate::try_from(&Date::from("20260709")).unwrap();
        assert_eq!(Date::from(day).as_str(), "2026-07-09");
        let leap = NaiveTime::from_hms_nano_opt(23, 59, 59, 1_000_000_007).unwrap();
        assert_eq!(TimeParts::try_from(leap).unwrap().to_string(), "23:59:60.000000007");
    }

    #[test]
    fn a_moment_needs_an_offset() {
        let error = Moment::<Utc>::try_from(&DateTime::from("2026-07-09 08:00:00")).unwrap_err();
        assert!(error.to_string().contains("no offset"), "{error}");
        assert!(DateParts::try_from(NaiveDate::MAX).is_err());
    }
}
