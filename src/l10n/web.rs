//! The words of the dashboard: `locales/*/web.ftl`, plain text without markup, which a
//! page escapes like any other text. It may not know a page.

use std::time::Duration;

use fluent_bundle::{FluentArgs, FluentValue};

use super::Catalog;
use super::html::Html;
use crate::clock::{Date, Timestamp};
use crate::faq::{Fact, Faq};
use crate::lang::Lang;

/// Every message that a page says. A test holds this list against `src/web`.
pub(super) const PAGES: &[&str] = &[
    // The frame of every page.
    "web-topics",
    "web-try",
    "web-health",
    "web-skip",
    "web-office",
    "web-navigation",
    "web-account",
    "web-sign-out",
    "web-in-language-id",
    "web-in-language-en",
    "web-language",
    "web-the-server",
    // Signing in.
    "web-sign-in-for",
    "web-sign-in-button",
    "web-sign-in-not-you",
    "web-sign-in-title",
    // What went wrong.
    "web-sign-in-needed",
    "web-sign-in-needed-advice",
    "web-trouble-forbidden",
    "web-trouble-forbidden-advice",
    "web-trouble-not-found",
    "web-trouble-not-found-advice",
    "web-trouble-forged",
    "web-trouble-forged-advice",
    "web-trouble-malformed",
    "web-trouble-malformed-advice",
    "web-trouble-too-large",
    "web-trouble-too-large-advice",
    "web-trouble-unavailable",
    "web-trouble-unavailable-advice",
    "web-trouble-fault",
    "web-trouble-fault-advice",
    "web-sign-in-used",
    "web-sign-in-used-advice",
    "web-sign-in-over",
    "web-sign-in-advice",
    "web-sign-in-unknown",
    "web-sign-in-many",
    "web-trouble-home",
    // Account.
    "web-account-admin",
    "web-account-contact",
    "web-account-sessions",
    "web-account-lasts",
    "web-account-name",
    "web-account-since",
    "web-account-seen",
    "web-account-end",
    "web-account-this",
    "web-account-end-one",
    // Health.
    "web-health-complaints",
    "web-health-no-complaints",
    "web-health-last",
    "web-health-place",
    "web-health-kind",
    "web-health-count",
    "web-health-error",
    "web-health-warning",
    "web-health-loaded",
    "web-health-broken",
    "web-health-mistakes",
    "web-health-waits",
    "web-health-hour",
    "web-health-failed",
    "web-health-program",
    "web-health-no-database",
    "web-health-stuck",
    "web-health-unsent-long",
    "web-health-parked-some",
    "web-health-fine",
    "web-health-oldest",
    "web-health-inbox",
    "web-health-outbox",
    "web-health-parked",
    "web-health-received",
    "web-health-asked",
    "web-health-sent",
    "web-health-tickets",
    "web-health-given-up",
    "web-health-none-failed",
    "web-health-when",
    "web-health-what",
    "web-health-why",
    "web-health-version",
    "web-health-uptime",
    "web-health-knowledge",
    "web-health-topics",
    // Try it.
    "web-try-lead",
    "web-try-empty",
    "web-try-ticket",
    "web-try-answered",
    "web-try-unsure",
    "web-try-unknown",
    "web-try-candidate",
    "web-try-likely",
    "web-try-word",
    "web-try-says",
    "web-try-read-as",
    "web-try-sure",
    "web-try-by-meaning",
    "web-try-by-words",
    "web-try-nearest",
    "web-try-evidence",
    "web-try-question",
    "web-try-day",
    "web-try-send",
    "web-try-anew",
    // One topic.
    "web-topic-collisions",
    "web-topic-collisions-soon",
    "web-topic-back",
    "web-topic-no-collisions",
    "web-topic-mixed",
    "web-topic-said",
    "web-topic-day",
    "web-topic-look",
    "web-topic-before",
    "web-topic-until",
    "web-topic-afterwards",
    "web-topic-phases",
    "web-topic-this",
    "web-topic-source",
    "web-topic-no-source",
    "web-topic-checked",
    "web-topics-stale",
    "web-topic-people",
    "web-topic-nobody",
    "web-topic-fact",
    "web-topic-value",
    "web-topic-facts",
    "web-topic-related",
    "web-topic-phrases",
    "web-topic-question",
    "web-topic-on",
    "web-topic-must",
    "web-topic-any-day",
    "web-topic-tests",
    // Topics.
    "web-topics-search",
    "web-topics-find",
    "web-topics-count",
    "web-topics-none",
    "web-topics-phases",
];

