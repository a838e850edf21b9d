//! Typed facts: dates, money, counts, phones, addresses and links, each written
//! once in `faq/` and formatted for a language elsewhere (`l10n`). A fact knows
//! its meaning and its validity, never how it is spelt for a reader.

use super::fields::{Entry, Fields};
use super::links::host;
use crate::clock::Date;

/// One fact of a programme or a topic.
#[derive(Debug, Clone, PartialEq)]
pub enum Fact {
    /// A day.
    Date(Date),
    /// From a day to a day, both included.
    Period {
        /// The first day.
        from: Date,
        /// The last day.
        to: Date,
    },
    /// Days of a year that the source does not name.
    YearlessPeriod {
        /// The first day.
        from: MonthDay,
        /// The last day.
        to: MonthDay,
    },
    /// A calendar year.
    Year(i16),
    /// An amount of money.
    Money {
        /// How much.
        amount: Amount,
        /// Of what.
        currency: Currency,
    },
    /// So many of something, worded by the message `unit-<unit>` in `locales/`.
    Count {
        /// How many.
        amount: Amount,
        /// Of what.
        unit: String,
    },
    /// A share in percent.
    Percent(Number),
    /// A telephone number, as the source prints it.
    Phone(String),
    /// A web address.
    Link(String),
    /// A postal address, as the source prints it.
    Address(String),
}

/// A month and a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MonthDay {
    /// 1 to 12.
    pub month: i8,
    /// 1 to 31, valid for the month in a leap year.
    pub day: i8,
}

/// A number with its scale word: 1.1 billion.
#[derive(Debug, Clone, PartialEq)]
pub struct Amount {
    /// The figure as written.
    pub number: Number,
    /// The scale word after it, if any.
    pub scale: Option<Scale>,
}

/// A decimal number kept as its digits, so that nothing is rounded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number(String);

impl Number {
    /// Digits with at most one decimal point, underscores allowed: `550_000_000`, `15.35`.
    pub(super) fn parse(text: &str) -> Option<Number> {
        let digits: String = text.chars().filter(|&c| c != '_').collect();
        let plain = digits.chars().all(|c| c.is_ascii_digit() || c == '.');
        let framed = digits.starts_with(|c: char| c.is_ascii_digit()) && !digits.ends_with('.');
        (plain && framed && digits.matches('.').count() <= 1 && digits.len() <= 18).then_some(Number(digits))
    }

    /// The digits, with `.` as the decimal point.
    pub fn digits(&self) -> &str {
        &self.0
    }
}

/// Scale words that languages write out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// 10³
    Thousand,
    /// 10⁶
    Million,
    /// 10⁹
    Billion,
    /// 10¹²
    Trillion,
}

/// Currencies on the office's page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Currency {
    /// Indonesian rupiah.
    Idr,
    /// United States dollar.
    Usd,
}

impl Fact {
    /// The first day on which the fact's date holds, where it has a year.
    pub fn start(&self) -> Option<Date> {
        match *self {
            Fact::Date(date) => Some(date),
            Fact::Period { from, .. } => Some(from),
            Fact::Year(year) => Date::new(year, 1, 1).ok(),
            _ => None,
        }
    }

    /// The last day on which the fact's date holds, where it has a year.
    pub fn end(&self) -> Option<Date> {
        match *self {
            Fact::Date(date) => Some(date),
            Fact::Period { to, .. } => Some(to),
            Fact::Year(year) => Date::new(year, 12, 31).ok(),
            _ => None,
        }
    }

    /// Reads a fact; what is wrong with it is noted and `None` given.
    pub(super) fn read(entry: &Entry<'_>) -> Option<Fact> {
        if let Some(date) = entry.as_date() {
            return Some(Fact::Date(date));
        }
        let Some(fields) = entry.as_fields() else {
            entry.refuse("a date such as 2020-02-07 or a table such as { count = 40, unit = \"year\" }");
            return None;
        };
        read_table(entry, fields)
    }
}

const FORMS: &str = "one of { from, to }, { year }, { money, currency, scale? }, { count, unit, scale? }, \
                     { percent }, { phone }, { link }, { address }";

