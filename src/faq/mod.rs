//! The knowledge, pure: what people ask about, which phrase belongs to which topic,
//! which facts an answer gives and from which source. Read once from the files
//! under `faq/`, checked whole, never half valid. Nothing here reads a file, a
//! clock or a language's words: texts for people are named by their message id.

mod build;
mod check;
mod checks;
mod facts;
mod fields;
mod lexicon;
mod lexicon_check;
mod links;
mod loose_ends;
mod patterns;
mod people;
mod read;
mod schema;
mod topic;
pub mod write;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use checks::Checks;
pub use facts::{Amount, Currency, Fact, MonthDay, Number, Scale};
pub use fields::place_of;
pub use lexicon::{Concept, Lexicon};
pub use patterns::Patterns;
pub use people::{Contact, Hours, Office};
pub use read::{read, read_fitted};
pub use schema::{SCHEMAS, schema};
pub use topic::{Phase, Saying, Source, Test, Then, Topic, TopicId, When};

use crate::clock::Date;
use crate::lang::Lang;
use crate::source::At;

/// All that the office's files say, valid as a whole.
#[derive(Debug, Clone)]
pub struct Faq {
    /// The programmes, in the order of their ids.
    pub programmes: Vec<Programme>,
    /// The topics, in the order of their ids.
    pub topics: Vec<Topic>,
    /// Lines that no topic answers.
    pub nevers: Vec<Never>,
    /// Everybody who answers for the office, in the order of their keys.
    pub contacts: Vec<Contact>,
    /// When the office is open.
    pub office: Office,
    /// What its people say often, in the order of the files.
    pub replies: Vec<Canned>,
    /// What the judgement needs to know of words.
    pub lexicon: Lexicon,
    /// The fitted judgement, where the files hold one.
    pub fit: Option<Fit>,
    /// What the checks are told.
    pub checks: Checks,
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

/// A reply that the office's people pick instead of typing it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Canned {
    /// Its name in files and commands: kebab-case, at most [`Canned::MAX_BYTES`] long.
    pub name: String,
    /// The message.
    pub say: At<String>,
}

impl Canned {
    /// Longest name, so that buttons and commands can hold it.
    pub const MAX_BYTES: usize = 32;
}

/// Says a message after the end of a fact.
#[derive(Debug, Clone)]
pub struct Notice {
    /// The last day without the notice.
    pub after: Date,
    /// The message to add.
    pub say: At<String>,
}

/// A line that a person might type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// Its language; mixed lines belong to the language that frames them.
    pub lang: Lang,
    /// As typed; whoever judges by it shares this copy.
    pub text: Arc<str>,
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

/// What `faq/fit.toml` records of the last `tanya fit`.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit {
    /// Content hash of the knowledge that it was fitted on.
    pub knowledge: String,
}

impl Programme {
    /// The message id of its title, as on buttons.
    pub fn title(&self) -> String {
        format!("{}-title", self.id)
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

    /// Who answers for a topic.
    pub fn contacts_of(&self, id: &TopicId) -> &[Contact] {
        self.topic(id).map_or(&[], |topic| &topic.contacts)
    }

    /// The contact of a key, if there is one.
    pub fn contact(&self, key: &str) -> Option<&Contact> {
        self.contacts.iter().find(|contact| contact.key == key)
    }

    /// The canned reply of a name, if there is one.
    pub fn reply(&self, name: &str) -> Option<&Canned> {
        self.replies.iter().find(|canned| canned.name == name)
    }

    /// The topics of a programme, in the order of their ids.
    pub fn topics_of<'f>(&'f self, programme: &'f str) -> impl Iterator<Item = &'f Topic> {
        self.topics.iter().filter(move |topic| topic.programme == programme)
    }
}
