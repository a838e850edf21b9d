//! Facts as the variables of a message.

use std::any::Any;
use std::borrow::Cow;
use std::collections::BTreeMap;

use fluent_bundle::types::FluentType;
use fluent_bundle::{FluentArgs, FluentValue};

use super::Catalog;
use super::format::Formats;
use super::html::escape;
use crate::clock::Date;
use crate::faq::{Amount, Contact, Currency, Fact, Hours, Scale};
use crate::lang::Lang;

/// A date in the styles that `DATE($fact, style: "...")` picks from.
#[derive(Debug, Clone, PartialEq)]
struct DateStyles {
    long: String,
    weekday: String,
    day_month: String,
}

impl FluentType for DateStyles {
    fn duplicate(&self) -> Box<dyn FluentType + Send> {
        Box::new(self.clone())
    }

    fn as_string(&self, _: &intl_memoizer::IntlLangMemoizer) -> Cow<'static, str> {
        self.long.clone().into()
    }

    fn as_string_threadsafe(&self, _: &intl_memoizer::concurrent::IntlLangMemoizer) -> Cow<'static, str> {
        self.long.clone().into()
    }
}

/// Styles of `DATE`, checked when the locale files are read.
pub(super) const DATE_STYLES: [&str; 3] = ["long", "weekday", "day-month"];

/// The Fluent function `DATE`.
pub(super) fn date_function<'a>(positional: &[FluentValue<'a>], named: &FluentArgs<'_>) -> FluentValue<'a> {
    let Some(FluentValue::Custom(value)) = positional.first() else { return FluentValue::Error };
    let any: &dyn Any = value.as_any();
    let Some(date) = any.downcast_ref::<DateStyles>() else { return FluentValue::Error };
    match named.get("style") {
        Some(FluentValue::String(style)) if style == "weekday" => date.weekday.clone().into(),
        Some(FluentValue::String(style)) if style == "day-month" => date.day_month.clone().into(),
        None => date.long.clone().into(),
        Some(FluentValue::String(style)) if style == "long" => date.long.clone().into(),
        Some(_) => FluentValue::Error,
    }
}

/// The names of the variables that messages with these facts can use.
pub(super) fn names(facts: &BTreeMap<String, Fact>, contacts: &[Contact]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (name, fact) in facts {
        names.push(name.clone());
        if matches!(fact, Fact::Period { .. }) {
            names.extend([format!("{name}-start"), format!("{name}-end")]);
        }
    }
    if !contacts.is_empty() {
        names.push("contacts".to_owned());
    }
    names
}

impl Catalog {
    /// Facts, contacts and days left as variables.
    pub(super) fn facts(
        &self,
        lang: Lang,
        facts: &BTreeMap<String, Fact>,
        contacts: &[Contact],
        days_left: Option<i64>,
    ) -> FluentArgs<'static> {
        let formats = self.formats(lang);
        let mut args = FluentArgs::new();
        for (name, fact) in facts {
            args.set(name.clone(), self.fact(lang, fact));
            if let Fact::Period { from, to } = *fact {
                args.set(format!("{name}-start"), date(formats, from));
                args.set(format!("{name}-end"), date(formats, to));
            }
        }
        if !contacts.is_empty() {
            args.set("contacts", self.contacts(lang, contacts));
        }
        if let Some(days) = days_left {
            args.set("days-left", days);
        }
        args
    }

    pub(super) fn fact(&self, lang: Lang, fact: &Fact) -> FluentValue<'static> {
        let formats = self.formats(lang);
        match fact {
            Fact::Date(day) => date(formats, *day),
            Fact::Period { from, to } => formats.period(*from, *to).into(),
            Fact::YearlessPeriod { from, to } => formats.yearless(*from, *to).into(),
            Fact::Year(year) => year.to_string().into(),
            Fact::Percent(number) => format!("{}%", formats.number(number)).into(),
            Fact::Phone(text) | Fact::Link(text) | Fact::Address(text) => escape(text).into(),
            Fact::Money { amount, currency } => {
                let message = match currency {
                    Currency::Idr => "currency-idr",
                    Currency::Usd => "currency-usd",
                };
                self.amount(lang, message, amount)
            }
            Fact::Count { amount, unit } => self.amount(lang, &format!("unit-{unit}"), amount),
        }
    }

    /// A number with its scale word in the message of its unit or currency.
    fn amount(&self, lang: Lang, message: &str, amount: &Amount) -> FluentValue<'static> {
        let number = self.formats(lang).number(&amount.number);
        let scaled = match amount.scale {
            None => number,
            Some(scale) => {
                let mut args = FluentArgs::new();
                args.set("number", number);
                self.words(lang, scale_message(scale), &args)
            }
        };
        let mut args = FluentArgs::new();
        args.set("number", scaled);
        let plural =
            if amount.scale.is_some() { Some(f64::INFINITY) } else { amount.number.digits().parse().ok() };
        args.set("n", plural.filter(|n: &f64| n.is_finite()).unwrap_or(1_000_000.0));
        self.words(lang, message, &args).into()
    }

    /// "Mustafa (0857-2729-6216) atau Sutrini (0812-2856-2266)"
    pub(super) fn contacts(&self, lang: Lang, contacts: &[Contact]) -> String {
        let people: Vec<String> = contacts
            .iter()
            .map(|contact| {
                let mut args = FluentArgs::new();
                args.set("name", escape(&contact.name));
                args.set("phone", escape(&contact.phone));
                if contact.hours.is_empty() {
                    return self.words(lang, "contact", &args);
                }
                let hours: Vec<String> = contact.hours.iter().map(|hours| self.hours(lang, hours)).collect();
                args.set("hours", hours.join("; "));
                self.words(lang, "contact-with-hours", &args)
            })
            .collect();
        self.formats(lang).either(&people)
    }

    /// "Senin–Jumat, pukul 08:00–16:00 WIB"
    fn hours(&self, lang: Lang, hours: &Hours) -> String {
        let day = |day: i8| self.words(lang, &format!("weekday-{day}"), &FluentArgs::new());
        let days = runs(&hours.days).into_iter().flat_map(|(first, last)| match last - first {
            0 => vec![day(first)],
            1 => vec![day(first), day(last)],
            _ => vec![format!("{}–{}", day(first), day(last))],
        });
        let time = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
        let mut args = FluentArgs::new();
        args.set("days", days.collect::<Vec<_>>().join(", "));
        args.set("from", time(hours.from));
        args.set("to", time(hours.to));
        self.words(lang, "office-hours", &args)
    }
}

/// First and last of each run of days that follow each other.
fn runs(days: &[i8]) -> Vec<(i8, i8)> {
    let mut runs: Vec<(i8, i8)> = Vec::new();
    for &day in days {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == day => *last = day,
            _ => runs.push((day, day)),
        }
    }
    runs
}

fn date(formats: &Formats, date: Date) -> FluentValue<'static> {
    FluentValue::Custom(Box::new(DateStyles {
        long: formats.long(date),
        weekday: formats.weekday(date),
        day_month: formats.day_month(date),
    }))
}

fn scale_message(scale: Scale) -> &'static str {
    match scale {
        Scale::Thousand => "scale-thousand",
        Scale::Million => "scale-million",
        Scale::Billion => "scale-billion",
        Scale::Trillion => "scale-trillion",
    }
}
