//! The knowledge, pure: what people ask about, which phrase belongs to which topic,
//! which facts an answer gives and from which source. Read once from the files
//! under `faq/`, checked whole, never half valid. Nothing here reads a file, a
//! clock or a language's words: texts for people are named by their message id.

mod check;
mod facts;
mod fields;
mod lexicon;
mod lexicon_check;
mod patterns;
mod read;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use regex::Regex;

pub use facts::{Amount, Currency, Fact, MonthDay, Number, Scale};
pub use lexicon::{Concept, Lexicon};
pub use read::read;

use crate::clock::{Date, days_between};
use crate::lang::Lang;
use crate::source::At;

/// A topic's permanent name: kebab-case, at most [`TopicId::MAX_BYTES`] long, never reused.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TopicId(Arc<str>);

impl TopicId {
    /// Button payloads hold 64 bytes; 40 leave room for what stands before the id.
    pub const MAX_BYTES: usize = 40;

    /// An id as it stands in files, commands and buttons; whether such a topic
    /// exists is for [`Faq::topic`] to say.
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

/// All that the office's files say, valid as a whole.
#[derive(Debug, Clone)]
pub struct Faq {
    /// The programmes, in the order of their ids.
    pub programmes: Vec<Programme>,
    /// The topics, in the order of their ids.
    pub topics: Vec<Topic>,
    /// Lines that no topic answers.
    pub nevers: Vec<Never>,
    /// What the judgement needs to know of words.
    pub lexicon: Lexicon,
    /// The fitted judgement, where the files hold one.
    pub fit: Option<Fit>,
}

/// A field of the office's work, with its people and shared facts.
#[derive(Debug, Clone)]
pub struct Programme {
    /// The programme's name in files and buttons; its folder's name.
    pub id: String,
    /// Where its id stands.
    pub place: At<()>,
    /// What an elliptical follow-up is about: words that name the programme.
    pub subject: String,
    /// Who answers for it.
    pub contacts: Vec<Contact>,
    /// A message added under answers without phases once its day has passed.
    pub notice: Option<Notice>,
    /// Greetings and the like: nothing an office would cite a source for.
    pub small_talk: bool,
    /// Facts for all its topics.
    pub facts: BTreeMap<String, Fact>,
}

/// Says a message after the end of a fact.
#[derive(Debug, Clone)]
pub struct Notice {
    /// The last day without the notice.
    pub after: Date,
    /// The message to add.
    pub say: At<String>,
}

/// A person of the office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// As people call them.
    pub name: String,
    /// Telephone number as the source prints it.
    pub phone: String,
    /// When they answer, where the office has said so.
    pub hours: Option<Hours>,
}

/// Office hours in the office's time zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hours {
    /// Days of the week, 1 (Monday) to 7 (Sunday).
    pub days: Vec<i8>,
    /// First and last minute of the day as `08:00`, `16:00`.
    pub from: String,
    /// See `from`.
    pub to: String,
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
    pub patterns: Vec<Regex>,
    /// Where the answer comes from.
    pub source: Option<Source>,
    /// Questions with the message they must be answered with.
    pub tests: Vec<Test>,
}

/// A line that a person might type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// Its language; mixed lines belong to the language that frames them.
    pub lang: Lang,
    /// As typed.
    pub text: String,
}

impl Phrase {
    /// Longest phrase, in characters: longer ones are stories, not phrases.
    pub const MAX_CHARS: usize = 400;
}

/// Lines about one subject that the knowledge does not hold.
#[derive(Debug, Clone)]
pub struct Never {
    /// The programme they are near to; the small-talk programme where near to none.
    pub programme: String,
    /// The subject they share, such as `fee`.
    pub about: String,
    /// The lines.
    pub phrases: Vec<Phrase>,
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

/// What `faq/fit.toml` records of the last `tanya fit`.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit {
    /// Content hash of the knowledge that it was fitted on.
    pub knowledge: String,
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

impl Programme {
    /// The message id of its title, as on buttons.
    pub fn title(&self) -> String {
        format!("{}-title", self.id)
    }
}

impl Phase {
    /// Whether a day ends this phase.
    pub fn has_date(&self) -> bool {
        self.when != When::Always
    }
}

impl Faq {
    /// The message that the programme adds under a topic's answer on `today`: only under
    /// answers that have no phases of their own.
    pub fn notice(&self, topic: &Topic, today: Date) -> Option<&str> {
        let notice = self.programme(&topic.programme)?.notice.as_ref()?;
        let phased = topic.answer.iter().any(Phase::has_date);
        (!phased && today > notice.after).then_some(notice.say.value.as_str())
    }

    /// Every line that the judgement learns from: phrases, then never lines.
    pub fn lines(&self) -> impl Iterator<Item = &Phrase> {
        let asked = self.topics.iter().flat_map(|topic| &topic.phrases);
        asked.chain(self.nevers.iter().flat_map(|never| &never.phrases))
    }

    /// The topic of an id, if there is one.
    pub fn topic(&self, id: &TopicId) -> Option<&Topic> {
        self.topics.binary_search_by(|topic| topic.id.cmp(id)).ok().map(|at| &self.topics[at])
    }

    /// The label of an id; the id itself where there is no such topic.
    pub fn label<'f>(&'f self, id: &'f TopicId) -> &'f str {
        self.topic(id).map_or(id.as_str(), Topic::label)
    }

    /// The programme of an id, if there is one.
    pub fn programme(&self, id: &str) -> Option<&Programme> {
        self.programmes.iter().find(|programme| programme.id == id)
    }

    /// The topics of a programme, in the order of their ids.
    pub fn topics_of<'f>(&'f self, programme: &'f str) -> impl Iterator<Item = &'f Topic> {
        self.topics.iter().filter(move |topic| topic.programme == programme)
    }
}
