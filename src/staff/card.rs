//! What the office's people see of a ticket, as data: the card and its buttons. Words
//! are `l10n`'s.

use std::time::Duration;

use super::{Act, Closing, Page, TicketState, What};
use crate::chat::{PersonId, TicketNumber};
use crate::clock::Timestamp;
use crate::faq::TopicId;
use crate::lang::Lang;

/// A ticket as its card shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Its number.
    pub number: TicketNumber,
    /// How far it is.
    pub state: TicketState,
    /// The programme it is near to, if any.
    pub programme: Option<String>,
    /// The asker's language.
    pub lang: Lang,
    /// Say that the answer should be in that language.
    pub hint: bool,
    /// The question, masked; empty where a person was asked for without one.
    pub question: String,
    /// Topics that were offered and refused.
    pub offered: Vec<TopicId>,
    /// The asker's earlier questions that nobody answered, newest first.
    pub earlier: Vec<String>,
    /// Others who ask the same.
    pub fellows: usize,
    /// When it was first asked.
    pub asked_at: Timestamp,
    /// The name of whoever took it.
    pub owner: Option<String>,
    /// When the last answer was sent.
    pub told_at: Option<Timestamp>,
    /// An answer did not arrive: the asker blocked the bot, or is gone.
    pub undelivered: bool,
    /// Why it is over.
    pub closing: Option<Closing>,
    /// How content the asker was.
    pub content: Option<u8>,
    /// The asker may not write now.
    pub muted: bool,
}

/// A button of a card: what it does, and what it needs besides to be labelled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardButton {
    /// What it does.
    pub what: What,
    /// A person's name, on a button that hands the ticket to them.
    pub name: Option<String>,
}

/// What a page of buttons offers beside the fixed ones.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choices {
    /// Topics to answer with, best first.
    pub topics: Vec<TopicId>,
    /// People to hand it to.
    pub people: Vec<(PersonId, String)>,
}

const HOUR: Duration = Duration::from_secs(3600);

impl Card {
    /// The buttons under the card, in rows, for whoever reads it in that language.
    pub fn buttons(&self, reads: Lang, page: Page, choices: &Choices) -> Vec<Vec<CardButton>> {
        let open = !matches!(self.state, TicketState::Closed | TicketState::Dismissed);
        if !open {
            return vec![vec![self.button(Act::Reopen)]];
        }
        let back = vec![self.button(Act::Page(Page::Main))];
        let mut rows = match page {
            Page::Main => return self.main(),
            Page::Topics => {
                choices.topics.iter().map(|topic| vec![self.button(Act::Topic(topic.clone()))]).collect()
            }
            Page::Dismiss => [Closing::Spam, Closing::NotOurs, Closing::Duplicate]
                .map(|why| vec![self.button(Act::Dismiss(why))])
                .to_vec(),
            Page::Mute => vec![[1, 7, 30].map(|days| self.button(Act::Mute(days))).to_vec()],
            Page::Assign => choices
                .people
                .iter()
                .map(|(person, name)| {
                    vec![CardButton { name: Some(name.clone()), ..self.button(Act::Assign(*person)) }]
                })
                .collect(),
            Page::More => self.more(reads),
        };
        rows.push(back);
        rows
    }

    fn main(&self) -> Vec<Vec<CardButton>> {
        let claim = if self.owner.is_none() { Act::Claim } else { Act::Release };
        let mut rows = vec![
            vec![self.button(claim), self.button(Act::Page(Page::Topics))],
            vec![self.button(Act::Page(Page::Dismiss)), self.button(Act::Page(Page::More))],
        ];
        if self.state == TicketState::Answered {
            rows.insert(0, vec![self.button(Act::Close)]);
        }
        rows
    }

    fn more(&self, reads: Lang) -> Vec<Vec<CardButton>> {
        let mute = if self.muted { Act::Mute(0) } else { Act::Page(Page::Mute) };
        let mut rows = vec![
            vec![self.button(Act::Page(Page::Assign)), self.button(mute)],
            vec![self.button(Act::Snooze(HOUR)), self.button(Act::Snooze(24 * HOUR))],
            vec![self.button(Act::Close)],
        ];
        if self.hint && self.lang != reads {
            rows.push(vec![self.button(Act::HintOff)]);
        }
        rows
    }

    fn button(&self, act: Act) -> CardButton {
        CardButton { what: What { ticket: self.number, act }, name: None }
    }
}
