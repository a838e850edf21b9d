//! A ticket's card and the labels of its buttons, for the office's people. It may not
//! decide what a card shows.

use std::time::Duration;

use super::Catalog;
use super::html::Html;
use super::say::{Args, line, lines, name};
use crate::faq::{Faq, TopicId};
use crate::lang::Lang;
use crate::staff::{Act, Card, CardButton, Closing, Page, TicketState};

/// The longest question on a card.
const QUESTION: usize = 1000;
/// The longest question among others.
const EARLIER: usize = 120;
/// Earlier questions and offered topics on a card.
const LISTED: usize = 3;
/// The longest name on a button.
const ON_BUTTON: usize = 40;
const DAY: u64 = 24 * 3600;

impl Catalog {
    /// A ticket, with the newest of what is to be known first.
    pub(super) fn card(&self, faq: &Faq, lang: Lang, card: &Card) -> String {
        lines([
            self.card_head(faq, lang, card),
            self.card_state(lang, card),
            self.card_told(lang, card),
            self.card_warnings(lang, card),
            self.card_hint(lang, card),
            self.card_question(lang, card),
            self.card_offered(faq, lang, &card.offered),
            self.card_earlier(lang, &card.earlier),
            self.card_fellows(lang, card.fellows),
            self.say(lang, "card-asked", Args::new().markup("at", self.moment(lang, card.asked_at))),
        ])
    }

    fn card_head(&self, faq: &Faq, lang: Lang, card: &Card) -> String {
        let args = Args::of(card.number);
        match &card.programme {
            Some(programme) => {
                let args = args.markup("programme", self.programme(faq, lang, programme));
                self.say(lang, "card-head", args)
            }
            None => self.say(lang, "card-head-general", args),
        }
    }

    fn card_state(&self, lang: Lang, card: &Card) -> String {
        let owner = card.owner.as_deref().map(name);
        let why = card.closing.map(|why| Args::new().markup("why", self.closing(lang, why)));
        match (card.state, why) {
            (TicketState::Open, _) => self.plain(lang, "card-open"),
            (TicketState::Claimed, _) => {
                let owner = owner.unwrap_or_else(|| self.plain(lang, "somebody"));
                self.say(lang, "card-claimed", Args::new().markup("name", owner))
            }
            (TicketState::Answered, _) => {
                let at = self.moment(lang, card.told_at.unwrap_or(card.asked_at));
                let args = Args::new().markup("at", at);
                match owner {
                    Some(owner) => self.say(lang, "card-answered-by", args.markup("name", owner)),
                    None => self.say(lang, "card-answered", args),
                }
            }
            (TicketState::Closed, Some(why)) => self.say(lang, "card-closed-why", why),
            (TicketState::Closed, None) => self.plain(lang, "card-closed"),
            (TicketState::Dismissed, Some(why)) => self.say(lang, "card-dismissed-why", why),
            (TicketState::Dismissed, None) => self.plain(lang, "card-dismissed"),
        }
    }

    /// Why a ticket is over, as part of a line.
    pub(super) fn closing(&self, lang: Lang, why: Closing) -> String {
        self.plain(lang, &format!("closing-{}", why.code()))
    }

    /// Answered before, and waiting again.
    fn card_told(&self, lang: Lang, card: &Card) -> String {
        let waits = matches!(card.state, TicketState::Open | TicketState::Claimed);
        card.told_at.filter(|_| waits).map_or_else(String::new, |told| {
            self.say(lang, "card-told", Args::new().markup("at", self.moment(lang, told)))
        })
    }

    fn card_warnings(&self, lang: Lang, card: &Card) -> String {
        let when = |shown: bool, id| if shown { self.plain(lang, id) } else { String::new() };
        let content = card.content.map_or_else(String::new, |content| {
            self.say(lang, "card-content", Args::new().number("content", i64::from(content)))
        });
        lines([when(card.undelivered, "card-undelivered"), when(card.muted, "card-muted"), content])
    }

    /// The answer is to be in the asker's language, where it is not the reader's.
    fn card_hint(&self, lang: Lang, card: &Card) -> String {
        match card.lang {
            _ if !card.hint || card.lang == lang => String::new(),
            Lang::Id => self.plain(lang, "card-hint-id"),
            Lang::En => self.plain(lang, "card-hint-en"),
        }
    }

