//! Everything that the desk says to the office's people, as data. It may not hold a
//! sentence of any language.

use super::{Card, Refusal, Reminded, Role};
use crate::chat::TicketNumber;
use crate::clock::{Date, Timestamp};

/// Something said to the office's people.
#[derive(Debug, Clone, PartialEq)]
pub enum Notice {
    /// A ticket.
    Card(Box<Card>),
    /// More tickets than cards are good for: groups of the same question, oldest first.
    Digest {
        /// Tickets that wait without a card.
        waiting: usize,
        /// The groups, oldest first.
        groups: Vec<Group>,
    },
    /// A word of the asker of this ticket, masked; without words where it is a picture
    /// or the like.
    Heard {
        /// The ticket.
        number: TicketNumber,
        /// The words.
        words: String,
    },
    /// A word among the office's people that was written elsewhere.
    Noted {
        /// The ticket.
        number: TicketNumber,
        /// Who wrote it.
        by: String,
        /// The words, masked.
        words: String,
    },
    /// Somebody is reminded of a ticket.
    Reminder {
        /// The ticket.
        number: TicketNumber,
        /// Who is reminded.
        whom: Reminded,
        /// Their names, where they are known.
        names: Vec<String>,
        /// Since when the asker waits.
        since: Timestamp,
        /// The question, masked.
        question: String,
    },
    /// So many more ask the same: shall they get this answer too?
    AlsoTell {
        /// The ticket.
        number: TicketNumber,
        /// The others.
        others: usize,
    },
    /// They got it.
    ToldAll(usize),
    /// Nothing was done.
    Refused {
        /// The ticket.
        number: TicketNumber,
        /// Why.
        why: Refusal,
        /// The name of whoever has it.
        by: Option<String>,
    },
    /// A few words at a tapped button: it is done.
    Done,
    /// No such prepared answer; these there are.
    NoSuchReply(Vec<String>),
    /// A reply to a message that belongs to no known ticket: reply to the card.
    WhichTicket,
    /// How to use the desk.
    Help,
    /// Welcome, with the role, the programme and whether a staff group is used.
    Welcome {
        /// What they may do.
        role: Role,
        /// Their programme; `None` for all.
        programme: Option<String>,
    },
    /// The link was used or is too old.
    InviteOver,
    /// The link that signs somebody in at the dashboard.
    Dashboard {
        /// The link.
        url: String,
        /// For how many minutes it is good.
        minutes: u32,
    },
    /// A link to the dashboard was followed again, which was made for this person.
    DashboardUsed {
        /// Their name.
        name: String,
    },
    /// This bot has no dashboard.
    NoDashboard,
    /// To the admins: this person has joined.
    Joined {
        /// Their name.
        name: String,
        /// What they may do.
        role: Role,
        /// Their programme; `None` for all.
        programme: Option<String>,
    },
    /// To the admins: what changed in the folder of knowledge cannot go live.
    KnowledgeBroken {
        /// How many mistakes it has.
        count: usize,
        /// The first of them: where, and what is wrong.
        mistakes: Vec<(String, String)>,
    },
    /// To the admins: what is in the folder of knowledge is live again.
    KnowledgeRight,
    /// The night's digest of a programme.
    Nightly {
        /// The programme; `None` for questions of none.
        programme: Option<String>,
        /// The day that it tells of.
        day: Date,
        /// Open tickets.
        open: usize,
        /// Since when the oldest waits.
        oldest: Option<Timestamp>,
        /// Tickets answered that day.
        answered: usize,
        /// What was asked most without an answer: words and how often.
        asked: Vec<(String, usize)>,
    },
}

/// Tickets that ask the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The oldest of them.
    pub number: TicketNumber,
    /// Its question, masked.
    pub question: String,
    /// How many there are.
    pub count: usize,
    /// When the oldest was asked.
    pub since: Timestamp,
}
