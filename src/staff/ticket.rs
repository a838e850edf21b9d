//! Tickets and the messages that belong to them. They may not say who may move a ticket
//! on, nor what the asker is told.

use crate::chat::{ChatId, PersonId, TicketNumber};
use crate::clock::Timestamp;
use crate::faq::TopicId;
use crate::lang::Lang;

/// A question that waits for a person of the office, or did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ticket {
    /// Its number, never given twice.
    pub number: TicketNumber,
    /// Where the answer goes.
    pub chat: ChatId,
    /// The forum's topic where it was asked.
    pub thread: Option<i64>,
    /// The message that asked it.
    pub message: Option<i64>,
    /// Who asked; `None` for tickets of older versions.
    pub asker: Option<PersonId>,
    /// How far it is.
    pub state: TicketState,
    /// The programme it is near to, if any.
    pub programme: Option<String>,
    /// The asker's language.
    pub lang: Lang,
    /// The question, masked.
    pub question: String,
    /// Topics that were offered and refused.
    pub offered: Vec<TopicId>,
    /// When it was first asked; never set again.
    pub asked_at: Timestamp,
    /// Grows with every change: a change is refused where somebody else was first.
    pub version: i64,
    /// Messages that belong to it so far: the next one's number.
    pub posts: i64,
    /// The person of the office who took it.
    pub owner: Option<PersonId>,
    /// The ticket that asks the same and is answered for both.
    pub leader: Option<TicketNumber>,
    /// The last word of the office.
    pub told_at: Option<Timestamp>,
    /// The last word of the asker.
    pub heard_at: Option<Timestamp>,
    /// When somebody must be reminded, or it closes itself.
    pub due_at: Option<Timestamp>,
    /// Reminders since the asker's last word.
    pub reminded: u32,
    /// When and why it was over.
    pub closed: Option<(Timestamp, Closing)>,
    /// How content the asker is, 1 to 5.
    pub content: Option<u8>,
    /// The asker wants to hear once the knowledge has an answer.
    pub news: bool,
    /// The card says that the asker writes another language.
    pub hint: bool,
}

impl Ticket {
    /// True while somebody may still answer it.
    pub fn is_open(&self) -> bool {
        !matches!(self.state, TicketState::Closed | TicketState::Dismissed)
    }

    /// True while the asker and the office talk: what the asker writes is for the office.
    pub fn is_live(&self) -> bool {
        self.is_open() && self.told_at.is_some()
    }

    /// Since when the asker waits: the last word that nobody answered yet.
    pub fn waits_since(&self) -> Timestamp {
        self.heard_at.unwrap_or(self.asked_at)
    }
}

/// How far a ticket is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TicketState {
    /// Nobody has taken it.
    Open,
    /// Somebody of the office has.
    Claimed,
    /// The answer was sent; the asker may go on.
    Answered,
    /// The answer was enough.
    Closed,
    /// It was no question for the office.
    Dismissed,
}

impl TicketState {
    /// All of them, in the order of a ticket's life.
    pub const ALL: [TicketState; 5] = [
        TicketState::Open,
        TicketState::Claimed,
        TicketState::Answered,
        TicketState::Closed,
        TicketState::Dismissed,
    ];

    /// The word in columns and commands.
    pub fn code(self) -> &'static str {
        match self {
            TicketState::Open => "open",
            TicketState::Claimed => "claimed",
            TicketState::Answered => "answered",
            TicketState::Closed => "closed",
            TicketState::Dismissed => "dismissed",
        }
    }

    /// The state of an exact word.
    pub fn from_code(code: &str) -> Option<TicketState> {
        TicketState::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// Why a ticket is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Closing {
    /// The office says it is answered.
    Staff,
    /// The asker says so.
    Asker,
    /// Nobody wrote for a while.
    Quiet,
    /// It was no question.
    Spam,
    /// It is another office's matter.
    NotOurs,
    /// It was asked before.
    Duplicate,
    /// The asker withdrew it, with all that is stored of them.
    Withdrawn,
}

