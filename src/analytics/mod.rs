//! The office's figures: what was asked, and what became of it, over days. Each number is
//! defined in `docs/figures.md`, and that document is played through in the tests. Pure:
//! what comes in are counts ([`Counted`]) without anybody's chat or words, and no number
//! here may need more than that.

mod export;
mod numbers;
mod period;
mod table;

pub use numbers::{Numbers, Thumbs};
pub use period::Period;
pub use table::{By, Row, Table};

use crate::chat::Outcome;

/// What a count is for: a day as `2026-11-02`, the id of a programme or a topic, a
/// language. `None`: questions near to no programme, or that no topic answered.
pub type Key = Option<String>;

/// All that is counted of a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// What the keys are.
    pub by: By,
    /// The days.
    pub period: Period,
    /// The questions.
    pub questions: Vec<Cell>,
    /// The thumbs; all of them under no key, where it is not kept what they are for.
    pub thumbs: Vec<(Key, Thumbs)>,
}

/// Questions that are alike in what became of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// What they are counted for.
    pub key: Key,
    /// What became of them.
    pub outcome: Outcome,
    /// How many there are.
    pub count: u64,
    /// How many of these became a ticket.
    pub ticketed: u64,
    /// How many of these were asked again.
    pub again: u64,
}
