//! Messages and labels into words.

use std::collections::BTreeMap;

use fluent_bundle::FluentArgs;

use super::Catalog;
use super::desk::{content_label, over};
use super::html::{Html, escape};
use crate::chat::{Label, Message, OpenTicket};
use crate::clock::{Date, Timestamp};
use crate::faq::{Canned, Contact, Faq, Source, Topic};
use crate::lang::Lang;
use crate::matching::Lack;

/// Tickets that `/status` lists at most.
const LISTED: usize = 10;
/// Characters of a question that `/status` shows.
const SHOWN: usize = 120;

/// The commands that Telegram's menu offers, in its order.
const COMMANDS: [&str; 9] =
    ["topics", "help", "language", "status", "done", "privacy", "mydata", "forget", "start"];

/// How the bot presents itself: plain text in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Its name.
    pub name: String,
    /// What a chat shows before the first message.
    pub description: String,
    /// The line in its profile.
    pub about: String,
    /// Its commands, each with what it does.
    pub commands: Vec<(&'static str, String)>,
}

impl Catalog {
    /// A message as markup.
    pub fn html(&self, faq: &Faq, lang: Lang, message: &Message) -> Html {
        let plain = |id| self.words(lang, id, &FluentArgs::new());
        let words = match message {
            Message::Answer { topic, today } => {
                return faq
                    .topic(topic)
                    .map(|topic| self.answer(faq, lang, topic, *today))
                    .unwrap_or_default();
            }
            Message::Help => plain("help"),
            Message::Menu => plain("menu"),
            Message::Topics { programme } => {
                let mut args = FluentArgs::new();
                args.set("programme", self.title(lang, programme));
                self.words(lang, "topics-of", &args)
            }
            Message::LanguageMenu => plain("language-menu"),
            Message::LanguageSet => plain("language-set"),
            Message::DidYouMean => plain("did-you-mean"),
            Message::Unknown => plain("unknown"),
            Message::Lacking { programme, lack } => self.lacking(lang, programme, lack),
            Message::UnknownAgain => plain("unknown-again"),
            Message::Ticket { number, programme, expected } => {
                let number = number.map(|number| number.0);
                self.ticket(faq, lang, number, programme.as_deref(), *expected)
            }
            Message::Status(None) => plain("status-unavailable"),
            Message::Status(Some(tickets)) => self.status(lang, tickets),
            Message::NoWords => plain("no-words"),
            Message::Wordless => plain("wordless"),
            Message::UnknownCommand => plain("unknown-command"),
            Message::OldButton => plain("old-button"),
            Message::Thanks => plain("rated"),
            Message::WhatWasMissing => plain("what-was-missing"),
            Message::Fault => plain("fault"),
            Message::AddDetail(number) => self.numbered(lang, "add-detail", *number),
            Message::Added(number) => self.numbered(lang, "added", *number),
            Message::Answered { number, by, question, quiet_hours } => {
                self.answered(lang, *number, by.as_deref(), question, *quiet_hours)
            }
            Message::Over { number, why } => self.numbered(lang, over(*why), *number),
            Message::HowContent(number) => self.numbered(lang, "how-content", *number),
            Message::ThanksForContent => plain("thanks-for-content"),
            Message::GoesOn(number) => self.numbered(lang, "goes-on", *number),
            Message::NewsPromised => plain("news-promised"),
            Message::News { number, question } => self.news(lang, *number, question),
            Message::NothingToClose => plain("nothing-to-close"),
            Message::Privacy(kept) => self.privacy(lang, *kept),
            Message::ForgetAsk => plain("forget-ask"),
            Message::Forgotten => plain("forgotten"),
            Message::MyData => plain("my-data"),
            Message::NoData => plain("no-data"),
            Message::PrivateOnly => plain("private-only"),
            Message::TooFast => plain("too-fast"),
            Message::TooManyTickets => plain("too-many-tickets"),
            Message::Muted(until) => self.muted(lang, *until),
        };
        Html::trusted(words)
    }

    /// What a button says: plain text, Telegram formats none of it.
    pub fn label(&self, lang: Lang, label: &Label) -> String {
        let id = match label {
            Label::Topic(topic) => return self.title(lang, topic.as_str()),
            Label::Programme(programme) => return self.title(lang, programme),
            Label::Menu => "label-menu",
            Label::NoneOfThese => "label-none",
            Label::Person => "label-person",
            Label::Language(Lang::Id) => "label-language-id",
            Label::Language(Lang::En) => "label-language-en",
            Label::Further => "label-further",
            Label::Earlier => "label-earlier",
            Label::AddDetail => "label-add-detail",
            Label::Done => "label-done",
            Label::TellMe => "label-tell-me",
            Label::Content(content) => content_label(*content),
            Label::Forget => "label-forget",
        };
        self.fixed(lang, id)
    }

    /// A fixed message as plain text.
    fn fixed(&self, lang: Lang, id: &str) -> String {
        Html::trusted(self.words(lang, id, &FluentArgs::new())).plain()
    }

