//! The numbers themselves, and how they add up.

use super::Cell;
use crate::chat::Outcome;

/// What became of some questions. Each is one of answered, unsure, unknown and person;
/// each unsure one was chosen, none of these, or left: see [`Numbers::adds_up`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Numbers {
    /// Questions.
    pub asked: u64,
    /// Answered at once.
    pub answered: u64,
    /// Topics were offered as buttons.
    pub unsure: u64,
    /// ... and one of them was chosen.
    pub chosen: u64,
    /// ... and none of them was meant.
    pub none_of_these: u64,
    /// The knowledge does not hold it.
    pub unknown: u64,
    /// A person was asked for.
    pub person: u64,
    /// Passed on to the office.
    pub ticketed: u64,
    /// Asked again within seven days.
    pub again: u64,
}

impl Numbers {
    /// The names of the numbers in exports, in the order of [`Numbers::values`].
    pub const NAMES: [&'static str; 9] = [
        "asked",
        "answered",
        "unsure",
        "chosen",
        "none_of_these",
        "unknown",
        "person",
        "ticketed",
        "asked_again",
    ];

    /// All numbers.
    pub fn values(&self) -> [u64; 9] {
        let Numbers { asked, answered, unsure, chosen, none_of_these, unknown, person, ticketed, again } =
            *self;
        [asked, answered, unsure, chosen, none_of_these, unknown, person, ticketed, again]
    }

    /// Counts these questions too.
    pub fn add(&mut self, cell: &Cell) {
        let count = cell.count;
        match cell.outcome {
            // Nobody asked anything.
            Outcome::SmallTalk => return,
            Outcome::Answered => self.answered += count,
            Outcome::Unsure => self.unsure += count,
            Outcome::Chosen => (self.unsure, self.chosen) = (self.unsure + count, self.chosen + count),
            Outcome::NoneOfThese => {
                (self.unsure, self.none_of_these) = (self.unsure + count, self.none_of_these + count);
            }
            Outcome::Unknown => self.unknown += count,
            Outcome::Person => self.person += count,
        }
        self.asked += count;
        self.ticketed += cell.ticketed;
        self.again += cell.again;
    }

    /// Unsure ones under which nothing was tapped.
    pub fn left(&self) -> u64 {
        self.unsure.saturating_sub(self.chosen + self.none_of_these)
    }

    /// Answered at once, or by a tap on one of the topics offered.
    pub fn helped(&self) -> u64 {
        self.answered + self.chosen
    }

    /// What holds for every period, every day and every group.
    pub fn adds_up(&self) -> bool {
        self.asked == self.answered + self.unsure + self.unknown + self.person
            && self.unsure == self.chosen + self.none_of_these + self.left()
            && self.ticketed <= self.asked
            && self.again <= self.asked
    }
}

/// Opinions on answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Thumbs {
    /// Thumbs up.
    pub good: u64,
    /// Thumbs down.
    pub bad: u64,
}

impl Thumbs {
    /// How many thumbs there are.
    pub fn all(self) -> u64 {
        self.good + self.bad
    }

    /// The share of thumbs up; `None` where nobody gave one.
    pub fn share(self) -> Option<f64> {
        (self.all() > 0).then(|| self.good as f64 / self.all() as f64)
    }

    /// Counts these thumbs too.
    pub fn add(&mut self, more: Thumbs) {
        (self.good, self.bad) = (self.good + more.good, self.bad + more.bad);
    }
}
