//! What an update can ask of us, as data. It may not know how an update is written.

use serde_json::Value;

use crate::chat::{ChatId, Incoming, PersonId, TicketNumber};
use crate::lang::Lang;

/// What an update asks of us.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// Somebody wrote or tapped: reply.
    Talk(Box<Talk>),
    /// Somebody types our name in any chat: offer answers.
    Inline {
        /// Telegram's id of the question.
        query: String,
        /// The question so far.
        text: String,
        /// The language of the person's app.
        hint: Option<Lang>,
    },
    /// A button of a message that we cannot see was tapped; its query's id.
    Stray(String),
    /// The chat can no longer be reached, or can again.
    Reach(ChatId, bool),
    /// Somebody reacted to a message, with this emoji, or took their reaction back.
    Reacted(Reacted),
    /// The chat has another number now.
    Move(ChatId, ChatId),
    /// Nothing; why.
    Nothing(&'static str),
    /// Nobody can read it; why.
    Unreadable(&'static str),
}

/// A reaction to a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reacted {
    /// Where.
    pub chat: ChatId,
    /// To which message.
    pub message: i64,
    /// Who.
    pub person: PersonId,
    /// With what; `None`: not any more.
    pub emoji: Option<String>,
}

/// Something said in a chat, and where a reply belongs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Talk {
    /// What was said.
    pub incoming: Incoming,
    /// Where the reply belongs.
    pub place: Place,
    /// The text was changed after it was sent.
    pub edited: bool,
    /// How it was said, where it was written and not tapped.
    pub written: Written,
}

/// What a message is besides its words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Written {
    /// In a chat with one person alone.
    pub private: bool,
    /// In the office's group and not to the bot: only the desk cares.
    pub overheard: bool,
    /// The message that it replies to.
    pub reply_to: Option<i64>,
    /// That message is ours.
    pub reply_to_us: bool,
    /// That message is ours and has a card's buttons: those of this ticket.
    pub reply_to_card: Option<TicketNumber>,
    /// What the writer's account is called.
    pub name: String,
    /// It is a picture, a voice or the like; its words are a caption.
    pub media: bool,
    /// How its words are formatted, as Telegram tells.
    pub entities: Option<Value>,
}

/// Where a reply belongs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The chat.
    pub chat: ChatId,
    /// The topic of a forum.
    pub thread: Option<i64>,
    /// The message that is answered.
    pub question: Option<i64>,
    /// The tap that is answered, and the message it was on, where it can be edited.
    pub tap: Option<(String, Option<i64>)>,
}
