//! Dates, numbers and lists as each language writes them, from CLDR data. The only
//! module that names `icu`. English is British (`en-GB`): days before months.

use icu::calendar::Iso;
use icu::datetime::fieldsets::{MD, T, YMD, YMDE};
use icu::datetime::{DateTimeFormatter, NoCalendarFormatter};
use icu::decimal::DecimalFormatter;
use icu::decimal::input::Decimal;
use icu::list::ListFormatter;
use icu::list::options::ListFormatterOptions;
use icu::locale::{Locale, locale};
use icu::time::Time;

use crate::clock::Date;
use crate::faq::{MonthDay, Number};
use crate::lang::Lang;

/// The formatters of one language.
pub(super) struct Formats {
    long: DateTimeFormatter<YMD>,
    weekday: DateTimeFormatter<YMDE>,
    day_month: DateTimeFormatter<MD>,
    time: NoCalendarFormatter<T>,
    decimal: DecimalFormatter,
    either: ListFormatter,
    all: ListFormatter,
}

/// CLDR data for a language was not compiled in: a mistake of the build.
#[derive(Debug, thiserror::Error)]
#[error("no CLDR data for {0}: {1}")]
pub struct NoData(Lang, String);

impl Formats {
    pub fn new(lang: Lang) -> Result<Formats, NoData> {
        let locale = match lang {
            Lang::Id => locale!("id"),
            Lang::En => locale!("en-GB"),
        };
        Formats::of(locale).map_err(|reason| NoData(lang, reason))
    }

    fn of(locale: Locale) -> Result<Formats, String> {
        let options = ListFormatterOptions::default();
        Ok(Formats {
            long: DateTimeFormatter::try_new((&locale).into(), YMD::long()).map_err(reason)?,
            weekday: DateTimeFormatter::try_new((&locale).into(), YMDE::long()).map_err(reason)?,
            day_month: DateTimeFormatter::try_new((&locale).into(), MD::long()).map_err(reason)?,
            time: NoCalendarFormatter::try_new((&locale).into(), T::hm()).map_err(reason)?,
            decimal: DecimalFormatter::try_new((&locale).into(), Default::default()).map_err(reason)?,
            either: ListFormatter::try_new_or((&locale).into(), options).map_err(reason)?,
            all: ListFormatter::try_new_and((&locale).into(), options).map_err(reason)?,
        })
    }

    /// "7 Februari 2020"
    pub fn long(&self, date: Date) -> String {
        self.long.format(&calendar(date)).to_string()
    }

    /// "Rabu, 26 Februari 2020"
    pub fn weekday(&self, date: Date) -> String {
        self.weekday.format(&calendar(date)).to_string()
    }

    /// "7 Februari"
    pub fn day_month(&self, date: Date) -> String {
        self.day_month.format(&calendar(date)).to_string()
    }

    /// "10.00", on a clock of 24 hours.
    pub fn time(&self, (hour, minute): (u8, u8)) -> String {
        Time::try_new(hour, minute, 0, 0)
            .map_or_else(|_| String::new(), |time| self.time.format(&time).to_string())
    }

    /// "10–14 Februari 2020", "21 Januari – 7 Februari 2020": CLDR's interval patterns
    /// for both languages, which ICU4X does not format yet.
    pub fn period(&self, from: Date, to: Date) -> String {
        if (from.year(), from.month()) == (to.year(), to.month()) {
            format!("{}–{}", from.day(), self.long(to))
        } else if from.year() == to.year() {
            format!("{} – {}", self.day_month(from), self.long(to))
        } else {
            format!("{} – {}", self.long(from), self.long(to))
        }
    }

    /// "14–17 November"
    pub fn yearless(&self, from: MonthDay, to: MonthDay) -> String {
        // Any leap year serves: the year is not shown.
        let day = |at: MonthDay| {
            Date::new(2020, at.month, at.day).map(|date| self.day_month(date)).unwrap_or_default()
        };
        if from.month == to.month {
            format!("{}–{}", from.day, day(to))
        } else {
            format!("{} – {}", day(from), day(to))
        }
    }

    /// "550.000.000", "15,35"
    pub fn number(&self, number: &Number) -> String {
        let digits = number.digits();
        Decimal::try_from_str(digits)
            .map_or_else(|_| digits.to_owned(), |decimal| self.decimal.format_to_string(&decimal))
    }

    /// "12.345"
    pub fn whole(&self, number: i64) -> String {
        self.decimal.format_to_string(&Decimal::from(number))
    }

    /// "Mustafa atau Sutrini"
    pub fn either(&self, items: &[String]) -> String {
        self.either.format_to_string(items.iter())
    }

    /// "Mustafa dan Sutrini"
    pub fn all(&self, items: &[String]) -> String {
        self.all.format_to_string(items.iter())
    }
}

fn reason(error: impl std::fmt::Display) -> String {
    error.to_string()
}

/// jiff's date as ICU4X's. Both are proleptic Gregorian; a date that jiff holds is valid.
fn calendar(date: Date) -> icu::calendar::Date<Iso> {
    let valid = icu::calendar::Date::try_new_iso(
        i32::from(date.year()),
        date.month().unsigned_abs(),
        date.day().unsigned_abs(),
    );
    valid.unwrap_or_else(|_| icu::calendar::Date::from_rata_die(icu::calendar::types::RataDie::new(1), Iso))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn dates_and_numbers_read_as_each_language_writes_them() {
        let (id, en) = (Formats::new(Lang::Id).unwrap(), Formats::new(Lang::En).unwrap());
        let day = date(2020, 2, 26);
        assert_eq!((id.long(day), en.long(day)), ("26 Februari 2020".into(), "26 February 2020".into()));
        assert_eq!(id.weekday(day), "Rabu, 26 Februari 2020");
        assert_eq!(en.weekday(day), "Wednesday, 26 February 2020");
        assert_eq!((id.time((9, 5)), en.time((9, 5))), ("09.05".into(), "09:05".into()));
        assert_eq!(id.period(date(2020, 2, 10), date(2020, 2, 14)), "10–14 Februari 2020");
        assert_eq!(en.period(date(2020, 1, 21), date(2020, 2, 7)), "21 January – 7 February 2020");
        let fair = (MonthDay { month: 11, day: 14 }, MonthDay { month: 11, day: 17 });
        assert_eq!(id.yearless(fair.0, fair.1), "14–17 November");
        let names = ["Mustafa".to_owned(), "Sutrini".to_owned()];
        assert_eq!(
            (id.either(&names), en.either(&names)),
            ("Mustafa atau Sutrini".into(), "Mustafa or Sutrini".into())
        );
        assert_eq!(
            (id.all(&names), en.all(&names)),
            ("Mustafa dan Sutrini".into(), "Mustafa and Sutrini".into())
        );
    }
}
