//! Tickets as they are remembered: what a person of the office must answer. They may
//! not say who may move a ticket on, nor what the asker is told.

use crate::chat::{ChatId, TicketNumber};
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
    /// When it was asked.
    pub asked_at: Timestamp,
}

/// How far a ticket is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TicketState {
    /// Nobody has taken it.
    Open,
    /// Somebody of the office has.
    Claimed,
    /// The answer was sent.
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