    /// How the bot presents itself in a language.
    pub fn profile(&self, lang: Lang) -> Profile {
        let command = |name: &'static str| (name, self.fixed(lang, &format!("command-{name}")));
        Profile {
            name: self.fixed(lang, "bot-name"),
            description: self.fixed(lang, "bot-description"),
            about: self.fixed(lang, "bot-about"),
            commands: COMMANDS.map(command).to_vec(),
        }
    }

    /// A reply that the office's people pick; `None` where it names contacts and there are
    /// none to name.
    pub fn canned(&self, lang: Lang, canned: &Canned, contacts: &[Contact]) -> Option<Html> {
        let args = self.facts(lang, &BTreeMap::new(), contacts, None);
        let (words, errors) = self.try_words(lang, &canned.say.value, &args)?;
        errors.is_empty().then(|| Html::trusted(words))
    }

    /// The title of a topic or programme.
    pub fn title(&self, lang: Lang, id: &str) -> String {
        self.words(lang, &format!("{id}-title"), &FluentArgs::new())
    }

    /// A topic's answer on a day: its text, the programme's notice where it applies, the source.
    pub(super) fn answer(&self, faq: &Faq, lang: Lang, topic: &Topic, today: Date) -> Html {
        let saying = topic.saying(today);
        let args = self.facts(lang, &topic.facts, &topic.contacts, saying.days_left);
        let mut parts = vec![Html::trusted(self.words(lang, saying.say, &args))];
        if let Some(notice) = faq.notice(topic, today) {
            parts.push(Html::trusted(self.words(lang, notice, &args)));
        }
        parts.extend(topic.source.as_ref().map(|source| self.source(lang, source)));
        Html::paragraphs(parts)
    }

    fn source(&self, lang: Lang, source: &Source) -> Html {
        let mut args = FluentArgs::new();
        args.set("title", escape(&source.title));
        args.set("checked", self.formats(lang).long(source.checked));
        Html::trusted(self.words(lang, "source", &args))
    }

    /// Which part of a question cannot be answered.
    fn lacking(&self, lang: Lang, programme: &str, lack: &Lack) -> String {
        let mut args = FluentArgs::new();
        args.set("programme", self.title(lang, programme));
        let id = match lack {
            Lack::Year { asked, known } => {
                // As text: a year has no thousands separator.
                args.set("asked", asked.to_string());
                args.set("known", known.unwrap_or_default().to_string());
                if known.is_some() { "lacks-year" } else { "lacks-any-year" }
            }
            Lack::Name(name) => {
                args.set("name", escape(name));
                "lacks-name"
            }
            Lack::Aspect { .. } => {
                args.set("aspect", escape(lack.aspect(lang).unwrap_or_default()));
                "lacks-aspect"
            }
        };
        self.words(lang, id, &args)
    }

    /// "Your question has number 12", who will answer it, and by when it is seen.
    fn ticket(
        &self,
        faq: &Faq,
        lang: Lang,
        number: Option<i64>,
        programme: Option<&str>,
        expected: Option<Timestamp>,
    ) -> String {
        let contacts =
            programme.and_then(|id| faq.programme(id)).map_or(&[][..], |programme| &programme.contacts);
        let mut args = FluentArgs::new();
        args.set("number", number.unwrap_or_default());
        if !contacts.is_empty() {
            args.set("contacts", self.contacts(lang, contacts));
        }
        if let Some(expected) = expected {
            args.set("expected", self.weekday_moment(lang, expected));
        }
        let ids: &[&str] = match (number, contacts.is_empty(), expected) {
            (Some(_), true, None) => &["ticket", "ticket-office"],
            (Some(_), false, None) => &["ticket", "ticket-contacts"],
            (Some(_), true, Some(_)) => &["ticket", "ticket-expected"],
            (Some(_), false, Some(_)) => &["ticket", "ticket-expected", "ticket-urgent"],
            (None, true, _) => &["ticket-lost"],
            (None, false, _) => &["ticket-lost-contacts"],
        };
        let lines: Vec<String> = ids.iter().map(|id| self.words(lang, id, &args)).collect();
        lines.join(" ")
    }

    fn status(&self, lang: Lang, tickets: &[OpenTicket]) -> String {
        if tickets.is_empty() {
            return self.words(lang, "status-none", &FluentArgs::new());
        }
        let lines = tickets.iter().take(LISTED).map(|ticket| {
            let mut args = FluentArgs::new();
            args.set("number", ticket.number.0);
            args.set("asked", self.formats(lang).long(ticket.asked));
            let question: String = ticket.question.chars().take(SHOWN).collect();
            let id = if question.trim().is_empty() { "status-line-wordless" } else { "status-line" };
            args.set("question", escape(&question));
            self.words(lang, id, &args)
        });
        let head = self.words(lang, "status", &FluentArgs::new());
        std::iter::once(head).chain(lines).collect::<Vec<_>>().join("\n")
    }
}