fn read_table(entry: &Entry<'_>, mut fields: Fields<'_>) -> Option<Fact> {
    let from = fields.string_or_date("from");
    let fact = if let Some(from) = from {
        let to = fields.string_or_date("to");
        period(from, to)
    } else if let Some(year) = fields.number("year") {
        year.value.digits().parse().ok().filter(|year| (1900..=2100).contains(year)).map(Fact::Year)
    } else if let Some(number) = fields.number("money") {
        let currency = fields.choice("currency", &[("IDR", Currency::Idr), ("USD", Currency::Usd)]);
        let amount = Amount { number: number.value, scale: read_scale(&mut fields) };
        currency.map(|currency| Fact::Money { amount, currency })
    } else if let Some(number) = fields.number("count") {
        let unit = fields.required("unit");
        let amount = Amount { number: number.value, scale: read_scale(&mut fields) };
        unit.map(|unit| Fact::Count { amount, unit: unit.value })
    } else if let Some(number) = fields.number("percent") {
        Some(Fact::Percent(number.value))
    } else {
        read_text(&mut fields)
    };
    fields.finish();
    if fact.is_none() {
        entry.refuse(FORMS);
    }
    fact
}

fn read_text(fields: &mut Fields<'_>) -> Option<Fact> {
    if let Some(phone) = fields.string("phone") {
        return is_phone(&phone.value).then_some(Fact::Phone(phone.value));
    }
    if let Some(link) = fields.string("link") {
        return host(&link.value).map(|_| Fact::Link(link.value));
    }
    let address = fields.string("address")?;
    (!address.value.trim().is_empty()).then_some(Fact::Address(address.value))
}

fn read_scale(fields: &mut Fields<'_>) -> Option<Scale> {
    let words = [
        ("thousand", Scale::Thousand),
        ("million", Scale::Million),
        ("billion", Scale::Billion),
        ("trillion", Scale::Trillion),
    ];
    fields.choice("scale", &words)
}

/// A date, or a month and day in quotes (`"11-14"`): the two ends of a period.
enum End {
    Day(Date),
    Yearless(MonthDay),
}

impl Fields<'_> {
    fn string_or_date(&mut self, key: &'static str) -> Option<End> {
        if self.holds_text(key) {
            let text = self.string(key)?;
            return month_day(&text.value).map(End::Yearless);
        }
        self.date(key).map(|date| End::Day(date.value))
    }
}

fn period(from: End, to: Option<End>) -> Option<Fact> {
    match (from, to?) {
        (End::Day(from), End::Day(to)) => (from <= to).then_some(Fact::Period { from, to }),
        (End::Yearless(from), End::Yearless(to)) => Some(Fact::YearlessPeriod { from, to }),
        _ => None,
    }
}

fn month_day(text: &str) -> Option<MonthDay> {
    let (month, day) = text.split_once('-')?;
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    Date::new(2020, month, day).ok().map(|_| MonthDay { month, day })
}

/// An Indonesian number: `0` or `+62`, then 8 to 12 digits, parted by single hyphens or spaces.
pub(super) fn is_phone(text: &str) -> bool {
    let national = text.strip_prefix("+62").map(str::trim_start).or_else(|| text.strip_prefix('0'));
    national.is_some_and(|rest| {
        let digits = rest.chars().filter(char::is_ascii_digit).count();
        let parted = rest.chars().all(|c| c.is_ascii_digit() || c == '-' || c == ' ');
        parted && (8..=12).contains(&digits)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phones_are_checked() {
        assert!(is_phone("0857-2729-6216") && is_phone("+62 857-2729-6216"));
        assert!(!is_phone("857-2729-6216") && !is_phone("0857") && !is_phone("0857-x729-6216"));
    }

    #[test]
    fn numbers_keep_their_digits() {
        assert_eq!(Number::parse("550_000_000").as_ref().map(Number::digits), Some("550000000"));
        assert_eq!(Number::parse("15.35").as_ref().map(Number::digits), Some("15.35"));
        for wrong in ["", "1e9", "-4", "1.", ".5", "1.2.3", "inf"] {
            assert_eq!(Number::parse(wrong), None, "{wrong}");
        }
    }
}
