//! Time as values: the only module that reads the system clock, and the only
//! one that knows the office's time zone. Everything else is told the time.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

pub use jiff::civil::Date;
use jiff::tz::Offset;

/// A moment, in milliseconds since 1970-01-01 UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Timestamp(pub i64);

/// Asia/Jakarta (WIB) has been UTC+7 without daylight saving since 1964.
const OFFICE: Offset = Offset::constant(7);

impl Timestamp {
    /// The date on the office's wall at this moment.
    pub fn date(self) -> Date {
        jiff::Timestamp::from_millisecond(self.0)
            .map_or(Date::MAX, |moment| OFFICE.to_datetime(moment).date())
    }

    /// So many minutes after the midnight with which `date` begins in the office.
    pub fn at(date: Date, minutes: u16) -> Timestamp {
        let midnight = OFFICE.to_timestamp(date.at(0, 0, 0, 0));
        let midnight = Timestamp(midnight.map_or(i64::MAX, jiff::Timestamp::as_millisecond));
        midnight.plus(Duration::from_secs(u64::from(minutes) * 60))
    }

    /// The hour and the minute on the office's clock at this moment.
    pub fn hour_and_minute(self) -> (u8, u8) {
        jiff::Timestamp::from_millisecond(self.0).map_or((0, 0), |moment| {
            let time = OFFICE.to_datetime(moment).time();
            (time.hour().unsigned_abs(), time.minute().unsigned_abs())
        })
    }

    /// Noon in the office on `date`: for tests, and for answers "as of" a date.
    pub fn noon(date: Date) -> Timestamp {
        Timestamp::at(date, 12 * 60)
    }

    /// This moment as machines and people read it: `2020-02-04T17:40:00Z`.
    pub fn rfc3339(self) -> String {
        jiff::Timestamp::from_millisecond(self.0).unwrap_or(jiff::Timestamp::MAX).to_string()
    }

    /// The moment of an HTTP `date` header, such as `Tue, 24 Nov 2026 10:00:00 GMT`.
    pub fn from_http(date: &str) -> Option<Timestamp> {
        let moment = jiff::fmt::rfc2822::parse(date).ok()?;
        Some(Timestamp(moment.timestamp().as_millisecond()))
    }

    /// Date and time on the office's wall at this moment, as tables show them.
    pub fn wall(self) -> String {
        jiff::Timestamp::from_millisecond(self.0).map_or_else(
            |_| "-".to_owned(),
            |moment| OFFICE.to_datetime(moment).strftime("%Y-%m-%d %H:%M").to_string(),
        )
    }

    /// This moment and so much.
    pub fn plus(self, pause: Duration) -> Timestamp {
        Timestamp(self.0.saturating_add(i64::try_from(pause.as_millis()).unwrap_or(i64::MAX)))
    }

    /// This moment less so much.
    pub fn minus(self, pause: Duration) -> Timestamp {
        Timestamp(self.0.saturating_sub(i64::try_from(pause.as_millis()).unwrap_or(i64::MAX)))
    }

    /// Milliseconds from `earlier` to this moment; negative if the clock went back.
    pub fn since(self, earlier: Timestamp) -> i64 {
        self.0.saturating_sub(earlier.0)
    }
}

/// Whole days from `from` to `to`; negative when `to` lies before.
pub fn days_between(from: Date, to: Date) -> i64 {
    from.duration_until(to).as_hours() / 24
}

/// The day of the week, 1 (Monday) to 7 (Sunday).
pub fn weekday(date: Date) -> i8 {
    date.weekday().to_monday_one_offset()
}

/// The day after; `None` at the end of the calendar.
pub fn day_after(date: Date) -> Option<Date> {
    date.tomorrow().ok()
}

/// So many days after `date`, or before it; the end of the calendar where that is beyond.
pub fn days_after(date: Date, days: i64) -> Date {
    date.saturating_add(jiff::Span::new().try_days(days).unwrap_or_default())
}

/// Where the present comes from: the system, or a fixed moment in tests.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> Timestamp + Send + Sync>);

impl Clock {
    /// The machine's clock.
    pub fn system() -> Clock {
        Clock(Arc::new(|| Timestamp(jiff::Timestamp::now().as_millisecond())))
    }

    /// A clock that stands still.
    pub fn fixed(at: Timestamp) -> Clock {
        Clock(Arc::new(move || at))
    }

    /// A clock that shows what is written into `hand`, in milliseconds since 1970.
    pub fn by_hand(hand: Arc<AtomicI64>) -> Clock {
        Clock(Arc::new(move || Timestamp(hand.load(Ordering::Relaxed))))
    }

    /// The present moment.
    pub fn now(&self) -> Timestamp {
        (self.0)()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_office_is_seven_hours_ahead_of_utc() {
        let evening = Timestamp(1_580_838_000_000); // 2020-02-04T17:40:00Z
        assert_eq!(evening.date(), date(2020, 2, 5));
        assert_eq!(evening.hour_and_minute(), (0, 40));
        assert_eq!(Timestamp::noon(date(2020, 2, 5)).date(), date(2020, 2, 5));
    }

    #[test]
    fn a_day_in_the_office_is_from_midnight_to_midnight() {
        let day = date(2020, 2, 29);
        assert_eq!(Timestamp::at(day, 0), Timestamp(1_582_909_200_000)); // 2020-02-28T17:00:00Z
        assert_eq!(Timestamp::at(day, 1439).date(), day);
        assert_eq!(Some(Timestamp::at(day, 1440).date()), day_after(day));
        assert_eq!(Timestamp::at(day, 1440), Timestamp::at(date(2020, 3, 1), 0));
        assert_eq!((weekday(day), weekday(date(2020, 3, 1)), weekday(date(2020, 3, 2))), (6, 7, 1));
        assert_eq!(day_after(Date::MAX), None);
    }

    #[test]
    fn the_date_of_an_answer_is_a_moment() {
        let told = Timestamp::from_http("Tue, 04 Feb 2020 17:40:00 GMT");
        assert_eq!(told, Some(Timestamp(1_580_838_000_000)));
        assert_eq!(Timestamp::from_http("soon"), None);
        assert_eq!(Timestamp(1_580_838_000_000).rfc3339(), "2020-02-04T17:40:00Z");
    }

    #[test]
    fn a_table_shows_the_time_on_the_wall() {
        assert_eq!(Timestamp(1_580_838_000_000).wall(), "2020-02-05 00:40");
        assert_eq!(Timestamp(i64::MAX).wall(), "-");
    }

    #[test]
    fn days_are_counted_across_a_leap_day() {
        assert_eq!(days_after(date(2020, 2, 28), 2), date(2020, 3, 1));
        assert_eq!(days_after(date(2020, 3, 1), -2), date(2020, 2, 28));
        assert_eq!(days_after(Date::MAX, i64::MAX), Date::MAX);
        assert_eq!(days_between(date(2020, 2, 28), date(2020, 3, 1)), 2);
        assert_eq!(days_between(date(2020, 3, 1), date(2020, 2, 28)), -2);
    }
}
