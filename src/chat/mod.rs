//! The conversation, pure: what a person said in a chat, and what is said and
//! remembered in return. It may not know Telegram, a terminal, a database or a
//! sentence of any language: messages are named ([`Message`]), words are `l10n`'s.

mod command;
mod menus;
mod message;
mod questions;
mod respond;
mod tap;

pub use command::Command;
pub use message::{Ending, KeptDays, Label, Message, OpenTicket};
pub use questions::questions;
pub use respond::respond;
pub use tap::Tap;

use crate::clock::Timestamp;
use crate::faq::TopicId;
use crate::lang::Lang;

/// A chat, as the edge that carries it numbers it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ChatId(pub i64);

/// A person, as the edge numbers them. In a private chat the chat has the same number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PersonId(pub i64);

/// One thing that a person did in a chat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    /// Where.
    pub chat: ChatId,
    /// Who; `None` where the edge does not say.
    pub person: Option<PersonId>,
    /// Which message: the one they wrote, or the one whose button they tapped. `None`
    /// where the edge does not number them.
    pub message: Option<i64>,
    /// The album that it is part of, where it is one of several pictures.
    pub album: Option<String>,
    /// What their client says of their language.
    pub hint: Option<Lang>,
    /// What they did.
    pub said: Said,
}

/// What a person did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// Wrote a text: a question or a command.
    Text(String),
    /// Tapped a button; its payload, which anybody can forge.
    Tap(String),
    /// Sent something without words: a picture, a voice message.
    Wordless,
}

/// What is said and remembered in return.
#[derive(Debug, Clone, PartialEq)]
pub struct Turn {
    /// Replies, in order; empty only where a tap is answered by `toast`, or repeated.
    pub replies: Vec<Reply>,
    /// A few words at the button that was tapped.
    pub toast: Option<(Lang, Message)>,
    /// What the person thinks of an answer.
    pub rating: Option<Rating>,
    /// What is remembered of the chat from now on.
    pub chat: Chat,
    /// The questions asked, for the log.
    pub asked: Vec<Asked>,
    /// What was tapped under the question that waited for it.
    pub choice: Option<Choice>,
    /// A question for a person, if there is one.
    pub ticket: Option<NewTicket>,
}

/// What a person thinks of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rating {
    /// The topic of the answer.
    pub topic: TopicId,
    /// Thumb up or down.
    pub good: bool,
}

/// One reply: paragraphs and buttons in one language.
#[derive(Debug, Clone, PartialEq)]
pub struct Reply {
    /// The language it is written in.
    pub lang: Lang,
    /// Its paragraphs.
    pub parts: Vec<Message>,
    /// Its buttons, one a row.
    pub buttons: Vec<Button>,
    /// The answer that a thumb may be given to.
    pub rate: Option<TopicId>,
    /// It takes the place of the message whose button was tapped, where the edge can.
    pub in_place: bool,
}

/// A button under a reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Button {
    /// What it says.
    pub label: Label,
    /// What tapping it does.
    pub tap: Tap,
}

/// What is remembered of a chat between two messages.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Chat {
    /// The language the person chose with `/language`.
    pub language: Option<Lang>,
    /// The last answered topic: what an elliptical follow-up is about.
    pub last_topic: Option<TopicId>,
    /// When that was.
    pub last_at: Option<Timestamp>,
    /// Questions in a row that the knowledge did not hold.
    pub unknowns: u32,
    /// The last "did you mean", until something else is said.
    pub offer: Option<Offer>,
    /// The last tap.
    pub tapped: Option<Tapped>,
    /// An answer that lacked something: the next text may say what.
    pub missing: Option<Missing>,
    /// A ticket that the next text adds to.
    pub detail: Option<Detail>,
}

/// "Add something" was tapped under a ticket's notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Detail {
    /// The ticket.
    pub ticket: TicketNumber,
    /// When.
    pub at: Timestamp,
}

impl Detail {
    /// How long the next text adds to the ticket, in milliseconds.
    const PATIENCE: i64 = 10 * 60 * 1000;

    /// True while the next text adds to the ticket.
    pub fn holds(&self, now: Timestamp) -> bool {
        (0..Detail::PATIENCE).contains(&now.since(self.at))
    }
}

/// A tap on a button of a message. It may arrive twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tapped {
    /// The message's number and the button's payload.
    pub press: String,
    /// When.
    pub at: Timestamp,
}

/// A thumb down that waits for a word on what was missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// The topic of the answer.
    pub topic: TopicId,
    /// When the thumb was given.
    pub at: Timestamp,
}

/// A "did you mean" that waits for a tap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The question, masked.
    pub question: String,
    /// Its language.
    pub lang: Lang,
    /// The topics shown.
    pub options: Vec<TopicId>,
}

/// What was tapped under a "did you mean": it ends the chat's last question, and asks
/// none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// One of the topics shown.
    Topic {
        /// The topic.
        topic: TopicId,
        /// Its programme.
        programme: String,
    },
    /// None of them.
    NoneOfThese,
}

/// A question and what was made of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// The language it was answered in.
    pub lang: Lang,
    /// What became of it.
    pub outcome: Outcome,
    /// The best topic, right or not; the one that was chosen, where one was.
    pub topic: Option<TopicId>,
    /// That topic's programme, or the one that the question is near to.
    pub programme: Option<String>,
    /// How sure the judgement was that this topic is right, 0 to 1.
    pub score: f64,
    /// How sure it was that one of the best three is right, 0 to 1.
    pub among: f64,
    /// The question, masked.
    pub text: Option<String>,
}

/// What became of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Answered outright.
    Answered,
    /// A greeting, thanks and the like, answered in kind: no question.
    SmallTalk,
    /// Buttons were offered.
    Unsure,
    /// Buttons were offered, and a topic was chosen.
    Chosen,
    /// Buttons were offered, and none of them was meant.
    NoneOfThese,
    /// The knowledge does not hold it.
    Unknown,
    /// A person was asked for.
    Person,
}

impl Outcome {
    /// All of them.
    pub const ALL: [Outcome; 7] = [
        Outcome::Answered,
        Outcome::SmallTalk,
        Outcome::Unsure,
        Outcome::Chosen,
        Outcome::NoneOfThese,
        Outcome::Unknown,
        Outcome::Person,
    ];

    /// The word in columns and exports.
    pub fn code(self) -> &'static str {
        match self {
            Outcome::Answered => "answered",
            Outcome::SmallTalk => "small-talk",
            Outcome::Unsure => "unsure",
            Outcome::Chosen => "chosen",
            Outcome::NoneOfThese => "none-of-these",
            Outcome::Unknown => "unknown",
            Outcome::Person => "person",
        }
    }

    /// The outcome of an exact word.
    pub fn from_code(code: &str) -> Option<Outcome> {
        Outcome::ALL.into_iter().find(|outcome| outcome.code() == code)
    }

    /// True where the knowledge had at once what was asked for.
    pub fn is_settled(self) -> bool {
        matches!(self, Outcome::Answered | Outcome::SmallTalk | Outcome::Person)
    }
}

/// A question for a person of the office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTicket {
    /// The programme it is near to, if any.
    pub programme: Option<String>,
    /// The asker's language.
    pub lang: Lang,
    /// The question, masked.
    pub question: String,
    /// Topics that were offered and refused.
    pub offered: Vec<TopicId>,
}

/// A ticket's number, counted from 1: short enough to be said on the telephone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TicketNumber(pub i64);