/// The words of one language, for a page.
#[derive(Clone, Copy)]
pub struct Words<'k> {
    catalog: &'k Catalog,
    /// The language.
    pub lang: Lang,
}

/// A variable of a message.
#[derive(Debug, Clone, Copy)]
pub enum Fill<'a> {
    /// A number, which also chooses a plural.
    Count(i64),
    /// Any text. The page escapes it.
    Text(&'a str),
}

impl From<i64> for Fill<'_> {
    fn from(count: i64) -> Self {
        Fill::Count(count)
    }
}

impl From<usize> for Fill<'_> {
    fn from(count: usize) -> Self {
        Fill::Count(i64::try_from(count).unwrap_or(i64::MAX))
    }
}

impl<'a> From<&'a str> for Fill<'a> {
    fn from(text: &'a str) -> Self {
        Fill::Text(text)
    }
}

impl<'a> From<&'a String> for Fill<'a> {
    fn from(text: &'a String) -> Self {
        Fill::Text(text)
    }
}

impl Catalog {
    /// The words of pages in a language.
    pub fn pages(&self, lang: Lang) -> Words<'_> {
        Words { catalog: self, lang }
    }
}

impl Words<'_> {
    /// A message.
    pub fn say(&self, id: &str) -> String {
        self.fill(id, &[])
    }

    /// A message with its variables.
    pub fn fill(&self, id: &str, with: &[(&'static str, Fill<'_>)]) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in with {
            let value: FluentValue<'_> = match value {
                Fill::Count(count) => (*count).into(),
                Fill::Text(text) => (*text).into(),
            };
            args.set(*name, value);
        }
        self.catalog.words(self.lang, id, &args)
    }

    /// The title of a topic or programme.
    pub fn title(&self, id: &str) -> String {
        self.catalog.title(self.lang, id)
    }

    /// The title of a programme, or of what belongs to none; its id where it is no more.
    pub fn programme(&self, faq: &Faq, id: Option<&str>) -> String {
        Html::plain_of(&self.catalog.field(faq, self.lang, id))
    }

    /// The name that the bot has.
    pub fn bot(&self) -> String {
        self.catalog.profile(self.lang).name
    }

    /// A fact as answers write it.
    pub fn fact(&self, fact: &Fact) -> String {
        if let Fact::Date(day) = fact {
            return self.date(*day);
        }
        match self.catalog.fact(self.lang, fact) {
            FluentValue::String(markup) => Html::plain_of(&markup),
            _ => String::new(),
        }
    }

    /// "7 Februari 2020"
    pub fn date(&self, date: Date) -> String {
        self.catalog.formats(self.lang).long(date)
    }

    /// "30 November 2026 pukul 10.00 WIB"
    pub fn moment(&self, at: Timestamp) -> String {
        self.catalog.moment(self.lang, at)
    }

    /// "3 hari", "2 jam", "5 menit": in the greatest unit that fits, rounded down.
    pub fn about(&self, span: Duration) -> String {
        let minutes = span.as_secs() / 60;
        let unit = match minutes {
            0..60 => 1,
            60..2880 => 60,
            _ => 1440,
        };
        self.catalog.span(self.lang, Duration::from_secs((minutes / unit * unit).max(1) * 60))
    }

    /// "12.345"
    pub fn number(&self, number: i64) -> String {
        self.catalog.formats(self.lang).whole(number)
    }
}
