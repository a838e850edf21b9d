//! Everything the bot can say, as data. It may not hold a sentence of any language.

use super::TicketNumber;
use crate::clock::{Date, Timestamp};
use crate::faq::TopicId;
use crate::matching::Lack;

/// One paragraph.
#[derive(Debug, Clone, PartialEq)]
pub enum Message {
    /// What a topic says today, with its source.
    Answer {
        /// The topic.
        topic: TopicId,
        /// The day whose phase is said.
        today: Date,
    },
    /// How to use the bot.
    Help,
    /// Pick a programme.
    Menu,
    /// Pick a topic of this programme.
    Topics {
        /// The programme.
        programme: String,
    },
    /// Pick a language.
    LanguageMenu,
    /// The language is set.
    LanguageSet,
    /// Which of these is meant?
    DidYouMean,
    /// The knowledge does not hold it.
    Unknown,
    /// The knowledge of this programme lacks this part of the question.
    Lacking {
        /// The programme.
        programme: String,
        /// What it lacks.
        lack: Lack,
    },
    /// Again not: a person is offered first.
    UnknownAgain,
    /// A person will answer; the number where the ticket could be recorded.
    Ticket {
        /// The ticket's number, `None` where it could not be recorded.
        number: Option<TicketNumber>,
        /// The programme whose people to name.
        programme: Option<String>,
        /// When somebody of the office has seen it, at the latest; `None` where nobody
        /// said when the office works.
        expected: Option<Timestamp>,
    },
    /// The chat's open tickets; `None` where they cannot be read now.
    Status(Option<Vec<OpenTicket>>),
    /// There was no word in that.
    NoWords,
    /// Only text can be read.
    Wordless,
    /// No such command.
    UnknownCommand,
    /// The button is from another time.
    OldButton,
    /// Thanks for a thumb up.
    Thanks,
    /// A thumb down: what was missing?
    WhatWasMissing,
    /// Handling the message failed; a person will look at it.
    Fault,
    /// Write now what to add to this ticket.
    AddDetail(TicketNumber),
    /// What was written went to the office with this ticket.
    Added(TicketNumber),
    /// A person of the office answers this ticket: their name where it is shown, the
    /// hours after which it closes without a word.
    Answered {
        /// The ticket.
        number: TicketNumber,
        /// Who answers, where the office shows names.
        by: Option<String>,
        /// The question, masked.
        question: String,
        /// Hours without a word after which it closes itself.
        quiet_hours: u64,
    },
    /// A ticket is over, and why.
    Over {
        /// The ticket.
        number: TicketNumber,
        /// Why.
        why: Ending,
    },
    /// How content are you with the answer to this ticket?
    HowContent(TicketNumber),
    /// Thanks for saying so.
    ThanksForContent,
    /// A ticket that was over goes on.
    GoesOn(TicketNumber),
    /// You will hear once the knowledge has an answer.
    NewsPromised,
    /// The knowledge has an answer now to what was asked then.
    News {
        /// The ticket.
        number: TicketNumber,
        /// The question, masked.
        question: String,
    },
    /// There is no open ticket to close.
    NothingToClose,
    /// What is stored, why, for how long, and how to erase it; `None` where nothing is
    /// erased by its age.
    Privacy(Option<KeptDays>),
    /// Erase everything that is stored of you?
    ForgetAsk,
    /// It is erased.
    Forgotten,
    /// What is stored of you comes as a document.
    MyData,
    /// Nothing is stored of you.
    NoData,
    /// Only in a private chat.
    PrivateOnly,
    /// Too many messages: wait a little.
    TooFast,
    /// Too many questions for the office today.
    TooManyTickets,
    /// You cannot write here until then; `None` for good.
    Muted(Option<Timestamp>),
}

/// For how many days what people write is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeptDays {
    /// The words of questions that were answered; 0: not at all.
    pub answered: u32,
    /// Questions that were not answered.
    pub asked: u32,
    /// Tickets, from the day they were closed.
    pub tickets: u32,
}

/// Why a ticket is over, as its asker is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The office says it is answered.
    Staff,
    /// You said so.
    Asker,
    /// Nobody wrote for a while.
    Quiet,
    /// It is another office's matter.
    NotOurs,
    /// The office took it for no question.
    Dismissed,
}

/// An open ticket as its asker sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenTicket {
    /// Its number.
    pub number: TicketNumber,
    /// The day it was opened.
    pub asked: Date,
    /// The question, masked.
    pub question: String,
}

/// What a button says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Label {
    /// A topic's title.
    Topic(TopicId),
    /// A programme's title.
    Programme(String),
    /// All topics.
    Menu,
    /// None of these.
    NoneOfThese,
    /// Ask a person.
    Person,
    /// A language's own name.
    Language(crate::lang::Lang),
    /// The next page of a list.
    Further,
    /// The page before.
    Earlier,
    /// Add something to a ticket.
    AddDetail,
    /// That is answered.
    Done,
    /// Tell me once the knowledge has an answer.
    TellMe,
    /// So content, 1 to 5.
    Content(u8),
    /// Yes, erase everything.
    Forget,
}
