//! What a person of the office does to a ticket, as the short text that a button
//! carries and as the command that they type. Parsing and printing are one round trip;
//! anything else is a stale or forged button. It may not say whether they may.

use std::time::Duration;

use super::Closing;
use crate::chat::{PersonId, TicketNumber};
use crate::faq::TopicId;

/// A button of a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct What {
    /// The ticket.
    pub ticket: TicketNumber,
    /// What is done.
    pub act: Act,
}

/// What is done to a ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// I answer this.
    Claim,
    /// Somebody else may answer it.
    Release,
    /// This topic answers it.
    Topic(TopicId),
    /// It is answered; the asker is told.
    Close,
    /// It goes on.
    Reopen,
    /// It is no question for us.
    Dismiss(Closing),
    /// The asker may not write for so many days; 0: they may again.
    Mute(u16),
    /// The card need not say that the asker writes another language.
    HintOff,
    /// Not now: again after this.
    Snooze(Duration),
    /// Somebody else answers this.
    Assign(PersonId),
    /// This answer goes to everybody who asks the same.
    ToAll(Given),
    /// The card of one ticket of a digest.
    Show,
    /// Other buttons under the card.
    Page(Page),
}

/// An answer that was given to a ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// This message of the chat where the office wrote it, with its album.
    Written(i64),
    /// A topic.
    Topic(TopicId),
    /// A prepared answer, by its name.
    Canned(String),
}

/// The buttons that a card shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Page {
    /// The first ones.
    Main,
    /// Topics to answer with.
    Topics,
    /// Reasons to dismiss it.
    Dismiss,
    /// How long to mute the asker.
    Mute,
    /// People to hand it to.
    Assign,
    /// The rest.
    More,
}

impl What {
    /// The payload of a button: at most 64 bytes.
    pub fn payload(&self) -> String {
        let number = self.ticket.0;
        match &self.act {
            Act::Claim => format!("k:{number}:claim"),
            Act::Release => format!("k:{number}:release"),
            Act::Topic(topic) => format!("k:{number}:t:{topic}"),
            Act::Close => format!("k:{number}:close"),
            Act::Reopen => format!("k:{number}:reopen"),
            Act::Dismiss(why) => format!("k:{number}:d:{}", why.code()),
            Act::Mute(days) => format!("k:{number}:m:{days}"),
            Act::HintOff => format!("k:{number}:hint"),
            Act::Snooze(pause) => format!("k:{number}:z:{}", pause.as_secs() / 60),
            Act::Assign(person) => format!("k:{number}:a:{}", person.0),
            Act::ToAll(given) => format!("k:{number}:all:{}", given.payload()),
            Act::Show => format!("k:{number}:show"),
            Act::Page(page) => format!("k:{number}:p:{}", page.code()),
        }
    }

    /// The effect of a payload; `None` for one that no card of ours carries.
    pub fn parse(payload: &str) -> Option<What> {
        let (number, act) = payload.strip_prefix("k:")?.split_once(':')?;
        let ticket = TicketNumber(number.parse().ok().filter(|number| *number > 0)?);
        let act = match act.split_once(':') {
            None => match act {
                "claim" => Act::Claim,
                "release" => Act::Release,
                "close" => Act::Close,
                "reopen" => Act::Reopen,
                "hint" => Act::HintOff,
                "show" => Act::Show,
                _ => return None,
            },
            Some(("t", topic)) => Act::Topic(TopicId::new(topic)),
            Some(("d", why)) => Act::Dismiss(Closing::from_code(why)?),
            Some(("m", days)) => Act::Mute(days.parse().ok()?),
            Some(("z", minutes)) => {
                Act::Snooze(Duration::from_secs(u64::from(minutes.parse::<u32>().ok()?) * 60))
            }
            Some(("a", person)) => Act::Assign(PersonId(person.parse().ok()?)),
            Some(("all", given)) => Act::ToAll(Given::parse(given)?),
            Some(("p", page)) => Act::Page(Page::from_code(page)?),
            _ => return None,
        };
        Some(What { ticket, act })
    }
}

impl Given {
    /// What the audit trail says of it.
    pub fn detail(&self) -> String {
        match self {
            Given::Written(_) => String::new(),
            Given::Topic(topic) => format!("topic {topic}"),
            Given::Canned(name) => format!("reply {name}"),
        }
    }

    fn payload(&self) -> String {
        match self {
            Given::Written(message) => message.to_string(),
            Given::Topic(topic) => format!("t:{topic}"),
            Given::Canned(name) => format!("r:{name}"),
        }
    }

    fn parse(payload: &str) -> Option<Given> {
        Some(match payload.split_once(':') {
            None => Given::Written(payload.parse().ok()?),
            Some(("t", topic)) => Given::Topic(TopicId::new(topic)),
            Some(("r", name)) => Given::Canned(name.to_owned()),
            Some(_) => return None,
        })
    }
}

impl Page {
    const ALL: [Page; 6] = [Page::Main, Page::Topics, Page::Dismiss, Page::Mute, Page::Assign, Page::More];

    fn code(self) -> &'static str {
        match self {
            Page::Main => "main",
            Page::Topics => "topics",
            Page::Dismiss => "dismiss",
            Page::Mute => "mute",
            Page::Assign => "assign",
            Page::More => "more",
        }
    }

    fn from_code(code: &str) -> Option<Page> {
        Page::ALL.into_iter().find(|page| page.code() == code)
    }
}
