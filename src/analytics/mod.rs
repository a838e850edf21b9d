//! The office's figures: what was asked, and what became of it, over days. Each number is
//! defined in `docs/figures.md`, and that document is played through in the tests. Pure:
//! rows come in as counts ([`Cell`], [`ThumbCell`]) without anybody's chat or words, and no
//! number here may need more than that.

mod export;
mod numbers;
mod period;
mod table;

pub use numbers::{Numbers, Thumbs};
pub use period::Period;
pub use table::{By, Key, Row, Table};

use crate::chat::Outcome;
use crate::clock::Date;
use crate::faq::TopicId;
use crate::lang::Lang;

/// Questions that are alike in everything that is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The day in the office on which they were asked.
    pub day: Date,
    /// The programme they are about, or near to.
    pub programme: Option<String>,
    /// The language they were answered in.
    pub lang: Lang,
    /// The topic that answered them.
    pub topic: Option<TopicId>,
    /// What became of them.
    pub outcome: Outcome,
    /// How many there are.
    pub count: u64,
    /// How many of these became a ticket.
    pub ticketed: u64,
    /// How many of these were asked again.
    pub again: u64,
}

/// Thumbs that were given on one day to answers of one topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThumbCell {
    /// The day in the office.
    pub day: Date,
    /// The topic.
    pub topic: TopicId,
    /// How many of each.
    pub thumbs: Thumbs,
}

/// All that is counted of a period.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counted {
    /// The questions.
    pub questions: Vec<Cell>,
    /// The thumbs.
    pub thumbs: Vec<ThumbCell>,
}