    fn card_question(&self, lang: Lang, card: &Card) -> String {
        match card.closing {
            Some(Closing::Withdrawn) => self.plain(lang, "card-withdrawn"),
            _ if card.question.trim().is_empty() => self.plain(lang, "card-wordless"),
            _ => self.quoted(lang, &card.question, QUESTION),
        }
    }

    fn card_offered(&self, faq: &Faq, lang: Lang, offered: &[TopicId]) -> String {
        let titles: Vec<String> =
            offered.iter().take(LISTED).map(|topic| self.topic(faq, lang, topic)).collect();
        if titles.is_empty() {
            return String::new();
        }
        self.say(lang, "card-offered", Args::new().markup("topics", titles.join("; ")))
    }

    /// The title of a topic; its id where the knowledge has it no more.
    fn topic(&self, faq: &Faq, lang: Lang, topic: &TopicId) -> String {
        match faq.topic(topic) {
            Some(_) => self.title(lang, topic.as_str()),
            None => line(topic.as_str(), ON_BUTTON),
        }
    }

    fn card_earlier(&self, lang: Lang, earlier: &[String]) -> String {
        let asked: Vec<String> = earlier
            .iter()
            .filter(|question| !question.trim().is_empty())
            .take(LISTED)
            .map(|text| self.say(lang, "card-earlier-line", Args::new().line("question", text, EARLIER)))
            .collect();
        if asked.is_empty() {
            return String::new();
        }
        lines(std::iter::once(self.plain(lang, "card-earlier")).chain(asked))
    }

    fn card_fellows(&self, lang: Lang, fellows: usize) -> String {
        if fellows == 0 {
            return String::new();
        }
        self.say(lang, "card-fellows", Args::new().count("others", fellows))
    }

    /// What a button of a card says: plain text, Telegram formats none of it.
    pub fn card_label(&self, faq: &Faq, lang: Lang, button: &CardButton) -> String {
        let markup = match &button.what.act {
            Act::Topic(topic) => self.topic(faq, lang, topic),
            Act::Assign(person) => {
                let name = button.name.as_deref().filter(|name| !name.trim().is_empty());
                name.map_or_else(|| person.0.to_string(), |name| line(name, ON_BUTTON))
            }
            Act::Mute(days) if *days > 0 => {
                let pause = Duration::from_secs(u64::from(*days) * DAY);
                self.say(lang, "act-mute-days", Args::new().markup("pause", self.span(lang, pause)))
            }
            Act::Snooze(pause) => {
                self.say(lang, "act-snooze", Args::new().markup("pause", self.span(lang, *pause)))
            }
            Act::Show => self.numbered(lang, "act-show", button.what.ticket),
            act => self.plain(lang, label(act)),
        };
        Html::trusted(markup).plain()
    }
}

/// The label of what needs no variable.
fn label(act: &Act) -> &'static str {
    match act {
        Act::Claim => "act-claim",
        Act::Release => "act-release",
        Act::Topic(_) | Act::Page(Page::Topics) => "act-topics",
        Act::Dismiss(Closing::Spam) => "act-spam",
        Act::Dismiss(Closing::NotOurs) => "act-not-ours",
        Act::Dismiss(Closing::Duplicate) => "act-duplicate",
        // No card offers to dismiss a ticket for what is no reason to.
        Act::Dismiss(Closing::Staff | Closing::Asker | Closing::Quiet | Closing::Withdrawn) | Act::Close => {
            "act-close"
        }
        Act::Reopen => "act-reopen",
        Act::Mute(_) => "act-unmute",
        Act::HintOff => "act-hint-off",
        Act::Snooze(_) => "act-snooze",
        Act::Assign(_) | Act::Page(Page::Assign) => "act-assign",
        Act::ToAll(_) => "act-to-all",
        Act::Show => "act-show",
        Act::Page(Page::Main) => "act-main",
        Act::Page(Page::Dismiss) => "act-dismiss",
        Act::Page(Page::Mute) => "act-mute",
        Act::Page(Page::More) => "act-more",
    }
}