impl Closing {
    /// All of them.
    pub const ALL: [Closing; 7] = [
        Closing::Staff,
        Closing::Asker,
        Closing::Quiet,
        Closing::Spam,
        Closing::NotOurs,
        Closing::Duplicate,
        Closing::Withdrawn,
    ];

    /// The word in columns and buttons.
    pub fn code(self) -> &'static str {
        match self {
            Closing::Staff => "staff",
            Closing::Asker => "asker",
            Closing::Quiet => "quiet",
            Closing::Spam => "spam",
            Closing::NotOurs => "not-ours",
            Closing::Duplicate => "duplicate",
            Closing::Withdrawn => "withdrawn",
        }
    }

    /// The reason of an exact word.
    pub fn from_code(code: &str) -> Option<Closing> {
        Closing::ALL.into_iter().find(|closing| closing.code() == code)
    }
}

/// A message that belongs to a ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// The ticket.
    pub ticket: TicketNumber,
    /// Which of its messages, from 0.
    pub nth: i64,
    /// What it is.
    pub kind: PostKind,
    /// Whether it is there.
    pub state: PostState,
    /// The chat where it stands.
    pub chat: ChatId,
    /// Its number there, once it was sent.
    pub message: Option<i64>,
    /// The message that it is a copy of.
    pub from: Option<(ChatId, i64)>,
    /// The album that it is part of.
    pub album: Option<String>,
    /// Who wrote it; `None` for the program.
    pub author: Option<PersonId>,
    /// It is a picture, a voice or the like.
    pub media: bool,
    /// Its words, masked.
    pub text: Option<String>,
    /// When.
    pub at: Timestamp,
}

/// What a message of a ticket is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PostKind {
    /// What the office's people see of the ticket.
    Card,
    /// A word of the asker, as the office sees it.
    In,
    /// A word of the office, as the asker sees it.
    Out,
    /// A word among the office's people; it stands where it was written.
    Note,
    /// A word of the program about the ticket, to either side.
    Notice,
    /// Many tickets in one; it belongs to the oldest of them.
    Digest,
}

impl PostKind {
    /// All of them.
    pub const ALL: [PostKind; 6] =
        [PostKind::Card, PostKind::In, PostKind::Out, PostKind::Note, PostKind::Notice, PostKind::Digest];

    /// The word in columns.
    pub fn code(self) -> &'static str {
        match self {
            PostKind::Card => "card",
            PostKind::In => "in",
            PostKind::Out => "out",
            PostKind::Note => "note",
            PostKind::Notice => "notice",
            PostKind::Digest => "digest",
        }
    }

    /// The kind of an exact word.
    pub fn from_code(code: &str) -> Option<PostKind> {
        PostKind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// Whether a message of a ticket is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PostState {
    /// A picture of an album that waits for the others.
    Collecting,
    /// It waits in the outbox.
    Planned,
    /// It is there.
    Sent,
    /// It did not arrive: the person blocked the bot, or is gone.
    Undelivered,
    /// It did not arrive and is to be sent again: its place was gone.
    Lost,
    /// Somebody deleted it.
    Gone,
}

impl PostState {
    /// All of them.
    pub const ALL: [PostState; 6] = [
        PostState::Collecting,
        PostState::Planned,
        PostState::Sent,
        PostState::Undelivered,
        PostState::Lost,
        PostState::Gone,
    ];

    /// The word in columns.
    pub fn code(self) -> &'static str {
        match self {
            PostState::Collecting => "collecting",
            PostState::Planned => "planned",
            PostState::Sent => "sent",
            PostState::Undelivered => "undelivered",
            PostState::Lost => "lost",
            PostState::Gone => "gone",
        }
    }

    /// The state of an exact word.
    pub fn from_code(code: &str) -> Option<PostState> {
        PostState::ALL.into_iter().find(|state| state.code() == code)
    }
}
