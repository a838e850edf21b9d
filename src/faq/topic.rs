//! One thing that people want to know: what they say to ask it, and what is said in return
//! on which day. It may not know the other topics.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use super::{Contact, Fact, Phrase};
use crate::clock::{Date, day_after, days_between};
use crate::source::At;

/// A topic's permanent name: kebab-case, at most [`TopicId::MAX_BYTES`] long, never reused.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TopicId(Arc<str>);

impl TopicId {
    /// Button payloads hold 64 bytes; 40 leave room for what stands before the id.
    pub const MAX_BYTES: usize = 40;

    /// An id as it stands in files, commands and buttons; whether such a topic
    /// exists is for [`Faq::topic`](super::Faq::topic) to say.
    pub fn new(id: &str) -> TopicId {
        TopicId(id.into())
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for TopicId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One thing that people want to know.
#[derive(Debug, Clone)]
pub struct Topic {
    /// Its permanent name.
    pub id: TopicId,
    /// Where its id stands: problems of the topic as a whole point there.
    pub place: At<()>,
    /// What another program called it, where it was imported under another name.
    pub imported_as: Option<String>,
    /// The programme it belongs to.
    pub programme: String,
    /// Who answers for it: its own people, else its programme's.
    pub contacts: Vec<Contact>,
    /// What a follow-up to this topic is about.
    pub subject: String,
    /// Facts by name: the programme's and its own.
    pub facts: BTreeMap<String, Fact>,
    /// What to say when; the first phase that holds is used, the last always holds.
    pub answer: Vec<Phase>,
    /// What people ask next.
    pub related: Vec<TopicId>,
    /// What else happens with the answer.
    pub then: Option<Then>,
    /// What people say to ask it.
    pub phrases: Vec<Phrase>,
    /// Patterns that speak for it, over folded text.
    pub patterns: Vec<String>,
    /// Where the answer comes from.
    pub source: Option<Source>,
    /// Questions with the message they must be answered with.
    pub tests: Vec<Test>,
}

/// A text and the days on which it is the right one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phase {
    /// When it holds.
    pub when: When,
    /// The message to say.
    pub say: At<String>,
}

/// The condition of a phase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Earlier than this day.
    Before(Date),
    /// Up to and including this day.
    Until(Date),
    /// Whenever no earlier phase holds.
    Always,
}

/// What follows an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    /// The programmes are offered as buttons.
    Menu,
    /// A person is called.
    Person,
}

/// Where facts come from, and when a person last compared them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The source's own title and publisher.
    pub title: String,
    /// Its address, where it has one.
    pub url: Option<String>,
    /// The day a person re-read it.
    pub checked: Date,
    /// Where its name stands.
    pub place: At<()>,
}

/// A question that must be answered with a message.
#[derive(Debug, Clone)]
pub struct Test {
    /// The question.
    pub ask: At<String>,
    /// The day it is asked; any day when absent.
    pub at: Option<Date>,
    /// The message that must answer it.
    pub say: String,
}

/// What a topic says on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Saying<'f> {
    /// The message.
    pub say: &'f str,
    /// Days from today to the day that ends this phase; 0 is the last.
    pub days_left: Option<i64>,
}

impl Topic {
    /// What this topic says on `today`.
    pub fn saying(&self, today: Date) -> Saying<'_> {
        let holds = |phase: &&Phase| match phase.when {
            When::Before(date) => today < date,
            When::Until(date) => today <= date,
            When::Always => true,
        };
        // The checker demands an unconditional last phase, so the fallback is never said.
        let phase = self.answer.iter().find(holds).or(self.answer.last());
        let days_left = phase.and_then(|phase| match phase.when {
            When::Before(date) | When::Until(date) => Some(days_between(today, date)),
            When::Always => None,
        });
        Saying { say: phase.map_or(self.id.as_str(), |phase| &phase.say.value), days_left }
    }

    /// The message id of its title, as on buttons.
    pub fn title(&self) -> String {
        format!("{}-title", self.id)
    }

    /// Its name in files of labelled questions: the one it was imported under, else its id.
    pub fn label(&self) -> &str {
        self.imported_as.as_deref().unwrap_or(self.id.as_str())
    }
}

impl When {
    /// The first day on which it does not hold any more.
    pub fn over(self) -> Option<Date> {
        match self {
            When::Before(date) => Some(date),
            When::Until(date) => day_after(date),
            When::Always => None,
        }
    }
}

impl Phase {
    /// Whether a day ends this phase.
    pub fn has_date(&self) -> bool {
        self.when != When::Always
    }
}
