//! Everything the bot can say, as data. It may not hold a sentence of any language.

use super::TicketNumber;
use crate::clock::Date;
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
}
