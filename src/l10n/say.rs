//! The variables of fixed messages. What people wrote becomes markup here: cut to its
//! measure, escaped, and never any other way.

use std::time::Duration;

use fluent_bundle::{FluentArgs, FluentValue};

use super::Catalog;
use super::html::escape;
use crate::chat::TicketNumber;
use crate::clock::Timestamp;
use crate::faq::Faq;
use crate::lang::Lang;

/// The longest name of a person that is shown.
const NAME: usize = 64;
const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

/// Variables in the making.
pub(super) struct Args(FluentArgs<'static>);

impl Args {
    pub fn new() -> Args {
        Args(FluentArgs::new())
    }

    /// Of the ticket with this number.
    pub fn of(number: TicketNumber) -> Args {
        Args::new().number("number", number.0)
    }

    /// A number, which also chooses a plural.
    pub fn number(self, name: &'static str, number: i64) -> Args {
        self.set(name, number)
    }

    /// So many of something.
    pub fn count(self, name: &'static str, count: usize) -> Args {
        self.set(name, i64::try_from(count).unwrap_or(i64::MAX))
    }

    /// Markup that this module made.
    pub fn markup(self, name: &'static str, markup: String) -> Args {
        self.set(name, markup)
    }

    /// What somebody wrote, at most so long, with its line breaks.
    pub fn text(self, name: &'static str, text: &str, most: usize) -> Args {
        self.set(name, escape(&cut(text.trim(), most)))
    }

    /// What somebody wrote, in one line.
    pub fn line(self, name: &'static str, text: &str, most: usize) -> Args {
        self.set(name, line(text, most))
    }

    /// What somebody is called.
    pub fn name(self, name: &'static str, text: &str) -> Args {
        self.line(name, text, NAME)
    }

    fn set(mut self, name: &'static str, value: impl Into<FluentValue<'static>>) -> Args {
        self.0.set(name, value);
        self
    }
}

/// What somebody wrote as markup in one line.
pub(super) fn line(text: &str, most: usize) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    escape(&cut(&words.join(" "), most))
}

/// What somebody is called, as markup.
pub(super) fn name(text: &str) -> String {
    line(text, NAME)
}

/// A text of at most so many UTF-16 units, which is what Telegram counts; one that is
/// cut says so.
pub(super) fn cut(text: &str, most: usize) -> String {
    let mut units = 0;
    let mut fits = 0;
    for (at, c) in text.char_indices() {
        units += c.len_utf16();
        if units < most {
            fits = at + c.len_utf8();
        }
        if units > most {
            return format!("{}…", text.get(..fits).unwrap_or_default().trim_end());
        }
    }
    text.to_owned()
}

impl Catalog {
    /// A fixed message as markup.
    pub(super) fn say(&self, lang: Lang, id: &str, args: Args) -> String {
        self.words(lang, id, &args.0)
    }

    /// A fixed message without variables.
    pub(super) fn plain(&self, lang: Lang, id: &str) -> String {
        self.say(lang, id, Args::new())
    }

    /// A fixed message about a ticket.
    pub(super) fn numbered(&self, lang: Lang, id: &str, number: TicketNumber) -> String {
        self.say(lang, id, Args::of(number))
    }

    /// "30 November 2026 pukul 10.00 WIB"
    pub(super) fn moment(&self, lang: Lang, at: Timestamp) -> String {
        self.day_and_time(lang, self.formats(lang).long(at.date()), at)
    }

    /// "Senin, 30 November 2026 pukul 10.00 WIB"
    pub(super) fn weekday_moment(&self, lang: Lang, at: Timestamp) -> String {
        self.day_and_time(lang, self.formats(lang).weekday(at.date()), at)
    }

    fn day_and_time(&self, lang: Lang, day: String, at: Timestamp) -> String {
        let time = self.formats(lang).time(at.hour_and_minute());
        self.say(lang, "moment", Args::new().markup("day", day).markup("time", time))
    }

    /// "3 hari", "2 jam": in the greatest unit that divides it.
    pub(super) fn span(&self, lang: Lang, span: Duration) -> String {
        let seconds = span.as_secs().max(1);
        let (id, count) = match seconds {
            _ if seconds.is_multiple_of(DAY) => ("span-day", seconds / DAY),
            _ if seconds.is_multiple_of(HOUR) => ("span-hour", seconds / HOUR),
            _ => ("span-minute", seconds.div_ceil(MINUTE)),
        };
        self.say(lang, id, Args::new().number("n", i64::try_from(count).unwrap_or(i64::MAX)))
    }

    /// What somebody asked, set off from the rest; nothing where they asked nothing.
    pub(super) fn quoted(&self, lang: Lang, text: &str, most: usize) -> String {
        if text.trim().is_empty() {
            return String::new();
        }
        self.say(lang, "quoted", Args::new().text("text", text, most))
    }

    /// The title of a programme; its id where the knowledge has it no more.
    pub(super) fn programme(&self, faq: &Faq, lang: Lang, id: &str) -> String {
        if faq.programme(id).is_some() { self.title(lang, id) } else { name(id) }
    }
}

/// Lines under each other, without the empty ones.
pub(super) fn lines(lines: impl IntoIterator<Item = String>) -> String {
    let lines: Vec<String> = lines.into_iter().filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_text_is_cut_by_what_telegram_counts() {
        for (text, most, cut_text) in [
            ("abc", 3, "abc"),
            ("abcd", 3, "ab…"),
            ("ab  cd", 4, "ab…"),
            ("😀😀", 4, "😀😀"),
            ("😀😀", 3, "😀…"),
        ] {
            assert_eq!(cut(text, most), cut_text, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_cut_text_is_never_longer_than_it_may_be(text in "\\PC{0,80}", most in 1_usize..60) {
            prop_assert!(cut(&text, most).encode_utf16().count() <= most);
        }
    }
}
